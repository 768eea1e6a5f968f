"""The shell blocks of the pages, line by line: parsed by the real command line, and run where they can be."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from typer.main import get_command
from typer.testing import CliRunner

from summarizer.cli import app
from tests.playground import provide
from tests.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SHELL: Final = {"sh", "shell", "bash", "console"}
PROGRAMS: Final = {
    "summarizer",
    "make",
    "git",
    "ray",
    "cd",
    "pip",
    "cat",
    "curl",
    "python",
    "jq",
    "csvstat",
    "datasette",
}
"""First words that tell a block without a language from a drawing."""
NOT_RUN: Final = {
    r"brief .*--url": "would fetch from the web",
    r"--runner batch": "waits for a provider's batches: tests/batches plays them",
    r"--runner ray": "needs a cluster",
    r"gguf:": "needs the file of a model",
    r"^eval (?!.*(--gold|bless))": "all cases: `make eval` runs it",
    r"--install-completion": "changes the shell of whoever runs it",
}
"""Commands that are parsed and not run, with the reason."""
_OUTPUTS: Final = {"-o", "--output", "--log", "--report", "--record", "--save-documents"}
_MAKE: Final = re.compile(r"^([a-z][a-z-]*):", re.MULTILINE)


@dataclass(frozen=True)
class Command:
    """One program of a line, with its words; `piped` is the words of the program before it."""

    program: str
    words: tuple[str, ...]
    piped: tuple[str, ...] | None = None

    @property
    def line(self) -> str:
        """The words as they were written."""
        return " ".join(self.words)


def commands(code: str) -> Iterator[Command]:
    """The programs of a block, in order. Raises `ValueError` for a line that no shell would read."""
    for line in code.replace("\\\n", " ").splitlines():
        reader = shlex.shlex(line, posix=True, punctuation_chars="|&;")
        reader.whitespace_split = True
        reader.commenters = "#"
        piped: tuple[str, ...] | None = None
        words: list[str] = []
        for word in [*reader, ";"]:
            if word not in {"|", ";", "&&", "&"}:
                words.append(word)
                continue
            named = [each for each in words if not re.fullmatch(r"[A-Z_]+=\S*", each)]
            if named:
                yield Command(named[0], tuple(named[1:]), piped)
            piped = tuple(named) if word == "|" else None
            words = []


def is_shell(language: str, code: str) -> bool:
    """Whether a block is for a shell: by its language, or else by its first word."""
    return language in SHELL or (not language and code.split(maxsplit=1)[0] in PROGRAMS)


def parse(words: tuple[str, ...]) -> None:
    """Let the real command line parse what stands behind `summarizer`. Raises its usage error for what it refuses."""
    command: Any = get_command(app)
    context = command.make_context("summarizer", [*words], None)
    while hasattr(command, "resolve_command"):
        rest = [
            *context._protected_args,
            *context.args,
        ]  # the parser keeps a command's name apart from its words
        if not rest:
            return
        name, command, rest = command.resolve_command(context, rest)
        context = command.make_context(name, rest, context)


def not_run(command: Command) -> str | None:
    """Why a command is only parsed; none where it is run."""
    return next((why for pattern, why in NOT_RUN.items() if re.search(pattern, command.line)), None)


def run(command: Command, folder: Path, server: str) -> tuple[int, str]:
    """Run `summarizer` in a folder, with the scripted server in place of any model. Returns exit code and all output."""
    words = [server if re.match(r"http://(127\.0\.0\.1|localhost)", word) else word for word in command.words]
    named = [word for at, word in enumerate(words) if at == 0 or words[at - 1] not in _OUTPUTS]
    provide(folder, *named, *(command.piped or ()))
    if "--model" in words and "--replay" not in words and "--base-url" not in words:
        words += ["--base-url", server]
    if words[0] == "corpus" and "--model" not in words:
        words += ["--processes", "1"]  # the start of each costs more than the article
    stdin = None
    if command.piped:  # what a pipe brings: the article that is named before it, or else a page
        provide(folder, "page.html")
        article = folder / "a.txt"
        stdin = (article if "a.txt" in command.piped else folder / "page.html").read_bytes()
    done = CliRunner().invoke(app, words, input=stdin, prog_name="summarizer", standalone_mode=False)
    if isinstance(done.exception, Exception):
        return 2, f"{done.output}\n{done.exception!r}"
    return int(done.return_value or 0) if done.exception is None else done.exit_code, done.output


def check(command: Command) -> str | None:
    """What is wrong with a command that is not ours; none where nothing is."""
    words = command.words
    if command.program == "make":
        targets = {*_MAKE.findall((ROOT / "Makefile").read_text("utf-8"))}
        wrong = [word for word in words if "=" not in word and word not in targets]
        return f"no target {wrong}" if wrong else None
    if command.program == "python" and words[0] == "-m":
        return None if find_spec(words[1]) else f"no module {words[1]}"
    if command.program == "python" and words[0] != "-c":
        return None if (ROOT / words[0]).exists() else f"no script {words[0]}"
    if command.program == "pip":
        project = (ROOT / "pyproject.toml").read_text("utf-8")
        extras = re.findall(r"diplomatic-summarizer\[(\w+)\]", command.line)
        wrong = [extra for extra in extras if f"\n{extra} = [" not in project]
        return f"no extra {wrong}" if wrong else None
    return None if command.program in PROGRAMS else f"no known program: {command.program}"
