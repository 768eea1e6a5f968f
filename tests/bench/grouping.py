"""`make bench-grouping`: how well mixed articles are sorted into meetings, and what it costs.

1. All gold cases of a split mixed together, those of one article among those of several. A pair of articles is right
   where both are of one case. A case and its control are much the same words, for a trap and without it: no two meetings
   are told so, and nothing says whether the two are one. So they never lie together: there are two lots, one with the
   controls and one with the cases that have one, each with all other cases, and their pairs are added up.
2. A newsroom's weeks (tests/bench/weeks.py), where each meeting is known: by a reader without fault, by a poor one, and
   by the rules.
3. The second pass of a corpus run over many records, with its peak of memory.

    python -m tests.bench.grouping [--split dev|test] [--articles 20000]
"""

from __future__ import annotations

import argparse
import hashlib
import random
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from itertools import combinations, islice
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from summarizer import __version__
from summarizer.api import read
from summarizer.corpus import write_meetings
from summarizer.evaluation.cases import load_cases
from summarizer.fusion import fuse, group
from summarizer.grouping import grouped, signature
from summarizer.models.record import Record
from summarizer.settings import Settings
from tests.bench.weeks import events, ideal, tellings, worsened
from tests.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from summarizer.evaluation.cases import Case
    from summarizer.models.brief import Brief
    from summarizer.models.verified import VerifiedReading

    Sorting = Callable[[Sequence[VerifiedReading]], list[list[str]]]

RULES = Settings(engine="rules")
RECORDED = Settings(replay=ROOT / "evals" / "recordings", model="claude")
SEED = 20_310_106
DRAWS = 8
"""Draws of what a poor reader overlooks: the rules do so in prose that they were not made on, and no gold case tells how."""


class Pairs(NamedTuple):
    """Counts of pairs of articles."""

    wanted: int
    found: int
    right: int

    def __str__(self) -> str:
        precision = self.right / self.found if self.found else 1.0
        recall = self.right / self.wanted if self.wanted else 1.0
        f1 = 2 * self.right / (self.wanted + self.found) if self.wanted + self.found else 1.0
        return (
            f"precision {100 * precision:5.1f} ({self.right}/{self.found})  recall {100 * recall:5.1f}"
            f" ({self.right}/{self.wanted})  F1 {100 * f1:5.1f}"
        )

    def __add__(self, other: object) -> Pairs:
        assert isinstance(other, Pairs)
        return Pairs(self.wanted + other.wanted, self.found + other.found, self.right + other.right)


def counted(groups: Iterable[Sequence[str]], meeting_of: Mapping[str, object]) -> Pairs:
    """Pairs of articles in one group against pairs on one meeting."""
    sizes = Counter(meeting_of.values())
    found = [pair for members in groups for pair in combinations(members, 2)]
    right = sum(meeting_of[a] == meeting_of[b] for a, b in found)
    return Pairs(sum(n * (n - 1) // 2 for n in sizes.values()), len(found), right)


def _sorted(readings: Sequence[VerifiedReading]) -> list[list[str]]:
    return grouped(signature(r, key=r.document.id) for r in readings)


def _as_one(readings: Sequence[VerifiedReading]) -> list[list[str]]:
    return [[r.document.id for r in members] for members in group(readings)]


def lots(cases: Sequence[Case]) -> list[list[Case]]:
    """All cases; or two lots of them, with the controls and with the cases that have one."""
    controlled = {case.gold.control_for for case in cases if case.gold.control_for}
    if not controlled:
        return [list(cases)]
    return [
        [case for case in cases if not case.gold.control_for],
        [case for case in cases if case.gold.case not in controlled],
    ]


def gold(split: str) -> None:
    """Print how the gold cases of a split are sorted, as one figure for each reader."""
    cases = [case for case in load_cases(ROOT / "evals" / "gold") if case.gold.split == split]
    parts = lots(cases)
    several = sum(len(case.documents) > 1 for case in cases)
    print(
        f"gold, {split}: {sum(len(case.documents) for case in cases)} articles of {len(cases)} cases, {several} of them of"
        f" several articles, in lots of {' and '.join(str(len(part)) for part in parts)} cases"
    )
    ways: list[tuple[str, Sorting]] = [("grouped", _sorted)]
    if split == "dev":
        ways.append(("taken for one meeting unless excluded (brief without --group)", _as_one))
    for name, settings in (("rules", RULES), ("recorded model", RECORDED)):
        if split == "test" and settings is RECORDED:
            continue  # no test case has been given to a model
        for way, sort in ways:
            print(
                f"  {name:15} {sum((_of_lot(part, settings, sort) for part in parts), Pairs(0, 0, 0))}  {way}"
            )
        if split == "dev":
            worse = (_of_lot(cases, settings, _sorted, draw=draw) for draw in range(DRAWS))
            print(
                f"  {name:15} {sum(worse, Pairs(0, 0, 0))}  grouped, readings worsened at random, {DRAWS} draws"
            )


def _of_lot(cases: Sequence[Case], settings: Settings, sort: Sorting, *, draw: int | None = None) -> Pairs:
    case_of: dict[str, object] = {}
    documents = []
    for case in cases:
        for document in case.documents:
            # the id of a case would tell what belongs together
            id_ = hashlib.sha256(f"{case.gold.case} {document.id}".encode()).hexdigest()[:16]
            case_of[id_] = case.gold.case
            documents.append(document.model_copy(update={"id": id_}))
    readings = read(documents, settings)[0]
    if draw is not None:
        chance = random.Random(draw)
        readings = tuple(worsened(reading, chance) for reading in readings)
    return counted(sort(readings), case_of)


def weeks(articles: int, days: int) -> None:
    """Print how a newsroom's weeks are sorted."""
    told = [
        (one.document.model_copy(update={"id": one.document.sha256[:16]}), one, event)
        for event in islice(events(SEED, days=days), articles)
        for one in tellings(event, SEED)
    ]
    told = list({document.id: (document, one, event) for document, one, event in told}.values())[:articles]
    meeting_of: dict[str, object] = {document.id: one.event for document, one, _ in told}
    print(
        f"weeks: {len(told)} articles on {len({n for n in meeting_of.values() if int(str(n)) >= 0})} meetings of {days} days"
    )
    readings = {
        "without fault": [ideal(one, event) for _, one, event in told],
        "poor": [
            worsened(ideal(one, event), random.Random(document.sha256)) for document, one, event in told
        ],
        "rules": read([document for document, _, _ in told], RULES)[0],
    }
    for name, found in readings.items():
        keyed = [signature(r, key=r.document.sha256[:16]) for r in found]
        print(f"  {name:15} {counted(grouped(keyed), meeting_of)}")


def pass_over(articles: int) -> None:
    """Print what the second pass over so many records takes, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "out.jsonl")
        count = 0
        brief: Brief | None = None
        with output.open("w", encoding="utf-8") as file:
            for event in events(SEED, days=max(28, articles // 100)):
                for one in tellings(event, SEED):
                    count += 1
                    reading = ideal(one, event)
                    brief = brief or fuse(
                        [reading], version=__version__
                    )  # of whatever article: the pass copies it
                    name, hash_ = f"wire.jsonl:{count}", one.document.sha256
                    record = Record(article=name, sha256=hash_, brief=brief, error=None, reading=reading)
                    file.write(f"{record.model_dump_json()}\n")
                if count >= articles:
                    break
        size = output.stat().st_size / 1e6
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.grouping", "--pass", str(output)],
            check=True,
            capture_output=True,
            text=True,
            cwd=ROOT,
        )
        print(f"second pass: {count} records, {size:.0f} MB: {done.stdout.strip()}")


def _pass(output: Path) -> None:
    began = perf_counter()
    found = write_meetings(output, output.with_suffix(".meetings"))
    seconds = perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{seconds:.1f} s, {memory:.0f} MB at most; {found.briefs} briefs, {found.together} of several articles"
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.grouping", description=__doc__)
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--articles", type=int, default=20_000, help="records of the second pass")
    parser.add_argument("--pass", dest="output", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.output:
        _pass(given.output)
        return
    gold(given.split)
    if given.split == "dev":
        weeks(600, days=28)
        pass_over(given.articles)


if __name__ == "__main__":
    main()
