"""The scripts of `examples/` run, and print what docs/examples.md shows."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pytest

from tests.pages import blocks
from tests.servers.scripted import ScriptedServer, answer
from tests.shared import ROOT

if TYPE_CHECKING:
    from tests.servers.scripted import Reply, Request

PAGE = "docs/examples.md"
SCRIPTS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "examples").glob("*.py"))
SHOWN = {block.mark.removeprefix("printed by "): block.code for block in blocks(PAGE) if block.mark}
_SAME = 150
"""So many characters tell one recorded article from another: what was cut from its end since plays no part."""


def printed(script: str, **environment: str) -> str:
    """What a script prints, run from the root by this Python. Fails where it fails."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("SUMMARIZER_", "OPENAI_"))}
    done = subprocess.run(
        [sys.executable, script],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**clean, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment},
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@lru_cache(maxsize=1)
def recorded() -> dict[str, dict[str, Any]]:
    """What a real model said of each development article, by the article's beginning."""
    found = {}
    for path in (ROOT / "evals" / "recordings").rglob("*.json"):
        kept = json.loads(path.read_text("utf-8"))
        asked = "\n".join(kept["exchanges"][0]["asked"][1]["content"])
        article = re.search(r"ARTICLE (\S+)\n(.*?)\nEND \1", asked, re.DOTALL)
        assert article is not None, path
        found[article[2][:_SAME]] = kept["reading"]
    return found


def two_readers(request: Request) -> Reply:
    """The recorded answers; to the wording with a sentence more, without every other position."""
    reading = recorded()[request.article[:_SAME]]
    if "passed over" in request.body["messages"][0]["content"]:
        reading = reading | {"positions": reading["positions"][::2]}
    return answer(request, reading)


@pytest.mark.parametrize("script", ["examples/brief.py", "examples/corpus_to_archive.py"])
def test_a_script_prints_what_its_page_shows(script: str) -> None:
    assert printed(script) == SHOWN[script]


def test_the_comparison_of_prompts_prints_what_its_page_shows() -> None:
    script = "examples/compare_prompts.py"
    with ScriptedServer(two_readers) as server:
        said = printed(
            script,
            SUMMARIZER_MODEL="scripted",
            SUMMARIZER_BASE_URL=server.base_url,
            SUMMARIZER_API_KEY="no-key",
        )
        systems = {request.body["messages"][0]["content"] for request in server.requests}
    assert said == SHOWN[script]
    assert len(systems) == 2  # two wordings were asked, and no third


def test_every_example_is_on_the_page_short_and_says_that_its_articles_are_invented() -> None:
    assert sorted(SHOWN) == SCRIPTS
    for script in SCRIPTS:
        text = (ROOT / script).read_text("utf-8")
        assert len(text.splitlines()) < 60, script
        assert "are invented" in " ".join(text.split()), script
