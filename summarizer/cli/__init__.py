"""The command line: parses, calls one library function, prints, and maps errors to exit codes.

Exit codes: 0 done; 1 no article could be read, or a gate was not passed; 2 wrong usage, settings or source; 3 done,
but at least one article could not be read (the brief names it).
"""

from __future__ import annotations

from typing import Annotated

import typer

from summarizer import __version__
from summarizer.cli import brief, evaluate, gold, prompts

__all__ = ["app", "main"]

app = typer.Typer(
    name="summarizer",
    help="Turn articles on diplomatic talks into a brief whose every claim leads to the words that prove it.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # rich help costs 0.1 s at every start
    context_settings={"help_option_names": ["-h", "--help"]},
)


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
) -> None:
    """Options that stand before the command."""
    context.obj = {"debug": debug}


app.command("brief")(brief.brief)
app.command("schema")(prompts.schema)
app.add_typer(prompts.app, name="prompts")
app.add_typer(evaluate.app, name="eval")
app.add_typer(gold.app, name="gold")
app.command("compare")(evaluate.compare)


def main() -> None:
    """Entry point of the `summarizer` command."""
    app()
