"""Which items of two briefs are the same, whatever their order, their ids and their words."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from summarizer.changes.assignment import assign
from summarizer.resolve.actors import same_party, same_person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence, Set

    from summarizer.models.brief import Brief
    from summarizer.models.evidence import Evidence

    class Proven(Protocol):
        """Anything with evidence."""

        @property
        def evidence(self) -> tuple[Evidence, ...]: ...


T = TypeVar("T", bound="Proven")
U = TypeVar("U", bound="Proven")

_FINE = 1_000_000
_SAME = 10
"""Worth of a pair that is equal to the letter: more than any that is only alike."""
MIN_IOU = 0.5
"""Intersection over union from which two stretches of a text are the same quotation, as in scoring."""


@dataclass(frozen=True, slots=True)
class Cite:
    """A stretch of a text, whatever its brief calls the document."""

    sha256: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Told(Generic[T]):
    """An item of a brief, with the places it cites."""

    item: T
    cites: frozenset[Cite]
    key: str
    """Equal for items that say the same on the same words, in whatever order and under whatever ids."""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What proves the item."""
        return self.item.evidence


@dataclass(frozen=True, slots=True)
class Paired(Generic[T, U]):
    """Two lists, matched one to one."""

    both: tuple[tuple[Told[T], Told[U]], ...]
    dropped: tuple[Told[T], ...]
    """What stands in the first alone."""
    new: tuple[Told[U], ...]
    """What stands in the second alone."""


def cites(brief: Brief, evidence: Iterable[Evidence]) -> frozenset[Cite]:
    """The places that evidence names."""
    texts = {document.id: document.sha256 for document in brief.documents}
    return frozenset(Cite(texts.get(e.doc, e.doc), e.start, e.end) for e in evidence)


def told(brief: Brief, items: Iterable[T], says: Callable[[T], tuple[object, ...]]) -> list[Told[T]]:
    """Items with their places; `says` is what one says, all in all."""
    found = []
    for item in items:
        places = cites(brief, item.evidence)
        key = repr((says(item), sorted((c.sha256, c.start, c.end) for c in places)))
        found.append(Told(item, places, key))
    return found


def pair(
    old: Sequence[Told[T]], new: Sequence[Told[U]], likeness: Callable[[Told[T], Told[U]], float]
) -> Paired[T, U]:
    """The pairs that are most alike together; `likeness` is 0 where two items are not the same, else up to 2.

    Between pairings that are equally good the items' own words decide, so that neither the order of the lists nor which
    brief is called the old one changes anything.
    """
    worth: dict[tuple[int, int], int] = {}
    for i, a in enumerate(old):
        for j, b in enumerate(new):
            value = _SAME if a.key == b.key else likeness(a, b)
            if value > 0:
                worth[i, j] = round(value * _FINE) * _FINE + _lot(a.key, b.key)
    pairs = assign(worth)
    olds, news = {i for i, _ in pairs}, {j for _, j in pairs}
    return Paired(
        both=tuple((old[i], new[j]) for i, j in pairs),
        dropped=tuple(item for i, item in enumerate(old) if i not in olds),
        new=tuple(item for j, item in enumerate(new) if j not in news),
    )


def _lot(a: str, b: str) -> int:
    """A number below a millionth of any likeness, from the words of a pair, the same both ways round."""
    words = "\n".join(sorted((a, b)))
    return int.from_bytes(hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()[:8]) % (
        _FINE // 1000
    )


def share_words(a: Told[T], b: Told[U]) -> bool:
    """Whether both briefs cite the same words of the same text for it."""
    return any(_iou(one, other) >= MIN_IOU for one in a.cites for other in b.cites)


def _iou(a: Cite, b: Cite) -> float:
    if a.sha256 != b.sha256:
        return 0.0
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared / (max(a.end, b.end) - min(a.start, b.start)) if shared > 0 else 0.0


def nearness(a: Set[str], b: Set[str]) -> float:
    """How near two sets of terms are, 0 to 1: 1 only where they are the same, so that of two wordings which both hold
    all of a third the nearer one is its partner.
    """
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


@lru_cache(maxsize=20_000)
def one_party(a: str, b: str) -> bool:
    """Whether two names are one party's."""
    return a.casefold() == b.casefold() or same_party(a, b)


@lru_cache(maxsize=20_000)
def one_person(a: str, b: str) -> bool:
    """Whether two names may be one person's."""
    return a == b or same_person(a, b)
