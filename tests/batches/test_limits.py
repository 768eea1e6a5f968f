"""Limits of batches, and what cannot work. The articles are invented."""

from __future__ import annotations

import itertools
import json
import time
from typing import TYPE_CHECKING, Any

import pytest

from summarizer.corpus import mail, run
from summarizer.corpus.allowance import Allowance
from summarizer.corpus.batchstate import Settled
from summarizer.engines.llm.batch import Tokens, reply_in, taken_by
from summarizer.engines.llm.faults import MalformedReply
from summarizer.errors import ConfigError, InvalidReply
from summarizer.settings import Settings
from tests.servers.batches import BatchServer
from tests.servers.scripted import Reply, completion, failure, reader

if TYPE_CHECKING:
    from pathlib import Path

    from tests.servers.scripted import Request

from tests.batches.running import COUNT, batched


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
