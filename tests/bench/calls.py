"""`make bench`: what reading with a model costs beside the peers, against a server of the loopback with fixed latency.

    python -m tests.bench.calls [--peers PYTHON] [--only NUMBER]

Articles are the development documents, answers the recorded ones. Everything runs in one go on one machine, each client
in a process of its own; read the ratios, which hold elsewhere, not the milliseconds, which do not.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.corpus.inputs import Piece, articles
from summarizer.loading.sources import SIZE_LIMIT
from summarizer.models.document import Document
from tests.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

ELSEWHERE = ("langextract", "litellm")
"""Clients that need another version of the SDK than ours."""


@dataclass(frozen=True)
class Scenario:
    """One load, given to several clients in turn; the first one is what the others are compared with."""

    title: str
    goal: str
    articles: int
    in_flight: int
    latency: float
    clients: tuple[str, ...]
    slow_every: int = 0
    slow_times: float = 10.0

    @property
    def ideal(self) -> float:
        """Seconds that waiting alone takes."""
        slow = self.articles / self.slow_every * (self.slow_times - 1) if self.slow_every else 0.0
        return (self.articles + slow) * self.latency / self.in_flight


SCENARIOS = (
    Scenario(
        "64 articles at 0.5 s, 32 in flight",
        "wall at most 1.15 of the SDK's",
        64,
        32,
        0.5,
        ("sdk", "summarizer", "instructor", "langextract"),
    ),
    Scenario(
        "200 articles at 0.2 s, 10 in flight, every twentieth ten times slower",
        "wall at most 1.15 of the SDK's",
        200,
        10,
        0.2,
        ("sdk", "summarizer", "langextract"),
        slow_every=20,
    ),
    Scenario(
        "744 articles at 0.2 s, 64 in flight",
        "at most 6 ms of processor time an article where the SDK takes 4.0",
        744,
        64,
        0.2,
        (
            "sdk",
            "sdk-aiohttp",
            "summarizer",
            "summarizer-repair",
            "summarizer-cache",
            "instructor",
            "litellm",
            "langextract",
        ),
    ),
    Scenario(
        "2,000 articles at 0.2 s, 256 in flight", "150 briefs a second", 2000, 256, 0.2, ("sdk", "summarizer")
    ),
    Scenario(
        "4,096 articles at 1 s, 1,024 in flight",
        "no failure, under 400 MB",
        4096,
        1024,
        1.0,
        ("sdk", "summarizer"),
    ),
)


def recorded() -> tuple[list[str], list[dict[str, Any]]]:
    """The development documents that a model has read, and the readings it gave."""
    readings = {}
    for file in sorted((ROOT / "evals" / "recordings").glob("*/*.json")):
        recording = json.loads(file.read_text("utf-8"))
        readings[recording["document"]["sha256"]] = recording["reading"]
    texts, answers = [], []
    for file in sorted((ROOT / "evals" / "gold").glob("*/*.txt")):
        assert file.stat().st_size < SIZE_LIMIT
        for _, document in articles(Piece(str(file), None, str(file))):
            if isinstance(document, Document) and (reading := readings.get(document.sha256)):
                texts.append(file.read_text("utf-8"))
                answers.append(reading)
    return texts, answers


def for_langextract(reading: dict[str, Any]) -> dict[str, Any]:
    """A reading in the form that LangExtract asks for, of about the same length."""
    found = []
    for kind, claims in reading.items():
        for claim in claims:
            if claim.get("quotes"):
                told = {
                    name: value
                    for name, value in claim.items()
                    if isinstance(value, str) and name != "quotes"
                }
                found.append({kind: claim["quotes"][0], f"{kind}_attributes": told})
    return {"extractions": found}


@contextmanager
def server(answers: Path, scenario: Scenario) -> Iterator[str]:
    """The address of a server that ends with the context."""
    command = [sys.executable, "-m", "tests.servers.fixed", str(answers), "--latency", str(scenario.latency)]
    command += ["--slow-every", str(scenario.slow_every), "--slow-times", str(scenario.slow_times)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()


def measure(
    client: str, python: str, scenario: Scenario, texts: Path, answers: Path
) -> dict[str, float] | str:
    """The figures of one client, or why there are none."""
    with server(answers, scenario) as url:
        command = [python, "-m", "tests.bench.clients", client, url, str(texts)]
        command += [str(scenario.articles), str(scenario.in_flight)]
        environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=600, env=environment, check=False
        )
    for line in done.stdout.splitlines():
        if line.startswith("{"):
            figures: dict[str, float] = json.loads(line)
            return figures
    return (done.stderr.strip().splitlines() or ["nothing said"])[-1][:120]


def main() -> None:
    """Print every scenario."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.calls", description=__doc__)
    parser.add_argument("--peers", help="a Python that has langextract and litellm")
    parser.add_argument("--only", type=int, help="one scenario, from 1")
    given = parser.parse_args()
    texts, readings = recorded()
    with tempfile.TemporaryDirectory() as folder:
        files = {name: Path(folder, f"{name}.json") for name in ("texts", "answers", "langextract")}
        files["texts"].write_text(json.dumps(texts), "utf-8")
        files["answers"].write_text(json.dumps([json.dumps(each) for each in readings]), "utf-8")
        forms = [json.dumps(for_langextract(each)) for each in readings]
        files["langextract"].write_text(json.dumps(forms), "utf-8")
        for number, scenario in enumerate(SCENARIOS, start=1):
            if given.only not in {None, number}:
                continue
            print(f"\n{number}. {scenario.title}; goal: {scenario.goal}")
            print(f"   {'':20}{'wall s':>8}{'of ideal':>10}{'of sdk':>8}{'a second':>10}", end="")
            print(f"{'cpu ms':>8}{'of sdk':>8}{'MB':>6}{'failed':>8}")
            first: dict[str, float] | None = None
            for client in scenario.clients:
                python = given.peers if client in ELSEWHERE else sys.executable
                if python is None:
                    print(f"   {client:20}    not measured: give --peers")
                    continue
                answers = files["langextract" if client == "langextract" else "answers"]
                got = measure(client, python, scenario, files["texts"], answers)
                if isinstance(got, str):
                    print(f"   {client:20}    {got}")
                    continue
                first = first or got
                cpu = got["cpu"] / scenario.articles * 1000
                print(
                    f"   {client:20}{got['wall']:8.2f}{got['wall'] / scenario.ideal:10.2f}"
                    f"{got['wall'] / first['wall']:8.2f}{scenario.articles / got['wall']:10.0f}"
                    f"{cpu:8.2f}{got['cpu'] / first['cpu']:8.2f}{got['mb']:6.0f}{got['failed']:8.0f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
