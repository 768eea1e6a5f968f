"""A smaller part of the calls at once (`make test-hostile` makes all), and what they found in the package."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from summarizer import asummarize, summarize
from summarizer.engines.llm import LLMEngine
from summarizer.engines.llm.cache import Answer, AnswerCache
from summarizer.errors import AuthenticationFailed, EngineError
from summarizer.settings import Settings
from tests.attacks import concurrency, interrupts, parallel
from tests.attacks.footprint import footprint, left_over
from tests.servers.faults import FAULTS, article
from tests.servers.scripted import ScriptedServer, failure, reader

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from summarizer.models.document import Document
    from tests.servers.scripted import Reply, Request


def settings(server: ScriptedServer) -> Settings:
    return Settings(model="m", base_url=server.base_url, cache=False, repair=False)


def test_calls_at_once_give_what_they_give_one_by_one_and_leave_nothing_open() -> None:
    tried, wrong = concurrency.at_once(8)
    assert (tried, wrong) == (7 * 8 + 2, [])


def test_processes_on_one_cache_read_what_one_reads_without() -> None:
    assert concurrency.shared(4, 8) == []


@pytest.mark.parametrize("attack", [interrupts.brief, interrupts.evaluation])
def test_an_interrupted_command_ends_at_once_and_keeps_what_is_done(
    attack: Callable[[], list[str]],
) -> None:
    assert attack() == []


def test_a_module_that_ends_in_an_error_or_says_something_is_not_survived() -> None:
    _, wrong = concurrency.ran("parallel", "no number")
    assert wrong[0] == "parallel: exit code 1"
    assert "ValueError" in wrong[1]


def test_a_file_a_thread_or_a_connection_that_stays_is_told(tmp_path: Path) -> None:
    before = footprint()
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    with (tmp_path / "a").open("wb"):
        assert "1 files" in str(left_over(before, within_s=0.1))
    assert left_over(before, within_s=0.1) is None
    thread.start()
    assert thread.name in str(left_over(before, within_s=0.1))
    over.set()
    assert left_over(before) is None


def test_another_brief_is_told_as_another() -> None:
    assert parallel.different([b"a", b"b"], [b"a", b"c"]) == ["call 1: b'b'"]


def test_a_cache_that_another_process_is_making_is_waited_for(tmp_path: Path) -> None:
    """SQLite does not wait by itself while another process writes and the journal's mode is to change."""
    with closing(
        sqlite3.connect(tmp_path / "answers.sqlite3", check_same_thread=False, isolation_level=None)
    ) as other:
        other.execute("BEGIN IMMEDIATE")
        timer = threading.Timer(0.3, other.execute, ["COMMIT"])
        timer.start()
        cache = AnswerCache(tmp_path)
        timer.join()
    other.close()
    cache.put({"key": Answer("words")})
    assert cache.get("key") == Answer("words")


def in_a_loop(document: Document, **given: Any) -> object:
    return asyncio.run(asummarize(document, **given))


@pytest.mark.parametrize("call", [summarize, in_a_loop])
def test_a_failed_call_leaves_no_connection_open_until_the_collector_comes(
    call: Callable[..., object],
) -> None:
    with ScriptedServer(lambda _: failure(401, "no")) as server:
        before = footprint()
        with pytest.raises(AuthenticationFailed) as kept:
            call(article(1), settings=settings(server))
        # The error is at hand, and through its traceback all that the call held.
        assert left_over(before) is None
        assert kept.value.document == "article-1"


def test_a_closed_engine_gives_up_what_it_reads_and_reads_no_more() -> None:
    found: list[EngineError] = []

    def read() -> None:
        with pytest.raises(EngineError) as error:
            engine.read(article(1))
        found.append(error.value)

    with ScriptedServer(FAULTS["stall of 20 s"].script) as server:
        engine = LLMEngine(settings(server))
        reading = threading.Thread(target=read)
        reading.start()
        while not server.requests:
            time.sleep(0.01)
        began = time.monotonic()
        engine.close()
        reading.join()
        assert time.monotonic() - began < 10  # half of what the server stalls
        with pytest.raises(EngineError, match="the engine was closed"):
            engine.read(article(2))
        assert len(server.requests) == 1
    assert "the engine was closed" in str(found[0])


def test_an_engine_that_never_read_can_be_closed_twice_by_whoever_made_it() -> None:
    engine = LLMEngine(Settings(model="m", base_url="http://127.0.0.1:9/v1", cache=False))
    engine.close()
    asyncio.run(engine.aclose())


def test_nothing_more_is_begun_once_a_run_has_ended_in_an_error() -> None:
    """An error that is no article's, here one of the caller's progress, ends the run of all articles."""

    def script(request: Request) -> Reply:
        time.sleep(0.05)
        return reader(request)

    def fail(_: object) -> None:
        raise KeyError("the caller's")

    from summarizer.api import read

    with ScriptedServer(script) as server:
        documents = [article(n) for n in range(40)]
        with pytest.raises(KeyError, match="the caller's"):
            read(documents, settings(server).model_copy(update={"concurrency": 2}), progress=fail)
        time.sleep(0.5)
        assert len(server.requests) <= 4  # those that were under way, and not the other 36
