"""Answers kept on disk, so that a second run costs nothing: SQLite in write-ahead mode, JSON values.

Safe for several processes, for threads, which share one connection, and in forks. A cache that cannot be used
is no reason to stop a run: it is left out with a warning. What is kept holds articles' words, so the file is
readable by its owner only.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import sqlite3
import threading
import weakref
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from summarizer.engines.llm.article import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from summarizer.engines.llm.providers import Endpoint

T = TypeVar("T")

log = logging.getLogger(__name__)

_FILE = "answers.sqlite3"
_PATIENCE_S = 10.0
_FORM = 1
"""Raised whenever keys or values change their meaning; older entries are then never found."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model answered: text, or the arguments of the one tool it was given."""

    content: str
    arguments: str | None = None


def request_key(endpoint: Endpoint, request: Mapping[str, Any], *, mark: str, repeat: int) -> str:
    """The key of a request: everything that decides its answer, and not the mark, which is new for each call.

    The server's address counts: two servers may serve different models by one name. A key is no part of it.
    """
    said = json.dumps(
        [
            _FORM,
            endpoint.name,
            endpoint.base_url if endpoint.file is None else endpoint.file,
            request,
            repeat,
        ],
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(said.replace(mark, PLACEHOLDER).encode("utf-8", "surrogatepass")).hexdigest()


class AnswerCache:
    """Answers by key, in one SQLite file in `folder`, which is made where it is missing; `~` is the user's home."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / _FILE
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._closing: weakref.finalize[..., AnswerCache] | None = None
        self._broken = False
        _caches.add(self)
        try:
            folder = folder.expanduser()
            self.path = folder / _FILE
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if led := [
                path for end in ("", "-wal", "-shm") if (path := folder / f"{_FILE}{end}").is_symlink()
            ]:
                raise OSError(f"{led[0].name} is a link, which may lead out of the folder")
            self.path.touch(mode=0o600)
            self._patiently(_prepare)
        except (OSError, ValueError, RuntimeError, sqlite3.Error) as error:  # no such home; a NUL in the name
            self._leave_out(error)

    def get(self, key: str) -> Answer | None:
        """The answer kept under `key`, or None."""
        if self._broken:
            return None
        try:
            row = self._patiently(
                lambda c: c.execute("SELECT answer FROM answers WHERE key = ?", (key,)).fetchone()
            )
            return Answer(**json.loads(row[0])) if row else None
        except (sqlite3.Error, ValueError, TypeError) as error:
            self._leave_out(error)
            return None

    def put(self, answers: Mapping[str, Answer]) -> None:
        """Keep `answers` by their keys, all or none of them."""
        if self._broken or not answers:
            return
        rows = [(key, json.dumps(asdict(answer), ensure_ascii=False)) for key, answer in answers.items()]
        try:
            self._patiently(lambda c: c.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?)", rows))
        except (sqlite3.Error, UnicodeEncodeError) as error:
            self._leave_out(error)

    def _patiently(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """`work` in a transaction; another process that has the file is waited for.

        SQLite waits by itself for most locks, not for those of two processes that change the journal's mode or open
        and close the last connection at the same moment: then it says at once that the file is locked.
        """
        from tenacity import Retrying, retry_if_exception, stop_after_delay, wait_random  # not for a replay

        retrying = Retrying(
            retry=retry_if_exception(_is_locked),
            stop=stop_after_delay(_PATIENCE_S),
            wait=wait_random(0.002, 0.05),
            reraise=True,
        )
        done: T = retrying(self._once, work)
        return done

    def _once(self, work: Callable[[sqlite3.Connection], T]) -> T:
        with self._lock, self._open() as connection:
            return work(connection)

    def _open(self) -> sqlite3.Connection:
        """The connection of this process. One for each use would write the whole log back each time it is closed."""
        if self._connection is None:
            self._connection = sqlite3.connect(self.path, timeout=_PATIENCE_S, check_same_thread=False)
            self._connection.execute("PRAGMA synchronous = NORMAL")  # what a power cut takes is asked again
            self._closing = weakref.finalize(self, self._connection.close)
        return self._connection

    def _forget(self) -> None:
        """Leave the connection to the process that this one was forked from, and the lock to who held it there."""
        if self._closing is not None:
            self._closing.detach()
        _inherited.append(self._connection)  # closing it would write back the parent's log
        self._lock, self._connection, self._closing = threading.Lock(), None, None

    def _leave_out(self, error: Exception) -> None:
        self._broken = True
        log.warning(
            "answers are not cached: %s: %s (%s)", self.path, error, "remove the file or use --no-cache"
        )


_caches: weakref.WeakSet[AnswerCache] = weakref.WeakSet()
_inherited: list[sqlite3.Connection | None] = []


def _forget() -> None:
    for cache in _caches:
        cache._forget()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, answer TEXT NOT NULL)")


def _is_locked(error: BaseException) -> bool:
    # The primary code is the lower byte: SQLITE_BUSY has kinds, such as that of a recovery under way.
    code = getattr(error, "sqlite_errorcode", 0)  # errors of the module itself have none
    return isinstance(error, sqlite3.OperationalError) and code & 0xFF == sqlite3.SQLITE_BUSY
