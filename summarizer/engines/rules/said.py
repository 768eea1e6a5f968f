"""How words were told: the speaker, record, media and hedges of a statement, as a reading gives them (`Said`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.lexicon import words
from summarizer.models.reading import Said

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.statement import Statement

_CHANNELS: Final = words("speakers", "channels")
_HEDGES: Final = words("speakers", "hedges")


def said_of(article: Article, statement: Statement) -> Said:
    """How a statement was told."""
    source = statement.said
    record = source.record
    # A party that speaks through a channel it names, "in a statement", is on the record.
    if source.kind in {"party", "delegation"} and not _CHANNELS.isdisjoint(statement.sentence.lower):
        record = "named"
    descriptor = source.descriptor
    speaker = None
    if source.person is not None and source.kind == "person":
        speaker = source.person.name[:120]
        descriptor = source.person.titles[0][:300] if source.person.titles else None
    hedges = _hedges(article, statement.sentence)
    return Said(speaker=speaker, descriptor=descriptor, record=record, via=source.via[:6], hedges=hedges)


def _hedges(article: Article, sentence: Sentence) -> tuple[str, ...]:
    """The reporter's hedges in a sentence, verbatim."""
    if _HEDGES.isdisjoint(sentence.lower):
        return ()
    found = [
        article.words_of(sentence.starts[i], sentence.ends[i])
        for i, word in enumerate(sentence.lower)
        if word in _HEDGES
    ]
    return tuple(dict.fromkeys(found))[:6]
