"""Reads a test article by the rules, and holds the reading against the text as every engine's is held."""

from __future__ import annotations

from datetime import date

from summarizer.engines.rules.engine import RulesEngine
from summarizer.grounding import ground
from summarizer.loading.documents import from_text
from summarizer.models.reading import Reading

DAY = date(2026, 3, 12)  # a Thursday


def reading_of(text: str) -> Reading:
    """The reading of an article, every quote of which was found in it."""
    document = from_text(text, id="A", published=DAY)
    result = RulesEngine().read(document)
    verified = ground(document, result)
    assert verified.refused == ()
    assert verified.dropped == ()
    return result.reading


def names(reading: Reading) -> set[str]:
    """Names and descriptors of the participants."""
    return {p.name or p.descriptor or "" for p in reading.participants}


def kinds(reading: Reading) -> list[tuple[str, str]]:
    """(kind, holder) of every position, in order."""
    return [(p.kind, p.holder) for p in reading.positions]
