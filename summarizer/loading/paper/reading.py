"""A PDF read: its text, its blocks, its metadata."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from summarizer.errors import SourceError
from summarizer.loading.blocks import written
from summarizer.loading.paper.pages import read_pages
from summarizer.loading.paper.paragraphs import paragraphs
from summarizer.loading.paper.running import running
from summarizer.loading.parsed import Parsed, parsed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.loading.paper.paragraphs import Paragraph

_LEAST: Final = 40  # letters and digits of a PDF that holds text
_LARGE: Final = 1.2  # times the size of the body, from which a line is a headline
_WORDS: Final = 4  # words of a headline; a large line of fewer is a paper's name


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
    headline = _headline(found)
    text, blocks = written(
        (p.text, "furniture" if p.running else "headline" if p is headline else None) for p in found
    )
    seen = {line.page for line in pages.lines}
    empty = [str(n + 1) for n in range(len(pages.heights)) if n not in seen]
    notes = (f"no text is found on page {', '.join(empty)} of the PDF",) if empty else ()
    return parsed(text, blocks, "pdf", title=pages.title, notes=notes)


def _headline(found: Sequence[Paragraph]) -> Paragraph | None:
    """The first large line of the first page, where one stands before the text in its usual size."""
    sizes: Counter[float] = Counter()
    for p in found:
        sizes[round(p.size, 1)] += len(p.text)
    usual = max(sizes, key=lambda size: sizes[size], default=0.0)
    for p in found:
        if p.running:
            continue
        if p.page > 0 or (len(p.text) > 200 and p.size <= usual):
            return None
        if p.size >= _LARGE * usual > 0 and len(p.text.split()) >= _WORDS and len(p.text) <= 300:
            return p
    return None
