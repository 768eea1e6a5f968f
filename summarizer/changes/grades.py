"""Grades of two statements on one matter: which differ, and whether the holder hardened or softened by that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from summarizer.changes.pairing import Told, one_party, share_words
from summarizer.fusion.firmness import ORDER
from summarizer.fusion.opposition import differing_counts
from summarizer.models.brief import Claimed, StatedPosition, StatedRedLine
from summarizer.models.changes import Step

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    from summarizer.models.base import PositionKind, RedLineStatus, Specificity
    from summarizer.models.changes import ChangeKind, Direction

    Counted = Literal["trigger", "numbers"]

C = TypeVar("C", StatedRedLine, StatedPosition)

FIRMNESS: Final = {grade: rank for rank, grade in enumerate(reversed(ORDER))}
TERM: Final = {False: "not used", True: "used"}
"""Whether a party calls it a red line."""
SPECIFICITY: Final[dict[Specificity, int]] = {"none": 0, "vague": 1, "specific": 2}
STATUS: Final[dict[RedLineStatus, int]] = {"negated": 0, "rescinded": 0, "hypothetical": 1, "active": 2}
HARDNESS: Final[dict[PositionKind, int]] = {
    "offer": 0,
    "assurance": 0,
    "demand": 1,
    "accusation": 1,
    "condemnation": 1,
    "threat": 2,
}
"""How hard a position is by its kind. The other kinds are neither hard nor soft; a threat is harder than any."""
CONCILIATORY: Final = frozenset({"offer", "assurance"})
"""Kinds that give: a firmer assurance is no hardening."""


def line_steps(before: Told[StatedRedLine], after: Told[StatedRedLine]) -> list[Step]:
    """The grades that differ. What is no red line at all in one brief is not graded further.

    Nobody has moved who is quoted with the same words: then one reading or one more source tells more of them.
    """
    old, new = before.item, after.item
    moved = not share_words(before, after)
    steps = []
    if old.status != new.status:
        way = _way(STATUS[old.status], STATUS[new.status]) if moved else None
        steps.append(Step(field="status", old=old.status, new=new.status, direction=way))
    elif old.status == "active":
        if old.explicit != new.explicit:
            way = _way(old.explicit, new.explicit) if moved else None
            steps.append(
                Step(field="explicit", old=TERM[old.explicit], new=TERM[new.explicit], direction=way)
            )
        steps += _firmness(before, after, counts=True)
        if old.specificity != new.specificity:
            way = _way(SPECIFICITY[old.specificity], SPECIFICITY[new.specificity]) if moved else None
            steps.append(
                Step(field="consequence", old=_consequence(old), new=_consequence(new), direction=way)
            )
    steps += _numbers("trigger", _all(old), _all(new))
    return [*steps, *_credibility(old, new)]


def position_steps(before: Told[StatedPosition], after: Told[StatedPosition]) -> list[Step]:
    """The values of a position that differ."""
    old, new = before.item, after.item
    steps = []
    if not share_words(before, after) and (way := _kind_way(old.kind, new.kind)):
        steps.append(Step(field="kind", old=old.kind, new=new.kind, direction=way))
    steps += _firmness(before, after, counts=not {old.kind, new.kind} & CONCILIATORY)
    steps += _numbers("numbers", old.statement, new.statement)
    if old.target and new.target and not one_party(old.target, new.target):
        steps.append(Step(field="target", old=old.target, new=new.target))
    return [*steps, *_credibility(old, new)]


def crossing_step(direction: Direction) -> Step:
    """A position that has become a red line (harder), or a red line that is a position now (softer)."""
    old, new = ("position", "red line") if direction == "harder" else ("red line", "position")
    return Step(field="kind", old=old, new=new, direction=direction)


def kind_of_steps(steps: Sequence[Step]) -> ChangeKind:
    """Hardened or softened where every step that counts leads there; a step each way is neither."""
    directions = {step.direction for step in steps if step.direction}
    if directions == {"harder"}:
        return "hardened"
    return "softened" if directions == {"softer"} else "changed"


def _kind_way(old: PositionKind, new: PositionKind) -> Direction | None:
    if (old == "threat") != (new == "threat"):
        return "harder" if new == "threat" else "softer"
    if old in HARDNESS and new in HARDNESS:
        return _way(HARDNESS[old], HARDNESS[new])
    return None


def _firmness(before: Told[C], after: Told[C], *, counts: bool) -> list[Step]:
    """A step where the words are firmer or less firm, unless the very words are in both briefs.

    Then the party has said the same, and the other grade is another outlet's wording of it. `counts`: whether firmer
    is harder.
    """
    old, new = before.item.firmness, after.item.firmness
    if old is None or new is None or old == new or share_words(before, after):
        return []
    way = _way(FIRMNESS[old], FIRMNESS[new]) if counts else None
    return [Step(field="firmness", old=old, new=new, direction=way)]


def _consequence(line: StatedRedLine) -> str:
    return line.specificity if not line.consequence else f"{line.specificity}: {line.consequence}"


def _all(line: StatedRedLine) -> str:
    return "; ".join((line.trigger, *line.variants))


def _numbers(field: Counted, old: str, new: str) -> list[Step]:
    """A step where the two count the same things differently: 20 vessels, 12 vessels."""
    if not differing_counts(old, new):
        return []
    return [Step(field=field, old=_counted(old, new), new=_counted(new, old))]


def _counted(words: str, others: str) -> str:
    found = differing_counts(words, others).items()
    return ", ".join(f"{number:g} {unit}" for unit, (numbers, _) in found for number in sorted(numbers))


def _credibility(old: Claimed, new: Claimed) -> list[Step]:
    if old.credibility == new.credibility:
        return []
    return [Step(field="credibility", old=str(old.credibility), new=str(new.credibility))]


def _way(old: int, new: int) -> Direction | None:
    if old == new:
        return None
    return "harder" if new > old else "softer"
