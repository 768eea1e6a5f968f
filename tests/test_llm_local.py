"""A real inference server, llama.cpp with random weights: whatever nonsense comes, nothing of it is believed."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

import pytest

from summarizer import errors
from summarizer.engines.llm import LLMEngine
from summarizer.fusion import fuse
from summarizer.grounding import ground
from summarizer.settings import Settings
from tests.servers import random_model
from tests.servers.faults import article, document

if TYPE_CHECKING:
    from pathlib import Path

needed = [name for name in ("xllamacpp", "gguf", "numpy") if importlib.util.find_spec(name) is None]
real_server = pytest.mark.skipif(
    bool(needed), reason=f"not installed: {', '.join(needed)} (dependency group test-llm)"
)


# A model without sense needs no rules, and one whose tokens are bytes would take seconds to read them.
PROMPT = """---
name: reading
version: v9
purpose: Be short.
variables: article, mark
---
{% block system %}Read.{% endblock %}
{% block user %}ARTICLE {{ mark }}
{{ article }}
END {{ mark }}{% endblock %}
"""


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model")
    (folder / "reading.v9.md").write_text(PROMPT)
    return random_model.write(folder / "random.gguf")


def engine(model: Path, **given: object) -> LLMEngine:
    settings = {
        "model": f"gguf:{model}",
        "prompts": model.parent,
        "threads": 1,
        "context_tokens": 12_000,
        "max_output_tokens": 3_000,
        "temperature": 1.0,
        "cache": False,
        "repair": False,
    }
    return LLMEngine(Settings.model_validate(settings | given))


@real_server
def test_a_random_model_puts_nothing_into_a_brief_but_what_is_not_established(model: Path) -> None:
    reading = engine(model)
    claims = 0
    for number in range(8):
        if number > 1 and claims > 10:
            break
        try:
            result = reading.read(article(number))
        except errors.Truncated:
            continue
        verified = ground(article(number), result)
        said = result.reading
        claims += len(said.meetings) + len(said.participants) + len(said.positions) + len(said.red_lines)
        assert not (verified.meetings + verified.participants + verified.confirmations + verified.mentioned)
        assert not (verified.red_lines + verified.positions + verified.outcomes)
        made = fuse([verified], version="test")
        assert made.meeting.kind == "none"
        assert [gap.question for gap in made.not_established] == ["Whether a meeting took place"]
        assert not (made.disagreements + made.background + made.other_meetings)
    assert claims, "a model that says nothing proves nothing"


@real_server
def test_usage_names_the_file_and_counts_its_tokens(model: Path) -> None:
    usage = engine(model).read(article(0)).usage
    assert usage.model == "gguf/random.gguf"
    assert usage.tokens_in > 100
    assert usage.tokens_out > 10


@real_server
def test_an_answer_past_the_limit_is_truncated(model: Path) -> None:
    with pytest.raises(errors.Truncated):
        engine(model, max_output_tokens=16).read(article(0))


@real_server
def test_an_article_past_the_context_is_rejected_by_name(model: Path) -> None:
    with pytest.raises(errors.RequestRejected, match="context_tokens"):
        engine(model, context_tokens=2_048, max_output_tokens=64).read(document("word " * 600))


@real_server
def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.gguf"
    path.write_bytes(b"GGUF and nothing else")
    with pytest.raises(errors.SummarizerError, match=r"x\.gguf"):
        engine(path).read(article(0))


def test_a_file_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(errors.ConfigError, match=r"none\.gguf"):
        LLMEngine(Settings(model=f"gguf:{tmp_path}/none.gguf", cache=False))
