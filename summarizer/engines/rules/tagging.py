"""Words and their classes, one letter a word, by closed lists, endings and neighbours; no parser, no model.

Letters: D determiner, S possessive, P subject pronoun, M object pronoun, X auxiliary, V finite verb, E past
participle or -ed form, G -ing form, N noun, C capitalised name, A adjective, # number, R adverb,
I preposition, F of, T that, W relative pronoun, H question word, & and/or, B but, K subordinator, o to,
' possessive 's, q quotation mark, and the punctuation marks themselves (dashes as -, brackets as ( and )).
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, compress
from sys import intern
from typing import TYPE_CHECKING, Any, Final

from summarizer.engines.rules.inflection import forms
from summarizer.engines.rules.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# A word with the white space before it; the first branch is a short cut for most words.
_TOKEN: Final = re.compile(
    r"\s*(?:[A-Z]?[a-z]+(?=[ ,])"
    r"|(?:[^\W\d_]\.){2,8}"
    r"|(?:M(?:rs?|s|essrs)|Dr|Prof|Rev|Fr|Gov|Sens?|Reps?|Gen|Lt|Col|Maj|Capt|Sgt|Brig|Adm|St|[JS]r|Hon|No|vs)\."
    r"|[^\W\d_]\.(?=\s[^\W\d_a-z])"
    r"|[^\W_]+(?:(?:[-.&/]|['’](?!(?:s|re|ve|ll|d|m|S|RE|VE|LL|D|M)\b))[^\W_]+)*"
    r"|['’](?:s|re|ve|ll|d|m|S|RE|VE|LL|D|M)\b|''|``|-{2,3}|\.\.\.|[^\w\s]|_+)"
)
_PUNCTUATION: Final = {
    **dict.fromkeys(["''", "``", *"“”„‟«»\"‘’'‹›`"], "q"),
    **dict.fromkeys("([{", "("),
    **dict.fromkeys(")]}", ")"),
    **dict.fromkeys([*"–—―-", "--", "---"], "-"),
    **dict.fromkeys([*".!?", "...", "…"], "."),
    ",": ",",
    ";": ";",
    ":": ":",
    "&": "&",
}
# The last three letters of a word that no list holds, where they suggest an adjective.
_ADJECTIVES: Final = frozenset(("ous", "ful", "ive", "ble", "ish", "ese", "ary", "ial", "nal", "tic", "cal"))


_MOST_ENTRIES: Final = 50_000  # words remembered by a tagger
_LONGEST_ENTRY: Final = 40  # code points of a word that is remembered, with the white space before it

# What the class of a word depends on besides the word; 0: on nothing.
_CAPITAL: Final = 1
_VERB_OR_NOUN: Final = 2
_PARTICIPLE: Final = 3
_APOSTROPHE: Final = 4
_CUE: Final = 8  # added for the forms of cues
_DEPENDS: Final = bytes(n % _CUE for n in range(256))
_IS_CUE: Final = bytes(n // _CUE for n in range(256))
# Of a word: its lower-case form; the lengths of white space and word, packed; its class; and a byte of the above.
_Entry = tuple[str, bytes, str, bytes]
_SAID: Final = frozenset(("said", "says", "wrote", "told", "asked"))
# Classes whose words may be names when they are capitalised in mid-sentence.
_OPEN: Final = frozenset("vVNAEGRKI#D")
_PLURALS: Final = frozenset(("people", "men", "women", "children", "police", "media", "staff"))
# "Still, polls show": an open word before a finite verb is a noun.
_NOUN_BEFORE_VERB: Final = re.compile(r"v(?=R?(?:[VXv]|E(?![A#NC])))")
# "Polls in Ohio show the": a doubtful word before a determiner or pronoun is a verb, else a noun.
_VERB_BEFORE_OBJECT: Final = re.compile(r"u(?=[DSPMH])")
# Determiners that stand for persons: "many say".
_PERSONS: Final = frozenset(
    ("many", "some", "most", "all", "both", "few", "several", "others", "these", "those")
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: parallel lists and arrays, and one letter a word in `tags`."""

    starts: array[int]
    ends: array[int]
    lower: list[str]
    tags: str
    cues: list[int]
    """Which words are forms of a cue."""

    def cues_between(self, low: int, high: int) -> list[int]:
        """Cues among the words `low` to `high`, end exclusive."""
        return self.cues[bisect_left(self.cues, low) : bisect_left(self.cues, high)]

    def has_cue(self, low: int, high: int) -> bool:
        """Whether there is a cue among the words `low` to `high`."""
        at = bisect_left(self.cues, low)
        return at < len(self.cues) and self.cues[at] < high


@lru_cache(maxsize=1)
def classes() -> dict[str, str]:
    """Word to letter, from the closed lists and the inflected verbs."""
    groups = dict(table("words"))
    found: dict[str, str] = dict(_PUNCTUATION)
    verbs = groups.pop("verb")["words"].split()
    for group in groups.values():
        for word in group["words"].split():
            found.setdefault(word, group["tag"])
    for verb in verbs:
        for form, tag in forms(verb):
            found.setdefault(form, tag)
    return found


class _Entries(dict[str, _Entry]):
    """Entries by word; made where one is first asked for, and remembered if the word is short."""

    def __init__(self, made: Callable[[str], _Entry]) -> None:
        super().__init__()
        self._made = made

    def __missing__(self, spaced: str) -> _Entry:
        entry = self._made(spaced)
        if len(spaced) <= _LONGEST_ENTRY:
            if len(self) >= _MOST_ENTRIES:
                self.clear()
            self[spaced] = entry
        return entry


class Tagger:
    """Cuts text into words and classes them; knows the closed lists and the inflected words it is given.

    Most words of a text were met before, so each is lowered and classed once and remembered; what is left for each
    text is to string them together and to settle the classes that depend on a neighbour.
    """

    def __init__(self, extra: Mapping[str, str]) -> None:
        self.known = {**extra, **classes()}
        self._cues = frozenset(extra)
        self._entries = _Entries(self._entry)

    def __call__(self, text: str, start: int, end: int) -> Words:
        """The words of `text[start:end]`."""
        while end > start and text[end - 1].isspace():  # so that every gap is followed by a word
            end -= 1
        found = _TOKEN.findall(text, start, end)
        if not found:
            return Words(array("I"), array("I"), [], "", [])
        flat: list[Any] = list(chain.from_iterable(map(self._entries.__getitem__, found)))
        lowered, lengths, tags, marked = flat[::4], flat[1::4], flat[2::4], flat[3::4]
        edges = array("I", accumulate(array("I", b"".join(lengths)), initial=start))
        starts = edges[1::2]
        marks = b"".join(marked)
        depends = marks.translate(_DEPENDS)
        headline_end = title_case_end(text, start, end)
        for at in compress(range(len(depends)), depends):
            kind = depends[at]
            before, last = (tags[at - 1], lowered[at - 1]) if at else (".", "")
            low = lowered[at]
            if kind == _CAPITAL:
                if starts[at] < headline_end and low in self.known:  # capitals tell nothing there
                    tag = self.known[low]
                    tags[at] = _verb_or_noun(low, before, last) if tag == "v" else tag
                elif before not in ".q:-(;":
                    tags[at] = "C"
            elif kind == _VERB_OR_NOUN:
                tags[at] = _verb_or_noun(low, before, last)
            elif kind == _PARTICIPLE:
                if before in "DS":
                    tags[at] = "A"
            elif low == "'s":
                tags[at] = "'" if before in "NC#A" else "X"
            elif last[-1:] == "s" and before in "NC" and edges[2 * at] == starts[at]:
                tags[at] = "'"  # the ministers' plan
        cues = list(compress(range(len(marks)), marks.translate(_IS_CUE)))
        return Words(starts, edges[2::2], lowered, _settled("".join(tags)), cues)

    def _entry(self, spaced: str) -> _Entry:
        """Lower-case form of a word, and what else is remembered of it."""
        word = spaced.lstrip()
        low, tag, mark = self._classed(word)
        lengths = array("I", (len(spaced) - len(word), len(word)))
        return intern(low), _shared(lengths.tobytes()), tag, bytes((mark,))

    def _classed(self, word: str) -> tuple[str, str, int]:
        """Lower-case form, class, and which of its neighbours' classes it depends on, and whether it is a cue."""
        low = word.lower().replace("’", "'")
        tag = self.known.get(low)
        if low in ("'", "'s"):
            return low, tag or "q", _APOSTROPHE
        cue = _CUE * (low in self._cues)
        if word[0].isupper():
            if tag is None:
                return low, "C", 0
            if (
                tag in "vV" and low not in _SAID
            ):  # a sentence begins with a name far oftener than with a present verb
                return low, "C", _CAPITAL + cue
            return low, tag, (_CAPITAL if tag in _OPEN else 0) + cue
        if tag is None:
            tag = _guess(low)
            return low, tag, (_PARTICIPLE if tag == "E" else 0) + cue
        return low, tag, (_VERB_OR_NOUN if tag == "v" else 0) + cue


@lru_cache(maxsize=5_000)
def _shared(lengths: bytes) -> bytes:
    """One object for all words of these lengths."""
    return lengths


def title_case_end(text: str, start: int, end: int) -> int:
    """End of the first line, where it is a headline Written Like This; else its start."""
    line = text.find("\n", start, min(end, start + 300))
    if line < 0:
        return start
    initials = [word[0] for word in text[start:line].split() if len(word) > 3 and word[0].isalpha()]
    return line if len(initials) >= 4 and all(initial.isupper() for initial in initials) else start


def _settled(tags: str) -> str:
    """Tags with the words that could be verb or noun decided by what follows."""
    tags = _VERB_BEFORE_OBJECT.sub("V", tags).replace("u", "N")
    return _NOUN_BEFORE_VERB.sub("N", tags).replace("v", "V")


def _plural(word: str) -> bool:
    return (word[-1:] == "s" and word[-2:] not in ("ss", "is", "us")) or word in _PLURALS


def _guess(low: str) -> str:
    """Class of a lower-case word that no list holds, by its ending."""
    if not low[0].isalpha():
        return "#" if low[0].isdigit() else "."
    ending = low[-3:]
    if ending == "ing" and len(low) > 5:
        return "G"
    if ending[1:] == "ed" and len(low) > 4:
        return "E"
    if ending[1:] == "ly" and len(low) > 4:
        return "R"
    return "A" if ending in _ADJECTIVES else "N"


def _verb_or_noun(low: str, before: str, last: str) -> str:
    """A word that is a verb in one place and a noun in another: `the claims`, `she claims`."""
    if before in "DSA'#IF":
        return "v" if before == "D" and last in _PERSONS else "N"
    if before in "VE":
        return "N"  # "expressed concern"
    if before in "NC":
        # agreement: "officials claim", "Moreau claims"; "peace plan", "officials claims" are compounds
        if low[-1] == "s" and low[-2:] != "ss":
            return "N" if before == "N" and _plural(last) else "v"
        return "v" if _plural(last) else "u"
    return "v"
