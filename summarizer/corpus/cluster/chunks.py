"""What travels through Ray: a row of a dataset is one chunk of pieces, or what came of it.

A row is a block of its own, and a block is what Ray moves, and does again where an actor was killed.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from summarizer.errors import SummarizerError

if TYPE_CHECKING:
    from summarizer.corpus.inputs import Piece
    from summarizer.corpus.journal import Line

LONGEST: Final = 64
"""Pieces of a chunk at most: what a killed actor's every chunk pays for twice."""
LARGEST: Final = 1_000_000
"""Bytes of a chunk beyond which no piece is added."""
_COLUMN: Final = "chunk"


@dataclass(frozen=True, slots=True)
class Chunk:
    """Pieces for one actor."""

    pieces: list[Piece]
    skipped: int = 0
    """Pieces that were passed over before these, because they were done."""
    advance: int = 0
    """Bytes of the sources' files that both kinds advance the run."""
    error: SummarizerError | None = None
    """Why no chunk follows, where that is not the end of the sources."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a chunk."""

    records: list[tuple[str, list[Line]]] = field(default_factory=list)
    skipped: int = 0
    advance: int = 0
    error: SummarizerError | None = None
    """What makes the run fail."""
    stopped: str | None = None
    """Why no further article can be read."""


def packed(content: Chunk | Answered) -> dict[str, Any]:
    """A batch of one row."""
    import pyarrow

    return {_COLUMN: pyarrow.array([pickle.dumps(content)], pyarrow.large_binary())}


def unpacked(batch: Any) -> Any:
    """What each row of a batch in Arrow's form holds. Only what `packed` made ever comes here."""
    return [pickle.loads(row.as_buffer()) for row in batch[_COLUMN]]  # noqa: S301 - of our own processes
