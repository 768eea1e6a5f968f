"""The brief: one meeting as several sources tell it, every claim with the words that prove it."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from pydantic import Field, model_validator

from summarizer.models.base import (
    Basis,
    Firmness,
    MeetingKind,
    MeetingStatus,
    Model,
    OutcomeStatus,
    PositionKind,
    Precision,
    RedLineStatus,
    Role,
    Specificity,
    Stance,
)
from summarizer.models.evidence import Attribution, Evidence
from summarizer.models.provenance import Provenance

SCHEMA_VERSION: Final = "brief/1"

Credibility = Literal[1, 2, 3, 4, 5, 6]
"""1 both sides on record; 2 one side on record; 3 anonymous only; 4 contradicted by a better-recorded
statement; 5 kept for a human reviewer; 6 unattributed. More outlets never raise it."""
DisagreementKind = Literal["contradiction", "scope", "wording"]
GapReason = Literal["unnamed", "anonymous only", "single source", "not reported", "unresolved"]


class Source(Model):
    """One of the documents that a brief rests on."""

    id: str
    """Short name used in references: A, B, C."""
    outlet: str | None
    """Who published it; null where the document does not say."""
    title: str | None
    """Its headline."""
    published: date | None
    """Its publication date; null where it is not established."""
    sha256: str
    """SHA-256 of its text."""
    chars: int
    """Length of its text in Unicode code points."""
    path: str | None = None
    """Path or address it was read from."""
    copy_of: str | None = None
    """Id of the document most of whose words it prints as well; the two count as one origin."""


class Sentence(Model):
    """A sentence composed from verified claims."""

    text: str
    """The sentence."""
    evidence: tuple[Evidence, ...]
    """Words that prove it."""


class MeetingSummary(Model):
    """What happened."""

    kind: MeetingKind
    """talks, call, visit, summit, signing, statement, or none where no meeting is reported."""
    status: MeetingStatus | None
    """held, planned, cancelled, denied or ongoing; null where no meeting is reported."""
    level: str | None
    """The preferred source's words for the level of the meeting, such as technical."""
    purpose: str | None
    """What it was for, in the preferred source's words."""
    evidence: tuple[Evidence, ...] = ()
    """Words that prove it."""


class OtherMeeting(Model):
    """Another meeting that the sources mention."""

    kind: MeetingKind
    """Its kind."""
    status: MeetingStatus
    """Its status."""
    parties: tuple[str, ...]
    """States or organisations taking part."""
    when: str | None
    """Words for its date, as printed."""
    where: str | None
    """Words for its place, as printed."""
    evidence: tuple[Evidence, ...]
    """Words that prove it."""


class Anchor(Model):
    """The date that a relative date is counted from."""

    doc: str
    """Id of the document that gives it."""
    date: date
    """The date."""
    basis: Literal["given", "metadata", "dateline", "byline"]
    """What gives it."""


class RejectedDate(Model):
    """A date that was considered and not taken."""

    value: str | None
    """EDTF value; null where it could not be resolved."""
    surface: str
    """The words."""
    doc: str
    """Id of the document they stand in."""
    why: str
    """Why it was not taken."""


class MeetingDate(Model):
    """When the meeting took place."""

    value: str | None
    """EDTF value: a day, an interval a/b, a month or a year; null where it is not established."""
    precision: Precision
    """How exact the value is."""
    surface: str | None
    """The words it was resolved from."""
    basis: Literal["absolute", "weekday", "relative", "document"] | None
    """absolute: printed in full; weekday or relative: counted from the anchor; document: its date."""
    anchor: Anchor | None
    """What a relative date was counted from."""
    rejected: tuple[RejectedDate, ...] = ()
    """Candidates that were not taken."""
    evidence: tuple[Evidence, ...] = ()
    """Words that give it."""

    @model_validator(mode="after")
    def _check(self) -> MeetingDate:
        if self.basis in {"weekday", "relative", "document"} and self.anchor is None:
            raise ValueError("a relative date needs an anchor")
        if (self.value is None) != (self.precision == "unknown"):
            raise ValueError("a date without a value has precision unknown, and only such a date")
        return self


class Location(Model):
    """Where the meeting took place."""

    country: str | None
    """ISO 3166-1 alpha-2 code."""
    country_name: str | None = None
    """Name of the country."""
    subdivision: str | None
    """ISO 3166-2 code."""
    locality: str | None
    """City or town."""
    venue: str | None
    """Building or hall, as printed."""
    evidence: tuple[Evidence, ...] = ()
    """Words that give it."""


class PersonOrDelegation(Model):
    """Someone who took part, or is announced to."""

    name: str | None
    """Name as printed most fully; null for an unnamed delegation."""
    descriptor: str | None
    """Words for an unnamed delegation."""
    side: str | None
    """State or organisation they act for."""
    role: Role
    """Their part in the meeting."""
    titles: tuple[str, ...]
    """Titles as reported, every wording kept."""
    surfaces: tuple[str, ...]
    """Every form of the name that the sources print."""
    basis: Basis
    """Whether attendance is reported or announced."""
    evidence: tuple[Evidence, ...]
    """Words that prove it."""

    @model_validator(mode="after")
    def _check(self) -> PersonOrDelegation:
        if not (self.name or self.descriptor):
            raise ValueError("a participant has a name or a descriptor")
        if not self.evidence:
            raise ValueError("a participant needs evidence of attendance")
        return self


class MentionedOnly(Model):
    """Someone who is named and did not take part, as far as the sources tell."""

    name: str
    """The name."""
    why: str
    """Why they are not a participant."""


class Claimed(Model):
    """What red lines and positions share: who is bound, who says so, how sure."""

    holder: str
    """The party bound by the words."""
    target: str | None
    """The party they are addressed to or about."""
    attribution: tuple[Attribution, ...]
    """One chain for each way the words reached the reader."""
    credibility: Credibility
    """Derived by rule; more outlets never raise it."""
    firmness: Firmness | None
    """From the speaker's words: absolute, strong, conditional, hedged; null where they do not tell."""
    evidence: tuple[Evidence, ...]
    """Words that prove it."""

    @model_validator(mode="after")
    def _check(self) -> Claimed:
        if not self.evidence:
            raise ValueError("a claim needs evidence")
        if not self.attribution:
            raise ValueError("a claim needs an attribution")
        return self


class StatedRedLine(Claimed):
    """A party declaring what it will not accept."""

    trigger: str
    """The act that is not accepted."""
    variants: tuple[str, ...] = ()
    """Other wordings of the trigger."""
    consequence: str | None
    """What the holder says would follow."""
    specificity: Specificity
    """How specific the consequence is."""
    explicit: bool
    """Whether the term itself stands in the evidence."""
    status: RedLineStatus
    """active, negated, rescinded or hypothetical."""
    delivery: tuple[str, ...] = ()
    """How it was delivered, in the sources' words: a stern warning."""


class StatedPosition(Claimed):
    """Any other position of a party."""

    kind: PositionKind
    """What the party does by stating it."""
    topic: str
    """What it is about."""
    statement: str
    """What is stated, as one plain sentence."""
    at_meeting: bool
    """Whether it was stated at the meeting."""


class AgreedOutcome(Model):
    """What was agreed, decided or left open."""

    text: str
    """The outcome."""
    status: OutcomeStatus
    """joint only if both sides are on record; otherwise claimed by one side, reported or denied."""
    claimed_by: tuple[str, ...] = ()
    """The sides on record for it."""
    evidence: tuple[Evidence, ...]
    """Words that prove it."""


class PartyConfirmation(Model):
    """A party confirming, denying or not commenting that the meeting took place."""

    party: str
    """The party."""
    stance: Stance
    """What it says of the meeting."""
    evidence: tuple[Evidence, ...]
    """Words that prove it."""


class Side(Model):
    """One side of a disagreement between sources."""

    doc: str
    """Id of the document."""
    value: str
    """What it says."""
    evidence: tuple[Evidence, ...]
    """Its words."""


class Disagreement(Model):
    """Where sources contradict each other or differ in reach or wording; every side is kept."""

    field: str
    """What they differ on."""
    kind: DisagreementKind
    """How they differ."""
    sides: tuple[Side, ...] = Field(min_length=2)
    """What each document says."""
    preferred: str | None
    """Id of the document whose version is preferred; null where there is no reason to prefer one."""
    why: str | None
    """The reason for the preference."""

    @model_validator(mode="after")
    def _check(self) -> Disagreement:
        if (self.preferred is None) != (self.why is None):
            raise ValueError("a preference needs a reason, and a reason a preference")
        return self


class NotEstablished(Model):
    """What a reader would ask and no source answers."""

    question: str
    """The question."""
    reason: GapReason
    """Why there is no answer."""


class Background(Model):
    """A statement or event from before the meeting that the sources recall."""

    text: str
    """What it is."""
    holder: str | None
    """The party it belongs to."""
    evidence: tuple[Evidence, ...]
    """Words that prove it."""


class Excluded(Model):
    """What was dropped on the way from words to brief, counted by reason."""

    reason: str
    """Why it was dropped."""
    count: int = Field(ge=1)
    """How many."""


class Coverage(Model):
    """Which quotations of the sources the brief uses."""

    quotations: int
    """Quotations found in the sources by the deterministic quotation finder."""
    cited: int
    """How many of them some claim cites."""
    uncited: tuple[Evidence, ...]
    """Those that no claim cites."""


class Brief(Model):
    """One meeting as several sources tell it."""

    schema_: Literal["brief/1"] = Field(default="brief/1", alias="schema")
    """Version of this schema."""
    title: str
    """Who met whom, where and when, in one line."""
    bottom_line: tuple[Sentence, ...]
    """Two to four sentences, composed from verified claims."""
    documents: tuple[Source, ...]
    """The sources, in order of publication."""
    meeting: MeetingSummary
    """What happened."""
    date: MeetingDate
    """When."""
    location: Location
    """Where."""
    participants: tuple[PersonOrDelegation, ...]
    """Who took part."""
    mentioned: tuple[MentionedOnly, ...]
    """Persons named who did not take part, as far as the sources tell."""
    confirmations: tuple[PartyConfirmation, ...] = ()
    """Which parties confirm or deny that the meeting took place."""
    red_lines: tuple[StatedRedLine, ...]
    """What which party will not accept."""
    positions: tuple[StatedPosition, ...]
    """Every other stated position."""
    outcomes: tuple[AgreedOutcome, ...]
    """What was agreed, decided or left open."""
    disagreements: tuple[Disagreement, ...]
    """Where the sources differ."""
    not_established: tuple[NotEstablished, ...]
    """What no source answers."""
    other_meetings: tuple[OtherMeeting, ...] = ()
    """Other meetings that the sources mention."""
    background: tuple[Background, ...]
    """Earlier statements and events."""
    excluded: tuple[Excluded, ...]
    """What was dropped, counted by reason."""
    coverage: Coverage
    """Which quotations of the sources the brief uses."""
    warnings: tuple[str, ...]
    """What a reader should know about this brief before relying on it."""
    provenance: Provenance
    """How the brief came about."""

    def _repr_markdown_(self) -> str:
        """The page, as Jupyter shows it; nothing of it is markup that a source could have planted."""
        # The one import that runs upwards, on use: notebooks ask the value itself, not a renderer (docs/decisions.md).
        from summarizer.rendering import render

        return render(self)

    def _repr_html_(self) -> str:
        """The page as Jupyter shows it, in a frame that reaches nothing of the notebook; sources by their cited words."""
        from summarizer.rendering import framed

        return framed(self)
