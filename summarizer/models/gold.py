"""A gold case: documents on one meeting, labelled by hand. People write quotes; offsets are computed."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from summarizer.models.base import (
    Basis,
    MeetingKind,
    MeetingStatus,
    Model,
    OutcomeStatus,
    PositionKind,
    Precision,
    Record,
    RedLineStatus,
    Role,
)


class GoldDocument(Model):
    """A document of the case."""

    id: str
    """Short name, such as A."""
    file: str
    """File name beside case.yaml."""
    outlet: str | None = None
    """Who published it; null where the text does not say."""
    published: str | None = None
    """Publication date, YYYY-MM-DD; null where the text does not say."""


class GoldQuote(Model):
    """Words that stand verbatim in a document."""

    doc: str
    """Id of the document."""
    exact: str = Field(min_length=1)
    """The words."""
    occurrence: int = Field(default=1, ge=1)
    """Which occurrence is meant, where the words stand more than once."""


class GoldItem(Model):
    """A labelled item."""

    optional: bool = False
    """Finding it neither earns nor costs."""
    evidence: tuple[GoldQuote, ...] = ()
    """Words that prove it."""


class GoldMeeting(Model):
    """What happened."""

    kind: MeetingKind
    """Its kind; none where no meeting is reported."""
    status: MeetingStatus | None = None
    """Its status."""


class GoldDate(Model):
    """When it took place."""

    value: str | None
    """EDTF value: a day, an interval a/b, a month, a year; or null."""
    precision: Precision
    """How exact the value is."""


class GoldLocation(Model):
    """Where it took place."""

    country: str | None = None
    """ISO 3166-1 alpha-2 code; null where not stated."""
    locality: str | None = None
    """City or town."""
    venue: str | None = None
    """Building or hall."""


class GoldParticipant(GoldItem):
    """Someone with evidence of having taken part."""

    name: str | None
    """Name; null for an unnamed delegation."""
    descriptor: str | None = None
    """Words for an unnamed delegation."""
    aliases: tuple[str, ...] = ()
    """Other names that count as right."""
    side: str | None = None
    """State or organisation they act for."""
    role: Role = "unknown"
    """Their part in the meeting."""
    basis: Basis = "attended"
    """Whether attendance is reported or announced."""
    titles: tuple[str, ...] = ()
    """Titles as reported."""


class GoldAttribution(Model):
    """Who uttered the words and on what record."""

    speaker: str | None = None
    """Name of the person who spoke."""
    descriptor: str | None = None
    """The article's words for the speaker."""
    record: Record
    """named, anonymous or unattributed."""
    via: tuple[str, ...] = ()
    """Media the words passed through."""


class GoldRedLine(GoldItem):
    """A red line by the three tests of the annotation guideline."""

    holder: str
    """The party bound by the words."""
    aliases: tuple[str, ...] = ()
    """Other names of the holder that count as right."""
    target: str | None = None
    """The party it is addressed to."""
    trigger: str
    """The act that is not accepted."""
    consequence: str | None = None
    """What would follow."""
    status: RedLineStatus
    """active, negated, rescinded or hypothetical."""
    explicit: bool
    """Whether the term itself stands in the evidence."""
    attribution: GoldAttribution
    """Who said so."""


class GoldPosition(GoldItem):
    """Any other stated position."""

    holder: str
    """The party bound by the words."""
    aliases: tuple[str, ...] = ()
    """Other names of the holder that count as right."""
    kind: PositionKind
    """What the party does by stating it."""
    topic: str
    """What it is about."""
    statement: str
    """What is stated."""
    attribution: GoldAttribution
    """Who said so."""


class GoldOutcome(GoldItem):
    """What was agreed, decided or left open."""

    text: str
    """The outcome."""
    status: OutcomeStatus
    """joint, claimed by one side, reported or denied."""


class GoldDisagreement(Model):
    """Where documents of the case differ."""

    field: str
    """What they differ on."""
    kind: Literal["contradiction", "scope", "wording"]
    """How they differ."""
    sides: tuple[GoldQuote, ...] = Field(min_length=2)
    """The words of each side."""
    optional: bool = False
    """Finding it neither earns nor costs."""


class GoldCase(Model):
    """One case: documents and what a brief of them must say. A list that is null was not annotated."""

    schema_: Literal["gold/1"] = Field(alias="schema")
    """Version of this format."""
    case: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    """Slug of the case."""
    canary: str | None = None
    """Marker that lets trainers of models keep the file out."""
    split: Literal["dev", "test"] | None = None
    """Which half the case belongs to."""
    control_for: str | None = None
    """The case that this one is the control of: much the same words without the trap."""
    traps: tuple[str, ...] = ()
    """Trap families, by short names."""
    documents: tuple[GoldDocument, ...] = Field(min_length=1)
    """The documents."""
    meeting: GoldMeeting
    """What happened."""
    date: GoldDate
    """When."""
    location: GoldLocation
    """Where."""
    participants: tuple[GoldParticipant, ...] | None = None
    """Who took part."""
    mentioned_only: tuple[str, ...] | None = None
    """Persons that a careless reader would take for participants."""
    red_lines: tuple[GoldRedLine, ...] | None = None
    """Red lines."""
    positions: tuple[GoldPosition, ...] | None = None
    """Every other stated position."""
    outcomes: tuple[GoldOutcome, ...] | None = None
    """Outcomes."""
    disagreements: tuple[GoldDisagreement, ...] | None = None
    """Where the documents differ."""
    absent: tuple[str, ...] = ()
    """Lists that are annotated and empty, as distinct from not annotated."""
