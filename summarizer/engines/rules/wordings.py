"""Wordings: regular expressions that are tried only where words stand that they ask for (see `anchors`).

Most expressions of the rules find nothing in most sentences. The words of a sentence are looked up once: every set of
anchors has a bit, every word form knows the bits of the sets that it satisfies, and their union is the sentence's mask.
An expression whose bits are not all in the mask can't match, which costs one `&` to see.
"""

from __future__ import annotations

import re
from functools import lru_cache, reduce
from operator import or_
from threading import Lock
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.anchors import alternates, anchors, first_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.engines.rules.article import Sentence

_RUN: Final = re.compile(r"\w+")
_BLANKED: Final = re.sub(r"\W", " ", "".join(map(chr, range(128))))  # by its code, each letter or a blank
_MOST_WORDS: Final = 50_000  # word forms remembered
_LONGEST: Final = 40  # code points of a word form that is worth remembering
_SOME: Final = (
    3  # letters, the blank before or behind a word among them, by which its pieces are found; some have two
)
# Letters that an expression takes for i, s and k when case does not count; `lower` leaves them or makes them two.
_TWINS: Final = (("İ", "i"), ("ı", "i"), ("ſ", "s"), ("\u212a", "k"))
_DOT_ABOVE: Final = "\u0307"  # what `lower` puts behind the i of İ


class Vocabulary(dict[str, int]):
    """Word form, in lower case, to the bits of all sets of anchors that it satisfies."""

    def __init__(self) -> None:
        self._bits: dict[frozenset[str], int] = {}
        self._pieces: dict[str, int] = {}
        self._beginnings: dict[str, list[tuple[str, int]]] = {}
        """What a word may begin with, and its bits, by its first letters."""
        self._endings: dict[str, list[tuple[str, int]]] = {}
        self._parts: tuple[str, ...] = ()
        self._in_use = False
        self._lock = Lock()

    def bits_of(self, sets: Iterable[frozenset[str]]) -> int:
        """The bits of sets of anchors.

        Sets that come after the first text was read get none: masks that were made before could not hold them.
        """
        with self._lock:
            found = 0
            for anchored in sets:
                if anchored not in self._bits:
                    if self._in_use:
                        continue
                    self._bits[anchored] = 1 << len(self._bits)
                    for piece in anchored:
                        self._pieces[piece] = self._pieces.get(piece, 0) | self._bits[anchored]
                found |= self._bits[anchored]
            return found

    def __missing__(self, form: str) -> int:
        if not self._in_use:
            self._close()
        mask = self._of_form(form)
        if _DOT_ABOVE in form:
            mask |= self._of_form(form.replace(_DOT_ABOVE, ""))
        if len(form) <= _LONGEST:
            if len(self) > _MOST_WORDS:
                self.clear()  # whoever is just reading looks the words up again
            self[form] = mask
        return mask

    def _close(self) -> None:
        with self._lock:
            if self._in_use:  # another thread was first
                return
            pieces = self._pieces
            for piece, bits in pieces.items():
                if piece[0] == " " != piece[-1]:
                    self._beginnings.setdefault(piece[:_SOME], []).append((piece, bits))
                elif piece[-1] == " " != piece[0]:
                    self._endings.setdefault(piece[-_SOME:], []).append((piece, bits))
            self._parts = tuple(p for p in pieces if p[0] != " " != p[-1])
            self._in_use = True

    def _of_form(self, form: str) -> int:
        mask = 0
        known = self._pieces
        for run in _RUN.findall(_folded(form)):
            word = f" {run} "
            mask |= known.get(word, 0)
            for some in (word[:2], word[:_SOME]):
                for piece, bits in self._beginnings.get(some, ()):
                    if word.startswith(piece):
                        mask |= bits
            for some in (word[-2:], word[-_SOME:]):
                for piece, bits in self._endings.get(some, ()):
                    if word.endswith(piece):
                        mask |= bits
            for part in self._parts:
                if part in run:
                    mask |= known[part]
        return mask

    def of_words(self, forms: Iterable[str]) -> int:
        """The mask of several word forms, in lower case."""
        return reduce(or_, filter(None, map(self.__getitem__, forms)), 0)

    def of_text(self, text: str) -> int:
        """The mask of a text."""
        return self.of_words(runs_of(_folded(text)))


def runs_of(text: str) -> list[str]:
    """The runs of letters and figures in a text, as `\\w+` finds them, which takes three times as long in plain letters.

    >>> runs_of("The U.S.-led talks, won't they?")
    ['The', 'U', 'S', 'led', 'talks', 'won', 't', 'they']
    """
    return text.translate(_BLANKED).split() if text.isascii() else _RUN.findall(text)


def _folded(text: str) -> str:
    """A text in lower case, letter by letter."""
    if not text.isascii():
        for letter, twin in _TWINS:
            text = text.replace(letter, twin)
    return text.lower()


_VOCABULARY: Final = Vocabulary()
# Many expressions are tried on one statement, one after the other.
_mask_of_text = lru_cache(maxsize=256)(_VOCABULARY.of_text)


def mask_of(words: Iterable[str]) -> int:
    """The mask of a sentence, from its words in lower case without possessive endings."""
    return _VOCABULARY.of_words(words) | _VOCABULARY["s"]


class Wording:
    """A regular expression for whole sentences and statements; `re` serves better for the few letters before a word.

    >>> met = Wording(r"\\bmet\\s+with\\b")
    >>> met.search("They met with the envoys.") is not None, met.search("They wrote to the envoys.") is not None
    (True, False)
    """

    __slots__ = ("_lead", "_rarest", "needed", "pattern")

    def __init__(self, expression: str, flags: int = 0) -> None:
        self.pattern: Final = re.compile(expression, flags)
        sets = anchors(expression, flags)
        self.needed: Final = _VOCABULARY.bits_of(sets)
        self._rarest: Final = sorted({piece.strip() for piece in sets[0]}) if sets else [""]
        self._lead: Final = Lead.of(self.pattern)

    def may_stand_in(self, text: str) -> bool:
        """Whether a long text holds letters without which there is no match in it; quicker than a mask of its words."""
        low = _folded(text)
        return any(piece in low for piece in self._rarest)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in a text."""
        needed = self.needed
        if needed and _mask_of_text(text) & needed != needed:
            return None
        return (
            self.pattern.search(text)
            if self._lead is None
            else next(self._lead.finditer(text, 0, len(text)), None)
        )

    def match(self, text: str) -> re.Match[str] | None:
        """The match at a text's beginning."""
        needed = self.needed
        return self.pattern.match(text) if not needed or _mask_of_text(text) & needed == needed else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in a text."""
        needed = self.needed
        if needed and _mask_of_text(text) & needed != needed:
            return iter(())
        return (self._lead or self.pattern).finditer(text, 0, len(text))

    def search_in(self, sentence: Sentence, flat: str) -> re.Match[str] | None:
        """The first match in a sentence of a flat text."""
        return next(self.finditer_in(sentence, flat), None)

    def finditer_in(self, sentence: Sentence, flat: str) -> Iterator[re.Match[str]]:
        """All matches in a sentence of a flat text."""
        needed = self.needed
        if sentence.mask & needed != needed:
            return iter(())
        return (self._lead or self.pattern).finditer(flat, sentence.start, sentence.end)


class Several:
    """Several wordings of which hardly any stands in a sentence."""

    def __init__(self, *wordings: Wording) -> None:
        self._each: Final = [(wording, wording.needed) for wording in wordings]

    def matches_in(self, sentence: Sentence, flat: str) -> dict[Wording, list[re.Match[str]]]:
        """All matches of those that stand in a sentence of a flat text."""
        mask = sentence.mask
        may = [wording for wording, needed in self._each if mask & needed == needed]
        return {w: matches for w in may if (matches := list(w.finditer_in(sentence, flat)))}


class Openings(dict[str, frozenset[int]]):
    """The words that an alternation may begin with, each with what its alternatives ask for: see `Wording`.

    >>> calls = Openings([r"\\bthe\\s+line\\b", r"\\bcall\\b"])
    >>> calls.that_may_stand(["the", "call"], mask_of(frozenset(("call", "the", "envoy"))))
    {'call'}
    """

    def __init__(self, alternatives: Iterable[str], flags: int = 0) -> None:
        found: dict[str, set[int]] = {}
        for one in alternatives:
            needed = _VOCABULARY.bits_of(anchors(one, flags))
            for word in first_words(one, flags):
                found.setdefault(word, set()).add(needed)
        super().__init__((word, frozenset(needed)) for word, needed in found.items())

    def that_may_stand(self, words: Iterable[str], mask: int) -> set[str]:
        """Those of a sentence's words whose alternatives find there what they ask for; those not known here too."""
        return {word for word in words if any(mask & n == n for n in self.get(word, _NONE))}


_NONE: Final = frozenset((0,))  # asks for nothing


class Lead:
    """An expression that begins with a stretch of any words, such as `(?P<trigger>[^;:]{2,240}?)\\s+is\\s+...`.

    `re` tries it at every letter, over and over up to the verb. Here what stands behind the stretch is found first, and
    then the furthest letter before it at which the stretch may begin, which is where `re` finds its match too.
    """

    __slots__ = ("_behind", "_least", "_most", "_pattern", "_stops")

    def __init__(self, pattern: re.Pattern[str], behind: str, stops: str, least: int, most: int) -> None:
        self._pattern = pattern
        self._behind = re.compile(behind, pattern.flags)
        self._stops = stops
        self._least = least
        self._most = most

    @classmethod
    def of(cls, pattern: re.Pattern[str]) -> Lead | None:
        """The expression as one with a lead; None where it begins otherwise."""
        form = _LEAD.match(pattern.pattern)
        if form is None or alternates(pattern.pattern, pattern.flags):
            return None
        stops = form["stops"].replace("\\", "")
        behind = pattern.pattern[form.end() :]
        if form["closing"] is None:  # the group goes on behind the stretch
            behind = form["opening"] + behind
        return cls(pattern, behind, stops, int(form["least"]), int(form["most"]))

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The matches that `re` finds."""
        at = start + self._least
        while (behind := self._behind.search(text, at, end)) is not None:
            edge = behind.start()
            low = max(start, edge - self._most)
            low = max(low, *(text.rfind(stop, low, edge) + 1 for stop in self._stops))
            match = self._pattern.match(text, low, end) if edge - low >= self._least else None
            if match is None:
                at = edge + 1
                continue
            yield match
            start = match.end()
            at = start + self._least


# Behind it stands white space or a border of a word: what precedes is of no matter to them, wherever the stretch begins.
_LEAD: Final = re.compile(
    r"\s*(?:\(\?i\))?(?P<opening>\(\?P<\w+>)\[\^(?P<stops>(?:[;:,.]|\\?\")+)\]\{(?P<least>\d+),(?P<most>\d+)\}\?"
    r"(?:(?P<closing>\))(?=\\s\+)|(?=\\b\())"
)
