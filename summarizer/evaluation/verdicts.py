"""Verdicts: what becomes of each label and each claim of a list once they are paired, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeVar

from summarizer.evaluation.align import MIN_IOU, MIN_SHARED, any_same, in_common, one_party, overlap
from summarizer.evaluation.counts import Counts, Tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.evaluation.labels import Item

T = TypeVar("T", bound="Item")

Verdict = Literal[
    "right",
    "not strict",
    "optional",
    "missed",
    "fabricated",
    "misattributed",
    "polarity flipped",
    "over-generated",
]


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a label, of a claim, or of both."""

    label: int | None
    """Index among the labels; null for a claim without one."""
    claim: int | None
    """Index among the claims; null for a label that was missed."""
    verdict: Verdict
    why: tuple[str, ...] = ()
    """What a find that is not strict gets wrong."""


@dataclass(slots=True)
class CaseScore:
    """Counts of a case, and the verdict on every item by list."""

    counts: Counts = field(default_factory=Counts)
    judged: dict[str, list[Judged]] = field(default_factory=dict)


def judge(
    result: CaseScore,
    name: str,
    gold: Sequence[T],
    found: Sequence[T],
    pairs: Sequence[tuple[int, int]],
    *,
    flipped: Sequence[tuple[int, int]] = (),
    faults: dict[tuple[int, int], tuple[str, ...]] | None = None,
) -> None:
    """Count a field and give every label and claim its verdict."""
    tally = Tally()
    judged: list[Judged] = []
    for i, j in pairs:
        why = (faults or {}).get((i, j), ())
        if gold[i].optional:
            judged.append(Judged(i, j, "optional"))
            continue
        tally.tp += 1
        judged.append(Judged(i, j, "not strict" if why else "right", why))
    for i, j in flipped:
        if gold[i].optional:  # an optional label does not earn, but its opposite costs
            judged.append(Judged(i, j, "polarity flipped"))
        else:
            tally.fn += 1
            judged.append(Judged(i, j, "polarity flipped"))
        tally.fp += 1
        result.counts.fault(name, "polarity flipped")
    taken = {i for i, _ in (*pairs, *flipped)}
    for i, label in enumerate(gold):
        if i not in taken:
            tally.fn += not label.optional
            judged.append(Judged(i, None, "optional" if label.optional else "missed"))
    paired = {j for _, j in (*pairs, *flipped)}
    for j, claim in enumerate(found):
        if j not in paired:
            tally.fp += 1
            kind = _fault(claim, gold)
            result.counts.fault(name, kind)
            judged.append(Judged(None, j, kind))
    result.counts.fields[name] = tally
    result.judged[name] = judged


def _fault(claim: Item, gold: Sequence[Item]) -> Literal["fabricated", "misattributed", "over-generated"]:
    """What an unpaired claim is."""
    if not claim.grounded or not claim.spans:
        return "fabricated"
    holders = getattr(claim, "holders", None)
    if holders is not None:
        on_it = [label for label in gold if overlap(label.spans, claim.spans) >= MIN_IOU]
        if on_it and not any(any_same(getattr(label, "holders", ()), holders, one_party) for label in on_it):
            return "misattributed"
    return "over-generated"


def worth(label: Item, claim: Item, *right: bool) -> float:
    """How well two items that may pair go together: what is right, the weightiest first, then the words in common.

    Each weight is more than all that follow it can add up to in one brief, so equal sums mean equal scores and the
    order of items cannot show.
    """
    value = overlap(label.spans, claim.spans) / _WEIGHT ** (len(right) + 2)
    for power, fact in enumerate(right, 1):
        value += fact / _WEIGHT**power
    return value + 1 / _WEIGHT ** (len(right) + 3)


_WEIGHT = 32.0


def overlapping(label: Item, claim: Item) -> bool:
    """Whether some quotation of each is the same stretch, and neither cites much beside it.

    A claim whose evidence does not stand in its source proves nothing. One that quotes everything, to be right
    somewhere, is held to what both cite: a quarter of the words of whichever cites more.
    """
    if not (label.grounded and claim.grounded) or overlap(label.spans, claim.spans) < MIN_IOU:
        return False
    shared, most = in_common(label.spans, claim.spans)
    return shared >= MIN_SHARED * most
