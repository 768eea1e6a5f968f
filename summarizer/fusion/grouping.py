"""Which meeting each document is on, and which documents are on one meeting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.fusion.occasion import SAME_MEETING_DAYS, anchor_of, apart, parties_of, place_of, when
from summarizer.resolve.actors import same_person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.models.reading import Meeting
    from summarizer.models.verified import Grounded, VerifiedReading


@dataclass(frozen=True, slots=True)
class Told:
    """A meeting as one document tells it, with what tells it from others, looked up once."""

    reading: VerifiedReading
    meeting: Grounded[Meeting]
    parties: frozenset[str]
    date: str | None
    """EDTF value, counted from the document's own date."""
    country: str | None
    town: str | None


def told(reading: VerifiedReading, meeting: Grounded[Meeting]) -> Told:
    """The meeting with its parties, date and country."""
    own = anchor_of(reading.document)
    day = when(reading, meeting, [own] if own else [])
    place = place_of(reading, meeting)
    return Told(
        reading=reading,
        meeting=meeting,
        parties=parties_of(meeting.claim),
        date=day.resolved.value if day else None,
        country=place.country if place else None,
        town=place.locality if place else None,
    )


def same_meeting(a: Told, b: Told) -> bool:
    """Whether two documents can mean one meeting: nothing known of one excludes the other, and enough is shared.

    Two shared parties are enough. One party has many meetings, so it needs a person who took part beside it, or
    the same day in the same town, unless a document names only that one.
    """
    if a.date and b.date and apart(a.date, b.date) > SAME_MEETING_DAYS:
        return False
    same_day = a.date is not None and b.date is not None and apart(a.date, b.date) == 0
    if a.country and b.country and a.country != b.country and not same_day:
        # Two outlets may name the place differently; with the date open or different it is another meeting.
        return False
    shared = a.parties & b.parties
    if not a.parties or not b.parties or len(shared) >= 2:
        return True
    if not shared:
        return False
    same_town = a.town is not None and a.town == b.town
    alone = min(len(a.parties), len(b.parties)) == 1
    return alone or _share_a_person(a.reading, b.reading) or (same_day and same_town)


def _share_a_person(a: VerifiedReading, b: VerifiedReading) -> bool:
    names = [p.claim.name for p in b.participants if p.claim.name]
    return any(same_person(p.claim.name, name) for p in a.participants if p.claim.name for name in names)


def group(readings: Sequence[VerifiedReading]) -> tuple[tuple[VerifiedReading, ...], ...]:
    """Readings sorted into meetings, the largest group first.

    A document joins a group by any meeting it tells of. One that reports no meeting joins a group with whose
    parties it shares a holder; where no document reports a meeting, all are one group.
    """
    ordered = sorted(readings, key=lambda r: r.document.id)
    groups: list[list[Told]] = []
    quiet: list[VerifiedReading] = []
    for reading in ordered:
        if not meets(reading):
            quiet.append(reading)
            continue
        meetings = [told(reading, meeting) for meeting in reading.meetings]
        for meeting in meetings:
            # All of a group: else a visit that is never dated would chain the talks of May to those of June.
            home = next((g for g in groups if all(same_meeting(meeting, other) for other in g)), None)
            if home is not None:
                home.append(meeting)
                break
        else:
            groups.append([meetings[0]])
    sorted_groups = sorted(
        ([t.reading for t in g] for g in groups), key=lambda g: (-len(g), g[0].document.id)
    )
    if not sorted_groups:
        return (tuple(quiet),)
    alone: list[list[VerifiedReading]] = []
    for reading in quiet:
        holders = {item.claim.holder for item in reading.red_lines}
        holders |= {item.claim.holder for item in reading.positions}
        holders |= {item.claim.party for item in reading.confirmations}
        home_group = next((g for g in sorted_groups if holders & _parties(g)), None)
        if home_group is None:
            alone.append([reading])
        else:
            home_group.append(reading)
    return tuple(tuple(sorted(g, key=lambda r: r.document.id)) for g in (*sorted_groups, *alone))


def meets(reading: VerifiedReading) -> bool:
    """Whether a document reports a meeting, and not only what somebody stated."""
    return any(meeting.claim.kind != "statement" for meeting in reading.meetings)


def _parties(readings: Sequence[VerifiedReading]) -> set[str]:
    return {name for r in readings for m in r.meetings[:1] for name in parties_of(m.claim)}


def main_meetings(readings: Sequence[VerifiedReading]) -> dict[str, Grounded[Meeting]]:
    """For each document of one group the meeting that the group is on; documents that report none are left out."""
    some = any(map(meets, readings))
    telling = [r for r in readings if r.meetings and (meets(r) or not some)]
    if len(telling) < 2:  # nothing to compare its meetings with
        return {r.document.id: r.meetings[0] for r in telling}
    lead, *others = [[told(r, meeting) for meeting in r.meetings] for r in telling]
    main = next(
        (m for m in lead if all(any(same_meeting(m, other) for other in meetings) for meetings in others)),
        lead[0],
    )
    mains = [
        main,
        *(next((m for m in meetings if same_meeting(main, m)), meetings[0]) for meetings in others),
    ]
    return {m.reading.document.id: m.meeting for m in mains}
