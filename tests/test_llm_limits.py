"""Requests and tokens a minute: what goes out stays below the limit, and nobody's deadline runs meanwhile."""

from __future__ import annotations

import asyncio
import time
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from summarizer.engines.llm import LLMEngine
from summarizer.engines.llm.limits import Buckets, Pace
from summarizer.settings import Settings
from tests.servers.faults import article
from tests.servers.scripted import ScriptedServer, completion, reader

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.servers.scripted import Reply, Request


def arrivals(
    count: int, script: Callable[[Request], Reply] = reader, **settings: float
) -> tuple[list[float], int]:
    """When the requests of some articles that were begun together arrived, in seconds, and how many were read."""
    seen: list[float] = []

    def told(request: Request) -> Reply:
        seen.append(time.monotonic())
        return script(request)

    async def read(engine: LLMEngine) -> int:
        outcomes = await asyncio.gather(
            *(engine.aread(article(number)) for number in range(count)), return_exceptions=True
        )
        return sum(not isinstance(outcome, BaseException) for outcome in outcomes)

    with ScriptedServer(told) as server:
        given = Settings.model_validate(
            {"model": "scripted", "base_url": server.base_url, "cache": False, "repair": False} | settings
        )
        engine = LLMEngine(given)
        read_ = asyncio.run(read(engine))
        engine.close()
    return sorted(seen), read_


def test_no_more_requests_go_out_than_a_minute_allows() -> None:
    times, read = arrivals(8, rpm=120)
    assert read == 8
    # Two at once, and each of the other six half a second after the last: three seconds, less what the first was late.
    assert times[-1] - times[0] >= 2.0


def test_below_sixty_a_minute_one_request_waits_for_the_other() -> None:
    async def let_out() -> list[float]:
        buckets = Buckets(rpm=50)
        times = []
        for _ in range(3):
            await buckets.wait(0)
            times.append(time.monotonic())
        return times

    assert all(later - earlier >= 1.15 for earlier, later in pairwise(asyncio.run(let_out())))


class Noted:
    """Limits that let everything out and note what was asked for."""

    def __init__(self) -> None:
        self.tokens: list[int] = []

    async def wait(self, tokens: int) -> None:
        self.tokens.append(tokens)


def test_tokens_of_answers_are_waited_for_by_the_requests_behind_them() -> None:
    async def booked() -> list[int]:
        limits = Noted()
        pace = Pace(limits)
        pace.after(await pace.before(400), taken=2_100)
        await pace.before(400)
        await pace.before(400)
        return limits.tokens

    assert asyncio.run(booked()) == [100, 2_000 + 100, 100]


def test_what_was_booked_and_not_taken_is_given_back() -> None:
    async def booked() -> list[int]:
        limits = Noted()
        pace = Pace(limits)
        pace.after(await pace.before(3_600), taken=100)
        for _ in range(3):
            await pace.before(1_600)
        return limits.tokens

    assert asyncio.run(booked()) == [900, 0, 0, 400]


def test_a_request_larger_than_a_seconds_tokens_is_let_out() -> None:
    async def wait() -> float:
        began = time.monotonic()
        await Buckets(tpm=6_000).wait(250)
        return time.monotonic() - began

    assert asyncio.run(wait()) >= 1.2


def test_waiting_for_a_turn_does_not_count_towards_an_articles_deadline() -> None:
    times, read = arrivals(4, rpm=50, timeout_s=2.5)
    assert read == 4
    assert times[-1] - times[0] > 3.0


def test_the_deadline_still_holds_behind_a_wait() -> None:
    def slow(request: Request) -> Reply:
        time.sleep(1.5)
        return completion(request, "{}")

    _, read = arrivals(2, slow, rpm=240, timeout_s=0.5)
    assert read == 0


def test_limits_of_nothing_are_refused() -> None:
    with pytest.raises(ValidationError):
        Settings(rpm=0)
