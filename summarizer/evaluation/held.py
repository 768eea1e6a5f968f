"""The score of what a party holds: red lines and positions, strict ones beside all, finds apart from flips."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from summarizer.evaluation.align import any_same, assign, one_party
from summarizer.evaluation.counts import Tally
from summarizer.evaluation.sameness import same_chain, same_side
from summarizer.evaluation.verdicts import judge, overlapping, worth
from summarizer.fusion.likeness import content_words, likeness
from summarizer.grounding.paraphrase import negative

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from summarizer.evaluation.labels import Held, Line, Position
    from summarizer.evaluation.verdicts import CaseScore

H = TypeVar("H", bound="Held")


def score_red_lines(result: CaseScore, gold: Sequence[Line], found: Sequence[Line]) -> None:
    """Score red lines into `result`; strict ones have status, target and trigger right."""

    def wrong(label: Line, claim: Line) -> tuple[str, ...]:
        trigger = likeness(content_words(label.trigger), content_words(claim.trigger)) >= _SAME_TRIGGER
        told = (
            ("status", label.status == claim.status),
            ("target", same_side(label.target, claim.target)),
            ("trigger", trigger),
        )
        return tuple(name for name, right in told if not right)

    pairs = _held(
        result, "red lines", gold, found, wrong, lambda a, b: (a.status in _DROPPED) != (b.status in _DROPPED)
    )
    if all(line.optional for line in gold):
        result.counts.fact("no red line where there is none", len(pairs) == len(found))


_DROPPED = frozenset(("negated", "rescinded"))
_SAME_TRIGGER = 0.5
"""Share of the content words of the shorter trigger that the longer one has; their evidence overlaps already."""


def score_positions(result: CaseScore, gold: Sequence[Position], found: Sequence[Position]) -> None:
    """Score positions into `result`; strict ones have kind and speaker right."""

    def wrong(label: Position, claim: Position) -> tuple[str, ...]:
        told = (("kind", label.kind == claim.kind), ("speaker", same_chain(label.chains, claim.chains)))
        return tuple(name for name, right in told if not right)

    pairs = _held(result, "positions", gold, found, wrong, _opposite)
    for i, j in pairs:
        if not gold[i].optional:
            right = same_chain(gold[i].chains, found[j].chains)
            result.counts.fact("attribution of positions", right)


def _opposite(label: Position, claim: Position) -> bool:
    """Whether one of two statements turns round the words that prove it: "seeks war" for "does not seek war"."""
    if _negative(label.statement) == _negative(claim.statement):
        return False
    return _faithful(label) != _faithful(claim)


def _faithful(item: Position) -> bool:
    """Whether a statement denies something just where its own words do."""
    return _negative(item.statement) == _negative(item.words)


_negative = lru_cache(maxsize=50_000)(negative)


def _held(
    result: CaseScore,
    name: str,
    gold: Sequence[H],
    found: Sequence[H],
    wrong: Callable[[H, H], tuple[str, ...]],
    opposite: Callable[[H, H], bool],
) -> list[tuple[int, int]]:
    """Pair, part finds from flips, and count the field loosely and strictly; the pairs that are finds."""

    again, told_again = _repeated(gold), _repeated(found)

    def may_pair(i: int, j: int) -> bool:
        if i in again or j in told_again:
            return False
        return overlapping(gold[i], found[j]) and any_same(gold[i].holders, found[j].holders, one_party)

    def value(i: int, j: int) -> float:
        label, claim = gold[i], found[j]
        if not may_pair(i, j) or opposite(label, claim):
            return 0.0
        faults = wrong(label, claim)
        return worth(label, claim, not faults, "speaker" not in faults)

    finds = assign(gold, found, value)
    labels, claims = {i for i, _ in finds}, {j for _, j in finds}

    def turned(i: int, j: int) -> float:
        if i in labels or j in claims or not may_pair(i, j) or not opposite(gold[i], found[j]):
            return 0.0
        return worth(gold[i], found[j])

    flipped = assign(gold, found, turned)  # of what found no partner, so that no flip costs a find
    pairs = [*finds, *flipped]
    faults = {(i, j): wrong(gold[i], found[j]) for i, j in finds}
    judge(result, name, gold, found, finds, flipped=flipped, faults=faults)
    strict = [pair for pair in finds if not faults[pair]]
    tally = Tally(
        tp=sum(not gold[i].optional for i, _ in strict),
        fp=len(found)
        - sum(gold[i].optional for i, _ in pairs)
        - sum(not gold[i].optional for i, _ in strict),
        fn=sum(not label.optional for label in gold) - sum(not gold[i].optional for i, _ in strict),
    )
    result.counts.fields[f"{name}, strict"] = tally
    return finds


def _repeated(items: Sequence[Held]) -> set[int]:
    """Indices of items that only say again what an earlier one says: the same holder, words and statement."""
    seen: set[Held] = set()
    again: set[int] = set()
    for index, item in enumerate(items):
        bare = replace(item, shown="", optional=False)
        if bare in seen:
            again.add(index)
        seen.add(bare)
    return again
