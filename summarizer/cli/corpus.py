"""`summarizer corpus`: every article of an archive, one record each, resumed where a run was broken off."""

from __future__ import annotations

import json
import sys
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli import options
from summarizer.cli.terminal import DONE, INCOMPLETE, UNREAD, coloured, say, told, watched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from summarizer.corpus import Summary


def corpus(
    context: typer.Context,
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="Lines of JSON, also as .gz, of any length; folders; files of every kind that brief reads; patterns in"
            " quotes; - is standard input, lines of JSON.",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            help="File for the records, lines of JSON.",
            show_default=False,
            rich_help_panel=options.OUTPUT,
        ),
    ],
    resume: Annotated[
        bool,
        typer.Option(
            "--resume",
            help="Go on with an output: what it holds is not read again.",
            rich_help_panel=options.OUTPUT,
        ),
    ] = False,
    group: Annotated[
        bool,
        typer.Option(
            "--group",
            help="Sort the articles into meetings at the end: one brief for each in OUTPUT.meetings.jsonl.",
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
    concurrency: Annotated[
        int | None,
        typer.Option(
            min=1, help="Articles with a model at a time.", show_default="8", rich_help_panel=options.SETTINGS
        ),
    ] = None,
    processes: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="Processes of the built-in rules.",
            show_default="all cores",
            rich_help_panel=options.SETTINGS,
        ),
    ] = None,
    config: options.Config = None,
    max_cost: options.MaxCost = None,
    timeout: options.Timeout = None,
    cache: options.Cache = None,
    verbose: options.Verbose = False,
    quiet: options.Quiet = False,
) -> None:
    """Read every article of a corpus.

    Each becomes one record: its brief, or the error that it caused, with tokens and cost. Memory stays bounded whatever
    the size. Records are appended as they are done, in any order; a run that was broken off in whatever way goes on with
    --resume, and no article is lost or read twice. Those that failed are listed in OUTPUT.failed.jsonl too. With --group
    records hold what was read as well, and what several articles tell of one meeting becomes one brief (docs/grouping.md).

    Examples:

      summarizer corpus wire.jsonl -o briefs.jsonl

      summarizer corpus wire.jsonl -o briefs.jsonl --resume

      summarizer corpus wire.jsonl -o briefs.jsonl --group

      summarizer corpus news/ --model openai/gpt-5-mini --concurrency 64 --max-cost 20 -o briefs.jsonl

    Exit codes: 0 done; 1 no article could be read; 2 wrong usage, settings or source; 3 done, but articles failed, or
    stopped before the end (--resume goes on).
    """
    given = options.given(
        engine=engine,
        model=model,
        base_url=base_url,
        mode=mode,
        prompts=prompts,
        record=record,
        replay=replay,
        concurrency=concurrency,
        max_cost=max_cost,
        timeout_s=timeout,
        cache=cache,
    )
    with told(context, quiet=quiet, verbose=verbose):
        from summarizer.corpus import run
        from summarizer.corpus.journal import failures
        from summarizer.files import check_output, write_text
        from summarizer.settings import Settings

        settings = Settings.of(Settings.gather(config=config or "find", **given))
        check_output(output, sources=sources)
        try:
            with _bar(quiet=quiet) as progress:
                summary = run(
                    sources,
                    output,
                    resume=resume,
                    keep=group,
                    processes=processes,
                    progress=progress,
                    settings=settings,
                )
        except KeyboardInterrupt:
            say(f"Stopped; what was read is in {output}, and --resume goes on.")
            raise typer.Exit(INCOMPLETE) from None
        failed = output.with_name(f"{output.stem}.failed.jsonl")
        causes: Counter[str] = Counter()
        lines = []
        for one in failures(output) if summary.failed else ():
            causes[one["error"]["type"]] += 1
            lines.append(json.dumps({"article": one["article"], "error": one["error"]}, ensure_ascii=False))
        if lines or failed.exists():
            write_text(failed, "".join(f"{line}\n" for line in lines))
        if not quiet:
            say(_told(summary, causes))
            if lines:
                say(f"Those that failed are listed in {failed}.")
        if group and summary.ok:
            _group(output, quiet=quiet)
        if summary.stopped:
            say(f"error: stopped before the end: {summary.stopped}; --resume goes on")
    if summary.failed and not summary.ok:
        raise typer.Exit(UNREAD)
    raise typer.Exit(INCOMPLETE if summary.failed or summary.stopped else DONE)


def _group(output: Path, *, quiet: bool) -> None:
    """Write one brief for each meeting beside the output."""
    from summarizer.corpus import write_meetings

    meetings = output.with_name(f"{output.stem}.meetings.jsonl")
    found = write_meetings(output, meetings)
    if not quiet:
        say(
            f"Briefs in {meetings}: {found.briefs:,}, of several articles {found.together:,}. Articles in no brief, for they"
            f" tell of no meeting and state nothing: {found.silent:,}."
        )
    if found.alone:
        say(
            f"warning: articles that stay alone, for they were read without --group: {found.alone:,}; give another --output"
            " to read them again"
        )


def _told(summary: Summary, causes: Counter[str]) -> str:
    why = ", ".join(f"{cause} {count:,}" for cause, count in causes.most_common())
    parts = [f"{summary.ok:,} read", f"{summary.failed:,} failed{f' ({why})' if why else ''}"]
    if summary.skipped:
        parts.append(f"{summary.skipped:,} done before")
    rate = summary.read / summary.seconds if summary.seconds else 0.0
    parts.append(f"{summary.read:,} in this run in {summary.seconds:.1f} s, {rate:.1f} a second")
    if summary.cost:
        parts.append(f"cost {summary.cost:.4f}")
    return "; ".join(parts) + "."


@contextmanager
def _bar(*, quiet: bool) -> Iterator[Callable[[Summary], None] | None]:
    """How far the run is, where somebody looks at a terminal; how many articles there are nobody knows."""
    if quiet or not watched(sys.stderr):
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, TextColumn

    console = Console(stderr=True, no_color=not coloured(sys.stderr))
    with Progress(TextColumn("{task.description}"), console=console, transient=True) as bar:
        task = bar.add_task("articles", total=None)

        def tell(summary: Summary) -> None:
            rate = summary.read / summary.seconds if summary.seconds else 0.0
            cost = f", cost {summary.cost:.4f}" if summary.cost else ""
            words = f"{summary.read:,} articles, {summary.failed:,} failed, {rate:.1f} a second{cost}"
            bar.update(task, description=words)

        yield tell
