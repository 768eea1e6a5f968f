"""Every block of code of the pages is run, or parsed where it cannot be; what it is said to print is what it prints."""

from __future__ import annotations

import json
from itertools import takewhile
from typing import TYPE_CHECKING

import pytest

from summarizer.errors import GoldError
from tests.commands import check, commands, parse
from tests.datablocks import hold
from tests.pages import PAGES, Block, blocks
from tests.printed import printed_by, settle
from tests.servers.scripted import ScriptedServer
from tests.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BLOCKS = {page: [*blocks(page)] for page in PAGES}
WITH_BLOCKS = [page for page in PAGES if BLOCKS[page]]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ScriptedServer() as running:
        yield running.base_url


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settle(tmp_path, monkeypatch)
    return tmp_path


def comments_at_the_end(code: str) -> str:
    """The comments behind the last statement: what a short example says that it prints."""
    last = [*takewhile(lambda line: line.startswith("# "), reversed(code.splitlines()))]
    return "".join(f"{line[2:]}\n" for line in reversed(last))


@pytest.mark.parametrize("page", WITH_BLOCKS)
def test_every_block_of_a_page_runs_and_prints_what_the_page_shows(
    page: str, folder: Path, server: str
) -> None:
    printed = ""
    for block in BLOCKS[page]:
        if block.mark == "printed":
            assert block.code == printed, str(block)
            continue
        printed = printed_by(block, folder, server)
        if block.language == "python" and (said := comments_at_the_end(block.code)):
            assert said == printed, str(block)


def test_no_page_marks_what_it_prints_without_a_block_before_it() -> None:
    for page in WITH_BLOCKS:
        assert BLOCKS[page][0].mark != "printed", page


@pytest.mark.parametrize(
    "line",
    [
        "summarizer brief a.txt --formt json",
        "summarizer brief a.txt --format",
        "summarizer summarise a.txt",
        "summarizer eval --split both",
        "summarizer gold new",
    ],
)
def test_an_invented_option_is_refused(line: str) -> None:
    (command,) = commands(line)
    with pytest.raises(Exception, match=r"(?i)no such|requires|missing|is not one of"):
        parse(command.words)


@pytest.mark.parametrize(
    "line",
    [
        "make everything",
        "python -m tests.nowhere",
        "python nowhere.py",
        "pip install 'diplomatic-summarizer[x]'",
        "rm a",
    ],
)
def test_a_target_module_script_extra_or_program_that_is_none_is_seen(line: str) -> None:
    (command,) = commands(line)
    assert check(command) is not None


def test_a_block_that_fails_or_prints_something_else_is_seen(folder: Path, server: str) -> None:
    with pytest.raises(NameError):
        printed_by(Block("page", 1, "python", "nothing_of_this_name"), folder, server)
    with pytest.raises(AssertionError, match=r"nowhere\.txt"):
        printed_by(Block("page", 1, "sh", "summarizer brief nowhere.txt"), folder, server)
    with pytest.raises(json.JSONDecodeError):
        printed_by(Block("page", 1, "json", "{"), folder, server)
    assert comments_at_the_end("print(1)\n# 1\n") == printed_by(
        Block("page", 1, "python", "print(1)\n# 1\n"), folder, server
    )


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("json", "{"),
        ("toml", 'modell = "ollama/qwen3"'),
        ("toml", "[hard]\nungroundet = 0"),
        ("yaml", "schema: gold/1\ncase: oslo-2031"),
        ("yaml", "- uses: OWNER/summarizer@main\n  with: {golden: my/cases}"),
    ],
)
def test_data_that_the_program_would_not_take_is_seen(language: str, code: str, tmp_path: Path) -> None:
    with pytest.raises((ValueError, GoldError)):
        hold(language, code, tmp_path)


def test_the_pages_are_those_of_the_project() -> None:
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md")} <= {*PAGES}
    assert "README.md" in WITH_BLOCKS
