"""Candidates: pairs of articles that share something a block is made of, so that not all are compared with all.

    parties × days · persons × days · a party × days × town · quotations · words ─▶ pairs

A block is a key with the articles that have it. Its members are sorted by day and place, and each is compared with those
that follow it closely, so the cost grows with the articles and not with their square, however large a block is. Blocks and
pairs are sorted by SQLite in a file of its own that it removes, so memory does not grow with them either.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from enum import IntEnum
from hashlib import blake2b
from itertools import combinations, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from summarizer.fusion.occasion import SAME_MEETING_DAYS
from summarizer.grouping.prints import name_hash
from summarizer.grouping.weighing import family

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summarizer.grouping.signature import Occasion, Signature

    Key = tuple["Compared", str, *tuple[str | int, ...]]
    """Who is compared, what kind of block it is, and what its members share."""

NEIGHBOURS: Final = 40
"""Members of a block that each is compared with."""
KEYS_OF_WORDS: Final = 8
"""Runs of words, and twice as many of quotations, by which an article is looked up."""
_TWOS: Final = 5
"""Parties, and persons, of a meeting that make blocks by twos."""
_STRETCHES: Final = 8
"""Stretches of time at most that a meeting stands in."""
_WIDTH: Final = SAME_MEETING_DAYS + 1
"""Days of a stretch; a meeting stands in all from its first day to the last on which another may be the same."""


class Compared(IntEnum):
    """Which members of a block are compared; the last two bits of its key."""

    ALL = 0
    UNDATED = 1
    """Each pair of which one tells of a meeting at an unknown time."""
    LONELY = 2
    """Each pair of which one names a single party."""
    QUIET = 3
    """Each pair of which one tells of no meeting."""


def pairs(signatures: Sequence[Signature]) -> Iterator[tuple[int, int]]:
    """Pairs of indices, the lesser first, that are worth comparing; each once, in order."""
    count = len(signatures)
    with closing(sqlite3.connect("")) as database:  # one without a name lies in a file as far as it must
        database.execute("CREATE TABLE blocks (key INTEGER, day INTEGER, town TEXT, article INTEGER)")
        database.execute("CREATE TABLE pairs (pair INTEGER)")
        database.executemany("INSERT INTO blocks VALUES (?, ?, ?, ?)", _rows(signatures))
        rows = database.execute("SELECT key, article FROM blocks ORDER BY key, day, town, article")
        found = ((a * count + b,) for a, b in _neighbours(rows, signatures))
        database.executemany("INSERT INTO pairs VALUES (?)", found)
        for (pair,) in database.execute("SELECT DISTINCT pair FROM pairs ORDER BY pair"):
            yield divmod(pair, count)


def _neighbours(
    rows: Iterable[tuple[int, int]], signatures: Sequence[Signature]
) -> Iterator[tuple[int, int]]:
    """Pairs that stand close to each other in some block."""
    chosen = {kind: {n for n, one in enumerate(signatures) if _is(kind, one)} for kind in Compared}
    for key, block in groupby(rows, key=itemgetter(0)):
        wanted = chosen[Compared(key & 3)]
        near: list[int] = []
        for _, index in block:
            for other in near:
                if index in wanted or other in wanted:
                    yield min(index, other), max(index, other)
            near = [*near[1 - NEIGHBOURS :], index]


def _is(kind: Compared, one: Signature) -> bool:
    if kind is Compared.UNDATED:
        return any(occasion.first is None for occasion in one.occasions)
    if kind is Compared.LONELY:
        return any(len(occasion.parties) == 1 for occasion in one.occasions)
    return kind is Compared.ALL or not one.occasions


def _rows(signatures: Sequence[Signature]) -> Iterator[tuple[int, int, str, int]]:
    """Key, day, town and index of the article."""
    named: set[int] = set()
    for index, one in enumerate(signatures):
        for key in _numbers(_keys(one)):
            yield key, *_place(one), index
        for key in _numbers(_named(one)):
            named.add(key)
            yield key, *_place(one), index
    for index, one in enumerate(signatures):  # what no meeting is known by need not be looked for
        for key in _numbers(_naming(one)) & named:
            yield key, *_place(one), index


def _place(one: Signature) -> tuple[int, str]:
    """Day and town of the main meeting, by which the members of a block are sorted."""
    main = one.occasions[0] if one.occasions else None
    day = main.first if main and main.first else one.published
    return day or 0, (main.town if main else None) or ""


def _keys(one: Signature) -> Iterator[Key]:
    for number, occasion in enumerate(one.occasions):
        persons = one.persons[:_TWOS] if number == 0 else ()
        yield from _of_meeting(occasion, sorted({family(person.name).casefold() for person in persons}))
    if one.published is not None:
        for stretch in range(one.published // _WIDTH, (one.published + SAME_MEETING_DAYS) // _WIDTH + 1):
            for two in combinations(sorted(one.parties), 2):
                yield Compared.QUIET, "matter", stretch, *two
    for run in one.quotations[: 2 * KEYS_OF_WORDS]:
        yield Compared.ALL, "said", run
    for run in one.words[:KEYS_OF_WORDS]:
        yield Compared.ALL, "printed", run


def _of_meeting(occasion: Occasion, families: Sequence[str]) -> Iterator[Key]:
    """Two parties or persons at a time; and where that is less, the town or a person as well."""
    parties = sorted(occasion.parties)[:_TWOS]
    signs = [*families, *([occasion.town] if occasion.town else [])]
    for stretch in _stretches(occasion):
        for two in (*combinations(parties, 2), *combinations(families, 2)):
            yield Compared.ALL, "met", stretch, *two
        for party in parties:
            for sign in signs:
                yield Compared.LONELY, "met", stretch, party, sign
    for two in combinations(parties, 2):
        for sign in signs:
            yield Compared.UNDATED, "met", *two, sign


def _stretches(occasion: Occasion) -> list[int]:
    if occasion.first is None or occasion.last is None:
        return []
    latest = occasion.last + SAME_MEETING_DAYS
    return list(range(occasion.first // _WIDTH, latest // _WIDTH + 1))[:_STRETCHES]


def _named(one: Signature) -> Iterator[Key]:
    """Names by which articles that tell of no meeting may refer to the main meeting of this one."""
    if one.occasions and one.occasions[0].dated:
        main = one.occasions[0]
        for name in (*(family(person.name) for person in one.persons), *(main.town or "").split()):
            for stretch in _stretches(main):
                yield Compared.QUIET, "named", stretch, name_hash(name)


def _naming(one: Signature) -> Iterator[Key]:
    """Names in an article that tells of no meeting."""
    if one.published is not None:
        for name in one.names:
            yield Compared.QUIET, "named", one.published // _WIDTH, name


def _numbers(keys: Iterable[Key]) -> set[int]:
    """Keys as signed numbers of 64 bits, which SQLite keeps in little room; the same in every process."""
    return {_number(key) & ~3 | key[0] for key in keys}


def _number(key: Key) -> int:
    return int.from_bytes(blake2b(repr(key[1:]).encode(), digest_size=8).digest(), "big", signed=True)
