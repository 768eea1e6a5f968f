"""A document cut into pieces wherever the words that a row cites begin or end."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.evaluation.reports.rows import Row


class Quote(NamedTuple):
    """Words of a document that a row cites: offsets in code points, end exclusive."""

    start: int
    end: int
    row: Row
    first: bool = True
    """Whether it is the item's first one: where a link to it leads."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a document that the same rows cite."""

    words: str
    rows: tuple[Row, ...] = ()
    """The rows that cite them, the worst first."""
    begin: tuple[Row, ...] = ()
    """Those of them with a quote that begins here."""
    anchors: tuple[Row, ...] = ()
    """Those whose first quote begins here."""


def pieces(text: str, quotes: Sequence[Quote]) -> tuple[Piece, ...]:
    """A document cut wherever a quote begins or ends.

    >>> from summarizer.evaluation.reports.rows import Row
    >>> one, two = Row(1, None, None, "right"), Row(2, None, None, "over-generated")
    >>> cut = pieces("We will not go.", [Quote(0, 11, one), Quote(3, 14, two)])
    >>> [(piece.words, [row.sign for row in piece.rows]) for piece in cut]
    [('We ', ['1✓']), ('will not', ['2+', '1✓']), (' go', ['2+']), ('.', [])]
    """
    borders = sorted({0, len(text), *(border for quote in quotes for border in quote[:2])})
    cut = []
    for start, end in pairwise(borders):
        over = [quote for quote in quotes if quote.start <= start and end <= quote.end]
        begun = [quote for quote in over if quote.start == start]
        cut.append(
            Piece(
                text[start:end],
                rows=_each(quote.row for quote in over),
                begin=_each(quote.row for quote in begun),
                anchors=_each(quote.row for quote in begun if quote.first),
            )
        )
    return tuple(cut)


def _each(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Every row once, the worst first."""
    return tuple(sorted({row.number: row for row in rows}.values(), key=lambda r: (r.rank, r.number)))
