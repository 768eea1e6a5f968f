"""The command line: parses, calls one library function, prints, and maps errors to exit codes.

Results go to standard output, progress and messages to standard error. Nothing else in the package prints
or exits.

Exit codes: 0 done; 1 no article could be read; 2 wrong usage, settings or source; 3 done, but at least one
article could not be read (the brief names it).
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarizer import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.settings import Settings

DONE, UNREAD, USAGE, INCOMPLETE = 0, 1, 2, 3

app = typer.Typer(
    name="summarizer",
    help="Turn articles on diplomatic talks into a brief whose every claim leads to the words that prove it.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # rich help costs 0.1 s at every start
    context_settings={"help_option_names": ["-h", "--help"]},
)


class EngineName(StrEnum):
    """Who reads the articles."""

    auto = "auto"
    llm = "llm"
    rules = "rules"


class FormatName(StrEnum):
    """What a brief is written as."""

    md = "md"
    json = "json"


class ModeName(StrEnum):
    """How a model is asked for the form of its answer."""

    tools = "tools"
    json_schema = "json_schema"
    json = "json"
    md_json = "md_json"


class SchemaName(StrEnum):
    """The published schemas."""

    brief = "brief"
    reading = "reading"
    gold = "gold"


def say(message: str) -> None:
    """A line on standard error; one that cannot be said, as on a full disk, is no reason to stop."""
    from summarizer.rendering.escape import plain

    try:
        typer.echo(plain(message), err=True)
    except OSError:
        sys.stderr = None  # else the interpreter would try again as it ends


def show(text: str) -> None:
    """Write a result to standard output, in UTF-8 on every system.

    A reader that went away (`| head`) is no error. Raises `ConfigError` where the output is closed or full.
    """
    from summarizer.errors import ConfigError

    if sys.stdout is None:
        raise ConfigError("standard output is closed", remedy="redirect it, or give --output")
    try:
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        sys.stdout = None
        if not isinstance(error, BrokenPipeError):
            raise ConfigError(
                f"standard output cannot be written ({error.strerror or error})", remedy="give --output"
            ) from error


@contextmanager
def told(context: typer.Context) -> Iterator[None]:
    """Errors of this package become a line and an exit code; with --debug they stay what they are."""
    from summarizer.errors import EngineError, SummarizerError

    try:
        yield
    except SummarizerError as error:
        if context.obj and context.obj["debug"]:
            raise
        say(f"error: {error}")
        raise typer.Exit(UNREAD if isinstance(error, EngineError) else USAGE) from None


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


@app.command()
def brief(
    context: typer.Context,
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE...", help="Text files; - is standard input.", show_default=False),
    ],
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
    format: Annotated[FormatName, typer.Option("--format", "-f", help="What to write.")] = FormatName.md,  # noqa: A002
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to this file instead of standard output.")
    ] = None,
    prompts: Annotated[
        Path | None, typer.Option(help="Folder of prompt templates that come before the ones shipped.")
    ] = None,
    record: Annotated[Path | None, typer.Option(help="Folder to keep every answer of the model in.")] = None,
    replay: Annotated[
        Path | None, typer.Option(help="Folder of recorded answers to use instead of a model.")
    ] = None,
    max_cost: Annotated[
        float | None,
        typer.Option("--max-cost", help="Stop before spending more, in the price table's currency."),
    ] = None,
    timeout: Annotated[
        float | None, typer.Option(help="Seconds for one article, all requests together.")
    ] = None,
    cache: Annotated[
        bool | None, typer.Option("--cache/--no-cache", help="Keep answers on disk.", show_default="cache")
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Tell what each article took.")] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Say nothing on standard error but errors.")
    ] = False,
) -> None:
    """Write one brief of articles on one meeting.

    Examples:

      summarizer brief a.txt b.txt

      summarizer brief a.txt --model ollama/qwen3 --format json -o brief.json

      cat a.txt | summarizer brief - --engine rules
    """
    options: dict[str, Any] = {
        "engine": engine.value if engine else None,
        "model": model,
        "base_url": base_url,
        "mode": mode.value if mode else None,
        "prompts": prompts,
        "record": record,
        "replay": replay,
        "max_cost": max_cost,
        "timeout_s": timeout,
        "cache": cache,
    }
    with told(context):
        code = _brief(sources, options, format.value, output, verbose=verbose, quiet=quiet)
    raise typer.Exit(code)


def _brief(
    sources: list[str],
    options: dict[str, Any],
    format_: str,
    output: Path | None,
    *,
    verbose: bool,
    quiet: bool,
) -> int:
    from summarizer.api import briefs, prepare, read
    from summarizer.engines.choose import chosen
    from summarizer.files import check_output
    from summarizer.rendering import render
    from summarizer.settings import Settings

    settings = Settings.load(**options)
    if output is not None:
        check_output(output, sources=sources)
    engine = chosen(settings)
    if "-" in sources and sys.stdin is not None and sys.stdin.isatty() and not quiet:
        say("Reading from the terminal; end the article with Ctrl-D on a line of its own.")
    documents, notes = prepare(sources)
    if not quiet:
        say(_engine_line(engine, settings))
    readings, failures = read(documents, settings)
    found = briefs(readings, failures, notes=notes)
    if len(found) > 1 and not quiet:
        told = "; ".join(f"{', '.join(d.path or d.id for d in b.documents)}: {b.title}" for b in found)
        say(f"The sources tell of {len(found)} different meetings, so there is one brief for each: {told}")
    if format_ == "json" and len(found) > 1:
        text = "[\n" + ",\n".join(render(b, "json").rstrip() for b in found) + "\n]\n"
    else:
        text = "\n---\n\n".join(render(b, "json" if format_ == "json" else "md") for b in found)
    _write(text, output)
    if verbose:
        for usage in (u for b in found for u in b.provenance.readings):
            say(usage_line(usage))
    if not quiet:
        for failure in failures:
            say(f"error: document {failure.document.id} could not be read: {failure.error}")
    return INCOMPLETE if failures else DONE


def _engine_line(engine: str, settings: Settings) -> str:
    if engine == "rules":
        return "Reading with the built-in rules (a model: --model PROVIDER/NAME or SUMMARIZER_MODEL)."
    if settings.replay:
        return f"Reading from the recordings in {settings.replay}."
    return f"Reading with {settings.model} (the built-in rules: --engine rules)."


def usage_line(usage: Any) -> str:
    """What reading one document took."""
    parts = [f"{usage.doc}: {usage.model or usage.engine}", f"{usage.seconds:.2f} s"]
    if usage.engine != "rules":
        parts += [f"{usage.requests} requests", f"{usage.tokens_in} tokens in", f"{usage.tokens_out} out"]
        parts.append("from the cache" if usage.cached else "")
        parts.append(f"cost {usage.cost:.4f}" if usage.cost is not None else "no price known")
    if usage.prompt:
        parts.append(f"prompt {usage.prompt.name}.{usage.prompt.version} {usage.prompt.sha256[:12]}")
    return ", ".join(p for p in parts if p)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        show(text)
        return
    from summarizer.files import write_text

    write_text(output, text)


@app.command()
def schema(
    context: typer.Context,
    name: Annotated[SchemaName, typer.Argument(help="Which one.", show_default=False)],
) -> None:
    """Print a JSON Schema: of the brief, of a model's reading, or of gold cases."""
    from summarizer.published import schema_text

    with told(context):
        show(schema_text(name.value))


prompts_app = typer.Typer(help="The prompt templates: what a language model is asked.", no_args_is_help=True)
app.add_typer(prompts_app, name="prompts")

PromptsFolder = Annotated[
    Path | None, typer.Option("--prompts", help="Folder of templates that come before the ones shipped.")
]


@prompts_app.command("list")
def prompts_list(context: typer.Context, prompts: PromptsFolder = None) -> None:
    """List the templates in force: name, version, purpose, file."""
    from summarizer import prompting
    from summarizer.rendering.escape import plain

    with told(context):
        known = prompting.templates(prompts)
        show("".join(f"{t.name}.{t.version}\t{plain(t.purpose)}\t{plain(str(t.path))}\n" for t in known))


@prompts_app.command("show")
def prompts_show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="reading, or with a version: reading.v1.")],
    prompts: PromptsFolder = None,
) -> None:
    """Print a template as its file has it."""
    from summarizer import prompting

    with told(context):
        show(prompting.load(name, folder=prompts).path.read_text("utf-8"))


@prompts_app.command("render")
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


@app.command("eval")
def evaluate(
    context: typer.Context,
    gold: Annotated[
        Path | None, typer.Option(help="Folder of gold cases.", show_default="the cases shipped")
    ] = None,
    engine: Annotated[EngineName | None, typer.Option(help="Who reads.", show_default="auto")] = None,
    model: Annotated[str | None, typer.Option(help="PROVIDER/NAME.")] = None,
    base_url: Annotated[
        str | None, typer.Option("--base-url", help="Address of a compatible server.")
    ] = None,
    record: Annotated[Path | None, typer.Option(help="Folder to keep every answer of the model in.")] = None,
    replay: Annotated[Path | None, typer.Option(help="Folder of recorded answers to use instead.")] = None,
) -> None:
    """Score an engine on cases labelled by hand."""
    from summarizer.evaluation.run import run
    from summarizer.evaluation.score import table
    from summarizer.resources import directory
    from summarizer.settings import Settings

    with told(context):
        settings = Settings.load(
            engine=engine.value if engine else None,
            model=model,
            base_url=base_url,
            record=record,
            replay=replay,
        )
        result = run(gold or directory("evals") / "gold", settings)
        for name, reason in result.failures:
            say(f"error: case {name} failed: {reason}")
        show(f"{result.cases} cases, {len(result.failures)} failed\n\n{table(result.scores)}")
    raise typer.Exit(INCOMPLETE if result.failures else UNREAD if result.scores.ungrounded else DONE)


def main() -> None:
    """Entry point of the `summarizer` command."""
    app()
