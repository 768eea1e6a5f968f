"""The words that tell of meetings: verbs and nouns, with the kind of meeting they name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.lexicon import alternation, table, words

if TYPE_CHECKING:
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


_FORMS: Final[dict[str, tuple[str, ...]]] = {
    "met": (
        rf"(?:met|meets|meet){_NOT_PEOPLE}",
        r"(?:is|are|was|were)\s+meeting",
        r"c[ao]me\s+face\s+to\s+face",
        r"sh(?:ook|akes?)\s+hands",
        r"(?:gathered|convened)(?=\s+(?:in|at|for|around|on)\b)",
        r"sat\s+(?:down|together|across|opposite|face|in\s+(?:separate|the\s+same|different)\s+rooms)",
        r"sits?\s+down",
        r"huddled?|closeted|face[ds]?\s+off|(?:were|was)\s+seated|locked\s+(?:up|in)|wound\s+up|c[ao]me\s+together",
        r"shared?\s+a\s+room|behind\s+closed\s+doors|in\s+the\s+(?:same\s+)?room",
        r"spent\s+(?:[\w-]+\s+){0,3}(?:hours?|minutes|days?|mornings?|afternoons?|evenings?|night|weekend|\w+day)\b"
        r"(?=[^.;]{0,90}\b(?:with|hosts?|counterparts?|colleagues?)\b)",
    ),
    "together": (  # only where several parties do it
        r"discussed|conferred|exchanged\s+views|haggled?|negotiated|bargained|wrangled|argued(?!\s+that)",
        r"(?:had|shared|took)\s+(?:an?\s+)?(?:[\w-]+\s+){0,2}(?:dinner|lunch|breakfast|supper|coffee|tea)|dined|lunched",
        r"worked\s+(?:through|late|until|till|side\s+by\s+side)|(?:went|gone|go)\s+back\s+(?:in|inside|to\s+work)|emerged\s+from",
        r"(?:came|c[ao]me|walked)\s+out\s+of\s+(?:the|an?)|toured|drove\s+together|embraced|posed\s+for",
        r"(?:left|returned\s+to|sat\s+at|were\s+at|around)\s+the\s+(?:(?:negotiating|round|same)\s+)?table",
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
    "noun": (rf"(?<!press\s)(?<!news\s)(?<!media\s)(?<!contract\s)(?:{NOUN})",),
}


VERB: Final = re.compile(
    r"\b(?:" + "|".join(f"(?P<{form}>{'|'.join(said)})" for form, said in _FORMS.items()) + r")\b",
    re.IGNORECASE,
)


# What `VERB` is made of, one by one.
ALTERNATIVES: Final = [
    rf"\b(?:{said})\b"
    for said in (
        *(each for form, alternatives in _FORMS.items() if form != "noun" for each in alternatives),
        *(alternation([noun]) for noun in _EACH),
    )
]


GATE: Final = words("occasion", "meeting_verbs") | {
    noun.rpartition("_")[2] for nouns in _NOUNS.values() for noun in nouns
}
