"""The source end of a cluster run: a task on the machine of the run itself, so that no worker needs the sources.

Ray does the task again where it was killed, and counts on the same chunks in the same order: what is done is therefore
asked of a copy of the ledger that does not change while the run writes.
"""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.corpus.cluster.chunks import LARGEST, Chunk, packed
from summarizer.corpus.inputs import loaded, pieces
from summarizer.errors import SummarizerError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.corpus.inputs import Piece, Source


@dataclass(frozen=True, slots=True)
class Feed:
    """Where pieces come from, and when they end."""

    sources: tuple[Source, ...]
    own: frozenset[Path]
    """Files that a source may hold and that are not read."""
    folder: Path
    """What relative sources are counted from."""
    done: Path
    """What is not to be read, as `Journal.copy_pieces` writes it; it does not change."""
    stop: Path
    """A file that comes into being where no further piece is wanted."""

    def chunks(self, size: int) -> Iterator[Chunk]:
        """The pieces that are not done, `size` at a time, and the error that ended them where one did."""
        chunk: list[Piece] = []
        skipped = advance = volume = 0
        error: SummarizerError | None = None
        uri = f"{self.done.as_uri()}?mode=ro"
        with contextlib.chdir(self.folder), contextlib.closing(sqlite3.connect(uri, uri=True)) as done:
            try:
                for piece in pieces(self.sources, own=self.own):
                    advance += piece.advance
                    if done.execute("SELECT 1 FROM pieces WHERE name = ?", (piece.name,)).fetchone():
                        skipped += 1
                        continue
                    chunk.append(loaded(piece))
                    volume += chunk[-1].size
                    if len(chunk) >= size or volume >= LARGEST:
                        if self.stop.exists():
                            return
                        yield Chunk(chunk, skipped, advance)
                        chunk, skipped, advance, volume = [], 0, 0, 0
            except SummarizerError as raised:
                error = raised
        yield Chunk(chunk, skipped, advance, error)


def feed(_: Any, *, source: Feed, size: int) -> Iterator[dict[str, Any]]:
    """`Feed.chunks` as Ray Data calls it."""
    for chunk in source.chunks(size):
        yield packed(chunk)
