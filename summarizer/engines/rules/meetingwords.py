"""The words that tell of meetings: verbs and nouns, with the kind of meeting they name, and where they stand."""

from __future__ import annotations

import re
from itertools import compress
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.lexicon import alternation, known_by_word, table, words
from summarizer.engines.rules.wordings import Openings, runs_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.engines.rules.article import Sentence
    from summarizer.models.base import MeetingKind

_TABLE: Final = table("meetings")


_NOUNS: Final[dict[str, list[str]]] = {k: v for k, v in _TABLE["nouns"].items() if k != "weak"}


KIND_OF: Final[dict[str, MeetingKind]] = {
    noun.replace("_", " "): kind  # type: ignore[misc]
    for kind, nouns in _NOUNS.items()
    for noun in nouns
}


WEAK: Final = frozenset(_TABLE["nouns"]["weak"])


_EACH: Final = [noun for nouns in _NOUNS.values() for noun in nouns]


NOUN: Final = alternation(_EACH)


HOLDING: Final = frozenset(_TABLE["holding"]["verbs"].split())


UNREAL: Final = frozenset(_TABLE["unreal"]["before"].split())


LEVELS: Final = re.compile(rf"\b(?:{alternation(_TABLE['levels']['words'])})\b", re.IGNORECASE)


_BY_PHONE: Final = r"(?:by|on|over)\s+(?:the\s+|a\s+)?(?:secure\s+)?(?:phone|telephone|video|hotline|line)"


# What one meets, but nobody in person: criteria, demands.
_NOT_PEOPLE: Final = (
    r"(?!\s+(?:the|a|all|any|its|their)\s+"
    r"(?:criteria|conditions?|demands?|deadlines?|targets?|needs?|requirements?|standards?))"
)


# "the sixth sitting of the commission", not "the sitting president", "was sitting in"
_SITTING: Final = (
    r"(?:(?<=the\s)|(?<=\ba\s)|(?<=its\s)|(?<=this\s)|(?<=first\s)|(?<=second\s)|(?<=third\s)|(?<=th\s)|(?<=last\s)|(?<=next\s)|(?<='s\s)|(?<=day\s)|"
    r"(?<=joint\s)|(?<=final\s)|(?<=regular\s)|(?<=opening\s)|(?<=closing\s)|(?<=plenary\s)|(?<=hour\s))sittings?"
    r"(?=[,.;]|\s+(?:of|on|in|at|with|between|was|were|will|has|had|is|are|began|ended|opened|closed|took|lasted|chaired|headed|held|to)\b)"
)


_FORMS: Final[dict[str, tuple[str, ...]]] = {
    "met": (
        rf"(?:met|meets|meet){_NOT_PEOPLE}",
        r"(?:is|are|was|were)\s+meeting",
        r"c[ao]me\s+face\s+to\s+face",
        r"sh(?:ook|akes?)\s+hands",
        r"(?:gather(?:ed|s)?|(?:re)?convene[ds]?|assemble)(?=\s+(?:again\s+|here\s+)?(?:in|at|for|around|on|under|behind|to\s+(?:discuss|talk|negotiate|debate|sign|review|agree|seek))\b)",
        r"sat\s+(?:down|together|across|opposite|face|(?:at|around|round)\s+(?:one|the\s+same|a\s+single)\s+table|in\s+(?:separate|the\s+same|different)\s+rooms)",
        r"sits?\s+down",
        r"fac(?:e|ed|es)(?=[^.;:\"]{3,90}\sacross\s+(?:a|the)\s+(?:\w+\s+){0,2}table\b)",
        r"(?:facing|opposite|across\s+the\s+table\s+from)\s+(?:him|her|them)(?:,[^,;.:\"]{2,80},)?\s+(?:sat|was|were)",
        r"huddled?|closeted|face[ds]?\s+off|(?:were|was)\s+seated|locked\s+(?:up|in)|wound\s+up|c[ao]me\s+together",
        r"shared?\s+(?:a|one|the\s+same)\s+(?:room|table|platform|roof)|behind\s+closed\s+doors|in\s+the\s+(?:same\s+)?room",
        r"spent\s+(?:[\w-]+\s+){0,3}(?:hours?|minutes|days?|mornings?|afternoons?|evenings?|night|weekend|\w+day)\b"
        r"(?=[^.;]{0,90}\b(?:with|hosts?|counterparts?|colleagues?)\b)",
    ),
    "together": (  # only where several parties do it
        r"discussed|conferred|exchanged\s+views|haggled?|negotiated|bargained|wrangled|argued(?!\s+that)",
        r"(?:had|shared|took)\s+(?:an?\s+)?(?:[\w-]+\s+){0,2}(?:dinner|lunch|breakfast|supper|coffee|tea)|dined|lunched",
        r"worked\s+(?:through|late|until|till|side\s+by\s+side)|(?:went|gone|go)\s+back\s+(?:in|inside|to\s+work)|emerged\s+from",
        r"(?:came|c[ao]me|walked)\s+out\s+of\s+(?:the|an?)|toured|drove\s+together|embraced|posed\s+for",
        r"adjourned|parted(?=\s+(?:without|with|on|at|after|in|late|early|ways|company|as)\b)|part(?=\s+(?:without|with\s+no)\b)",
        r"(?:hammered|thrashed|ironed)\s+out|narrowed\s+(?:their|the|some)\s+(?:[\w-]+\s+)?(?:differences|gaps?|disagreements|positions)",
        r"spoke\s+face\s+to\s+face|(?:exchanged|swapped|traded)\s+(?:messages|notes|proposals|drafts|papers|offers)\s+(?:through|via|by\s+way\s+of)",
        r"(?:left|return(?:ed)?\s+to|sat\s+at|were\s+at|around)\s+the\s+(?:(?:negotiating|round|same)\s+)?table",
    ),
    "joined": (  # whom somebody else brings together, or goes between
        r"(?:brought|brings?|bringing|seated|pitted)\s+(?:together|face\s+to\s+face)",
        r"(?:shuttled|shuttles|shuttling|mediated|mediates|mediating)(?:\s+for\s+\w+\s+\w+)?\s+between",
        r"(?:carried|carries|carrying|ferried|ferries|ferrying|relayed|relays|relaying|passed|passes|passing|took|taking)\s+(?:[\w-]+\s+){0,2}?"
        r"(?:messages?|notes?|proposals?|offers?|papers?|drafts?|letters)\s+(?:back\s+and\s+forth\s+)?between",
    ),
    "phone": (
        rf"(?:spoke|speaks?|spoken|talk(?:ed|s))(?=\s[^.;]{{0,90}}\b{_BY_PHONE}\b)",
        r"called(?=\s+(?:his|her|their)\s+(?:[\w-]+\s+){0,3}(?:counterpart|colleague|homologue)\b(?!\s+an?\b))",
        r"phoned|telephoned|rang|rings|took\s+the\s+call|picked\s+up\s+the\s+phone",
        rf"{_BY_PHONE}(?=\s+with\b)",
    ),
    "spoke": (
        r"(?:spoke|talked|spoken)\s+(?:(?:today|yesterday|earlier|again|separately|late|on\s+\w+day)\s+){0,2}with"
        r"(?!\s+(?:reporters|journalists|the\s+press|us\b))",
    ),
    "talked": (
        r"(?<!the\s)(?<!\ba\s)(?<!of\s)(?<!no\s)talk(?:ed|ing)?(?!\s+(?:about|of|to|like|up|down|past|tough|over|as|big|shows?|radio|that|with|by|on\s+the\s+phone)\b)",
    ),
    "guest": (r"(?:was|were|been)\s+(?:received|hosted|welcomed|met|greeted)\s+(?:[\w-]+\s+){0,4}?by",),
    "received": (r"received|receives|hosted|hosts|welcomed|welcomes",),
    "visit": (
        r"visited|visits(?=\s+[A-Z])|arrived\s+in|flew\s+(?:in|home|back|to)|travell?ed\s+to|paid\s+an?\s+(?:\w+\s+){0,3}visit\s+to",
    ),
    "signed": (
        r"sign(?:ed|s)?\s+(?:a|an|the)\s+(?:[\w'-]+\s+){0,6}?"
        r"(?:agreement|accord|treaty|deal|memorandum|protocol|pact)",
    ),
    "exchanged": (
        r"exchang(?:es?|ed)\s+(?:the\s+)?(?:signed\s+copies|instruments\s+of\s+ratification)",
        r"(?:pose|poses|posed|smiles?|walks?)\s+(?:for\s+a\s+(?:photo\w*|picture)\s+)?(?:after|before|at|during)\s+"
        r"(?:signing|a\s+signing)",
    ),
    "cosigned": (
        r"(?:co-?)?signed(?!\s+(?:off|up|in|for)\b)|initialled|put\s+their\s+(?:names?|initials|signatures?)\s+to",
    ),
    "told": (
        r"(?:told|informed|assured|warned|asked)\s+(?:his|her|their)\s+(?:[\w-]+\s+){0,3}"
        r"(?:counterpart|colleague|opposite\s+number|homologue|host|guest|visitor)s?",
    ),
    "ended": (r"it\s+(?:ended|began|lasted|opened|concluded|broke\s+up|closed)",),
    "noun": (
        rf"(?<!press\s)(?<!news\s)(?<!media\s)(?<!intelligence[\s-])(?<!information[\s-])(?<!data[\s-])(?<!contract\s)(?:{NOUN})",
        _SITTING,
    ),
}


VERB: Final = re.compile(
    r"\b(?:" + "|".join(f"(?P<{form}>{'|'.join(said)})" for form, said in _FORMS.items()) + r")\b",
    re.IGNORECASE,
)


GATE: Final = words("occasion", "meeting_verbs") | {
    noun.rpartition("_")[2] for nouns in _NOUNS.values() for noun in nouns
}


_OPENINGS: Final = Openings(
    [
        rf"\b(?:{said})\b"
        for said in (
            *(each for form, alternatives in _FORMS.items() if form != "noun" for each in alternatives),
            *(alternation([noun]) for noun in _EACH),
            _SITTING,
        )
    ],
    VERB.flags,
)
_RUN: Final = re.compile(r"\w+")


def verbs_in(flat: str, sentence: Sentence) -> Iterator[re.Match[str]]:
    """Verbs of meeting in order; their long expression is tried only at words with which it can begin there."""
    begins = _OPENINGS.that_may_stand(filter(_may_begin, sentence.lower), sentence.mask)
    if not begins:
        return
    done = sentence.start
    lower = sentence.lower
    # the words that can't begin a match are passed over in one go
    for i in compress(range(len(lower)), map(begins.__contains__, lower)):
        if lower[i] in _OPENINGS:
            starts = [sentence.starts[i]]
        else:  # a compound, or letters that may be the same without case
            starts = [run.start() for run in _RUN.finditer(flat, sentence.starts[i], sentence.ends[i])]
        for at in starts:
            match = VERB.match(flat, at, sentence.end) if at >= done else None
            if match is not None:
                yield match
                done = match.end()


@known_by_word
def _may_begin(lower: str) -> bool:
    """Whether a match may begin in a word: at it, at a part of a compound, at letters that are others without case."""
    return not lower.isascii() or any(run in _OPENINGS for run in runs_of(lower))
