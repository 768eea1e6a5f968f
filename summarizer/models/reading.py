"""A reading: what an engine says that one article says, in surface words with verbatim quotes.

The descriptions are what a language model sees, so they are instructions in as few words as will do.
A reading has no offsets, codes or ids: code computes those (`summarizer.grounding`, `summarizer.resolve`).
"""

from __future__ import annotations

from pydantic import Field

from summarizer.models.base import (
    Basis,
    MeetingKind,
    MeetingStatus,
    Model,
    OutcomeStatus,
    PositionKind,
    Record,
    RedLineStatus,
    Role,
    Specificity,
    Stance,
)

Short = Field(max_length=300)
Long = Field(max_length=700)


class Claim(Model):
    """Anything said in a reading: it carries the words that prove it."""

    quotes: tuple[str, ...] = Field(
        max_length=8, description="Verbatim words of the article that prove it, each one unbroken stretch."
    )


class Said(Model):
    """Who uttered a statement, as the article tells it."""

    speaker: str | None = Field(max_length=120, description="Person who uttered it; null if unnamed.")
    descriptor: str | None = Field(
        max_length=300, description="Article's words for the speaker: title, office, source."
    )
    record: Record = Field(
        description="named: person or institution speaking as such; anonymous: source, officials; "
        "unattributed: no channel given."
    )
    via: tuple[str, ...] = Field(max_length=6, description="Other media that were told it.")
    hedges: tuple[str, ...] = Field(max_length=6, description="Reporter's hedges, e.g. reportedly.")


class Meeting(Claim):
    """A meeting, call, visit or summit the article tells of."""

    kind: MeetingKind
    status: MeetingStatus
    level: str | None = Field(max_length=120, description="Verbatim, e.g. technical.")
    purpose: str | None = Short
    parties: tuple[str, ...] = Field(max_length=20, description="States or organisations taking part.")
    when: str | None = Field(max_length=120, description="Verbatim words for its date.")
    where: str | None = Field(max_length=200, description="Verbatim words for where it took place.")
    venue: str | None = Field(max_length=200, description="Verbatim: building or hall.")


class Participant(Claim):
    """Someone with evidence of having taken part in the main meeting."""

    name: str | None = Field(max_length=120, description="null for an unnamed delegation.")
    descriptor: str | None = Field(max_length=300, description="Verbatim words if unnamed.")
    side: str | None = Field(max_length=120, description="State or organisation they act for.")
    role: Role
    basis: Basis
    titles: tuple[str, ...] = Field(max_length=6, description="Verbatim.")


class Confirmation(Claim):
    """A party confirming, denying or not commenting that the meeting took place."""

    party: str = Field(max_length=120)
    stance: Stance


class RedLine(Claim):
    """A party declaring what it will not accept."""

    holder: str = Field(max_length=120, description="Party bound by the words, not who uttered them.")
    target: str | None = Field(max_length=120, description="Party it is addressed to.")
    trigger: str = Field(max_length=400, description="The act that is not accepted.")
    consequence: str | None = Long
    specificity: Specificity = Field(description="Of the consequence.")
    status: RedLineStatus
    said: Said


class Position(Claim):
    """Any other stated position of a party on the matter of the talks."""

    holder: str = Field(max_length=120, description="Party bound by the words.")
    target: str | None = Field(max_length=120, description="Party it is addressed to or about.")
    kind: PositionKind
    topic: str = Field(max_length=120)
    statement: str = Field(max_length=700, description="One plain sentence, modality and negation kept.")
    at_meeting: bool = Field(description="Stated at the meeting.")
    said: Said


class Outcome(Claim):
    """What was agreed, decided or left open."""

    text: str = Long
    status: OutcomeStatus = Field(description="joint: both sides on record.")
    claimed_by: tuple[str, ...] = Field(max_length=20, description="Parties on record for it.")


class Mention(Model):
    """Someone a careless reader would take for a participant."""

    name: str = Field(max_length=120)
    why: str = Field(max_length=200, description="Why not a participant.")


class Reading(Model):
    """What the article says about one meeting."""

    meetings: tuple[Meeting, ...] = Field(max_length=12, description="The main one first.")
    participants: tuple[Participant, ...] = Field(max_length=40)
    confirmations: tuple[Confirmation, ...] = Field(max_length=12)
    red_lines: tuple[RedLine, ...] = Field(max_length=20)
    positions: tuple[Position, ...] = Field(max_length=60)
    outcomes: tuple[Outcome, ...] = Field(max_length=20)
    mentioned: tuple[Mention, ...] = Field(max_length=40)
