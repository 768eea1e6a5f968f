"""Cutting the text of a page into sections: what is article, what is metadata, what is page.

Each line is first looked at by itself (`lines`: furniture, caption, byline, metadata …), then by its place:
what stands before the first paragraph of prose is page header, headline or standfirst; what follows the
head of a list of other articles is teaser, until prose resumes.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from summarizer.loading.datelines import dateline
from summarizer.loading.dates import find_date
from summarizer.loading.lines import Line, is_prose, leading_metadata, read_lines
from summarizer.loading.mastheads import is_name, is_publisher, masthead, nameplate, opens_with_day, tops_page
from summarizer.loading.orders import find_orders
from summarizer.models.document import Section

if TYPE_CHECKING:
    from datetime import date

    from summarizer.models.document import SectionKind

Basis = Literal["metadata", "dateline", "byline"]

_STANDFIRST: Final = 400  # longest standfirst, in code points
_REPEATED: Final = 50  # a lead that the body repeats shares so many characters with it
_HEADLINE: Final = 4  # a line of so many words is a headline rather than a label of the page


@dataclass(frozen=True, slots=True)
class Division:
    """A text cut into sections, and the metadata that its lines give."""

    sections: tuple[Section, ...]
    outlet: str | None
    title: str | None
    published: date | None
    basis: Basis | None


def divide(text: str) -> Division:
    """Cut a text into sections that touch and together cover it."""
    skip, leading = leading_metadata(text)
    lines = _ordering(text, read_lines(text, skip))
    start = _body_start(lines)
    kinds = [line.kind for line in lines]
    issue = _mastheads(lines, kinds, start)
    title = _before_body(lines, kinds, start)
    _from_body(lines, kinds, start)
    signed = _signed(lines, kinds, start)
    agency: str | None = None
    day: date | None = None
    opened = False
    marks: list[tuple[int, SectionKind]] = [(0, "metadata")] if skip else []
    for line, kind in zip(lines, kinds, strict=True):
        length = 0
        if not opened and kind in {"dateline", "body"}:
            opened = True
            length, agency, day = dateline(f"{line.text} ")
            if length:
                marks.append((line.start, "dateline"))
        if length < len(line.text):
            marks.append((line.start + length, kind or "body"))
    marks = marks or [(0, "body")]
    found = _published(leading, lines, kinds, start, day) or (signed and (signed, "byline"))
    return Division(
        sections=joined(marks, len(text)),
        outlet=_value(lines, kinds, "outlet") or issue or agency,
        title=_value(lines, kinds, "title") or title,
        published=found[0] if found else None,
        basis=found[1] if found else None,
    )


def _ordering(text: str, lines: list[Line]) -> list[Line]:
    """The lines; one that is wholly addressed to a machine is known as such, so that it is no headline either.

    One that ends so ends before that: what a line is must not hang on what was put behind it.
    """
    orders = find_orders(text)
    if not orders:
        return lines
    known: list[Line] = []
    for line in lines:
        for start, end in orders[max(0, bisect_right(orders, (line.start, len(text))) - 1) :]:
            if start >= line.end:
                break
            if start <= line.start and line.end <= end:
                line = Line(line.start, line.end, line.text, line.is_prose, "order")
            elif line.start < start and line.end <= end:
                own = text[line.start : start].rstrip()
                line = line._replace(end=line.start + len(own), text=own, is_prose=is_prose(own))
        known.append(line)
    return known


def _body_start(lines: list[Line]) -> int:
    """Index of the first paragraph of prose; where there is none, of the longest line."""
    for i, line in enumerate(lines):
        if line.is_prose and line.kind is None and not line.is_date:
            return i
    free = [i for i, line in enumerate(lines) if line.kind is None and not line.is_date]
    return max(free, key=lambda i: (len(lines[i].text), -i), default=0)


def _mastheads(lines: list[Line], kinds: list[SectionKind | None], start: int) -> str | None:
    """Name the lines before the body that say who publishes and when; the publisher is returned."""
    publisher: str | None = None
    for i in range(start):
        line, before = lines[i], lines[i - 1] if i else None
        if kinds[i] not in {None, "furniture"}:
            continue
        named = masthead(line.text)  # also of a line that ends in "5 min read"
        above = before is not None and kinds[i - 1] in {None, "page_header"} and is_name(before.text)
        if tops_page(line.text):
            kinds[i] = "page_header"
        elif named or (above and opens_with_day(line.text)):
            kinds[i] = "byline"
            publisher = publisher or (named[1] if named else None)
            if (
                i == 1
                and before
                and above
                and (is_publisher(before.text) or start > 2)
                and " " in before.text
            ):
                later = any(kinds[j] is None and not lines[j].is_date for j in range(2, start))
                kinds[0] = "page_header" if later else kinds[0]
                publisher = publisher or (before.text if later else None)
    free = [i for i in range(start) if kinds[i] is None and not lines[i].is_date]
    if publisher is None and free and (len(free) == 1 or any(lines[i].words >= _HEADLINE for i in free[1:])):
        publisher = nameplate(lines[free[0]].text)
        kinds[free[0]] = "page_header" if publisher else None
    return publisher


def _before_body(lines: list[Line], kinds: list[SectionKind | None], start: int) -> str | None:
    """Name what stands before the body; the headline, if there is one, is returned as the title."""
    for i in range(start):
        if kinds[i] is None and dateline(f"{lines[i].text} ")[0] >= len(lines[i].text):
            kinds[i] = "dateline"
    free = [i for i in range(start) if kinds[i] is None and not lines[i].is_date]
    heading = [i for i in free if lines[i].text.startswith("# ")]
    full = [i for i in free if lines[i].words >= _HEADLINE]
    headline = next(iter(heading or full or sorted(free, key=lambda i: -len(lines[i].text))), None)
    for i in range(start):
        if kinds[i] is not None:
            continue
        if i == headline:
            kinds[i] = "headline"
        elif (headline is None or i < headline) and not (lines[i].is_date and "byline" in kinds[:i]):
            kinds[i] = "page_header"
        elif lines[i].is_date or lines[i].words < _HEADLINE:
            kinds[i] = "byline"
        else:
            kinds[i] = "standfirst"
    if headline is None:
        return None
    if _leads(lines, kinds, start):
        kinds[start] = "standfirst"
    return lines[headline].title


def _leads(lines: list[Line], kinds: list[SectionKind | None], start: int) -> bool:
    """Whether the first paragraph of prose is a standfirst: set apart from the body, or repeated in it."""
    lead = lines[start]
    later = range(start + 1, len(lines))
    following = next((i for i in later if kinds[i] is None and not lines[i].is_date), None)
    if following is None or len(lead.text) > _STANDFIRST or not lines[following].is_prose:
        return False
    opening = lead.text[:_REPEATED]
    if any(line.text.startswith(opening) for line in lines[start + 1 :]):
        return True
    apart = {kinds[i] if not lines[i].is_date else "byline" for i in range(start + 1, following)}
    before = {kinds[i] for i in range(start)}
    return "byline" in apart and "byline" not in before


def _from_body(lines: list[Line], kinds: list[SectionKind | None], start: int) -> None:
    """Name what stands from the first paragraph of prose on."""
    if lines and lines[start].is_prose and not lines[start].is_date and not any(kinds[start:]):
        # nothing but the article
        kinds[start:] = ["body"] * (len(lines) - start)
        _trailing(lines, kinds)
        return
    free = [i for i in range(start, len(lines)) if kinds[i] is None]
    following = dict(pairwise(free))
    unread = sum(lines[i].is_prose for i in free)
    read = 0
    state: Literal["body", "list", "over"] = "body"
    listed = 0  # headlines since the head of the list
    for i in range(start, len(lines)):
        line = lines[i]
        if line.kind == "metadata" and line.field not in {"date", "updated", "outlet"}:
            kinds[i] = "body" if state == "body" else "teaser"
        named = line.heads_comments and i + 1 < len(lines) and lines[i + 1].opens_with_handle
        if line.ends_article and read and (unread <= read or named):
            state = "over"
        elif line.heads_list and read and state != "over":
            state, listed = "list", 0
        if kinds[i] is not None:
            continue
        unread -= line.is_prose
        after = following.get(i)
        if state == "list" and line.is_prose and not line.text.endswith(("...", "…")):
            resumes = listed == 0 or (after is not None and lines[after].is_prose)
            state = "body" if resumes else state
        if state == "body":
            kinds[i] = "page_header" if line.is_date and not read else "body"
            read += line.is_prose
        else:
            kinds[i] = "teaser"
            listed += not line.is_prose
    _trailing(lines, kinds)


def _trailing(lines: list[Line], kinds: list[SectionKind | None]) -> None:
    """Headlines in a row behind the last paragraph of a page with furniture lead to other articles."""
    if "furniture" not in kinds and "teaser" not in kinds:
        return
    last = max(
        (i for i, line in enumerate(lines) if kinds[i] == "body" and line.is_prose), default=len(lines)
    )
    tail = [i for i in range(last + 1, len(lines)) if kinds[i] == "body"]
    if len(tail) >= 3:
        for i in tail:
            kinds[i] = "teaser"


def _signed(lines: list[Line], kinds: list[SectionKind | None], start: int) -> date | None:
    """The day of a statement that is signed at its end: `Muscat, 5 December 2029`."""
    last = next((i for i in range(len(lines) - 1, start, -1) if kinds[i] == "body"), None)
    found = masthead(lines[last].text) if last is not None else None
    if last is None or found is None or lines[last].is_prose:
        return None
    kinds[last] = "byline"
    return found[0]


def joined(marks: list[tuple[int, SectionKind]], length: int) -> tuple[Section, ...]:
    """Sections from where each begins; neighbours of one kind are one."""
    merged: list[tuple[int, SectionKind]] = []
    for at, kind in marks:
        if merged and merged[-1][1] == kind:
            continue
        merged.append((at if merged else 0, kind))
    ends = [at for at, _ in merged[1:]] + [length]
    return tuple(
        Section(kind=kind, start=at, end=end)
        for (at, kind), end in zip(merged, ends, strict=True)
        if at < end
    )


def _value(lines: list[Line], kinds: list[SectionKind | None], field: str) -> str | None:
    """The value of a metadata field that the page gives."""
    if "metadata" not in kinds:
        return None
    values = (
        line.value
        for line, kind in zip(lines, kinds, strict=True)
        if kind == "metadata" and line.field == field
    )
    return next((value for value in values if value), None)


def _published(
    leading: str, lines: list[Line], kinds: list[SectionKind | None], start: int, day: date | None
) -> tuple[date, Basis] | None:
    """When the page says it was published, by the best thing that says so; a page header never does."""
    for text in (leading, _value(lines, kinds, "date") or ""):
        if text and (found := find_date(text)):
            return found[0], "metadata"
    if day is not None:
        return day, "dateline"
    bylines = (lines[i].text for i in range(min(start + 3, len(lines))) if kinds[i] == "byline")
    dates = (found for text in bylines if (found := find_date(text[:200])))
    first = next(dates, None)
    return (first[0], "byline") if first else None
