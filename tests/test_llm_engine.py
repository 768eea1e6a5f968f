"""The model engine: modes, one request per article, the second request, parts, cache, usage."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from summarizer import errors, prompting
from summarizer.engines.llm import LLMEngine
from summarizer.engines.llm.cache import Answer, AnswerCache
from summarizer.engines.llm.chunking import merged, parts
from summarizer.engines.llm.repair import NOTHING
from summarizer.engines.llm.tokens import estimate
from summarizer.grounding import ground
from summarizer.models.document import Document, Section, fingerprint
from summarizer.models.reading import Reading
from summarizer.settings import Settings
from tests.servers.faults import article, document
from tests.servers.scripted import (
    EMPTY,
    Reply,
    Request,
    ScriptedServer,
    answer,
    completion,
    fabricator,
    failure,
    in_turn,
    position,
    reader,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from summarizer.settings import Mode

MODES: tuple[Mode, ...] = ("json_schema", "tools", "json", "md_json")
TALKS = (
    "Envoys of both river states met in Tampere on Tuesday.\n\n"
    "“The upper dam will not be closed this year,” envoy Ilse Brandal said after the talks.\n\n"
    "Her counterpart Tor Ekholt was brief. “We have heard promises of this kind before,” he said.\n"
)
BRANDAL = "The upper dam will not be closed this year"
EKHOLT = "We have heard promises of this kind before"


def engine(server: ScriptedServer, **settings: Any) -> LLMEngine:
    given = {"model": "scripted", "base_url": server.base_url, "cache": False} | settings
    return LLMEngine(Settings.model_validate(given))


def answering(reading: dict[str, Any]) -> Callable[[Request], Reply]:
    return lambda request: answer(request, reading)


@pytest.mark.parametrize("mode", MODES)
def test_every_mode_reads_the_same_sync_and_async(mode: Mode) -> None:
    with ScriptedServer() as server:
        reading = engine(server, mode=mode)
        once = reading.read(article(1)).reading
        again = asyncio.run(reading.aread(article(1))).reading
    assert once == again
    assert [each.quotes[0][:12] for each in once.positions] == ["Envoy Ilse B", "The other de"]
    assert [request.mode for request in server.requests] == [mode, mode]


@pytest.mark.parametrize("mode", MODES)
def test_every_mode_asks_again_after_a_wrong_answer(mode: Mode) -> None:
    with ScriptedServer(in_turn(lambda request: completion(request, '{"wrong": 1}'), reader)) as server:
        assert engine(server, mode=mode).read(article(1)).usage.requests == 2


def test_a_normal_article_takes_one_request_and_usage_says_what_it_took() -> None:
    with ScriptedServer() as server:
        usage = engine(server).read(article(1)).usage
    assert len(server.requests) == 1
    assert (usage.requests, usage.tokens_in, usage.tokens_out, usage.cached, usage.cost) == (
        1,
        100,
        20,
        False,
        None,
    )
    assert (usage.engine, usage.model) == ("llm", "scripted")
    assert usage.prompt == prompting.load("reading").used
    assert usage.seconds > 0


def test_page_matter_is_not_sent_and_an_article_of_nothing_else_costs_nothing() -> None:
    text = "Envoys met in Tampere.Advertisement: buy a boat."
    at = text.index("Adv")
    body, advert = Section(kind="body", start=0, end=at), Section(kind="furniture", start=at, end=len(text))
    mixed = Document(id="A", text=text, sha256=fingerprint(text), sections=(body, advert))
    bare = Document(
        id="B",
        text="Buy a boat.",
        sha256=fingerprint("Buy a boat."),
        sections=(Section(kind="furniture", start=0, end=11),),
    )
    with ScriptedServer() as server:
        engine(server).read(mixed)
        assert engine(server).read(bare).reading == NOTHING
    assert [request.article for request in server.requests] == ["Envoys met in Tampere."]


@pytest.mark.parametrize("fenced", ["```json\n%s\n```", "<think>Let me see { }</think>\n%s", "%s"])
def test_an_answer_in_a_fence_or_behind_thoughts_is_read_without_asking_again(fenced: str) -> None:
    said = json.dumps(EMPTY | {"positions": [position("met")]})
    with ScriptedServer(lambda request: completion(request, fenced % said)) as server:
        assert len(engine(server, repair=False).read(article(1)).reading.positions) == 1
    assert len(server.requests) == 1


def test_an_item_that_leaves_out_empty_fields_is_read_and_an_answer_without_lists_is_not() -> None:
    bare = {
        "quotes": ["met"],
        "holder": "X",
        "kind": "demand",
        "topic": "t",
        "statement": "s",
        "at_meeting": True,
    }
    lists = EMPTY | {"positions": [bare | {"said": {"record": "named", "speaker": "Y"}}]}
    with ScriptedServer(lambda request: completion(request, json.dumps(lists))) as server:
        (kept,) = engine(server, repair=False).read(article(1)).reading.positions
    assert (kept.target, kept.said.via, kept.said.speaker) == (None, (), "Y")
    with (
        ScriptedServer(lambda request: completion(request, "{}")) as server,
        pytest.raises(errors.InvalidReply),
    ):
        engine(server).read(article(1))


def test_an_ignored_quotation_goes_back_once_and_is_added() -> None:
    first = answering({"positions": [position(BRANDAL)]})
    second = answering({"positions": [position(EKHOLT), position(BRANDAL)]})
    with ScriptedServer(in_turn(first, second)) as server:
        result = engine(server).read(document(TALKS))
    assert [each.quotes for each in result.reading.positions] == [(BRANDAL,), (EKHOLT,)]
    assert len(server.requests) == result.usage.requests == 2
    asked = server.requests[1].body["messages"][1]["content"]
    assert EKHOLT in asked.partition("QUOTATIONS")[2]
    assert BRANDAL not in asked.partition("QUOTATIONS")[2]


def test_the_second_request_begins_as_the_first_so_that_prompt_caching_applies() -> None:
    with ScriptedServer(in_turn(lambda request: answer(request, {}), reader)) as server:
        engine(server).read(document(TALKS))
    first, second = (request.body for request in server.requests)
    assert second["messages"][0] == first["messages"][0]
    assert second["messages"][1]["content"].startswith(first["messages"][1]["content"])
    assert second["response_format"] == first["response_format"]


def test_a_failed_quote_goes_back_with_its_reason_and_the_corrected_item_takes_its_place() -> None:
    wrong = BRANDAL.replace("not ", "")
    first = answering({"positions": [position(wrong, statement=BRANDAL), position(EKHOLT)]})
    second = answering({"positions": [position(BRANDAL)]})
    with ScriptedServer(in_turn(first, second)) as server:
        reading = engine(server).read(document(TALKS)).reading
    assert sorted(each.quotes[0] for each in reading.positions) == [BRANDAL, EKHOLT]
    assert wrong in server.requests[1].body["messages"][1]["content"]


def test_what_fails_again_stays_for_grounding_to_count() -> None:
    with ScriptedServer(fabricator) as server:
        result = engine(server).read(document(TALKS))
    verified = ground(document(TALKS), result)
    assert len(server.requests) == 2
    assert len(verified.dropped) == 6
    assert not (verified.meetings + verified.participants + verified.confirmations)
    assert not (verified.red_lines + verified.positions + verified.outcomes)


def test_a_second_request_that_fails_costs_nothing_but_itself() -> None:
    first = answering({"positions": [position(BRANDAL)]})
    with ScriptedServer(in_turn(first, lambda _: failure(400, "no"))) as server:
        reading = engine(server).read(document(TALKS)).reading
    assert [each.quotes for each in reading.positions] == [(BRANDAL,)]


def test_a_second_request_that_stalls_leaves_the_first_reading() -> None:
    stalled = Reply(b"{}", fault="stall", seconds=20.0)
    with ScriptedServer(in_turn(answering({"positions": [position(BRANDAL)]}), lambda _: stalled)) as server:
        result = engine(server, timeout_s=1.0).read(document(TALKS))
    assert [each.quotes for each in result.reading.positions] == [(BRANDAL,)]
    assert result.usage.seconds < 2


def test_a_reading_that_leaves_nothing_out_is_not_asked_about() -> None:
    both = answering({"positions": [position(BRANDAL), position(EKHOLT)]})
    with ScriptedServer(both) as server:
        engine(server).read(document(TALKS))
    assert len(server.requests) == 1


def long_article(paragraphs: int) -> str:
    lines = [
        f"Paragraph {n}: envoy number {n} said dam {n} stays open for the whole of the year."
        for n in range(paragraphs)
    ]
    return "Talks in Tampere end.\n\n" + "\n\n".join(lines)


def test_a_long_article_is_read_in_parts_that_lose_nothing_and_repeat_nothing() -> None:
    text = long_article(200)
    with ScriptedServer() as server:
        result = engine(server, context_tokens=6_000, repair=False).read(document(text))
    assert len(server.requests) == result.usage.requests > 1
    assert all(request.article.startswith("Talks in Tampere end.") for request in server.requests)
    said = [each.quotes[0] for each in result.reading.positions]
    assert len(said) == len(set(said)) == 200
    assert "Part 2 of" in server.requests[1].body["messages"][1]["content"]


@pytest.mark.parametrize("text", [long_article(50), "word " * 3_000, "x" * 20_000, "A sentence here. " * 900])
def test_parts_keep_to_their_limit_and_hold_every_word(text: str) -> None:
    cut = parts(text, limit=400)
    assert len(cut) > 1
    assert all(estimate(part) <= 400 for part in cut)
    joined = "".join(cut)
    assert all(word in joined for word in set(text.split()) if len(word) < 100)


def test_merging_keeps_the_quotes_of_both_and_the_main_meeting_first() -> None:
    def reading(*quotes: str, topic: str = "dams") -> Reading:
        return Reading.model_validate(
            EMPTY | {"positions": [position("q", topic=topic) | {"quotes": list(quotes)}]}
        )

    one = merged([reading("a", "b"), reading("b", "c", topic="the dams")])
    assert [each.quotes for each in one.positions] == [("a", "b", "c")]
    assert len(merged([reading("a"), reading("b", topic="tolls")]).positions) == 2


def test_a_context_without_room_for_an_article_is_refused_before_any_request() -> None:
    with pytest.raises(errors.ConfigError, match="context"):
        LLMEngine(Settings(model="m", base_url="http://localhost:1/v1", context_tokens=2_048, cache=False))


@pytest.mark.parametrize("mode", MODES)
def test_a_second_run_costs_nothing(tmp_path: Path, mode: Mode) -> None:
    with ScriptedServer(in_turn(lambda request: completion(request, "{}"), reader)) as server:
        first = engine(server, mode=mode, cache=True, cache_dir=tmp_path).read(article(1))
        second = engine(server, mode=mode, cache=True, cache_dir=tmp_path).read(article(1))
        assert len(server.requests) == 2
        assert second.reading == first.reading
        assert (second.usage.requests, second.usage.cached, second.usage.tokens_in) == (0, True, 0)


def test_whatever_decides_an_answer_makes_it_another(tmp_path: Path) -> None:
    with ScriptedServer() as server:
        engine(server, cache=True, cache_dir=tmp_path).read(article(1))
        for other in ({"temperature": 0.5}, {"model": "other"}, {"mode": "tools"}):
            engine(server, cache=True, cache_dir=tmp_path, **other).read(article(1))
        assert len(server.requests) == 4
        settings = Settings(model="scripted", base_url=server.base_url, cache_dir=tmp_path)
        assert LLMEngine(settings, repeat=1).read(article(1)).usage.requests == 1


def test_what_led_to_no_reading_is_not_kept(tmp_path: Path) -> None:
    with ScriptedServer(lambda request: completion(request, "{}")) as server:
        for _ in range(2):
            with pytest.raises(errors.InvalidReply):
                engine(server, cache=True, cache_dir=tmp_path).read(article(1))
        assert len(server.requests) == 6


def test_a_broken_cache_is_left_out_with_a_warning(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "answers.sqlite3").write_bytes(b"no database at all" * 100)
    with ScriptedServer() as server:
        assert engine(server, cache=True, cache_dir=tmp_path).read(article(1)).reading.positions
    assert "answers are not cached" in caplog.text


def _put_many(folder: Path, worker: int) -> None:
    cache = AnswerCache(folder)
    for n in range(40):
        cache.put({f"{worker}-{n}": Answer(content=f"{worker} {n}")})


@pytest.mark.parametrize("folder", ["~nobody-of-this-name/cache", "a\0b"])
def test_a_cache_that_cannot_be_is_left_out_with_a_warning(
    folder: str, caplog: pytest.LogCaptureFixture
) -> None:
    cache = AnswerCache(Path(folder))
    cache.put({"key": Answer("x")})
    assert cache.get("key") is None
    assert "not cached" in caplog.text


def test_several_processes_share_a_cache(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_put_many, args=(tmp_path, n)) for n in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    cache = AnswerCache(tmp_path)
    assert all(cache.get(f"{w}-{n}") == Answer(content=f"{w} {n}") for w in range(3) for n in range(40))


def test_money_is_counted_by_the_users_table_and_bounded(tmp_path: Path) -> None:
    table = tmp_path / "prices.toml"
    table.write_text('[models."scripted"]\ninput = 1000.0\noutput = 10000.0\n')
    with ScriptedServer() as server:
        reading = engine(server, prices=table, max_cost=0.25)
        assert reading.read(article(1)).usage.cost == pytest.approx(0.3)
        with pytest.raises(errors.BudgetExceeded, match="money"):
            reading.read(article(2))
        assert len(server.requests) == 1


def test_a_budget_of_money_without_a_price_is_refused(tmp_path: Path) -> None:
    with pytest.raises(errors.ConfigError, match="price"):
        LLMEngine(Settings(model="m", base_url="http://localhost:1/v1", max_cost=1.0))
    table = tmp_path / "prices.toml"
    table.write_text('[models."m"]\ninput = "cheap"\noutput = 1\n')
    with pytest.raises(errors.ConfigError, match=r"prices\.toml"):
        LLMEngine(Settings(model="m", base_url="http://localhost:1/v1", prices=table))


def test_nothing_of_the_users_openai_account_goes_to_another_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_ORG_ID", "org-mine")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "proj-mine")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-mine")
    with ScriptedServer() as server:
        engine(server).read(article(1))
    assert not [value for value in server.requests[0].headers.values() if "mine" in value]


def test_a_reply_may_say_anything_where_it_should_count_tokens() -> None:
    def script(request: Request) -> Reply:
        body = json.loads(reader(request).body) | {
            "usage": {"prompt_tokens": "many", "completion_tokens": None}
        }
        return Reply(json.dumps(body).encode())

    with ScriptedServer(script) as server:
        assert engine(server).read(article(1)).usage.tokens_in == 0
