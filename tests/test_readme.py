"""What the README shows is what the program does."""

from __future__ import annotations

import contextlib
import io
import re

import pytest

from summarizer import render, summarize
from summarizer.settings import Settings
from tests.scores import table
from tests.shared import EXAMPLE, ROOT

README = (ROOT / "README.md").read_text("utf-8")


def block(name: str) -> str:
    found = re.search(rf"<!-- {name} -->\n```\w+\n(.*?)```\n<!-- /{name} -->", README, re.DOTALL)
    assert found, name
    return found[1]


def test_the_python_example_prints_what_stands_below_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(block("python"), "README.md", "exec"), {})  # noqa: S102
    assert printed.getvalue() == block("printed")


def test_the_brief_that_the_readme_shows_is_the_one_of_the_example_case(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    folder = EXAMPLE.relative_to(ROOT)
    page = render(summarize(folder / "A.txt", folder / "B.txt", settings=Settings(engine="rules")))
    shown = block("brief").removesuffix("…\n")
    assert page.startswith(shown)
    assert len(shown.splitlines()) > 20


def test_the_scores_of_the_readme_are_those_of_the_committed_baselines() -> None:
    shown = re.search(r"<!-- scores -->\n(.*?)\n<!-- /scores -->", README, re.DOTALL)
    assert shown is not None
    assert shown[1] == table()  # `python -m tests.scores` prints it
