"""`summarizer diff`: what changed between two briefs on the same matter."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli import options
from summarizer.cli.terminal import DONE, FAILED, coloured, say, told
from summarizer.cli.writing import write_result

if TYPE_CHECKING:
    from summarizer.models.brief import Brief
    from summarizer.models.changes import ChangeKind


class ChangesFormatName(StrEnum):
    """What changes are written as."""

    text = "text"
    md = "md"
    json = "json"


_COLOURS: dict[ChangeKind, str] = {
    "new": "cyan",
    "dropped": "bright_black",
    "hardened": "red",
    "softened": "green",
    "changed": "yellow",
}


def diff(
    context: typer.Context,
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD.json", help="The earlier brief, as JSON; - is standard input.", show_default=False
        ),
    ],
    new: Annotated[str, typer.Argument(metavar="NEW.json", help="The later one.", show_default=False)],
    format: Annotated[  # noqa: A002
        ChangesFormatName,
        typer.Option("--format", "-f", help="What to write.", rich_help_panel=options.OUTPUT),
    ] = ChangesFormatName.text,
    output: options.Output = None,
    exit_code: Annotated[
        bool,
        typer.Option(
            "--exit-code", help="Exit with 1 where something changed.", rich_help_panel=options.OUTPUT
        ),
    ] = False,
    verbose: options.Verbose = False,
    quiet: options.Quiet = False,
) -> None:
    """Tell what changed between two briefs on the same matter.

    Red lines and positions are new, dropped, hardened, softened or changed; also told are date, place and status of
    the meeting, who joined and left, outcomes, and how sure each claim is. Other words for the same, another order or
    another outlet are no change; --verbose lists what was taken for the same although the words differ.

    Examples:

      summarizer diff monday.json friday.json

      summarizer diff monday.json friday.json --format md -o changes.md

      summarizer diff old.json new.json --exit-code > changes.txt

    Exit codes: 0 done; 1 with --exit-code: something changed; 2 wrong usage, or no brief.
    """
    with told(context, quiet=quiet, verbose=verbose):
        from summarizer.changes import diff as compare
        from summarizer.errors import ConfigError
        from summarizer.files import check_output
        from summarizer.rendering.changes import render_changes, reworded_line

        if old == new == "-":
            raise ConfigError("standard input holds one brief, not two", remedy="name a file for the other")
        if output is not None:
            check_output(output, sources=(old, new))
        changes = compare(_only(old), _only(new))
        if not quiet:
            for warning in changes.warnings:
                say(f"warning: {warning}")
        if verbose:
            for same in changes.reworded:
                say(reworded_line(same))
        painted = output is None and coloured(sys.stdout)
        write_result(render_changes(changes, format.value, paint=_paint if painted else None), output)
    raise typer.Exit(FAILED if exit_code and changes.changes else DONE)


def _only(source: str) -> Brief:
    from summarizer.errors import SourceError
    from summarizer.loading.briefs import load_briefs

    briefs = load_briefs(source)
    if len(briefs) > 1:
        raise SourceError(
            f"it holds {len(briefs)} briefs, of several meetings",
            subject="standard input" if source == "-" else source,
            remedy="give one brief a file",
        )
    return briefs[0]


def _paint(kind: ChangeKind, words: str) -> str:
    return typer.style(words, fg=_COLOURS[kind], bold=kind in {"hardened", "softened"})
