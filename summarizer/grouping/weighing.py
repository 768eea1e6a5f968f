"""Whether two articles tell of one meeting: points for what they share, less what speaks against it.

Dates and places that exclude each other part two articles whatever else they share; beyond that nothing decides alone.

    two parties 3 · where fewer were read, two that both name most 2 · one that stands alone 1
    same day 2 · not dated, and printed within a day of each other 1 · same town 2, same country 1
    a person who took part, or another name 1, two 2 · a long quotation 2, several 3 · a copy 6
    less: other parties 3 · two or three days apart 2 · another place 1 · other delegates of a side 1 · no date at all 1
    ─▶ one meeting from 4 points on

So two parties on one day are enough (5); two parties at a time that is not told are not, unless the town, a delegate or
a quotation agrees; and one party, which has many meetings, needs both day and town (5). Names in the texts, beside what
was read, keep articles together in which a reader has overlooked something.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from summarizer.fusion.occasion import SAME_MEETING_DAYS
from summarizer.grouping.prints import copies, name_hash, shared
from summarizer.resolve.persons import same_person, split_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.grouping.signature import Occasion, Person, Signature

ENOUGH: Final = 4
"""Points from which on two articles tell of one meeting."""
ROUND_DAYS: Final = 7
"""Days within which sessions at one place, each told by another article, make one round of talks."""
QUOTED_AT_LENGTH: Final = 8
"""Shared runs of quoted words from which on it is more than one sentence."""


class Match(NamedTuple):
    """Two articles as reports of one meeting."""

    points: int
    a: int | None
    """Which of the first article's meetings it is; None where it tells of none."""
    b: int | None


def matches(a: Signature, b: Signature) -> Iterator[Match]:
    """The ways in which two articles tell of one meeting, which is the main one of one of them at least."""
    alike = _text_points(a, b)
    if not a.occasions or not b.occasions:
        points = alike and alike + _published_points(a, b)
        if a.occasions or b.occasions:
            points = max(points, _matter_points(a, b) if b.occasions else _matter_points(b, a))
        if points >= ENOUGH:
            yield Match(points, 0 if a.occasions else None, 0 if b.occasions else None)
        return
    close = a.published is not None and b.published is not None and abs(a.published - b.published) <= 1
    for i, one in enumerate(a.occasions):
        for j, other in enumerate(b.occasions if i == 0 else b.occasions[:1]):
            if apart(one, other):
                continue
            points = _parties_points(one.parties, other.parties) + _time_and_place_points(
                one, other, close=close
            )
            if i == j == 0:  # participants and quotations are those of the main meeting
                points = _main_points(a, b) + _time_and_place_points(one, other, close=close) + alike
            if points >= ENOUGH:
                yield Match(points, i, j)


def apart(a: Occasion, b: Occasion, *, days: int = SAME_MEETING_DAYS) -> bool:
    """Whether dates or places say that two meetings are not one."""
    gap = _gap(a, b)
    if gap is not None and gap > days:
        return True
    same_day = gap == 0 and a.dated and b.dated
    if same_day:  # two outlets may place one meeting differently: Cúcuta, or the bridge that leads there
        return False
    if a.country and b.country and a.country != b.country:
        return True
    return bool(a.town and b.town and a.town != b.town and a.dated and b.dated)


def apart_in_a_round(a: Occasion, b: Occasion) -> bool:
    """The same for two that others join: sessions at one place may be further apart."""
    return apart(a, b, days=ROUND_DAYS if a.town and a.town == b.town else SAME_MEETING_DAYS)


def _gap(a: Occasion, b: Occasion) -> int | None:
    """Days between two meetings, 0 where they may have been on one day; None where nothing tells."""
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return None
    return max(0, a.first - b.last, b.first - a.last)


def _parties_points(a: frozenset[str], b: frozenset[str], more: frozenset[str] = frozenset()) -> int:
    """Points for parties that both have; `more` are common by their delegates. None for one whose parties are not told."""
    fewer = min(len(a), len(b))
    if not fewer:
        return 0
    common = len((a & b) | more)
    # With one party of several in common, it met another: Syria and Russia, Syria and Türkiye, at one summit.
    return 3 if common > 1 else 1 if common and fewer == 1 else -3


def _main_points(a: Signature, b: Signature) -> int:
    """Points for parties and persons of the main meetings."""
    one, other = a.occasions[0].parties, b.occasions[0].parties
    same, sides, others = _delegates(a.persons, b.persons)
    points = min(2, max(same, _shared_names(a, b))) - min(2, others)
    parties = _parties_points(one, other, sides)
    if min(len(one), len(other)) < 2 and len((one | a.parties) & (other | b.parties)) > 1:
        parties = max(parties, 2)  # less was read of who met, but both articles name the same two most
    return points + parties


def _time_and_place_points(a: Occasion, b: Occasion, *, close: bool) -> int:
    """Points for time and place; `close`: the articles appeared within a day of each other."""
    place = 0
    if a.town and b.town:
        place = 2 if a.town == b.town else -1
    elif a.country and b.country:
        place = 1 if a.country == b.country else -1
    gap = _gap(a, b)
    if gap is None:  # parties often meet where they met before
        return min(place, 1) - 1
    if a.dated and b.dated:
        return place + {0: 2, 1: 0}.get(gap, -2)
    return place + close


@lru_cache(maxsize=4096)
def _delegates(a: tuple[Person, ...], b: tuple[Person, ...]) -> tuple[int, frozenset[str], int]:
    """Persons that both name, the parties of these, and how many parties have persons in both and none is the same."""
    both = [one for one in a if any(same_person(one.name, other.name) for other in b)]
    sides = frozenset(one.side for one in both if one.side)
    of_both = {one.side for one in a if one.side} & {one.side for one in b}
    return len(both), sides, len(of_both - sides)


def _text_points(a: Signature, b: Signature) -> int:
    if copies(a.words, b.words):
        return 6
    common = shared(a.quotations, b.quotations)
    return 3 if common >= QUOTED_AT_LENGTH else 2 if common else 0


def _published_points(a: Signature, b: Signature) -> int:
    """Where no meeting is told: words are news for some days, then background."""
    if a.published is None or b.published is None:
        return 0
    gap = abs(a.published - b.published)
    return 1 if gap <= 1 else 0 if gap <= SAME_MEETING_DAYS else -6


def _matter_points(quiet: Signature, telling: Signature) -> int:
    """Points where an article without a meeting names the parties of one that was just before it, and other names too."""
    meeting = telling.occasions[0]
    if (
        not quiet.of_talks
        or quiet.published is None
        or len(quiet.parties & (telling.parties | meeting.parties)) < 2
    ):
        return 0
    if meeting.dated and meeting.first is not None and meeting.last is not None:
        if not meeting.first <= quiet.published <= meeting.last + SAME_MEETING_DAYS:
            return 0
    elif telling.published is None or abs(quiet.published - telling.published) > SAME_MEETING_DAYS:
        return 0
    near = telling.published is not None and abs(quiet.published - telling.published) <= 1
    there = meeting.town is not None and _names(quiet, meeting.town)
    return 2 + near + max(2 * there, _shared_names(quiet, telling))


def _names(quiet: Signature, words: str) -> bool:
    """Whether the words of a name stand in an article; those of a party, as `Oslo` may be, are never counted as such."""
    hashes = [name_hash(word) for word in words.split() if len(word) > 2]
    return bool(hashes) and all(one in quiet.names for one in hashes)


def _shared_names(a: Signature, b: Signature) -> int:
    """Two words make a name: one in common may be a town that both have in the news."""
    return min(2, shared(a.names, b.names) // 2)


def family(name: str) -> str:
    """The last word of a person's name."""
    return split_title(name)[1].rpartition(" ")[2]
