"""The output of a run and its ledger: what is told as done is on the disk, and is never lost, repeated or halved.

    records ─append, fsync─▶ OUT.jsonl ─then─▶ OUT.jsonl.ledger (SQLite): the pieces done, and how long the output is

A kill leaves at most a tail of the output that the ledger does not know. Resuming takes over the tail's whole records
and cuts the rest, so what was written is not read again.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import ExitStack, closing
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from summarizer.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

EVERY_S: Final = 0.5
"""Seconds of work at most that are not on the disk yet."""
MOST: Final = 1_000
"""Records at most that are not on the disk yet."""

_TABLES: Final = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
CREATE TABLE IF NOT EXISTS pieces (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS output (length INTEGER NOT NULL, ok INTEGER NOT NULL, failed INTEGER NOT NULL);
"""


class Line(NamedTuple):
    """One record as it is written."""

    text: str
    """JSON, without a line end."""
    ok: bool
    """Whether it holds a brief."""
    cost: float
    """Money spent on it."""


class Journal:
    """The output of one run, for one thread to write. Use it as a context, so that what was taken is written."""

    def __init__(self, path: Path, *, resume: bool) -> None:
        """Raises `ConfigError` where the output cannot be written, exists unasked, or does not fit its ledger."""
        self.path = path
        self.ledger = path.with_name(f"{path.name}.ledger")
        self.ok = self.failed = 0
        self._length = 0
        self._names: list[str] = []
        self._lines: list[bytes] = []
        self._written = monotonic()
        with ExitStack() as opened:
            self._begin(opened, resume=resume)
            self._opened = opened.pop_all()

    def _begin(self, opened: ExitStack, *, resume: bool) -> None:
        try:
            self._open(opened, resume=resume)
        except OSError as error:
            raise ConfigError(
                f"cannot be written ({error.strerror or error})",
                subject=str(self.path),
                remedy="give a file in a folder that exists and may be written",
            ) from error
        except sqlite3.Error as error:
            raise ConfigError(
                f"cannot be used ({error})", subject=str(self.ledger), remedy="give another --output"
            ) from error

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        with self._opened:
            self.flush()

    def has(self, name: str) -> bool:
        """Whether a piece is done."""
        return self._database.execute("SELECT 1 FROM pieces WHERE name = ?", (name,)).fetchone() is not None

    def add(self, name: str, lines: Sequence[Line]) -> None:
        """Take what came of a piece; it is on the disk half a second later, or with the next one."""
        several = len(lines) != 1
        if several:
            self.flush()  # a piece of several records is written by itself, so that a tail never holds a part of one
        self._names.append(name)
        for line in lines:
            self._lines.append(line.text.encode("utf-8", "replace") + b"\n")
            self.ok += line.ok
            self.failed += not line.ok
        if several or len(self._lines) >= MOST or monotonic() - self._written >= EVERY_S:
            self.flush()

    def flush(self) -> None:
        """Put on the disk what was taken."""
        if self._names:
            data = b"".join(self._lines)
            self._file.write(data)
            self._file.flush()
            os.fsync(self._file.fileno())
            self._length += len(data)
            self._enter(self._names)
            self._names, self._lines = [], []
        self._written = monotonic()

    def _enter(self, names: Sequence[str]) -> None:
        self._database.execute("BEGIN")
        self._database.executemany("INSERT OR IGNORE INTO pieces VALUES (?)", [(name,) for name in names])
        self._database.execute("DELETE FROM output")
        self._database.execute("INSERT INTO output VALUES (?, ?, ?)", (self._length, self.ok, self.failed))
        self._database.execute("COMMIT")

    def _open(self, opened: ExitStack, *, resume: bool) -> None:
        size = self.path.stat().st_size if self.path.exists() else 0
        if size and not resume:
            raise ConfigError(
                "there is output already",
                subject=str(self.path),
                remedy="give --resume to go on with it, or another --output",
            )
        if size and not self.ledger.exists():
            raise ConfigError(
                f"its ledger {self.ledger.name} is missing, so nothing tells what is done",
                subject=str(self.path),
                remedy="give another --output",
            )
        if not resume or not size:
            for end in ("", "-wal", "-shm"):
                self.ledger.with_name(f"{self.ledger.name}{end}").unlink(missing_ok=True)
        self._file = opened.enter_context(self.path.open("ab"))
        self._database = opened.enter_context(closing(sqlite3.connect(self.ledger, isolation_level=None)))
        self._database.executescript(_TABLES)
        row = self._database.execute("SELECT length, ok, failed FROM output").fetchone()
        self._length, self.ok, self.failed = row or (0, 0, 0)
        if size < self._length:
            raise ConfigError(
                "it is shorter than its ledger says: something has cut it",
                subject=str(self.path),
                remedy="give another --output",
            )
        if size > self._length:
            self._take_over_tail()

    def _take_over_tail(self) -> None:
        """Enter the whole records behind the known length in the ledger; cut what a kill has halved."""
        names: list[str] = []
        with self.path.open("rb") as file:
            file.seek(self._length)
            for line in file:
                found = _whole(line)
                if found is None:
                    break
                name, ok = found
                names.append(name)
                self.ok += ok
                self.failed += not ok
                self._length += len(line)
        self._file.truncate(self._length)
        self._enter(names)


def _whole(line: bytes) -> tuple[str, bool] | None:
    """Article of a line that is a whole record of a piece with one article, and whether it holds a brief."""
    try:
        record = json.loads(line) if line.endswith(b"\n") else None
    except ValueError:
        return None
    if not isinstance(record, dict) or not isinstance(name := record.get("article"), str) or record.get("of"):
        return None
    return name, record.get("error") is None


def batches_beside(output: Path) -> Path:
    """Where the state of the batches of an output lies, while there are any (`batchstate.py`)."""
    return output.with_name(f"{output.name}.batches")


def failures(path: Path) -> Iterator[dict[str, Any]]:
    """The records of an output that hold an error."""
    with path.open("rb") as file:
        for line in file:
            record = json.loads(line)
            if record["error"] is not None:
                yield record
