"""`summarizer gold`: check, lay out, draft, compare and count cases that people label."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli import options
from summarizer.cli.help import Command, Group
from summarizer.cli.terminal import DONE, FAILED, USAGE, say, show, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.evaluation.reports.tables import Table

_NAMED = 8  # cases named one by one in a message

app = typer.Typer(
    cls=Group,
    help="Check, lay out, draft, compare and count cases labelled by hand.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[PATH]...",
        help="Folder of cases, folder of one case, or case.yaml.",
        show_default="the cases shipped",
    ),
]


@app.command(cls=Command)
def lint(
    context: typer.Context,
    paths: Paths = None,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as problems.")] = False,
    quiet: options.Quiet = False,
) -> None:
    """Tell every problem of every case, each with its file and line.

    Examples:

      summarizer gold lint

      summarizer gold lint my/cases --strict

      summarizer gold lint my/cases/baku-2025/case.yaml

    Exit codes: 0 clean, warnings aside; 2 with problems.
    """
    from summarizer.evaluation.goldtools import lint as linting
    from summarizer.rendering.escape import plain

    with told(context, quiet=quiet):
        problems = linting.lint(_given(paths))
        show("".join(f"{plain(str(problem))}\n" for problem in problems))
        warnings = sum(problem.warning for problem in problems)
        if not quiet:
            say(f"{_several(len(problems) - warnings, 'error')}, {_several(warnings, 'warning')}")
    raise typer.Exit(USAGE if len(problems) > (0 if strict else warnings) else DONE)


@app.command(cls=Command)
def fmt(
    context: typer.Context,
    paths: Paths = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 where a file would change.")
    ] = False,
    quiet: options.Quiet = False,
) -> None:
    """Lay case.yaml out in the one way: order of fields, quoting, width. What a file says never changes.

    Examples:

      summarizer gold fmt my/cases

      summarizer gold fmt --check

    Exit codes: 0 done; 1 with --check: a file would change; 2 a case that cannot be read.
    """
    from summarizer.evaluation.goldtools.layout import format_case
    from summarizer.evaluation.goldtools.lint import files

    with told(context, quiet=quiet):
        laid_out = [format_case(file) for path in _given(paths) for file in files(path)]
        changed = [each for each in laid_out if each.changes]
        for each in changed:
            if not check:
                each.write()
            if not quiet:
                say(f"{each.path}: {'would be laid out anew' if check else 'laid out'}")
        if not quiet:
            say(
                f"{_several(len(changed), 'file')} of {len(laid_out)} {'would change' if check else 'changed'}"
            )
    raise typer.Exit(FAILED if check and changed else DONE)


@app.command(cls=Command)
def new(
    context: typer.Context,
    sources: Annotated[
        list[str],
        typer.Argument(metavar="ARTICLE", help="Text files on one meeting.", show_default=False),
    ],
    case: Annotated[
        str,
        typer.Option("--case", help="Name of the case: small letters, digits, hyphens.", show_default=False),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Folder in which the case's folder is made.")
    ] = Path(),
    engine: options.Engine = None,
    model: options.Model = None,
    base_url: options.BaseUrl = None,
    mode: options.Mode = None,
    prompts: options.Prompts = None,
    replay: options.Replay = None,
    config: options.Config = None,
    verbose: options.Verbose = False,
    quiet: options.Quiet = False,
) -> None:
    """Draft a case: copy the articles, and turn an engine's brief of them into labels to be corrected by hand.

    A folder that is there already is never overwritten.

    Examples:

      summarizer gold new a.txt b.txt --case baku-2025 --output my/cases

      summarizer gold new a.txt --case baku-2025 --model ollama/qwen3

    Exit codes: 0 done; 1 an article could not be read; 2 wrong usage, settings or source, or articles on several
    meetings.
    """
    from summarizer.evaluation.goldtools.draft import draft
    from summarizer.settings import Settings

    given = options.given(
        engine=engine, model=model, base_url=base_url, mode=mode, prompts=prompts, replay=replay
    )
    with told(context, quiet=quiet, verbose=verbose):
        settings = Settings.load(config=config or "find", **given)
        path = draft(sources, case=case, output=output, settings=settings)
        show(f"{path}\n")
        if not quiet:
            say("A draft: correct it by hand, then run summarizer gold lint on it.")


@app.command(cls=Command)
def agree(
    context: typer.Context,
    first: Annotated[
        Path, typer.Argument(metavar="A", help="Folder of one annotator's cases.", show_default=False)
    ],
    second: Annotated[Path, typer.Argument(metavar="B", help="The other one's.", show_default=False)],
    as_json: Annotated[bool, typer.Option("--json", help="Write the figures as JSON.")] = False,
    quiet: options.Quiet = False,
) -> None:
    """Tell how far two annotators agree on the cases that both have, scored as an engine would be.

    Examples:

      summarizer gold agree anna/cases ben/cases

      summarizer gold agree anna/cases ben/cases --json

    Exit codes: 0 done; 2 wrong usage, a broken case, or no case in common.
    """
    import json
    from dataclasses import asdict

    from summarizer.evaluation.cases import load_cases
    from summarizer.evaluation.goldtools import agreement

    with told(context, quiet=quiet):
        found = agreement.agree(load_cases(first), load_cases(second))
        for folder, names in ((first, found.only_first), (second, found.only_second)):
            if names and not quiet:
                more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
                say(f"only in {folder}: {', '.join(names[:_NAMED])}{more}")
        if not found.cases:
            say(f"error: {first} and {second} have no case in common")
            raise typer.Exit(USAGE)
        if as_json:
            show(json.dumps(asdict(found), ensure_ascii=False, indent=1) + "\n")
        else:
            show(_laid_out(agreement.tables(found)))


@app.command(cls=Command)
def stats(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[FOLDER]", help="Folder of cases.", show_default="the cases shipped"),
    ] = None,
) -> None:
    """Count what a folder of cases holds: documents, labels, traps.

    Examples:

      summarizer gold stats

      summarizer gold stats my/cases

    Exit codes: 0 done; 2 wrong usage, or a broken case.
    """
    from summarizer.evaluation.cases import load_cases
    from summarizer.evaluation.goldtools import stats as counting

    with told(context):
        show(_laid_out(counting.tables(counting.count(load_cases(folder or _shipped())))))


def _given(paths: Sequence[Path] | None) -> Sequence[Path]:
    return paths or (_shipped(),)


def _shipped() -> Path:
    """The cases shipped, named from where the user stands if they lie below."""
    from summarizer.resources import directory

    folder = directory("evals") / "gold"
    return folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder


def _laid_out(tables: Sequence[Table]) -> str:
    from summarizer.evaluation.reports.text import laid_out

    return "\n\n".join(laid_out(table) for table in tables) + "\n"


def _several(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
