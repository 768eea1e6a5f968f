"""An article as the rules see it: citable sentences, their words, and the parties, dates and places in them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from summarizer.engines.rules.attributed import Span
from summarizer.engines.rules.attribution import find_attributions
from summarizer.engines.rules.sentences import sentences
from summarizer.models.document import CITABLE, SectionKind
from summarizer.resolve.actors import PartyMention, find_parties

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.engines.rules.attributed import Attributed
    from summarizer.models.document import Document

# One code point becomes one code point, so offsets into the flat text are offsets into the document.
_FLAT: Final = str.maketrans("’‘`´“”„‟«»–—−‑\u00a0\u202f\n\r\t", '\'\'\'\'""""""----     ')
_TOKEN: Final = re.compile(r"\w+(?:(?:\.-|['.&-])\w+)*")
_DOTTED: Final = frozenset(
    "gen brig-gen brig.-gen maj.-gen maj lt.-gen lt lt.-col col capt adm mr mrs ms dr sen rep gov amb prof st".split()
)


_LONGEST: Final = 1500
"""Code points of the longest words to quote."""


class Token(NamedTuple):
    """A word with its place; `word` has no possessive ending."""

    start: int
    end: int
    word: str
    lower: str
    cap: bool
    possessive: bool


@dataclass(frozen=True)
class Sentence:
    """A citable sentence; offsets are code points into the document's text."""

    start: int
    end: int
    section: SectionKind
    paragraph: int
    index: int
    tokens: tuple[Token, ...]
    words: frozenset[str]

    def token_at(self, offset: int) -> int:
        """Index of the first token that begins at `offset` or behind it."""
        return bisect_left(self.tokens, offset, key=lambda t: t.start)


class Article:
    """One document prepared for the rules; everything is computed once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.flat = document.text.translate(_FLAT)
        self.sentences = _sentences(document, self.flat)

    def words_of(self, start: int, end: int) -> str:
        """The document's own words between two offsets; a very long stretch is cut at a word's end."""
        if end - start > _LONGEST:
            cut = self.text.rfind(" ", start, start + _LONGEST)
            end = cut if cut > start else start + _LONGEST
        return self.text[start:end]

    @cached_property
    def parties(self) -> tuple[PartyMention, ...]:
        """Every mention of a party in the document, in order."""
        return tuple(m for m in find_parties(self.text) if not self._is_no_party(m))

    def _is_no_party(self, mention: PartyMention) -> bool:
        """Whether the words name something else: a body that every state has, or a province."""
        words = self.flat[mention.start : mention.end]
        if mention.use == "name" and self.flat.endswith("New ", 0, mention.start):  # New Mexico, New Jersey
            return True
        if words == "Security Council":
            return self.flat.endswith("National ", 0, mention.start)
        return words == "National Security Council" and not self.flat.endswith(
            ("U.S. ", "US ", "American "), 0, mention.start
        )

    @cached_property
    def attributions(self) -> tuple[Attributed, ...]:
        """Every attribution of the document, in order; no words reach into a dateline or page matter."""
        matter = [
            Span(section.start, section.end)
            for section in self.document.sections
            if section.kind in CITABLE and section.kind != "dateline"
        ]
        return find_attributions(self.text, matter)

    @cached_property
    def _party_starts(self) -> list[int]:
        return [mention.start for mention in self.parties]

    def parties_in(self, start: int, end: int) -> Sequence[PartyMention]:
        """Mentions of parties that begin in a stretch."""
        starts = self._party_starts
        return self.parties[bisect_left(starts, start) : bisect_left(starts, end)]

    def party_at(self, offset: int) -> PartyMention | None:
        """The mention of a party whose words hold `offset`, if one does."""
        i = bisect_right(self._party_starts, offset) - 1
        return self.parties[i] if i >= 0 and offset < self.parties[i].end else None

    def sentence_at(self, offset: int) -> Sentence | None:
        """The citable sentence that holds `offset`, if one does."""
        i = bisect_right(self.sentences, offset, key=lambda s: s.start) - 1
        if i >= 0 and offset < self.sentences[i].end:
            return self.sentences[i]
        return None


def tokenize(flat: str, start: int, end: int) -> tuple[Token, ...]:
    """The words of a stretch of flat text.

    >>> [t.word for t in tokenize("Brig.-Gen. Sa'ar's U.S. visit.", 0, 30)]
    ['Brig.-Gen.', "Sa'ar", 'U.S.', 'visit']
    """
    found = []
    for match in _TOKEN.finditer(flat, start, end):
        word = match.group()
        begin, stop = match.span()
        possessive = False
        if word.endswith(("'s", "'S")) and len(word) > 2:
            word, stop, possessive = word[:-2], stop - 2, True
        elif stop + 1 < end and flat[stop] == "'" and word[-1] in "sz" and flat[stop + 1] == " ":
            possessive = True
        if stop < end and flat[stop] == ".":
            lower = word.lower()
            if lower in _DOTTED or (len(word) == 1 and word.isupper()) or ("." in word and len(word) < 8):
                word, stop = word + ".", stop + 1
        found.append(Token(begin, stop, word, word.lower(), word[0].isupper(), possessive))
    return tuple(found)


def _sentences(document: Document, flat: str) -> tuple[Sentence, ...]:
    """Citable sentences in order; a standfirst or caption that repeats the body is left out."""
    cut: list[tuple[int, int, SectionKind, int]] = []
    for number, section in enumerate(document.sections):
        if section.kind in CITABLE:
            cut.extend(
                (s, e, section.kind, number) for s, e in sentences(document.text, section.start, section.end)
            )
    body = {_key(flat, s, e) for s, e, kind, _ in cut if kind == "body"}
    found: list[Sentence] = []
    for start, end, kind, _ in cut:
        if kind in {"standfirst", "caption"} and _key(flat, start, end) in body:
            continue
        blank = not found or "\n" in document.text[found[-1].end : start] or found[-1].section != kind
        paragraph = (found[-1].paragraph + blank) if found else 0
        tokens = tokenize(flat, start, end)
        words = frozenset(token.lower for token in tokens)
        found.append(Sentence(start, end, kind, paragraph, len(found), tokens, words))
    return tuple(found)


def _key(flat: str, start: int, end: int) -> str:
    return " ".join(flat[start:end].lower().strip(" .\"'").split())
