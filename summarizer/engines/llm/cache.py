"""Answers kept on disk, so that a second run costs nothing: SQLite in write-ahead mode, JSON values.

Safe for several processes and threads. A cache that cannot be used is no reason to stop a run: it is left out
with a warning. What is kept holds articles' words, so the file is readable by its owner only.
"""

from __future__ import annotations

import hashlib
import json
import logging
import sqlite3
import threading
from contextlib import closing
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from summarizer.engines.llm.article import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from summarizer.engines.llm.providers import Endpoint

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
        self._broken = False
        try:
            folder = folder.expanduser()
            self.path = folder / _FILE
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if led := [
                path for end in ("", "-wal", "-shm") if (path := folder / f"{_FILE}{end}").is_symlink()
            ]:
                raise OSError(f"{led[0].name} is a link, which may lead out of the folder")
            self.path.touch(mode=0o600)
            with closing(self._connect()) as connection, connection:
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute(
                    "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, answer TEXT NOT NULL)"
                )
        except (OSError, ValueError, RuntimeError, sqlite3.Error) as error:  # no such home; a NUL in the name
            self._leave_out(error)

    def get(self, key: str) -> Answer | None:
        """The answer kept under `key`, or None."""
        if self._broken:
            return None
        try:
            with closing(self._connect()) as connection:
                row = connection.execute("SELECT answer FROM answers WHERE key = ?", (key,)).fetchone()
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
            with self._lock, closing(self._connect()) as connection, connection:
                connection.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?)", rows)
        except (sqlite3.Error, UnicodeEncodeError) as error:
            self._leave_out(error)

    def _connect(self) -> sqlite3.Connection:
        # A connection for each use costs 0.2 ms beside requests of seconds, and is safe in threads and forks.
        return sqlite3.connect(self.path, timeout=_PATIENCE_S)

    def _leave_out(self, error: Exception) -> None:
        self._broken = True
        log.warning(
            "answers are not cached: %s: %s (%s)", self.path, error, "remove the file or use --no-cache"
        )
