"""The database: opened, written to in one piece, and asked."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args

from summarizer.archive.queries import query_of
from summarizer.archive.rows import day_of, id_of, row_of, statements
from summarizer.archive.tables import APPLICATION, TABLES, VERSION
from summarizer.changes.pairing import one_party
from summarizer.errors import ConfigError, SourceError, SummarizerError
from summarizer.models.archive import Found
from summarizer.models.base import PositionKind
from summarizer.models.brief import Brief
from summarizer.resolve.actors import party

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from summarizer.models.archive import ArchivedPart

KINDS: Final = ("red_line", *get_args(PositionKind), "outcome")
"""Kinds of statements that can be asked for."""
_WAIT_S: Final = 30
"""Seconds to wait for somebody else who writes."""


class Archive:
    """Briefs in one SQLite file. Readers and one writer at a time may share it; it must not lie on a network drive."""

    def __init__(self, path: str | os.PathLike[str], *, new: bool) -> None:
        self.path = Path(path)
        self._new = new

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Archive:
        """An archive that exists, to be asked. Raises `SourceError` where there is none."""
        archive = cls(path, new=False)
        with archive._connected():
            return archive

    @classmethod
    def create(cls, path: str | os.PathLike[str]) -> Archive:
        """An archive to be written to, made where the file is missing or empty.

        Raises `SourceError` where the file is something else, and `ConfigError` where it cannot be written.
        """
        archive = cls(path, new=True)
        with archive._connected():
            return archive

    def add(self, briefs: Iterable[Brief]) -> int:
        """Add briefs, all or none; one of the same texts takes the place of the old one. Returns how many were added."""
        count = 0
        with self._connected() as database, database:  # commits, or leaves all as it was
            database.execute("BEGIN IMMEDIATE")
            for brief in briefs:
                _insert(database, brief)
                count += 1
        return count

    def texts(self, ids: Iterable[str]) -> dict[str, str]:
        """The briefs of these ids that it holds, as they were written: JSON, as `model_dump_json` gives it."""
        with self._connected() as database:
            rows = (
                database.execute("SELECT id, json FROM briefs WHERE id = ?", (id_,)).fetchone() for id_ in ids
            )
            return dict(row for row in rows if row)

    def search(
        self,
        words: str | None = None,
        *,
        holder: str | None = None,
        target: str | None = None,
        kinds: Sequence[str] = (),
        since: date | None = None,
        until: date | None = None,
        limit: int | None = None,
    ) -> tuple[Found, ...]:
        """Statements in order of date, the latest first.

        All `words` must stand in a statement or its evidence ("two words" next to each other, `fort*` as a beginning).
        `holder` and `target` are parties by any of their names: Ankara asks for Türkiye. Raises `ConfigError` for words
        that are none and for an unknown kind, `SourceError` where the archive cannot be read.
        """
        for kind in kinds:
            if kind not in KINDS:
                raise ConfigError(f"unknown kind {kind!r}", remedy=f"use one of {', '.join(KINDS)}")
        with self._connected() as database:
            query = query_of(
                words,
                holders=None if holder is None else _names(database, "holder", holder),
                targets=None if target is None else _names(database, "target", target),
                kinds=kinds,
                since=since,
                until=until,
            )
            rows = database.execute(
                "SELECT brief, part, number FROM statements"  # noqa: S608 - conditions are ours, values bound
                f" WHERE {query.where} ORDER BY date DESC, brief, id LIMIT ?",
                (*query.values, -1 if limit is None else limit),
            ).fetchall()
            return tuple(self._found(database, *row) for row in rows)

    def brief(self, id_: str) -> Brief:
        """A brief by its id. Raises `SourceError` where there is none."""
        with self._connected() as database:
            return self._brief(database, id_)

    def _brief(self, database: sqlite3.Connection, id_: str) -> Brief:
        row = database.execute("SELECT json FROM briefs WHERE id = ?", (id_,)).fetchone()
        if row is None:
            raise SourceError(
                f"there is no brief {id_!r}", subject=str(self.path), remedy="look in its table briefs"
            )
        try:
            return _parsed(row[0])
        except ValueError as error:
            raise SourceError(
                f"the row {id_!r} of the table briefs holds no brief ({type(error).__name__})",
                subject=str(self.path),
                remedy="add the brief again",
            ) from None

    def _found(self, database: sqlite3.Connection, id_: str, part: ArchivedPart, number: int) -> Found:
        brief = self._brief(database, id_)
        item = getattr(brief, part)[number]
        cited = {evidence.doc for evidence in item.evidence}
        return Found(
            brief=id_,
            title=brief.title,
            meeting_date=brief.date.value,
            date=day_of(brief, item.evidence),
            part=part,
            number=number,
            item=item,
            sources=tuple(document for document in brief.documents if document.id in cited),
        )

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        """A connection for one piece of work; what SQLite raises leaves as an error of ours that names the file."""
        name = str(self.path)
        if not self._new and not self.path.is_file():
            raise SourceError(
                "no such file", subject=name, remedy="write briefs into it: summarizer brief --to sqlite:FILE"
            )
        try:
            if self._new:
                database = sqlite3.connect(self.path, timeout=_WAIT_S, isolation_level=None)
            else:
                database = sqlite3.connect(
                    f"{self.path.resolve().as_uri()}?mode=ro", uri=True, timeout=_WAIT_S, isolation_level=None
                )
        except sqlite3.Error as error:
            raise _unwritable(name, error) from None
        try:
            database.execute("PRAGMA foreign_keys = ON")
            self._check(database)
            yield database
        except SummarizerError:
            raise
        except sqlite3.OperationalError as error:
            raise (_unwritable(name, error) if self._new else _unreadable(name, error)) from None
        except (sqlite3.Error, IndexError) as error:
            raise _unreadable(name, error) from None
        finally:
            database.close()

    def _check(self, database: sqlite3.Connection) -> None:
        """Make the tables of a new archive; refuse what is none, or one of a later version."""
        if self._new and not database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            try:
                marks = f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};"
                database.executescript(f"BEGIN IMMEDIATE; {TABLES} {marks} COMMIT;")
            except sqlite3.OperationalError:
                if not database.in_transaction:
                    raise
                database.rollback()  # another process was faster, and what it made is looked at below
        application = database.execute("PRAGMA application_id").fetchone()[0]
        version = database.execute("PRAGMA user_version").fetchone()[0]
        if application != APPLICATION:
            raise SourceError(
                "this is no archive of briefs",
                subject=str(self.path),
                remedy="give the file of summarizer brief --to sqlite:FILE",
            )
        if version != VERSION:
            raise SourceError(
                f"it is an archive of version {version}, not {VERSION}",
                subject=str(self.path),
                remedy="use the version of summarizer that wrote it, or write the briefs into a new file",
            )


def _insert(database: sqlite3.Connection, brief: Brief) -> None:
    id_ = id_of(brief)
    database.execute("DELETE FROM briefs WHERE id = ?", (id_,))
    database.execute(
        "INSERT INTO briefs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            id_,
            brief.title,
            brief.meeting.kind,
            brief.meeting.status,
            brief.date.value,
            brief.location.country,
            brief.location.locality,
            " ".join(sentence.text for sentence in brief.bottom_line),
            brief.model_dump_json(),
        ),
    )
    hashes = {}
    for document in brief.documents:
        hashes[document.id] = document.sha256
        day = document.published.isoformat() if document.published else None
        database.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET outlet = excluded.outlet,"
            " title = excluded.title, published = excluded.published, path = excluded.path",
            (document.sha256, document.outlet, document.title, day, document.path),
        )
        database.execute("INSERT INTO brief_documents VALUES (?, ?, ?)", (id_, document.id, document.sha256))
    for part, number, item in statements(brief):
        row = row_of(brief, part, number, item)
        statement = database.execute(
            "INSERT INTO statements VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (id_, *row)
        ).lastrowid
        database.executemany(
            "INSERT INTO evidence VALUES (NULL, ?, ?, ?, ?, ?)",
            [(statement, hashes[e.doc], e.start, e.end, e.exact) for e in item.evidence],
        )


def _names(database: sqlite3.Connection, column: Literal["holder", "target"], asked: str) -> list[str]:
    """The names in a column that stand for the party asked for."""
    known = party(asked)
    wanted = known.name if known else asked
    found = database.execute(f"SELECT DISTINCT {column} FROM statements WHERE {column} IS NOT NULL")  # noqa: S608 - one of two
    return [name for (name,) in found if any(one_party(part, wanted) for part in (name, *name.split(", ")))]


@lru_cache(maxsize=64)
def _parsed(text: str) -> Brief:
    return Brief.model_validate_json(text)


def _unwritable(name: str, error: Exception) -> ConfigError:
    return ConfigError(
        f"cannot be written ({error})", subject=name, remedy="give a file in a folder that may be written"
    )


def _unreadable(name: str, error: Exception) -> SourceError:
    return SourceError(
        f"it cannot be read as an archive ({error})",
        subject=name,
        remedy="give the file of summarizer brief --to sqlite:FILE",
    )
