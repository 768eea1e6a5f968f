"""No fault of a server or a model reaches a brief: it costs one article at most and is named."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from summarizer import errors
from summarizer.engines.llm import LLMEngine
from summarizer.settings import Settings
from tests.servers.faults import FAULTS, STALL_S, article
from tests.servers.scripted import Reply, ScriptedServer, completion, failure, gaps, in_turn, reader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from summarizer.models.verified import EngineResult
    from tests.servers.scripted import Request, Script

TIMEOUT_S = 5.0
KEY = "sk-verysecretkey"


def engine(server: ScriptedServer, **settings: object) -> LLMEngine:
    """An engine that asks `server`, with nothing cached."""
    return LLMEngine(
        Settings.model_validate(
            {
                "model": "scripted",
                "base_url": server.base_url,
                "cache": False,
                "api_key": KEY,
                "repair": False,
            }
            | settings
        )
    )


@dataclass
class Outcome:
    """What came of one article."""

    result: EngineResult | BaseException
    requests: list[Request]
    seconds: float


@pytest.fixture(scope="module")
def outcomes() -> Iterator[dict[str, Outcome]]:
    """Every fault at once, each hitting an article of its own among healthy ones."""
    documents = {name: article(number) for number, name in enumerate(FAULTS)}
    by_text = {document.text: name for name, document in documents.items()}

    def script(request: Request) -> Reply:
        return FAULTS[by_text[request.article]].script(request)

    async def read(reading: LLMEngine, name: str) -> Outcome:
        started = time.monotonic()
        try:
            result: EngineResult | BaseException = await reading.aread(documents[name])
        except errors.EngineError as error:
            result = error
        return Outcome(result, server.asked_about(documents[name].text), time.monotonic() - started)

    async def read_all() -> list[Outcome]:
        reading = engine(server, timeout_s=TIMEOUT_S)
        await reading.aread(article(900))  # imports are paid before any clock runs
        return await asyncio.gather(*(read(reading, name) for name in FAULTS))

    by_text[article(900).text] = "500 once"
    with ScriptedServer(script) as server:
        yield dict(zip(FAULTS, asyncio.run(read_all()), strict=True))


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_comes_out_as_what_it_is_after_no_more_requests_than_can_help(
    name: str, outcomes: dict[str, Outcome]
) -> None:
    fault, outcome = FAULTS[name], outcomes[name]
    if fault.error is None:
        assert not isinstance(outcome.result, BaseException)
        assert outcome.result.usage.requests == len(outcome.requests) <= fault.requests
        assert outcome.result.usage.tokens_in > 0
    else:
        assert type(outcome.result) is fault.error
        assert outcome.result.document == f"article-{list(FAULTS).index(name)}"
        assert outcome.result.attempts == len(outcome.requests) <= fault.requests
        assert outcome.result.remedy
        assert KEY not in str(outcome.result)


def test_a_reading_that_came_after_a_fault_is_whole(outcomes: dict[str, Outcome]) -> None:
    for name, fault in FAULTS.items():
        result = outcomes[name].result
        if fault.error is None and name != "fabricated quotes" and not isinstance(result, BaseException):
            assert len(result.reading.positions) == 2


def test_retry_after_is_waited_for_and_not_more(outcomes: dict[str, Outcome]) -> None:
    (waited,) = gaps(outcomes["429 once, Retry-After: 1"].requests)
    assert 0.95 <= waited < 4


@pytest.mark.parametrize("name", ["stall of 20 s", "a byte every 0.3 s"])
def test_silence_ends_at_the_deadline(name: str, outcomes: dict[str, Outcome]) -> None:
    assert outcomes[name].seconds < (TIMEOUT_S + STALL_S) / 2


def test_a_silence_within_a_request_is_tried_again_before_the_deadline() -> None:
    with ScriptedServer(in_turn(FAULTS["stall of 20 s"].script, reader)) as server:
        result = engine(server, read_timeout_s=0.5).read(article(1))
    assert (result.usage.requests, len(result.reading.positions)) == (2, 2)


def test_tokens_of_failed_attempts_are_counted(outcomes: dict[str, Outcome]) -> None:
    repaired = outcomes["wrong schema once"].result
    assert not isinstance(repaired, BaseException)
    assert (repaired.usage.tokens_in, repaired.usage.tokens_out) == (200, 40)
    failed = outcomes["wrong schema always"].result
    assert isinstance(failed, errors.InvalidReply)
    assert (failed.tokens_in, failed.tokens_out) == (300, 60)


def bad(request: Request) -> Reply:
    return completion(request, '{"wrong": 1}')


def broken(_: Request) -> Reply:
    return failure(500, "internal error", headers={"retry-after-ms": "10"})


@pytest.mark.parametrize(
    ("script", "requests"),
    [
        (in_turn(bad, broken, bad, broken, reader), 5),
        (in_turn(*[bad, broken, broken] * 2, reader), None),
    ],
)
def test_layers_of_retries_share_one_budget(script: Script, requests: int | None) -> None:
    with ScriptedServer(script) as server:
        if requests:
            assert engine(server).read(article(1)).usage.requests == requests
        else:
            with pytest.raises(errors.BudgetExceeded):
                engine(server, max_requests=5).read(article(1))
        assert len(server.requests) == 5


def test_the_model_is_told_what_was_wrong_when_it_is_asked_again() -> None:
    with ScriptedServer(in_turn(bad, reader)) as server:
        engine(server).read(article(1))
    again = server.requests[1].body["messages"]
    assert [message["role"] for message in again] == ["system", "user", "assistant", "user"]
    assert "positions" in again[3]["content"]


def test_one_article_out_of_sixteen_fails_alone() -> None:
    def script(request: Request) -> Reply:
        return failure(404, "no such model") if "round 7 " in request.article else reader(request)

    async def read_all() -> list[EngineResult | BaseException]:
        reading = engine(server)
        return await asyncio.gather(*(reading.aread(article(n)) for n in range(16)), return_exceptions=True)

    with ScriptedServer(script) as server:
        results = asyncio.run(read_all())
    failed = [result for result in results if isinstance(result, BaseException)]
    assert [error.document for error in failed if isinstance(error, errors.EngineError)] == ["article-7"]
    assert all(
        len(result.reading.positions) == 2 for result in results if not isinstance(result, BaseException)
    )


def choice(message: object, **more: object) -> bytes:
    return json.dumps({"choices": [{"message": message, "finish_reason": "stop", **more}]}).encode()


CALL = {"id": "1", "type": "function", "function": {"name": "reading", "arguments": None}}
ODDITIES = {
    "nothing": Reply(b""),
    "null": Reply(b"null"),
    "list": Reply(b"[]"),
    "string": Reply(b'"hello"'),
    "object": Reply(b"{}"),
    "choices no list": Reply(b'{"choices": {"a": 1}}'),
    "choice null": Reply(b'{"choices": [null]}'),
    "choice empty": Reply(b'{"choices": [{}]}'),
    "choice a string": Reply(b'{"choices": ["x"]}'),
    "message null": Reply(choice(None)),
    "message a string": Reply(choice("hello")),
    "message a list": Reply(choice([1])),
    "content a number": Reply(choice({"content": 5})),
    "content a list": Reply(choice({"content": [{"type": "text", "text": "x"}]})),
    "tool calls a string": Reply(choice({"content": None, "tool_calls": "x"})),
    "tool call null": Reply(choice({"content": None, "tool_calls": [None]})),
    "arguments null": Reply(choice({"content": None, "tool_calls": [CALL]})),
    "usage a string": Reply(b'{"choices": [], "usage": "much"}'),
    "not UTF-8": Reply(b'{"choices": "\xff\xfe"}'),
    "nested deep": Reply(b'{"choices": ' + b"[" * 5000 + b"]" * 5000 + b"}"),
    "answer nested deep": Reply(choice({"content": "[" * 5000})),
    "lone surrogate": Reply(choice({"content": '{"a": "\ud800"}'})),
    "huge number": Reply(choice({"content": '{"meetings": 1e999999}'})),
    "wrong encoding": Reply(b"plain", headers={"Content-Encoding": "gzip"}),
    "redirect in a circle": Reply(b"", 302, {"Location": "/v1/chat/completions"}),
    "teapot": Reply(b"short and stout", 418),
    "error that is no object": Reply(b'{"error": "no"}', 500),
    "error of nulls": Reply(b'{"error": {"message": null, "code": 7, "type": []}}', 429),
}


@pytest.mark.parametrize("mode", ["json_schema", "tools"])
def test_no_reply_whatever_gets_past_the_border_as_it_is(mode: str) -> None:
    documents = {name: article(number) for number, name in enumerate(ODDITIES)}
    by_text = {document.text: name for name, document in documents.items()}

    async def read_all() -> list[EngineResult | BaseException]:
        reading = engine(server, mode=mode, max_attempts=1, max_reasks=1)
        return await asyncio.gather(*map(reading.aread, documents.values()), return_exceptions=True)

    with ScriptedServer(lambda request: ODDITIES[by_text[request.article]]) as server:
        results = asyncio.run(read_all())
    for name, result in zip(ODDITIES, results, strict=True):
        assert isinstance(result, errors.EngineError), (name, result)
        assert result.remedy, name
        assert "\n" not in str(result)


def test_a_server_that_is_not_there_is_unreachable() -> None:
    with ScriptedServer() as server:
        pass
    with pytest.raises(errors.Unreachable, match="address"):
        engine(server).read(article(1))


def test_the_budget_of_a_run_spans_its_articles() -> None:
    with ScriptedServer() as server:
        reading = engine(server, max_run_requests=2)
        reading.read(article(1))
        reading.read(article(2))
        with pytest.raises(errors.BudgetExceeded, match="run"):
            reading.read(article(3))
        assert len(server.requests) == 2


def test_a_token_budget_stops_where_the_server_does_not_count() -> None:
    with ScriptedServer(in_turn(lambda request: completion(request, "{}", tokens=None), reader)) as server:
        with pytest.raises(errors.BudgetExceeded, match="does not tell"):
            engine(server, max_run_tokens=10_000).read(article(1))
        assert len(server.requests) == 1


def test_reading_in_a_running_loop_and_in_threads_works() -> None:
    async def inside() -> int:
        return len(reading.read(article(1)).reading.positions)

    async def beside() -> list[EngineResult]:
        return await asyncio.gather(*(asyncio.to_thread(reading.read, article(n)) for n in range(4)))

    with ScriptedServer() as server:
        reading = engine(server)
        assert asyncio.run(inside()) == 2
        assert len(asyncio.run(beside())) == 4


def test_a_caller_who_gives_up_stops_the_request() -> None:
    def script(request: Request) -> Reply:
        return FAULTS["stall of 20 s"].script(request)

    async def give_up() -> None:
        async with asyncio.timeout(0.3):
            await reading.aread(article(1))

    with ScriptedServer(script) as server:
        reading = engine(server)
        started = time.monotonic()
        with pytest.raises(TimeoutError):
            asyncio.run(give_up())
        assert time.monotonic() - started < STALL_S / 2


@pytest.mark.parametrize("mode", ["json_schema", "tools"])
def test_half_a_key_that_a_server_repeats_is_kept_nowhere(tmp_path: Path, mode: str) -> None:
    """A complaint about a wrong form quotes the start of a value: the key must be gone before."""

    def repeating(request: Request) -> Reply:
        return completion(request, json.dumps({"red_lines": [{"quotes": ["said " + KEY]}]}))

    with ScriptedServer(repeating) as server:
        settings = Settings.model_validate(
            {"model": "m", "base_url": server.base_url, "api_key": KEY, "mode": mode, "record": tmp_path}
            | {"cache_dir": tmp_path / "cache"}
        )
        with pytest.raises(errors.InvalidReply):
            LLMEngine(settings).read(article(1))
        asked = "".join(json.dumps(request.body) for request in server.requests)
    kept = "".join(p.read_bytes().decode("utf-8", "replace") for p in tmp_path.rglob("*") if p.is_file())
    assert "said ***" in kept
    assert KEY[:9] not in asked + kept
