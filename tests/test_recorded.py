"""Recordings: written for people, replayed without a network, and free of secrets."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest

from summarizer import errors
from summarizer.engines.llm import LLMEngine
from summarizer.engines.recorded import RecordedEngine
from summarizer.engines.scrubbing import one_line, scrubbed
from summarizer.settings import Settings
from tests.servers.faults import FAULTS, article, document
from tests.servers.scripted import ScriptedServer, answer, completion, failure, in_turn, position, reader

if TYPE_CHECKING:
    from pathlib import Path

    from tests.servers.scripted import Reply, Request

KEY = "sk-verysecretkey-0123456789"


def recorder(server: ScriptedServer, folder: Path, **settings: Any) -> LLMEngine:
    given = {
        "model": "scripted",
        "base_url": server.base_url,
        "cache": False,
        "record": folder,
        "api_key": KEY,
    }
    return LLMEngine(Settings.model_validate(given | settings))


def test_a_replay_is_the_reading_and_asks_nobody(tmp_path: Path) -> None:
    with ScriptedServer() as server:
        first = recorder(server, tmp_path).read(article(1))
    replayed = RecordedEngine(tmp_path).read(article(1))
    assert replayed.reading == first.reading
    assert (replayed.usage.engine, replayed.usage.model, replayed.usage.requests) == (
        "recorded",
        "scripted",
        0,
    )
    assert replayed.usage.prompt == first.usage.prompt
    assert asyncio.run(RecordedEngine(tmp_path).aread(article(1))) == replayed


def test_a_text_that_was_not_recorded_is_an_error(tmp_path: Path) -> None:
    with ScriptedServer() as server:
        recorder(server, tmp_path).read(article(1))
        with pytest.raises(errors.NotRecorded, match="article-2"):
            RecordedEngine(tmp_path).read(article(2))
        assert len(server.requests) == 1


def test_the_document_is_found_by_its_text_and_not_by_its_name(tmp_path: Path) -> None:
    with ScriptedServer() as server:
        recorder(server, tmp_path).read(article(1))
    assert RecordedEngine(tmp_path).read(document(article(1).text, name="B")).usage.doc == "B"
    with pytest.raises(errors.NotRecorded):
        RecordedEngine(tmp_path).read(document(article(1).text + " More.", name="article-1"))


def test_a_recording_reads_as_text_and_holds_what_was_asked_and_answered(tmp_path: Path) -> None:
    with ScriptedServer(in_turn(lambda request: completion(request, '{"wrong": 1}'), reader)) as server:
        recorder(server, tmp_path).read(article(1))
    (path,) = tmp_path.iterdir()
    assert path.name == f"article-1-scripted-{article(1).sha256[:12]}.json"
    kept = json.loads(path.read_text())
    assert [[message["role"] for message in each["asked"]] for each in kept["exchanges"]] == [
        ["system", "user"],
        ["assistant", "user"],
    ]
    assert kept["exchanges"][0]["asked"][1]["content"] == [
        "ARTICLE 0000000000000000",
        article(1).text,
        "END 0000000000000000",
    ]
    assert kept["exchanges"][0]["answered"] == {"wrong": 1}
    assert kept["usage"]["requests"] == 2


def test_an_error_is_recorded_and_replayed_as_the_same_error(tmp_path: Path) -> None:
    with ScriptedServer(FAULTS["refusal"].script) as server, pytest.raises(errors.Refused):
        recorder(server, tmp_path).read(article(1))
    with pytest.raises(errors.Refused, match="declined") as caught:
        RecordedEngine(tmp_path).read(article(1))
    assert caught.value.document == "article-1"


@pytest.mark.parametrize(
    "change",
    [
        {"recording": 2},
        {"document": "x"},
        {"document": {"sha256": []}},
        {"error": "x"},
        {"error": {"type": "Refused"}},
    ],
)
def test_a_file_that_is_no_recording_is_named(tmp_path: Path, change: dict[str, Any]) -> None:
    with ScriptedServer() as server:
        recorder(server, tmp_path).read(article(1))
    (path,) = tmp_path.iterdir()
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(errors.ConfigError, match="is no recording") as caught:
        RecordedEngine(tmp_path)
    assert caught.value.subject == str(path)


def test_brackets_without_end_are_no_recording(tmp_path: Path) -> None:
    (tmp_path / "deep.json").write_text("[" * 100_000)
    with pytest.raises(errors.ConfigError, match="is no recording"):
        RecordedEngine(tmp_path)


@pytest.mark.parametrize("change", [{"usage": {}}, {"reading": {}}, {"reading": None}])
def test_a_recording_of_another_version_is_an_error_of_its_document(
    tmp_path: Path, change: dict[str, Any]
) -> None:
    with ScriptedServer() as server:
        recorder(server, tmp_path).read(article(1))
    (path,) = tmp_path.iterdir()
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(errors.InvalidReply, match="record it again"):
        RecordedEngine(tmp_path).read(article(1))


def test_models_and_repetitions_are_kept_apart(tmp_path: Path) -> None:
    with ScriptedServer() as server:
        for model in ("one", "two"):
            recorder(server, tmp_path, model=model).read(article(1))
        settings = Settings(model="one", base_url=server.base_url, cache=False, record=tmp_path)
        LLMEngine(settings, repeat=1).read(article(1))
    assert len(list(tmp_path.iterdir())) == 3
    with pytest.raises(errors.NotRecorded, match="one, two"):
        RecordedEngine(tmp_path).read(article(1))
    assert RecordedEngine(tmp_path, model="two").read(article(1)).usage.model == "two"
    assert RecordedEngine(tmp_path, repeat=1).read(article(1)).usage.model == "one"
    with pytest.raises(errors.NotRecorded):
        RecordedEngine(tmp_path, model="two", repeat=1).read(article(1))


def test_no_secret_reaches_a_recording_a_cache_a_log_or_an_error(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def leaky(request: Request) -> Reply:
        assert request.headers["authorization"] == f"Bearer {KEY}"
        if "round 1 " in request.article:
            return failure(400, f"bad request with Authorization: Bearer {KEY}")
        return answer(request, {"positions": [position(f"my key is {KEY}")]})

    caplog.set_level("INFO")
    with ScriptedServer(leaky) as server:
        reading = recorder(server, tmp_path / "r", cache=True, cache_dir=tmp_path / "c", repair=False)
        with pytest.raises(errors.RequestRejected) as caught:
            reading.read(article(1))
        reading.read(article(2))
    assert KEY not in str(caught.value) + repr(caught.value) + caplog.text + repr(reading.endpoint)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) >= 3
    assert not [path for path in files if KEY.encode() in path.read_bytes()]


def test_scrubbing_leaves_ordinary_words_alone() -> None:
    words = "“Bearer of news, the key-holders of the pk-1 post,” he said, bearing sk-8 skis, “are the bearer of none.”"
    assert scrubbed(words, "none") == words
    assert scrubbed("Authorization: Bearer abc.def-0123456789") == "Authorization: ***"
    assert one_line("a\x1b[31mb\nc" + "x" * 500, limit=20) == "a [31mb cxxxxxxxxxxx"


@pytest.mark.parametrize("content", ["", "[]", '{"recording": 2}', '{"recording": 1}'])
def test_a_file_that_is_almost_a_recording_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.json").write_text(content)
    with pytest.raises(errors.ConfigError, match=r"x\.json"):
        RecordedEngine(tmp_path)


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(errors.ConfigError, match="replay"):
        RecordedEngine(tmp_path / "none")


def test_replaying_imports_no_client() -> None:
    import subprocess
    import sys

    code = (
        "import sys, summarizer.engines.recorded, summarizer.engines.llm;"
        "print([m for m in ('openai', 'instructor', 'tenacity', 'jinja2') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
