"""Who joined, who left, and whose part is another."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from summarizer.changes.pairing import one_party, one_person, pair, told
from summarizer.fusion.people import TRANSLITERATED, is_generic
from summarizer.models.changes import Change, Step, Version
from summarizer.resolve.actors import mixed_scripts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.changes.pairing import Told
    from summarizer.models.brief import Brief, PersonOrDelegation


def people_changes(old: Brief, new: Brief) -> list[Change]:
    """What changed among participants.

    A delegation of which nothing but its side is known is there in the other brief as well, if anyone of that side is.
    Whether attendance is announced or reported is told unless the meeting's own status says it for all.
    """
    paired = pair(told(old, old.participants, _says), told(new, new.participants, _says), _likeness)
    told_by_status = old.meeting.status != new.meeting.status
    changes = [
        Change(part="participants", kind="dropped", old=_version(item), new=None)
        for item in paired.dropped
        if not _known_by_side(item.item, new.participants)
    ]
    changes += [
        Change(part="participants", kind="new", old=None, new=_version(item))
        for item in paired.new
        if not _known_by_side(item.item, old.participants)
    ]
    for before, after in paired.both:
        if steps := _steps(before.item, after.item, basis=not told_by_status):
            changes.append(
                Change(
                    part="participants",
                    kind="changed",
                    steps=tuple(steps),
                    old=_version(before),
                    new=_version(after),
                )
            )
    return changes


def _says(person: PersonOrDelegation) -> tuple[object, ...]:
    return person.name, person.descriptor, person.side, person.role, person.basis, *sorted(person.surfaces)


def _known_by_side(person: PersonOrDelegation, others: Sequence[PersonOrDelegation]) -> bool:
    if person.name or not person.side or not is_generic(person.descriptor or ""):
        return False
    return any(other.side and one_party(person.side, other.side) for other in others)


def _likeness(a: Told[PersonOrDelegation], b: Told[PersonOrDelegation]) -> float:
    one, other = a.item, b.item
    if one.name and other.name:
        # The side may change: somebody may act for another party now. It only weighs.
        names, others = (one.name, *one.surfaces), (other.name, *other.surfaces)
        side = _same_side(one, other)
        if any(one_person(x, y) for x in names for y in others):
            return 1 + 0.5 * side
        return 0.8 if side and any(_transliterated(x, y) for x in names for y in others) else 0.0
    if one.name or other.name or not _same_side(one, other):
        return 0.0
    first, second = one.descriptor or "", other.descriptor or ""
    if first.casefold() == second.casefold():
        return 1.0
    return 0.5 if is_generic(first) and is_generic(second) else 0.0


def _transliterated(a: str, b: str) -> bool:
    """Whether two names are one in two transliterations: `Vitali Karanchuk`, `Vital Karanczuk`."""
    if mixed_scripts(a) or mixed_scripts(b):
        return False  # a look-alike is no transliteration
    return SequenceMatcher(None, a.casefold(), b.casefold()).ratio() >= TRANSLITERATED


def _same_side(a: PersonOrDelegation, b: PersonOrDelegation) -> bool:
    return a.side is not None and b.side is not None and one_party(a.side, b.side)


def _version(person: Told[PersonOrDelegation]) -> Version:
    who = person.item
    titles = f" ({who.titles[0]})" if who.titles else ""
    return Version(
        party=who.side,
        text=f"{who.name or who.descriptor}{titles}, {who.role if who.role != 'unknown' else 'part not stated'}",
        evidence=person.evidence,
    )


def _steps(old: PersonOrDelegation, new: PersonOrDelegation, *, basis: bool) -> list[Step]:
    steps = []
    if "unknown" not in {old.role, new.role} and old.role != new.role:
        steps.append(Step(field="role", old=old.role, new=new.role))
    if basis and old.basis != new.basis:
        steps.append(Step(field="basis", old=old.basis, new=new.basis))
    if old.side and new.side and not _same_side(old, new):
        steps.append(Step(field="side", old=old.side, new=new.side))
    return steps
