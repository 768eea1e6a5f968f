"""Whether, when and where the meeting took place, and which parties say so."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from summarizer.changes.pairing import one_party
from summarizer.fusion.occasion import apart
from summarizer.fusion.people import unique
from summarizer.fusion.wording import place_words, spoken_date
from summarizer.models.changes import Change, Step, Version

if TYPE_CHECKING:
    from collections.abc import Callable

    from summarizer.models.brief import Brief, Location, MeetingDate
    from summarizer.models.changes import Part, StepField
    from summarizer.models.evidence import Evidence


def occasion_changes(old: Brief, new: Brief) -> list[Change]:
    """What changed about the meeting itself: status, date, place, who confirms it."""
    found = []
    if old.meeting.status != new.meeting.status:
        found.append(_changed("status", "status", old, new, lambda b: (b.meeting.status, b.meeting.evidence)))
    if _other_date(old.date, new.date):
        found.append(_changed("date", "value", old, new, _date))
    if _moved(old.location, new.location):
        found.append(_changed("place", "value", old, new, _place))
    return [*found, *_confirmations(old, new)]


def _changed(
    part: Part,
    field: StepField,
    old: Brief,
    new: Brief,
    tell: Callable[[Brief], tuple[str | None, tuple[Evidence, ...]]],
) -> Change:
    (before, old_evidence), (after, new_evidence) = tell(old), tell(new)
    return Change(
        part=part,
        kind="changed",
        steps=(Step(field=field, old=before, new=after),),
        old=Version(party=None, text=before or "not established", evidence=old_evidence),
        new=Version(party=None, text=after or "not established", evidence=new_evidence),
    )


def _other_date(old: MeetingDate, new: MeetingDate) -> bool:
    """Whether the dates differ, in days or in how exact they are; one report may tell of the last day only."""
    if old.value is None or new.value is None:
        return old.value != new.value
    return old.precision != new.precision or apart(old.value, new.value) > 0


def _date(brief: Brief) -> tuple[str | None, tuple[Evidence, ...]]:
    value = brief.date.value
    return spoken_date(value) if value else None, brief.date.evidence


def _place(brief: Brief) -> tuple[str | None, tuple[Evidence, ...]]:
    return place_words(brief.location), brief.location.evidence


def _moved(old: Location, new: Location) -> bool:
    """Whether country or town differ; a town that one brief alone gives is a difference, a venue's wording is none."""
    return old.country != new.country or _folded(old.locality) != _folded(new.locality)


def _folded(name: str | None) -> str:
    """A place name without accents: two outlets print `Cúcuta` and `Cucuta`."""
    letters = unicodedata.normalize("NFKD", name or "")
    return "".join(c for c in letters if not unicodedata.combining(c)).casefold()


def _confirmations(old: Brief, new: Brief) -> list[Change]:
    """Parties that say something else of the meeting now; each party once, whatever it has said."""
    parties: list[str] = []
    for item in (*old.confirmations, *new.confirmations):
        if not any(one_party(item.party, known) for known in parties):
            parties.append(item.party)
    found = []
    for party in sorted(parties):
        before, after = _stance(old, party), _stance(new, party)
        if before is None or after is None:
            kind = "new" if before is None else "dropped"
            found.append(Change(part="confirmations", kind=kind, old=before, new=after))
        elif before.text != after.text:
            step = Step(field="stance", old=before.text, new=after.text)
            found.append(Change(part="confirmations", kind="changed", steps=(step,), old=before, new=after))
    return found


def _stance(brief: Brief, party: str) -> Version | None:
    said = [item for item in brief.confirmations if one_party(item.party, party)]
    if not said:
        return None
    stances = sorted({item.stance.replace("_", " ") for item in said})
    return Version(
        party=min(item.party for item in said),
        text=" and ".join(stances),
        evidence=unique(e for item in said for e in item.evidence),
    )
