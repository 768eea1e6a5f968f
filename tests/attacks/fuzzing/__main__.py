"""Fuzz every target for a while and print what was tried: `python -m tests.attacks.fuzzing --minutes 30`."""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

from tests.attacks.fuzzing.drawn import Drawn, Found, draw, known, place_of, shrunk
from tests.attacks.fuzzing.guided import Guided, guide, is_available
from tests.attacks.fuzzing.targets import TARGETS
from tests.shared import ROOT

ENDLESS = 1_000_000
"""Rounds: the time ends it."""


def main() -> int:
    """Share the time out, target by target, half to each driver; exit code 1 where a promise was broken or a driver ended early."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--targets", default=",".join(TARGETS), help="names, parted by commas")
    parser.add_argument("--first", type=int, default=1_000, help="the first seed that is drawn from")
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "fuzz")
    given = parser.parse_args()
    names = given.targets.split(",")
    both = is_available()
    share = given.minutes * 60 / len(names) / (2 if both else 1)
    if not both:
        print("atheris is not installed: nothing is guided", file=sys.stderr)
    drawn: dict[str, Drawn] = {}
    for name in names:
        print(f"drawing: {name}", file=sys.stderr)
        drawn[name] = draw(TARGETS[name], rounds=ENDLESS, seconds=share, first=given.first)
    guided = guide(names, given.output, seconds=round(share), seed=given.first) if both else {}
    print(row("target", "drawn", "taken", "guided", "branches", "found"))
    sums = [0, 0, 0, 0]
    faults = 0
    for name in names:
        target = TARGETS[name]
        by_guide = guided.get(name, Guided(0, 0, (), None))
        found = [*known(target).found, *drawn[name].found]
        found += [Found(p.read_bytes(), p.with_suffix(".txt").read_text("utf-8")) for p in by_guide.found]
        counts = (drawn[name].tried, drawn[name].taken, by_guide.tried, len(found))
        sums = [a + b for a, b in zip(sums, counts, strict=True)]
        print(row(name, *counts[:3], by_guide.reached, len(found)), flush=True)
        if by_guide.fault:
            faults += 1
            print(f"  the guided driver ended early: {by_guide.fault}")
        for each in {place_of(f.told): f for f in found}.values():
            small = shrunk(target, each.data)
            path = given.output / "shrunk" / name / hashlib.sha256(small).hexdigest()[:12]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(small)
            print(f"  {path.name}: {each.told}", flush=True)
    print(row("all", *sums[:3], "", sums[3]))
    return 1 if sums[3] or faults else 0


def row(*cells: object) -> str:
    """A line of the table."""
    return f"{cells[0]!s:<12}" + "".join(f"{cell!s:>10}" for cell in cells[1:])


if __name__ == "__main__":
    sys.exit(main())
