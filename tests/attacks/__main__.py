"""Run every part of the hostile tests and print one table; exit code 1 where something was not survived."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from typing import TYPE_CHECKING

import tests.attacks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.attacks.parts import Part


def runs() -> Iterator[Callable[[], Part]]:
    """The `run` of every module of this package that has one, or its `RUNS`, where it has several."""
    for found in pkgutil.iter_modules(tests.attacks.__path__):
        if found.name == "__main__":
            continue
        module = importlib.import_module(f"tests.attacks.{found.name}")
        several = getattr(module, "RUNS", ())
        yield from several
        if not several and (run := getattr(module, "run", None)):
            yield run


def row(name: object, tried: object, survived: object, seconds: object) -> str:
    """A line of the table."""
    return f"{name!s:<24}{tried!s:>8}{survived!s:>10}{seconds!s:>10}"


def main() -> int:
    """Print the table, a line as soon as its part is done, then what went wrong."""
    print(row("part", "tried", "survived", "seconds"), flush=True)
    parts: list[Part] = []
    for run in runs():
        part = run()
        parts.append(part)
        print(row(part.name, part.tried, part.survived, f"{part.seconds:.0f}"), flush=True)
    tried, survived = sum(p.tried for p in parts), sum(p.survived for p in parts)
    print(row("all", tried, survived, f"{sum(p.seconds for p in parts):.0f}"))
    for part in parts:
        for failure in part.failures:
            print(f"FAILED {part.name}: {failure}")
    return 0 if tried == survived and not any(p.failures for p in parts) else 1


if __name__ == "__main__":
    sys.exit(main())
