"""A PDF read: its text, its blocks, its metadata."""

from __future__ import annotations

from typing import Final

from summarizer.errors import SourceError
from summarizer.loading.blocks import written
from summarizer.loading.paper.matter import kinds
from summarizer.loading.paper.pages import read_pages
from summarizer.loading.paper.paragraphs import paragraphs
from summarizer.loading.paper.running import running
from summarizer.loading.parsed import Parsed, parsed

_LEAST: Final = 40  # letters and digits of a PDF that holds text


def read_pdf(data: bytes, name: str) -> Parsed:
    """Read a PDF. When the file was made says nothing about when the article was published, so it is not looked at.

    Raises `SourceError` where it is damaged, encrypted, too long, or holds pictures of pages instead of text.
    """
    pages = read_pages(data, name)
    if sum(map(str.isalnum, "".join(line.text for line in pages.lines))) < _LEAST:
        raise SourceError(
            "the PDF holds no text, only pictures of pages",
            subject=name,
            remedy="run it through text recognition (OCR) first",
        )
    found = paragraphs(pages.lines, running(pages.lines, pages.heights))
    text, blocks = written((p.text, kind) for p, kind in zip(found, kinds(found), strict=True))
    seen = {line.page for line in pages.lines}
    empty = [str(n + 1) for n in range(len(pages.heights)) if n not in seen]
    notes = (f"no text is found on page {', '.join(empty)} of the PDF",) if empty else ()
    return parsed(text, blocks, "pdf", title=pages.title, notes=notes)
