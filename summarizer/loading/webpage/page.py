"""A page read: its text, its blocks, its metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from summarizer.errors import SourceError
from summarizer.loading.blocks import Block
from summarizer.loading.dates import find_date
from summarizer.loading.lines import is_prose
from summarizer.loading.parsed import Parsed, parsed
from summarizer.loading.webpage.article import kinds_of
from summarizer.loading.webpage.extraction import extracted
from summarizer.loading.webpage.head import Head, head_of
from summarizer.loading.webpage.hidden import mark_hidden
from summarizer.loading.webpage.tree import decode_page, parse
from summarizer.loading.webpage.visible import visible

if TYPE_CHECKING:
    from datetime import date

    from summarizer.loading.webpage.visible import Piece, Visible
    from summarizer.models.document import SectionKind

_PARAGRAPH: Final = 100  # code points; what is shorter may still be the head of the article


def read_page(data: bytes, name: str, *, charset: str | None = None) -> Parsed:
    """Read a web page; `charset` is what the HTTP header says.

    Raises `SourceError` where it is empty, holds no article, or is nested too deep.
    """
    text, blocks, head = page_blocks(decode_page(data, name, charset=charset), name)
    return parsed(text, blocks, "html", outlet=head.outlet, title=head.title, published=head.published)


def page_blocks(markup: str, name: str, *, whole: bool = False) -> tuple[str, list[Block], Head]:
    """The visible text of a page, its blocks and its metadata.

    `whole`: the markup is an article or a message throughout, so that no article is sought in it.
    """
    root = parse(markup, name)
    head = Head(None, None, None) if whole else head_of(root)
    mark_hidden(root)
    page = visible(root)
    if not any(character.isalnum() for character in page.text):
        raise SourceError("it is empty (a page without text)", subject=name, remedy="give an article's page")
    if whole:
        return page.text, [Block(p.start, p.end, _plain_kind(page, p)) for p in page.pieces], head
    kinds = kinds_of(page, extracted(root), head.title)
    if kinds is None:
        raise SourceError(
            "no article is found in it, only page matter (a page that scripts fill is empty without them)",
            subject=name,
            remedy="save the article's text as plain text",
        )
    blocks = [Block(p.start, p.end, kind) for p, kind in zip(page.pieces, kinds, strict=True)]
    return page.text, blocks, head._replace(published=head.published or _timed(page, kinds))


def _plain_kind(page: Visible, piece: Piece) -> SectionKind | None:
    """What a piece of markup that is article throughout is by itself."""
    if piece.tag == "img":
        return "caption"
    prose = is_prose(page.text[piece.start : piece.end])
    return "furniture" if 2 * piece.linked > piece.end - piece.start and not prose else None


def _timed(page: Visible, kinds: list[SectionKind | None]) -> date | None:
    """The earliest day of the `time` elements between headline and article: the later ones tell of changes."""
    top = next((i for i, kind in enumerate(kinds) if kind == "headline"), None)
    if top is None:
        return None
    body = (
        i for i, p in enumerate(page.pieces) if i > top and kinds[i] is None and p.end - p.start >= _PARAGRAPH
    )
    first = next(body, top)
    days = [found[0] for at, value in page.times if top <= at < first and (found := find_date(value))]
    return min(days, default=None)
