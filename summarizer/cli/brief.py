"""`summarizer brief`: one brief of articles on one meeting."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarizer.cli import options
from summarizer.cli.archive import archive_briefs, check_destination
from summarizer.cli.progress import progress
from summarizer.cli.terminal import DONE, INCOMPLETE, say, told
from summarizer.cli.writing import manner, write_briefs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.api import Failure
    from summarizer.configuration import Gathered
    from summarizer.errors import SourceError
    from summarizer.models.brief import Brief
    from summarizer.models.document import Document
    from summarizer.models.verified import VerifiedReading
    from summarizer.settings import Settings


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
    group: Annotated[
        bool,
        typer.Option(
            "--group",
            help="The articles are mixed: one brief for each meeting that some of them share, whoever tells of it.",
            rich_help_panel=options.OUTPUT,
        ),
    ] = False,
    engine: options.Engine = None,
    model: options.Model = None,
    base_url: options.BaseUrl = None,
    mode: options.Mode = None,
    prompts: options.Prompts = None,
    record: options.Record = None,
    replay: options.Replay = None,
    format: options.Format = None,  # noqa: A002
    lang: options.Lang = None,
    output: options.Output = None,
    save_documents: Annotated[
        Path | None,
        typer.Option(
            "--save-documents",
            help="Folder to save the texts in, to which all offsets of the brief refer.",
            rich_help_panel=options.OUTPUT,
        ),
    ] = None,
    to: options.To = None,
    config: options.Config = None,
    max_cost: options.MaxCost = None,
    timeout: options.Timeout = None,
    cache: options.Cache = None,
    verbose: options.Verbose = False,
    quiet: options.Quiet = False,
) -> None:
    """Write one brief of articles on one meeting.

    Articles are taken for reports of one meeting as long as nothing excludes it; on several meetings they give one brief for
    each. With --group they are taken for mixed, such as a week's news: only what dates, parties, places, delegates or
    quotations join comes together, and an article that cannot be read stops no other (docs/grouping.md).

    What is not given by an option comes from the environment, .env, summarizer.toml and defaults, in that order (summarizer
    doctor shows it).

    Examples:

      summarizer brief a.txt b.html c.pdf

      summarizer brief folder/ 'more/*.jsonl'

      summarizer brief week/ --group -o week.md

      summarizer brief --url https://example.org/talks

      summarizer brief a.txt --model ollama/qwen3 -o brief.docx

      summarizer brief a.txt b.txt -o brief.html

      summarizer brief a.txt b.txt -f json -o brief.json --save-documents texts

      summarizer brief a.txt b.txt --to sqlite:briefs.db

      cat a.txt | summarizer brief - --engine rules

    Exit codes: 0 done; 1 the engine could read no article; 2 wrong usage, settings or source: any file that cannot be
    read, and then there is no brief; 3 done, but the engine could not read an article (the brief names it), or with --group
    a file of several could not be read.
    """
    given = options.given(
        engine=engine,
        model=model,
        base_url=base_url,
        mode=mode,
        prompts=prompts,
        record=record,
        replay=replay,
        max_cost=max_cost,
        timeout_s=timeout,
        cache=cache,
    )
    with told(context, quiet=quiet, verbose=verbose):
        code = _brief(
            sources or [],
            url or [],
            given,
            group=group,
            config=config,
            format_=format,
            lang=lang,
            output=output,
            save=save_documents,
            to=to,
            verbose=verbose,
            quiet=quiet,
        )
    raise typer.Exit(code)


def _brief(
    sources: list[str],
    urls: list[str],
    given: dict[str, Any],
    *,
    group: bool,
    config: Path | None,
    format_: str | None,
    lang: str | None,
    output: Path | None,
    save: Path | None,
    to: str | None,
    verbose: bool,
    quiet: bool,
) -> int:
    from summarizer.api import briefs, prepare
    from summarizer.engines.choose import chosen
    from summarizer.files import check_output
    from summarizer.loading import load_url
    from summarizer.loading.saved import save_documents
    from summarizer.loading.sources import file_of
    from summarizer.settings import Settings

    gathered = Settings.gather(config=config or "find", **given)
    settings = Settings.of(gathered)
    how = manner(format_, lang, output, gathered)  # what cannot be written is refused before anything is read
    if output is not None:
        check_output(output, sources=sources)
    archive = check_destination(to, sources=sources)
    engine = chosen(settings)
    if "-" in sources and sys.stdin is not None and sys.stdin.isatty() and not quiet:
        say("Reading from the terminal; end the article with Ctrl-D on a line of its own.")
    unread: list[SourceError] = []
    documents, notes = prepare([*sources, *(load_url(url) for url in urls)], unread=unread if group else None)
    if output is not None:
        check_output(output, sources=filter(None, map(file_of, documents)))
    if save is not None:
        saved = save_documents(documents, save)
        if not quiet:
            say(f"Saved as {', '.join(str(path) for path in saved)}.")
    if not quiet:
        say(_engine_line(engine, settings, gathered))
    readings, failures = _read(documents, settings, quiet=quiet or engine == "rules")
    if group:
        found = _sorted(readings, failures, unread=unread, notes=notes, quiet=quiet)
    else:
        found = briefs(readings, failures, notes=notes)
    if len(found) > 1 and not quiet and not group:
        named = "; ".join(f"{', '.join(d.path or d.id for d in b.documents)}: {b.title}" for b in found)
        say(f"The sources tell of {len(found)} different meetings, so there is one brief for each: {named}")
    # a page or a letter without a brief is none, an empty list is one
    written = (
        write_briefs(found, how, documents) if found or not (how.format.single or how.format.binary) else ()
    )
    if len(written) > 1 and not quiet:
        say(f"Written as {', '.join(str(path) for path in written)}.")
    archive_briefs(archive, found, quiet=quiet)
    if verbose:
        for usage in (u for b in found for u in b.provenance.readings):
            say(usage_line(usage))
    if group or not quiet:  # no brief of a mixed lot names what could not be read
        for failure in failures:
            say(f"error: document {failure.document.id} could not be read: {failure.error}")
    return INCOMPLETE if failures or unread else DONE


def _sorted(
    readings: Sequence[VerifiedReading],
    failures: Sequence[Failure],
    *,
    unread: Sequence[SourceError],
    notes: Sequence[str],
    quiet: bool,
) -> tuple[Brief, ...]:
    """One brief a meeting; what belongs to none, or could not be loaded, is told."""
    from summarizer.mixed import sort

    grouped = sort(readings, failures)
    for error in unread:
        say(f"error: {error}")
    if not quiet:
        for note in notes:
            say(note)
        together = sum(len(b.documents) > 1 for b in grouped.briefs)
        say(f"Briefs: {len(grouped.briefs):,}, of several articles {together:,}.")
        if grouped.silent:
            named = ", ".join(d.source or d.id for d in grouped.silent)
            say(f"In no brief, for they tell of no meeting and state nothing: {named}.")
    return grouped.briefs


def _read(
    documents: Sequence[Document], settings: Settings, *, quiet: bool
) -> tuple[tuple[VerifiedReading, ...], tuple[Failure, ...]]:
    """Read the documents; with several and a model, a bar tells how far it is and what it has cost."""
    from summarizer.api import Failure, read

    with progress(len(documents), "articles", quiet=quiet) as done:
        if done is None:
            return read(documents, settings)
        spent: list[float] = []

        def tell(result: VerifiedReading | Failure) -> None:
            if not isinstance(result, Failure):
                spent.append(result.usage.cost or 0.0)
            done(sum(spent))

        return read(documents, settings, progress=tell)


def _engine_line(engine: str, settings: Settings, gathered: Gathered) -> str:
    if engine == "rules":
        return "Reading with the built-in rules (a model: --model PROVIDER/NAME or SUMMARIZER_MODEL)."
    if settings.replay:
        return f"Reading from the recordings in {settings.replay}."
    where = ""
    if settings.base_url and gathered.origin("base_url").kind in {".env", "summarizer.toml"}:
        # An address that stands in a file is one that its owner may not have in mind.
        from summarizer.doctor.masking import masked

        where = f" at {masked(settings.base_url)}, an address from {gathered.origin('base_url')}"
    return f"Reading with {settings.model}{where} (the built-in rules: --engine rules)."


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
