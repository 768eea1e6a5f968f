"""Red lines and positions of two briefs: which are the same, and how far their holder moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from summarizer.changes.pairing import Paired, Told, nearness, one_party, pair, share_words, told
from summarizer.fusion.firmness import ORDER
from summarizer.fusion.likeness import likeness, terms
from summarizer.fusion.opposition import differing_counts, negative, opposed
from summarizer.fusion.statements import FAMILIES, SAME_STATEMENT, SAME_TRIGGER
from summarizer.models.brief import Claimed, StatedPosition, StatedRedLine
from summarizer.models.changes import Change, Same, Step, Version

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from summarizer.models.base import PositionKind, RedLineStatus, Specificity
    from summarizer.models.brief import Brief
    from summarizer.models.changes import ChangeKind, Direction, Part

C = TypeVar("C", StatedRedLine, StatedPosition)
Statement = Told[StatedRedLine] | Told[StatedPosition]

OTHER_KIND: Final = 0.75
"""Share of terms in common from which two positions are one whose kind changed, where outlets would not mix the kinds."""
SAME_WORDS: Final = 0.25
"""The same where both cite the same words: enough to tell the two halves of one sentence apart."""

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


@dataclass(frozen=True, slots=True)
class Move:
    """A statement against the one before it on the same matter."""

    new: Statement
    old: Statement | None
    """None where nothing was said on it before."""
    steps: tuple[Step, ...] = ()
    """The values that differ."""

    @property
    def kind(self) -> ChangeKind | None:
        """How the holder moved; None where nothing differs."""
        if self.old is None:
            return "new"
        return _kind(self.steps) if self.steps else None


def statements_of(brief: Brief) -> list[Statement]:
    """Red lines and positions of a brief, ready to be compared."""
    return [*told(brief, brief.red_lines, _line_says), *told(brief, brief.positions, _position_says)]


def moves(old: Sequence[Statement], new: Sequence[Statement]) -> list[Move]:
    """Each of the new statements with that of the old ones which is on the same matter, if one is."""
    found = _compare(old, new)
    made = [Move(line, position, (_crossing_step("harder"),)) for line, position in found.risen]
    made += [Move(position, line, (_crossing_step("softer"),)) for line, position in found.fallen]
    made += [Move(after, before, tuple(_line_steps(before, after))) for before, after in found.lines.both]
    made += [
        Move(after, before, tuple(_position_steps(before, after))) for before, after in found.positions.both
    ]
    made += [Move(line, None) for line in found.lines.new]
    return made + [Move(position, None) for position in found.positions.new]


def statement_changes(old: Brief, new: Brief) -> tuple[list[Change], list[Same]]:
    """What changed among red lines and positions, and what was taken for the same in other words."""
    found = _compare(statements_of(old), statements_of(new))
    crossed = [
        *(_crossing(_position_version(p), _line_version(line), "harder") for line, p in found.risen),
        *(_crossing(_line_version(line), _position_version(p), "softer") for line, p in found.fallen),
    ]
    line_changes, line_same = _entries("red_lines", found.lines, _line_version, _line_steps)
    position_changes, position_same = _entries(
        "positions", found.positions, _position_version, _position_steps
    )
    return [*crossed, *line_changes, *position_changes], [*line_same, *position_same]


class _Compared(NamedTuple):
    """Statements of two times, matched."""

    lines: Paired[StatedRedLine, StatedRedLine]
    positions: Paired[StatedPosition, StatedPosition]
    risen: tuple[tuple[Told[StatedRedLine], Told[StatedPosition]], ...]
    """New red lines, each with the old position that it was."""
    fallen: tuple[tuple[Told[StatedRedLine], Told[StatedPosition]], ...]
    """Old red lines, each with the new position that it is."""


def _compare(old: Sequence[Statement], new: Sequence[Statement]) -> _Compared:
    lines = pair(_lines(old), _lines(new), _line_likeness)
    positions = pair(_positions(old), _positions(new), _position_likeness)
    risen = pair(lines.new, positions.dropped, _across)
    fallen = pair(lines.dropped, positions.new, _across)
    return _Compared(
        Paired(lines.both, dropped=fallen.dropped, new=risen.dropped),
        Paired(positions.both, dropped=risen.new, new=fallen.new),
        risen.both,
        fallen.both,
    )


def _lines(statements: Sequence[Statement]) -> list[Told[StatedRedLine]]:
    return [s for s in statements if isinstance(s.item, StatedRedLine)]


def _positions(statements: Sequence[Statement]) -> list[Told[StatedPosition]]:
    return [s for s in statements if isinstance(s.item, StatedPosition)]


def _line_says(line: StatedRedLine) -> tuple[object, ...]:
    wordings = sorted({line.trigger, *line.variants})
    graded = (line.status, line.explicit, line.firmness, line.specificity, line.credibility)
    return line.holder, line.target, *wordings, line.consequence, *graded


def _position_says(position: StatedPosition) -> tuple[object, ...]:
    graded = (position.kind, position.firmness, position.credibility)
    return position.holder, position.target, position.topic, position.statement, *graded


def _line_likeness(a: Told[StatedRedLine], b: Told[StatedRedLine]) -> float:
    """How surely two red lines are one: the holder's, against the same party, on one act in whatever words."""
    one, other = a.item, b.item
    if not one_party(one.holder, other.holder):
        return 0.0
    same_words = share_words(a, b)
    if not same_words and one.target and other.target and not one_party(one.target, other.target):
        return 0.0
    own = {f"party:{name}" for claim in (one, other) for name in (claim.holder, claim.target) if name}
    best = 0.0
    for first in (one.trigger, *one.variants):
        for second in (other.trigger, *other.variants):
            if first.casefold() == second.casefold():
                best = 1.0
                continue
            left, right = terms(first) - own, terms(second) - own
            alike = likeness(left, right)
            # As in fusion: one word in common says nothing unless it is all that one of them says.
            if alike >= (SAME_TRIGGER if len(left & right) > 1 else 1):
                best = max(best, (alike + nearness(left, right)) / 2)
    return best + same_words


def _position_likeness(a: Told[StatedPosition], b: Told[StatedPosition]) -> float:
    """How surely two positions are one: the holder's, on one matter, neither excluding the other."""
    one, other = a.item, b.item
    if not one_party(one.holder, other.holder):
        return 0.0
    own = {f"party:{one.holder}", f"party:{other.holder}"}
    stated = _alike(one.statement, other.statement, own)
    printed = _alike(_words(a), _words(b), own)
    same_words = share_words(a, b)
    if one.statement.casefold() == other.statement.casefold():
        stated = 1.0
    elif not same_words or stated < SAME_WORDS:
        least = SAME_STATEMENT if _kin(one.kind, other.kind) else OTHER_KIND
        if max(stated, printed) < least or _excluded(one.statement, other.statement):
            return 0.0
    near = nearness(terms(one.statement), terms(other.statement))
    return (stated + printed + near) / 3 + 0.5 * same_words + 0.1 * (one.kind == other.kind)


def _across(line: Told[StatedRedLine], position: Told[StatedPosition]) -> float:
    """How surely a position is on the very act that a red line forbids, and against it.

    The same words cannot tell of a move: then it is the reading that differs, and both are told.
    """
    one, other = line.item, position.item
    if one.status != "active" or not one_party(one.holder, other.holder) or share_words(line, position):
        return 0.0
    if one.target and other.target and not one_party(one.target, other.target):
        return 0.0
    if not (other.kind in {"threat", "demand", "condemnation"} or negative(other.statement)):
        return 0.0
    own = {f"party:{name}" for claim in (one, other) for name in (claim.holder, claim.target) if name}
    best = max(_alike(words, other.statement, own) for words in (one.trigger, *one.variants))
    return best if best >= OTHER_KIND else 0.0


def _crossing(old: Version, new: Version, direction: Direction) -> Change:
    """A position that has become a red line, or a red line that is a position now."""
    kind: ChangeKind = "hardened" if direction == "harder" else "softened"
    return Change(part="red_lines", kind=kind, steps=(_crossing_step(direction),), old=old, new=new)


def _crossing_step(direction: Direction) -> Step:
    old, new = ("position", "red line") if direction == "harder" else ("red line", "position")
    return Step(field="kind", old=old, new=new, direction=direction)


def _alike(first: str, second: str, own: set[str]) -> float:
    left, right = terms(first) - own, terms(second) - own
    return likeness(left, right) if len(left & right) > 1 else 0.0


def _excluded(first: str, second: str) -> bool:
    """Whether one denies what the other says; another number of the same things is a change, not another matter."""
    return opposed(first, second) and not differing_counts(first, second)


def _kin(a: PositionKind, b: PositionKind) -> bool:
    """Whether two outlets may give the two kinds to one statement, or one step leads from one to the other."""
    return a == b or "position" in {a, b} or any(a in family and b in family for family in FAMILIES)


def _words(told_: Told[C]) -> str:
    return " ".join(sorted({e.exact for e in told_.evidence}))


def _entries(
    part: Part,
    paired: Paired[C, C],
    version: Callable[[Told[C]], Version],
    steps: Callable[[Told[C], Told[C]], list[Step]],
) -> tuple[list[Change], list[Same]]:
    changes = [Change(part=part, kind="dropped", old=version(item), new=None) for item in paired.dropped]
    changes += [Change(part=part, kind="new", old=None, new=version(item)) for item in paired.new]
    reworded = []
    for before, after in paired.both:
        old, new = version(before), version(after)
        if found := steps(before, after):
            changes.append(Change(part=part, kind=_kind(found), steps=tuple(found), old=old, new=new))
        elif _plain(old.text) != _plain(new.text):
            reworded.append(Same(part=part, old=old, new=new))
    return changes, reworded


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _kind(steps: Sequence[Step]) -> ChangeKind:
    """Hardened or softened where every step that counts leads there; a step each way is neither."""
    directions = {step.direction for step in steps if step.direction}
    if directions == {"harder"}:
        return "hardened"
    return "softened" if directions == {"softer"} else "changed"


def _line_version(line: Told[StatedRedLine]) -> Version:
    claim = line.item
    return Version(party=claim.holder, target=claim.target, text=claim.trigger, evidence=line.evidence)


def _position_version(position: Told[StatedPosition]) -> Version:
    claim = position.item
    return Version(
        party=claim.holder,
        target=claim.target,
        text=f"{claim.kind}: {claim.statement}",
        evidence=position.evidence,
    )


def _line_steps(before: Told[StatedRedLine], after: Told[StatedRedLine]) -> list[Step]:
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


def _position_steps(before: Told[StatedPosition], after: Told[StatedPosition]) -> list[Step]:
    old, new = before.item, after.item
    steps = []
    if not share_words(before, after) and (way := _kind_way(old.kind, new.kind)):
        steps.append(Step(field="kind", old=old.kind, new=new.kind, direction=way))
    steps += _firmness(before, after, counts=not {old.kind, new.kind} & CONCILIATORY)
    steps += _numbers("numbers", old.statement, new.statement)
    if old.target and new.target and not one_party(old.target, new.target):
        steps.append(Step(field="target", old=old.target, new=new.target))
    return [*steps, *_credibility(old, new)]


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


def _numbers(field: Field, old: str, new: str) -> list[Step]:
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


if TYPE_CHECKING:
    from typing import Literal

    Field = Literal["trigger", "numbers"]
