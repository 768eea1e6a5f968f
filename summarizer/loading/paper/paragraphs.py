"""Paragraphs of printed lines: by the gaps between lines, edges, sizes, and whether a line fills its column.

A word that is broken at the end of a line is put together; a compound keeps its hyphen. This happens while the text is
made, never afterwards: offsets count in the text that results.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from summarizer.loading.paper.pages import PdfLine

_GAP: Final = 1.25  # times the usual distance of lines, from which a paragraph is over
_SIZES: Final = 1.12  # sizes that differ by more are of different matter
_FULL: Final = 0.85  # share of its column's width from which a line is full, widths being estimated
_FULL_CLOSED: Final = 0.95  # the same for a line that ends with its sentence
_NARROW: Final = re.compile(r"[ijltfrI.,;:'’!|()\[\]\- ]")
_WIDE: Final = re.compile(r"[mwA-HJ-Z@%—]")
_IDEOGRAPH: Final = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")  # a line breaks before any
_COMMON: Final = 0.2  # a distance of lines is common that occurs so often, beside the most common one
_FLOW: Final = 5  # lines in which text is seen to run on
_ROW: Final = 8.0  # points; lines of two columns stand at heights that differ by less
_COLUMN: Final = 5.0  # in ems; no column is narrower
_EDGE: Final = 3  # lines that make an edge, or a column of their own
_INDENT: Final = 0.8  # in ems
_HANG: Final = 2.2  # in ems; the first line of a paragraph is indented, or stands out, by no more
_RIGHT_TO_LEFT: Final = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")  # such lines begin anywhere
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
    x: float = 0.0
    """Left edge of its last line, in points."""
    running: bool = False


def paragraphs(lines: Sequence[PdfLine], running: set[int]) -> list[Paragraph]:
    """Join lines to paragraphs. Page matter that stands inside a paragraph follows it."""
    own = [line for i, line in enumerate(lines) if i not in running]
    setting = _Setting(own)
    words = Counter(word for line in own for word in _WORD.findall(line.text.casefold()))
    done: list[Paragraph] = []
    waiting: list[Paragraph] = []
    current: list[PdfLine] = []

    def end() -> None:
        if current:
            done.append(Paragraph(_joined(current, words), current[0].size, current[0].page, current[-1].x))
            current.clear()
        done.extend(waiting)
        waiting.clear()

    for i, line in enumerate(lines):
        if i in running:
            waiting.append(Paragraph(line.text, line.size, line.page, line.x, running=True))
            continue
        if (current and not _continues(current, line, setting)) or not current:
            end()
        current.append(line)
    end()
    return done


def usual_size(sized: Iterable[tuple[float, str]]) -> float:
    """The size in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for size, text in sized:
        sizes[round(size, 1)] += len(text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


class _Setting:
    """How a text is set: its size, its leading, its left edges, the width of its columns."""

    def __init__(self, lines: Sequence[PdfLine]) -> None:
        self.size = usual_size((line.size, line.text) for line in lines)
        self.leading = self._leading(lines)
        starts = Counter((line.page, round(line.x)) for line in lines)
        self.edges = {key for key, count in starts.items() if count >= _EDGE}
        self.widths = self._widths(lines)

    def _leading(self, lines: Sequence[PdfLine]) -> float:
        """The usual distance of neighbouring lines of a paragraph, in ems of their size.

        It is the smallest of the common ones: on a page of short paragraphs their distance is the most common.
        """
        distances: Counter[float] = Counter()
        for a, b in pairwise(lines):
            if a.page == b.page and a.size > 0 and _alike(a, b) and 0.8 * a.size < a.y - b.y < 4 * a.size:
                distances[round((a.y - b.y) / a.size, 1)] += 1 if self.is_large(a) else 10
        least = _COMMON * max(distances.values(), default=0)
        return min((distance for distance, count in distances.items() if count >= least), default=1.2)

    def _widths(self, lines: Sequence[PdfLine]) -> dict[PdfLine, float]:
        """Width of the column in which each line stands, in usual letters.

        It is that of the longest line at this edge of the page, unless the lines around have a column of their own:
        text runs on in them, or stands to their right.
        """
        on_edge: dict[tuple[int, int, int], float] = {}
        rightmost: dict[tuple[int, int], float] = {}  # left edge of the last line at each height of a page
        runs: list[list[PdfLine]] = []
        for line in lines:
            key = (line.page, round(line.x), round(line.size))
            on_edge[key] = max(on_edge.get(key, 0.0), _width(line.text))
            row = (line.page, round(line.y))
            rightmost[row] = max(rightmost.get(row, line.x), line.x)
            if runs and self._beside(runs[-1][-1], line):
                runs[-1].append(line)
            else:
                runs.append([line])
        widths: dict[PdfLine, float] = {}
        for run in runs:
            widest = max(_width(line.text) for line in run)
            flows = len(run) >= _FLOW and 2 * sum(map(_is_closed, run)) < len(run)
            alone = flows or (len(run) >= _EDGE and any(_has_right(line, rightmost) for line in run))
            for line in run:
                reach = -1 if alone else round(_HANG * line.size)
                near = range(round(line.x) - reach, round(line.x) + reach + 1)
                widths[line] = max(
                    [widest, *(on_edge.get((line.page, x, round(line.size)), 0.0) for x in near)]
                )
        return widths

    def _beside(self, a: PdfLine, b: PdfLine) -> bool:
        """Whether a line follows another at the usual distance, in one column."""
        close = a.page == b.page and -0.3 * a.size <= a.y - b.y <= _GAP * self.leading * a.size
        return close and _alike(a, b) and abs(a.x - b.x) <= _HANG * a.size

    def is_large(self, line: PdfLine) -> bool:
        return line.size > _SIZES * self.size

    def is_full(self, line: PdfLine, following: PdfLine) -> bool:
        """Whether the first word of the following line had no place at the end of this one."""
        text = following.text
        word = text[0] if _IDEOGRAPH.match(text) else text.split()[0]
        least = _FULL_CLOSED if _is_closed(line) else _FULL
        return _width(f"{line.text} {word}") >= least * self.widths[line]


def _width(text: str) -> float:
    """Width of a line in usual letters, estimated: a PDF's fonts need not tell."""
    return len(text) - 0.4 * len(_NARROW.findall(text)) + 0.4 * len(_WIDE.findall(text))


def _is_closed(line: PdfLine) -> bool:
    return _CLOSED.search(line.text) is not None


def _has_right(line: PdfLine, rightmost: Mapping[tuple[int, int], float]) -> bool:
    """Whether a line of another column stands to the right of a line."""
    rows = range(round(line.y - _ROW), round(line.y + _ROW) + 1)
    return any(rightmost.get((line.page, y), line.x) > line.x + _COLUMN * line.size for y in rows)


def _alike(a: PdfLine, b: PdfLine) -> bool:
    return not a.size or not b.size or 1 / _SIZES <= b.size / a.size <= _SIZES


def _continues(current: Sequence[PdfLine], line: PdfLine, setting: _Setting) -> bool:
    last = current[-1]
    closed = _is_closed(last)
    if not _alike(last, line):
        return False
    size = last.size or 10.0
    distance = last.y - line.y
    large = setting.is_large(line)
    if last.page != line.page or distance < -0.5 * size or distance > 8 * size:
        # the next page or column: a sentence that runs on
        runs_on = line.text[:1].islower() or _BROKEN.search(last.text) is not None
        return not closed and (runs_on or (not large and setting.is_full(last, line)))
    if abs(distance) <= 0.3 * size:
        return True  # the same line in two pieces
    if distance > _GAP * setting.leading * size:
        return False
    if large:
        return not closed  # a headline's lines are of any length, and may be centred
    row = list(takewhile(lambda other: abs(other.y - last.y) <= 0.3 * size, reversed(current)))
    first = row[-1]
    shift = line.x - first.x
    opens = first is current[0]
    if not _RIGHT_TO_LEFT.search(line.text) and abs(shift) > (_HANG if opens else _INDENT) * size:
        return False
    if closed and shift > _INDENT * size and (line.page, round(first.x)) in setting.edges:
        return False  # the first line of a paragraph is indented
    return len(row) > 1 or (not closed and line.text[0].islower()) or setting.is_full(last, line)


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
