"""What a run at batch prices must not lose: which requests went out in which batch, and what came back.

`OUT.jsonl.batches` (SQLite) lies beside the output until the run is through. A batch is entered before it is sent, so
that whatever ends the process, the next one knows what may have been paid for.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from summarizer.engines.llm.batch import Result, taken_by
from summarizer.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from summarizer.engines.llm.batch import Tokens

_TABLES: Final = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
CREATE TABLE IF NOT EXISTS batches (
    number INTEGER PRIMARY KEY, token TEXT NOT NULL, began REAL NOT NULL, id TEXT, ended INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS requests (
    id TEXT PRIMARY KEY, batch INTEGER NOT NULL, owner TEXT NOT NULL,
    tokens_in INTEGER NOT NULL, tokens_out INTEGER NOT NULL, line TEXT
);
CREATE INDEX IF NOT EXISTS by_owner ON requests (owner);
CREATE INDEX IF NOT EXISTS by_batch ON requests (batch);
"""


class Entry(NamedTuple):
    """A request that goes out."""

    id: str
    owner: str
    tokens_in: int
    """Tokens that were reserved for it, in and out."""
    tokens_out: int


class Sent(NamedTuple):
    """A batch that has not ended."""

    number: int
    token: str
    began: float
    """Seconds of the epoch."""
    id: str | None
    """The provider's name for it; None where its creation was not confirmed."""


class Settled(NamedTuple):
    """What became of a request."""

    tokens_in: int
    """Tokens that were reserved for it, in and out."""
    tokens_out: int
    answered: bool
    used: Tokens | None
    """Tokens that its answer took; None where it has none or does not tell."""


class BatchState:
    """The state, for the threads of one process."""

    def __init__(self, path: Path) -> None:
        """Raises `ConfigError` where the file cannot be used."""
        self.path = path
        self._lock = threading.RLock()
        try:
            path.touch(mode=0o600)  # it holds articles' words
            self._database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            self._database.executescript(_TABLES)
        except (OSError, sqlite3.Error) as error:
            raise ConfigError(
                f"cannot be used ({error})", subject=str(path), remedy="give another --output"
            ) from error

    @property
    def void(self) -> bool:
        """Whether nothing was ever submitted."""
        with self._lock:
            return self._database.execute("SELECT 1 FROM batches").fetchone() is None

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def remove(self) -> None:
        """Close and remove the file: nothing in it is needed any more."""
        self.close()
        for end in ("", "-wal", "-shm"):
            self.path.with_name(f"{self.path.name}{end}").unlink(missing_ok=True)

    # -- requests ----------------------------------------------------------------------------------------------

    def result(self, id: str) -> Result | None:  # noqa: A002 - the name that the protocol gives it
        """What came back for a request, or None."""
        row = self._one("SELECT line, owner FROM requests WHERE id = ? AND line IS NOT NULL", id)
        return None if row is None else Result(json.loads(row[0]), row[1])

    def knows(self, id: str) -> bool:  # noqa: A002
        """Whether a request is in a batch, answered or not."""
        return self._one("SELECT 1 FROM requests WHERE id = ?", id) is not None

    def standing(self, owner: str) -> str | None:
        """Whether an article is "waiting" for an answer or was "answered"; None where it has asked nothing."""
        row = self._one("SELECT MIN(line IS NOT NULL) FROM requests WHERE owner = ?", owner)
        return None if row is None or row[0] is None else ("waiting", "answered")[row[0]]

    def pending(self) -> list[tuple[int, int]]:
        """The tokens reserved for each request that is not answered."""
        with self._lock:
            return self._database.execute(
                "SELECT tokens_in, tokens_out FROM requests WHERE line IS NULL"
            ).fetchall()

    # -- batches -----------------------------------------------------------------------------------------------

    def sent(self) -> list[Sent]:
        """The batches that have not ended, those included whose creation was not confirmed."""
        with self._lock:
            rows = self._database.execute("SELECT number, token, began, id FROM batches WHERE NOT ended")
            return [Sent(*row) for row in rows]

    def begin(self, token: str, entries: Iterable[Entry]) -> int:
        """Note a batch that is about to be sent; returns its number."""
        with self._written():
            self._database.execute("INSERT INTO batches (token, began) VALUES (?, ?)", (token, time.time()))
            number = int(self._database.execute("SELECT last_insert_rowid()").fetchone()[0])
            self._database.executemany(
                "INSERT INTO requests (batch, id, owner, tokens_in, tokens_out) VALUES (?, ?, ?, ?, ?)",
                ((number, *entry) for entry in entries),
            )
        return number

    def confirm(self, number: int, id: str) -> None:  # noqa: A002
        """Note that the provider has a batch, by its name there."""
        with self._written():
            self._database.execute("UPDATE batches SET id = ? WHERE number = ?", (id, number))

    def forget(self, number: int) -> int:
        """Drop a batch that was never created; returns how many requests it had."""
        with self._written():
            self._database.execute("DELETE FROM batches WHERE number = ?", (number,))
            return self._database.execute("DELETE FROM requests WHERE batch = ?", (number,)).rowcount

    def settle(self, number: int, lines: Iterable[dict[str, Any]]) -> list[Settled]:
        """Note the end of a batch and its lines; what it did not answer is forgotten, and may be handed in anew."""
        settled: list[Settled] = []
        with self._written():
            for line in lines:
                row = self._database.execute(
                    "UPDATE requests SET line = ? WHERE id = ? AND batch = ? AND line IS NULL"
                    " RETURNING tokens_in, tokens_out",
                    (json.dumps(line), str(line.get("custom_id")), number),
                ).fetchone()
                if row is not None:
                    settled.append(Settled(row[0], row[1], True, taken_by(line)))
            rest = self._database.execute(
                "DELETE FROM requests WHERE batch = ? AND line IS NULL RETURNING tokens_in, tokens_out",
                (number,),
            ).fetchall()
            self._database.execute("UPDATE batches SET ended = 1 WHERE number = ?", (number,))
        return settled + [Settled(row[0], row[1], False, None) for row in rest]

    def _one(self, query: str, value: str) -> Any:
        with self._lock:
            return self._database.execute(query, (value,)).fetchone()

    @contextmanager
    def _written(self) -> Iterator[None]:
        with self._lock:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")
