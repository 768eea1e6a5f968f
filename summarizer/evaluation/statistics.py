"""How sure a score is: intervals by bootstrap over cases, a paired permutation test, Holm's correction.

Cases are drawn, never items: the items of one article share its style and its traps (Efron & Tibshirani 1993;
Koehn 2004 for paired tests of text systems). All draws are seeded, so a report is the same on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from summarizer.evaluation.counts import Counts

DRAWS: Final = 2000
LEVEL: Final = 0.95
POWER: Final = 2.8
"""Standard errors between nothing and an effect that a two-sided test at 5 % finds in 80 of 100 sets: 1.96 + 0.84."""
_SEED: Final = 20_310_311


@dataclass(frozen=True, slots=True)
class Interval:
    """A value and the bounds within which it would fall in 95 of 100 such sets of cases."""

    value: float
    low: float
    high: float
    error: float
    """Standard error."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A difference of F1 between two systems on the same cases."""

    name: str
    before: float
    after: float
    low: float
    high: float
    """Bounds of the difference."""
    p: float
    """How often so large a difference comes about by chance, two-sided."""
    adjusted: float
    """The same after Holm's correction over all fields compared."""

    @property
    def difference(self) -> float:
        """After less before."""
        return self.after - self.before


def interval(cases: Sequence[Counts], name: str) -> Interval | None:
    """Micro F1 of a field, or the share right of a fact, with its interval; null where it is not defined."""
    table = _table(cases, name)
    whole = _figure(table.sum(axis=0)[None, :])
    if whole is None or not len(table):
        return None
    values = _figure(_draws(len(table)) @ table)
    assert values is not None  # noqa: S101 - defined for the whole, so for draws of it
    low, high = _quantiles(values)
    return Interval(float(whole[0]), low, high, float(values.std()))


def detectable(cases: Sequence[Counts], name: str) -> float | None:
    """The smallest difference of F1 to another system's that the set finds in four of five tries.

    Taken as if both systems' errors had nothing in common; a paired comparison of like systems finds less.
    """
    found = interval(cases, name)
    return None if found is None else POWER * found.error * 2**0.5


def compare(
    before: Mapping[str, Counts], after: Mapping[str, Counts], names: Sequence[str]
) -> tuple[Comparison, ...]:
    """Differences on the cases that both have; a permutation test in which each case swaps its two systems."""
    import numpy as np

    shared = sorted(before.keys() & after.keys())
    if not shared:
        return ()
    signs = np.random.default_rng(_SEED).random((DRAWS, len(shared))) < 0.5
    drawn = _draws(len(shared))
    raw: list[tuple[str, float, float, float, float, float]] = []
    for name in names:
        one, two = _table([before[c] for c in shared], name), _table([after[c] for c in shared], name)
        first, second = _figure(one.sum(axis=0)[None, :]), _figure(two.sum(axis=0)[None, :])
        if first is None or second is None:
            continue
        seen = float(second[0] - first[0])
        change = two - one
        swapped = signs @ change  # what a draw moves from the second system to the first
        low_side, high_side = _figure(one.sum(axis=0) + swapped), _figure(two.sum(axis=0) - swapped)
        chance = _defined(high_side) - _defined(low_side)
        p = (1 + int((np.abs(chance) >= abs(seen) - 1e-12).sum())) / (DRAWS + 1)
        low, high = _quantiles(_defined(_figure(drawn @ two)) - _defined(_figure(drawn @ one)))
        raw.append((name, float(first[0]), float(second[0]), low, high, p))
    adjusted = holm([r[-1] for r in raw])
    return tuple(Comparison(*r, adjusted=a) for r, a in zip(raw, adjusted, strict=True))


def holm(p: Sequence[float]) -> list[float]:
    """P values after Holm's step-down correction (Holm 1979).

    >>> [round(x, 3) for x in holm([0.01, 0.04, 0.03])]
    [0.03, 0.06, 0.06]
    """
    order = sorted(range(len(p)), key=p.__getitem__)
    adjusted = [0.0] * len(p)
    highest = 0.0
    for rank, index in enumerate(order):
        highest = max(highest, min(1.0, (len(p) - rank) * p[index]))
        adjusted[index] = highest
    return adjusted


def _table(cases: Sequence[Counts], name: str) -> NDArray[np.int64]:
    """Cases in rows: twice the true positives and what they are divided by, or right and asked."""
    import numpy as np

    rows = []
    for case in cases:
        if name in case.fields:
            tally = case.fields[name]
            rows.append((2 * tally.tp, 2 * tally.tp + tally.fp + tally.fn))
        elif name in case.facts:
            rows.append((case.facts[name].right, case.facts[name].asked))
        else:
            rows.append((0, 0))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)


def _figure(sums: NDArray[np.int64]) -> NDArray[np.float64] | None:
    """Quotients of rows of sums; a row without anything asked is right. Null where nothing is asked in any."""
    import numpy as np

    if not sums[:, 1].any():
        return None
    return np.where(sums[:, 1] > 0, sums[:, 0] / np.maximum(sums[:, 1], 1), 1.0)


def _defined(values: NDArray[np.float64] | None) -> NDArray[np.float64]:
    import numpy as np

    return np.ones(DRAWS) if values is None else values


def _draws(cases: int) -> NDArray[np.int64]:
    """How often each case stands in each of the drawn sets."""
    import numpy as np

    generator = np.random.default_rng(_SEED)
    return generator.multinomial(cases, np.full(cases, 1 / cases), size=DRAWS)


def _quantiles(values: NDArray[np.float64]) -> tuple[float, float]:
    import numpy as np

    low, high = np.quantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)
