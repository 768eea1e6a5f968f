"""Rendering: a brief as a page for people (markdown, Word) or as data for programs (JSON and its dialects, CSV)."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from summarizer.errors import ConfigError
from summarizer.rendering.formats import FORMATS, Format, find, implied

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.models.brief import Brief
    from summarizer.models.document import Document

__all__ = ["FORMATS", "Format", "encode", "encode_all", "find", "framed", "implied", "render", "render_all"]


def render(
    brief: Brief,
    format: str = "md",  # noqa: A002  (the command line's own word)
    *,
    documents: Iterable[Document] = (),
    lang: str = "en",
) -> str:
    """The brief as text. `documents` are the loaded sources, where they are at hand.

    Raises `ConfigError` for an unknown format, one that is no text (`encode` writes it), or a language
    whose words are not shipped.
    """
    return render_all((brief,), format, documents=documents, lang=lang)


def encode(
    brief: Brief,
    format: str,  # noqa: A002
    *,
    documents: Iterable[Document] = (),
    lang: str = "en",
) -> bytes:
    """The brief as the bytes of a file, in any format; text is UTF-8.

    A table begins with a byte order mark, without which Excel takes it for the system's old code page.
    Raises `ConfigError` as `render` does, and where a format needs an extra that is not installed.
    """
    return encode_all((brief,), format, documents=documents, lang=lang)


def render_all(
    briefs: Sequence[Brief],
    format: str = "md",  # noqa: A002
    *,
    documents: Iterable[Document] = (),
    lang: str = "en",
) -> str:
    """Several briefs as one text, joined as the table of formats says; otherwise as `render`."""
    found = find(format)
    if found.binary:
        raise ConfigError(
            f"{format} is no text", remedy=f"give a file, such as --output brief{found.suffixes[0]}"
        )
    return str(_write(found, briefs, documents, lang))


def encode_all(
    briefs: Sequence[Brief],
    format: str,  # noqa: A002
    *,
    documents: Iterable[Document] = (),
    lang: str = "en",
) -> bytes:
    """Several briefs as the bytes of one file; otherwise as `encode`."""
    written = _write(find(format), briefs, documents, lang)
    if isinstance(written, bytes):
        return written
    return written.encode("utf-8-sig" if format == "csv" else "utf-8", "replace")


def framed(brief: Brief, *, documents: Iterable[Document] = ()) -> str:
    """The HTML page in a frame, for a notebook: what stands in it can reach neither the notebook nor the network."""
    from markupsafe import escape

    page = escape(render(brief, "html", documents=documents))
    return (
        f'<iframe srcdoc="{page}" sandbox="allow-scripts allow-downloads" '
        f'title="{escape(brief.title)}" style="width: 100%; height: 42rem; border: 1px solid"></iframe>'
    )


def _write(format_: Format, briefs: Sequence[Brief], documents: Iterable[Document], lang: str) -> str | bytes:
    from summarizer.rendering.words import load_words

    format_.check()
    words = load_words(lang)
    module, _, function = format_.writer.partition(":")
    writer = getattr(import_module(f"summarizer.rendering.{module}"), function)
    written: str | bytes = writer(tuple(briefs), words=words, documents=tuple(documents))
    return written
