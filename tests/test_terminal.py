"""The command line at a terminal and away from it: colour, progress, completion, help."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from summarizer.cli.terminal import overheard
from tests.clipage import COMMANDS, PAGE, page
from tests.handmade import brief
from tests.shared import ROOT
from tests.test_changes import friday, monday
from tests.test_cli import A, B, one_line, run

if TYPE_CHECKING:
    from pathlib import Path

ESCAPE = b"\x1b["
CASES = ROOT / "evals" / "gold"
RECORDED = ("--replay", str(ROOT / "evals" / "recordings"), "--model", "claude")


def test_what_another_library_prints_is_noted_and_never_stands_among_results(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", "summarizer"), overheard():
        print("\x1b[33m(raylet)\x1b[0m A worker died.\n\nIt is started again.")
    assert capsys.readouterr().out == ""
    assert caplog.messages == ["(raylet) A worker died.", "It is started again."]


def at_terminal(*arguments: str, **env: str) -> tuple[int, bytes, bytes]:
    """Exit code, standard output and standard error of the command where both are terminals of their own."""
    names = ("SUMMARIZER_", "OPENAI_", "NO_COLOR", "FORCE_COLOR", "TERM", "CI")
    clean = {k: v for k, v in os.environ.items() if not k.startswith(names)}
    ends = [pty.openpty() for _ in range(2)]
    process = subprocess.Popen(
        [sys.executable, "-m", "summarizer", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=ends[0][1],
        stderr=ends[1][1],
        env={**clean, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLUMNS": "100", **env},
    )
    for _, own in ends:
        os.close(own)
    said = {ours: b"" for ours, _ in ends}
    waiting = list(said)
    while waiting:
        for ours in select.select(waiting, [], [], 60)[0]:
            try:
                data = os.read(ours, 65536)
            except OSError:  # the other end is closed
                data = b""
            said[ours] += data
            if not data:
                waiting.remove(ours)
                os.close(ours)
    shown, messages = said.values()
    return process.wait(timeout=60), shown, messages


@pytest.fixture
def briefs(tmp_path: Path) -> tuple[str, str]:
    """Two files of briefs between which something hardened."""
    for name, made in (("old", monday()), ("new", friday())):
        (tmp_path / f"{name}.json").write_text(made.model_dump_json(), encoding="utf-8")
    return str(tmp_path / "old.json"), str(tmp_path / "new.json")


def test_diff_is_coloured_at_a_terminal_and_plain_elsewhere(briefs: tuple[str, str]) -> None:
    _, coloured, _ = at_terminal("diff", *briefs)
    plain = run("diff", *briefs).stdout
    assert ESCAPE in coloured
    assert ESCAPE not in plain
    assert re.sub(rb"\x1b\[[\d;]*m", b"", coloured).replace(b"\r\n", b"\n") == plain
    assert b"hardened" in plain  # the colour says nothing that the words do not


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}])
def test_no_colour_where_it_is_not_wanted(briefs: tuple[str, str], env: dict[str, str]) -> None:
    assert ESCAPE not in at_terminal("diff", *briefs, **env)[1]
    assert ESCAPE not in at_terminal("brief", "none.txt", **env)[2]


def test_colour_is_forced_into_a_pipe_where_that_is_asked_for(
    briefs: tuple[str, str], tmp_path: Path
) -> None:
    assert ESCAPE in run("diff", *briefs, env={"FORCE_COLOR": "1"}).stdout
    assert ESCAPE not in run("diff", *briefs, env={"FORCE_COLOR": "0"}).stdout
    assert run("brief", "none.txt", env={"FORCE_COLOR": "1"}).stderr.startswith(b"\x1b[")
    target = tmp_path / "changes.txt"
    run("diff", *briefs, "-o", str(target), env={"FORCE_COLOR": "1"})
    assert ESCAPE not in target.read_bytes()


def test_an_error_stands_out_at_a_terminal_in_one_line() -> None:
    code, _, said = at_terminal("brief", "none.txt")
    assert code == 2
    assert said.startswith(b"\x1b[")
    assert re.sub(rb"\x1b\[[\d;]*m", b"", said).startswith(b"error: none.txt: no such file")
    assert len(said.splitlines()) == 1


def test_a_brief_reads_as_plain_text_at_a_terminal() -> None:
    _, shown, _ = at_terminal("brief", A, B, "--engine", "rules", "-q")
    assert ESCAPE not in shown
    assert shown.replace(b"\r\n", b"\n") == run("brief", A, B, "--engine", "rules", "-q").stdout


@pytest.fixture
def some_cases(tmp_path: Path) -> Path:
    """Three gold cases."""
    for name in ("torshavn-2031", "busan-2029", "muscat-2029"):
        shutil.copytree(CASES / name, tmp_path / "cases" / name)
    return tmp_path / "cases"


def test_an_evaluation_shows_how_far_it_is_at_a_terminal_only(some_cases: Path) -> None:
    arguments = ("eval", "--gold", str(some_cases), "--engine", "rules")
    _, shown, said = at_terminal(*arguments)
    assert b"cases" in said
    assert b"3/3" in said
    assert ESCAPE not in shown
    assert run(*arguments).stderr == b""
    assert run(*arguments, env={"FORCE_COLOR": "1"}).stderr == b""
    assert at_terminal(*arguments, "--quiet")[2] == b""
    assert at_terminal(*arguments, TERM="dumb")[2] == b""
    assert b"\x1b[3" not in at_terminal(*arguments, NO_COLOR="1")[2]  # the cursor moves, nothing is coloured


def test_several_articles_with_a_model_show_how_far_they_are_at_a_terminal_only() -> None:
    arguments = ("brief", A, B, *RECORDED)
    code, shown, said = at_terminal(*arguments)
    assert code == 0
    assert b"articles" in said
    assert b"2/2" in said
    assert shown.startswith(b"# Iceland")
    assert at_terminal("brief", A, *RECORDED)[2].count(b"\n") == 1  # one article needs no bar
    assert len(run(*arguments).stderr.splitlines()) == 1
    assert b"articles" not in at_terminal("brief", A, B, "--engine", "rules")[2]


def test_verbose_tells_what_each_case_took(some_cases: Path) -> None:
    said = run("eval", "--gold", str(some_cases), "--engine", "rules", "--verbose").stderr.decode()
    assert sorted(line.split(":")[0] for line in said.splitlines()) == [
        "busan-2029",
        "muscat-2029",
        "torshavn-2031",
    ]


def test_warnings_of_the_library_are_said_and_quiet_holds_them_back(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    env = {"SUMMARIZER_CACHE_DIR": str(blocked / "cache"), "SUMMARIZER_MODEL": "m"}
    arguments = ("brief", A, "--base-url", "http://127.0.0.1:9/v1")
    said = run(*arguments, env=env).stderr.decode()
    assert "warning: answers are not cached" in said
    assert "warning" not in run(*arguments, "-q", env=env).stderr.decode()


def test_diff_says_with_verbose_what_it_took_for_the_same_and_warns_of_another_matter(
    briefs: tuple[str, str], tmp_path: Path
) -> None:
    assert run("diff", *briefs).stderr == b""
    assert "the same in other words: " in run("diff", *briefs, "-v").stderr.decode()
    other = tmp_path / "other.json"
    text = monday().model_dump_json().replace("Zambia", "Gambia").replace("Malawi", "Tuvalu")
    made = brief([]).model_validate_json(text)
    other.write_text(made.model_dump_json(), encoding="utf-8")
    assert one_line(run("diff", briefs[0], str(other)).stderr).startswith(
        "warning: the briefs share no party"
    )
    assert run("diff", briefs[0], str(other), "-q").stderr == b""


def test_the_page_on_the_command_line_has_the_help_of_every_command() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: python -m tests.clipage"


@pytest.mark.parametrize("command", COMMANDS[1:], ids=" ".join)
def test_every_command_has_examples_that_run_it_and_tells_its_exit_codes(command: tuple[str, ...]) -> None:
    page = run(*command, "--help").stdout.decode()
    examples = page.split("Examples:")[1].split("Exit codes:")[0]
    assert f"summarizer {' '.join(command)}" in examples
    assert "Exit codes: 0 " in page
    assert max(map(len, page.splitlines())) <= 80


def test_no_command_is_without_a_test_of_its_help() -> None:
    import typer

    from summarizer.cli import app

    def names(group: object, before: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
        commands = getattr(group, "commands", {})
        found = {(*before, name) for name, each in commands.items() if not getattr(each, "commands", None)}
        for name, each in commands.items():
            found |= names(each, (*before, name))
        return found

    assert names(typer.main.get_command(app)) | {(), ("eval",)} == set(COMMANDS)


def test_help_of_a_command_loads_neither_pydantic_nor_rich() -> None:
    for command in COMMANDS:
        if command == ("eval", "bless"):
            continue  # typer makes the values of eval itself first
        code = (
            "import sys; from summarizer.cli import main\n"
            f"sys.argv = ['summarizer', *{list(command)!r}, '--help']\n"
            "try:\n    main()\nexcept SystemExit:\n    pass\n"
            "print(sorted({'pydantic', 'rich', 'openai'} & set(sys.modules)), file=sys.stderr)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=True,
        )
        assert done.stderr == b"[]\n", command


def test_a_completion_script_is_shown_for_the_shell_that_is_named_or_used() -> None:
    assert (
        b"complete -o default -F _summarizer_completion summarizer" in run("--show-completion", "bash").stdout
    )
    assert b"compdef" in run("--show-completion", "zsh").stdout
    assert b"complete --command summarizer" in run("--show-completion", env={"SHELL": "/usr/bin/fish"}).stdout
    done = run("--show-completion", "tcsh")
    assert done.returncode == 2
    assert "bash|zsh|fish" in one_line(done.stderr)


def completed(line: str, cwd: Path, *, hoped: str) -> str:
    """What bash makes of a line when Tab is pressed at its end; waits for what is hoped for, half a minute at most."""
    folder = cwd / "bin"
    folder.mkdir(exist_ok=True)
    command = folder / "summarizer"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m summarizer "$@"\n')
    command.chmod(0o755)
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(cwd)
        env = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "PS1": "$ "}
        os.execvpe("bash", ["bash", "--norc", "--noprofile", "-i"], {**env, "TERM": "dumb"})  # noqa: S606
    try:

        def wait(mark: bytes, seconds: float) -> bytes:
            said, end = b"", time.monotonic() + seconds
            while mark not in said and time.monotonic() < end:
                if select.select([terminal], [], [], 0.1)[0]:
                    said += os.read(terminal, 65536)
            return said

        os.write(
            terminal,
            b'bind "set bell-style none"; eval "$(summarizer --show-completion bash)"; echo rea""dy\n',
        )
        assert b"ready\r\n" in wait(b"ready\r\n", 30)
        os.write(terminal, f"{line}\t".encode())
        shown = wait(hoped.encode(), 30)
        return shown.decode().replace("\r", "").rpartition("$ ")[2]
    finally:
        os.write(terminal, b"\x15exit\n")
        os.close(terminal)
        os.waitpid(process, 0)


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
@pytest.mark.parametrize(
    ("line", "becomes"),
    [
        ("summarizer do", "summarizer doctor "),
        ("summarizer brief --engine r", "summarizer brief --engine rules "),
        ("summarizer diff x y --exit", "summarizer diff x y --exit-code "),
        ("summarizer show one-b", "summarizer show one-brief.json "),
        ("summarizer brief x --output one-b", "summarizer brief x --output one-brief.json "),
    ],
)
def test_bash_completes_commands_options_their_values_and_files(
    tmp_path: Path, line: str, becomes: str
) -> None:
    (tmp_path / "one-brief.json").write_text("{}")
    assert completed(line, tmp_path, hoped=becomes) == becomes
