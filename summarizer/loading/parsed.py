"""What the reader of a format makes of a source, before it is a document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from summarizer.loading.sections import Division

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from summarizer.loading.blocks import Block
    from summarizer.models.document import Format

__all__ = ["Parsed", "parsed"]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text, its sections and its metadata."""

    text: str
    division: Division
    format: Format | None
    """Null where the text was given as a string."""
    id: str | None = None
    """The name that the source gives the article, where it has a form that a document's id can have."""
    notes: tuple[str, ...] = ()
    """What a reader of the brief should know about the reading: pages without text, attachments left out."""


def parsed(
    text: str,
    blocks: Sequence[Block],
    format: Format,  # noqa: A002 - the name that `Document` has
    *,
    outlet: str | None = None,
    title: str | None = None,
    published: date | None = None,
    id: str | None = None,  # noqa: A002
    notes: tuple[str, ...] = (),
    seen: str | None = None,
) -> Parsed:
    """Divide a text by its blocks. Outlet and date that the source's metadata give beat what the text says.

    A title is only taken from metadata where the text has no headline. For `seen` see `blocks.divide_blocks`.
    """
    from summarizer.loading.blocks import divide_blocks

    found = divide_blocks(text, blocks, seen=seen)
    if published is not None:
        found = replace(found, published=published, basis="metadata")
    return Parsed(
        text,
        replace(found, outlet=outlet or found.outlet, title=found.title or title),
        format,
        id,
        notes,
    )
