"""The bottom line: two to four sentences composed from verified claims, never a model's own prose."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

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
    from summarizer.models.evidence import Attribution

NOUNS: dict[MeetingKind, str] = {
    "talks": "talks",
    "call": "call",
    "visit": "visit",
    "summit": "summit",
    "signing": "signing",
    "statement": "statements",
    "none": "statements",
}
MAX_SENTENCES = 4


def listed(names: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def spoken_date(value: str) -> str:
    """An EDTF value in words: `9 April 2025`, `3 to 5 May 2025`, `April 2025`."""
    if "/" in value:
        first, last = value.split("/", 1)
        return f"{spoken_date(first)} to {spoken_date(last)}"
    parts = value.split("-")
    if len(parts) == 3:
        day = date.fromisoformat(value)
        return f"{day.day} {day:%B %Y}"
    if len(parts) == 2:
        return f"{date(int(parts[0]), int(parts[1]), 1):%B %Y}"
    return value


def place_words(location: Location) -> str | None:
    """`Baku, Azerbaijan`."""
    return ", ".join(p for p in (location.locality, location.country_name) if p) or None


WITH_ARTICLE = re.compile(
    r"(?:Islands|States|Emirates|Republic|Kingdom|Maldives|Netherlands|Philippines|Bahamas|Gambia)$"
)


def in_place(location: Location) -> str | None:
    """The place behind `in`: `Baku, Azerbaijan`, `the Faroe Islands`."""
    words = place_words(location)
    return f"the {words}" if words and not location.locality and WITH_ARTICLE.search(words) else words


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
    sentences = [
        _event(meeting, parties, date, location),
        *_red_lines([line for line in red_lines if line.status == "active"]),
        *_outcome(outcomes),
        *_agreement(disagreements, documents),
    ]
    return tuple(sentences[:MAX_SENTENCES])


def _event(
    meeting: MeetingSummary, parties: Sequence[str], date: MeetingDate, location: Location
) -> Sentence:
    if meeting.kind == "none":
        return Sentence(text="The sources report no meeting.", evidence=())
    who = listed(parties) or "The parties"
    what = {
        "talks": "talks",
        "call": "a call",
        "visit": "a visit",
        "summit": "a summit",
        "signing": "a signing",
        "statement": "a joint appearance",
    }[meeting.kind]
    verb = {
        "held": "held",
        "ongoing": "are holding",
        "planned": "are to hold",
        "cancelled": "cancelled",
        "denied": "are reported to have held",
    }[meeting.status or "held"]
    text = f"{who} {verb} {what}"
    if place := in_place(location):
        text += f" in {place}"
    if date.value:
        text += f" {_preposition(date)} {spoken_date(date.value)}"
    if meeting.status == "denied":
        text += ", which is denied"
    return Sentence(text=f"{text}.", evidence=(*meeting.evidence, *date.evidence)[:3])


def _preposition(date: MeetingDate) -> str:
    if date.precision == "week":
        return "between"
    if "/" in (date.value or ""):
        return "from"
    return "on" if date.precision == "day" else "in"


def _red_lines(lines: Sequence[StatedRedLine]) -> Iterator[Sentence]:
    for line in lines[:2]:
        toward = f" towards {line.target}" if line.target else ""
        term = "draws a red line" if line.explicit else "says what it will not accept"
        text = f"{line.holder} {term}{toward} ({record_words(line.attribution)}): {line.trigger}"
        yield Sentence(text=f"{text}.", evidence=line.evidence[:2])


def record_words(chains: Sequence[Attribution]) -> str:
    """On whose word a claim stands: `on the record`, `on the word of anonymous sources`."""
    records = {chain.record for chain in chains}
    if "named" in records:
        names = list(dict.fromkeys(c.speaker or c.descriptor or "" for c in chains if c.record == "named"))
        return f"on the record: {listed([n for n in names if n])}" if any(names) else "on the record"
    if "anonymous" in records:
        return "anonymous sources only"
    return "no source given"


def _outcome(outcomes: Sequence[AgreedOutcome]) -> Iterator[Sentence]:
    for outcome in outcomes[:1]:
        lead = {
            "joint": "Outcome, with both sides on record",
            "claimed_by_one_side": f"Outcome, claimed by {listed(outcome.claimed_by) or 'one side'} alone",
            "reported": "Outcome, as reported",
            "denied": "Outcome, denied",
        }[outcome.status]
        yield Sentence(text=f"{lead}: {outcome.text.rstrip('.')}.", evidence=outcome.evidence[:2])


def _agreement(disagreements: Sequence[Disagreement], documents: int) -> Iterator[Sentence]:
    contradictions = [d for d in disagreements if d.kind == "contradiction"]
    if documents > 1 and contradictions:
        fields = listed(list(dict.fromkeys(d.field for d in contradictions)))
        evidence = tuple(side.evidence[0] for side in contradictions[0].sides if side.evidence)
        yield Sentence(text=f"The sources contradict each other on {fields}.", evidence=evidence)
