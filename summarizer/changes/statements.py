"""Red lines and positions of two briefs: which changed and how far their holder moved, which only said it anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from summarizer.changes.grades import crossing_step, kind_of_steps, line_steps, position_steps
from summarizer.changes.matching import Statement, match
from summarizer.changes.pairing import Paired, Told, told
from summarizer.models.brief import StatedPosition, StatedRedLine
from summarizer.models.changes import Change, Same, Step, Version

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from summarizer.models.brief import Brief
    from summarizer.models.changes import ChangeKind, Direction, Part

C = TypeVar("C", StatedRedLine, StatedPosition)


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
        return kind_of_steps(self.steps) if self.steps else None


def statements_of(brief: Brief) -> list[Statement]:
    """Red lines and positions of a brief, ready to be compared."""
    return [*told(brief, brief.red_lines, _line_says), *told(brief, brief.positions, _position_says)]


def moves(old: Sequence[Statement], new: Sequence[Statement]) -> list[Move]:
    """Each of the new statements with that of the old ones which is on the same matter, if one is."""
    found = match(old, new)
    made = [Move(line, position, (crossing_step("harder"),)) for line, position in found.risen]
    made += [Move(position, line, (crossing_step("softer"),)) for line, position in found.fallen]
    made += [Move(after, before, tuple(line_steps(before, after))) for before, after in found.lines.both]
    made += [
        Move(after, before, tuple(position_steps(before, after))) for before, after in found.positions.both
    ]
    made += [Move(line, None) for line in found.lines.new]
    return made + [Move(position, None) for position in found.positions.new]


def statement_changes(old: Brief, new: Brief) -> tuple[list[Change], list[Same]]:
    """What changed among red lines and positions, and what was taken for the same in other words."""
    found = match(statements_of(old), statements_of(new))
    crossed = [
        *(_crossing(_position_version(p), _line_version(line), "harder") for line, p in found.risen),
        *(_crossing(_line_version(line), _position_version(p), "softer") for line, p in found.fallen),
    ]
    line_changes, line_same = _entries("red_lines", found.lines, _line_version, line_steps)
    position_changes, position_same = _entries(
        "positions", found.positions, _position_version, position_steps
    )
    return [*crossed, *line_changes, *position_changes], [*line_same, *position_same]


def _line_says(line: StatedRedLine) -> tuple[object, ...]:
    wordings = sorted({line.trigger, *line.variants})
    graded = (line.status, line.explicit, line.firmness, line.specificity, line.credibility)
    return line.holder, line.target, *wordings, line.consequence, *graded


def _position_says(position: StatedPosition) -> tuple[object, ...]:
    graded = (position.kind, position.firmness, position.credibility)
    return position.holder, position.target, position.topic, position.statement, *graded


def _crossing(old: Version, new: Version, direction: Direction) -> Change:
    """A position that has become a red line, or a red line that is a position now."""
    kind: ChangeKind = "hardened" if direction == "harder" else "softened"
    return Change(part="red_lines", kind=kind, steps=(crossing_step(direction),), old=old, new=new)


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
            changes.append(Change(part=part, kind=kind_of_steps(found), steps=tuple(found), old=old, new=new))
        elif _plain(old.text) != _plain(new.text):
            reworded.append(Same(part=part, old=old, new=new))
    return changes, reworded


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


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
