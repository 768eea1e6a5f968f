"""Cutting a text whose parts are partly known: markup says what some blocks are, words and place tell the rest.

Page matter is taken out, the rest is divided as any plain text is (`sections.divide`), and the sections found are
carried back to where the words stand.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from summarizer.loading.lines import plain_title
from summarizer.loading.sections import Division, divide, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.models.document import SectionKind

_LEFT_OUT: Final = frozenset({"furniture", "teaser", "page_header", "metadata"})


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a text, in code points, and what it is where that is known."""

    start: int
    end: int
    kind: SectionKind | None = None
    """Null where only its words and its place can tell."""


def written(parts: Iterable[tuple[str, SectionKind | None]]) -> tuple[str, list[Block]]:
    """A text of parts with a blank line between them, and where each stands. Parts of blanks are left out.

    >>> written([("Talks open", "headline"), ("", None), ("Envoys met.", None)])[0]
    'Talks open\\n\\nEnvoys met.'
    """
    kept = [(text.strip(), kind) for text, kind in parts if text.strip()]
    blocks: list[Block] = []
    at = 0
    for text, kind in kept:
        blocks.append(Block(at, at + len(text), kind))
        at += len(text) + 2
    return "\n\n".join(text for text, _ in kept), blocks


def divide_blocks(text: str, blocks: Sequence[Block], *, seen: str | None = None) -> Division:
    """Cut `text` into sections. `blocks` are in order and do not overlap; what lies between goes with the one before.

    `seen` is the text as its reader sees it, of the same length: with blanks for line breaks that are none. A block
    of a known kind keeps it; what is page matter or metadata does not take part in finding out about the rest.
    """
    seen = text if seen is None else seen
    kept = [block for block in blocks if block.kind not in _LEFT_OUT]
    pieces: list[str] = []
    starts: list[int] = []  # where each kept block begins in the text of kept blocks
    length = 0
    before: Block | None = None
    for block in blocks:
        last, before = before, block
        if block.kind in _LEFT_OUT:
            continue
        if starts:
            # what lies between two neighbours stays: a paragraph wrapped by hand must not be torn
            beside = last is not None and last.kind not in _LEFT_OUT
            gap = seen[last.end : block.start] if last is not None and beside else ""
            gap = gap if "\n" in gap else "\n\n"
            pieces.append(gap)
            length += len(gap)
        starts.append(length)
        pieces.append(seen[block.start : block.end])
        length += block.end - block.start
    found = divide("".join(pieces))
    marks: list[tuple[int, SectionKind]] = [(b.start, b.kind) for b in blocks if b.kind is not None]
    if kept:
        marks += [
            (kept[number].start + offset, kind)
            for at, kind in _splits(found, starts)
            for number in [bisect_right(starts, at) - 1]
            for offset in [min(at - starts[number], kept[number].end - kept[number].start - 1)]
            if kept[number].kind is None
        ]
    headline = next((text[b.start : b.end] for b in blocks if b.kind == "headline"), None)
    marks = _second_headlines(sorted(marks), known=headline is not None, blocks=blocks)
    return replace(
        found,
        sections=joined(marks or [(0, "body")], len(text)),
        title=plain_title(headline) if headline else found.title,
    )


def _splits(found: Division, starts: Sequence[int]) -> Iterable[tuple[int, SectionKind]]:
    """Where sections begin, and where blocks begin inside them."""
    number = 0
    for section in found.sections:
        yield section.start, section.kind
        while number < len(starts) and starts[number] < section.end:
            if starts[number] > section.start:
                yield starts[number], section.kind
            number += 1


def _second_headlines(
    marks: list[tuple[int, SectionKind]], *, known: bool, blocks: Sequence[Block]
) -> list[tuple[int, SectionKind]]:
    """Beside a headline that markup names, what looked like one is a standfirst."""
    if not known:
        return marks
    named = {b.start for b in blocks if b.kind == "headline"}
    return [(at, "standfirst" if kind == "headline" and at not in named else kind) for at, kind in marks]
