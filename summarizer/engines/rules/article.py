"""An article as the rules see it: citable sentences, their words, and the parties, dates and places in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from summarizer.engines.rules.attributed import Span
from summarizer.engines.rules.attribution import Known, find_attributions
from summarizer.engines.rules.sentences import paragraphs, sentences_of
from summarizer.engines.rules.tokens import Tokens
from summarizer.engines.rules.wordings import mask_of
from summarizer.models.document import CITABLE, SectionKind, reported
from summarizer.resolve.actors import PartyMention, find_parties
from summarizer.resolve.dates import DateMention, find_dates
from summarizer.resolve.places import PlaceMention, find_places

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from summarizer.engines.rules.attributed import Attributed
    from summarizer.models.document import Document

__all__ = ["Article", "Sentence"]

# One code point becomes one code point, so offsets into the flat text are offsets into the document.
_FLAT: Final = tuple(zip("’‘`´“”„‟«»–—−‑\u00a0\u202f\n\r\t", '\'\'\'\'""""""----     ', strict=True))


_LONGEST: Final = 1500
"""Code points of the longest words to quote."""


_FAR: Final = 40
"""Sentences of one paragraph that are looked back on; more are no prose."""


class Sentence(Tokens):
    """A citable sentence and its words; offsets are code points into the document's text."""

    mask: int
    """Which anchors stand in it (see `wordings`)."""

    def __init__(
        self, flat: str, start: int, end: int, section: SectionKind, paragraph: int, index: int
    ) -> None:
        super().__init__(flat, start, end)
        self.section = section
        self.paragraph = paragraph
        self.index = index

    def __getattr__(self, name: str) -> Any:
        """Work out what is first asked for."""
        if name != "mask":
            return super().__getattr__(name)
        self.mask = mask_of(self.lower)
        return self.mask


class Article:
    """One document prepared for the rules; everything is computed once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = reported(document)
        self.flat = flatten(self.text)
        self.attributed = Known()
        """What was attributed in which stretch, for whoever else asks for attributions."""
        self._places: dict[int, tuple[PlaceMention, ...]] = {}
        self._dates: dict[int, tuple[DateMention, ...]] = {}

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Citable sentences in order; made when they are first asked for, which most news never is."""
        same = self.text is self.document.text  # else words addressed to a machine are blank in the one
        return _sentences(self.document, self.flat, self.attributed.sentences if same else {})

    @cached_property
    def _begins(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def matter(self) -> str:
        """The flat text with blanks for page matter, which is others' business; all its offsets stay."""
        flat, sections = self.flat, self.document.sections
        if all(section.kind in CITABLE for section in sections):
            return flat
        return "".join(
            flat[s.start : s.end] if s.kind in CITABLE else " " * (s.end - s.start) for s in sections
        )

    @cached_property
    def lower(self) -> str:
        """The article's matter in small letters, to look for a word before an expression is tried; offsets may differ."""
        return self.matter.lower()

    def words_of(self, start: int, end: int) -> str:
        """The document's own words between two offsets; a very long stretch is cut at a word's end."""
        if end - start > _LONGEST:
            cut = self.text.rfind(" ", start, start + _LONGEST)
            end = cut if cut > start else start + _LONGEST
        return self.text[start:end]

    @cached_property
    def parties(self) -> tuple[PartyMention, ...]:
        """Every mention of a party in the document, in order; those of page matter are others' business."""
        kind = self.document.section_at
        return tuple(
            m
            for m in find_parties(self.text)
            if not self._is_no_party(m) and kind(m.start) not in {"furniture", "teaser"}
        )

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
        return find_attributions(self.text, matter, self.attributed)

    @cached_property
    def _party_starts(self) -> list[int]:
        return [mention.start for mention in self.parties]

    @cached_property
    def party_at(self) -> Callable[[int], PartyMention | None]:
        """Gives the mention of a party whose words hold an offset, if one does; asked of nearly every name."""
        at = {offset: mention for mention in self.parties for offset in range(mention.start, mention.end)}
        return at.get

    def parties_in(self, start: int, end: int) -> Sequence[PartyMention]:
        """Mentions of parties that begin in a stretch."""
        starts = self._party_starts
        return self.parties[bisect_left(starts, start) : bisect_left(starts, end)]

    def places_in(self, sentence: Sentence) -> tuple[PlaceMention, ...]:
        """Mentions of places in a sentence; offsets in the sentence."""
        found = self._places.get(sentence.index)
        if found is None:
            found = self._places[sentence.index] = find_places(self.text[sentence.start : sentence.end])
        return found

    def dates_in(self, sentence: Sentence) -> tuple[DateMention, ...]:
        """Dates in a sentence; offsets in the sentence."""
        found = self._dates.get(sentence.index)
        if found is None:
            found = self._dates[sentence.index] = find_dates(self.text[sentence.start : sentence.end])
        return found

    def before_in_paragraph(self, sentence: Sentence) -> range:
        """Indexes of the sentences before one in its paragraph, the nearest first; not endlessly far."""
        first = sentence.index
        furthest = max(0, first - _FAR)
        while first > furthest and self.sentences[first - 1].paragraph == sentence.paragraph:
            first -= 1
        return range(sentence.index - 1, first - 1, -1)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The citable sentence that holds `offset`, if one does."""
        i = bisect_right(self._begins, offset) - 1
        if i >= 0 and offset < self.sentences[i].end:
            return self.sentences[i]
        return None


def flatten(text: str) -> str:
    """The text with plain quotation marks, hyphens and blanks; all its offsets stay."""
    for printed, plain in _FLAT:
        text = text.replace(
            printed, plain
        )  # far faster than str.translate where few marks are to be replaced
    return text


def _sentences(document: Document, flat: str, known: dict[Span, list[Span]]) -> tuple[Sentence, ...]:
    """Citable sentences in order; a standfirst or caption that repeats the body is left out."""
    text = document.text
    cut = [
        (start, end, section.kind)
        for section in document.sections
        if section.kind in CITABLE
        for paragraph in paragraphs(text, section.start, section.end)
        for start, end in known.setdefault(paragraph, sentences_of(text, paragraph))
    ]
    body: set[str] = set()
    if any(kind in _REPEATING for _, _, kind in cut):
        body = {_key(flat, start, end) for start, end, kind in cut if kind == "body"}
    found: list[Sentence] = []
    paragraph = 0
    for start, end, kind in cut:
        if kind in _REPEATING and _key(flat, start, end) in body:
            continue
        if found and (found[-1].section != kind or text.find("\n", found[-1].end, start) >= 0):
            paragraph += 1
        found.append(Sentence(flat, start, end, kind, paragraph, len(found)))
    return tuple(found)


_REPEATING: Final = frozenset({"standfirst", "caption"})


def _key(flat: str, start: int, end: int) -> str:
    return " ".join(flat[start:end].lower().strip(" .\"'").split())
