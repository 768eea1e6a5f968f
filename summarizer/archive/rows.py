"""A brief as the rows of an archive."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from summarizer.models.brief import AgreedOutcome, StatedPosition, StatedRedLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.models.archive import ArchivedPart
    from summarizer.models.brief import Brief
    from summarizer.models.evidence import Evidence

Item = StatedRedLine | StatedPosition | AgreedOutcome


class Row(NamedTuple):
    """A row of the table `statements`, without its id and brief."""

    part: ArchivedPart
    number: int
    kind: str
    status: str | None
    holder: str | None
    target: str | None
    topic: str | None
    words: str
    consequence: str | None
    firmness: str | None
    credibility: int | None
    date: str | None
    quotes: str


def id_of(brief: Brief) -> str:
    """Name of a brief in an archive: the same for every brief of the same texts, in whatever order."""
    return id_of_texts(document.sha256 for document in brief.documents)


def id_of_texts(hashes: Iterable[str]) -> str:
    """The same from the SHA-256 of the texts."""
    return hashlib.sha256("\n".join(sorted(hashes)).encode()).hexdigest()[:16]


def statements(brief: Brief) -> Iterator[tuple[ArchivedPart, int, Item]]:
    """The statements of a brief with their places."""
    for number, line in enumerate(brief.red_lines):
        yield "red_lines", number, line
    for number, position in enumerate(brief.positions):
        yield "positions", number, position
    for number, outcome in enumerate(brief.outcomes):
        yield "outcomes", number, outcome


def row_of(brief: Brief, part: ArchivedPart, number: int, item: Item) -> Row:
    """The row of a statement."""
    day = day_of(brief, item.evidence)
    when = day.isoformat() if day else None
    quotes = "\n".join(dict.fromkeys(evidence.exact for evidence in item.evidence))
    if isinstance(item, AgreedOutcome):
        holder = ", ".join(item.claimed_by) or None
        return Row(
            part,
            number,
            "outcome",
            item.status,
            holder,
            None,
            None,
            item.text,
            None,
            None,
            None,
            when,
            quotes,
        )
    graded = (item.firmness, item.credibility, when, quotes)
    if isinstance(item, StatedRedLine):
        words = "; ".join((item.trigger, *item.variants))
        return Row(
            part,
            number,
            "red_line",
            item.status,
            item.holder,
            item.target,
            None,
            words,
            item.consequence,
            *graded,
        )
    return Row(
        part, number, item.kind, None, item.holder, item.target, item.topic, item.statement, None, *graded
    )


def day_of(brief: Brief, evidence: tuple[Evidence, ...]) -> date | None:
    """When words were first reported; the meeting's first day where no document cited is dated."""
    cited = {e.doc for e in evidence}
    days = [d.published for d in brief.documents if d.id in cited and d.published]
    if days:
        return min(days)
    value = (brief.date.value or "").partition("/")[0]
    return date.fromisoformat(value) if len(value) == len("2031-03-11") else None
