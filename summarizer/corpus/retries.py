"""Failures that are read again: taken out of the output first, so that it never holds an article twice.

    OUT.jsonl ─without the failures─▶ OUT.jsonl.new ─ledger: what was taken out, and that it is so─▶ takes OUT's place

What was taken out lies in the ledger until its piece is done again; what no source holds any more is put back at the end
of the run. A kill at any moment leaves the old output or the new one, and a ledger that knows which it has to be.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final, NamedTuple

from summarizer.corpus import letters
from summarizer.files import beside, sync_names, take_place
from summarizer.loading.sources import without_place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

TABLES: Final = """
CREATE TABLE IF NOT EXISTS taken (piece TEXT NOT NULL, ok INTEGER NOT NULL, record BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS taken_by_piece ON taken (piece);
CREATE TABLE IF NOT EXISTS swap (length INTEGER NOT NULL);
"""
"""`swap` has a row while the output is still to be replaced."""


class Taken(NamedTuple):
    """A record that was taken out."""

    piece: str
    ok: int
    """1 where it holds a brief: of a file with several articles all are read again."""
    record: bytes
    """Its line."""


def take_out(database: sqlite3.Connection, path: Path) -> None:
    """Take the records of every piece with a failure out of an output that agrees with its ledger."""
    if not letters.causes(database):
        return
    path = path.resolve()
    new = beside(path)
    length = ok = failed = 0
    database.execute("BEGIN")
    with path.open("rb") as lines, new.open("xb") as kept:
        for line in lines:
            record = json.loads(line)
            read = record["error"] is None
            piece = without_place(record["article"]) if record["of"] else record["article"]
            if database.execute("SELECT 1 FROM letters WHERE piece = ?", (piece,)).fetchone():
                database.execute("INSERT INTO taken VALUES (?, ?, ?)", (piece, read, line))
            else:
                kept.write(line)
                length += len(line)
                ok += read
                failed += not read
        kept.flush()
        os.fsync(kept.fileno())
    sync_names(path.parent)
    database.execute("DELETE FROM pieces WHERE name IN (SELECT piece FROM taken)")
    database.execute("UPDATE output SET length = ?, ok = ?, failed = ?", (length, ok, failed))
    database.execute("INSERT INTO swap VALUES (?)", (length,))
    database.execute("COMMIT")
    finish(database, path)


def finish(database: sqlite3.Connection, path: Path) -> None:
    """Bring to its end what a kill broke off, or remove what it left."""
    path = path.resolve()
    new = beside(path)
    if database.execute("SELECT 1 FROM swap").fetchone() is None:
        new.unlink(missing_ok=True)
        return
    if new.exists():  # else it has taken its place already
        take_place(new, path)
    database.execute("DELETE FROM swap")


def taken(database: sqlite3.Connection, pieces: int) -> list[Taken]:
    """All records of so many of the pieces that were taken out and are not done again."""
    rows = database.execute(
        "SELECT piece, ok, record FROM taken WHERE piece IN (SELECT DISTINCT piece FROM taken LIMIT ?)",
        (pieces,),
    )
    return [Taken(*row) for row in rows]


def drop(database: sqlite3.Connection, pieces: Iterable[str]) -> None:
    """Forget what was taken out of pieces that are done again."""
    database.executemany("DELETE FROM taken WHERE piece = ?", [(piece,) for piece in pieces])


def are_open(ledger: Path) -> bool:
    """Whether a ledger holds what was taken out of its output."""
    if not ledger.exists():
        return False
    with closing(sqlite3.connect(ledger)) as database:
        try:
            return database.execute("SELECT 1 FROM taken").fetchone() is not None
        except sqlite3.OperationalError:  # killed before it had its tables
            return False
