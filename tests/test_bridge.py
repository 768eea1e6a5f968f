"""The bridge: a reader that only files can reach stands behind the same protocol as any server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest

from summarizer import errors
from summarizer.engines.llm import LLMEngine
from summarizer.settings import Settings
from tests.bridge import Bridge
from tests.servers.faults import article
from tests.servers.scripted import EMPTY, ScriptedServer, position

if TYPE_CHECKING:
    from pathlib import Path

SAID = "Envoy Ilse Brandal said dam number 1 would stay open."


def engine(base_url: str, **given: Any) -> LLMEngine:
    return LLMEngine(
        Settings.model_validate({"model": "by-hand", "base_url": base_url, "cache": False} | given)
    )


def lay_answers(folder: Path, content: str) -> None:
    """Answer every request that has no answer yet, as a person would: read, think, write."""
    for request in folder.glob("*.request.json"):
        answer = folder / request.name.replace(".request.", ".answer.")
        if not answer.exists():
            answer.write_text(content, encoding="utf-8")


@pytest.mark.parametrize("mode", ["json_schema", "tools", "json", "md_json"])
def test_an_answer_laid_beside_the_request_is_the_reading(tmp_path: Path, mode: str) -> None:
    stop = threading.Event()

    def person() -> None:
        while not stop.wait(0.05):
            lay_answers(tmp_path, json.dumps(EMPTY | {"positions": [position(SAID)]}))

    at_work = threading.Thread(target=person)
    at_work.start()
    try:
        with ScriptedServer(Bridge(tmp_path, wait_s=20)) as server:
            reading = engine(server.base_url, mode=mode).read(article(1)).reading
    finally:
        stop.set()
        at_work.join()
    assert [each.quotes for each in reading.positions] == [(SAID,)]
    (shown,) = tmp_path.glob("*.request.md")
    assert SAID in shown.read_text()
    assert shown.name.replace("request.md", "answer.json") in shown.read_text()


def test_a_request_that_was_answered_once_is_answered_at_once(tmp_path: Path) -> None:
    """So a first pass without waiting collects the requests, and a second one reads."""
    with ScriptedServer(Bridge(tmp_path, wait_s=0)) as server:
        with pytest.raises(errors.Unreachable, match="503"):
            engine(server.base_url, max_attempts=1).read(article(1))
        lay_answers(tmp_path, json.dumps(EMPTY))
        assert engine(server.base_url).read(article(1)).usage.requests == 1
    assert len(list(tmp_path.glob("*.request.json"))) == 1


def test_an_answer_that_is_no_json_comes_back_as_a_question(tmp_path: Path) -> None:
    with ScriptedServer(Bridge(tmp_path, wait_s=0)) as server:
        with pytest.raises(errors.Unreachable):
            engine(server.base_url, max_attempts=1).read(article(1))
        lay_answers(tmp_path, "I would rather not say.")
        (answer,) = tmp_path.glob("*.answer.json")
        os.utime(answer, (0, 0))
        with pytest.raises(errors.EngineError):
            engine(server.base_url, max_attempts=1).read(article(1))
    assert len(list(tmp_path.glob("*.request.json"))) == 2


def test_the_bridge_runs_as_a_command(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.bridge", str(tmp_path), "--port", "0", "--wait", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        line = running.stdout.readline()
        try:
            with pytest.raises(errors.Unreachable):
                engine(line.split()[2].rstrip(","), max_attempts=1).read(article(1))
        finally:
            running.terminate()
    assert list(tmp_path.glob("*.request.md"))
