"""Writing briefs out, for every command that does: to a file or to standard output, in any format and language."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from summarizer.cli.terminal import show, show_bytes
from summarizer.rendering.formats import FORMATS, Format, implied

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from summarizer.configuration import Gathered
    from summarizer.models.brief import Brief
    from summarizer.models.document import Document


class Manner(NamedTuple):
    """How briefs are written, settled before anything is read."""

    format: Format
    lang: str
    output: Path | None
    """The file; None for standard output."""


def manner(format_: str | None, lang: str | None, output: Path | None, gathered: Gathered) -> Manner:
    """How to write: by option, by the output file's name, by variable or file of settings; else markdown in English.

    Raises `ConfigError` for a format or language that there is not, one whose extra is not installed, and bytes for
    a terminal.
    """
    from summarizer.errors import ConfigError
    from summarizer.rendering.words import load_words

    preset = gathered.output
    name = format_ or (implied(output) if output else None) or preset.get("format") or _plain(output)
    if name not in FORMATS:
        raise ConfigError(
            f"unknown format {name!r}",
            subject=None if format_ else "format",
            remedy=f"use one of {', '.join(FORMATS)}"
            + ("" if format_ else f"; {gathered.origin('format').remedy('format')}"),
        )
    found = FORMATS[name]
    if output is None and found.binary and sys.stdout is not None and sys.stdout.isatty():
        raise ConfigError(
            f"{name} is no text that a terminal could show",
            remedy=f"give a file, such as --output brief{found.suffixes[0]}",
        )
    found.check()
    language = lang or preset.get("lang", "en")
    load_words(language)
    return Manner(found, language, output)


def _plain(output: Path | None) -> str:
    """Markdown, unless the file's name promises something else."""
    from summarizer.errors import ConfigError

    if output is not None and output.suffix.lower() not in {"", ".txt"}:
        raise ConfigError(
            f"no format has files that end in {output.suffix}",
            subject=str(output),
            remedy=f"give --format, one of {', '.join(FORMATS)}, or another name",
        )
    return "md"


def write_briefs(briefs: Sequence[Brief], how: Manner, documents: Sequence[Document]) -> tuple[Path, ...]:
    """Write briefs as one text, or as several files where the format holds one brief a file: `brief-1.html` …

    Returns the files written, where there are any. `documents` are the sources whose texts are at hand.
    """
    from summarizer.rendering import encode_all, render_all

    format_, lang, output = how
    if output is None:
        if format_.binary:
            show_bytes(encode_all(briefs, format_.name, documents=documents, lang=lang))
        else:
            show(render_all(briefs, format_.name, documents=documents, lang=lang))
        return ()
    from summarizer.files import check_output, write_bytes
    from summarizer.loading.sources import file_of

    parts = [(output, briefs)]
    if format_.single and len(briefs) > 1:
        parts = [(output.with_stem(f"{output.stem}-{n}"), [brief]) for n, brief in enumerate(briefs, 1)]
    for path, _ in parts:
        check_output(path, sources=filter(None, map(file_of, documents)))
    for path, part in parts:
        content = encode_all(part, format_.name, documents=documents, lang=lang)
        write_bytes(path, content, follow=path == output)
    return tuple(path for path, _ in parts)


def write_result(text: str, output: Path | None) -> None:
    """Write a result to `output`, or to standard output where that is None."""
    if output is None:
        show(text)
        return
    from summarizer.files import write_text

    write_text(output, text)
