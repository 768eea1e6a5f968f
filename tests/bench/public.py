"""`make bench-public`: the built-in rules on public labelled data, beside the floors and peers named with the data.

The data lie outside the project, in `../shared/benchmarks`; without them this says so and ends.
"""

from __future__ import annotations

from summarizer.evaluation.public.bench import measure
from tests.shared import SHARED

BENCHMARKS = SHARED / "benchmarks"
GOALS = {
    "quoted stretch + right speaker": 80,
    "every attribution + right speaker": 55,
    "dates resolved to a day, value": 88,
    "toponyms, relaxed": 80,
    "participants, relaxed": 75,
    "locations, relaxed": 70,
    "who, first answer": 70,
    "where, first answer": 72,
    "date": 80,
    "stance signals, macro F1": 65,
}


def main() -> None:
    """Print the table."""
    if not BENCHMARKS.is_dir():
        print(f"The public data are not here ({BENCHMARKS}); nothing was measured.")
        return
    print(f"{'set':9}{'what':36}{'rules':>7}{'goal':>6}   others (development half unless said)")
    for data, name, value, others in measure(BENCHMARKS):
        print(f"{data:9}{name:36}{value:>7.1f}{GOALS[name]:>6}   {others}")


if __name__ == "__main__":
    main()
