"""A run: every case of a folder through an engine, scored; a case that fails scores as an empty brief."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarizer.api import briefs, read
from summarizer.errors import SummarizerError
from summarizer.evaluation.cases import load_cases
from summarizer.evaluation.score import Scores, score, score_nothing

if TYPE_CHECKING:
    from pathlib import Path

    from summarizer.settings import Settings


@dataclass
class RunResult:
    """What a run came to."""

    cases: int = 0
    scores: Scores = field(default_factory=Scores)
    failures: list[tuple[str, str]] = field(default_factory=list)


def run(folder: Path, settings: Settings) -> RunResult:
    """Score all cases below `folder`. Raises `GoldError` where a case cannot be used."""
    result = RunResult()
    for case in load_cases(folder):
        result.cases += 1
        try:
            found = briefs(*read(case.documents, settings))
        except SummarizerError as error:
            result.failures.append((case.gold.case, str(error)))
            result.scores.add(score_nothing(case))
            continue
        result.scores.add(score(case, found[0]))
    return result
