"""`summarizer search` and `summarizer timeline`: what an archive of briefs answers; and briefs written into one."""

from __future__ import annotations

import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli import options
from summarizer.cli.terminal import DONE, coloured, say, told
from summarizer.cli.writing import write_result

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from summarizer.models.brief import Brief

_SQLITE = "sqlite:"
_COLOURS = {"hardened": "red", "softened": "green", "changed": "yellow", "new": "cyan"}


class ArchiveFormatName(StrEnum):
    """What an archive's answers are written as."""

    text = "text"
    json = "json"


File = Annotated[
    Path,
    typer.Argument(metavar="FILE", help="What brief --to sqlite:FILE wrote.", show_default=False),
]
FormatOption = Annotated[
    ArchiveFormatName,
    typer.Option("--format", "-f", help="What to write.", rich_help_panel=options.OUTPUT),
]


def destination(to: str | None) -> Path | None:
    """The archive that `--to sqlite:FILE` names. Raises `ConfigError` for any other destination."""
    from summarizer.errors import ConfigError

    if to is None:
        return None
    if not to.startswith(_SQLITE) or to == _SQLITE:
        raise ConfigError(f"unknown destination {to!r}", remedy="give --to sqlite:FILE")
    return Path(to.removeprefix(_SQLITE))


def check_destination(to: str | None, *, sources: Sequence[str]) -> Path | None:
    """The archive to write to, looked at before any work is done: made where it is missing."""
    path = destination(to)
    if path is not None:
        from summarizer.archive import Archive
        from summarizer.files import check_output

        check_output(path, sources=sources)
        Archive.create(path)
    return path


def archive_briefs(path: Path | None, briefs: Sequence[Brief], *, quiet: bool) -> None:
    """Add briefs to an archive, if one is named."""
    if path is None:
        return
    from summarizer.archive import Archive

    count = Archive.create(path).add(briefs)
    if not quiet:
        say(f"Added {count} brief{'' if count == 1 else 's'} to {path}.")


def archive_records(path: Path | None, records: Path, *, quiet: bool) -> None:
    """Add the briefs of a corpus's records, lines of JSON, to an archive, if one is named."""
    if path is None:
        return
    from summarizer.archive import Archive, fill

    with records.open("rb") as lines:
        count = fill(Archive.create(path), lines)
    if not quiet:
        say(f"Added {count:,} brief{'' if count == 1 else 's'} to {path}.")


def search(
    context: typer.Context,
    file: File,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WORDS",
            help="All must stand in a statement or its evidence; '\"two words\"' next to each other, fort* as a beginning.",
            show_default=False,
        ),
    ] = None,
    holder: Annotated[
        str | None, typer.Option(help="Whose statements: a party by any of its names.", show_default=False)
    ] = None,
    target: Annotated[
        str | None, typer.Option(help="Whom they are addressed to or about.", show_default=False)
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND",
            help="red_line, demand, threat, offer, assurance, accusation, condemnation, announcement, denial, position or"
            " outcome; may be given repeatedly.",
            show_default=False,
        ),
    ] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day.", show_default=False)
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day.", show_default=False)
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Show no more than so many.", show_default=False)
    ] = None,
    format: FormatOption = ArchiveFormatName.text,  # noqa: A002
    output: options.Output = None,
    quiet: options.Quiet = False,
) -> None:
    """Search an archive of briefs.

    Lists red lines, positions and outcomes with the words that prove them, the latest first. A statement's date is that
    of the earliest article cited for it. The archive is written by summarizer brief --to sqlite:FILE.

    Examples:

      summarizer search briefs.db Palmyra

      summarizer search briefs.db '"foreign troops"' --holder Israel --kind red_line --since 2031-01-01

      summarizer search briefs.db --holder Ankara -f json

    Exit codes: 0 done, whether or not anything was found; 2 wrong usage, or no archive.
    """
    with told(context, quiet=quiet):
        from summarizer.archive import Archive
        from summarizer.rendering.archive import render_found

        found = Archive.open(file).search(
            " ".join(words) if words else None,
            holder=holder,
            target=target,
            kinds=kind or (),
            since=_day(since),
            until=_day(until),
            limit=limit,
        )
        write_result(render_found(found, format.value), output)
    raise typer.Exit(DONE)


def timeline(
    context: typer.Context,
    file: File,
    holder: Annotated[str, typer.Option(help="Whose line: a party by any of its names.", show_default=False)],
    topic: Annotated[
        str | None, typer.Option(help="Words as search takes them.", show_default="every topic")
    ] = None,
    format: FormatOption = ArchiveFormatName.text,  # noqa: A002
    output: options.Output = None,
    quiet: options.Quiet = False,
) -> None:
    """Show how a party's line hardened or softened over time.

    Matter by matter: every red line and position in order of date, with what differs from the one before. Two statements
    are on one matter by the rules of summarizer diff.

    Examples:

      summarizer timeline briefs.db --holder Israel --topic Palmyra

      summarizer timeline briefs.db --holder Ankara -f json -o timeline.json

    Exit codes: 0 done, whether or not anything was found; 2 wrong usage, or no archive.
    """
    with told(context, quiet=quiet):
        from summarizer.archive import Archive
        from summarizer.archive import timeline as follow
        from summarizer.rendering.archive import render_timeline

        found = follow(Archive.open(file), holder=holder, topic=topic)
        paint = _paint if output is None and coloured(sys.stdout) else None
        write_result(render_timeline(found, format.value, paint=paint), output)
    raise typer.Exit(DONE)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _paint(kind: str, words: str) -> str:
    colour = _COLOURS.get(kind)
    return typer.style(words, fg=colour, bold=kind in {"hardened", "softened"}) if colour else words
