"""From what a reader found to a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.loading.orders import find_orders, is_order, without_orders
from summarizer.models.document import Document, fingerprint

if TYPE_CHECKING:
    from datetime import date

    from summarizer.loading.parsed import Parsed


def document_of(
    parsed: Parsed,
    *,
    id: str | None = None,  # noqa: A002 - the name that `Document` has
    source: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    published: date | None = None,
) -> Document:
    """Make a document; what is given here beats what was found. Its id is the start of its hash unless one is known.

    Words that address a machine become sections of their own, and no title or outlet is made of them.
    """
    digest = fingerprint(parsed.text)
    found = parsed.division
    return Document(
        id=id or parsed.id or digest[:8],
        source=source,
        format=parsed.format,
        text=parsed.text,
        sha256=digest,
        outlet=_reported(outlet or found.outlet),
        title=_reported(title or found.title),
        published=published or found.published,
        published_basis="given" if published else found.basis,
        sections=without_orders(found.sections, find_orders(parsed.text)),
    )


def _reported(words: str | None) -> str | None:
    if not words or is_order(words):
        return None
    return words.encode(
        "utf-8", "replace"
    ).decode()  # JSON can hold half a character, which nothing can write
