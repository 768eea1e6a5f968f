"""The driver that draws: hypothesis builds inputs for a target, the same ones every time."""

from __future__ import annotations

import time
import traceback
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import HypothesisWarning

import summarizer
from tests.attacks.fuzzing import seeds
from tests.attacks.fuzzing.target import Broken, examine

if TYPE_CHECKING:
    from tests.attacks.fuzzing.target import Target

ROUND: Final = 20
"""Inputs that are drawn from one seed; between rounds the time is looked at."""
_PACKAGE: Final = Path(summarizer.__file__).parent
_EXAMINING: Final = examine.__code__.co_filename


class Drawn(NamedTuple):
    """What became of the inputs of one target."""

    tried: int
    taken: int
    """Those of which something was read; the others were refused by a typed error."""
    found: tuple[Found, ...]


class Found(NamedTuple):
    """An input that breaks a promise."""

    data: bytes
    told: str
    """What went wrong, and where in the package."""


def draw(target: Target, *, rounds: int, seconds: float, first: int = 0) -> Drawn:
    """Draw so many rounds, from the seeds `first` on; no round is begun once the time (of the clock) is over."""
    until = time.monotonic() + seconds
    tried = taken = 0
    found: dict[str, Found] = {}
    for number in range(first, first + rounds):
        if time.monotonic() > until:
            break
        last = b""

        @seed(number)
        @settings(
            max_examples=ROUND, database=None, deadline=None, phases=[Phase.generate],
            report_multiple_bugs=False, suppress_health_check=list(HealthCheck), print_blob=False,
        )  # fmt: skip
        @given(target.inputs)
        def one(data: bytes) -> None:
            nonlocal tried, taken, last
            tried, last = tried + 1, data
            taken += examine(target, data)

        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", HypothesisWarning)  # inputs are long when they are printed
                one()
        except Exception as error:  # noqa: BLE001 - any exception is a find
            told = signature(error)
            found.setdefault(place_of(told), Found(last, told))
    return Drawn(tried, taken, tuple(found.values()))


def known(target: Target) -> Drawn:
    """Give a target its sound inputs, and those that broke it once."""
    inputs = [*target.seeds(), *(path.read_bytes() for path in seeds.crashes(target.name))]
    taken = 0
    found: list[Found] = []
    for data in inputs:
        try:
            taken += examine(target, data)
        except Exception as error:  # noqa: BLE001 - any exception is a find
            found.append(Found(data, signature(error)))
    return Drawn(len(inputs), taken, tuple(found))


def signature(error: BaseException) -> str:
    """Kind, place and words of an exception; the place is the innermost one in the package, else in its target."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename != _EXAMINING]
    ours = [f for f in frames if Path(f.filename).is_relative_to(_PACKAGE)] or frames
    at = ours[-1]
    place = f"{'/'.join(Path(at.filename).parts[-2:])}:{at.lineno} ({at.name})"
    return f"{type(error).__name__} in {place}: {' '.join(str(error).split())[:300]}"


def shrunk(target: Target, data: bytes, *, seconds: float = 30.0) -> bytes:
    """The input without what it does not need to break its promise at the same place; as far as time allows."""
    until = time.monotonic() + seconds
    broken = _place(target, data)
    size = max(1, len(data) // 2)
    while size and time.monotonic() < until:
        at, smaller = 0, False
        while at < len(data) and time.monotonic() < until:
            without = data[:at] + data[at + size :]
            if _place(target, without) == broken:
                data, smaller = without, True
            else:
                at += size
        size = size if smaller and size == 1 else size // 2
    return data


def _place(target: Target, data: bytes) -> str | None:
    try:
        examine(target, data)
    except Exception as error:  # noqa: BLE001 - any exception is a find
        return place_of(signature(error))
    return None


def place_of(told: str) -> str:
    """The part of a signature that two inputs share which break one promise at one place."""
    kind, _, words = told.partition("): ")
    return kind if not kind.startswith(Broken.__name__) else f"{kind}: {words[:20]}"
