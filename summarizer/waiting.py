"""Waiting for what other threads do, such that an interrupt ends the wait.

A signal that arrives just as a wait begins is noted by Python and not seen by the wait, which then lasts until the
work is done: with a silent server, for ever. So every wait is begun anew after a moment.
"""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")

TURN_S: Final = 0.5
"""Seconds after which a wait is begun anew."""


def result_of(future: Future[T]) -> T:
    """The result of a future, as soon as there is one. Raises what the work raised, and `KeyboardInterrupt`."""
    while not future.done():
        wait((future,), TURN_S)
    return future.result()


def as_ended(futures: Iterable[Future[T]]) -> Iterator[Future[T]]:
    """Futures, each when it is done."""
    left = set(futures)
    while left:
        done, left = wait(left, TURN_S, FIRST_COMPLETED)
        yield from done
