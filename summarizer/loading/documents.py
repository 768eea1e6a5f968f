"""From a path, standard input or a string to a document."""

from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from summarizer.errors import SourceError
from summarizer.loading.decoding import decode
from summarizer.loading.sections import divide
from summarizer.models.document import Document, fingerprint

if TYPE_CHECKING:
    from datetime import date

SIZE_LIMIT: Final = 20_000_000
"""Largest source that is read, in bytes."""


def load(source: str | os.PathLike[str] | Literal["-"], *, id: str | None = None) -> Document:  # noqa: A002
    """Read one article from a text file, or from standard input where `source` is `-`.

    Raises `SourceError` where the source is missing, a directory, unreadable, empty, binary or too large.
    """
    name = "standard input" if source == "-" else os.fspath(source)
    data = _read(source, name)
    if not data.strip():
        raise SourceError("it is empty", subject=name, remedy="give an article's text")
    return from_text(decode(data, name), id=id, source=None if source == "-" else name)


def _read(source: str | os.PathLike[str], name: str) -> bytes:
    if source == "-":
        if sys.stdin is None:
            raise SourceError("it is closed", subject=name, remedy="pipe an article into it")
        data = sys.stdin.buffer.read(SIZE_LIMIT + 1)
    else:
        path = Path(source)
        try:
            if path.is_dir():
                raise SourceError("it is a directory", subject=name, remedy="name the files inside it")
            with path.open("rb") as file:
                data = file.read(SIZE_LIMIT + 1)
        except FileNotFoundError:
            raise SourceError("no such file", subject=name, remedy="check the path") from None
        except (OSError, ValueError) as error:
            cause = getattr(error, "strerror", None) or str(error)
            raise SourceError(
                f"cannot be read: {cause}", subject=name, remedy="check path and permissions"
            ) from None
    if len(data) > SIZE_LIMIT:
        raise SourceError(
            f"it is larger than {SIZE_LIMIT // 1_000_000} MB", subject=name, remedy="give one article a file"
        )
    return data


def from_text(
    text: str,
    *,
    id: str | None = None,  # noqa: A002 - the name that `Document` has
    source: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    published: date | None = None,
) -> Document:
    """Make a document of a text. What the caller gives (outlet, title, published) beats what the text says.

    Raises `SourceError` where the text holds nothing that can be seen, or half a character (a surrogate alone),
    which no file can hold, no server takes and no brief could quote.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise SourceError(
            f"it holds half a character at {error.start}",
            subject=source or id or "text",
            remedy="decode the bytes it came from as UTF-8",
        ) from None
    if not any(unicodedata.category(character)[0] not in "CZ" for character in text):
        raise SourceError("it is empty", subject=source or id or "text", remedy="give an article's text")
    digest = fingerprint(text)
    found = divide(text)
    return Document(
        id=id if id is not None else digest[:8],
        source=source,
        text=text,
        sha256=digest,
        outlet=outlet or found.outlet,
        title=title or found.title,
        published=published or found.published,
        published_basis="given" if published else found.basis,
        sections=found.sections,
    )
