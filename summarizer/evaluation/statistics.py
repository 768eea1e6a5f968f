"""How sure a score is: intervals by bootstrap over cases, a paired permutation test, Holm's correction.

Cases are drawn, never items: the items of one article share its style and its traps (Efron & Tibshirani 1993;
Koehn 2004 for paired tests of text systems). All draws are seeded, so a report is the same on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from summarizer.evaluation import extra

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
    cases: int
    """Cases in which there was anything to find or to be wrong about."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A difference of F1 between two systems on the same cases."""

    name: str
    cases: int
    """Cases that both systems have."""
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
    extra.check()
    import numpy as np

    table = _table(cases, name)
    whole = _figure(table.sum(axis=0)[None, :])
    if whole is None or not len(table):
        return None
    values = _figure(_draws(len(table)) @ table)
    assert values is not None  # noqa: S101 - defined for the whole, so for draws of it
    values = values[~np.isnan(values)]  # draws without anything asked tell nothing
    low, high = _quantiles(values)
    return Interval(float(whole[0]), low, high, float(values.std()), int((table[:, 1] > 0).sum()))


def detectable(cases: Sequence[Counts], name: str) -> float | None:
    """The smallest difference of F1 to another system's that the set finds in four of five tries.

    For one comparison at 5 %, before any correction, and as if both systems' errors had nothing in common; a paired
    comparison of like systems finds less. Null where the cases tell no error, or none that could be found.
    """
    found = interval(cases, name)
    if found is None or not found.error:
        return None
    least = POWER * found.error * 2**0.5
    return least if least < 1 else None


def compare(
    before: Mapping[str, Counts], after: Mapping[str, Counts], names: Sequence[str]
) -> tuple[Comparison, ...]:
    """Differences on the cases that both have; a permutation test in which each case swaps its two systems."""
    extra.check()
    import numpy as np

    shared = sorted(before.keys() & after.keys())
    if not shared:
        return ()
    signs = np.random.default_rng(_SEED).random((DRAWS, len(shared))) < 0.5
    drawn = _draws(len(shared))
    raw: list[tuple[str, int, float, float, float, float, float]] = []
    for name in names:
        one, two = _table([before[c] for c in shared], name), _table([after[c] for c in shared], name)
        first, second = _figure(one.sum(axis=0)[None, :]), _figure(two.sum(axis=0)[None, :])
        if first is None and second is None:
            continue
        # where one found nothing and there was nothing to find, it made no mistake: a false alarm is a drop
        first, second = _defined(first), _defined(second)
        seen = float(second[0] - first[0])
        change = two - one
        swapped = signs @ change  # what a draw moves from the second system to the first
        low_side, high_side = _figure(one.sum(axis=0) + swapped), _figure(two.sum(axis=0) - swapped)
        chance = _defined(high_side) - _defined(low_side)
        p = (1 + int((np.abs(chance) >= abs(seen) - 1e-12).sum())) / (DRAWS + 1)
        low, high = _quantiles(_defined(_figure(drawn @ two)) - _defined(_figure(drawn @ one)))
        raw.append((name, len(shared), float(first[0]), float(second[0]), low, high, p))
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


def _table(cases: Sequence[Counts], name: str) -> NDArray[np.float64]:
    """Cases in rows: twice the true positives and what they are divided by, or right and asked, a reading."""
    import numpy as np

    rows = []
    for case in cases:
        if name in case.fields:
            tally = case.fields[name]
            rows.append((2 * tally.tp / case.readings, (2 * tally.tp + tally.fp + tally.fn) / case.readings))
        elif name in case.facts:
            rows.append((case.facts[name].right / case.readings, case.facts[name].asked / case.readings))
        else:
            rows.append((0.0, 0.0))
    return np.array(rows, dtype=np.float64).reshape(-1, 2)


def _figure(sums: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """Quotients of rows of sums; not a number where nothing is asked. Null where nothing is asked in any."""
    import numpy as np

    if not sums[:, 1].any():
        return None
    with np.errstate(invalid="ignore", divide="ignore"):
        return sums[:, 0] / sums[:, 1]


def _defined(values: NDArray[np.float64] | None) -> NDArray[np.float64]:
    import numpy as np

    return np.ones(1) if values is None else np.where(np.isnan(values), 1.0, values)


def _draws(cases: int) -> NDArray[np.int64]:
    """How often each case stands in each of the drawn sets."""
    import numpy as np

    generator = np.random.default_rng(_SEED)
    return generator.multinomial(cases, np.full(cases, 1 / cases), size=DRAWS)


def _quantiles(values: NDArray[np.float64]) -> tuple[float, float]:
    import numpy as np

    low, high = np.quantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)
