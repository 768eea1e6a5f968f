"""What is scored of a case: labels and claims in one form, evidence as spans.

Two annotators, or a brief and a gold case, are scored by the same code because `labelled` makes `Labels` of both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from summarizer.models.base import (
        MeetingKind,
        MeetingStatus,
        OutcomeStatus,
        PositionKind,
        Precision,
        Record,
        RedLineStatus,
        Role,
    )

LISTS = ("participants", "red_lines", "positions", "outcomes", "disagreements")
"""The lists of a case, in the order of a brief."""


class Span(NamedTuple):
    """Words of a document: half-open offsets in code points."""

    doc: str
    start: int
    end: int


class Chain(NamedTuple):
    """Who uttered words, and on what record."""

    speaker: str | None
    record: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What every labelled or claimed item has."""

    spans: tuple[Span, ...]
    shown: str
    """The item in a line, for reports."""
    optional: bool = False
    """Finding it neither earns nor costs."""
    grounded: bool = True
    """Whether all its evidence stands in its documents, character by character."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant(Item):
    """Someone who took part."""

    names: tuple[str, ...]
    """Name and aliases; none for an unnamed delegation."""
    side: str | None
    role: Role
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held(Item):
    """What red lines and positions share."""

    holders: tuple[str, ...]
    """The holder's name and aliases."""
    chains: tuple[Chain, ...]
    words: str
    """All its evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Held):
    """A red line."""

    target: str | None
    trigger: str
    status: RedLineStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Held):
    """Any other stated position."""

    kind: PositionKind
    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Item):
    """What was agreed, decided or left open."""

    status: OutcomeStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference(Item):
    """Where documents differ."""

    kind: str


@dataclass(frozen=True, slots=True)
class Labels:
    """Everything that is scored of one case. A list that is null was not annotated."""

    kind: MeetingKind
    status: MeetingStatus | None
    date: str | None
    precision: Precision
    country: str | None
    locality: str | None
    participants: tuple[Participant, ...] | None = None
    red_lines: tuple[Line, ...] | None = None
    positions: tuple[Position, ...] | None = None
    outcomes: tuple[Outcome, ...] | None = None
    disagreements: tuple[Difference, ...] | None = None
    mentioned: tuple[str, ...] = field(default=())
    """Persons that a careless reader would take for participants."""
    occasion: tuple[bool, ...] = ()
    """Of the words for meeting, date and place: whether each stands in its document."""


def nothing() -> Labels:
    """An empty brief: what a case scores whose articles could not be read."""
    return Labels(
        kind="none",
        status=None,
        date=None,
        precision="unknown",
        country=None,
        locality=None,
        participants=(),
        red_lines=(),
        positions=(),
        outcomes=(),
        disagreements=(),
    )
