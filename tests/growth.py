"""How the cost of something grows with its size: the exponent, 1 where it is linear and 2 where it is quadratic.

A test that holds a time to a bound fails on a busy machine and passes on a fast one. The exponent is a ratio of
two measures of the same process, and what else goes on can only spoil one try, so the least of several is meant:
linear work shows itself in one of them, quadratic work in none.
"""

from __future__ import annotations

import gc
import math
import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

LINEAR = 1.5  # n log n is below it, and so is a step of memory that a longer text takes
QUADRATIC = 2.5  # for what compares each with each
_TRIES = 5
_NOISE_S = 0.002  # what is faster than this counts as this


def spent(work: Callable[[T], object], given: T) -> float:
    """Seconds of processor time, without those of a collector that walks what other tests left."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        began = time.process_time()
        work(given)
        return time.process_time() - began
    finally:
        if collecting:
            gc.enable()


def growth(work: Callable[[T], object], make: Callable[[int], T], short: int, long: int) -> float:
    """The exponent by which the cost of `work(make(size))` grows from `short` to `long`; making is not counted."""
    least = math.inf
    for _ in range(_TRIES):
        few, many = (max(spent(work, make(size)), _NOISE_S) for size in (short, long))
        least = min(least, math.log(many / few) / math.log(long / short))
        if least < LINEAR:
            break
    return least


def repeated(piece: str) -> Callable[[int], str]:
    """What makes a text of so many characters out of one piece."""
    return lambda size: piece * (size // len(piece)) + "a"
