"""The scripts of `examples/` run, and print what docs/examples.md shows."""

from __future__ import annotations

import pytest

from tests.examples import SCRIPTS, asks, printed
from tests.pages import blocks
from tests.shared import ROOT

SHOWN = {
    block.mark.removeprefix("printed by "): block.code for block in blocks("docs/examples.md") if block.mark
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_prints_what_its_page_shows(script: str) -> None:
    assert printed(script) == SHOWN[script]  # `make pages` writes it


def test_two_wordings_are_told_apart_by_what_the_model_made_of_them() -> None:
    rows = {
        line[:18].strip(): line[18:].split()[:2] for line in SHOWN["examples/compare_prompts.py"].splitlines()
    }
    before, after = rows["positions"]
    assert float(before) > float(after)
    assert len(set(rows["red lines"])) == 1


def test_every_example_is_on_the_page_short_and_says_that_its_articles_are_invented() -> None:
    assert sorted(SHOWN) == SCRIPTS
    assert [script for script in SCRIPTS if asks(script)] == ["examples/compare_prompts.py"]
    for script in SCRIPTS:
        text = (ROOT / script).read_text("utf-8")
        assert len(text.splitlines()) < 60, script
        assert "are invented" in " ".join(text.split()), script
