"""Which lines of a PDF's pages are running heads, page numbers and other matter of the pages' edges."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import takewhile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.loading.paper.pages import PdfLine

_EDGE: Final = 0.12  # share of a page's height at its top and at its foot
_OUTER: Final = 3  # lines nearest to an edge that can be running
_STEP: Final = 4.0  # points; a running head stands at one height
_PAGES: Final = 0.25  # share of pages on which a line returns that is a running head
_NUMBER: Final = re.compile(
    r"[\W_]*(?:page|seite|pág(?:ina)?\.?|p\.|стр\.?|sayfa)?\s{0,3}(?:\d{1,4}|[ivxlc]{1,6})"
    r"(?:\s{0,3}(?:/|of|von|de|из)\s{0,3}\d{1,4})?[\W_]*",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(r"(?:https?://|file://|www\.)\S+(?:\s\d{1,3}/\d{1,3})?")
_STAMP: Final = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s\d{1,2}:\d{2}(?:\s?[AP]M)?(?:\s.{1,300})?")
_DIGITS: Final = re.compile(r"\d+")


def running(lines: Sequence[PdfLine], heights: Sequence[float]) -> set[int]:
    """Numbers of the lines that are matter of the page's edge: they return on other pages, or are a page's number."""
    by_page: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        by_page[line.page].append(i)
    edges: list[list[int]] = []
    for page, members in by_page.items():
        members.sort(key=lambda i: -lines[i].y)
        height = heights[page] or 1.0
        edges.append([i for i in members[:_OUTER] if lines[i].y > (1 - _EDGE) * height])
        edges.append([i for i in members[::-1][:_OUTER] if lines[i].y < _EDGE * height])
    pages: dict[tuple[str, int], set[int]] = defaultdict(set)
    for i in (i for edge in edges for i in edge):
        pages[_shape(lines[i])].add(lines[i].page)
    # a browser prints the time of printing and the page's title at the top, its address at the foot
    printed = {lines[i].page for edge in edges for i in edge if _ADDRESS.fullmatch(lines[i].text)}
    needed = max(2, _PAGES * len(heights))

    def is_running(i: int) -> bool:
        text = lines[i].text
        return (
            len(pages[_shape(lines[i])]) >= needed
            or _NUMBER.fullmatch(text) is not None
            or _ADDRESS.fullmatch(text) is not None
            or (lines[i].page in printed and _STAMP.fullmatch(text) is not None)
        )

    return {i for edge in edges for i in takewhile(is_running, edge)}


def _shape(line: PdfLine) -> tuple[str, int]:
    """A line with all numbers alike, and its height on the page: `Page 3 of 7` and `Page 4 of 7` are one."""
    return _DIGITS.sub("#", line.text.casefold()), round(line.y / _STEP)
