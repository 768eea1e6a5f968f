"""Stretches that are read at once: sentences, joined where a quotation runs over their border."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final, NamedTuple

from summarizer.engines.rules.quotations import Quotation, quotations_of
from summarizer.engines.rules.sentences import sentences_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from summarizer.engines.rules.attributed import Span
    from summarizer.engines.rules.cues import Cues
    from summarizer.engines.rules.tagging import Words


_LONGEST: Final = 600  # words of a unit
_MOST_QUOTED: Final = 60  # quotations of a unit


class Quoted(NamedTuple):
    """An outer quotation in words: `first` to `last` (end exclusive) stand between the marks."""

    first: int
    last: int
    quotation: Quotation


class Unit(NamedTuple):
    """Words `low` to `high` (end exclusive) and the outer quotations among them."""

    low: int
    high: int
    quoted: tuple[Quoted, ...]
    paragraph: int
    """Number of its paragraph in the stretch."""
    jumps: dict[int, int]
    """From the opening mark of each quotation to its closing one, in words."""


def units(
    text: str, words: Words, blocks: Sequence[Span], cues: Cues, cut: Mapping[Span, Sequence[Span]]
) -> Iterator[Unit]:
    """Units of the paragraphs `blocks` in order, where they hold a cue or a quotation.

    `words` must hold their words; `cut` may hold the sentences of some.
    """
    starts = words.starts
    unclosed = False
    high = 0
    for number, block in enumerate(blocks):
        quotations, unclosed = quotations_of(text, block, unclosed)
        low = bisect_left(starts, block.start, high)
        high = bisect_left(starts, block.end, low)
        if quotations or words.has_cue(low, high):
            outer = [q for q in quotations if q.depth == 0]
            sentences = cut.get(block) or sentences_of(text, block)
            for unit in _of_paragraph(text, words, sentences, number, outer, low, cues):
                if unit.high - unit.low > _LONGEST or len(unit.quoted) > _MOST_QUOTED:
                    yield from _cut(unit)
                else:
                    yield unit


def _of_paragraph(
    text: str,
    words: Words,
    sentences: Sequence[Span],
    number: int,
    quotations: list[Quotation],
    low: int,
    cues: Cues,
) -> Iterator[Unit]:
    """Units of one paragraph, whose first word is `low`."""
    starts = words.starts
    end = sentences[-1].end
    k = n = 0  # the first quotation of this unit, and the first that ends behind the border
    for _, border in sentences:
        edge = border == end
        while n < len(quotations) and (edge or quotations[n].end < border):
            n += 1
        if n < len(quotations) and quotations[n].start < border:
            continue  # the border stands inside a quotation
        high = bisect_left(starts, border, low)
        if (
            not edge
            and n > k
            and border - quotations[n - 1].end <= 2
            and _breaks_off(text, quotations[n - 1])
            and _reporting(words, high, cues)
        ):
            continue  # “No deal!” Minister Moreau said.
        if high > low and (n > k or words.has_cue(low, high)):
            inside = [
                Quoted(bisect_left(starts, q.start, low, high), bisect_left(starts, q.end, low, high), q)
                for q in quotations[k:n]
            ]
            jumps = {q.first - 1: q.last for q in inside} if inside else {}
            yield Unit(low, high, tuple(inside), number, jumps)
        low, k = high, n


def _breaks_off(text: str, quotation: Quotation) -> bool:
    """Whether a quotation ends with ?, ! or a dash, behind which its reporting clause may begin in capitals."""
    return (
        text[max(quotation.start, quotation.end - 3) : quotation.end]
        .rstrip("\"'’”")
        .endswith(("?", "!", "…", "-", "—", "–"))
    )


def _reporting(words: Words, at: int, cues: Cues) -> bool:
    """Whether the words from `at` on are a subject and a verb of saying with nothing said behind it."""
    tags = words.tags
    stop = min(at + 12, len(tags) - 1)
    if tags[at : at + 1] not in ("C", "P", "D", "S", "N", "A"):
        return False
    while at < stop and tags[at] in "CPDSNAF#',IR":
        at += 1
    return (
        tags[at] in "VE"
        and cues.reports(words.lower[at])
        and tags[at + 1 : at + 2] not in ("T", "q", ":", "P")
    )


def _cut(unit: Unit) -> Iterator[Unit]:
    """A unit in pieces that bound the work on one: only hostile text has sentences of this length."""
    low = unit.low
    inside: list[Quoted] = []
    for quoted in (*unit.quoted, None):
        if quoted is None or quoted.last - low > _LONGEST or len(inside) >= _MOST_QUOTED:
            stop = unit.high if quoted is None else max(low, quoted.first - 1)
            for start in range(low, stop, _LONGEST) if not inside else (low,):
                end = min(start + _LONGEST, stop) if not inside else stop
                yield Unit(start, end, tuple(inside), unit.paragraph, {q.first - 1: q.last for q in inside})
            low, inside = stop, []
        if quoted is not None:
            inside.append(quoted)
