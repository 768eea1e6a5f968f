"""How far two annotators agree: the labels of one scored against the other's, as if they were a brief.

What either of them marked optional neither earns nor costs, so the order of the two changes no F1 and no share;
it only swaps precision and recall.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from summarizer.evaluation.counts import FACTS, FIELDS, Counts, Ratio, Tally, total
from summarizer.evaluation.labelled import of_gold
from summarizer.evaluation.labels import LISTS
from summarizer.evaluation.reports.tables import Table, bounds, points
from summarizer.evaluation.score import score
from summarizer.evaluation.statistics import interval

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from summarizer.evaluation.cases import Case
    from summarizer.evaluation.labels import Item, Labels
    from summarizer.evaluation.statistics import Interval

_UNASKED: Final = frozenset(("evidence grounded",))
"""Facts that two annotators cannot differ on: quotes that do not stand in their document are refused."""
_OPPOSITE: Final = "polarity flipped"


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A list, over all cases that both have. Shares are between 0 and 1; null where there was nothing."""

    name: str
    precision: float | None
    """Share of the second's items that the first has."""
    recall: float | None
    """Share of the first's items that the second has."""
    f1: Interval | None
    first: int
    """Items of the first annotator."""
    second: int


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact; each annotator is asked about the other's, so that every case counts twice."""

    name: str
    ratio: Ratio
    share: Interval


@dataclass(frozen=True, slots=True)
class Agreement:
    """All figures of two folders of cases."""

    cases: int
    fields: tuple[FieldRow, ...]
    facts: tuple[FactRow, ...]
    only_first: tuple[str, ...]
    """Cases that the second does not have."""
    only_second: tuple[str, ...]


def agree(first: Sequence[Case], second: Sequence[Case]) -> Agreement:
    """Score the second's labels against the first's, case by case; cases that only one has are named."""
    one, two = ({case.gold.case: case for case in cases} for cases in (first, second))
    shared = sorted(one.keys() & two.keys())
    counts = [compared(of_gold(one[name]), of_gold(two[name])) for name in shared]
    whole = total(counts)
    return Agreement(
        cases=len(shared),
        fields=tuple(_field(name, counts, whole.fields[name]) for name in FIELDS if name in whole.fields),
        facts=tuple(
            FactRow(name, whole.facts[name], share)
            for name in FACTS
            if name in whole.facts and (share := interval(counts, name)) is not None
        ),
        only_first=tuple(sorted(one.keys() - two.keys())),
        only_second=tuple(sorted(two.keys() - one.keys())),
    )


def compared(first: Labels, second: Labels) -> Counts:
    """The counts of one case: fields as the second against the first, facts of both ways together."""
    swapped = repr(second) < repr(first)  # of several equally good pairings, the same one for either order
    one, two = _without_optional(second, first) if swapped else _without_optional(first, second)
    there, back = score(one, two).counts, score(two, one).counts
    counts = Counts(fields={name: _turned(t) if swapped else t for name, t in there.fields.items()})
    for name in FACTS:
        for facts in (there.facts, back.facts):
            if name in facts and name not in _UNASKED:
                counts.facts.setdefault(name, Ratio()).add(facts[name])
    return counts


def _turned(tally: Tally) -> Tally:
    return Tally(tp=tally.tp, fp=tally.fn, fn=tally.fp)


def _without_optional(first: Labels, second: Labels) -> tuple[Labels, Labels]:
    """What both sides hold each other to.

    Optional items go, and so does a required one that has no partner but an optional one of the other side.
    """
    one, two = _kept(first, lambda item: not item.optional), _kept(second, lambda item: not item.optional)
    free_one, free_two = _kept(first, lambda item: item.optional), _kept(second, lambda item: item.optional)
    labels, claims = _paired(one, two)
    alone_one, alone_two = (
        _kept(one, lambda item: item not in labels),
        _kept(two, lambda item: item not in claims),
    )
    excused_one, _ = _paired(alone_one, free_two)
    _, excused_two = _paired(free_one, alone_two)
    return _kept(one, lambda item: item not in excused_one), _kept(two, lambda item: item not in excused_two)


def _kept(labels: Labels, wanted: Callable[[Item], bool]) -> Labels:
    """Labels with only some of their items, none of them optional any more."""
    lists: dict[str, Any] = {
        name: tuple(replace(item, optional=False) for item in items if wanted(item))
        for name in LISTS
        if (items := getattr(labels, name)) is not None
    }
    return replace(labels, **lists)


def _paired(first: Labels, second: Labels) -> tuple[set[Item], set[Item]]:
    """The items of either side that find a partner on the other; opposites are none."""
    labels: set[Item] = set()
    claims: set[Item] = set()
    for name, judged in score(first, second).judged.items():
        field = name.replace(" ", "_")
        for each in judged:
            if each.label is not None and each.claim is not None and each.verdict != _OPPOSITE:
                labels.add(getattr(first, field)[each.label])
                claims.add(getattr(second, field)[each.claim])
    return labels, claims


def _field(name: str, counts: Sequence[Counts], tally: Tally) -> FieldRow:
    return FieldRow(
        name,
        tally.precision,
        tally.recall,
        interval(counts, name),
        tally.tp + tally.fn,
        tally.tp + tally.fp,
    )


def tables(found: Agreement) -> tuple[Table, ...]:
    """The figures as tables for a terminal."""
    fields = tuple(
        (
            row.name,
            points(row.precision),
            points(row.recall),
            points(row.f1.value if row.f1 else None),
            bounds(row.f1),
            str(row.first),
            str(row.second),
        )
        for row in found.fields
    )
    facts = tuple(
        (row.name, f"{row.ratio.right} of {row.ratio.asked}", points(row.share.value), bounds(row.share))
        for row in found.facts
    )
    return (
        Table(
            f"Two annotators, {found.cases} cases in common",
            ("", "P", "R", "F1", "95 % interval", "first", "second"),
            fields,
            note="The second scored against the first. What either marked optional neither earns nor costs.",
        ),
        Table(
            "Facts that both give alike",
            ("", "alike", "%", "95 % interval"),
            facts,
            note="Each is asked about the other's labels, so every case counts twice.",
        ),
    )
