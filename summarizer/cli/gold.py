"""`summarizer gold`: check, lay out, draft, compare and count cases that people label."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarizer.cli.options import EngineName, ModeName
from summarizer.cli.terminal import DONE, FAILED, USAGE, say, show, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.evaluation.reports.tables import Table

_NAMED = 8  # cases named one by one in a message

app = typer.Typer(
    help="Check, lay out, draft, compare and count cases labelled by hand.", no_args_is_help=True
)
Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[PATH]...",
        help="Folder of cases, folder of one case, or case.yaml.",
        show_default="the cases shipped",
    ),
]


@app.command()
def lint(
    context: typer.Context,
    paths: Paths = None,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as problems.")] = False,
) -> None:
    """Tell every problem of every case, each with its file and line.

    Exit codes: 0 clean, warnings aside; 2 with problems.

    Examples:

      summarizer gold lint

      summarizer gold lint my/cases --strict

      summarizer gold lint my/cases/baku-2025/case.yaml
    """
    from summarizer.evaluation.goldtools import lint as linting
    from summarizer.rendering.escape import plain

    with told(context):
        problems = linting.lint(_given(paths))
        show("".join(f"{plain(str(problem))}\n" for problem in problems))
        warnings = sum(problem.warning for problem in problems)
        say(f"{_several(len(problems) - warnings, 'error')}, {_several(warnings, 'warning')}")
    raise typer.Exit(USAGE if len(problems) > (0 if strict else warnings) else DONE)


@app.command()
def fmt(
    context: typer.Context,
    paths: Paths = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 where a file would change.")
    ] = False,
) -> None:
    """Lay case.yaml out in the one way: order of fields, quoting, width. What a file says never changes.

    Examples:

      summarizer gold fmt my/cases

      summarizer gold fmt --check
    """
    from summarizer.evaluation.goldtools.layout import format_case
    from summarizer.evaluation.goldtools.lint import files

    with told(context):
        laid_out = [format_case(file) for path in _given(paths) for file in files(path)]
        changed = [each for each in laid_out if each.changes]
        for each in changed:
            if not check:
                each.write()
            say(f"{each.path}: {'would be laid out anew' if check else 'laid out'}")
        say(f"{_several(len(changed), 'file')} of {len(laid_out)} {'would change' if check else 'changed'}")
    raise typer.Exit(FAILED if check and changed else DONE)


@app.command()
def new(
    context: typer.Context,
    sources: Annotated[
        list[str],
        typer.Argument(metavar="ARTICLE...", help="Text files on one meeting.", show_default=False),
    ],
    case: Annotated[
        str,
        typer.Option("--case", help="Name of the case: small letters, digits, hyphens.", show_default=False),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Folder in which the case's folder is made.")
    ] = Path(),
    engine: Annotated[
        EngineName | None,
        typer.Option(
            help="auto uses a model where one is configured, else the built-in rules.", show_default="auto"
        ),
    ] = None,
    model: Annotated[
        str | None, typer.Option(help="PROVIDER/NAME, such as openai/gpt-5-mini, ollama/qwen3, or gguf:FILE.")
    ] = None,
    base_url: Annotated[
        str | None, typer.Option("--base-url", help="Address of any server that speaks OpenAI's protocol.")
    ] = None,
    mode: Annotated[
        ModeName | None, typer.Option(help="How the answer's form is asked for.", show_default="by provider")
    ] = None,
    prompts: Annotated[
        Path | None, typer.Option(help="Folder of prompt templates that come before the ones shipped.")
    ] = None,
    replay: Annotated[
        Path | None, typer.Option(help="Folder of recorded answers to use instead of a model.")
    ] = None,
) -> None:
    """Draft a case: copy the articles, and turn an engine's brief of them into labels to be corrected by hand.

    A folder that is there already is never overwritten.

    Examples:

      summarizer gold new a.txt b.txt --case baku-2025 --output my/cases

      summarizer gold new a.txt --case baku-2025 --model ollama/qwen3
    """
    from summarizer.evaluation.goldtools.draft import draft
    from summarizer.settings import Settings

    options: dict[str, Any] = {
        "engine": engine.value if engine else None,
        "model": model,
        "base_url": base_url,
        "mode": mode.value if mode else None,
        "prompts": prompts,
        "replay": replay,
    }
    with told(context):
        path = draft(sources, case=case, output=output, settings=Settings.load(**options))
        show(f"{path}\n")
        say("A draft: correct it by hand, then run summarizer gold lint on it.")


@app.command()
def agree(
    context: typer.Context,
    first: Annotated[
        Path, typer.Argument(metavar="A", help="Folder of one annotator's cases.", show_default=False)
    ],
    second: Annotated[Path, typer.Argument(metavar="B", help="The other one's.", show_default=False)],
    as_json: Annotated[bool, typer.Option("--json", help="Write the figures as JSON.")] = False,
) -> None:
    """Tell how far two annotators agree on the cases that both have, scored as an engine would be.

    Examples:

      summarizer gold agree anna/cases ben/cases

      summarizer gold agree anna/cases ben/cases --json
    """
    import json
    from dataclasses import asdict

    from summarizer.evaluation.cases import load_cases
    from summarizer.evaluation.goldtools import agreement

    with told(context):
        found = agreement.agree(load_cases(first), load_cases(second))
        for folder, names in ((first, found.only_first), (second, found.only_second)):
            if names:
                more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
                say(f"only in {folder}: {', '.join(names[:_NAMED])}{more}")
        if not found.cases:
            say(f"error: {first} and {second} have no case in common")
            raise typer.Exit(USAGE)
        if as_json:
            show(json.dumps(asdict(found), ensure_ascii=False, indent=1) + "\n")
        else:
            show(_laid_out(agreement.tables(found)))


@app.command()
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
