"""Concurrency: many calls at once, in threads, in one event loop, in processes on one cache, and interrupts.

What comes out must be what comes out one by one, to the byte; nothing may be left open or at work, and nothing may
wait for ever.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from tests.attacks import interrupts
from tests.attacks.limited import environment
from tests.attacks.parts import Part
from tests.attacks.sharing import read_all
from tests.servers.scripted import ScriptedServer, failure, reader
from tests.shared import ROOT

NAME: Final = "concurrency"
CALLS: Final = 64
PROCESSES: Final = 8
LONGEST_S: Final = 300.0
"""A process that takes longer is ended, and counts as a deadlock."""


def ran(module: str, *arguments: str) -> tuple[str, list[str]]:
    """A module of this package in a process of its own: what it printed, and what is wrong with how it ended."""
    command = [sys.executable, "-W", "error::ResourceWarning", "-m", f"tests.attacks.{module}", *arguments]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=out, stderr=err)
        try:
            code = process.wait(LONGEST_S)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
        out.seek(0)
        err.seek(0)
        printed, said = out.read().decode(), err.read().decode("utf-8", "replace").strip()
    wrong = [f"{module}: exit code {code}"] if code else []
    # A warning of something left open, a task nobody waited for, a cache left out: all are said there.
    return printed, [*wrong, f"{module}: {said[-2_000:]}"] if said else wrong


def at_once(calls: int) -> tuple[int, list[str]]:
    """So many calls in threads and in one loop, some cancelled, some failing; how many, and what is wrong."""
    printed, wrong = ran("parallel", str(calls))
    tried = 0
    for line in printed.splitlines():
        name, made, faults, _ = json.loads(line)
        tried += made
        wrong += [f"{name}: {fault}" for fault in faults]
    return tried, wrong


def shared(processes: int, articles: int) -> list[str]:
    """So many processes on one cache, and then one on a server that refuses: all read what one reads without."""
    with tempfile.TemporaryDirectory() as made, ScriptedServer(reader, keep=False) as server:
        folder, cache = Path(made), Path(made, "cache")
        expected = read_all(articles, server.base_url, None)
        _, wrong = ran("sharing", str(processes), str(articles), server.base_url, str(cache), made)
        server.script = lambda _: failure(401, "no")
        again = folder / "again"
        again.mkdir()
        _, more = ran("sharing", "1", str(articles), server.base_url, str(cache), str(again))
        found = [*(folder / str(n) for n in range(processes)), again / "0"]
        other = [
            f"sharing: {p.parent.name} {p.name}"
            for p in found
            if not p.exists() or p.read_text("utf-8") != expected
        ]
    return [*wrong, *more, *other]


def tried(calls: int = CALLS, processes: int = PROCESSES, articles: int = CALLS) -> Part:
    """Everything once."""
    began = time.monotonic()
    made, wrong = at_once(calls)
    failures: list[str] = list(wrong)
    failures += shared(processes, articles)
    attacks = (interrupts.brief, interrupts.evaluation)
    for attack in attacks:
        failures += attack()
    whole = made + processes + 1 + len(attacks)
    return Part(NAME, whole, whole - len(failures), time.monotonic() - began, tuple(failures))


def run() -> Part:
    """The whole of it."""
    return tried()
