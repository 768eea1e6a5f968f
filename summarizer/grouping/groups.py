"""Groups: articles joined pair by pair, the surest first, unless dates or places of their meetings exclude it.

An article that tells of several meetings is in one group only, and from then on stands for that meeting alone: else a
digest of the week would chain its meetings together. What is joined is held against every meeting of the group, so that
a report without a date does not join the talks of May to those of June.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from summarizer.grouping.blocks import pairs
from summarizer.grouping.weighing import apart, apart_in_a_round, matches

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.grouping.signature import Occasion, Signature


class _Edge(NamedTuple):
    """A pair of articles and what joins them; edges sort with the surest first, ties by the keys of the articles."""

    cost: int
    """Points, negative."""
    a: int
    b: int
    of_a: int
    """Which meeting of the first article; -1 for none."""
    of_b: int


def grouped(signatures: Iterable[Signature]) -> list[list[str]]:
    """Keys sorted into groups, the largest first, each group and ties by key; the order given changes nothing.

    Raises ValueError where two signatures have one key.
    """
    ordered = sorted(signatures, key=lambda one: one.key)
    if len({one.key for one in ordered}) < len(ordered):
        raise ValueError("every article needs a key of its own")
    groups = _Groups(ordered)
    for edge in _edges(ordered):
        groups.join(edge)
    found = [[ordered[index].key for index in members] for members in groups.members()]
    return sorted(found, key=lambda keys: (-len(keys), keys[0]))


def _edges(ordered: list[Signature]) -> list[_Edge]:
    edges: list[_Edge] = []
    for a, b in pairs(ordered):
        for match in matches(ordered[a], ordered[b]):
            of_a, of_b = (-1 if n is None else n for n in (match.a, match.b))
            edges.append(_Edge(-match.points, a, b, of_a, of_b))
    return sorted(edges)


class _Groups:
    """Articles in groups that grow together; every article knows its group by number."""

    def __init__(self, ordered: list[Signature]) -> None:
        self._signatures = ordered
        self._group = list(range(len(ordered)))
        self._members: dict[int, list[int]] = {n: [n] for n in self._group}
        self._meetings: dict[int, set[Occasion]] = {}
        """The meetings that the articles of a group stand for: few, however many articles."""
        self._standing: dict[int, int] = {}
        """Which of its meetings an article stands for, as soon as it is joined by one."""

    def join(self, edge: _Edge) -> None:
        """Put the groups of two articles together, if nothing speaks against it."""
        if any(
            self._standing.get(i, n) != n for i, n in ((edge.a, edge.of_a), (edge.b, edge.of_b)) if n >= 0
        ):
            return
        one, other = self._group[edge.a], self._group[edge.b]
        if one == other:
            return
        if self._named_only(edge.a, edge.of_a, edge.of_b) or self._named_only(edge.b, edge.of_b, edge.of_a):
            return
        first, second = self._told(one, edge.a, edge.of_a), self._told(other, edge.b, edge.of_b)
        if not _may_be_one(first, second):
            return
        for index, number in ((edge.a, edge.of_a), (edge.b, edge.of_b)):
            if number >= 0:
                self._standing[index] = number
        into, gone = sorted((one, other), key=lambda n: (-len(self._members[n]), n))
        for index in self._members[gone]:
            self._group[index] = into
        self._members[into] += self._members.pop(gone)
        self._meetings.pop(gone, None)
        self._meetings[into] = first | second

    def _named_only(self, index: int, number: int, other: int) -> bool:
        """Whether an article without a meeting of its own has been joined to one, and is no bridge to another."""
        return number < 0 <= other and bool(self._meetings.get(self._group[index]))

    def _told(self, group: int, index: int, number: int) -> set[Occasion]:
        """The meetings of a group, with the one that is about to be looked at."""
        return self._meetings.get(group, set()) | (
            {self._signatures[index].occasions[number]} if number >= 0 else set()
        )

    def members(self) -> list[list[int]]:
        """The groups as indices, ascending."""
        return [sorted(members) for members in self._members.values()]


def _may_be_one(first: set[Occasion], second: set[Occasion]) -> bool:
    """Whether two groups may tell of one meeting: no report excludes another, and dated ones lead from one to the other."""
    if any(apart_in_a_round(a, b) for a in first for b in second):
        return False
    dated = [(a, b) for a in first if a.dated for b in second if b.dated]
    return not dated or any(not apart(a, b) for a, b in dated)
