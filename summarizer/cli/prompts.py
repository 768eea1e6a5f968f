"""`summarizer prompts` and `summarizer schema`: what a model is told, and what is promised."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from summarizer.cli import options
from summarizer.cli.help import Command, Group
from summarizer.cli.terminal import show, told


class SchemaName(StrEnum):
    """The published schemas."""

    brief = "brief"
    reading = "reading"
    gold = "gold"
    changes = "changes"


def schema(
    context: typer.Context,
    name: Annotated[SchemaName, typer.Argument(help="Which one.", show_default=False)],
) -> None:
    """Print a JSON Schema.

    There is one of the brief, of a model's reading, of gold cases, and of what diff finds.

    Examples:

      summarizer schema brief > brief.v1.json

      summarizer schema changes

    Exit codes: 0 done; 2 wrong usage.
    """
    from summarizer.published import schema_text

    with told(context):
        show(schema_text(name.value))


app = typer.Typer(
    cls=Group,
    help="The prompt templates: what a language model is asked.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("list", cls=Command)
def prompts_list(context: typer.Context, prompts: options.Prompts = None) -> None:
    """List the templates in force: name, version, purpose, file.

    Examples:

      summarizer prompts list

      summarizer prompts list --prompts my/prompts

    Exit codes: 0 done; 2 wrong usage, or a template that cannot be read.
    """
    from summarizer import prompting
    from summarizer.rendering.escape import plain

    with told(context):
        known = prompting.templates(prompts)
        show("".join(f"{t.name}.{t.version}\t{plain(t.purpose)}\t{plain(str(t.path))}\n" for t in known))


@app.command("show", cls=Command)
def prompts_show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="reading, or with a version: reading.v1.")],
    prompts: options.Prompts = None,
) -> None:
    """Print a template as its file has it.

    Examples:

      summarizer prompts show reading

      summarizer prompts show reading.v1 > my/prompts/reading.v1.md

    Exit codes: 0 done; 2 wrong usage, or no such template.
    """
    from summarizer import prompting

    with told(context):
        show(prompting.load(name, folder=prompts).path.read_text("utf-8"))


@app.command("render", cls=Command)
def prompts_render(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="ARTICLE", help="A text file; - is standard input.")],
    name: Annotated[str, typer.Option("--prompt", help="Template, or template and version.")] = "reading",
    prompts: options.Prompts = None,
) -> None:
    """Print exactly what a model would be told for an article, and the schema of its answer.

    Examples:

      summarizer prompts render a.txt

      cat a.txt | summarizer prompts render - --prompt reading.v1

    Exit codes: 0 done; 2 wrong usage, source or template.
    """
    from summarizer.engines.llm.rendered import rendered
    from summarizer.loading import load

    with told(context):
        show(rendered(load(source), name=name, folder=prompts))
