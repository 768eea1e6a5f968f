"""Lists in readouts: items that begin with their verb, and who the line before them says is speaking."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.source import Source
    from summarizer.engines.rules.sources import Sources

BULLETS: Final = "•▪‣◦·-*"
_OFFICE: Final = re.compile(r"(?:.*\b)?(?P<office>[Tt]he\s(?:[\w'-]+\s?){1,5})$")
_READOUT: Final = re.compile(
    r"\b(?:readout|statement|communiqu[eé]|note|release|text|points|side)\b", re.IGNORECASE
)
_LONGEST: Final = 300  # code points of a line that introduces a list
_PARENTHESIS: Final = re.compile(r"\s*\([^)]{0,60}\)\s*$")


def items_of(article: Article) -> frozenset[int]:
    """Which sentences are items of a list."""
    return frozenset(s.index for s in article.sentences if article.flat[s.start] in BULLETS)


def introduced_by(article: Article, sources: Sources, sentence: Sentence) -> Source | None:
    """Who speaks in the list that a line introduces: "In the meeting the minister:", "Norwegian readout (1 May)"."""
    flat, start, end = article.flat, sentence.start, sentence.end
    if end - start > _LONGEST:
        return None
    line = flat[start:end].rstrip()
    colon = line.endswith(":")
    line = _PARENTHESIS.sub("", line.rstrip(": "))
    if not colon and (line.endswith((".", "?", "!")) or _READOUT.search(line) is None):
        return None
    people = sources.persons.within(start, end)
    if people and not people[0].possessive:
        return sources.read(people[0].start, people[0].end, sentence)
    named = article.parties_in(start, end)
    if named:
        return sources.read(named[0].start, start + len(line), sentence)
    office = _OFFICE.match(line)
    if office is None:
        return None
    return sources.read(start + office.start("office"), start + len(line), sentence)
