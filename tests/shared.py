"""Where the public texts and labels lie that some tests read; they stay outside the project."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SEEDS = SHARED / "seeds"
EXAMPLE = ROOT / "evals" / "gold" / "torshavn-2031"

needs_seeds = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the two seed articles are not beside the project"
)


def public_scores(
    adapter: str, dataset: str, scorer: str, *options: str, into: Path
) -> dict[str, dict[str, float]]:
    """The scores of the rules on the development half of a public data set, by its own scorer; skips without the set.

    `into`: a folder for the predictions.
    """
    sets = SHARED / "benchmarks"
    if not sets.is_dir():
        pytest.skip("the public data sets are not beside the project")
    predictions = str(into / f"{dataset}.jsonl")
    articles = str(sets / "data" / dataset / "dev" / "articles.jsonl")
    read = [sys.executable, "-m", "summarizer.evaluation.public", adapter, articles, "-o", predictions]
    subprocess.run(read, check=True, cwd=ROOT)
    score = [
        sys.executable,
        str(sets / scorer),
        "score",
        *options,
        "--split",
        "dev",
        "--pred",
        predictions,
        "--json",
    ]
    printed = subprocess.run(score, check=True, capture_output=True, text=True).stdout
    scores: dict[str, dict[str, float]] = json.loads(printed)["scores"]
    return scores
