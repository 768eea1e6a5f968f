"""From bytes to what their format says: every format has its reader, imported when it is needed."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from summarizer.errors import SourceError
from summarizer.loading.decoding import decode
from summarizer.loading.kinds import kind_of, suffix_format
from summarizer.loading.parsed import Parsed
from summarizer.loading.sections import divide

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.models.document import Format


def read_articles(
    data: bytes, name: str, *, charset: str | None = None, kind: Format | None = None
) -> Iterator[tuple[str, Parsed | SourceError]]:
    """The articles that the bytes of a source hold, each with its name; or what is wrong with one of several.

    `name` is what messages call the source, and its end helps where content does not tell the format; `kind` is the
    format where the caller knows it, `charset` what the HTTP header says of a page. Raises `SourceError` where
    nothing can be read.
    """
    kind = kind or kind_of(data, name)
    if kind == "pdf":
        from summarizer.loading.paper import read_pdf

        yield name, read_pdf(data.lstrip(), name)
    elif kind == "html":
        from summarizer.loading.webpage import read_page

        yield name, read_page(data, name, charset=charset)
    elif kind == "eml":
        from summarizer.loading.mail import read_mail

        yield name, read_mail(data, name)
    else:
        yield from _of_text(decode(data, name), name, kind)


def _of_text(text: str, name: str, kind: Format) -> Iterator[tuple[str, Parsed | SourceError]]:
    if kind == "markdown":
        from summarizer.loading.markdown import read_markdown

        yield name, read_markdown(text)
    elif kind in {"json", "jsonl"}:
        from summarizer.loading import records

        found = records.read_json(text, name) if kind == "json" else None
        if found is not None:
            yield from found
        elif kind == "jsonl" or records.are_lines(text):
            yield from records.read_lines_of_json(text, name)
        elif suffix_format(name) == "json":
            raise records.fault_of(text, name)
        else:
            yield name, read_text(text)  # prose may begin with a bracket and a quotation
    else:
        yield name, read_text(text)


def read_text(text: str) -> Parsed:
    """Read plain text; it stays as it is."""
    return Parsed(text, divide(text), "text")


def check_text(text: str, name: str) -> None:
    """Raise `SourceError` where a text holds nothing that can be seen, or half a character (a surrogate alone)."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise SourceError(
            f"it holds half a character at {error.start}",
            subject=name,
            remedy="decode the bytes it came from as UTF-8",
        ) from None
    if not any(unicodedata.category(character)[0] not in "CZ" for character in text):
        raise SourceError("it is empty", subject=name, remedy="give an article's text")
