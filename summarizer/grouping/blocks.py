"""Candidates: pairs of articles that share something a block is made of, so that not all are compared with all.

    parties × days · a party × days × town · a party × days × person · quotations · words ─▶ pairs

A block is a key with the articles that have it. Its members are sorted by day and place, and each is compared with those
that follow it closely, so the cost grows with the articles and not with their square, however large a block is. Blocks are
sorted by SQLite in a file of its own that it removes, so memory does not grow with them either.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
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

    Key = tuple[str | int | None, ...]
    """What kind of block, and what its members share."""

NEIGHBOURS: Final = 40
"""Members of a block that each is compared with."""
KEYS_OF_WORDS: Final = 8
"""Runs of words, and twice as many of quotations, by which an article is looked up."""
_PARTIES: Final = 5
"""Parties of a meeting that make blocks by twos, and by one with town or person."""
_STRETCHES: Final = 8
"""Stretches of time at most that a meeting stands in."""
_WIDTH: Final = SAME_MEETING_DAYS + 1
"""Days of a stretch; a meeting stands in all from its first day to the last on which another may be the same."""


def pairs(signatures: Sequence[Signature]) -> Iterator[tuple[int, int]]:
    """Pairs of indices, the lesser first, that are worth comparing; some more than once."""
    with closing(sqlite3.connect("")) as database:  # one without a name lies in a file as far as it must
        database.execute("CREATE TABLE blocks (key INTEGER, day INTEGER, town TEXT, article INTEGER)")
        database.executemany("INSERT INTO blocks VALUES (?, ?, ?, ?)", _rows(signatures))
        rows = database.execute("SELECT key, article FROM blocks ORDER BY key, day, town, article")
        for _, block in groupby(rows, key=itemgetter(0)):
            near: list[int] = []
            for _, index in block:
                for other in near:
                    yield (other, index) if other < index else (index, other)
                near = [*near[1 - NEIGHBOURS :], index]


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
        families = {family(person.name).casefold() for person in one.persons} if number == 0 else set()
        yield from _of_meeting(occasion, families)
    for run in one.quotations[: 2 * KEYS_OF_WORDS]:
        yield "said", run
    for run in one.words[:KEYS_OF_WORDS]:
        yield "printed", run


def _of_meeting(occasion: Occasion, families: Iterable[str]) -> Iterator[Key]:
    parties = sorted(occasion.parties)[:_PARTIES]
    twos = list(combinations(parties, 2))
    stretches = _stretches(occasion)
    for stretch in stretches:
        for two in twos:
            yield "met", stretch, *two
    # One party is little, and so are two at an unknown time: the town or a delegate has to agree as well.
    loose = [(stretch, party) for stretch in stretches for party in parties]
    for known in [*loose, *((None, *two) for two in twos)]:
        if occasion.town:
            yield "there", occasion.town, *known
        for one in families:
            yield "with", one, *known


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
                yield "named", stretch, name_hash(name)


def _naming(one: Signature) -> Iterator[Key]:
    """Names in an article that tells of no meeting."""
    if one.published is not None:
        for name in one.names:
            yield "named", one.published // _WIDTH, name


def _numbers(keys: Iterable[Key]) -> set[int]:
    """Keys as signed numbers of 64 bits, which SQLite keeps in little room; the same in every process."""
    return {
        int.from_bytes(blake2b(repr(key).encode(), digest_size=8).digest(), "big", signed=True)
        for key in keys
    }
