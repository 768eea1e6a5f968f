"""The occasion: which meeting the sources tell of, when and where it took place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, cast

from summarizer.models.brief import Anchor, Location, MeetingDate, OtherMeeting, RejectedDate
from summarizer.models.document import reported
from summarizer.resolve.actors import party
from summarizer.resolve.dates import find_dates, resolve_date
from summarizer.resolve.places import Place, resolve_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Literal

    from summarizer.models.document import Document
    from summarizer.models.evidence import Evidence
    from summarizer.models.reading import Meeting
    from summarizer.models.verified import Grounded, VerifiedReading
    from summarizer.resolve.dates import ResolvedDate

SAME_MEETING_DAYS = 3
"""Two reports of one meeting may place it this many days apart (time zones, talks of several days)."""


@dataclass(frozen=True, slots=True)
class When:
    """The date of a meeting as one document gives it."""

    doc: str
    resolved: ResolvedDate
    anchor: Anchor | None
    evidence: tuple[Evidence, ...]


def parties_of(meeting: Meeting) -> frozenset[str]:
    """Canonical names of the meeting's parties; a party that no table knows stands as printed."""
    return frozenset(known.name if (known := party(name)) else name for name in meeting.parties)


def anchor_of(document: Document) -> Anchor | None:
    """The date that relative dates of the document are counted from."""
    if document.published is None or document.published_basis is None:
        return None
    return Anchor(doc=document.id, date=document.published, basis=document.published_basis)


def when(reading: VerifiedReading, meeting: Grounded[Meeting], anchors: Sequence[Anchor]) -> When | None:
    """The date of `meeting`, counted from the document's own date or else from another document's.

    Words that name a day may stand in a sentence that tells of more: `ended four days of talks on Thursday`. Where the
    reading gives no words for the date of a meeting that was held, the sentences that prove it may.
    """
    words = meeting.claim.when
    best = _counted(words, words, reading, meeting, anchors) if words else None
    if meeting.claim.status not in {"held", "ongoing"}:
        return best
    for evidence in meeting.evidence:
        if words is not None and words.casefold() not in evidence.exact.casefold():
            continue
        dates = find_dates(evidence.exact)
        if not dates:
            continue
        wider = _counted(evidence.exact, words or dates[0].surface, reading, meeting, anchors)
        if wider is None:
            continue
        if _holds(wider.resolved, best.resolved) if best else wider.resolved.precision == "day":
            best = wider
    return best


def _counted(
    words: str,
    surface: str,
    reading: VerifiedReading,
    meeting: Grounded[Meeting],
    anchors: Sequence[Anchor],
) -> When | None:
    """The date that words stand for; `surface` is what of them names it."""
    ahead = meeting.claim.status in {"planned", "cancelled"}  # what is called off was mostly still to come
    tense: Literal["past", "future"] = "future" if ahead else "past"
    own = anchor_of(reading.document)
    for anchor in [own] if own else [*anchors, None]:
        resolved = resolve_date(words, anchor=anchor.date if anchor else None, tense=tense)
        if resolved.value or anchor is None or own:
            relative = resolved.basis in {"weekday", "relative"}
            evidence = tuple(e for e in meeting.evidence if surface.casefold() in e.exact.casefold())
            found = replace(resolved, surface=surface)
            return When(reading.document.id, found, anchor if relative else None, evidence)
    return None


def _holds(interval: ResolvedDate, day: ResolvedDate) -> bool:
    """Whether an interval holds the day that is known already."""
    if (
        interval.value is None
        or "/" not in interval.value
        or interval.precision != "day"
        or day.value is None
    ):
        return False
    return day.precision == "day" and "/" not in day.value and apart(interval.value, day.value) == 0


def span(value: str) -> tuple[date, date]:
    """First and last day of an EDTF day, interval, month or year."""
    if "/" in value:
        first, last = value.split("/", 1)
        return span(first)[0], span(last)[1]
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 3:
        day = date(parts[0], parts[1], parts[2])
        return day, day
    if len(parts) == 2:
        following = date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
        return date(parts[0], parts[1], 1), following - timedelta(days=1)
    return date(parts[0], 1, 1), date(parts[0], 12, 31)


def apart(a: str, b: str) -> int:
    """Days between two EDTF values; 0 where they touch."""
    (first_a, last_a), (first_b, last_b) = span(a), span(b)
    return max(0, (first_b - last_a).days, (first_a - last_b).days)


def fuse_date(whens: Sequence[When], documents: Sequence[Document]) -> MeetingDate:
    """The best date: the most exact, printed in full before counted, counted from the document's own date before
    another's; of two printed alike the longer stretch, since one report may tell of the last day only.
    """
    rejected = [item for document in documents for item in page_header_dates(document)]
    order = {"day": 0, "week": 1, "month": 2, "year": 3, "unknown": 4}

    def rank(candidate: When) -> tuple[bool, int, bool, bool, int]:
        resolved = candidate.resolved
        first, last = span(resolved.value) if resolved.value else (date.min, date.min)
        foreign = candidate.anchor is not None and candidate.anchor.doc != candidate.doc
        printed = resolved.basis == "absolute"
        return resolved.value is None, order[resolved.precision], not printed, foreign, (first - last).days

    ranked = sorted(whens, key=rank)
    if not ranked or ranked[0].resolved.value is None:
        rejected += [
            RejectedDate(value=None, surface=w.resolved.surface, doc=w.doc, why=w.resolved.why or "no anchor")
            for w in ranked
        ]
        return MeetingDate(
            value=None,
            precision="unknown",
            surface=ranked[0].resolved.surface if ranked else None,
            basis=None,
            anchor=None,
            rejected=tuple(rejected),
        )
    best = ranked[0]
    value = cast("str", best.resolved.value)
    agreeing = [best]
    for other in ranked[1:]:
        if other.resolved.value is None:
            why = other.resolved.why or "it cannot be resolved"
        elif apart(value, other.resolved.value) == 0:
            agreeing.append(other)
            continue
        else:
            why = f"document {best.doc} gives {value}"
        rejected.append(
            RejectedDate(value=other.resolved.value, surface=other.resolved.surface, doc=other.doc, why=why)
        )
    return MeetingDate(
        value=value,
        precision=best.resolved.precision,
        surface=best.resolved.surface,
        basis=best.resolved.basis,
        anchor=best.anchor,
        rejected=tuple(rejected),
        evidence=tuple(e for w in agreeing for e in w.evidence),
    )


def page_header_dates(document: Document) -> Iterable[RejectedDate]:
    """Dates in a page header: the day a page was made, never the article's."""
    for section in document.sections:
        if section.kind == "page_header":
            words = document.text[section.start : section.end]
            for found in find_dates(words):
                resolved = resolve_date(found.surface, anchor=None)
                if resolved.value:
                    yield RejectedDate(
                        value=resolved.value,
                        surface=found.surface,
                        doc=document.id,
                        why="it stands in a page header, which dates the page and not the article",
                    )


def place_of(reading: VerifiedReading, meeting: Grounded[Meeting]) -> Place | None:
    """Where the document says that the meeting took place.

    A state alone is made more exact by a dateline that lies in it: `talks in Jordan`, reported from Amman. So is a
    building that is named without its town.
    """
    words = meeting.claim.where
    place = resolve_place(words, context=reported(reading.document)) if words else None
    held = meeting.claim.status in {"held", "ongoing"} and meeting.claim.kind != "call"
    if held and (
        place.locality is None and place.subdivision is None if place else bool(meeting.claim.venue)
    ):
        dateline = _dateline(reading.document)
        if dateline is not None and (place is None or dateline.country == place.country):
            return dateline
    return place


def _dateline(document: Document) -> Place | None:
    """The town that a document is reported from."""
    section = next((s for s in document.sections if s.kind == "dateline"), None)
    if section is None:
        return None
    words = document.text[section.start : section.end]
    place = resolve_place(_TOWN.split(words, maxsplit=1)[0].strip(), context=reported(document))
    return place if place and place.locality and place.country else None


_TOWN: Final = re.compile(r"\s*(?:\(|[–—]|\s-|,\s*(?:\w+\.?\s\d|\d))")
"""What ends the place in a dateline: an agency, a dash, a date."""


def fuse_location(told: Sequence[tuple[Place | None, Grounded[Meeting]]]) -> Location:
    """The most exact place; a document that names a town adds it to one that names only the country."""
    places = [(place, meeting) for place, meeting in told if place]
    country = next((p.country for p, _ in places if p.country), None)
    same = [(p, m) for p, m in places if p.country in {country, None}]
    locality = next((p.locality for p, _ in same if p.locality), None)
    return Location(
        country=country,
        country_name=next((p.country_name for p, _ in same if p.country_name), None),
        subdivision=next((p.subdivision for p, _ in same if p.subdivision), None),
        locality=locality,
        venue=next((m.claim.venue for _, m in told if m.claim.venue), None),
        evidence=tuple(e for _, m in same for e in m.evidence if _gives_place(m.claim, e.exact)),
    )


def _gives_place(meeting: Meeting, words: str) -> bool:
    return any(given and given.casefold() in words.casefold() for given in (meeting.where, meeting.venue))


def other_meeting(meeting: Grounded[Meeting]) -> OtherMeeting:
    """A meeting that the brief is not on."""
    return OtherMeeting(
        kind=meeting.claim.kind,
        status=meeting.claim.status,
        parties=tuple(sorted(parties_of(meeting.claim))),
        when=meeting.claim.when,
        where=meeting.claim.where,
        evidence=meeting.evidence,
    )
