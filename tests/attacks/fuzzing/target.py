"""A target of fuzzing: code that takes any bytes, what it promises of them, and how inputs are made for it."""

from __future__ import annotations

import atexit
import shutil
import signal
import tempfile
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from summarizer.errors import SummarizerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from random import Random

    from hypothesis.strategies import SearchStrategy

LONGEST_MESSAGE: Final = 2_000
"""Code points of an error: it names what is wrong and is no copy of it."""


class Broken(AssertionError):
    """A promise that an input breaks."""


class _TooSlow(BaseException):
    """The time of one input is over; no handler of `Exception` on the way may swallow it."""


@dataclass(frozen=True, slots=True)
class Target:
    """Code under attack."""

    name: str
    promise: str
    """What holds of every input, in a sentence."""
    check: Callable[[bytes], bool]
    """Takes an input and raises where the promise is broken; whether anything was read, and not all refused."""
    inputs: SearchStrategy[bytes]
    """Structured inputs, for hypothesis."""
    seeds: Callable[[], Sequence[bytes]]
    """Sound inputs, from which the others are bred."""
    refuses: tuple[type[SummarizerError], ...] = ()
    """The errors that may be the answer to an input."""
    seconds: float = 10.0
    """Processor time that an input may take."""
    breed: Callable[[bytes, Random], bytes | None] | None = None
    """Makes an input of another one that has a structure; null where that has none."""


def examine(target: Target, data: bytes) -> bool:
    """Give a target one input; whether anything was read. Raises whatever breaks its promise.

    An error that the target may answer with must be told in one short line.
    """
    try:
        with limited(target.seconds):
            return target.check(data)
    except target.refuses as error:
        check_message(error)
        return False
    except _TooSlow:
        raise Broken(f"it takes more than {target.seconds:.0f} s of processor time") from None


def check_message(error: SummarizerError) -> None:
    """Raise `Broken` where an error's message is no short line."""
    told = str(error)
    if len(told.splitlines()) != 1 or len(told) > LONGEST_MESSAGE or not told.strip():
        raise Broken(
            f"a message of {len(told)} characters and {len(told.splitlines())} lines: {told[:300]!r}"
        )


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Interrupt what takes more processor time than that; only in the main thread, which alone hears of signals."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def over(*_: object) -> None:
        raise _TooSlow

    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@cache
def workplace() -> Path:
    """A folder for the files that targets read, removed with the process."""
    folder = Path(tempfile.mkdtemp(prefix="summarizer-fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def expect(holds: object, broken: str) -> None:
    """Raise `Broken` where something does not hold. Not `assert`, whose rewriting by pytest would slow millions of calls."""
    if not holds:
        raise Broken(broken)
