"""Pairing labelled with found items, one to one, so that the most required labels are found.

An assignment problem (Kuhn 1955; scipy's `linear_sum_assignment`). What may pair at all is decided before:
evidence that overlaps, and a holder or a name that is the same. Nothing pairs by likeness of words alone, so an
invented item and a missed one are never taken for each other.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from summarizer.evaluation import extra
from summarizer.resolve.actors import same_party, same_person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from summarizer.evaluation.labels import Item, Span

MIN_IOU: Final = 0.5
"""Intersection over union of two quotations that count as the same words."""

MIN_SHARED: Final = 0.25
"""Share of the words of whichever cites more that two items have in common."""

_REQUIRED: Final = 1000.0
_OPTIONAL: Final = 1.0


def iou(a: Span, b: Span) -> float:
    """Intersection over union of two spans in code points: 1 for the same words, 0 for others.

    >>> from summarizer.evaluation.labels import Span
    >>> iou(Span("A", 0, 10), Span("A", 5, 10))
    0.5
    """
    if a.doc != b.doc:
        return 0.0
    shared = min(a.end, b.end) - max(a.start, b.start)
    if shared <= 0:
        return 0.0
    return shared / (max(a.end, b.end) - min(a.start, b.start))


def overlap(some: Iterable[Span], others: Sequence[Span]) -> float:
    """Of all pairs of quotations, the best intersection over union: one proof in common is enough."""
    return max((iou(a, b) for a in some for b in others), default=0.0)


def in_common(some: Sequence[Span], others: Sequence[Span]) -> tuple[int, int]:
    """Characters that two pieces of evidence have in common, and those of the longer one; repeats count once."""
    a, b = _covered(some), _covered(others)
    return len(a & b), max(len(a), len(b))


def _covered(spans: Iterable[Span]) -> set[tuple[str, int]]:
    return {(span.doc, at) for span in spans for at in range(span.start, span.end)}


def assign(
    labelled: Sequence[Item], found: Sequence[Item], worth: Callable[[int, int], float]
) -> list[tuple[int, int]]:
    """Pairs of indices; `worth` is 0 where two items may not pair, else up to 1, the better the higher.

    As many required labels as possible find a partner, then as many optional ones, then the worth counts.
    """
    extra.check()
    # imported here: scipy comes with the eval extra and takes 0.2 s to load
    from scipy.optimize import linear_sum_assignment

    if not labelled or not found:
        return []
    weights = [[0.0] * len(found) for _ in labelled]
    several = False
    for i, label in enumerate(labelled):
        for j in range(len(found)):
            value = worth(i, j)
            if value > 0:
                weights[i][j] = value + (_OPTIONAL if label.optional else _REQUIRED)
                several = True
    if not several:
        return []
    rows, columns = linear_sum_assignment(weights, maximize=True)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if weights[i][j] > 0]


@lru_cache(maxsize=50_000)
def one_party(a: str, b: str) -> bool:
    """Whether two wordings stand for one party, remembered: scoring asks for the same few again and again."""
    a, b = normalize("NFC", a), normalize("NFC", b)
    return a.casefold() == b.casefold() or same_party(a, b)


@lru_cache(maxsize=50_000)
def one_person(a: str, b: str) -> bool:
    """Whether two names may be one person's, remembered."""
    return a == b or same_person(a, b)


def any_same(some: Iterable[str], others: Sequence[str], same: Callable[[str, str], bool]) -> bool:
    """Whether some pair of names is the same."""
    return any(same(a, b) for a in some for b in others)


def characters(items: Iterable[Item]) -> dict[str, set[int]]:
    """The offsets that the evidence of items covers, by document."""
    covered: dict[str, set[int]] = defaultdict(set)
    for item in items:
        for span in item.spans:
            covered[span.doc].update(range(span.start, span.end))
    return covered
