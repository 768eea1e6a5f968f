"""The recorded answers of a real language model still make good briefs."""

from __future__ import annotations

from summarizer.evaluation.cases import load_case
from summarizer.evaluation.counts import total
from summarizer.evaluation.records import failure_rate
from summarizer.evaluation.run import run
from summarizer.settings import Settings
from tests.shared import ROOT

RECORDINGS = ROOT / "evals" / "recordings" / "claude-2026-11-22"
CASES = ("bissau-2034", "lodwar-2027", "muscat-2029", "torshavn-2031")


def test_a_models_recorded_answers_score_above_the_floors() -> None:
    cases = [load_case(ROOT / "evals" / "gold" / name) for name in CASES]
    result = run(cases, Settings(engine="llm", replay=RECORDINGS))
    assert failure_rate(result.records) == 0
    counts = total(record.counts for record in result.records)
    assert counts.facts["evidence grounded"].right == counts.facts["evidence grounded"].asked
    floors = {"participants": 0.75, "red lines": 0.85, "positions": 0.75, "outcomes": 0.75}
    reached = {name: counts.fields[name].f1 or 0.0 for name in floors}
    assert all(reached[name] >= floor for name, floor in floors.items()), reached
