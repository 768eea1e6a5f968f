"""`make bench-corpus`: many short articles through the rules: articles a second, how busy the cores are, and memory.

What is measured is the command itself and the processes that it starts, from `/proc`: memory that is resident, with what
processes share counted in each; processor time while articles were read, start and end of the processes left out.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Final, NamedTuple

from tests.attacks.limited import environment
from tests.attacks.newsroom import dispatch

EVERY_S: Final = 0.5
SHARES: Final = (0.1, 0.5, 1.0)
_TICKS: Final = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_PAGE: Final = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


class Sample(NamedTuple):
    """What the processes of a run held and had used at one moment."""

    at_s: float
    done: int
    """Articles in the output."""
    parent: float
    """Resident memory in MB."""
    children: tuple[float, ...]
    """Of each process that reads, in MB."""
    busy_s: float
    """Processor time of all of them so far."""


def sample(pid: int, done: int) -> Sample | None:
    """The run of this process now; None where it has ended or does not read yet, or no more."""
    parent = _process(pid)
    # Python's own tracker of resources is a child too, small and idle; it is told by its command.
    readers = [child for child in _children(pid) if b"spawn_main" in _command(child)]
    children = [found for found in map(_process, readers) if found]
    if parent is None or not children:
        return None
    busy = parent[1] + sum(seconds for _, seconds in children)
    return Sample(time.monotonic(), done, parent[0], tuple(memory for memory, _ in children), busy)


def _process(pid: int) -> tuple[float, float] | None:
    """Resident MB and processor seconds."""
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
        return int(fields[21]) * _PAGE / 1e6, (int(fields[11]) + int(fields[12])) / _TICKS
    return None


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
    return []


def _command(pid: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def done_of(ledger: Path) -> int:
    """Articles that the ledger of a run knows of."""
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(f"{ledger.resolve().as_uri()}?mode=ro", uri=True)) as database,
    ):
        return int((database.execute("SELECT ok + failed FROM output").fetchone() or (0,))[0])
    return 0


def measured(folder: Path, articles: int) -> list[Sample]:
    """Samples of a run over so many short articles, the first from when records were written."""
    wire, output = folder / "wire.jsonl", folder / "out.jsonl"
    with wire.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"text": dispatch(number)}) + "\n" for number in range(articles))
    samples: list[Sample] = []
    command = [
        sys.executable,
        "-m",
        "summarizer",
        "corpus",
        str(wire),
        "-o",
        str(output),
        "--engine",
        "rules",
    ]
    with subprocess.Popen([*command, "--quiet"], env=environment()) as process:
        while process.poll() is None:
            done = done_of(output.with_name(f"{output.name}.ledger"))
            found = sample(process.pid, done) if done else None
            if found is not None:
                samples.append(found)
            time.sleep(EVERY_S)
    if process.returncode or len(samples) < 2:
        raise SystemExit(f"the run ended with {process.returncode} after {len(samples)} samples")
    readers = max(len(each.children) for each in samples)
    return [
        each for each in samples if len(each.children) == readers
    ]  # one that has ended takes its time along


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.corpus", description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        samples = measured(Path(made), given.articles)
    first, last = samples[0], samples[-1]
    seconds = last.at_s - first.at_s
    cores = os.cpu_count() or 1
    print(f"{given.articles:,} articles, {len(last.children)} processes on {cores} cores")
    print(f"articles a second   {(last.done - first.done) / seconds:8.1f}")
    print(f"a second of one core{(last.done - first.done) / (last.busy_s - first.busy_s):8.1f}")
    print(f"cores busy with it  {100 * (last.busy_s - first.busy_s) / seconds / cores:8.1f} %   (goal 85)")
    for share in SHARES:
        at = min(samples, key=lambda s: abs(s.done - share * given.articles))
        children = ", ".join(f"{memory:.0f}" for memory in at.children)
        whole = at.parent + sum(at.children)
        print(
            f"memory at {100 * at.done / given.articles:5.1f} %   {at.parent:8.0f} MB the run, {children} its processes, {whole:.0f} all"
        )
    print(f"most                {max(s.parent + sum(s.children) for s in samples):8.0f} MB   (goal 500)")


if __name__ == "__main__":
    main()
