"""The report as markdown, short enough for the summary of a CI job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.evaluation.reports.tables import headline, tables
from summarizer.rendering.escape import markdown_text as escaped

if TYPE_CHECKING:
    from summarizer.evaluation.reports.summary import Summary
    from summarizer.evaluation.reports.tables import Table

_WORST = 10
"""Cases named as the worst ones."""


def report(summary: Summary) -> str:
    """The report of a run as markdown."""
    parts = ["# Evaluation", escaped(headline(summary)) + "."]
    if summary.verdicts:
        failed = [v.gate for v in summary.verdicts if not v.passed]
        parts.append(
            f"**Gates failed: {escaped(', '.join(failed))}.**" if failed else "**All gates passed.**"
        )
    parts += [as_markdown(table) for table in tables(summary)]
    worst = [report for report in summary.cases if report.wrong][:_WORST]
    if worst:
        lines = [
            f"- {escaped(report.case.gold.case)}: {report.wrong} verdicts against it" for report in worst
        ]
        parts.append("## Where most went wrong\n\n" + "\n".join(lines))
    return "\n\n".join(parts) + "\n"


def as_markdown(table: Table) -> str:
    """A table of GitHub's markdown."""
    marks = ["-" if n < table.text else "-:" for n in range(len(table.columns))]
    rows = [table.columns, tuple(marks), *(tuple(escaped(cell) for cell in row) for row in table.rows)]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    note = f"\n\n{escaped(table.note)}" if table.note else ""
    return f"## {escaped(table.heading)}\n\n" + "\n".join(lines) + note
