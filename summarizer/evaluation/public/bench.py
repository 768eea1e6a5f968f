"""The built-in rules on public labelled data, beside the floors and peers named with the data.

The data lie outside the project: a folder with one scorer and one `data/SET/dev` for each set.
Each row names the line of the scorer's table that it is taken from.
"""

from __future__ import annotations

import json
import subprocess  # the scorers are scripts that come with the data
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from summarizer.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: data set, what it says, the line of its scorer, and what others reach on the same half."""

    data: str
    name: str
    line: str
    others: str


ROWS: Final = (
    Row(
        "polnear",
        "quoted stretch + right speaker",
        "quoted stretches: found AND speaker",
        "floor 67.2, Citron 73.2",
    ),
    Row(
        "polnear",
        "every attribution + right speaker",
        "all: quote relaxed AND speaker relaxed",
        "floor 31.3, GenderGapTracker 44.1, Citron 55.8",
    ),
    Row("te3", "dates resolved to a day, value", "resolved to a day: span relaxed AND value", "floor 84.1"),
    Row("places", "toponyms, relaxed", "all toponyms, relaxed", "held-out half: spaCy's large model 80.4"),
    Row("re3d", "participants, relaxed", "participants (persons + organisations), relaxed", "floor 68.7"),
    Row("re3d", "locations, relaxed", "locations, relaxed", "floor 56.4"),
    Row("g5w1h", "who, first answer", "participants, relaxed: first answer right", "floor 64.4"),
    Row("g5w1h", "where, first answer", "locations, relaxed: first answer right", "floor 69.7"),
    Row("g5w1h", "date", "date (YYYY-MM-DD)", "floor 75.7"),
    Row(
        "plv",
        "stance signals, macro F1",
        "macro F1, position signals",
        "held-out half: floor 55.3, NLI transformer 83.7",
    ),
)
_FOLDERS: Final = {"places": "gwn"}


def measure(folder: Path) -> Iterator[tuple[str, str, float, str]]:
    """Set, what, figure of the rules and of others, one row after another.

    Runs the scorers of `folder` as programs. Raises `ConfigError` where the data are not there.
    """
    if not (folder / "data").is_dir():
        raise ConfigError("no public data sets here", subject=str(folder), remedy="correct --benchmarks")
    with tempfile.TemporaryDirectory() as temporary:
        tables: dict[str, dict[str, object]] = {}
        for row in ROWS:
            if row.data not in tables:
                tables[row.data] = _scores(row.data, folder, Path(temporary))
            value = _figure(tables[row.data], row.line)
            if value is not None:
                yield row.data, row.name, value, row.others


def _scores(data: str, folder: Path, temporary: Path) -> dict[str, object]:
    """The scorer's table for our predictions on the development half."""
    articles = folder / "data" / _FOLDERS.get(data, data) / "dev" / "articles.jsonl"
    predictions = temporary / f"{data}.jsonl"
    ours = [sys.executable, "-m", "summarizer.evaluation.public", data, str(articles), "-o", str(predictions)]
    scorer = [sys.executable, str(folder / f"{data}.py"), "score", "--split", "dev", "--json", "--pred"]
    try:
        subprocess.run(ours, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own module
        done = subprocess.run([*scorer, str(predictions)], check=True, capture_output=True, text=True)  # noqa: S603 - named by the user
        table: dict[str, object] = json.loads(done.stdout.splitlines()[-1])["scores"]
    except (subprocess.CalledProcessError, ValueError, LookupError) as error:
        raise ConfigError(
            f"the scorer of {data} failed ({type(error).__name__})",
            subject=str(folder),
            remedy="run it by itself to see why",
        ) from error
    return table


def _figure(table: dict[str, object], line: str) -> float | None:
    """The F1 or percentage of a line; lines are found by how they begin."""
    for name, value in table.items():
        if name.startswith(line):
            if isinstance(value, dict):
                return float(value["F1"])
            return float(str(value).split()[0])
    return None
