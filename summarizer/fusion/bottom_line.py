"""The bottom line: two to four sentences composed from verified claims, never a model's own prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.fusion.wording import in_place, listed, marked, named, place_words, spoken_date
from summarizer.models.brief import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.models.base import MeetingKind
    from summarizer.models.brief import (
        AgreedOutcome,
        Disagreement,
        Location,
        MeetingDate,
        MeetingSummary,
        StatedRedLine,
    )

NOUNS: dict[MeetingKind, str] = {
    "talks": "talks",
    "call": "call",
    "visit": "visit",
    "summit": "summit",
    "signing": "signing",
    "statement": "statements",
    "none": "statements",
}
SHOWN = 2
"""Red lines told in the bottom line."""


def title(meeting: MeetingSummary, parties: Sequence[str], date: MeetingDate, location: Location) -> str:
    """One line: who, what, where, when."""
    if meeting.kind == "none":
        return "No meeting reported" + (f": statements by {listed(parties)}" if parties else "")
    who = "–".join(parties) if len(parties) == 2 else listed(parties)
    place = place_words(location)
    head = " ".join(w for w in (who, NOUNS[meeting.kind]) if w)
    if meeting.status in {"planned", "cancelled", "denied"}:
        head = f"{head} ({meeting.status})"
    when = spoken_date(date.value) if date.value else None
    return ", ".join(w for w in (head[:1].upper() + head[1:], place, when) if w)


def compose(
    *,
    meeting: MeetingSummary,
    parties: Sequence[str],
    date: MeetingDate,
    location: Location,
    red_lines: Sequence[StatedRedLine],
    outcomes: Sequence[AgreedOutcome],
    disagreements: Sequence[Disagreement],
    documents: int,
) -> tuple[Sentence, ...]:
    """What happened, the red lines, what came of it, and how far the sources agree."""
    return (
        _event(meeting, parties, date, location),
        *_red_lines(_of_these_talks(red_lines, parties if meeting.kind != "none" else ())),
        *_outcome(outcomes),
        *_agreement(disagreements, documents),
    )


def _event(
    meeting: MeetingSummary, parties: Sequence[str], date: MeetingDate, location: Location
) -> Sentence:
    if meeting.kind == "none":
        return Sentence(text="The sources report no meeting.", evidence=())
    who = listed([named(party) for party in parties]) or "The parties"
    what = {
        "talks": "talks",
        "call": "a call",
        "visit": "a visit",
        "summit": "a summit",
        "signing": "a signing",
        "statement": "statements",
    }[meeting.kind]
    verb = {
        "held": "made" if meeting.kind == "statement" else "held",
        "ongoing": "are holding",
        "planned": "are to hold",
        "cancelled": "cancelled",
        "denied": "are reported to have held",
    }[meeting.status or "held"]
    text = f"{who[:1].upper()}{who[1:]} {verb} {what}"
    if place := in_place(location):
        text += f" in {place}"
    if date.value:
        text += f" {_when(date, date.value)}"
    text = text.rstrip(",")
    if meeting.status == "denied":
        text += ", which is denied"
    return Sentence(text=f"{text}.", evidence=(*meeting.evidence, *date.evidence)[:3])


def _when(date: MeetingDate, value: str) -> str:
    words = spoken_date(value)
    if date.precision == "week":
        return f"in the week of {words}"
    if " to " in words:
        return f"from {words}"
    return f"on {words}" if date.precision == "day" else f"in {words}"


def _of_these_talks(lines: Sequence[StatedRedLine], parties: Sequence[str]) -> list[StatedRedLine]:
    """Active lines that a party to the talks draws, then those drawn towards one; another matter's are not told here."""
    active = [line for line in lines if line.status == "active"]
    if not parties:
        return active
    own = [line for line in active if line.holder in parties]
    return own + [line for line in active if line.holder not in parties and line.target in parties]


def _red_lines(lines: Sequence[StatedRedLine]) -> Iterator[Sentence]:
    """One sentence: the two that stand first, and how many more there are."""
    if not lines:
        return
    told = [_red_line(line) for line in lines[:SHOWN]]
    if len(lines) > SHOWN:
        told.append(f"{len(lines) - SHOWN} more below")
    text = "; ".join(told)
    evidence = tuple(e for line in lines[:SHOWN] for e in line.evidence[:2])
    yield Sentence(text=f"{text[:1].upper()}{text[1:]}.", evidence=evidence)


def _red_line(line: StatedRedLine) -> str:
    """On whose word it stands comes with it: a leak is never told as if the holder had spoken."""
    toward = f" towards {named(line.target)}" if line.target else ""
    term = "" if line.explicit else " without using the term"
    words = marked(line.trigger.rstrip("."), line.evidence)
    return f"{named(line.holder)} draws a red line{toward}{term} ({on_whose_word(line)}): {words}"


def on_whose_word(line: StatedRedLine) -> str:
    """`on record: Sigrun Valdsdottir`; `on the word of anonymous sources only`; `as Hakan Fidan tells it`."""
    names = list(
        dict.fromkeys(
            name for c in line.attribution if c.record == "named" and (name := c.speaker or c.descriptor)
        )
    )
    if line.credibility in {1, 2}:
        return f"on record: {listed(names)}" if names else "on record"
    if names:
        return f"only as {listed(names)} {'tells' if len(names) == 1 else 'tell'} it"
    anonymous = any(c.record == "anonymous" for c in line.attribution)
    word = "anonymous sources only" if anonymous else "no source named"
    return f"{word}, contradicted on record" if line.credibility == 4 else word


def _outcome(outcomes: Sequence[AgreedOutcome]) -> Iterator[Sentence]:
    for outcome in outcomes[:1]:
        lead = {
            "joint": "Outcome, with both sides on record",
            "claimed_by_one_side": f"Outcome, claimed by {listed([named(s) for s in outcome.claimed_by])} alone",
            "reported": "Outcome, as reported",
            "denied": "Outcome, denied",
        }[outcome.status]
        words = marked(outcome.text.rstrip("."), outcome.evidence)
        yield Sentence(text=f"{lead}: {words}.", evidence=outcome.evidence[:2])


def _agreement(disagreements: Sequence[Disagreement], documents: int) -> Iterator[Sentence]:
    contradictions = [d for d in disagreements if d.kind == "contradiction"]
    if documents > 1 and contradictions:
        fields = listed(list(dict.fromkeys(d.field for d in contradictions)))
        evidence = tuple(side.evidence[0] for d in contradictions for side in d.sides if side.evidence)
        yield Sentence(text=f"The sources contradict each other on {fields}.", evidence=evidence)
