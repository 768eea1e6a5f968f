"""Commands that are interrupted (SIGINT) with articles under way: they end at once, and what was done is kept."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from summarizer.evaluation import records
from tests.attacks import newsroom
from tests.attacks.crashes import small_cases
from tests.attacks.limited import environment
from tests.servers.scripted import Reply, ScriptedServer, reader

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.servers.scripted import Request

ARTICLES: Final = 16
ANSWERED: Final = 8
"""Articles that are answered before the interrupt; the server is silent on the others."""
STOPPED: Final = 130
"""Exit code of a command that was interrupted, as shells have it."""
SILENT_S: Final = 60.0
PATIENCE_S: Final = 60.0
"""How long the command may take to get everything under way."""
SOON_S: Final = 5.0
"""How long it may take to end: it has to close its connections and its interpreter, nothing else."""
_INTERRUPTIBLE: Final = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that starts us in the background has it ignored
from summarizer.cli import main
main()
"""


def interrupted(
    arguments: Sequence[str], folder: Path, server: ScriptedServer, *, ready: Callable[[], bool]
) -> list[str]:
    """Run a command, interrupt it when `ready`; what is wrong with how it ends."""
    env = environment(
        SUMMARIZER_CACHE_DIR=str(folder / "cache"), SUMMARIZER_API_KEY="sk-x", SUMMARIZER_CONCURRENCY=str(ARTICLES)
    )  # fmt: skip
    command = [
        sys.executable,
        "-c",
        _INTERRUPTIBLE,
        *arguments,
        "--base-url",
        server.base_url,
        "--model",
        "openai/m",
    ]
    with subprocess.Popen(
        command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        until = time.monotonic() + PATIENCE_S
        while not ready() and process.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
        if process.poll() is not None or not ready():
            process.kill()
            return [f"{arguments[0]}: was not interrupted: {process.communicate()[1][-300:]!r}"]
        process.send_signal(signal.SIGINT)
        began = time.monotonic()
        try:
            _, err = process.communicate(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            return [f"{arguments[0]}: did not end within {PATIENCE_S:.0f} s"]
    seconds = time.monotonic() - began
    wrong = [] if seconds < SOON_S else [f"{arguments[0]}: ended after {seconds:.1f} s"]
    if process.returncode != STOPPED or b"Traceback" in err:
        wrong.append(f"{arguments[0]}: exit code {process.returncode}: {err[-300:]!r}")
    return wrong


def answers(cache: Path) -> int:
    """How many answers the cache holds."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{cache}?mode=ro", uri=True)) as connection:
        return int(connection.execute("SELECT count(*) FROM answers").fetchone()[0])
    return 0


def silent_on(server: ScriptedServer, texts: set[str]) -> Callable[[Request], Reply]:
    """A reader who does not answer on these texts."""

    def script(request: Request) -> Reply:
        lines = request.article.splitlines()  # what lies between may be page matter, which is not sent
        if any(all(line in text for line in lines) for text in texts):
            return Reply(reader(request).body, fault="stall", seconds=SILENT_S)
        return reader(request)

    return script


def brief() -> list[str]:
    """`brief` of sixteen articles, eight of which are done: those are not asked about again."""
    with tempfile.TemporaryDirectory() as made, ScriptedServer() as server:
        folder = Path(made)
        texts = [newsroom.dispatch(n) for n in range(ARTICLES)]
        for n, text in enumerate(texts):
            (folder / f"{n}.txt").write_text(text, "utf-8")
        server.script = silent_on(server, set(texts[ANSWERED:]))
        command = ["brief", *(f"{n}.txt" for n in range(ARTICLES)), "-o", "out.json"]
        cache = folder / "cache" / "answers.sqlite3"
        wrong = interrupted(
            command, folder, server,
            ready=lambda: len(server.requests) == ARTICLES and answers(cache) == ANSWERED,
        )  # fmt: skip
        kept = answers(cache)
    return wrong if kept == ANSWERED else [*wrong, f"brief: {kept} answers are kept, not {ANSWERED}"]


def evaluation() -> list[str]:
    """`eval --log` of four cases, three of which are done: they are in the log."""
    with tempfile.TemporaryDirectory() as made, ScriptedServer() as server:
        folder = Path(made)
        cases = small_cases(folder / "gold")
        server.script = silent_on(server, {d.text for d in cases[-1].documents})
        log = folder / "run.jsonl"

        def logged() -> int:
            return len(records.load(log)) if log.exists() else 0

        wrong = interrupted(
            ["eval", "--gold", "gold", "--log", "run.jsonl"], folder, server,
            ready=lambda: logged() == len(cases) - 1,
        )  # fmt: skip
        if (have := {record.case for record in records.load(log)}) != {case.gold.case for case in cases[:-1]}:
            wrong.append(f"eval: the log has {sorted(have)}")
    return wrong
