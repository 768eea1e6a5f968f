"""Stretches that are read at once: sentences, joined where a quotation runs over their border."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.quotations import Quotation, find_quotations
from summarizer.engines.rules.sentences import paragraphs, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.engines.rules.attributed import Span
    from summarizer.engines.rules.cues import Cues
    from summarizer.engines.rules.tagging import Words


_LONGEST: Final = 600  # words of a unit
_MOST_QUOTED: Final = 60  # quotations of a unit


@dataclass(frozen=True, slots=True)
class Quoted:
    """An outer quotation in words: `first` to `last` (end exclusive) stand between the marks."""

    first: int
    last: int
    quotation: Quotation


@dataclass(frozen=True, slots=True)
class Unit:
    """Words `low` to `high` (end exclusive) and the outer quotations among them."""

    low: int
    high: int
    quoted: tuple[Quoted, ...]
    paragraph: int
    """Number of its paragraph in the stretch."""
    jumps: dict[int, int]
    """From the opening mark of each quotation to its closing one, in words."""


def units(text: str, words: Words, span: Span, cues: Cues) -> Iterator[Unit]:
    """Units of `text[span.start:span.end]` in order; `words` must hold its words."""
    quotations = [q for q in find_quotations(text, *span) if q.depth == 0]
    edges = {p.end for p in paragraphs(text, *span)}
    starts = words.starts
    number = 0
    low = bisect_left(starts, span.start)
    k = n = 0  # the first quotation of this unit, and the first that ends behind the border
    for _, border in sentences(text, *span):
        edge = border in edges
        while n < len(quotations) and quotations[n].end < border:
            n += 1
        if not edge and n < len(quotations) and quotations[n].start < border:
            continue  # the border stands inside a quotation
        if edge:
            while n < len(quotations) and quotations[n].start < border:
                n += 1
        high = bisect_left(starts, border, low)
        if (
            not edge
            and n > k
            and border - quotations[n - 1].end <= 2
            and _breaks_off(text, quotations[n - 1])
            and _reporting(words, high, cues)
        ):
            continue  # “No deal!” Minister Moreau said.
        if high > low:
            inside = tuple(
                Quoted(bisect_left(starts, q.start, low, high), bisect_left(starts, q.end, low, high), q)
                for q in quotations[k:n]
            )
            yield from _cut(Unit(low, high, inside, number, {q.first - 1: q.last for q in inside}))
        low, k = high, n
        number += edge


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
    if unit.high - unit.low <= _LONGEST and len(unit.quoted) <= _MOST_QUOTED:
        yield unit
        return
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
