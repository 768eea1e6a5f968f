"""A reading: what an engine says that one article says, in surface words with verbatim quotes.

A reading has no offsets, codes or ids: code computes those (`summarizer.grounding`, `summarizer.resolve`).
A model is told what the fields mean by the prompt (`prompts/reading.v1.md`), which says more in fewer words than
descriptions can; they are for people and go into `schemas/`. The lengths bound what a runaway answer can do and
are far beyond what an article yields.
"""

from __future__ import annotations

from typing import Annotated

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

Name = Annotated[str, Field(max_length=300)]
Text = Annotated[str, Field(max_length=2_000)]


class Claim(Model):
    """Anything said in a reading: it carries the words that prove it."""

    quotes: tuple[Text, ...] = Field(
        max_length=24, description="Verbatim words of the article that prove it, each one unbroken stretch."
    )


class Said(Model):
    """Who uttered a statement, as the article tells it."""

    speaker: Name | None = Field(description="Person who uttered it; null if unnamed.")
    descriptor: Text | None = Field(description="Article's words for the speaker: title, office, source.")
    record: Record = Field(
        description="named: person or institution speaking as such; anonymous: source, officials; "
        "unattributed: no channel given."
    )
    via: tuple[Name, ...] = Field(max_length=12, description="Other media that were told it, nearest first.")
    hedges: tuple[Name, ...] = Field(max_length=12, description="Reporter's hedges, e.g. reportedly.")


class Meeting(Claim):
    """A meeting, call, visit or summit the article tells of."""

    kind: MeetingKind = Field(description="What sort of meeting.")
    status: MeetingStatus = Field(description="Whether it took place; denied: a party says it did not.")
    level: Name | None = Field(description="Verbatim, e.g. technical.")
    purpose: Text | None = Field(description="What it is for, as reported.")
    parties: tuple[Name, ...] = Field(max_length=60, description="States or organisations taking part.")
    when: Name | None = Field(description="Verbatim words for its date.")
    where: Name | None = Field(description="Verbatim words for where it took place.")
    venue: Name | None = Field(description="Verbatim: building or hall.")


class Participant(Claim):
    """Someone with evidence of having taken part in the main meeting."""

    name: Name | None = Field(description="null for an unnamed delegation.")
    descriptor: Text | None = Field(description="Verbatim words if unnamed.")
    side: Name | None = Field(description="State or organisation they act for.")
    role: Role = Field(description="Their part; led by A and B: two heads.")
    basis: Basis = Field(description="attended: the article puts them there; announced: for a planned one.")
    titles: tuple[Name, ...] = Field(max_length=12, description="Verbatim.")


class Confirmation(Claim):
    """A party confirming, denying or not commenting that the meeting took place."""

    party: Name = Field(description="The party.")
    stance: Stance = Field(description="What it says of the meeting.")


class RedLine(Claim):
    """A party declaring what it will not accept."""

    holder: Name = Field(description="Party bound by the words, not who uttered them.")
    target: Name | None = Field(description="Party it is addressed to.")
    trigger: Text = Field(description="The act that is not accepted.")
    consequence: Text | None = Field(description="What the holder says would follow.")
    specificity: Specificity = Field(description="Of the consequence.")
    status: RedLineStatus = Field(description="negated: not a red line; rescinded: no longer one.")
    said: Said = Field(description="Who uttered it.")


class Position(Claim):
    """Any other stated position of a party on the matter of the talks."""

    holder: Name = Field(description="Party bound by the words.")
    target: Name | None = Field(description="Party it is addressed to or about.")
    kind: PositionKind = Field(description="What the party does by stating it.")
    topic: Name = Field(description="What it is about.")
    statement: Text = Field(description="One plain sentence, modality and negation kept.")
    at_meeting: bool = Field(description="Stated at the meeting.")
    said: Said = Field(description="Who uttered it.")


class Outcome(Claim):
    """What was agreed, decided or left open."""

    text: Text = Field(description="The outcome.")
    status: OutcomeStatus = Field(description="joint: both sides on record.")
    claimed_by: tuple[Name, ...] = Field(max_length=60, description="Parties on record for it.")


class Mention(Model):
    """Someone a careless reader would take for a participant."""

    name: Name = Field(description="The name.")
    why: Text = Field(description="Why not a participant.")


class Reading(Model):
    """What the article says about one meeting."""

    meetings: tuple[Meeting, ...] = Field(max_length=40, description="The main one first.")
    participants: tuple[Participant, ...] = Field(
        max_length=150, description="Who took part in the main one."
    )
    confirmations: tuple[Confirmation, ...] = Field(
        max_length=40, description="Parties on whether it took place."
    )
    red_lines: tuple[RedLine, ...] = Field(max_length=80, description="What which party will not accept.")
    positions: tuple[Position, ...] = Field(max_length=250, description="Every other stated position.")
    outcomes: tuple[Outcome, ...] = Field(max_length=80, description="What was agreed, decided or left open.")
    mentioned: tuple[Mention, ...] = Field(max_length=150, description="Persons who are no participants.")
