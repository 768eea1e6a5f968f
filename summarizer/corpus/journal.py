"""The output of a run and its ledger: what is told as done is on the disk, and is never lost, repeated or halved.

    records ─append, fsync─▶ OUT.jsonl ─then─▶ OUT.jsonl.ledger (SQLite): the pieces done, and how long the output is

A kill leaves at most a tail of the output that the ledger does not know. Resuming takes over the tail's whole records
and cuts the rest, so what was written is not read again. The ledger also keeps the articles that failed (`letters`),
entered before their records are written, and what `--retry-failed` has taken out of the output (`retries`).
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import ExitStack, closing
from time import monotonic
from typing import TYPE_CHECKING, Final, NamedTuple

from summarizer.corpus import letters, retries
from summarizer.errors import ConfigError
from summarizer.files import unwritable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

EVERY_S: Final = 0.5
"""Seconds of work at most that are not on the disk yet."""
MOST: Final = 1_000
"""Records at most that are not on the disk yet."""
_MOST_BYTES: Final = 16_000_000
"""Bytes of them, about."""

_TABLES: Final = f"""
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
CREATE TABLE IF NOT EXISTS pieces (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS output (length INTEGER NOT NULL, ok INTEGER NOT NULL, failed INTEGER NOT NULL);
{letters.TABLE}
{retries.TABLES}
"""


class Line(NamedTuple):
    """One record as it is written."""

    text: str
    """JSON, without a line end."""
    ok: bool
    """Whether it holds a brief."""
    cost: float
    """Money spent on it."""
    letter: str | None = None
    """Of a record without a brief the article itself, as `letters` writes it; None where only the error is known."""


class _Work(NamedTuple):
    """What came of a piece, not on the disk yet."""

    data: bytes
    """Its records as they are written."""
    ok: int
    failed: int
    letters: list[letters.Row]


class Journal:
    """The output of one run, for one thread to write. Use it as a context, so that what was taken is written."""

    def __init__(self, path: Path, *, resume: bool, retry_failed: bool = False) -> None:
        """Raises `ConfigError` where the output cannot be written, exists unasked, or does not fit its ledger.

        With `retry_failed` the records without a brief are taken out, so that their pieces count as not done.
        """
        self.path = path
        self.ledger = path.with_name(f"{path.name}.ledger")
        self.ok = self.failed = 0
        self._length = 0
        self._work: dict[str, _Work] = {}
        self._bytes = 0
        self._written = monotonic()
        with ExitStack() as opened:
            self._begin(opened, resume=resume, retry_failed=retry_failed)
            self._opened = opened.pop_all()

    def _begin(self, opened: ExitStack, *, resume: bool, retry_failed: bool) -> None:
        try:
            self._open(opened, resume=resume, retry_failed=retry_failed)
        except OSError as error:
            raise unwritable(self.path, error) from error
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
        return name in self._work or self._is_entered(name)

    def copy_pieces(self, path: Path) -> None:
        """Write which pieces are on the disk now to a database of its own."""
        database = self._database
        database.execute("ATTACH ? AS copy", (str(path),))
        try:
            database.execute("CREATE TABLE copy.pieces (name TEXT PRIMARY KEY) WITHOUT ROWID")
            database.execute("INSERT INTO copy.pieces SELECT name FROM main.pieces")
        finally:
            database.execute("DETACH copy")

    def add(self, name: str, lines: Sequence[Line]) -> None:
        """Take what came of a piece; it is on the disk half a second later, or with the next one."""
        several = len(lines) != 1
        if several:
            self.flush()  # a piece of several records is written by itself, so that a tail never holds a part of one
        data = b"".join(line.text.encode("utf-8", "replace") + b"\n" for line in lines)
        rows = [letters.row_of(name, line.text, line.letter) for line in lines if not line.ok]
        # at one stroke: an interrupt comes before it or after it
        self._work[name] = _Work(data, len(lines) - len(rows), len(rows), rows)
        self.ok += len(lines) - len(rows)
        self.failed += len(rows)
        self._bytes += len(data) + sum(len(row.letter) for row in rows)
        full = len(self._work) >= MOST or self._bytes >= _MOST_BYTES
        if several or full or monotonic() - self._written >= EVERY_S:
            self.flush()

    def flush(self) -> None:
        """Put on the disk what was taken. Raises `ConfigError` where the disk will not have it."""
        if self._work:
            try:
                work = self._work.values()
                letters.enter(self._database, [row for each in work for row in each.letters])
                self._append(each.data for each in work)
                self._enter(
                    list(self._work),
                    read=[name for name, each in self._work.items() if not each.failed],
                    ok=sum(each.ok for each in work),
                    failed=sum(each.failed for each in work),
                )
                self._work, self._bytes = {}, 0
            except (OSError, sqlite3.Error) as error:
                self._take_back()
                raise unwritable(self.path, error) from error
            except BaseException:
                self._take_back()
                raise
        self._written = monotonic()

    def _take_back(self) -> None:
        """Where writing was broken off: all of it was written, or none, and will be written again."""
        if self._database.in_transaction:
            self._database.rollback()
        if any(map(self._is_entered, list(self._work)[:1])):
            self._work = {}
        self._length = self._database.execute("SELECT length FROM output").fetchone()[0]
        self._file.truncate(self._length)

    def put_back(self) -> None:
        """Put the records that were taken out, and whose pieces were not met again, back into the output."""
        self.flush()
        while taken := retries.taken(self._database, MOST):
            ok = sum(each.ok for each in taken)
            self._append(each.record for each in taken)
            self._enter([each.piece for each in taken], read=(), ok=ok, failed=len(taken) - ok)
            self.ok += ok
            self.failed += len(taken) - ok

    def failures(self) -> Iterator[bytes]:
        """The articles that failed, a line of JSON each, in the order in which they did."""
        return letters.lines(self._database)

    def causes(self) -> dict[str, int]:
        """How many articles failed, by type of error, the most frequent first."""
        return letters.causes(self._database)

    def _append(self, lines: Iterable[bytes]) -> None:
        data = b"".join(lines)
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]
        os.fsync(self._file.fileno())
        self._length += len(data)

    def _is_entered(self, name: str) -> bool:
        return self._database.execute("SELECT 1 FROM pieces WHERE name = ?", (name,)).fetchone() is not None

    def _enter(self, names: Sequence[str], *, read: Sequence[str], ok: int, failed: int) -> None:
        """Enter pieces as done, those of `read` without a failure, and by how many records they came."""
        database = self._database
        database.execute("BEGIN")
        database.executemany("INSERT OR IGNORE INTO pieces VALUES (?)", [(name,) for name in names])
        letters.drop(database, read)
        retries.drop(database, names)
        database.execute(
            "UPDATE output SET length = ?, ok = ok + ?, failed = failed + ?", (self._length, ok, failed)
        )
        database.execute("COMMIT")

    def _open(self, opened: ExitStack, *, resume: bool, retry_failed: bool) -> None:
        size = self.path.stat().st_size if self.path.exists() else 0
        if not resume and (size or retries.are_open(self.ledger)):
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
        if not resume or not self.path.exists():
            for end in ("", "-wal", "-shm"):
                self.ledger.with_name(f"{self.ledger.name}{end}").unlink(missing_ok=True)
        self.path.open("ab").close()  # what cannot be written says so before there is a ledger
        self._database = opened.enter_context(closing(sqlite3.connect(self.ledger, isolation_level=None)))
        self._database.executescript(_TABLES)
        self._database.execute("INSERT INTO output SELECT 0, 0, 0 WHERE NOT EXISTS (SELECT 1 FROM output)")
        retries.finish(self._database, self.path)
        with self.path.open("ab", buffering=0) as self._file:
            self._look()
        if retry_failed:
            retries.take_out(self._database, self.path)
            self._load()
        self._file = opened.enter_context(self.path.open("ab", buffering=0))

    def _load(self) -> None:
        row = self._database.execute("SELECT length, ok, failed FROM output").fetchone()
        self._length, self.ok, self.failed = row

    def _look(self) -> None:
        """Make output and ledger agree."""
        self._load()
        size = self.path.stat().st_size
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
        read: list[str] = []
        with self.path.open("rb") as file:
            file.seek(self._length)
            for line in file:
                found = _whole(line)
                if found is None:
                    break
                name, ok = found
                names.append(name)
                read += [name] * ok
                self._length += len(line)
        self._file.truncate(self._length)
        self._enter(names, read=read, ok=len(read), failed=len(names) - len(read))
        self._load()


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
