"""The timeline: what happened, what was stated, what was printed, by day; and a tray for what has no day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.models.brief import Brief, Source
    from summarizer.rendering.html.claims import Claim, Claims

Lane = Literal["event", "statement", "printed", "publication"]
"""What happened; what was said at the meeting; what was said elsewhere, by the day it was first printed; what was
published."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something on the timeline, or in its tray."""

    lane: Lane
    day: str | None
    """EDTF value of its column; null in the tray."""
    claim: Claim | None
    """The claim it stands for."""
    document: Source | None
    """The document it stands for."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Days in order, and what belongs to each, by lane."""

    days: tuple[str, ...]
    entries: tuple[Entry, ...]

    def at(self, lane: Lane, day: str) -> tuple[Entry, ...]:
        """What one lane holds on a day."""
        return tuple(e for e in self.entries if e.lane == lane and e.day == day)

    def has(self, lane: Lane) -> bool:
        """Whether a lane holds anything that has a day."""
        return any(e.lane == lane and e.day for e in self.entries)

    @property
    def undated(self) -> tuple[Entry, ...]:
        """What belongs into the tray."""
        return tuple(e for e in self.entries if e.day is None)


def timeline(brief: Brief, claims: Claims) -> Timeline:
    """The timeline of a brief.

    A statement at the meeting has the day of the meeting; any other one was made, at the latest, on the day that the
    first of its documents was published. Nothing is placed by a guess.
    """
    entries = (*_events(brief, claims), *_statements(brief, claims), *_publications(brief.documents))
    days = {entry.day for entry in entries if entry.day is not None}
    return Timeline(tuple(sorted(days)), entries)


def _events(brief: Brief, claims: Claims) -> Iterator[Entry]:
    if brief.meeting.kind != "none":
        yield Entry("event", brief.date.value, claims.what, None)
    for claim in claims.other_meetings:
        yield Entry("event", None, claim, None)


def _statements(brief: Brief, claims: Claims) -> Iterator[Entry]:
    published = {d.id: d.published.isoformat() for d in brief.documents if d.published}
    at_meeting = {
        claim.id
        for claim, position in zip(claims.positions, brief.positions, strict=True)
        if position.at_meeting
    }
    for claim in (*claims.red_lines, *claims.positions):
        if claim.id in at_meeting:
            yield Entry("statement", brief.date.value, claim, None)
        else:
            days = [published[e.doc] for e in claim.evidence if e.doc in published]
            yield Entry("printed", min(days, default=None), claim, None)


def _publications(documents: Sequence[Source]) -> Iterator[Entry]:
    for document in documents:
        day = document.published.isoformat() if document.published else None
        yield Entry("publication", day, None, document)
