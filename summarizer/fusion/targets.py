"""For whom a red line is drawn where its words name nobody: between two parties, for the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from summarizer.resolve.actors import party

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.models.brief import PersonOrDelegation, StatedRedLine

_NEUTRAL: Final = frozenset({"mediator", "observer"})


def at_odds(parties: Sequence[str], participants: Sequence[PersonOrDelegation]) -> tuple[str, ...]:
    """The parties that deal with each other: without those whose people only mediate or observe."""
    acting = {p.side for p in participants if p.role not in _NEUTRAL}
    neutral = {p.side for p in participants if p.role in _NEUTRAL} - acting
    return tuple(name for name in parties if name not in neutral)


def aimed(line: StatedRedLine, parties: Sequence[str]) -> StatedRedLine:
    """The line with a party as its target, or with none.

    `parties` are those that deal with each other. Of two, a line that one of them draws is for the other, unless its
    words name a third. Words that name no party (`soldiers`, `fishing boats`) say what is not accepted, not from whom.
    """
    target = line.target
    if target is not None and (target == line.holder or not (target in parties or party(target))):
        target = None
    if target is None and len(parties) == 2 and line.holder in parties:
        target = next(name for name in parties if name != line.holder)
    return line if target == line.target else line.model_copy(update={"target": target})
