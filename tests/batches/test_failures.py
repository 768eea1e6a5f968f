"""Requests and batches that fail: each article comes to what it would with a live call, or is submitted again. The articles are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from summarizer.engines.llm.batchapi import ENDED
from tests.attacks.newsroom import article
from tests.servers.batches import BatchServer
from tests.servers.scripted import Reply, failure, reader

if TYPE_CHECKING:
    from pathlib import Path

    from tests.servers.scripted import Request

from tests.batches.running import COUNT, batched, records


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
