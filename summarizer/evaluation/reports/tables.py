"""The tables of a report as rows of strings: what the terminal and the markdown form share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.evaluation.counts import FAULTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.evaluation.reports.summary import Part, Summary
    from summarizer.evaluation.statistics import Comparison, Interval


FEWEST = 5
"""Cases below which an interval over cases is not shown."""


@dataclass(frozen=True, slots=True)
class Table:
    """A heading, a row of column names, and rows; all columns but the first `text` ones are figures."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    text: int = 1


def tables(summary: Summary) -> tuple[Table, ...]:
    """All tables of a report, the gates first where there are any."""
    made: list[Table] = []
    if summary.verdicts:
        made.append(
            Table(
                "Gates",
                ("gate", "", "what was asked and what was reached"),
                tuple((v.gate, "passed" if v.passed else "FAILED", v.told) for v in summary.verdicts),
                text=3,
            )
        )
    for part in summary.parts:
        heading = f"{part.split}: {many(part.cases, 'case')}, {many(part.documents, 'document')}"
        made += [table for table in (_fields(part, heading), _faults(part), _facts(part)) if table.rows]
        if part.compared:
            made.append(comparison(part.compared, f"{part.split} against the baseline"))
    if summary.families:
        made.append(
            Table(
                "Trap families: cases that passed",
                ("family", "traps", "controls"),
                tuple(
                    (
                        row.name,
                        f"{row.passed} of {row.cases}",
                        f"{row.controls_passed} of {row.controls}" if row.controls else "–",
                    )
                    for row in summary.families
                ),
            )
        )
    if summary.public:
        made.append(
            Table(
                "Public data sets",
                ("set", "what", "this system", "others"),
                tuple((name, what, f"{value:.1f}", others) for name, what, value, others in summary.public),
                text=2,
            )
        )
    return tuple(made)


def _fields(part: Part, heading: str) -> Table:
    rows = tuple(
        (
            row.name,
            points(row.precision),
            points(row.recall),
            points(row.f1.value if row.f1 else None),
            bounds(row.f1),
            points(row.macro),
            str(row.found),
            str(row.labels),
            points(row.detectable) if row.f1 and row.f1.cases >= FEWEST else "–",
        )
        for row in part.fields
    )
    return Table(
        heading,
        ("", "P", "R", "F1", "95 % interval", "macro F1", "found", "labels", "detects"),
        rows,
        note="F1 over all items; macro F1: mean of the cases' own. Detects: the smallest difference to another "
        "system that so many cases can show."
        f" Fewer than {FEWEST} cases with anything to find tell neither.",
    )


def _faults(part: Part) -> Table:
    rows = tuple(
        (row.name, *(str(row.faults.get(kind, 0)) for kind in FAULTS))
        for row in part.fields
        if row.faults and "strict" not in row.name
    )
    return Table(f"{part.split}: what the false positives are", ("", *FAULTS), rows)


def _facts(part: Part) -> Table:
    rows = tuple(
        (
            row.name,
            f"{row.ratio.right} of {row.ratio.asked}",
            points(row.share.value),
            bounds(row.share),
        )
        for row in part.facts
    )
    return Table(f"{part.split}: right or wrong", ("", "right", "%", "95 % interval"), rows)


def comparison(compared: Sequence[Comparison], heading: str) -> Table:
    """Differences of F1 between two runs."""
    rows = tuple(
        (
            each.name,
            points(each.before),
            points(each.after),
            f"{100 * each.difference:+.1f}",
            f"{100 * each.low:+.1f} to {100 * each.high:+.1f}",
            f"{each.p:.3f}",
            f"{each.adjusted:.3f}",
        )
        for each in compared
    )
    return Table(
        heading,
        ("", "before", "after", "difference", "95 % interval", "p", "p (Holm)"),
        rows,
        note=f"{many(max((each.cases for each in compared), default=0), 'case')} in common. Paired permutation test over "
        "cases, two-sided; Holm's correction over these fields.",
    )


def many(number: int, noun: str) -> str:
    """A number with its noun.

    >>> many(1, "case"), many(2, "case")
    ('1 case', '2 cases')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def points(share: float | None) -> str:
    """A share in points, or a dash where it is not defined.

    >>> points(0.5), points(None)
    ('50.0', '–')
    """
    return "–" if share is None else f"{100 * share:.1f}"


def bounds(found: Interval | None) -> str:
    """An interval in points."""
    if found is None or found.cases < FEWEST:
        return "–"
    return f"{100 * found.low:.1f} to {100 * found.high:.1f}"


def headline(summary: Summary) -> str:
    """What ran, in a line or two."""
    cases = sum(part.cases for part in summary.parts)
    documents = sum(part.documents for part in summary.parts)
    told = f"{summary.system}: {many(cases, 'case')}, {many(documents, 'document')}"
    if summary.repeats > 1:
        told += f", {summary.repeats} times each"
    told += f"; {summary.failure_rate:.1%} of the articles could not be read"
    if summary.cost:
        told += f"; cost {summary.cost:.4f}"
    if summary.left:
        told += f"; {many(summary.left, 'case')} not read, the money was spent"
    return told
