"""The report for a terminal: aligned columns, nothing but characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.evaluation.reports.tables import headline, tables
from summarizer.rendering.escape import plain

if TYPE_CHECKING:
    from summarizer.evaluation.reports.summary import Summary
    from summarizer.evaluation.reports.tables import Table


def report(summary: Summary) -> str:
    """The report of a run as text."""
    failed = [
        f"  {plain(report.case.gold.case)} {plain(doc)}: {plain(error)}"
        for report in summary.cases
        for doc, error in report.failures
    ]
    parts = [headline(summary)]
    if failed:
        parts.append("Could not be read\n" + "\n".join(failed))
    parts += [laid_out(table) for table in tables(summary)]
    return "\n\n".join(parts) + "\n"


def laid_out(table: Table) -> str:
    """A table in columns."""
    rows = [table.columns, *table.rows]
    widths = [max(len(row[n]) for row in rows) for n in range(len(table.columns))]
    lines = [
        "  ".join(
            cell.ljust(width) if n < table.text else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return "\n".join(
        (table.heading, *(f"  {line}" for line in lines), *([f"  {table.note}"] if table.note else ()))
    )
