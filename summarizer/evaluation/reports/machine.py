"""The report as JSON, for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarizer.evaluation.reports.summary import CaseReport, Summary


def report(summary: Summary) -> str:
    """The report of a run as JSON; shares are between 0 and 1."""
    values: dict[str, Any] = {
        "report": 1,
        "system": summary.system,
        "repeats": summary.repeats,
        "baseline": summary.baseline,
        "passed": summary.passed,
        "failure_rate": summary.failure_rate,
        "left": summary.left,
        "cost": summary.cost,
        "seconds": summary.seconds,
        "splits": [asdict(part) for part in summary.parts],
        "families": [asdict(row) for row in summary.families],
        "gates": [asdict(verdict) for verdict in summary.verdicts],
        "public": [
            {"set": name, "what": what, "figure": figure, "others": others}
            for name, what, figure, others in summary.public
        ],
        "cases": [_case(each) for each in summary.cases],
    }
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def _case(report: CaseReport) -> dict[str, Any]:
    lists: dict[str, Any] = {}
    for name, judged in report.score.judged.items():
        labels = getattr(report.gold, name.replace(" ", "_")) or ()
        claims = getattr(report.found, name.replace(" ", "_")) or ()
        lists[name] = [
            {
                "verdict": each.verdict,
                "wrong": list(each.why),
                "label": labels[each.label].shown if each.label is not None else None,
                "claim": claims[each.claim].shown if each.claim is not None else None,
            }
            for each in judged
        ]
    return {
        "case": report.case.gold.case,
        "split": report.case.gold.split,
        "traps": dict(report.families),
        "failures": [{"doc": doc, "error": error} for doc, error in report.failures],
        "counts": asdict(report.score.counts),
        "changes": {name: {"before": old, "after": new} for name, (old, new) in report.changes.items()},
        "verdicts": lists,
    }
