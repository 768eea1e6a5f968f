"""What a run is compared with: the committed baseline, or another run.

A baseline is a small JSON file of counts by case. `summarizer eval bless` writes it from a run's records, and
nothing else does, so that a drop in quality cannot come in unseen with the change that caused it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.errors import GoldError
from summarizer.evaluation import records
from summarizer.files import write_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from summarizer.evaluation.counts import Counts
    from summarizer.evaluation.records import Record

FORM = 1


@dataclass(frozen=True, slots=True)
class Baseline:
    """The counts of one system, case by case."""

    system: str
    cases: dict[str, Counts]
    gold: dict[str, str]
    """SHA-256 of each case as it was scored: labels and documents."""

    def fitting(self, gold: Mapping[str, str]) -> Baseline:
        """What was scored on the same labels and documents; of the rest a difference would tell nothing."""
        same = {case for case, stamp in self.gold.items() if gold.get(case) == stamp}
        return Baseline(
            self.system,
            {case: counts for case, counts in self.cases.items() if case in same},
            {case: stamp for case, stamp in self.gold.items() if case in same},
        )


def of_records(found: Sequence[Record]) -> Baseline:
    """A run as something to compare with."""
    return Baseline(found[0].system, records.by_case(found), {record.case: record.gold for record in found})


def load(path: Path) -> Baseline:
    """A baseline, or a run's records as one. Raises `GoldError` where the file is neither."""
    try:
        values = json.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(
            f"cannot be read ({getattr(error, 'strerror', None) or 'it is no text'})",
            subject=str(path),
            remedy="name a baseline or a file of a run",
        ) from error
    except (ValueError, RecursionError):
        values = None  # several lines: a run
    if isinstance(values, dict) and "baseline" in values:
        try:
            if values["baseline"] != FORM:
                raise KeyError("baseline")
            cases = {name: records.counts_of(case["counts"]) for name, case in values["cases"].items()}
            gold = {name: str(case["gold"]) for name, case in values["cases"].items()}
            return Baseline(str(values["system"]), cases, gold)
        except (TypeError, KeyError, AttributeError):
            raise GoldError(
                "no baseline of this version",
                subject=str(path),
                remedy="write it again with `summarizer eval bless`",
            ) from None
    found = records.load(path)
    if not found:
        raise GoldError("it holds no record", subject=str(path), remedy="name a baseline or a file of a run")
    return of_records(found)


def bless(found: Sequence[Record], path: Path) -> None:
    """Write the counts of a run as the baseline; one case a line, so that a change is easy to read.

    Raises `GoldError` where the run has no records, records of several systems, or articles that could not be read;
    `ConfigError` where the file cannot be written.
    """
    if not found:
        raise GoldError("the run has no records", subject=str(path), remedy="run `summarizer eval` first")
    systems = sorted({record.system for record in found})
    if len(systems) > 1:
        raise GoldError(
            f"the run holds records of {' and '.join(systems)}",
            subject=str(path),
            remedy="give each system a log of its own",
        )
    failed = sorted({record.case for record in found if record.failures})
    if failed:
        raise GoldError(
            f"articles of {', '.join(failed)} could not be read",
            subject=str(path),
            remedy="run the cases again with --resume first",
        )
    made = of_records(found)
    lines = [
        f"  {json.dumps(name)}: "
        + json.dumps({"gold": made.gold[name], "counts": records.plain(counts)}, ensure_ascii=False)
        for name, counts in made.cases.items()
    ]
    head = f'{{"baseline": {FORM}, "system": {json.dumps(made.system)}, "cases": {{'
    write_text(path, "\n".join((head, ",\n".join(lines), "}}")) + "\n")
