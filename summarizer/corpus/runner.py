"""Runs a corpus: the rules on all cores, a model with many articles in flight; no article waits for a batch.

pieces ─▶ [ledger: done?] ─▶ window of work in flight ─▶ records ─▶ journal
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, Literal

from summarizer.corpus.inputs import pieces
from summarizer.corpus.journal import Journal, batches_beside
from summarizer.corpus.outputs import Outputs
from summarizer.corpus.reading import Reader
from summarizer.engines.choose import chosen
from summarizer.errors import ConfigError, SourceError
from summarizer.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from summarizer.corpus.inputs import Piece, Source
    from summarizer.corpus.journal import Line

    Done = list[tuple[str, list[Line]]]

Runner = Literal["local", "batch", "ray"]
"""Who runs a corpus: this process, the provider's Batch API, or Ray on this machine or many."""

BATCH: Final = 16
"""Pieces that a process takes at a time: enough that sending them costs nothing, few enough that none waits long."""
_AHEAD: Final = 3
"""Batches in flight for each process."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did. Counts of articles."""

    ok: int
    """With a brief, those of earlier runs of this output included."""
    failed: int
    """With an error, likewise."""
    skipped: int
    """Pieces that were done before this run."""
    read: int
    """Articles of this run."""
    seconds: float
    """What this run took."""
    cost: float
    """Money of this run, as far as prices are known."""
    stopped: str | None = None
    """Why the run ended before its articles did; `resume` goes on."""
    bytes_done: int = 0
    """Bytes of the sources' files that are done, those of earlier runs included."""
    causes: dict[str, int] = field(default_factory=dict)
    """Failed articles by type of error, the most frequent first; known at the end."""


def run(
    sources: Iterable[Source],
    output: str | os.PathLike[str],
    *,
    runner: Runner = "local",
    resume: bool = False,
    retry_failed: bool = False,
    keep: bool = False,
    processes: int | None = None,
    address: str | None = None,
    progress: Callable[[Summary], None] | None = None,
    settings: Settings | None = None,
    **options: Any,
) -> Summary:
    """Read every article of the sources; one record each is appended to `output`, as it is done, in any order.

    Where `output` ends in `.parquet`, records are appended to `OUT.parquet.jsonl` and written to it when the run ends,
    however it ends. Then the articles that failed are written to `OUT.failed.jsonl`, which can be read as a source.

    `options` are fields of `Settings`; `settings.concurrency` articles are with a model at a time, and the rules run in
    `processes` (all cores); the `runner` "batch" has a model read at batch prices, and "ray" reads on the cluster at
    `address`, or by a Ray of this machine alone, with `processes` actors. With `resume` what the output holds already is
    not read again, with `retry_failed` too only what has a brief. What an article causes becomes its record. Raises
    `ConfigError` for settings, outputs and clusters that cannot work, and `SourceError` where a source cannot be opened;
    what was read until then is kept. With `keep` records hold what was read, so that `write_meetings` can group them.
    """
    settings = settings or Settings.load(**options)
    if retry_failed and not resume:
        raise ConfigError("failures are those of an earlier run", remedy="give --retry-failed with --resume")
    if runner == "batch":
        from summarizer.corpus.batch import check, run_batches

        sources = list(sources)  # gone through once for each round
        check(settings, sources)
    elif batches_beside(Path(output)).exists():
        raise ConfigError(
            "batches for it may be under way, and would be paid for twice",
            subject=os.fspath(output),
            remedy=f"give --runner batch --resume to collect them, or remove {batches_beside(Path(output)).name}",
        )
    outputs = Outputs.of(Path(output))
    outputs.check()
    with Journal(outputs.journal, resume=resume, retry_failed=retry_failed) as journal:
        tally = _Tally(journal, progress)
        todo = tally.todo(pieces(sources, own=outputs.own))
        stopped = None
        try:
            if runner == "batch":
                rounds = count()
                stopped = run_batches(
                    lambda: tally.todo(pieces(sources, own=outputs.own), again=next(rounds) > 0),
                    Path(output),
                    settings,
                    tally.take,
                    journal.flush,
                    resume=resume,
                    keep=keep,
                )
            elif runner == "ray":
                from summarizer.corpus.cluster import run_cluster

                stopped = run_cluster(
                    sources,
                    settings,
                    journal,
                    take=tally.take,
                    skip=tally.skip,
                    own=outputs.own,
                    address=address,
                    actors=processes,
                    keep=keep,
                )
            elif chosen(settings) == "rules":
                _by_processes(todo, settings, tally.take, processes or os.cpu_count() or 1, keep=keep)
            else:
                from summarizer.corpus.model import run_model

                stopped = run_model(todo, settings, tally.take, keep=keep)
        finally:
            journal.put_back()
            outputs.finish(journal)
        return tally.summary(stopped, journal.causes())


class _Tally:
    """Counts a run, and hands its records on."""

    def __init__(self, journal: Journal, progress: Callable[[Summary], None] | None) -> None:
        self._journal = journal
        self._progress = progress
        self._began = monotonic()
        self._skipped = self._read = 0
        self._cost = 0.0
        self._bytes = 0
        self._under_way: dict[str, int] = {}  # by name, with what each advances the run

    def todo(self, every: Iterable[Piece], *, again: bool = False) -> Iterator[Piece]:
        """The pieces that are not done yet; `again` where this run has been through them before."""
        self._under_way.clear()
        for piece in every:
            if piece.name in self._under_way:
                continue  # two sources hold it, and it is under way
            if self._journal.has(piece.name):
                if not again:
                    self.skip(1, piece.advance)
            else:
                self._under_way[piece.name] = piece.advance
                yield piece

    def skip(self, pieces: int, advance: int) -> None:
        """So many pieces were done before this run, or another one has told of so many bytes."""
        self._skipped += pieces
        self._bytes += advance

    def take(self, name: str, lines: list[Line]) -> None:
        """What came of a piece."""
        self._journal.add(name, lines)
        self._read += len(lines)
        self._bytes += self._under_way.pop(name, 0)
        self._cost += sum(line.cost for line in lines)
        if self._progress is not None:
            self._progress(self.summary())

    def summary(self, stopped: str | None = None, causes: dict[str, int] | None = None) -> Summary:
        """The counts so far."""
        return Summary(
            ok=self._journal.ok,
            failed=self._journal.failed,
            skipped=self._skipped,
            read=self._read,
            seconds=monotonic() - self._began,
            cost=self._cost,
            stopped=stopped,
            bytes_done=self._bytes,
            causes=causes or {},
        )


_reader: Reader | None = None


def _start(settings: Settings, keep: bool) -> None:
    global _reader
    _reader = Reader(settings, keep=keep)
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # the run itself answers an interrupt, and ends its processes
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Else a process would wait for ever for the work of a run that was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


def _work(batch: list[Piece]) -> Done:
    assert _reader is not None  # noqa: S101 - set as the process starts
    return [(piece.name, _reader(piece)) for piece in batch]


def _by_processes(
    todo: Iterator[Piece],
    settings: Settings,
    take: Callable[[str, list[Line]], None],
    processes: int,
    *,
    keep: bool,
) -> None:
    """Read by the rules, on so many cores."""
    context = multiprocessing.get_context("spawn")  # a fork would copy locks that threads of the caller hold
    under_way: set[Future[Done]] = set()
    pool = ProcessPoolExecutor(processes, context, initializer=_start, initargs=(settings, keep))

    def collect() -> None:
        nonlocal under_way
        done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
        for future in done:
            for name, lines in future.result():
                take(name, lines)

    try:
        for batch in _batches(todo):
            under_way.add(pool.submit(_work, batch))
            while len(under_way) >= processes * _AHEAD:
                collect()
        while under_way:
            collect()
    except SourceError:  # what is under way is read all the same
        while under_way:
            collect()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _batches(todo: Iterator[Piece]) -> Iterator[list[Piece]]:
    batch: list[Piece] = []
    size = 0
    for piece in todo:
        batch.append(piece)
        size += len(piece.line or b"")
        if len(batch) == BATCH or size > 1_000_000 or piece.line is None:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
