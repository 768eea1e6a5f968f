"""The words of a document's article, looked up once however often a reading is held against them."""

from __future__ import annotations

from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from summarizer.grounding.cues import ORDINARY
from summarizer.grounding.locate import variants, verbatim
from summarizer.grounding.paraphrase import WORD, language, names, numbers, stems
from summarizer.grounding.words import Layout
from summarizer.models.document import CITABLE, reported

if TYPE_CHECKING:
    from summarizer.models.document import Document

_MOST: Final = 500  # places of one surface form that are looked at
ARTICLE: Final = CITABLE | {"byline", "metadata"}


class Words:
    """The words of a document's article, its page left out; read whole only where a look-up fails."""

    def __init__(self, document: Document) -> None:
        self.layout = Layout(document)
        self._document = document
        self._printed: dict[str, bool] = {}
        self._named: dict[str, bool] = {}

    def print(self, surface: str) -> bool:
        """Whether the article prints `surface`, up to typography."""
        if (known := self._printed.get(surface)) is None:
            known = self._printed[surface] = any(
                self.layout.kinds(start, end) <= ARTICLE
                for search in (verbatim, variants)
                for start, end in islice(search(surface, self._document.text), _MOST)
            )
        return known

    def name(self, word: str) -> bool:
        """Whether the article prints a name or one akin to it: Turkey, Turkish, Türkiye."""
        return self.print(word) or not self._stems.isdisjoint(stems(word))

    def names(self, party: str) -> bool:
        """Whether the article prints every name in the words for a party, or one akin to it."""
        if (known := self._named.get(party)) is None:
            known = self._named[party] = all(
                name.lower() in ORDINARY or self.name(name) for name in names(party, party)
            )
        return known

    def count(self, value: float) -> bool:
        """Whether the article gives a number, in figures or in words."""
        return value in self._numbers

    @cached_property
    def addresses_machine(self) -> bool:
        """Whether the document holds words addressed to a machine, which a model may have obeyed."""
        return any(section.kind == "order" for section in self._document.sections)

    @cached_property
    def reported(self) -> str:
        """The document's text with blanks in place of words addressed to a machine."""
        return reported(self._document)

    @cached_property
    def text(self) -> str:
        """The matter of the article."""
        text, sections = self._document.text, self._document.sections
        return "\n".join(text[s.start : s.end] for s in sections if s.kind in ARTICLE)

    @cached_property
    def small(self) -> str:
        """The matter of the article in small letters."""
        return self.text.lower()

    @cached_property
    def language(self) -> str | None:
        """english, german or None."""
        return language(self.text)

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(stem for word in set(WORD.findall(self.text)) for stem in stems(word))

    @cached_property
    def _numbers(self) -> frozenset[float]:
        return frozenset(value for _, values in numbers(self.text) for value in values)


@lru_cache(maxsize=16)
def words_of(document: Document) -> Words:
    """The words of an article; those of the last few are remembered."""
    return Words(document)
