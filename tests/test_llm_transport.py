"""The one call that a reading costs: what is sent, what is made of the answer, what a lost connection is called."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import subprocess
import sys
import textwrap
from typing import Any

import instructor
import pytest

from summarizer.engines.llm import LLMEngine, shaping
from summarizer.engines.llm.answers import answer_of, completion_of, reading_of
from summarizer.engines.llm.cache import Answer
from summarizer.engines.llm.providers import endpoint
from summarizer.engines.llm.schema import response_model
from summarizer.errors import Unreachable
from summarizer.settings import Settings
from tests.servers.faults import article
from tests.servers.scripted import EMPTY, ScriptedServer, completion, in_turn, position, reader
from tests.shared import ROOT

MODES = ("tools", "json_schema", "json", "md_json")


def settings(address: str, **given: Any) -> Settings:
    return Settings.model_validate(
        {"model": "scripted", "base_url": address, "cache": False, "repair": False} | given
    )


@pytest.mark.parametrize("mode", MODES)
def test_the_first_request_is_what_instructor_would_send_for_it(mode: Any) -> None:
    target = endpoint(settings("http://127.0.0.1:9/v1", mode=mode))
    messages = [
        {"role": "system", "content": "Rules {x}."},
        {"role": "user", "content": "Words {article} of it."},
    ]
    sent: list[dict[str, Any]] = []

    async def create(**request: Any) -> Any:
        sent.append(shaping.shaped(request, target, rules="Rules {x}."))
        return completion_of(Answer(json.dumps(EMPTY), json.dumps(EMPTY) if mode == "tools" else None))

    asking: Any = instructor.patch(create=create, mode=shaping.MODES[mode])
    asyncio.run(
        asking(
            response_model=response_model(target.bounded),
            messages=messages,
            strict=False,
            **shaping.parameters(target),
        )
    )
    assert shaping.first(messages, target) == sent[0]


@pytest.mark.parametrize("mode", MODES)
def test_a_good_answer_is_read_without_instructor(mode: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def unwanted(**_: Any) -> None:
        raise AssertionError("instructor was asked")

    monkeypatch.setattr(instructor, "patch", unwanted)
    with ScriptedServer(reader) as server:
        assert LLMEngine(settings(server.base_url, mode=mode)).read(article(1)).reading.positions


@pytest.mark.parametrize("mode", MODES)
def test_an_answer_that_is_no_reading_is_complained_of_and_not_asked_for_twice(mode: Any) -> None:
    bodies: list[dict[str, Any]] = []

    def bad(request: Any) -> Any:
        bodies.append(request.body)
        return completion(request, '{"positions": [{"quotes": 7}]}')

    def good(request: Any) -> Any:
        bodies.append(request.body)
        return reader(request)

    with ScriptedServer(in_turn(bad, good)) as server:
        result = LLMEngine(settings(server.base_url, mode=mode)).read(article(1))
    assert result.reading.positions
    assert result.usage.requests == len(bodies) == 2
    assert "quotes" in json.dumps(bodies[1]["messages"][2:])


def test_what_small_models_leave_out_is_filled_in_as_instructor_would() -> None:
    claim = position("The gates stay open.")
    del claim["target"]
    told = reading_of(Answer(json.dumps(EMPTY | {"positions": [claim]})), bounded=False)
    assert told is not None
    assert told.positions[0].target is None
    assert reading_of(Answer(json.dumps({"positions": [claim]})), bounded=False) is None


@pytest.mark.parametrize(
    "around", ["Here it is:\n```json\n{}\n```\nDone.", "<think>{{no}}</think>\n```\n{}\n```"]
)
def test_fences_and_thoughts_around_an_answer_are_taken_off(around: str) -> None:
    text = around.format(json.dumps(EMPTY | {"positions": [position("The gates stay open.")]}))
    reply = {"choices": [{"message": {"content": text}, "finish_reason": "stop"}]}
    told = reading_of(answer_of(reply), bounded=False)
    assert told is not None
    assert told.positions[0].quotes == ("The gates stay open.",)


def test_a_server_that_is_not_there_is_told_from_one_that_is_silent() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"  # bound, and nobody listens
        with pytest.raises(Unreachable, match="connection refused"):
            LLMEngine(settings(address, max_attempts=1)).read(article(1))


def test_an_engine_that_nobody_closes_leaves_no_word_on_the_terminal() -> None:
    script = """
        import sys
        from summarizer.engines.llm import LLMEngine
        from summarizer.settings import Settings
        from tests.servers.faults import article
        settings = Settings(model="scripted", base_url=sys.argv[1], cache=False, repair=False)
        kept = LLMEngine(settings)
        print(len(kept.read(article(1)).reading.positions))
        LLMEngine(settings).read(article(2))
    """
    with ScriptedServer(reader) as server:
        done = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(script), server.base_url],
            capture_output=True,
            text=True,
            timeout=60,
            cwd=ROOT,
            check=False,
        )
    assert re.fullmatch(r"\d+\n", done.stdout)
    assert done.stderr == ""
