"""Statements: who said what, sentence by sentence, from attributed words and stances."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.engines.rules.hearing import Hearing
from summarizer.engines.rules.lists import introduced_by, items_of
from summarizer.engines.rules.stances import find_stances
from summarizer.engines.rules.stating import statements_in
from summarizer.engines.rules.told import MOST, find_told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.engines.rules.article import Article
    from summarizer.engines.rules.attributed import Stretch
    from summarizer.engines.rules.source import Source
    from summarizer.engines.rules.sources import Sources
    from summarizer.engines.rules.stances import Stance
    from summarizer.engines.rules.statement import Statement
    from summarizer.engines.rules.told import Told


def find_statements(article: Article, sources: Sources) -> Iterator[Statement]:
    """Statements of the article's matter, in the order of their sentences."""
    by_cue, by_piece = _told_by_sentence(article)
    known: dict[Stretch, Source] = {}
    last: Source | None = None
    listed: Source | None = None
    items = items_of(article)
    paragraph = -1
    for sentence in article.sentences:
        if sentence.section in {"headline", "caption"}:
            continue
        if sentence.paragraph != paragraph:
            paragraph, last = sentence.paragraph, None
        stances = find_stances(article, sentence)
        cued, pieces = by_cue.get(sentence.index, []), by_piece.get(sentence.index, [])
        listing = sentence.index in items
        if not listing:
            listed = introduced_by(article, sources, sentence) if sentence.index + 1 in items else None
        elif listed is not None and not stances and not cued:
            last = listed
        if not (stances or cued or pieces or last):
            continue
        actor = listed if listing else None
        hearing = Hearing(article, sources, sentence, [*pieces, *cued], known, last, actor=actor)
        for item in _in_order(cued, stances):
            hearing.hear(item)
        # A quotation of several sentences has its speaker behind the last one.
        for one in cued:
            for index in sorted(one.pieces):
                if index < sentence.index and one.source is not None:
                    earlier = Hearing(article, sources, article.sentences[index], [one], known, last)
                    yield from statements_in(earlier, [one])
        last = hearing.last
        yield from statements_in(hearing, [one for one in pieces if one.source is not None])


def _told_by_sentence(article: Article) -> tuple[dict[int, list[Told]], dict[int, list[Told]]]:
    """What is told by the index of the sentence of its cue, and by those of its words; -1: a cue in no sentence."""
    by_cue: dict[int, list[Told]] = {}
    by_piece: dict[int, list[Told]] = {}
    for one in find_told(article):
        anchor = article.sentence_at(one.cue[0])
        by_cue.setdefault(anchor.index if anchor else -1, []).append(one)
        for index in one.pieces:
            by_piece.setdefault(index, []).append(one)
    return (
        {index: several[:MOST] for index, several in by_cue.items()},
        {index: several[:MOST] for index, several in by_piece.items()},
    )


def _in_order(cued: Sequence[Told], stances: Sequence[Stance]) -> list[Told | Stance]:
    """Attributions and stances of a sentence in the order in which their speakers stand."""
    if len(cued) + len(stances) < 2:
        return [*cued, *stances]
    placed: list[tuple[int, Told | Stance]] = []
    for one in cued:
        speaker = one.attributed.speaker
        placed.append((speaker.start if speaker and not one.attributed.carried else one.cue[0], one))
    placed += [((stance.subject or stance.cue)[0], stance) for stance in stances]
    return [item for _, item in sorted(placed, key=lambda pair: pair[0])]
