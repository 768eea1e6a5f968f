"""What the blocks of the pages print: `python -m tests.printed` writes it into the pages anew.

`<!-- printed -->` before a block says that the block before it prints it; `<!-- printed by SCRIPT -->`, that a script
of `examples/` does.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import duckdb
import pytest

import summarizer
from summarizer import grounding, rendering
from tests import examples
from tests.commands import check, commands, is_shell, not_run, parse, run
from tests.datablocks import PARSERS, hold
from tests.pages import PAGES, blocks
from tests.playground import provide
from tests.servers.scripted import ScriptedServer
from tests.shared import ROOT

if TYPE_CHECKING:
    from tests.pages import Block

SHOWN: Final = {"text", "markdown"}
"""Languages of what is only looked at."""


def settle(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder, with no settings but a key that is none, prices, and a cache of its own."""
    for name in [name for name in os.environ if name.startswith(("SUMMARIZER_", "OPENAI_"))]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("OPENAI_API_KEY", "no-key")
    monkeypatch.setenv("SUMMARIZER_CACHE", "false")
    monkeypatch.setenv("SUMMARIZER_PRICES", str(folder / "prices.toml"))
    provide(folder, "prices.toml", "evals")


def printed_by(block: Block, folder: Path, server: str) -> str:
    """Run a block, and return what it prints. Raises what it raises, `AssertionError` where a command fails."""
    out = io.StringIO()
    if block.language == "python":
        provide(folder, *re.findall(r'"([^"\s]+)"', block.code))
        with contextlib.redirect_stdout(out):
            exec(compile(block.code, str(block), "exec"), {"__name__": "__main__"})  # noqa: S102
    elif block.language == "pycon":
        modules = (grounding, rendering, summarizer)
        names = {name: getattr(module, name) for module in modules for name in module.__all__}
        with contextlib.redirect_stdout(out):
            doctest.run_docstring_examples(block.code, names)
        assert out.getvalue() == "", f"{block}: {out.getvalue()}"  # it prints what does not come true
    elif block.language == "sql":
        duckdb.sql(block.code)
    elif is_shell(block.language, block.code):
        for command in commands(block.code):
            if command.program != "summarizer":
                assert check(command) is None, f"{block}: {check(command)}"
                continue
            parse(command.words)
            if not_run(command) is None:
                code, output = run(command, folder, server)
                assert code == 0, f"{block}: summarizer {command.line}\n{output}"
                out.write(output)
    elif block.language in PARSERS:
        hold(block.language, block.code, folder)
    else:
        assert block.language in SHOWN or re.search(r"[─▶│]", block.code), f"{block}: what is this?"
    return out.getvalue()


def shows_print(block: Block) -> bool:
    """Whether a block shows what another, or a script, prints."""
    return (block.mark or "").startswith("printed")


def rewritten(page: str, server: str) -> str:
    """A page with what its blocks print now."""
    lines = (ROOT / page).read_text("utf-8").split("\n")
    found, printed = [*blocks(page)], ""
    changes: list[tuple[int, int, str]] = []
    for block in found:
        if shows_print(block):
            script = (block.mark or "").removeprefix("printed").removeprefix(" by ")
            text = examples.printed(script) if script else printed
            changes.append((block.line, block.line + block.code.count("\n"), text))
        else:
            printed = printed_by(block, Path.cwd(), server)
    for start, end, text in reversed(changes):
        lines[start:end] = text.split("\n")[:-1]
    return "\n".join(lines)


def main() -> None:
    """Write all pages that show what a block prints."""
    for page in PAGES:
        if page == "README.md" or not any(map(shows_print, blocks(page))):
            continue  # the README has words of its own around what it shows
        with (
            tempfile.TemporaryDirectory() as name,
            ScriptedServer() as server,
            pytest.MonkeyPatch.context() as patch,
        ):
            settle(Path(name), patch)
            text = rewritten(page, server.base_url)
        (ROOT / page).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
