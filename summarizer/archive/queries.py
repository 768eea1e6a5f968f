"""From what a user asks for to SQL: words, party, kinds and days."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from summarizer.errors import ConfigError
from summarizer.rendering.escape import plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_PIECE = re.compile(r'"([^"]*)"|(\S+)')


class Query(NamedTuple):
    """A condition and the values in it."""

    where: str
    values: tuple[Any, ...]


def match_of(words: str) -> str:
    """The words as a full-text query: all must stand in a statement, those in quotation marks next to each other.

    `fort*` stands for every word that begins so. Nothing else of the words is an operator.

    >>> match_of('airbase "foreign troops" fort*')
    '"airbase" "foreign troops" "fort"*'

    Raises `ConfigError` where there is no word.
    """
    found = []
    for quoted, single in _PIECE.findall(plain(words)):
        piece = quoted or single.replace('"', "")
        open_ended = not quoted and piece.endswith("*")
        piece = piece.rstrip("*")
        if any(map(str.isalnum, piece)):
            found.append(f'"{piece}"' + "*" * open_ended)
    if not found:
        raise ConfigError(f"there is no word in {words!r}", remedy="give words to look for, such as Palmyra")
    return " ".join(found)


def query_of(
    words: str | None,
    *,
    holders: Sequence[str] | None,
    targets: Sequence[str] | None,
    kinds: Sequence[str],
    since: date | None,
    until: date | None,
) -> Query:
    """The condition on statements. `holders` and `targets` are names as archived; None where any will do."""
    parts: list[str] = []
    values: list[Any] = []
    if words is not None:
        parts.append("id IN (SELECT rowid FROM statements_fts WHERE statements_fts MATCH ?)")
        values.append(match_of(words))
    for column, names in (("holder", holders), ("target", targets), ("kind", kinds or None)):
        if names is not None:
            parts.append(f"{column} IN ({', '.join('?' * len(names))})")
            values += names
    for sign, day in ((">=", since), ("<=", until)):
        if day is not None:
            parts.append(f"date {sign} ?")
            values.append(day.isoformat())
    return Query(" AND ".join(parts) or "1", tuple(values))
