"""`make bench-public`: the built-in rules on public labelled data, beside the floors and peers named with the data.

The data lie outside the project, in `../shared/benchmarks`; without them this says so and ends.
Each row names the line of the scorer that it is taken from.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.shared import SHARED

BENCHMARKS = SHARED / "benchmarks"


@dataclass(frozen=True)
class Row:
    """One figure: data set, scorer, the line of its table, and what others reach on the same half."""

    data: str
    name: str
    line: str
    goal: float
    others: str


ROWS = (
    Row(
        "polnear",
        "quoted stretch + right speaker",
        "quoted stretches: found AND speaker",
        80,
        "floor 67.2, Citron 73.2",
    ),
    Row(
        "polnear",
        "every attribution + right speaker",
        "all: quote relaxed AND speaker relaxed",
        55,
        "floor 31.3, GenderGapTracker 44.1, Citron 55.8",
    ),
    Row(
        "te3", "dates resolved to a day, value", "resolved to a day: span relaxed AND value", 88, "floor 84.1"
    ),
    Row(
        "places", "toponyms, relaxed", "all toponyms, relaxed", 80, "held-out half: spaCy's large model 80.4"
    ),
    Row("re3d", "participants, relaxed", "participants (persons + organisations), relaxed", 75, "floor 68.7"),
    Row("re3d", "locations, relaxed", "locations, relaxed", 70, "floor 56.4"),
    Row("g5w1h", "who, first answer", "participants, relaxed: first answer right", 70, "floor 64.4"),
    Row("g5w1h", "where, first answer", "locations, relaxed: first answer right", 72, "floor 69.7"),
    Row("g5w1h", "date", "date (YYYY-MM-DD)", 80, "floor 75.7"),
    Row(
        "plv",
        "stance signals, macro F1",
        "macro F1, position signals",
        65,
        "held-out half: floor 55.3, NLI transformer 83.7",
    ),
)
FOLDERS = {"places": "gwn"}


def scores(data: str, folder: Path) -> dict[str, object]:
    """The scorer's table for our predictions on the development half."""
    articles = BENCHMARKS / "data" / FOLDERS.get(data, data) / "dev" / "articles.jsonl"
    predictions = folder / f"{data}.jsonl"
    run = [sys.executable, "-m", "summarizer.evaluation.public", data, str(articles), "-o", str(predictions)]
    subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
    score = [
        sys.executable,
        str(BENCHMARKS / f"{data}.py"),
        "score",
        "--split",
        "dev",
        "--pred",
        str(predictions),
        "--json",
    ]
    done = subprocess.run(score, check=True, capture_output=True, text=True)
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])["scores"]
    return found


def figure(table: dict[str, object], line: str) -> float | None:
    """The F1 or percentage of a line; lines are found by how they begin."""
    for name, value in table.items():
        if name.startswith(line):
            if isinstance(value, dict):
                return float(value["F1"])
            return float(str(value).split()[0])
    return None


def main() -> None:
    """Print the table."""
    if not BENCHMARKS.is_dir():
        print(f"The public data are not here ({BENCHMARKS}); nothing was measured.")
        return
    print(f"{'set':9}{'what':36}{'rules':>7}{'goal':>6}   others (development half unless said)")
    with tempfile.TemporaryDirectory() as folder:
        tables: dict[str, dict[str, object]] = {}
        for row in ROWS:
            if row.data not in tables:
                tables[row.data] = scores(row.data, Path(folder))
            value = figure(tables[row.data], row.line)
            shown = f"{value:.1f}" if value is not None else "?"
            print(f"{row.data:9}{row.name:36}{shown:>7}{row.goal:>6.0f}   {row.others}")


if __name__ == "__main__":
    main()
