"""`summarizer prompts` and `summarizer schema`: what a model is told, and what is promised."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

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
    """Print a JSON Schema: of the brief, of a model's reading, or of gold cases."""
    from summarizer.published import schema_text

    with told(context):
        show(schema_text(name.value))


app = typer.Typer(help="The prompt templates: what a language model is asked.", no_args_is_help=True)
PromptsFolder = Annotated[
    Path | None, typer.Option("--prompts", help="Folder of templates that come before the ones shipped.")
]


@app.command("list")
def prompts_list(context: typer.Context, prompts: PromptsFolder = None) -> None:
    """List the templates in force: name, version, purpose, file."""
    from summarizer import prompting
    from summarizer.rendering.escape import plain

    with told(context):
        known = prompting.templates(prompts)
        show("".join(f"{t.name}.{t.version}\t{plain(t.purpose)}\t{plain(str(t.path))}\n" for t in known))


@app.command("show")
def prompts_show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="reading, or with a version: reading.v1.")],
    prompts: PromptsFolder = None,
) -> None:
    """Print a template as its file has it."""
    from summarizer import prompting

    with told(context):
        show(prompting.load(name, folder=prompts).path.read_text("utf-8"))


@app.command("render")
def prompts_render(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="ARTICLE", help="A text file; - is standard input.")],
    name: Annotated[str, typer.Option("--prompt", help="Template, or template and version.")] = "reading",
    prompts: PromptsFolder = None,
) -> None:
    """Print exactly what a model would be told for an article, and the schema of its answer."""
    from summarizer.engines.llm.rendered import rendered
    from summarizer.loading import load

    with told(context):
        show(rendered(load(source), name=name, folder=prompts))
