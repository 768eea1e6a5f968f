"""What an archive of briefs answers: statements with the brief they stand in, and how a party's line moved."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from summarizer.models.base import Model
from summarizer.models.brief import AgreedOutcome, Source, StatedPosition, StatedRedLine
from summarizer.models.changes import ChangeKind, Step

ArchivedPart = Literal["red_lines", "positions", "outcomes"]
"""The part of a brief that an archived statement stands in."""


class Found(Model):
    """One statement of an archived brief."""

    brief: str
    """Id of the brief in the archive."""
    title: str
    """Its title."""
    meeting_date: str | None
    """EDTF value of the meeting's date; null where it is not established."""
    date: date | None
    """When the statement was first reported; the meeting's day where no document cited is dated."""
    part: ArchivedPart
    """Where in the brief it stands."""
    number: int
    """Its place in that part, from 0."""
    item: StatedRedLine | StatedPosition | AgreedOutcome
    """The statement."""
    sources: tuple[Source, ...]
    """The documents that its evidence names."""


class Stage(Model):
    """A statement as one step of a line over time."""

    found: Found
    """The statement."""
    change: ChangeKind | Literal["repeated"]
    """new: the first on its matter; hardened, softened or changed against the one before; else repeated."""
    steps: tuple[Step, ...] = ()
    """What differs from the one before."""


class Matter(Model):
    """What a party said on one matter over time, in order of date."""

    holder: str
    """The party."""
    target: str | None
    """The party addressed, in the latest statement."""
    stages: tuple[Stage, ...]
    """At least one."""


class Timeline(Model):
    """How a party's red lines and positions moved, matter by matter, the latest move first."""

    schema_: Literal["timeline/1"] = Field(default="timeline/1", alias="schema")
    """Version of this schema."""
    holder: str
    """The party asked for."""
    topic: str | None
    """The words asked for."""
    matters: tuple[Matter, ...]
    """What it said."""
