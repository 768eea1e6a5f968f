"""Dead letters: the articles that failed, in the form in which a corpus is read, each with its error.

They lie in the ledger, entered before their records are written, so that no failure is without its article.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from summarizer.models.document import Document
    from summarizer.models.record import Fault

TABLE: Final = """
CREATE TABLE IF NOT EXISTS letters (piece TEXT NOT NULL, type TEXT NOT NULL, letter TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS letters_by_piece ON letters (piece);
"""


class Row(NamedTuple):
    """One article that failed."""

    piece: str
    type: str
    """Of the error."""
    letter: str
    """A line of JSON."""


def letter_of(document: Document, line: bytes | None, *, article: str, error: Fault) -> str:
    """An article with its error: the object of the line it was given in, else its text and what is known about it."""
    fields: dict[str, Any] = {}
    if line is not None:
        fields = json.loads(line.decode("utf-8", "replace").lstrip("\ufeff"))
    else:
        fields["text"] = document.text
        fields |= {"title": document.title, "outlet": document.outlet}
        if document.published and document.published_basis in {"given", "metadata"}:  # else its text tells
            fields["published"] = document.published.isoformat()
        fields = {name: value for name, value in fields.items() if value is not None}
    return _written(fields, article, error.model_dump())


def row_of(piece: str, record: str, letter: str | None) -> Row:
    """The row of a record without a brief; where the article could not be read, its letter is its name and the error."""
    found = json.loads(record)
    return Row(piece, found["error"]["type"], letter or _written({}, found["article"], found["error"]))


def _written(fields: dict[str, Any], article: str, error: dict[str, Any]) -> str:
    # The name goes into the error: beside it, `article` would be taken for the text by whoever reads the letter.
    whole = fields | {"error": {"article": article, **error}}
    written = json.dumps(whole, ensure_ascii=False)
    return written if _is_text(written) else json.dumps(whole)


def _is_text(words: str) -> bool:
    """Whether no character is half of one, which only an escape can write."""
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True


def enter(database: sqlite3.Connection, rows: Sequence[Row]) -> None:
    """Enter failures, in the place of earlier ones of the same pieces."""
    if rows:
        database.execute("BEGIN")
        drop(database, {row.piece for row in rows})
        database.executemany("INSERT INTO letters VALUES (?, ?, ?)", rows)
        database.execute("COMMIT")


def drop(database: sqlite3.Connection, pieces: Iterable[str]) -> None:
    """Forget the failures of pieces."""
    database.executemany("DELETE FROM letters WHERE piece = ?", [(piece,) for piece in pieces])


# A kill between a letter and its record leaves a letter of a piece that is not done.
_FAILED: Final = "FROM letters WHERE piece IN (SELECT name FROM pieces)"


def lines(database: sqlite3.Connection) -> Iterator[bytes]:
    """The failures of an output, a line each."""
    for (letter,) in database.execute(f"SELECT letter {_FAILED} ORDER BY rowid"):
        yield f"{letter}\n".encode()


def causes(database: sqlite3.Connection) -> dict[str, int]:
    """How many there are by type of error, the most frequent first."""
    return dict(database.execute(f"SELECT type, count(*) {_FAILED} GROUP BY type ORDER BY 2 DESC, 1"))
