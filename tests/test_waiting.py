"""Waiting for other threads: results come out, and no interrupt is lost, whenever it arrives."""

from __future__ import annotations

import _thread
import signal
import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING

import pytest

from summarizer.waiting import as_ended, result_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

GIVEN_UP_S = 20.0


@pytest.mark.parametrize("wait", [result_of, lambda future: list(as_ended([future]))])
def test_an_interrupt_that_did_not_wake_the_wait_ends_it_all_the_same(
    wait: Callable[[Future[None]], object],
) -> None:
    """`interrupt_main` notes the interrupt as a signal does that arrives just before the wait: it wakes nobody."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell in the background ignores it
    future: Future[None] = Future()
    threads = [
        threading.Timer(0.1, _thread.interrupt_main),
        threading.Timer(GIVEN_UP_S, future.set_result, (None,)),
    ]
    for thread in threads:
        thread.daemon = True
        thread.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            wait(future)
        assert not future.done()
    finally:
        for thread in threads:
            thread.cancel()
        signal.signal(signal.SIGINT, before)


def test_a_result_or_what_was_raised_comes_out() -> None:
    good: Future[int] = Future()
    bad: Future[int] = Future()
    threading.Timer(0.05, good.set_result, (3,)).start()
    threading.Timer(0.05, bad.set_exception, (TimeoutError("of the work"),)).start()
    assert result_of(good) == 3
    with pytest.raises(TimeoutError, match="of the work"):
        result_of(bad)


def test_futures_come_once_each_as_they_end() -> None:
    futures: list[Future[int]] = [Future() for _ in range(3)]
    for number, delay in enumerate((0.2, 0.01, 0.1)):
        threading.Timer(delay, futures[number].set_result, (number,)).start()
    ended: Iterable[Future[int]] = as_ended(futures)
    assert sorted(future.result() for future in ended) == [0, 1, 2]
