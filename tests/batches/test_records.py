"""A corpus at batch prices: the same records, at half the price. The articles are invented."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from summarizer.corpus import journal, outbox, run
from summarizer.engines.llm.prices import Price, price_of
from tests.attacks.newsroom import article
from tests.servers.batches import BatchServer
from tests.servers.scripted import Reply, completion, failure, in_turn, reader

if TYPE_CHECKING:
    from pathlib import Path

    from tests.servers.scripted import Request

from tests.batches.running import COUNT, batched, lines, records, settings


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
