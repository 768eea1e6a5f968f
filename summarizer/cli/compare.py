"""`summarizer compare`: two runs case by case, with what their difference is worth."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from summarizer.cli.terminal import USAGE, say, show, told


def compare(
    context: typer.Context,
    before: Annotated[
        Path, typer.Argument(metavar="RUN_A", help="Log of a run, or a baseline.", show_default=False)
    ],
    after: Annotated[Path, typer.Argument(metavar="RUN_B", help="The other one.", show_default=False)],
) -> None:
    """Compare two runs case by case: prompts, models or engines.

    Examples:

      summarizer eval --engine rules --log rules.jsonl

      summarizer eval --replay evals/recordings/NAME --log model.jsonl

      summarizer compare rules.jsonl model.jsonl

    Exit codes: 0 done; 2 wrong usage, no log of a run, or no case in common.
    """
    from summarizer.evaluation import baseline
    from summarizer.evaluation.counts import FIELDS, HEADLINE
    from summarizer.evaluation.reports import tables, text
    from summarizer.evaluation.statistics import compare as compare_cases

    with told(context):
        first, second = baseline.load(before), baseline.load(after)
        one, two = first.fitting(second.gold), second.fitting(first.gold)
        shared = one.cases.keys()
        if not shared:
            say(f"error: {before} and {after} have no case of the same labels in common")
            raise typer.Exit(USAGE)
        others = [name for name in FIELDS if name not in HEADLINE]
        heading = f"{one.system} → {two.system}, {len(shared)} cases in common"
        made = [
            tables.comparison(compare_cases(one.cases, two.cases, HEADLINE), heading),
            tables.comparison(compare_cases(one.cases, two.cases, others), "Further fields"),
        ]
        left_out = len((first.cases.keys() | second.cases.keys()) - shared)
        note = (
            f"\n\n{left_out} cases that only one has, or with other labels, are left out." if left_out else ""
        )
        show("\n\n".join(text.laid_out(table) for table in made) + note + "\n")
