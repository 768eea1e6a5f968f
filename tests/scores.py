"""The table of scores in the README, made of the committed baselines and the two labellings: `python -m tests.scores`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from summarizer.evaluation import baseline
from summarizer.evaluation.cases import load_cases
from summarizer.evaluation.counts import HEADLINE
from summarizer.evaluation.goldtools.agreement import agree
from summarizer.evaluation.statistics import interval
from tests.shared import ROOT

if TYPE_CHECKING:
    from summarizer.evaluation.statistics import Interval

FIELDS: Final = (*HEADLINE[:2], "red lines, strict", *HEADLINE[2:], "disagreements")
FACTS: Final = ("date", "location")


def table() -> str:
    """The rows of the table, in markdown."""
    split = {case.gold.case: case.gold.split for case in load_cases(ROOT / "evals" / "gold")}
    rules = baseline.load(ROOT / "evals" / "baselines" / "rules.json").cases
    model = baseline.load(ROOT / "evals" / "baselines" / "claude.json").cases
    columns = (
        [counts for case, counts in rules.items() if split[case] == "dev"],
        [counts for case, counts in rules.items() if split[case] == "test"],
        list(model.values()),
    )
    both = agree(load_cases(ROOT / "evals" / "gold"), load_cases(ROOT / "evals" / "second"))
    alike = {row.name: row.f1 for row in both.fields} | {row.name: row.share for row in both.facts}
    rows = [
        "| | rules, development | rules, test | recorded model, development | two labellings |",
        "|-|-|-|-|-|",
    ]
    for name in (*FIELDS, *FACTS):
        cells = [_cell(interval(column, name)) for column in columns]
        rows.append(f"| {name} | {' | '.join((*cells, _cell(alike.get(name))))} |")
    return "\n".join(rows)


def _cell(found: Interval | None) -> str:
    if found is None:
        return "–"
    return f"{100 * found.value:.1f} ({100 * found.low:.0f}–{100 * found.high:.0f})"


if __name__ == "__main__":
    print(table())
