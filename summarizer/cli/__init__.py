"""The command line: parses, calls one library function, prints, and maps errors to exit codes.

Exit codes: 0 done; 1 no article could be read, a gate was not passed, the run that doctor looks at could not run, or with
diff --exit-code something changed; 2 wrong usage, settings or source; 3 done, but at least one article could not be read
(the brief names it), or with show a saved text is missing, a text was altered, a quotation does not stand in it, or a
grade contradicts its sources.
"""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from summarizer import __version__
from summarizer.cli import archive, brief, compare, corpus, diff, doctor, evaluate, gold, prompts, show
from summarizer.cli.completion import Root, answer, install_completion, show_completion
from summarizer.cli.help import Command
from summarizer.cli.terminal import FAILED, USAGE, say

__all__ = ["app", "main"]

app = typer.Typer(
    name="summarizer",
    cls=Root,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # rich help costs 0.1 s at every start
    context_settings={"help_option_names": ["-h", "--help"]},
)


_UsageError: Any = typer.BadParameter.__bases__[0]
"""What the parser raises for wrong words; typer gives it no name of its own, and has it from click or within itself."""


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"summarizer {__version__}")
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    debug: Annotated[bool, typer.Option("--debug", help="Show a traceback where something fails.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
    show: Annotated[
        bool,
        typer.Option(
            "--show-completion",
            callback=show_completion,
            is_eager=True,
            expose_value=False,
            help="Print the completion script for your shell, or for one named behind: bash, zsh, fish.",
        ),
    ] = False,
    install: Annotated[
        bool,
        typer.Option(
            "--install-completion",
            callback=install_completion,
            is_eager=True,
            expose_value=False,
            help="Install that script.",
        ),
    ] = False,
) -> None:
    """Turn articles on diplomatic talks into a brief whose every claim leads to the words that prove it.

    Examples:

      summarizer brief a.txt b.txt

      summarizer brief a.txt --format json -o brief.json

      summarizer show brief.json

      summarizer diff old.json new.json

      summarizer search briefs.db Palmyra

      summarizer doctor

    Results go to standard output, messages to standard error. NO_COLOR and FORCE_COLOR are heeded. Every command has a
    help of its own: summarizer COMMAND --help.

    Exit codes: 0 done; 1 it could not be done, or a check was not passed; 2 wrong usage, settings or source; 3 done in
    part.
    """
    context.obj = {"debug": debug}


app.command("brief", cls=Command)(brief.brief)
app.command("corpus", cls=Command)(corpus.corpus)
app.command("show", cls=Command)(show.show)
app.command("diff", cls=Command)(diff.diff)
app.command("search", cls=Command)(archive.search)
app.command("timeline", cls=Command)(archive.timeline)
app.command("doctor", cls=Command)(doctor.doctor)
app.command("schema", cls=Command)(prompts.schema)
app.add_typer(prompts.app, name="prompts")
app.add_typer(evaluate.app, name="eval")
app.add_typer(gold.app, name="gold")
app.command("compare", cls=Command)(compare.compare)


def main() -> None:
    """Entry point of the `summarizer` command."""
    answer()
    try:
        code = app(prog_name="summarizer", standalone_mode=False)
    except typer.Abort:
        say("error: stopped")
        sys.exit(FAILED)
    except _UsageError as error:
        if type(error).__name__ == "NoArgsIsHelpError":  # its message is the help
            error.show()
        else:
            command = error.ctx.command_path if error.ctx else "summarizer"
            say(f"error: {' '.join(error.format_message().split()).rstrip('.')}; {command} --help tells more")
        sys.exit(USAGE)
    sys.exit(code)
