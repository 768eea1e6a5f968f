"""Crash safety: the real commands killed at random moments, on full disks and in folders that may not be written.

A process that has everything imported forks the command, so that a kill costs a tenth of a second and not the start of
an interpreter. What a command has told (`CASE: 0.10 s` on standard error) counts as acknowledged: it must be in the log,
in the recordings and in the cache, whatever happened afterwards.
"""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from summarizer.engines.recorded import RecordedEngine
from summarizer.errors import SummarizerError
from summarizer.evaluation import records
from summarizer.evaluation.cases import load_cases
from summarizer.loading.briefs import load_briefs
from summarizer.loading.saved import saved_documents
from tests.attacks.disks import full_and_read_only
from tests.attacks.limited import environment
from tests.attacks.parts import Part
from tests.servers.scripted import ScriptedServer, failure, reader
from tests.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.evaluation.cases import Case
    from tests.servers.scripted import Reply, Request

NAME: Final = "crash safety"
SEED: Final = 20_311_103
CASES: Final = 4
LONGEST_S: Final = 60.0
SLOWNESS_S: Final = 0.02
"""What an answer takes, so that a kill finds requests under way."""

_FORKING = """
import json, os, signal, sys, time
import openai, instructor, httpcore2
import summarizer.cli, summarizer.api, summarizer.doctor, summarizer.engines.llm.transport, summarizer.engines.llm.faults
import summarizer.engines.rules.engine, summarizer.evaluation.run, summarizer.evaluation.gates, summarizer.loading.briefs
import summarizer.evaluation.reports.forms, summarizer.evaluation.reports.text, summarizer.loading.saved
import summarizer.rendering.exports.own, summarizer.evaluation.public.bench
for line in sys.stdin:
    asked = json.loads(line)
    began = time.monotonic()
    child = os.fork()
    if not child:
        told = os.open(asked["told"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(told, 1), os.dup2(told, 2), os.chdir(asked["cwd"])
        sys.argv = ["summarizer", *asked["arguments"]]
        try:
            summarizer.cli.main()
        finally:
            sys.stdout.flush(), sys.stderr.flush()
    ended = 0
    while not ended and time.monotonic() - began < asked["after"]:
        ended, status = os.waitpid(child, os.WNOHANG)
        time.sleep(0.001)
    if not ended:
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    print(json.dumps([os.waitstatus_to_exitcode(status), time.monotonic() - began]), flush=True)
"""


class Forking:
    """Commands in forks of one warm process, each with a moment at which it is killed."""

    def __init__(self, folder: Path, server: ScriptedServer) -> None:
        self.told = folder / "told"
        self.folder = folder
        env = environment(SUMMARIZER_CACHE_DIR=str(folder / "cache"), SUMMARIZER_API_KEY="sk-x")
        self.process = subprocess.Popen(
            [sys.executable, "-c", _FORKING],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, env=env, text=True,
        )  # fmt: skip
        self.model = ["--base-url", server.base_url, "--model", "openai/m"]

    def __call__(self, *arguments: str, after: float = LONGEST_S) -> tuple[int, float]:
        """Run a command, kill it after so many seconds; its exit code (-9 where it was killed) and how long it took."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        asked = {"arguments": arguments, "after": after, "told": str(self.told), "cwd": str(self.folder)}
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        code, seconds = json.loads(self.process.stdout.readline())
        return code, seconds

    def close(self) -> None:
        """End the warm process."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


class Killing:
    """Rounds of one evaluation: killed and resumed until it is done, looked at after every kill."""

    def __init__(self, folder: Path, server: ScriptedServer, cases: tuple[Case, ...]) -> None:
        self.folder, self.server, self.cases = folder, server, cases
        self.forking = Forking(folder, server)
        self.chance = random.Random(SEED)
        self.failures: list[str] = []
        self.checks = 0
        self.acknowledged: set[str] = set()
        self.whole_s = {"eval": 1.0, "brief": 1.0}

    def evaluating(self) -> list[str]:
        """The command of a round."""
        return ["eval", "--gold", "gold", *self.forking.model, "--log", "run.jsonl", "--resume", "--record", "kept", "--verbose"]  # fmt: skip

    def briefing(self) -> list[str]:
        """A command that writes every kind of output over older ones."""
        texts = [f"gold/{self.cases[0].gold.case}/{document.source}" for document in self.cases[0].documents]
        return ["brief", *texts, *self.forking.model, "--no-cache", "-o", "out.json", "--save-documents", "texts", "--record", "kept"]  # fmt: skip

    def warm_up(self) -> None:
        """Measure how long the commands take when nobody kills them, and leave an old output."""
        for name, arguments in (("eval", self.evaluating()), ("brief", self.briefing())):
            code, self.whole_s[name] = self.forking(*arguments)
            if code:
                raise AssertionError(f"{name} ended with {code}: {self.forking.told.read_text('utf-8')}")
        self.begin_round()

    def begin_round(self) -> None:
        """Forget everything but the old outputs of `brief`."""
        (self.folder / "run.jsonl").unlink(missing_ok=True)
        shutil.rmtree(self.folder / "cache", ignore_errors=True)
        shutil.rmtree(self.folder / "kept", ignore_errors=True)
        self.acknowledged = set()
        self.server.requests.clear()

    def kill(self) -> bool:
        """Kill a command at a random moment and look at what it leaves; whether it was killed before its end."""
        name = "eval" if self.chance.random() < 0.7 else "brief"
        arguments = self.evaluating() if name == "eval" else self.briefing()
        asked = len(self.server.requests)
        code, _ = self.forking(*arguments, after=self.chance.uniform(0.0, self.whole_s[name]))
        if code not in {-9, 0}:
            self.failures.append(
                f"{name} after a kill ended with {code}: {self.forking.told.read_text('utf-8', 'replace')[-300:]}"
            )
        if name == "eval":
            again = [c for c in self.acknowledged if self._asked_about(c, asked)]
            self._expect(not again, f"asked again about {again}, which had been told as done")
            told = self.forking.told.read_text("utf-8", "replace")
            self.acknowledged |= {c.gold.case for c in self.cases if f"{c.gold.case}: " in told}
        self.look()
        if name == "eval" and code == 0:
            self.end_round()
        return code == -9

    def look(self) -> None:
        """Everything that is on the disk can be read and is whole, and everything that was told is there."""
        try:
            log = self.folder / "run.jsonl"
            have = {record.case for record in records.load(log)} if log.exists() else set()
            self._expect(self.acknowledged <= have, f"not in the log: {self.acknowledged - have}")
            kept = self.folder / "kept"
            if kept.is_dir():
                engine = RecordedEngine(kept)
                for case in self.cases:
                    for document in case.documents if case.gold.case in self.acknowledged else ():
                        engine.read(document)
            (brief,) = load_briefs(self.folder / "out.json")
            missing: list[str] = []
            saved_documents(brief.documents, self.folder / "texts", tell=missing.append)
            self._expect(not missing, f"the texts of the brief: {missing}")
            for whole in (self.folder / "texts").glob("*.json"):
                json.loads(whole.read_text("utf-8"))
        except (SummarizerError, ValueError) as error:
            self.failures.append(f"after a kill: {type(error).__name__}: {error}")
        self._expect(self._cache_is_whole(), "the cache is damaged")

    def end_round(self) -> None:
        """All cases are there once; and the cache has all answers: nothing is asked of a server that refuses."""
        found = records.load(self.folder / "run.jsonl")
        self._expect(len(found) == len(self.cases), f"{len(found)} records of {len(self.cases)} cases")
        self._expect(not any(r.failures for r in found), f"failures: {[r.failures for r in found]}")
        self.server.script = lambda _: failure(401, "no")
        code, _ = self.forking("eval", "--gold", "gold", *self.forking.model, "--log", "again.jsonl")
        again = records.load(self.folder / "again.jsonl")
        self._expect(code == 0, f"the cache lacks answers: {[r.failures for r in again]}")
        same = {r.case: r.counts for r in again} == {r.case: r.counts for r in found}
        self._expect(same, "scores from the cache are others")
        (self.folder / "again.jsonl").unlink()
        self.server.script = slow_reader
        self.begin_round()

    def _asked_about(self, case: str, since: int) -> bool:
        texts = [d.text for c in self.cases if c.gold.case == case for d in c.documents]
        return any(
            r.article and r.article.strip() in text for r in self.server.requests[since:] for text in texts
        )

    def _cache_is_whole(self) -> bool:
        path = self.folder / "cache" / "answers.sqlite3"
        if not path.exists() or not path.stat().st_size:
            return True
        with closing(sqlite3.connect(path, timeout=5)) as connection:
            if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                return False
            tables = connection.execute("SELECT name FROM sqlite_master WHERE name = 'answers'").fetchall()
            rows = connection.execute("SELECT answer FROM answers").fetchall() if tables else []
        return all("content" in json.loads(row[0]) for row in rows)

    def _expect(self, fine: bool, told: str) -> None:
        self.checks += 1
        if not fine:
            self.failures.append(told)


def slow_reader(request: Request) -> Reply:
    """The honest reader, who takes a moment."""
    time.sleep(SLOWNESS_S)
    return reader(request)


def small_cases(folder: Path) -> tuple[Case, ...]:
    """The smallest of the development cases, copied to where commands find them."""
    cases = [
        path
        for path in (ROOT / "evals" / "gold").glob("*/case.yaml")
        if "\nsplit: dev\n" in path.read_text("utf-8")
    ]
    smallest = sorted(
        (path.parent for path in cases), key=lambda f: sum(p.stat().st_size for p in f.iterdir())
    )
    for each in smallest[:CASES]:
        shutil.copytree(each, folder / each.name)
    return load_cases(folder)


def killed(kills: int) -> Iterator[str | None]:
    """Kill commands so many times; for each kill what was wrong afterwards, if anything."""
    with tempfile.TemporaryDirectory() as made, ScriptedServer(slow_reader) as server:
        folder = Path(made)
        killing = Killing(folder, server, small_cases(folder / "gold"))
        try:
            killing.warm_up()
            done = 0
            while done < kills:
                before = len(killing.failures)
                was_killed = killing.kill()
                wrong = killing.failures[before:]
                if was_killed or wrong:
                    done += 1
                    yield "; ".join(wrong) or None
        finally:
            killing.forking.close()


def run(kills: int = 200) -> Part:
    """Kill commands so many times, fill their disks and forbid them to write."""
    began = time.monotonic()
    found = [f"kill {n}: {wrong}" if wrong else None for n, wrong in enumerate(killed(kills), 1)]
    found += full_and_read_only()
    failures = tuple(each for each in found if each is not None)
    return Part(NAME, len(found), len(found) - len(failures), time.monotonic() - began, failures)
