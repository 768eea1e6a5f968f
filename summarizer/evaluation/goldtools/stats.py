"""What a folder of gold cases holds, counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, get_args

from summarizer.evaluation.labels import LISTS
from summarizer.evaluation.reports.tables import Table, points
from summarizer.evaluation.traps import FAMILIES, families
from summarizer.models.base import PositionKind, Record, RedLineStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.evaluation.cases import Case


@dataclass(frozen=True, slots=True)
class ListRow:
    """One list of labels over all cases."""

    name: str
    items: int
    optional: int
    annotated: int
    """Cases that have the list, or name it as absent."""
    empty: int
    """Cases that have it and where there is nothing to find."""


@dataclass(frozen=True, slots=True)
class Stats:
    """All counts."""

    cases: int
    documents: int
    characters: tuple[int, int, int]
    """Of a document, in Unicode code points: fewest, median, most."""
    splits: dict[str, int]
    by_documents: dict[int, int]
    """Cases by their number of documents."""
    lists: tuple[ListRow, ...]
    kinds: dict[str, int]
    """Positions by kind."""
    statuses: dict[str, int]
    """Red lines by status."""
    records: dict[str, int]
    """Red lines and positions by record."""
    traps: dict[str, tuple[int, int]]
    """Cases of each trap family: traps, and controls."""


def count(cases: Sequence[Case]) -> Stats:
    """Count one case or more."""
    golds = [case.gold for case in cases]
    lengths = [len(document.text) for case in cases for document in case.documents]
    red_lines = [line for gold in golds for line in gold.red_lines or ()]
    positions = [position for gold in golds for position in gold.positions or ()]
    named = [(gold.control_for is not None, families(gold.traps)) for gold in golds]
    return Stats(
        cases=len(cases),
        documents=len(lengths),
        characters=(min(lengths), int(median(lengths)), max(lengths)),
        splits=_counted((gold.split or "none" for gold in golds), ("dev", "test", "none")),
        by_documents=dict(sorted(Counter(len(gold.documents) for gold in golds).items())),
        lists=tuple(_list(name, cases) for name in (*LISTS, "mentioned_only")),
        kinds=_counted((p.kind for p in positions), get_args(PositionKind)),
        statuses=_counted((line.status for line in red_lines), get_args(RedLineStatus)),
        records=_counted(
            (
                said.record
                for said in (*(r.attribution for r in red_lines), *(p.attribution for p in positions))
            ),
            get_args(Record),
        ),
        traps={
            family: (
                sum(family in its and not control for control, its in named),
                sum(family in its and control for control, its in named),
            )
            for family in FAMILIES
        },
    )


def _counted(values: Iterable[str], order: Sequence[str]) -> dict[str, int]:
    found = Counter(values)
    return {name: found[name] for name in order}


def _list(name: str, cases: Sequence[Case]) -> ListRow:
    items = optional = annotated = empty = 0
    for case in cases:
        if name == "disagreements" and len(case.gold.documents) < 2:
            continue  # one document cannot disagree with itself, so nothing is asked
        found = getattr(case.gold, name)
        items += len(found or ())
        optional += sum(getattr(item, "optional", False) for item in found or ())
        if found is not None or name in case.gold.absent:
            annotated += 1
            empty += not found
    return ListRow(name, items, optional, annotated, empty)


def tables(found: Stats) -> tuple[Table, ...]:
    """The counts as tables for a terminal."""
    fewest, middle, most = found.characters
    whole = [
        ("cases", str(found.cases)),
        *((f"  split {name}", str(number)) for name, number in found.splits.items() if number),
        *((f"  of {_documents(number)}", str(cases)) for number, cases in found.by_documents.items()),
        ("documents", str(found.documents)),
        ("  characters, fewest", str(fewest)),
        ("  characters, median", str(middle)),
        ("  characters, most", str(most)),
    ]
    lists = tuple(
        (
            row.name.replace("_", " "),
            str(row.items),
            str(row.optional),
            points(row.optional / row.items if row.items else None),
            str(row.annotated),
            str(row.empty),
        )
        for row in found.lists
    )
    return (
        Table("Cases", ("", "number"), tuple(whole)),
        Table("Lists", ("", "items", "optional", "%", "cases annotated", "with nothing to find"), lists),
        _table("Positions", "kind", found.kinds),
        _table("Red lines", "status", found.statuses),
        _table("Red lines and positions", "record", found.records),
        Table(
            "Trap families, in cases",
            ("", "traps", "controls"),
            tuple((name, str(traps), str(controls)) for name, (traps, controls) in found.traps.items()),
        ),
    )


def _table(heading: str, what: str, counted: dict[str, int]) -> Table:
    return Table(heading, (what, "number"), tuple((name, str(number)) for name, number in counted.items()))


def _documents(number: int) -> str:
    return "1 document" if number == 1 else f"{number} documents"
