"""No fault of a server or a model reaches a brief: it costs one article at most and is named."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from summarizer import errors
from summarizer.engines.llm import LLMEngine
from summarizer.settings import Settings
from tests.servers.faults import FAULTS, STALL_S, article
from tests.servers.scripted import ScriptedServer, completion, failure, gaps, in_turn, reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.models.verified import EngineResult
    from tests.servers.scripted import Reply, Request, Script

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
    assert 0.95 <= waited < 1.8


@pytest.mark.parametrize("name", ["stall of 20 s", "a byte every 0.3 s"])
def test_silence_ends_at_the_deadline(name: str, outcomes: dict[str, Outcome]) -> None:
    assert outcomes[name].seconds < TIMEOUT_S + 1 < STALL_S


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
        assert time.monotonic() - started < 3
