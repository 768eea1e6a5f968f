"""Fusion: verified readings of several documents become one brief of one meeting.

    VerifiedReading × n ─▶ occasion · people · statements · outcomes ─▶ disagreements · gaps · bottom line ─▶ Brief

Nothing here reads text for new facts; it joins, compares and counts what grounding has let through.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from summarizer.fusion.background import background, is_background
from summarizer.fusion.bottom_line import compose, title
from summarizer.fusion.coverage import cover
from summarizer.fusion.disagreements import find_disagreements, outweighed
from summarizer.fusion.gaps import find_gaps
from summarizer.fusion.grouping import group, main_meetings
from summarizer.fusion.notices import notices
from summarizer.fusion.occasion import (
    anchor_of,
    fuse_date,
    fuse_location,
    other_meeting,
    parties_of,
    place_of,
    when,
)
from summarizer.fusion.origins import origins
from summarizer.fusion.outcomes import fuse_outcomes
from summarizer.fusion.people import fuse_mentions, fuse_participants, unique
from summarizer.fusion.statements import (
    canonical,
    cluster_positions,
    cluster_red_lines,
    contested,
    fuse_position,
    fuse_red_line,
    red_line_order,
    told_positions,
    told_red_lines,
)
from summarizer.fusion.targets import aimed, at_odds
from summarizer.models.brief import (
    SCHEMA_VERSION,
    Brief,
    Excluded,
    MeetingSummary,
    PartyConfirmation,
    Source,
)
from summarizer.models.provenance import Provenance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from summarizer.models.evidence import Evidence
    from summarizer.models.reading import Meeting
    from summarizer.models.verified import Grounded, VerifiedReading

__all__ = ["fuse", "group"]


def fuse(readings: Sequence[VerifiedReading], *, version: str, warnings: Sequence[str] = ()) -> Brief:
    """One brief of readings that tell of one meeting (see `group`); their order changes nothing.

    Raises ValueError where there is no reading, or two documents share an id.
    """
    if not readings:
        raise ValueError("a brief needs at least one reading")
    readings = sorted(readings, key=lambda r: r.document.id)
    documents = [reading.document for reading in readings]
    if len({d.id for d in documents}) < len(documents):
        raise ValueError("every document of a brief needs an id of its own")
    mains = main_meetings(readings)
    by_doc = {reading.document.id: reading for reading in readings}
    anchors = [anchor for d in documents if (anchor := anchor_of(d))]
    whens = [w for doc, m in mains.items() if (w := when(by_doc[doc], m, anchors))]
    places = [(doc, place_of(by_doc[doc], m), m) for doc, m in mains.items()]

    meeting = _meeting(mains)
    date = fuse_date(whens, documents)
    location = fuse_location([(place, m) for _, place, m in places])
    parties = _parties(mains, readings)
    participants = fuse_participants([p for r in readings for p in r.participants])
    mentioned = fuse_mentions(readings, participants)
    sides = {p.name: p.side for p in participants if p.name and p.side}
    line_clusters = cluster_red_lines(told_red_lines(readings))
    clusters = cluster_positions(told_positions(readings))
    earlier = [c for c in clusters if is_background(c, date.value)]
    position_clusters = [c for c in clusters if c not in earlier]
    outcomes = fuse_outcomes(readings, parties=parties, participants=participants)
    confirmations = _confirmations(readings)
    origin = origins(documents)
    disagreements = find_disagreements(
        readings,
        mains=mains,
        whens=whens,
        places=places,
        red_lines=line_clusters,
        positions=position_clusters,
    )
    against = outweighed(disagreements)
    opposed = at_odds(parties, participants)
    red_lines = tuple(
        sorted(
            (contested(aimed(fuse_red_line(c, sides), opposed), against) for c in line_clusters),
            key=red_line_order,
        )
    )
    positions = tuple(_ordered(contested(fuse_position(c, sides), against) for c in position_clusters))
    cited = [
        *meeting.evidence,
        *_proof(participants),
        *_proof(red_lines),
        *_proof(positions),
        *_proof(outcomes),
        *_proof(confirmations),
    ]
    return Brief(
        title=title(meeting, parties, date, location),
        bottom_line=compose(
            meeting=meeting,
            parties=parties,
            date=date,
            location=location,
            red_lines=red_lines,
            outcomes=outcomes,
            disagreements=disagreements,
            documents=len(documents),
        ),
        documents=tuple(
            Source(
                id=d.id,
                outlet=d.outlet,
                title=d.title,
                published=d.published,
                sha256=d.sha256,
                chars=len(d.text),
                path=d.source,
                copy_of=origin[d.id] if origin[d.id] != d.id else None,
            )
            for d in documents
        ),
        meeting=meeting,
        date=date,
        location=location,
        participants=participants,
        mentioned=mentioned,
        confirmations=confirmations,
        red_lines=red_lines,
        positions=positions,
        outcomes=outcomes,
        disagreements=disagreements,
        not_established=find_gaps(
            meeting=meeting,
            date=date,
            location=location,
            parties=parties,
            participants=participants,
            red_lines=red_lines,
            positions=positions,
            outcomes=outcomes,
            disagreements=disagreements,
            origin=origin,
        ),
        other_meetings=tuple(
            other_meeting(m)
            for r in readings
            for m in r.meetings
            if mains.get(r.document.id) is not m and m.claim.kind != "statement"
        ),
        background=background(_ordered(fuse_position(c, sides) for c in earlier)),
        excluded=_excluded(readings),
        coverage=cover(documents, cited),
        warnings=(*warnings, *notices(readings, origin)),
        provenance=Provenance(
            version=version,
            schema_version=SCHEMA_VERSION,
            readings=tuple(r.usage for r in readings),
        ),
    )


def _meeting(mains: Mapping[str, Grounded[Meeting]]) -> MeetingSummary:
    if not mains:
        return MeetingSummary(kind="none", status=None, level=None, purpose=None)
    # what was announced has been told since: a report that it took place, or did not, comes before its announcement
    claims = sorted((m.claim for m in mains.values()), key=lambda claim: claim.status == "planned")
    return MeetingSummary(
        kind=claims[0].kind,
        status=claims[0].status,
        level=next((c.level for c in claims if c.level), None),
        purpose=next((c.purpose for c in claims if c.purpose), None),
        evidence=unique(e for m in mains.values() for e in m.evidence[:1]),
    )


def _parties(mains: Mapping[str, Grounded[Meeting]], readings: Iterable[VerifiedReading]) -> tuple[str, ...]:
    """Those taking part, sorted; without a meeting, those who state something."""
    taking_part = {name for m in mains.values() for name in parties_of(m.claim)}
    if not mains:
        taking_part = {canonical(item.claim.holder) for r in readings for item in r.red_lines}
        taking_part |= {canonical(item.claim.holder) for r in readings for item in r.positions}
    return tuple(sorted(taking_part))


def _confirmations(readings: Iterable[VerifiedReading]) -> tuple[PartyConfirmation, ...]:
    told: dict[tuple[str, str], list[Evidence]] = {}
    for reading in readings:
        for item in reading.confirmations:
            told.setdefault((canonical(item.claim.party), item.claim.stance), []).extend(item.evidence)
    return tuple(
        PartyConfirmation.model_validate({"party": party, "stance": stance, "evidence": unique(evidence)})
        for (party, stance), evidence in sorted(told.items())
    )


def _proof(claims: Iterable[Proven]) -> Iterator[Evidence]:
    for claim in claims:
        yield from claim.evidence


def _ordered(claims: Iterable[C]) -> list[C]:
    return sorted(claims, key=lambda c: (c.evidence[0].doc, c.evidence[0].start, c.holder))


def _excluded(readings: Iterable[VerifiedReading]) -> tuple[Excluded, ...]:
    # Behind a colon stands the reading's own word, for who corrects it: an invented name has no place in a brief.
    reasons = Counter(
        reason.partition(": ")[0]
        for reading in readings
        for reason in (*(q.reason for q in reading.refused), *(why for _, why in reading.dropped))
    )
    return tuple(Excluded(reason=reason, count=count) for reason, count in sorted(reasons.items()))


if TYPE_CHECKING:
    from typing import Protocol, TypeVar

    from summarizer.models.brief import StatedPosition, StatedRedLine

    C = TypeVar("C", StatedRedLine, StatedPosition)

    class Proven(Protocol):
        """Anything with evidence."""

        @property
        def evidence(self) -> tuple[Evidence, ...]: ...
