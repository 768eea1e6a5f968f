"""The recorded answers of a real language model still make good briefs."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from summarizer.evaluation.run import run
from summarizer.settings import Settings
from tests.shared import ROOT

if TYPE_CHECKING:
    from pathlib import Path

RECORDINGS = ROOT / "evals" / "recordings" / "claude-2026-11-22"
CASES = ("bissau-2034", "lodwar-2027", "muscat-2029", "torshavn-2031")


def test_a_models_recorded_answers_score_above_the_floors(tmp_path: Path) -> None:
    for case in CASES:
        shutil.copytree(ROOT / "evals" / "gold" / case, tmp_path / case)
    result = run(tmp_path, Settings(engine="llm", replay=RECORDINGS))
    assert result.failures == []
    assert result.scores.ungrounded == 0
    floors = {"participants": 0.75, "red lines": 0.85, "positions": 0.75, "outcomes": 0.75}
    reached = {name: result.scores.tallies[name].f1 or 0.0 for name in floors}
    assert all(reached[name] >= floor for name, floor in floors.items()), reached
