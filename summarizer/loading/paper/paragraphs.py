"""Paragraphs of printed lines: by the gaps between lines, indents, sizes, and how lines end.

A word that is broken at the end of a line is put together; a compound keeps its hyphen. This happens while the text is
made, never afterwards: offsets count in the text that results.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.loading.paper.pages import PdfLine

_GAP: Final = 1.25  # times the usual distance of lines, from which a paragraph is over
_SIZES: Final = 1.12  # sizes that differ by more are of different matter
_SHORT: Final = 0.75  # a last line is so much shorter than its paragraph's others
_INDENT: Final = 0.8  # in ems
_CLOSED: Final = re.compile(r"[.!?:。！？…][\"”’»)\]」』']{0,3}$")
_BROKEN: Final = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_PREFIXES: Final = frozenset(
    "all anti cease co counter cross de ex far foot front half hard head high ill inter joint land lieutenant long low"
    " major mid mini multi near neo non off one two three four five six seven eight nine ten over post pre pro quasi"
    " re second secretary self semi short single so sub third trade ultra un under upper vice war well year".split()
)
"""First halves of compounds that keep their hyphen where nothing else tells."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text of joined lines, or a line of page matter."""

    text: str
    size: float
    page: int
    running: bool = False


def paragraphs(lines: Sequence[PdfLine], running: set[int]) -> list[Paragraph]:
    """Join lines to paragraphs. Page matter that stands inside a paragraph follows it."""
    own = [line for i, line in enumerate(lines) if i not in running]
    usual = _usual_distance(own)
    left = _left_edges(own)
    words = Counter(word for line in own for word in _WORD.findall(line.text.casefold()))
    done: list[Paragraph] = []
    waiting: list[Paragraph] = []
    current: list[PdfLine] = []

    def end() -> None:
        if current:
            done.append(Paragraph(_joined(current, words), current[0].size, current[0].page))
            current.clear()
        done.extend(waiting)
        waiting.clear()

    for i, line in enumerate(lines):
        if i in running:
            waiting.append(Paragraph(line.text, line.size, line.page, running=True))
            continue
        if (current and not _continues(current, line, usual, left)) or not current:
            end()
        current.append(line)
    end()
    return done


def _usual_distance(lines: Sequence[PdfLine]) -> float:
    """The most common distance of neighbouring lines, in ems of their size."""
    distances: Counter[float] = Counter()
    for a, b in pairwise(lines):
        if a.page == b.page and a.size > 0 and 0 < a.y - b.y < 4 * a.size:
            distances[round((a.y - b.y) / a.size, 1)] += 1
    return max(distances.items(), key=lambda item: (item[1], -item[0]), default=(1.2, 0))[0]


def _left_edges(lines: Sequence[PdfLine]) -> set[tuple[int, int]]:
    """Page and place of the left edges at which at least three lines begin."""
    starts = Counter((line.page, round(line.x)) for line in lines)
    return {key for key, count in starts.items() if count >= 3}


def _continues(current: Sequence[PdfLine], line: PdfLine, usual: float, left: set[tuple[int, int]]) -> bool:
    last = current[-1]
    closed = _CLOSED.search(last.text) is not None
    if last.size and line.size and not 1 / _SIZES <= line.size / last.size <= _SIZES:
        return False
    size = last.size or 10.0
    distance = last.y - line.y
    if last.page != line.page or distance < -0.5 * size or distance > 8 * size:
        # the next page or column: a sentence that runs on
        return not closed and (line.text[:1].islower() or _BROKEN.search(last.text) is not None)
    if abs(distance) <= 0.3 * size:
        return True  # the same line in two pieces
    if distance > _GAP * usual * size:
        return False
    if not closed:
        return True
    if line.x - last.x > _INDENT * size and (line.page, round(last.x)) in left:
        return False  # the first line of a paragraph is indented
    longest = max(len(line.text), *(len(other.text) for other in current[-6:]))
    return len(last.text) >= _SHORT * longest


def _joined(lines: Sequence[PdfLine], words: Counter[str]) -> str:
    text = ""
    for line in lines:
        text = _with(text, line.text, words) if text else line.text
    return text


def _with(text: str, line: str, words: Counter[str]) -> str:
    """A paragraph and its next line; a word broken between them becomes one again."""
    broken = _BROKEN.search(text[-60:])
    following = _WORD.match(line)
    if broken is None:
        return f"{text} {line}"
    if following is None or not line[0].islower():  # Turkish-|Syrian
        return text.rstrip("\u00ad") + line
    head, tail = broken[1].casefold(), following[0].casefold()
    whole, compound = words[head + tail], words[f"{head}-{tail}"]
    keeps = compound > whole or (whole == compound and head in _PREFIXES)
    keeps = keeps and text[-1] != "\u00ad"
    return (text if keeps else text[:-1]) + line
