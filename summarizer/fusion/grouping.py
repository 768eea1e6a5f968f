"""Which meeting each document is on, and which documents are on one meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.fusion.occasion import SAME_MEETING_DAYS, anchor_of, apart, parties_of, place_of, when
from summarizer.models.verified import Grounded
from summarizer.resolve.actors import same_person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.models.reading import Meeting
    from summarizer.models.verified import VerifiedReading

Told = tuple["VerifiedReading", "Grounded[Meeting]"]


def same_meeting(a: Told, b: Told) -> bool:
    """Whether two documents can mean one meeting: nothing known of one excludes the other, and enough is shared.

    Two shared parties are enough. One party has many meetings, so it needs a person who took part beside it, or
    the same day in the same town, unless a document names only that one.
    """
    (reading_a, meeting_a), (reading_b, meeting_b) = a, b
    when_a, when_b = (when(r, m, [own] if (own := anchor_of(r.document)) else []) for r, m in (a, b))
    value_a, value_b = (w.resolved.value if w else None for w in (when_a, when_b))
    if value_a and value_b and apart(value_a, value_b) > SAME_MEETING_DAYS:
        return False
    same_day = value_a is not None and value_b is not None and apart(value_a, value_b) == 0
    place_a, place_b = place_of(reading_a, meeting_a), place_of(reading_b, meeting_b)
    countries = {p.country for p in (place_a, place_b) if p and p.country}
    if len(countries) > 1 and not same_day:
        # Two outlets may name the place differently; with the date open or different it is another meeting.
        return False
    parties_a, parties_b = parties_of(meeting_a.claim), parties_of(meeting_b.claim)
    shared = parties_a & parties_b
    if not parties_a or not parties_b or len(shared) >= 2:
        return True
    if not shared:
        return False
    same_town = (
        place_a is not None and place_b is not None and place_a.locality == place_b.locality is not None
    )
    alone = min(len(parties_a), len(parties_b)) == 1
    return alone or _share_a_person(reading_a, reading_b) or (same_day and same_town)


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
        if not reading.meetings:
            quiet.append(reading)
            continue
        for meeting in reading.meetings:
            home = next((g for g in groups if any(same_meeting((reading, meeting), t) for t in g)), None)
            if home is not None:
                home.append((reading, meeting))
                break
        else:
            groups.append([(reading, reading.meetings[0])])
    sorted_groups = sorted(([r for r, _ in g] for g in groups), key=lambda g: (-len(g), g[0].document.id))
    if not sorted_groups:
        return (tuple(quiet),)
    alone: list[list[VerifiedReading]] = []
    for reading in quiet:
        holders = {item.claim.holder for item in reading.red_lines}
        holders |= {item.claim.holder for item in reading.positions}
        home_group = next((g for g in sorted_groups if holders & _parties(g)), None)
        if home_group is None:
            alone.append([reading])
        else:
            home_group.append(reading)
    return tuple(tuple(sorted(g, key=lambda r: r.document.id)) for g in (*sorted_groups, *alone))


def _parties(readings: Sequence[VerifiedReading]) -> set[str]:
    return {name for r in readings for m in r.meetings[:1] for name in parties_of(m.claim)}


def main_meetings(readings: Sequence[VerifiedReading]) -> dict[str, Grounded[Meeting]]:
    """For each document of one group the meeting that the group is on; documents that report none are left out."""
    telling = [r for r in readings if r.meetings]
    if not telling:
        return {}
    lead = telling[0]
    if len(telling) > 1:
        lead_meeting = next(
            (
                m
                for m in lead.meetings
                if all(any(same_meeting((lead, m), (r, o)) for o in r.meetings) for r in telling[1:])
            ),
            lead.meetings[0],
        )
    else:
        lead_meeting = lead.meetings[0]
    mains = {lead.document.id: lead_meeting}
    for reading in telling[1:]:
        mains[reading.document.id] = next(
            (m for m in reading.meetings if same_meeting((lead, lead_meeting), (reading, m))),
            reading.meetings[0],
        )
    return mains
