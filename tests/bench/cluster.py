"""`make bench-ray`: articles a second through Ray on this machine, its start included.

Short articles, a model's server with a fixed latency, 64 articles in flight; beside it the local runner, on request.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.corpus import Runner, Summary, run
from summarizer.settings import Settings
from tests.servers.scripted import EMPTY, position
from tests.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

LATENCY_S = 0.1
IN_FLIGHT = 64
SENTENCE = "Bolivia said that it would keep the bridge at Desaguadero open."
"""What every article says, and every answer cites."""


def wire(path: Path, count: int) -> None:
    """So many short articles, each with its own first sentence."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            text = f"LA PAZ. Officials met for talks number {number} on Tuesday. {SENTENCE}\n"
            file.write(json.dumps({"text": text, "outlet": "Puno Gazette"}) + "\n")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a server that is a process of its own and costs next to nothing."""
    answer = EMPTY | {"positions": [position(SENTENCE, holder="Bolivia", topic="the bridge")]}
    (folder / "answers.json").write_text(json.dumps([json.dumps(answer)]), encoding="utf-8")
    command = [sys.executable, "-m", "tests.servers.fixed", str(folder / "answers.json")]
    command += ["--latency", str(LATENCY_S)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.communicate(timeout=10)


def measured(runner: Runner, count: int) -> tuple[Summary, float]:
    """The run's summary, and seconds to its first record."""
    with tempfile.TemporaryDirectory() as name, served(Path(name)) as base_url:
        folder = Path(name)
        wire(folder / "wire.jsonl", count)
        settings = Settings(
            model="any/model", base_url=base_url, cache=False, repair=False, concurrency=IN_FLIGHT
        )
        first = 0.0

        def progress(summary: Summary) -> None:
            nonlocal first
            first = first or summary.seconds

        summary = run(
            [folder / "wire.jsonl"],
            folder / "out.jsonl",
            settings=settings,
            runner=runner,
            progress=progress,
        )
        return summary, first


def main() -> None:
    """Print a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[2_000, 10_000])
    parser.add_argument("--local", action="store_true", help="the local runner as well")
    options = parser.parse_args()
    began = time.monotonic()
    for count in options.counts:
        for runner in ("ray", "local") if options.local else ("ray",):
            summary, first = measured(runner, count)
            assert (summary.ok, summary.failed, summary.stopped) == (count, 0, None), summary
            rate = count / summary.seconds
            rest = count / (summary.seconds - first)
            print(
                f"{runner:>5} {count:>6,} articles, {LATENCY_S * 1000:.0f} ms, {IN_FLIGHT} in flight: {summary.seconds:6.1f} s,"
                f" {rate:5.0f} a second; first record after {first:.1f} s, then {rest:.0f} a second",
                flush=True,
            )
    print(f"{time.monotonic() - began:.0f} s in all, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
