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
    from collections.abc import Sequence
    from pathlib import Path

    from summarizer.evaluation.counts import Counts
    from summarizer.evaluation.records import Record

FORM = 1


@dataclass(frozen=True, slots=True)
class Baseline:
    """The counts of one system, case by case."""

    system: str
    cases: dict[str, Counts]


def load(path: Path) -> Baseline:
    """A baseline, or a run's records as one. Raises `GoldError` where the file is neither."""
    try:
        text = path.read_text("utf-8")
        values = json.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(
            f"cannot be read ({getattr(error, 'strerror', None) or 'it is no text'})",
            subject=str(path),
            remedy="name a baseline or a file of a run",
        ) from error
    except ValueError:
        values = None  # several lines: a run
    if isinstance(values, dict) and values.get("baseline") == FORM:
        try:
            cases = {name: records.counts_of(counts) for name, counts in values["cases"].items()}
            return Baseline(str(values["system"]), cases)
        except (TypeError, KeyError, AttributeError):
            raise GoldError(
                "no baseline of this version",
                subject=str(path),
                remedy="write it again with `summarizer eval bless`",
            ) from None
    found = records.load(path)
    if not found:
        raise GoldError("it holds no record", subject=str(path), remedy="name a baseline or a file of a run")
    return Baseline(found[0].system, records.by_case(found))


def bless(found: Sequence[Record], path: Path) -> None:
    """Write the counts of a run as the baseline; one case a line, so that a change is easy to read.

    Raises `GoldError` where the run has no records, `ConfigError` where the file cannot be written.
    """
    if not found:
        raise GoldError("the run has no records", subject=str(path), remedy="run `summarizer eval` first")
    cases = records.by_case(found)
    lines = [
        f"  {json.dumps(name)}: {json.dumps(records.plain(counts), ensure_ascii=False)}"
        for name, counts in cases.items()
    ]
    head = f'{{"baseline": {FORM}, "system": {json.dumps(found[0].system)}, "cases": {{'
    write_text(path, "\n".join((head, ",\n".join(lines), "}}")) + "\n")
