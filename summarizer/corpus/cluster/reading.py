"""The actors of a cluster run: each has an engine of its own, and reads chunks as the run on one machine reads pieces."""

from __future__ import annotations

import asyncio
import contextlib
import os
from typing import TYPE_CHECKING, Any

from summarizer import __version__
from summarizer.corpus.cluster.chunks import Answered, packed, unpacked
from summarizer.corpus.cluster.desk import engine_of
from summarizer.corpus.model import ArticleReader, Over, room_for
from summarizer.corpus.reading import Reader
from summarizer.corpus.window import Window
from summarizer.errors import ConfigError, SummarizerError

if TYPE_CHECKING:
    from pathlib import Path

    from summarizer.corpus.cluster.chunks import Chunk
    from summarizer.corpus.inputs import Piece
    from summarizer.corpus.journal import Line
    from summarizer.settings import Settings


class ByModel:
    """Reads with a model: on one event loop, with so many articles in flight over all its chunks."""

    def __init__(
        self, settings: Settings, *, folder: Path, version: str, keep: bool, places: int, desk: Any
    ) -> None:
        _settle(folder)
        self._settings = settings
        self._version = version
        self._desk = desk
        self._keep = keep
        room_for(places)
        self._window = Window(places)
        # twice as many as there are places: the next is loaded while one still waits for its answer
        self._loaded = asyncio.Semaphore(2 * places)
        self._reader: ArticleReader | None = None
        self._over: Over | None = None

    async def __call__(self, batch: Any) -> dict[str, Any]:
        """What came of a batch of one chunk."""
        (chunk,) = unpacked(batch)
        return packed(await self._answer(chunk))

    async def _answer(self, chunk: Chunk) -> Answered:
        try:
            self._begin()
        except SummarizerError as error:
            return Answered([], chunk.skipped, chunk.advance, error)
        found = await asyncio.gather(*map(self._read, chunk.pieces), return_exceptions=True)
        records = []
        for each in found:
            if isinstance(each, Over):
                self._over = self._over or each
            elif isinstance(each, BaseException):
                raise each
            else:
                records.append(each)
        stopped = str(self._over) if self._over else None
        return Answered(records, chunk.skipped, chunk.advance, chunk.error, stopped)

    def _begin(self) -> None:
        """Make the engine, where there is none yet: here an error is an answer, and no reason to start again."""
        if self._reader is None:
            _check(self._version)
            engine = engine_of(self._settings, self._desk)
            self._reader = ArticleReader(self._settings, engine, self._window, keep=self._keep)

    async def _read(self, piece: Piece) -> tuple[str, list[Line]]:
        async with self._loaded:
            if self._over is not None:
                raise self._over
            assert self._reader is not None  # noqa: S101 - made before
            try:
                return await self._reader.read(piece)
            except Over as over:
                self._over = over
                raise


class ByRules:
    """Reads with the built-in rules, one article at a time."""

    def __init__(self, settings: Settings, *, folder: Path, version: str, keep: bool) -> None:
        _settle(folder)
        self._version = version
        self._reader = Reader(settings, keep=keep)

    def __call__(self, batch: Any) -> dict[str, Any]:
        """What came of a batch of one chunk."""
        (chunk,) = unpacked(batch)
        try:
            _check(self._version)
        except SummarizerError as error:
            return packed(Answered([], chunk.skipped, chunk.advance, error))
        records = [(piece.name, self._reader(piece)) for piece in chunk.pieces]
        return packed(Answered(records, chunk.skipped, chunk.advance, chunk.error))


def _settle(folder: Path) -> None:
    """Count relative paths of the settings as the run itself does, where its folder is here too."""
    with contextlib.suppress(OSError):
        os.chdir(folder)


def _check(version: str) -> None:
    if version != __version__:
        raise ConfigError(
            f"a worker has version {__version__}, the run is of {version}",
            subject="cluster",
            remedy="install the same version of diplomatic-summarizer everywhere",
        )
