"""The page as blocks of runs: what markdown and Word have in common, before either writes it down.

Runs hold words, never markup; each writer escapes them in its own way.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Style = Literal["plain", "strong", "emphasis", "reference"]


class Run(NamedTuple):
    """Words in one style. A reference is a list of labels, `A1, B3`, that the list of sources resolves."""

    words: str
    style: Style = "plain"


Line = tuple[Run, ...]


class Heading(NamedTuple):
    """A heading; level 1 is the title of the page."""

    level: Literal[1, 2, 3]
    line: Line


class Paragraph(NamedTuple):
    """A line on its own."""

    line: Line


class Table(NamedTuple):
    """Rows of two cells, of which the first is a head."""

    rows: tuple[tuple[str, Line], ...]


class Quote(NamedTuple):
    """Words of sources, one piece a line."""

    lines: tuple[Line, ...]


class Bullets(NamedTuple):
    """A list; an item is one line or several."""

    items: tuple[tuple[Line, ...], ...]


Block = Heading | Paragraph | Table | Quote | Bullets
