"""The help texts of docs/cli.md: `python -m tests.clipage` writes them anew."""

from __future__ import annotations

import os
import re
import subprocess
import sys

from tests.shared import ROOT

PAGE = ROOT / "docs" / "cli.md"
COMMANDS = (
    (),
    ("brief",),
    ("corpus",),
    ("show",),
    ("diff",),
    ("search",),
    ("timeline",),
    ("doctor",),
    ("schema",),
    *(("prompts", name) for name in ("list", "show", "render")),
    ("eval",),
    ("eval", "bless"),
    ("compare",),
    *(("gold", name) for name in ("lint", "fmt", "new", "agree", "stats")),
)
_MARKED = re.compile(r"(?<=<!-- help -->\n).*(?=<!-- /help -->)", re.DOTALL)


def help_of(command: tuple[str, ...]) -> str:
    """What `summarizer COMMAND --help` prints."""
    done = subprocess.run(
        [sys.executable, "-m", "summarizer", *command, "--help"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80"},
        check=True,
    )
    return done.stdout


def page() -> str:
    """The page with the help texts of this checkout."""
    sections = [
        f"### {' '.join(('summarizer', *command))}\n\n```text\n{help_of(command).rstrip()}\n```\n"
        for command in COMMANDS
    ]
    text = "\n" + "\n".join(sections) + "\n"
    return _MARKED.sub(lambda _: text, PAGE.read_text("utf-8"))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
