"""A slice of the fuzzing: every target gets its sound inputs, what broke it once, and some hundred drawn ones."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Final

from tests.attacks.fuzzing.drawn import draw, known
from tests.attacks.fuzzing.targets import TARGETS
from tests.attacks.parts import Part

if TYPE_CHECKING:
    from tests.attacks.fuzzing.target import Target

ROUNDS: Final = 8
"""Rounds of a target, each of its own fixed seed."""
SLOW: Final = {"rules": 1, "renderers": 1, "labels": 3, "show": 3}
"""Rounds of those that take a tenth of a second an input and more."""
SECONDS: Final = 20.0
"""Time after which a target gets no further round, however slow the machine."""


def run(target: Target) -> Part:
    """The slice of one target."""
    began = time.monotonic()
    parts = (known(target), draw(target, rounds=SLOW.get(target.name, ROUNDS), seconds=SECONDS))
    tried = sum(part.tried for part in parts)
    failures = tuple(f"{found.told}: {found.data[:200]!r}" for part in parts for found in part.found)
    return Part(f"fuzzing {target.name}", tried, tried - len(failures), time.monotonic() - began, failures)


RUNS: Final = tuple(partial(run, target) for target in TARGETS.values())
