"""A run on a cluster killed (`kill -9`) at random moments and resumed: now its driver, now a worker that reads.

    python -m tests.attacks.clusters --kills 50 --articles 2000

Ray takes seconds to start, so this is no part of `make test-hostile`: `make test-hostile-cluster` runs it.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.attacks.corpora import NAMED, PATIENCE_S, SEED, SOON_S
from tests.attacks.limited import environment
from tests.bench.cluster import served, wire

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WORK_S: Final = 2.0
"""A run is killed at a random moment until so long after its first new record."""
ENDING_S: Final = 180.0
"""When the last process of a killed run has ended."""
STARTING: Final = 0.2
"""Share of the kills that come while Ray starts, before anything is read."""
WORKERS: Final = 0.3
"""Share of the others that take a worker; the run has to go on by itself."""


def below(pid: int) -> dict[int, bytes]:
    """The processes that `pid` started, and those that they did, with their command lines, from `/proc`."""
    parents: dict[int, int] = {}
    lines: dict[int, bytes] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended meanwhile
            state, parent = (entry / "stat").read_text("ascii", "replace").rpartition(")")[2].split()[:2]
            if state != "Z":
                parents[int(entry.name)] = int(parent)
                lines[int(entry.name)] = (entry / "cmdline").read_bytes()

    def started(child: int) -> bool:
        parent = parents.get(child)
        return parent is not None and (parent == pid or started(parent))

    return {child: line for child, line in lines.items() if started(child)}


def workers(pid: int) -> list[int]:
    """The actors that read, below the process `pid`."""
    return [child for child, line in below(pid).items() if line.startswith(b"ray::MapWorker")]


def soon(condition: Callable[[], object], seconds: float = SOON_S) -> bool:
    """Whether something comes about in time."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


class Cluster:
    """One corpus, and outputs of it that are begun anew when they are whole."""

    def __init__(self, folder: Path, base_url: str, articles: int) -> None:
        self.folder = folder
        self.articles = articles
        self.wire = folder / "wire.jsonl"
        wire(self.wire, articles)
        self.chance = random.Random(SEED)
        self.round = 0
        self.printed = (folder / "printed.txt").open("wb")
        self.kills: Counter[str] = Counter()
        self.left: set[int] = set()
        """Processes of killed runs. Ray's own agents end a minute after their driver, beside the run that follows."""
        options = ["--runner", "ray", "--model", "any/model", "--base-url", base_url, "--no-cache"]
        self._command = [sys.executable, "-m", "summarizer", "corpus", str(self.wire), *options, "--resume"]

    @property
    def output(self) -> Path:
        """The output of this round."""
        return self.folder / f"out{self.round}.jsonl"

    def size(self) -> int:
        """Bytes of the output."""
        return self.output.stat().st_size if self.output.exists() else 0

    def attack(self, *, kill: bool = True) -> Iterator[str | None]:
        """Start or resume a run and kill what chance says, until it is over; for each kill what was wrong afterwards."""
        began, before = time.monotonic(), self.size()
        with subprocess.Popen(
            [*self._command, "-o", str(self.output), "--quiet"],
            cwd=self.folder, env=environment() | {"SUMMARIZER_REPAIR": "0"}, stdout=self.printed, stderr=subprocess.PIPE,
        ) as process:  # fmt: skip
            if not kill:
                process.wait(PATIENCE_S)
            elif self.chance.random() < STARTING:
                time.sleep(self.chance.uniform(0.0, 4.0))
                yield self.take(process, "the driver in its start")
                return
            soon(lambda: self.size() > before or process.poll() is not None, PATIENCE_S)
            while process.poll() is None:
                with suppress(subprocess.TimeoutExpired):
                    process.wait(self.chance.uniform(0.0, WORK_S))
                    break
                if self.chance.random() >= WORKERS:
                    yield self.take(process, "the driver")
                    return
                if found := workers(process.pid):
                    self.kills["a worker"] += 1
                    with suppress(ProcessLookupError):
                        os.kill(self.chance.choice(found), signal.SIGKILL)
                    yield None  # what it cost shows when the run is over
                if time.monotonic() > began + PATIENCE_S:
                    yield self.take(process, "a driver that made no headway") or "the run did not end"
                    return
            assert process.stderr is not None
            said = process.stderr.read().decode("utf-8", "replace")
        wrong = self.doubled()
        if process.returncode:
            wrong.append(f"exit code {process.returncode}: {said[-300:]}")
        if (there := len(self.numbers())) != self.articles:
            wrong.append(f"{there} records, not {self.articles}")
        self.round += 1
        if wrong:
            yield "; ".join(wrong)

    def take(self, process: subprocess.Popen[bytes], what: str) -> str | None:
        """Kill a driver; what is wrong with what it leaves behind."""
        self.kills[what] += 1
        left = workers(process.pid)
        self.left |= below(process.pid).keys()
        process.kill()
        process.wait()
        wrong = self.doubled()
        if not soon(lambda: not any(map(alive, left))):
            wrong.append("workers still read")
        return "; ".join(wrong) or None

    def numbers(self) -> list[int]:
        """The articles of the records, by the lines of the corpus."""
        return [int(number) for number in NAMED.findall(self.output.read_bytes())] if self.size() else []

    def doubled(self) -> list[str]:
        """Articles that are in the output more than once."""
        return [
            f"article {number} is there {n} times" for number, n in Counter(self.numbers()).items() if n > 1
        ]


def alive(pid: int) -> bool:
    """Whether a process has not ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def killed(cluster: Cluster, kills: int) -> Iterator[str | None]:
    """Kill so often; for each kill what was wrong. Every output that is begun is completed."""
    while (more := cluster.kills.total() < kills) or cluster.size():
        yield from cluster.attack(kill=more)
    cluster.printed.close()
    if printed := Path(cluster.printed.name).read_text("utf-8", "replace"):
        yield f"on standard output: {printed[:300]}"
    if not soon(lambda: not any(map(alive, cluster.left)), ENDING_S):
        yield "processes of killed runs are still there"


def main() -> int:
    """Print what was tried and survived; exit code 1 where something was not."""
    parser = argparse.ArgumentParser(prog="python -m tests.attacks.clusters", description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--articles", type=int, default=2_000)
    given = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as made, served(Path(made)) as base_url:
        cluster = Cluster(Path(made), base_url, given.articles)
        found = list(killed(cluster, given.kills))
    failures = [wrong for wrong in found if wrong]
    told = ", ".join(f"{n} times {what}" for what, n in cluster.kills.items())
    print(
        f"killed: {told}; {cluster.round} outputs of {given.articles:,} articles completed, {len(failures)} faults,"
        f" {time.monotonic() - began:.0f} s"
    )
    for wrong in failures:
        print(f"FAILED {wrong}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
