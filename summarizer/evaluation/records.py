"""Records of a run: one JSON line a case and repeat, written as soon as the case is done.

    {"record": 1, "case": …, "split": …, "repeat": 0, "system": "rules", "gold": sha256, "articles": 2,
     "reader": sha256, "failures": [{"doc": …, "error": …}], "brief": {…} or null, "counts": {…}, "seconds": …, "cost": …, …}

A run that was cut off goes on where its file ends; a last line that is cut in the middle is read again.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from summarizer.errors import ConfigError, GoldError, cause_of
from summarizer.evaluation.counts import Counts, Ratio, Tally, total
from summarizer.models.brief import Brief

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

FORM: Final = 1
NO_SPLIT: Final = "no split"
"""What cases that belong to neither half are called, in reports and in gates."""


@dataclass(frozen=True, slots=True)
class Record:
    """What became of one case in one repeat."""

    case: str
    split: str | None
    repeat: int
    system: str
    """What read: `rules`, or the model."""
    gold: str
    """SHA-256 of the case as it was scored: labels and documents."""
    reader: str
    """SHA-256 of what read and scored it: package, model, server, prompts, recordings."""
    articles: int
    failures: tuple[tuple[str, str], ...]
    """Documents that could not be read, and why."""
    brief: Brief | None
    """Null where no article could be read; it scores as an empty brief."""
    counts: Counts
    seconds: float = 0.0
    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float | None = None

    def line(self) -> str:
        """The record as one line of JSON."""
        values: dict[str, Any] = {"record": FORM}
        values |= {name: getattr(self, name) for name in self.__slots__}
        values["failures"] = [{"doc": doc, "error": error} for doc, error in self.failures]
        values["brief"] = self.brief.model_dump(mode="json") if self.brief else None
        values["counts"] = plain(self.counts)
        return json.dumps(values, ensure_ascii=False) + "\n"


def plain(counts: Counts) -> dict[str, Any]:
    """Counts as JSON has them."""
    return asdict(counts)


def counts_of(values: Mapping[str, Any]) -> Counts:
    """Counts from JSON. Raises `TypeError`, `KeyError` or `AttributeError` where it is none."""
    return Counts(
        fields={name: Tally(**_counted(tally)) for name, tally in values["fields"].items()},
        facts={name: Ratio(**_counted(ratio)) for name, ratio in values["facts"].items()},
        faults={name: {k: _count(n) for k, n in kinds.items()} for name, kinds in values["faults"].items()},
        readings=max(1, _count(values["readings"])),
    )


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError(value)
    return value


def _counted(values: Mapping[str, object]) -> dict[str, int]:
    return {name: _count(value) for name, value in values.items()}


def append(path: Path, record: Record) -> None:
    """Add a record; when this returns it is on the disk. Raises `ConfigError` where it cannot be written."""
    try:
        with path.open("ab+") as file:
            if file.tell():  # a line that a crash cut off stays apart from this one
                file.seek(-1, os.SEEK_END)
                if file.read(1) != b"\n":
                    file.write(b"\n")
            file.write(record.line().encode("utf-8", "replace"))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise ConfigError(
            f"cannot be written ({cause_of(error)})",
            subject=str(path),
            remedy="give a file in a folder that exists and may be written",
        ) from error


def load(path: Path) -> list[Record]:
    """The records of a file, a later one of the same case and repeat in place of an earlier.

    Raises `GoldError` with the line's number where a line is no record; a last line that is cut off is passed over.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise GoldError(
            f"cannot be read ({cause_of(error)})", subject=str(path), remedy="name a file of a run"
        ) from error
    found: dict[tuple[str, int], Record] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = _record(json.loads(line))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            if number >= len(lines) or _is_cut_off(line, error):
                continue  # by a crash: the case will be read again
            raise GoldError(
                "no record of this version",
                subject=f"{path}:{number}",
                remedy="run `summarizer eval` again into a new file",
            ) from None
        found[record.case, record.repeat] = record
    return list(found.values())


def _is_cut_off(line: bytes, error: Exception) -> bool:
    """Whether a line is the beginning of a record. Every object in a record ends in `}`, so the beginning may too."""
    if isinstance(error, json.JSONDecodeError) and (
        error.pos >= len(error.doc) or "Unterminated" in error.msg
    ):
        return True
    return isinstance(error, ValueError) and not line.endswith(b"}")


def _record(values: dict[str, Any]) -> Record:
    if values["record"] != FORM:
        raise KeyError("record")
    given = {name: values[name] for name in Record.__slots__}
    given["failures"] = tuple((f["doc"], f["error"]) for f in values["failures"])
    given["brief"] = Brief.model_validate(values["brief"]) if values["brief"] else None
    given["counts"] = counts_of(values["counts"])
    return Record(**given)


def by_case(records: Iterable[Record]) -> dict[str, Counts]:
    """Counts by case, those of its repeats added up: cases are what is drawn, never repeats."""
    grouped: dict[str, list[Counts]] = {}
    for record in records:
        grouped.setdefault(record.case, []).append(record.counts)
    return {case: replace(total(several), readings=len(several)) for case, several in sorted(grouped.items())}


def failure_rate(records: Sequence[Record]) -> float:
    """Share of the articles that could not be read."""
    articles = sum(record.articles for record in records)
    return sum(len(record.failures) for record in records) / articles if articles else 0.0
