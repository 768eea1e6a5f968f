"""Shell completion: the script of a shell, shown or installed, and the words that the script asks for.

Typer's own options guess the shell and take no name, so that `--show-completion zsh` fails in any other shell; they also
make typer load pydantic at every start.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import typer

from summarizer.cli.help import Group
from summarizer.cli.terminal import DONE, USAGE, say

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
_PROGRAM = "summarizer"
_VARIABLE = "_SUMMARIZER_COMPLETE"


class Root(Group):
    """The command itself; it keeps the words it was given, for an option that takes a word only if there is one."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the words."""
        ctx.meta[__name__] = tuple(args)
        return super().parse_args(ctx, args)


def answer() -> None:
    """Make typer ready to answer a shell's script, if it is one that started us."""
    if _VARIABLE in os.environ:
        from typer.completion import completion_init  # type: ignore[attr-defined]

        completion_init()


def show_completion(context: typer.Context, wanted: bool) -> None:
    """Print the script of the shell that is named behind the option, or that runs us."""
    if wanted:
        from typer.completion import get_completion_script  # type: ignore[attr-defined]

        shell = _shell(context, "--show-completion")
        typer.echo(get_completion_script(prog_name=_PROGRAM, complete_var=_VARIABLE, shell=shell))
        raise typer.Exit(DONE)


def install_completion(context: typer.Context, wanted: bool) -> None:
    """Write the script where the shell looks for it."""
    if wanted:
        from typer.completion import install  # type: ignore[attr-defined]

        shell, path = install(
            shell=_shell(context, "--install-completion"), prog_name=_PROGRAM, complete_var=_VARIABLE
        )
        say(f"Completion for {shell} is installed in {path}; it works in the next shell that you start.")
        raise typer.Exit(DONE)


def _shell(context: typer.Context, option: str) -> str:
    words: tuple[str, ...] = context.meta.get(__name__, ())
    behind = words[words.index(option) + 1 :] if option in words else ()
    named = bool(behind) and not behind[0].startswith("-")
    shell = str(behind[0]) if named else Path(os.environ.get("SHELL", "")).name
    if shell not in SHELLS:
        say(
            f"error: no completion for the shell {shell or 'that runs this'}; name one: {option} {'|'.join(SHELLS)}"
        )
        raise typer.Exit(USAGE)
    return shell
