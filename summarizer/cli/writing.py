"""Writing briefs out, for every command that does: to a file or to standard output, several meetings one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.cli.options import FormatName
from summarizer.cli.terminal import show

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from summarizer.configuration import Gathered
    from summarizer.models.brief import Brief


def format_of(option: FormatName | None, gathered: Gathered) -> FormatName:
    """The format asked for, by option, variable or file of settings; else markdown.

    Raises `ConfigError` for a format that there is not.
    """
    from summarizer.errors import ConfigError

    if option is not None:
        return option
    name = gathered.output.get("format", FormatName.md)
    try:
        return FormatName(name)
    except ValueError:
        raise ConfigError(
            f"there is no format {name!r}",
            subject="format",
            remedy=f"{gathered.origin('format').remedy('format')}: {', '.join(FormatName)}",
        ) from None


def write_briefs(briefs: Sequence[Brief], format_: FormatName, output: Path | None) -> None:
    """Write briefs as one text: JSON as an array if there are several, markdown with a rule between."""
    from summarizer.rendering import render

    if format_ is FormatName.json and len(briefs) > 1:
        text = "[\n" + ",\n".join(render(b, "json").rstrip() for b in briefs) + "\n]\n"
    else:
        text = "\n---\n\n".join(render(b, format_.value) for b in briefs)
    write_result(text, output)


def write_result(text: str, output: Path | None) -> None:
    """Write a result to `output`, or to standard output where that is None."""
    if output is None:
        show(text)
        return
    from summarizer.files import write_text

    write_text(output, text)
