"""A corpus with a model: many articles in flight, and the run's own reasons to stop."""

from __future__ import annotations

import asyncio
import random
from time import perf_counter
from typing import TYPE_CHECKING, Final

from summarizer.api import Failure, aanswer, verified
from summarizer.corpus.inputs import articles
from summarizer.corpus.reading import count_of, line_of
from summarizer.corpus.window import Window
from summarizer.engines.choose import aopened
from summarizer.errors import AuthenticationFailed, RateLimited, RunBudgetExceeded, SourceError
from summarizer.waiting import TURN_S

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from summarizer.corpus.inputs import Piece
    from summarizer.corpus.journal import Line
    from summarizer.engines.base import Engine
    from summarizer.models.document import Document
    from summarizer.models.verified import VerifiedReading
    from summarizer.settings import Settings

_TRIES: Final = 6
"""Times that an article which the server refuses for its rate comes back, beside the engine's own tries."""
_FIRST_WAIT_S: Final = 2.0
_LONGEST_WAIT_S: Final = 60.0
_OTHER_FILES: Final = 256


def room_for(connections: int) -> None:
    """Let this process hold so many files open, where the system would stop it earlier than it must."""
    try:
        import resource
    except ImportError:  # Windows counts otherwise
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = connections + _OTHER_FILES
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


class Over(Exception):
    """No further article can be read, and why."""


def run_model(
    todo: Iterator[Piece], settings: Settings, take: Callable[[str, list[Line]], None], *, keep: bool = False
) -> str | None:
    """Read pieces with the model of the settings; returns why it ended early, if it did."""
    return asyncio.run(_run(todo, settings, take, keep=keep))


async def _run(
    todo: Iterator[Piece], settings: Settings, take: Callable[[str, list[Line]], None], *, keep: bool
) -> str | None:
    room_for(settings.concurrency)
    window = Window(settings.concurrency)
    under_way: set[asyncio.Task[tuple[str, list[Line]]]] = set()
    stopped: str | None = None
    unread: SourceError | None = None
    async with aopened(settings) as engine:
        reader = ArticleReader(settings, engine, window, keep=keep)
        try:
            exhausted = False
            while not exhausted or under_way:
                # twice as many as there are places: the next is loaded while one still waits for its answer
                while not exhausted and stopped is None and len(under_way) < 2 * window.size:
                    try:
                        piece = next(todo, None)
                    except SourceError as error:  # what is under way is paid for, and read all the same
                        piece, unread = None, error
                    exhausted = piece is None
                    if piece is not None:
                        under_way.add(asyncio.create_task(reader.read(piece)))
                exhausted = exhausted or stopped is not None
                if not under_way:
                    break
                done, under_way = await asyncio.wait(
                    under_way, timeout=TURN_S, return_when=asyncio.FIRST_COMPLETED
                )
                for task in done:
                    try:
                        take(*task.result())
                    except Over as over:
                        stopped = stopped or str(over)
        finally:
            for task in under_way:
                task.cancel()
            await asyncio.gather(*under_way, return_exceptions=True)
    if unread is not None:
        raise unread
    return stopped


class ArticleReader:
    """Reads pieces with one engine."""

    def __init__(self, settings: Settings, engine: Engine, window: Window, *, keep: bool) -> None:
        self._settings = settings
        self._engine = engine
        self._window = window
        self._keep = keep

    async def read(self, piece: Piece) -> tuple[str, list[Line]]:
        """The records of a piece. Raises `Over` where no further article can be read."""
        found = (
            list(articles(piece))
            if piece.path is None
            else await asyncio.to_thread(lambda: list(articles(piece)))
        )
        of = count_of(piece, found)
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [
                    group.create_task(self._line(name, document, of, piece.line)) for name, document in found
                ]
        except ExceptionGroup as several:
            # no `except*`: what is raised there Python before 3.11.4 puts into a group again
            over, others = several.split(Over)
            if over is None or others is not None:
                raise
            raise over.exceptions[0] from None
        return piece.name, [task.result() for task in tasks]

    async def _line(self, name: str, document: Document | SourceError, of: int, line: bytes | None) -> Line:
        if isinstance(document, SourceError):
            return line_of(name, document, of=of, seconds=0.0)
        began = perf_counter()
        outcome = await self._outcome(document)
        return line_of(name, outcome, of=of, seconds=perf_counter() - began, line=line, keep=self._keep)

    async def _outcome(self, document: Document) -> VerifiedReading | Failure:
        for number in range(_TRIES):
            async with self._window.place():
                answer = await aanswer(document, self._settings, self._engine)
            error = answer.error if isinstance(answer, Failure) else None
            if isinstance(error, AuthenticationFailed | RunBudgetExceeded):
                raise Over(str(error))
            if not isinstance(error, RateLimited):
                self._window.answered()
                break
            self._window.refused()
            if number < _TRIES - 1:
                wait = min(_FIRST_WAIT_S * 2.0**number, _LONGEST_WAIT_S)
                await asyncio.sleep(wait * random.uniform(0.75, 1.25))  # noqa: S311 - spreads tries, guards nothing
        await asyncio.sleep(0)  # the next request goes out before this answer is held against its article
        return verified(document, answer)
