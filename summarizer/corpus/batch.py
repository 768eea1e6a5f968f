"""A corpus at batch prices: rounds of reading, handing in and waiting, until every article has what it needs.

    pieces ─read─▶ answered? ─▶ record                                   a round
              └──▶ request ─▶ parcel ─submit─▶ batch … ended ─▶ answers ─▶ next round

Nothing but the state (`batchstate.py`) is kept from one round to the next, so a run that was killed goes on as one
that was not.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from summarizer.api import aread_one
from summarizer.corpus.allowance import Allowance
from summarizer.corpus.batchstate import BatchState
from summarizer.corpus.inputs import articles
from summarizer.corpus.journal import batches_beside
from summarizer.corpus.mail import Mail, Over
from summarizer.corpus.outbox import Outbox
from summarizer.corpus.reading import count_of, line_of
from summarizer.engines.choose import chosen
from summarizer.engines.llm.batch import BatchEngine, Waiting
from summarizer.engines.llm.batchapi import BatchService
from summarizer.engines.llm.prices import price_of
from summarizer.engines.llm.providers import endpoint
from summarizer.errors import ConfigError, SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from summarizer.corpus.inputs import Piece, Source
    from summarizer.corpus.journal import Line
    from summarizer.models.document import Document
    from summarizer.settings import Settings

log = logging.getLogger(__name__)


def check(settings: Settings, sources: Sequence[Source]) -> None:
    """Raise `ConfigError` where no batch can serve the settings or the sources."""
    if chosen(settings) == "rules":
        raise ConfigError("the built-in rules need no batches", remedy="drop --runner batch, or name a model")
    if settings.replay is not None:
        raise ConfigError("recordings need no batches", remedy="drop --runner batch or --replay")
    if "-" in sources:
        raise ConfigError(
            "standard input cannot be read again once a batch is answered",
            remedy="save it as a file of lines of JSON",
        )


def run_batches(
    todo: Callable[[], Iterator[Piece]],
    output: Path,
    settings: Settings,
    take: Callable[[str, list[Line]], None],
    flush: Callable[[], None],
    *,
    resume: bool,
    keep: bool = False,
) -> str | None:
    """Read pieces in batches; `todo` gives those that are not done, again for each round; `flush` keeps the records.

    Returns why it ended early, if it did. Raises `ConfigError` where batches cannot be used, or were submitted for
    this output and are not to be collected.
    """
    state = BatchState(batches_beside(output))
    if not state.void and not resume:
        state.close()
        raise ConfigError(
            "batches were submitted for it already",
            subject=str(output),
            remedy=f"give --resume to collect them, or remove {state.path.name} to give them up",
        )
    try:
        stopped = asyncio.run(_run(todo, state, settings, take, flush, keep=keep))
    except BaseException:
        _leave(state, done=False)
        raise
    _leave(state, done=stopped is None)
    return stopped


def _leave(state: BatchState, *, done: bool) -> None:
    sent, pending = len(state.sent()), len(state.pending())
    if sent:
        log.warning(
            "%d requests in %d batches go on at the provider; the same command with --resume collects them",
            pending,
            sent,
        )
    if (done and not sent) or state.void:
        state.remove()
    else:
        state.close()


async def _run(
    todo: Callable[[], Iterator[Piece]],
    state: BatchState,
    settings: Settings,
    take: Callable[[str, list[Line]], None],
    flush: Callable[[], None],
    *,
    keep: bool,
) -> str | None:
    where = endpoint(settings)
    price = price_of(where.name, table=settings.prices, batched=True)
    allowance = Allowance(settings, price, where.answer_tokens, state.pending())
    outbox = Outbox(state, allowance, size=settings.batch_size)
    engine = BatchEngine(settings, outbox)
    service = BatchService(where, settings)
    try:
        mail = Mail(state, settings, allowance, outbox, service)
        return await _Rounds(settings, state, allowance, outbox, engine, mail, take, flush, keep).run(todo)
    except Over as over:
        return str(over)
    finally:
        outbox.close()
        await service.aclose()
        await engine.aclose()


@dataclass(frozen=True, slots=True)
class _Rounds:
    """The rounds of one run."""

    settings: Settings
    state: BatchState
    allowance: Allowance
    outbox: Outbox
    engine: BatchEngine
    mail: Mail
    take: Callable[[str, list[Line]], None]
    flush: Callable[[], None]
    keep: bool

    async def run(self, todo: Callable[[], Iterator[Piece]]) -> str | None:
        """Read all there is; returns why it ended early. Raises `Over` where it must end at once."""
        await self.mail.find_unconfirmed()
        while True:
            await self._read(todo())
            if not self.mail.under_way:
                return self.outbox.closed or self.allowance.short
            await self.mail.wait()

    async def _read(self, todo: Iterator[Piece]) -> None:
        self.allowance.short = None
        for chunk in _chunks(filter(self._worth_reading, todo), self.settings.concurrency):
            for name, lines in await asyncio.gather(*(self._piece(piece) for piece in chunk)):
                if lines is not None:
                    self.take(name, lines)
            await self.mail.submit(rest=False)
        self.flush()  # what is done is known as done in the next round
        await self.mail.submit(rest=True)

    def _worth_reading(self, piece: Piece) -> bool:
        """Whether reading a piece can bring anything now; of files with several articles nobody knows."""
        if piece.line is None:
            return True
        standing = self.state.standing(piece.name)
        return standing != "waiting" and (standing == "answered" or not self.outbox.full)

    async def _piece(self, piece: Piece) -> tuple[str, list[Line] | None]:
        """The records of a piece, or None where one of its articles waits."""
        found = await asyncio.to_thread(lambda: list(articles(piece)))
        of = count_of(piece, found)
        lines = await asyncio.gather(
            *(self._line(name, document, of, piece.line) for name, document in found)
        )
        whole = [line for line in lines if line is not None]
        return piece.name, whole if len(whole) == len(lines) else None

    async def _line(
        self, name: str, document: Document | SourceError, of: int, line: bytes | None
    ) -> Line | None:
        if isinstance(document, SourceError):
            return line_of(name, document, of=of, seconds=0.0)
        began = perf_counter()
        try:
            outcome = await aread_one(document, self.settings, self.engine)
        except Waiting:
            return None
        return line_of(name, outcome, of=of, seconds=perf_counter() - began, line=line, keep=self.keep)


def _chunks(todo: Iterable[Piece], size: int) -> Iterator[list[Piece]]:
    chunk: list[Piece] = []
    try:
        for piece in todo:
            chunk.append(piece)
            if len(chunk) == size:
                yield chunk
                chunk = []
    except SourceError:
        if chunk:  # what came before a source that cannot be opened is read all the same
            yield chunk
        raise
    if chunk:
        yield chunk
