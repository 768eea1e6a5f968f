"""A corpus at batch prices: the same records at half the price, and nothing submitted twice, whatever happens.

The articles are invented. The server stands for OpenAI's: it behaves as the documentation of its Batch API says.
"""

from __future__ import annotations

import itertools
import json
import os
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from summarizer.corpus import journal, mail, outbox, run
from summarizer.corpus.allowance import Allowance
from summarizer.corpus.batchstate import Settled
from summarizer.engines.llm.batch import Tokens, reply_in, taken_by
from summarizer.engines.llm.batchapi import ENDED
from summarizer.engines.llm.faults import MalformedReply
from summarizer.engines.llm.prices import Price, price_of
from summarizer.errors import ConfigError, InvalidReply, SourceError
from summarizer.models.record import Record
from summarizer.settings import Settings
from tests.attacks.newsroom import article
from tests.servers.batches import BatchServer
from tests.servers.scripted import Reply, completion, failure, in_turn, reader
from tests.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from summarizer.corpus import Summary
    from tests.servers.scripted import Request

COUNT = 12


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    """Twelve articles."""
    return lines(tmp_path / "wire.jsonl", range(COUNT))


@pytest.fixture
def server() -> Iterator[BatchServer]:
    with BatchServer() as running:
        yield running


@pytest.fixture
def prices(tmp_path: Path) -> Path:
    """A price table of the user's, which says nothing of batches."""
    path = tmp_path / "prices.toml"
    path.write_text('[models."openai/test"]\ninput = 2.0\noutput = 8.0\n')
    return path


def lines(path: Path, numbers: range) -> Path:
    path.write_text("".join(json.dumps({"text": article(n), "outlet": f"Wire {n}"}) + "\n" for n in numbers))
    return path


def settings(server: BatchServer, **more: Any) -> Settings:
    given = {"cache": False, "repair": False, "batch_poll_s": 0.02, "batch_size": 5} | more
    return Settings(model="openai/test", base_url=server.base_url, **given)


def records(output: Path) -> dict[str, Record]:
    """The records of an output by article; there is one of each."""
    found = [Record.model_validate_json(line) for line in output.read_text("utf-8").splitlines()]
    assert len({each.article for each in found}) == len(found)
    return {each.article: each for each in found}


def batched(
    wire: Path, server: BatchServer, *, resume: bool = False, output: str = "out.jsonl", **more: Any
) -> Summary:
    return run(
        [wire], wire.with_name(output), runner="batch", resume=resume, settings=settings(server, **more)
    )


# -- the same records, at half the price ---------------------------------------------------------------------------


def test_records_are_those_of_the_local_runner_at_half_the_cost(
    wire: Path, server: BatchServer, prices: Path
) -> None:
    summary = batched(wire, server, prices=prices, repair=True)
    assert server.live == []
    live = settings(server, prices=prices, repair=True)
    local = run([wire], wire.with_name("local.jsonl"), settings=live)
    one, other = records(wire.with_name("out.jsonl")), records(wire.with_name("local.jsonl"))
    assert one.keys() == other.keys()
    assert len(one) == summary.ok == summary.read == COUNT
    for name, record in one.items():
        beside = other[name]
        assert record.brief is not None
        assert beside.brief is not None
        assert record.brief.model_dump(exclude={"provenance"}) == beside.brief.model_dump(
            exclude={"provenance"}
        )
        own = {"seconds", "cost"}
        (used,), (beside_used,) = record.brief.provenance.readings, beside.brief.provenance.readings
        assert used.model_dump(exclude=own) == beside_used.model_dump(exclude=own)
    assert any(record.requests > 1 for record in one.values())
    assert summary.cost == pytest.approx(local.cost / 2) != 0


def test_a_price_for_batches_is_told_by_provider_and_else_unknown(tmp_path: Path) -> None:
    table = tmp_path / "prices.toml"
    table.write_text(
        '[models."openai/a"]\ninput = 2.0\noutput = 8.0\n[models."other/a"]\ninput = 2\noutput = 8\n'
    )
    assert price_of("openai/a", table=table, batched=True) == Price(1.0, 4.0, 1.0)
    assert price_of("other/a", table=table) == Price(2.0, 8.0, 2.0)
    assert price_of("other/a", table=table, batched=True) is None
    table.write_text(table.read_text() + "[batch]\nother = 0.25\n")
    assert price_of("other/a", table=table, batched=True) == Price(0.5, 2.0, 0.5)
    assert price_of("openai/a", table=table, batched=True) is None


def test_an_answer_that_is_no_reading_is_asked_again_in_a_following_batch(
    wire: Path, server: BatchServer
) -> None:
    def wrong(request: Request) -> Reply:
        return completion(request, '{"answer": "The talks went well."}')

    server.script = in_turn(wrong, reader)
    summary = batched(wire, server, batch_size=50)
    assert (summary.ok, summary.failed) == (COUNT, 0)
    first, second = server.batches
    assert (len(first.ids), len(second.ids)) == (COUNT, COUNT)
    assert [m["role"] for m in second.lines[0]["body"]["messages"]] == ["system", "user", "assistant", "user"]
    assert {record.requests for record in records(wire.with_name("out.jsonl")).values()} == {2}


def test_an_answer_that_stays_wrong_becomes_the_error_it_is_with_a_live_call(
    wire: Path, server: BatchServer
) -> None:
    server.script = lambda request: completion(request, '{"answer": 1}')
    summary = batched(wire, server, max_reasks=1)
    assert (summary.ok, summary.failed, summary.stopped) == (0, COUNT, None)
    found = records(wire.with_name("out.jsonl")).values()
    assert {(record.error.type, record.requests) for record in found if record.error} == {("InvalidReply", 2)}


def test_the_parts_of_a_long_article_follow_each_other(tmp_path: Path, server: BatchServer) -> None:
    long = "\n\n".join(article(n) for n in range(80))
    wire = tmp_path / "wire.jsonl"
    wire.write_text(json.dumps({"text": long}) + "\n" + json.dumps({"text": article(31)}) + "\n")
    summary = batched(wire, server, context_tokens=12_000, max_output_tokens=1_000)
    assert (summary.ok, summary.failed) == (2, 0)
    found = records(tmp_path / "out.jsonl")
    assert found[f"{wire}:1"].requests == len(server.batches) >= 2
    assert found[f"{wire}:2"].requests == 1


def test_every_article_of_a_file_is_asked_about_in_one_round(tmp_path: Path, server: BatchServer) -> None:
    listed = tmp_path / "list.json"
    listed.write_text(json.dumps([{"text": article(n)} for n in (1, 2, 3)]))
    summary = batched(listed, server)
    assert summary.ok == 3
    assert [len(each.ids) for each in server.batches] == [3]


def test_a_batch_is_no_larger_than_the_provider_takes(
    wire: Path, server: BatchServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "MOST_BYTES", 30_000)
    assert batched(wire, server, batch_size=50).ok == COUNT
    sizes = [sum(len(json.dumps(line)) + 1 for line in each.lines) for each in server.batches]
    assert len(sizes) >= 3
    assert max(sizes) <= 30_000


def test_the_same_words_are_sent_once_and_counted_once(
    tmp_path: Path, server: BatchServer, prices: Path
) -> None:
    wire = tmp_path / "wire.jsonl"
    wire.write_text((json.dumps({"text": article(1)}) + "\n") * 3)
    summary = batched(wire, server, prices=prices)
    assert summary.ok == 3
    assert [len(each.ids) for each in server.batches] == [1]
    costs = sorted(record.cost or 0.0 for record in records(tmp_path / "out.jsonl").values())
    assert costs[:2] == [0.0, 0.0]
    assert costs[2] == summary.cost > 0


def test_what_the_cache_answers_is_not_submitted_and_what_batches_answer_is_kept_there(
    wire: Path, server: BatchServer, tmp_path: Path
) -> None:
    cached: dict[str, Any] = {"cache": True, "cache_dir": tmp_path / "cache"}
    half = lines(tmp_path / "half.jsonl", range(6))
    run([half], tmp_path / "half.out.jsonl", settings=settings(server, **cached))
    assert batched(wire, server, batch_size=50, **cached).ok == COUNT
    assert [len(each.ids) for each in server.batches] == [COUNT - 6]
    again = batched(wire, server, output="again.jsonl", **cached)
    assert (again.ok, len(server.batches)) == (COUNT, 1)
    assert all(record.requests == 0 for record in records(tmp_path / "again.jsonl").values())


def test_what_is_done_in_one_round_is_not_read_again_in_the_next(
    wire: Path, server: BatchServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "EVERY_S", 1_000.0)
    server.script = lambda request: reader(request) if len(server.batches) > 1 else failure(500, "later")
    server.lost = lambda batch, index: None if index else {"response": None, "error": {"code": "odd"}}
    summary = batched(wire, server, batch_size=50)
    assert [len(each.ids) for each in server.batches] == [COUNT, COUNT - 1]
    assert (summary.read, len(records(wire.with_name("out.jsonl")))) == (COUNT, COUNT)


# -- requests and batches that fail ----------------------------------------------------------------------------


def test_a_request_that_fails_for_the_server_comes_again_and_one_that_is_rejected_is_an_error(
    wire: Path, server: BatchServer
) -> None:
    def script(request: Request) -> Reply:
        if article(3)[:50] in request.article:
            return failure(400, "this cannot be read", code="invalid_request")
        if article(4)[:50] in request.article and request.number < 2:
            return failure(429 if request.number else 500, "later")
        return reader(request)

    server.script = script
    summary = batched(wire, server, batch_size=50)
    assert (summary.ok, summary.failed, summary.stopped) == (COUNT - 1, 1, None)
    assert [len(each.ids) for each in server.batches] == [COUNT, 1, 1]
    found = records(wire.with_name("out.jsonl"))
    assert found[f"{wire}:5"].requests == 3
    error = found[f"{wire}:4"].error
    assert error is not None
    assert (error.type, "this cannot be read" in error.message) == ("RequestRejected", True)


def test_a_request_that_a_batch_lost_is_told_with_the_reason(wire: Path, server: BatchServer) -> None:
    lost = {"response": None, "error": {"code": "odd", "message": "it went astray"}}
    server.lost = lambda batch, index: lost if index == 0 else None
    summary = batched(wire, server, batch_size=50)
    assert (summary.ok, summary.failed, len(server.batches)) == (COUNT - 1, 1, 1)
    (error,) = (each.error for each in records(wire.with_name("out.jsonl")).values() if each.error)
    assert (error.type, "odd: it went astray" in error.message) == ("InvalidReply", True)


def test_what_an_expired_batch_has_answered_is_taken_and_the_rest_submitted_again(
    wire: Path, server: BatchServer
) -> None:
    server.life = lambda number: ("validating", "in_progress", "expired" if number == 0 else "completed")
    server.answered = lambda batch, index: index < 7
    summary = batched(wire, server, batch_size=50)
    assert (summary.ok, summary.failed, summary.stopped) == (COUNT, 0, None)
    first, second = server.batches
    assert sorted(second.ids) == sorted(first.ids[7:])
    assert {record.requests for record in records(wire.with_name("out.jsonl")).values()} == {1}


def test_a_batch_that_expired_without_an_answer_stops_the_run_and_nothing_is_called_failed(
    wire: Path, server: BatchServer
) -> None:
    server.life = lambda number: ("expired",)
    server.answered = lambda batch, index: False
    summary = batched(wire, server, batch_size=50)
    assert (summary.read, len(server.batches)) == (0, 1)
    assert summary.stopped is not None
    assert "batch_0 ended as expired without any answer" in summary.stopped
    server.life = lambda number: ("completed",)
    again = batched(wire, server, resume=True)
    assert (again.ok, again.failed, again.stopped) == (COUNT, 0, None)


@pytest.mark.parametrize(
    ("status", "code"), [(401, "invalid_api_key"), (403, None), (429, "insufficient_quota")]
)
def test_requests_without_a_right_or_money_are_no_failures_and_a_resumed_run_submits_them_again(
    status: int, code: str | None, wire: Path, server: BatchServer
) -> None:
    server.script = lambda request: (
        reader(request) if "Wire 3" in str(request.body) else failure(status, "not for you", code=code)
    )
    summary = batched(wire, server, batch_size=50)
    assert (summary.ok, summary.failed) == (1, 0)
    assert summary.stopped is not None
    assert "batch_1 ended as completed without any answer" in summary.stopped
    assert "not for you" in summary.stopped
    server.script = reader
    again = batched(wire, server, resume=True, batch_size=50)
    assert (again.ok, again.stopped) == (COUNT, None)


def test_the_reason_of_a_batch_that_failed_is_told_and_a_resumed_run_submits_it_again(
    wire: Path, server: BatchServer
) -> None:
    fault = {
        "code": "model_not_found",
        "message": "The model `test` does not exist.",
        "line": 2,
        "param": None,
    }
    server.refusal = lambda number, lines: [fault]
    summary = batched(wire, server, batch_size=50)
    assert summary.stopped is not None
    assert "line 2: The model `test` does not exist. (model_not_found)" in summary.stopped
    assert (summary.read, wire.with_name("out.jsonl").read_bytes()) == (0, b"")
    server.refusal = lambda number, lines: []
    assert batched(wire, server, resume=True).ok == COUNT


def test_where_the_account_has_no_room_smaller_batches_are_submitted(wire: Path, server: BatchServer) -> None:
    def refusal(number: int, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
        waiting = sum(len(each.ids) for each in server.batches if each.status not in ENDED)
        crowded = {"code": "token_limit_exceeded", "message": "Enqueued token limit reached.", "line": None}
        return [crowded] if waiting + len(lines) > 4 else []

    server.refusal = refusal
    summary = batched(wire, server, batch_size=50)
    assert (summary.ok, summary.stopped) == (COUNT, None)
    assert max(server.submitted.values()) == 1
    assert [len(each.ids) for each in server.batches] == [12, 6, 3, 3, 3, 3]


def test_an_account_without_any_room_ends_the_run_with_the_reason(wire: Path, server: BatchServer) -> None:
    crowded = {"code": "token_limit_exceeded", "message": "Enqueued token limit reached.", "line": None}
    server.refusal = lambda number, lines: [crowded]
    summary = batched(wire, server)
    assert summary.stopped is not None
    assert "Enqueued token limit reached. (token_limit_exceeded)" in summary.stopped
    assert summary.failed == 0


def test_a_batch_that_somebody_cancelled_is_not_submitted_anew_until_the_run_is_resumed(
    wire: Path, server: BatchServer
) -> None:
    server.life = lambda number: ("in_progress", "cancelling", "cancelled")
    server.answered = lambda batch, index: index % 2 == 0
    summary = batched(wire, server, batch_size=50)
    assert (summary.ok, summary.failed, summary.stopped) == (6, 0, "batch batch_0 was cancelled")
    server.life = lambda number: ("completed",)
    again = batched(wire, server, resume=True, batch_size=50)
    assert (again.ok, again.stopped) == (COUNT, None)
    assert sorted(server.batches[1].ids) == sorted(server.batches[0].ids[1::2])


# -- nothing is submitted twice --------------------------------------------------------------------------------


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


# -- limits, and what cannot work ------------------------------------------------------------------------------


def test_a_budget_is_kept_before_anything_is_submitted(wire: Path, server: BatchServer, prices: Path) -> None:
    # Here an answer may take 1,000 tokens at 4 a million, and a request has 2,000 to 4,000 at 1 a million.
    summary = batched(wire, server, batch_size=50, prices=prices, max_cost=0.04, max_output_tokens=1_000)
    assert 4 <= len(server.batches[0].ids) <= 6
    # What answers took was less, which left room for the others.
    assert (summary.ok, summary.stopped) == (COUNT, None)


def test_a_budget_that_is_spent_ends_the_run_and_no_article_is_called_failed(
    wire: Path, server: BatchServer, prices: Path
) -> None:
    server.script = lambda request: completion(request, reading(request), tokens=(2_000, 1_000))
    limits: dict[str, Any] = {"prices": prices, "max_cost": 0.03, "max_output_tokens": 1_000}
    summary = batched(wire, server, **limits)
    assert summary.stopped is not None
    assert "the next request might pass the limit of the run's money (0.03)" in summary.stopped
    assert 0 < summary.cost <= 0.03
    assert (summary.failed, 0 < summary.ok < COUNT) == (0, True)
    spent = [batched(wire, server, resume=True, **limits) for _ in range(4)]
    assert (spent[-1].ok, spent[-1].stopped) == (COUNT, None)
    assert max(server.submitted.values()) == 1


def reading(request: Request) -> str:
    """What the honest reader says."""
    content = json.loads(reader(request).body)["choices"][0]["message"]["content"]
    return str(content)


def test_a_limit_of_requests_holds_for_batches_too(wire: Path, server: BatchServer) -> None:
    summary = batched(wire, server, max_run_requests=7)
    assert (summary.ok, len(server.submitted)) == (7, 7)
    assert summary.stopped is not None


def test_answers_tell_how_much_to_reserve_for_others() -> None:
    allowance = Allowance(Settings(max_run_tokens=303_000), None, 10_000, [(100, 10_000)] * 29)
    assert allowance.reserve(100, allowance.answer_tokens)
    assert not allowance.reserve(100, allowance.answer_tokens)
    assert allowance.short is not None
    for _ in range(30):
        allowance.settle(Settled(100, 10_000, True, Tokens(100, 0, 500)))
    assert allowance.answer_tokens == 1_000
    assert not allowance.reserve(285_001, 0)
    assert allowance.reserve(285_000, 0)


@pytest.mark.parametrize(
    ("given", "sources", "cause"),
    [
        ({"engine": "rules"}, ["wire.jsonl"], "the built-in rules need no batches"),
        ({"model": "openai/a"}, ["-"], "standard input cannot be read again"),
        ({"model": "a/b", "replay": "x"}, ["wire.jsonl"], "recordings need no batches"),
        (
            {"model": "a/b", "base_url": "http://localhost:1/v1", "max_cost": 1},
            ["wire.jsonl"],
            r"no batch price is known for a/b, .*; enter it, with a factor under \[batch\],",
        ),
        (
            {"model": "ollama/llama"},
            ["wire.jsonl"],
            "ollama does not offer OpenAI's Batch API; use --runner local",
        ),
    ],
)
def test_what_no_batch_can_serve_is_refused(
    given: dict[str, Any], sources: list[str], cause: str, tmp_path: Path
) -> None:
    with pytest.raises(ConfigError, match=cause):
        run(sources, tmp_path / "out.jsonl", runner="batch", settings=Settings(**given))
    assert not (tmp_path / "out.jsonl.batches").exists()


@pytest.mark.parametrize("step", ["upload", "create"])
def test_a_server_without_batches_is_told_from_one_that_fails(
    step: str, wire: Path, server: BatchServer
) -> None:
    server.intercept = lambda what, path, number: failure(404, "Not Found") if what == step else None
    with pytest.raises(ConfigError, match=r"does not offer OpenAI's Batch API \(its answer was 404\)"):
        batched(wire, server)
    assert not wire.with_name("out.jsonl.batches").exists()


def test_looks_at_a_batch_become_rarer_up_to_a_bound(
    wire: Path, server: BatchServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail, "_FIRST_PAUSE_S", 0.04)
    looks: list[float] = []

    def intercept(what: str, path: str, number: int) -> Reply | None:
        if what == "look":
            looks.append(time.monotonic())
        return None

    server.intercept = intercept
    server.life = lambda number: (*("in_progress",) * 8, "completed")
    batched(wire, server, batch_size=50, batch_poll_s=0.2)
    waits = [later - earlier for earlier, later in itertools.pairwise(looks)]
    pauses = (0.04, 0.06, 0.09, 0.135, 0.2, 0.2, 0.2)
    assert all(wait >= 0.95 * pause for wait, pause in zip(waits, pauses, strict=True))
    assert min(waits[:3]) < 0.2


def test_a_line_of_results_that_holds_no_completion_is_no_answer() -> None:
    with pytest.raises(InvalidReply, match=r"the batch has no answer \(odd: gone\)"):
        reply_in({"response": None, "error": {"code": "odd", "message": "gone"}})
    with pytest.raises(InvalidReply):
        reply_in({"response": None, "error": None})
    with pytest.raises(MalformedReply):
        reply_in({"response": {"status_code": "200", "body": {}}})
    assert taken_by({"response": {"body": {"usage": {"prompt_tokens": 3}}}}) == Tokens(3, 0, 0)
    assert taken_by({"response": {"body": {}}}) is None
    assert taken_by({"response": None}) is None
