"""From a path, standard input, a folder or a string to documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from summarizer.errors import SourceError
from summarizer.loading.gathering import gather
from summarizer.loading.making import document_of
from summarizer.loading.parsed import Parsed
from summarizer.loading.reading import check_text
from summarizer.loading.sections import divide
from summarizer.loading.sources import name_of

if TYPE_CHECKING:
    import os
    from datetime import date

    from summarizer.models.document import Document


def load(source: str | os.PathLike[str] | Literal["-"], *, id: str | None = None) -> Document:  # noqa: A002
    """Read one article from a file of any format, or from standard input where `source` is `-`.

    Raises `SourceError` where the source is missing, a directory, unreadable, empty, of a format that no article can
    be read from, too large, or holds several articles (`load_all` reads those).
    """
    found = gather(source, one=True)
    if found.failures:
        raise found.failures[0]
    if len(found.documents) != 1:
        raise SourceError(
            f"it holds {len(found.documents)} articles",
            subject=name_of(source),
            remedy="read them with load_all",
        )
    document = found.documents[0]
    return document if id is None else document.model_copy(update={"id": id})


def load_all(source: str | os.PathLike[str] | Literal["-"]) -> tuple[Document, ...]:
    """Read all articles of a file, a folder, a pattern such as `news/*.html`, or standard input where `source` is `-`.

    Folders are read with the folders in them, in order of names; hidden files and files of formats that hold no
    article are passed over. Raises `SourceError` where there is no article, and where one cannot be read: it names
    file and line of each (`gather` gives the others all the same).
    """
    found = gather(source)
    found.check()
    return found.documents


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
    check_text(text, source or id or "text")
    parsed = Parsed(text, divide(text), None)
    return document_of(parsed, id=id, source=source, outlet=outlet, title=title, published=published)


def load_url(url: str) -> Document:
    """Fetch one article from the web: http(s) only, from a public address, in 30 s, of at most 20 MB.

    Raises `SourceError` where the address is no such one, or its answer is no article.
    """
    from summarizer.loading.fetching import Fetcher

    return Fetcher().load(url)
