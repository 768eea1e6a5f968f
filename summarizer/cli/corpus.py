"""`summarizer corpus`: every article of an archive, one record each, resumed where a run was broken off."""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from summarizer.cli import options
from summarizer.cli.archive import archive_records, check_destination
from summarizer.cli.terminal import DONE, INCOMPLETE, UNREAD, coloured, overheard, say, told, watched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from summarizer.corpus import Summary
    from summarizer.corpus.outputs import Outputs


def corpus(
    context: typer.Context,
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="Lines of JSON, also as .gz, and .parquet, of any length; folders; files of every kind that brief"
            " reads; patterns in quotes; addresses in object stores (s3://, gs://, az://, hdfs://); - is standard"
            " input, lines of JSON.",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            help="File for the records: lines of JSON, or OUT.parquet.",
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
    retry_failed: Annotated[
        bool,
        typer.Option(
            "--retry-failed",
            help="With --resume: take the records of articles that failed out of the output and read those again.",
            rich_help_panel=options.OUTPUT,
        ),
    ] = False,
    to: options.To = None,
    runner: Annotated[
        Literal["local", "batch", "ray"],
        typer.Option(
            help="batch has a model read by its provider's Batch API: at half the price, within a day for each round;"
            " ray reads on a cluster (docs/scale.md).",
            rich_help_panel=options.READING,
        ),
    ] = "local",
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
    rpm: Annotated[
        float | None,
        typer.Option(
            help="Requests a minute at most.", show_default="no limit", rich_help_panel=options.SETTINGS
        ),
    ] = None,
    tpm: Annotated[
        float | None,
        typer.Option(
            help="Tokens a minute at most, in and out.",
            show_default="no limit",
            rich_help_panel=options.SETTINGS,
        ),
    ] = None,
    processes: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="Processes of the built-in rules, or actors of --runner ray.",
            show_default="all cores, or what the articles in flight ask for",
            rich_help_panel=options.SETTINGS,
        ),
    ] = None,
    address: Annotated[
        str | None,
        typer.Option(
            help="The cluster of --runner ray: HOST:PORT of its head, or auto.",
            show_default="a Ray of this machine alone",
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
    --resume, and no article is lost or read twice. Those that failed lie in OUT.failed.jsonl too, with their texts: it can
    be a SOURCE. Records for OUT.parquet are appended to OUT.parquet.jsonl, and Parquet is written when the run ends.
    With --group records hold what was read as well, and what several articles tell of one meeting becomes one brief
    (docs/grouping.md).

    Examples:

      summarizer corpus wire.jsonl -o briefs.jsonl

      summarizer corpus wire.jsonl -o briefs.jsonl --resume

      summarizer corpus wire.jsonl -o briefs.jsonl --resume --retry-failed

      summarizer corpus 'wire/*.parquet' -o briefs.parquet --to sqlite:briefs.db

      summarizer corpus wire.jsonl -o briefs.jsonl --group

      summarizer corpus news/ --model openai/gpt-5-mini --concurrency 64 --rpm 500 --max-cost 20 -o briefs.jsonl

      summarizer corpus wire.jsonl --model openai/gpt-5-mini --runner batch -o briefs.jsonl

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
        rpm=rpm,
        tpm=tpm,
        max_cost=max_cost,
        timeout_s=timeout,
        cache=cache,
    )
    # Else nothing would be said for hours.
    with told(context, quiet=quiet, verbose=verbose or runner == "batch"):
        from summarizer.corpus import run
        from summarizer.corpus.outputs import Outputs
        from summarizer.files import check_output
        from summarizer.settings import Settings

        settings = Settings.of(Settings.gather(config=config or "find", **given))
        outputs = Outputs.of(output)
        for path in outputs:
            check_output(path, sources=sources)
        archive = check_destination(to, sources=sources)
        try:
            with _bar(sources, outputs, quiet=quiet) as progress, overheard():
                summary = run(
                    sources,
                    output,
                    resume=resume,
                    retry_failed=retry_failed,
                    runner=runner,
                    keep=group,
                    processes=processes,
                    address=address,
                    progress=progress,
                    settings=settings,
                )
        except KeyboardInterrupt:
            say(f"Stopped; what was read is in {output}, and --resume goes on.")
            raise typer.Exit(INCOMPLETE) from None
        archive_records(archive, outputs.journal, quiet=quiet)
        if not quiet:
            say(_told(summary))
            if summary.failed:
                say(f"Those that failed lie in {outputs.failed}; --resume --retry-failed reads them again.")
        if group and summary.ok:
            _group(outputs, quiet=quiet)
        if summary.stopped:
            say(f"error: stopped before the end: {summary.stopped}; --resume goes on")
    if summary.failed and not summary.ok:
        raise typer.Exit(UNREAD)
    raise typer.Exit(INCOMPLETE if summary.failed or summary.stopped else DONE)


def _group(outputs: Outputs, *, quiet: bool) -> None:
    """Write one brief for each meeting beside the output."""
    from summarizer.corpus import write_meetings

    found = write_meetings(outputs.journal, outputs.meetings)
    if not quiet:
        say(
            f"Briefs in {outputs.meetings}: {found.briefs:,}, of several articles {found.together:,}."
            f" Articles in no brief, for they tell of no meeting and state nothing: {found.silent:,}."
        )
    if found.alone:
        say(
            f"warning: articles that stay alone, for they were read without --group: {found.alone:,}; give another --output"
            " to read them again"
        )


def _told(summary: Summary) -> str:
    why = ", ".join(f"{cause} {count:,}" for cause, count in summary.causes.items())
    parts = [f"{summary.ok:,} read", f"{summary.failed:,} failed{f' ({why})' if why else ''}"]
    if summary.skipped:
        parts.append(f"{summary.skipped:,} done before")
    rate = summary.read / summary.seconds if summary.seconds else 0.0
    parts.append(f"{summary.read:,} in this run in {summary.seconds:.1f} s, {rate:.1f} a second")
    if summary.cost:
        parts.append(f"cost {summary.cost:.4f}")
    return "; ".join(parts) + "."


@contextmanager
def _bar(sources: list[str], outputs: Outputs, *, quiet: bool) -> Iterator[Callable[[Summary], None] | None]:
    """How far the run is, where somebody looks at a terminal: of files by their bytes, of standard input by count."""
    if quiet or not watched(sys.stderr):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    from summarizer.corpus.inputs import size_of

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True, no_color=not coloured(sys.stderr))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("articles", total=None)

        def measure() -> None:  # of a large folder that takes long, and nothing waits for it
            bar.update(task, total=size_of(sources, own=outputs.own))

        threading.Thread(target=measure, daemon=True).start()

        def tell(summary: Summary) -> None:
            rate = summary.read / summary.seconds if summary.seconds else 0.0
            cost = f", cost {summary.cost:.4f}" if summary.cost else ""
            words = f"{summary.read:,} articles, {summary.failed:,} failed, {rate:.1f} a second{cost}"
            bar.update(task, description=words, completed=summary.bytes_done)

        yield tell
