"""Which red lines and positions of two briefs are one: the same holder's, on one matter, in whatever words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from summarizer.changes.pairing import Paired, Told, nearness, one_party, pair, share_words
from summarizer.fusion.likeness import likeness, terms
from summarizer.fusion.opposition import differing_counts, negative, opposed
from summarizer.fusion.statements import FAMILIES, SAME_STATEMENT, SAME_TRIGGER
from summarizer.models.brief import StatedPosition, StatedRedLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.models.base import PositionKind

C = TypeVar("C", StatedRedLine, StatedPosition)
Statement = Told[StatedRedLine] | Told[StatedPosition]

OTHER_KIND: Final = 0.75
"""Share of terms in common from which two positions are one whose kind changed, where outlets would not mix the kinds."""
SAME_WORDS: Final = 0.25
"""The same where both cite the same words: enough to tell the two halves of one sentence apart."""


class Compared(NamedTuple):
    """Statements of two times, matched."""

    lines: Paired[StatedRedLine, StatedRedLine]
    positions: Paired[StatedPosition, StatedPosition]
    risen: tuple[tuple[Told[StatedRedLine], Told[StatedPosition]], ...]
    """New red lines, each with the old position that it was."""
    fallen: tuple[tuple[Told[StatedRedLine], Told[StatedPosition]], ...]
    """Old red lines, each with the new position that it is."""


def match(old: Sequence[Statement], new: Sequence[Statement]) -> Compared:
    """Match the statements of two times, each with one at most."""
    lines = pair(_lines(old), _lines(new), _line_likeness)
    positions = pair(_positions(old), _positions(new), _position_likeness)
    risen = pair(lines.new, positions.dropped, _across)
    fallen = pair(lines.dropped, positions.new, _across)
    return Compared(
        Paired(lines.both, dropped=fallen.dropped, new=risen.dropped),
        Paired(positions.both, dropped=risen.new, new=fallen.new),
        risen.both,
        fallen.both,
    )


def _lines(statements: Sequence[Statement]) -> list[Told[StatedRedLine]]:
    return [s for s in statements if isinstance(s.item, StatedRedLine)]


def _positions(statements: Sequence[Statement]) -> list[Told[StatedPosition]]:
    return [s for s in statements if isinstance(s.item, StatedPosition)]


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
