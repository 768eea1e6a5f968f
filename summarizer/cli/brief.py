"""`summarizer brief`: one brief of articles on one meeting."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarizer.cli.options import EngineName, ModeName
from summarizer.cli.terminal import DONE, INCOMPLETE, say, show, told

if TYPE_CHECKING:
    from summarizer.settings import Settings


class FormatName(StrEnum):
    """What a brief is written as."""

    md = "md"
    json = "json"


def brief(
    context: typer.Context,
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE",
            help="Articles: text, Markdown, HTML, PDF, ninjs, JSONL or eml, each also as .gz; folders; patterns in"
            " quotes; - is standard input.",
            show_default=False,
        ),
    ] = None,
    url: Annotated[
        list[str] | None,
        typer.Option(
            "--url", metavar="ADDRESS", help="Fetch an article from the web; may be given repeatedly."
        ),
    ] = None,
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

      summarizer brief a.txt b.html c.pdf

      summarizer brief folder/ 'more/*.jsonl'

      summarizer brief --url https://example.org/talks

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
        code = _brief(sources or [], url or [], options, format.value, output, verbose=verbose, quiet=quiet)
    raise typer.Exit(code)


def _brief(
    sources: list[str],
    urls: list[str],
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
    from summarizer.loading import load_url
    from summarizer.loading.sources import file_of
    from summarizer.rendering import render
    from summarizer.settings import Settings

    settings = Settings.load(**options)
    if output is not None:
        check_output(output, sources=sources)
    engine = chosen(settings)
    if "-" in sources and sys.stdin is not None and sys.stdin.isatty() and not quiet:
        say("Reading from the terminal; end the article with Ctrl-D on a line of its own.")
    documents, notes = prepare([*sources, *(load_url(url) for url in urls)])
    if output is not None:
        check_output(output, sources=filter(None, map(file_of, documents)))
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
