"""Targets: what reads a text. Sections, quotations, dates."""

from __future__ import annotations

import itertools
import re
from datetime import date
from typing import TYPE_CHECKING, Final, get_args

from hypothesis import strategies as st

from summarizer.engines.rules.quotations import find_quotations
from summarizer.loading import dates as printed
from summarizer.loading.blocks import Block, divide_blocks
from summarizer.loading.sections import divide
from summarizer.models.document import SectionKind
from summarizer.resolve.dates import find_dates, resolve_date, resolve_mention
from tests.attacks.fuzzing import seeds
from tests.attacks.fuzzing.strategies import DATES, TALK, WORDS, bred_text, damaged, encoded, prose
from tests.attacks.fuzzing.target import Target, expect

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from summarizer.loading.sections import Division
    from summarizer.resolve.dates import ResolvedDate

PART: Final = "\x1e"
"""Parts an article from quotes, and quotes from each other, in inputs of grounding."""
_ANCHORS: Final = (None, date.min, date(2031, 3, 12), date(2032, 2, 29), date.max)
_KINDS: Final = (None, *get_args(SectionKind))
TOKENS: Final = (*WORDS, PART.encode())
BREED: Final = bred_text(TOKENS)


def bred(extra: SearchStrategy[bytes]) -> SearchStrategy[bytes]:
    """Such texts, and sound ones with damage."""
    return st.one_of(extra, extra, damaged(seeds.texts, TOKENS))


def as_text(data: bytes) -> str:
    """The text of an input, damaged characters replaced."""
    return data.decode("utf-8", "replace")


def _covers(division: Division, length: int) -> None:
    at = 0
    for section in division.sections:
        expect(section.start == at < section.end, f"a gap at {at}")
        at = section.end
    expect(at == length, f"sections end at {at}, the text at {length}")


def _sections(data: bytes) -> bool:
    text = as_text(data)
    _covers(divide(text), len(text))
    borders = sorted({min(len(text), 7 * n * (data[n] if n < len(data) else 1)) for n in range(9)})
    blocks = [
        Block(start, end, _KINDS[(start + end) % len(_KINDS)]) for start, end in itertools.pairwise(borders)
    ]
    _covers(divide_blocks(text, blocks), len(text))
    for line in text.split("\n"):
        if found := printed.find_date(line):
            expect(0 <= found[1] < found[2] <= len(line), "a printed date outside its line")
        printed.is_date_line(line)
    return bool(text.strip())


def _quotations(data: bytes) -> bool:
    text = as_text(data)
    found = find_quotations(text)
    for before, each in zip((None, *found), found, strict=False):
        expect(0 <= each.start < each.end <= len(text), f"{each} is outside the text")
        expect(before is None or before.start <= each.start, f"{each} stands before {before}")
        expect(each.depth in {0, 1}, f"{each} is nested deeper than is told")
        expect(
            not re.search(r"\n[ \t\r]*\n", text[each.start : each.end].strip()),
            f"{each} runs over paragraphs",
        )
    outer = [q for q in found if not q.depth]
    for before, each in itertools.pairwise(outer):
        expect(before.end <= each.start, f"{before} and {each} overlap")
    for each in found:
        inside = not each.depth or any(o.start <= each.start and each.end <= o.end for o in outer)
        expect(inside, f"{each} is inside none")
    return bool(found)


def _dates(data: bytes) -> bool:
    text = as_text(data)
    mentions = find_dates(text)
    at = 0
    for each in mentions:
        expect(at <= each.start < each.end <= len(text), f"{each} overlaps or is outside the text")
        expect(text[each.start : each.end] == each.surface, f"{each} has other words")
        at = each.end
        for anchor in _ANCHORS:
            _resolved(resolve_mention(text, each, anchor=anchor), anchor)
    for words in (text[:300], *(m.surface for m in mentions[:20])):
        for anchor in _ANCHORS:
            _resolved(resolve_date(words, anchor=anchor), anchor)
    return bool(mentions)


def _resolved(found: ResolvedDate, anchor: date | None) -> None:
    told = f"{found} counted from {anchor}"
    expect((found.value is None) == (found.precision == "unknown"), f"a value without precision: {told}")
    expect((found.value is None) == (found.why is not None), f"neither value nor reason: {told}")
    expect(found.basis == "absolute" or anchor or found.value is None, f"counted from nothing: {told}")
    if found.value is not None:
        ends = [_first_day(end) for end in found.value.split("/")]
        expect(len(ends) < 3 and ends == sorted(ends), f"no day or interval: {told}")


def _first_day(value: str) -> date:
    """The first day of a day, a month or a year; raises `ValueError` for any other value."""
    if len(value) not in {4, 7, 10}:
        raise ValueError(f"{value} is no date")
    return date.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value)


_DATED: Final = st.lists(st.sampled_from((*DATES, *DATES, *TALK)), max_size=12).map(" ".join)
_OFFSETS: Final = "offsets that lead to the words they tell of"
TARGETS: Final = (
    Target(
        "sections",
        "sections that touch and cover the text",
        _sections,
        bred(prose().map(encoded)),
        seeds.texts,
        breed=BREED,
    ),
    Target(
        "quotations",
        "quotations inside their paragraphs, in order, none across another",
        _quotations,
        bred(prose().map(encoded)),
        seeds.texts,
        breed=BREED,
    ),
    Target(
        "dates",
        "days of the calendar or a reason why there is none, and " + _OFFSETS,
        _dates,
        bred(_DATED.map(encoded)),
        seeds.texts,
        breed=BREED,
    ),
)
