"""A corpus run killed (`kill -9`) at random moments and resumed, until every article is in its output exactly once.

Now its whole group of processes is killed, now the run alone, whose readers then have to end by themselves. Of the articles
a few are not English and one line is broken, so that runs fail, are told to read failures again, and are killed at that.
"""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyarrow.parquet as pq

from tests.attacks.limited import environment
from tests.attacks.newsroom import dispatch
from tests.attacks.parts import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME: Final = "killed corpus runs"
SEED: Final = 20_320_229
ARTICLES: Final = 2_000
KILLS: Final = 50
WORK_S: Final = 1.5
"""A run is killed at a random moment until so long after its readers have begun to read."""
PATIENCE_S: Final = 300.0
SOON_S: Final = 30.0
_FRENCH: Final = "Les ministres se sont rencontrés à Oslo lundi, a annoncé le gouvernement. " * 10
NAMED: Final = re.compile(rb'\{"schema":"record/1","article":"[^"]*:(\d+)"')


class Corpus:
    """One corpus, and outputs of it that are begun anew when they are whole: now lines of JSON, now Parquet."""

    def __init__(self, folder: Path, articles: int) -> None:
        self.folder = folder
        self.chance = random.Random(SEED)
        self.wire = folder / "wire.jsonl"
        failing = {number for number in range(articles) if number % 100 == 50}
        texts = (_FRENCH if number in failing else dispatch(number) for number in range(articles - 1))
        lines = [json.dumps({"text": text, "id": f"n{number}"}) for number, text in enumerate(texts)]
        self.wire.write_text("".join(f"{line}\n" for line in [*lines, "{broken"]), "utf-8")
        self.numbers = range(1, articles + 1)
        self.failing = {number + 1 for number in failing} | {articles}
        self.round = 0
        self.startup_s = self.seconds(self.begin("warm.jsonl", "--quiet", wire=self.one_line()))

    def one_line(self) -> Path:
        """A corpus of one article."""
        path = self.folder / "one.jsonl"
        path.write_text(json.dumps({"text": dispatch(0)}) + "\n", "utf-8")
        return path

    @property
    def output(self) -> Path:
        """The output of this round."""
        return self.folder / f"out{self.round}.{('jsonl', 'parquet')[self.round % 2]}"

    @property
    def lines(self) -> Path:
        """Where its records are appended."""
        return (
            self.output
            if self.output.suffix == ".jsonl"
            else self.output.with_name(f"{self.output.name}.jsonl")
        )

    def begin(self, output: str, *more: str, wire: Path | None = None) -> subprocess.Popen[bytes]:
        """Start a run in a session of its own."""
        command = [
            sys.executable,
            "-m",
            "summarizer",
            "corpus",
            str(wire or self.wire),
            "-o",
            output,
            "--engine",
            "rules",
        ]
        return subprocess.Popen(
            [*command, "--processes", "2", *more],
            cwd=self.folder, env=environment(), stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip

    def seconds(self, process: subprocess.Popen[bytes]) -> float:
        """How long a run takes to its end."""
        began = time.monotonic()
        self.ended(process, PATIENCE_S)
        return time.monotonic() - began

    def ended(self, process: subprocess.Popen[bytes], after_s: float) -> str | None:
        """Wait for a run's end, no longer than so many seconds; what it said, None where it is killed."""
        try:
            return process.communicate(timeout=after_s)[1].decode("utf-8", "replace")
        except subprocess.TimeoutExpired:
            together = self.chance.random() < 0.5
            (os.killpg if together else os.kill)(process.pid, signal.SIGKILL)
            process.wait()
            return None
        finally:
            assert process.stderr is not None
            process.stderr.close()

    def attack(self, after_s: float | None = None) -> tuple[bool, list[str]]:
        """Start or resume a run and kill it at a random moment; whether it was killed, and what is wrong then."""
        if after_s is None:
            after_s = self.chance.uniform(0.0, self.startup_s + WORK_S)
        retry = ("--retry-failed",) if self.lines.exists() and self.chance.random() < 0.4 else ()
        process = self.begin(str(self.output), "--resume", "--quiet", *retry)
        said = self.ended(process, after_s)
        wrong = [] if gone(process.pid) else [f"readers of {process.pid} are still at work"]
        if said is None:
            return True, wrong + self.doubled()
        if process.returncode != 3:
            wrong.append(f"exit code {process.returncode}: {said[-300:]}")
        wrong += self.complete()
        self.round += 1
        return False, wrong

    def doubled(self) -> list[str]:
        """Articles that are in the output more than once."""
        if not self.lines.exists():
            return []
        found = Counter(NAMED.findall(self.lines.read_bytes()))
        return [f"article {number.decode()} is there {n} times" for number, n in found.items() if n > 1]

    def complete(self) -> list[str]:
        """What is wrong with an output that should be whole."""
        lines = [json.loads(line) for line in self.lines.read_bytes().splitlines()]
        found = {int(line["article"].rpartition(":")[2]): line["error"] is None for line in lines}
        failed = self.output.with_name(f"{self.output.stem}.failed.jsonl")
        letters = [json.loads(line) for line in failed.read_bytes().splitlines()]
        wrong = []
        if len(lines) != len(self.numbers) or set(found) != set(self.numbers):
            wrong.append(f"{len(lines)} records of {len(set(found))} articles, not {len(self.numbers)}")
        if (bad := {number for number, ok in found.items() if not ok}) != self.failing:
            wrong.append(f"failed are {sorted(bad)[:5]}")
        if {int(each["error"]["article"].rpartition(":")[2]) for each in letters} != self.failing:
            wrong.append("the list of failures is another")
        if [each.get("text") for each in letters].count(_FRENCH) != len(self.failing) - 1:
            wrong.append("failures lack their texts")
        if self.output != self.lines and pq.read_table(self.output)["article"].to_pylist() != [
            line["article"] for line in lines
        ]:
            wrong.append("the table holds other records")
        return wrong


def gone(session: int) -> bool:
    """Whether every process of a session ends soon."""
    until = time.monotonic() + SOON_S
    while members(session):
        if time.monotonic() > until:
            os.killpg(session, signal.SIGKILL)
            return False
        time.sleep(0.05)
    return True


def members(session: int) -> list[int]:
    """The processes of a session that have not ended, from `/proc`."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, _, of = path.read_text("ascii", "replace").rpartition(")")[2].split()[:4]
            if int(of) == session and state != "Z":  # one that ended, and whom nobody has asked about
                found.append(int(path.parent.name))
    return found


def killed(kills: int, articles: int = ARTICLES) -> Iterator[str | None]:
    """Kill so many runs; for each kill what was wrong afterwards, if anything. The last output is completed."""
    with tempfile.TemporaryDirectory() as made:
        corpus = Corpus(Path(made), articles)
        done = 0
        while done < kills:
            was_killed, wrong = corpus.attack()
            if was_killed or wrong:
                done += 1
                yield "; ".join(wrong) or None
        _, wrong = corpus.attack(PATIENCE_S)
        if wrong:
            yield "; ".join(wrong)


def run() -> Part:
    """All of it."""
    began = time.monotonic()
    found = list(killed(KILLS))
    failures = tuple(f"kill {n}: {wrong}" for n, wrong in enumerate(found, 1) if wrong)
    return Part(NAME, len(found), len(found) - len(failures), time.monotonic() - began, failures)
