"""Nothing is submitted twice, whatever happens: kills, interrupts, lost confirmations. The articles are invented."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from summarizer.corpus import run
from summarizer.errors import ConfigError, SourceError
from tests.servers.batches import BatchServer
from tests.servers.scripted import Reply, failure
from tests.shared import ROOT

if TYPE_CHECKING:
    from pathlib import Path


from tests.batches.running import COUNT, batched, lines, records, settings


def command(wire: Path, server: BatchServer) -> tuple[list[str], dict[str, str]]:
    arguments = [
        sys.executable,
        "-m",
        "summarizer",
        "corpus",
        str(wire),
        "-o",
        str(wire.with_name("out.jsonl")),
    ]
    arguments += ["--runner", "batch", "--model", "openai/test", "--base-url", server.base_url, "--no-cache"]
    own = {"SUMMARIZER_BATCH_POLL_S": "0.05", "SUMMARIZER_BATCH_SIZE": "5", "SUMMARIZER_REPAIR": "false"}
    return [*arguments, "--resume"], {**os.environ, "PYTHONPATH": str(ROOT), **own}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no kill -9")
@pytest.mark.parametrize(
    ("what", "number"),
    [("upload", 1), ("create", 1), ("created", 0), ("look", 2), ("content", 0)],
)
def test_killed_at_any_step_and_resumed_no_request_is_submitted_twice_and_every_article_is_there_once(
    what: str, number: int, wire: Path, server: BatchServer
) -> None:
    running: list[subprocess.Popen[bytes]] = []
    killed = threading.Event()

    def kill(step: str, path: str, count: int) -> Reply | None:
        if (step, count) == (what, number) and not killed.is_set():
            killed.set()
            running[0].kill()
            running[0].wait(timeout=20)
        return None

    server.intercept = kill
    arguments, environment = command(wire, server)
    with subprocess.Popen(arguments, env=environment, stderr=subprocess.DEVNULL) as process:
        running.append(process)
        process.wait(timeout=100)
    assert killed.is_set()
    resumed = subprocess.run(arguments, env=environment, capture_output=True, timeout=100, check=False)
    assert resumed.returncode == 0, resumed.stderr.decode()
    assert len(records(wire.with_name("out.jsonl"))) == COUNT
    assert (len(server.submitted), max(server.submitted.values())) == (COUNT, 1)
    assert not wire.with_name("out.jsonl.batches").exists()


def test_an_interrupt_leaves_the_batches_to_go_on_and_tells_how_to_collect_them(
    wire: Path, server: BatchServer
) -> None:
    server.life = lambda number: ("in_progress",) * 10_000
    arguments, environment = command(wire, server)
    with subprocess.Popen(
        arguments,
        env=environment,
        stderr=subprocess.PIPE,
        # a shell that starts the tests in the background has the signal ignored
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:
        try:
            until = time.monotonic() + 60
            while not server.calls["look"] and time.monotonic() < until:
                time.sleep(0.05)
            process.send_signal(signal.SIGINT)
            told = process.communicate(timeout=60)[1].decode()
        finally:
            process.kill()
    assert process.returncode == 3
    assert "batch batch_0: in_progress" in told
    assert (
        "12 requests in 3 batches go on at the provider; the same command with --resume collects them" in told
    )
    for each in server.batches:
        each.life = ("completed",)
    summary = batched(wire, server, resume=True)
    assert (summary.ok, len(server.batches)) == (COUNT, 3)


def test_a_batch_whose_creation_was_not_confirmed_is_found_again(wire: Path, server: BatchServer) -> None:
    replies = {"created": failure(502, "bad gateway"), "create": failure(503, "busy")}

    def intercept(what: str, path: str, number: int) -> Reply | None:
        return (
            replies.get(what) if (what, number) in {("created", 0), ("create", 2), ("created", 3)} else None
        )

    server.intercept = intercept
    summary = batched(wire, server)
    assert (summary.ok, summary.stopped) == (COUNT, None)
    assert max(server.submitted.values()) == 1
    assert server.calls["list"] >= 2


def test_a_batch_that_may_still_be_created_is_not_sent_a_second_time(wire: Path, server: BatchServer) -> None:
    resets = {("created", 0), ("create", 1)}
    server.intercept = lambda what, path, number: Reply(fault="reset") if (what, number) in resets else None
    summary = batched(wire, server)
    assert summary.stopped is not None
    assert "the server did not tell whether it created the batch; --resume looks for it" in summary.stopped
    assert (summary.ok, len(server.batches), server.calls["create"]) == (5, 1, 2)
    again = batched(wire, server, resume=True)
    assert (again.ok, max(server.submitted.values())) == (COUNT, 1)


def test_where_it_stays_unknown_whether_a_batch_was_created_the_next_run_looks_for_it(
    wire: Path, server: BatchServer
) -> None:
    def intercept(what: str, path: str, number: int) -> Reply | None:
        return failure(500, "down") if what in {"created", "list"} else None

    server.intercept = intercept
    summary = batched(wire, server, batch_size=50, max_attempts=1)
    assert summary.stopped is not None
    assert "a batch could not be submitted" in summary.stopped
    server.intercept = lambda what, path, number: None
    again = batched(wire, server, batch_size=50, resume=True)
    assert (again.ok, len(server.batches)) == (COUNT, 1)


def test_a_server_that_fails_while_a_batch_is_looked_at_or_fetched_changes_nothing(
    wire: Path, server: BatchServer
) -> None:
    def intercept(what: str, path: str, number: int) -> Reply | None:
        return (
            failure(503, "busy")
            if (what, number % 3) in {("look", 1), ("content", 0), ("upload", 0)}
            else None
        )

    server.intercept = intercept
    summary = batched(wire, server)
    assert (summary.ok, summary.failed, summary.stopped) == (COUNT, 0, None)
    assert max(server.submitted.values()) == 1


def test_a_run_that_does_not_resume_leaves_submitted_batches_alone(wire: Path, server: BatchServer) -> None:
    def intercept(what: str, path: str, number: int) -> Reply | None:
        return failure(401, "no such key") if what == "look" else None

    server.intercept = intercept
    stopped = batched(wire, server)
    assert stopped.stopped is not None
    assert "the server refused the key" in stopped.stopped
    submitted = len(server.batches)
    server.intercept = lambda what, path, number: None
    with pytest.raises(ConfigError, match="batches were submitted for it already; give --resume"):
        batched(wire, server)
    with pytest.raises(ConfigError, match="paid for twice; give --runner batch --resume"):
        run([wire], wire.with_name("out.jsonl"), resume=True, settings=settings(server))
    assert batched(wire, server, resume=True).ok == COUNT
    assert (len(server.batches), server.live) == (submitted, [])


def test_batches_of_another_account_are_not_given_up(wire: Path, server: BatchServer) -> None:
    server.intercept = lambda what, path, number: failure(404, "No batch found") if what == "look" else None
    summary = batched(wire, server)
    assert summary.stopped is not None
    assert "give the key of the account that submitted it, or remove out.jsonl.batches" in summary.stopped
    server.intercept = lambda what, path, number: None
    assert batched(wire, server, resume=True).ok == COUNT
    assert max(server.submitted.values()) == 1


def test_what_was_read_before_a_source_that_cannot_be_opened_can_still_be_collected(
    wire: Path, server: BatchServer, tmp_path: Path
) -> None:
    output = tmp_path / "out.jsonl"
    sources = [wire, tmp_path / "missing.jsonl"]
    with pytest.raises(SourceError, match=r"missing\.jsonl"):
        run(sources, output, runner="batch", settings=settings(server))
    lines(tmp_path / "missing.jsonl", range(20, 22))
    summary = run(sources, output, runner="batch", resume=True, settings=settings(server))
    assert (summary.ok, max(server.submitted.values())) == (COUNT + 2, 1)
