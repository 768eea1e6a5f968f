"""Counts that add up over cases, and the figures made of them: precision, recall, F1, shares."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

FIELDS: Final = (
    "participants",
    "red lines",
    "red lines, strict",
    "positions",
    "positions, strict",
    "outcomes",
    "disagreements",
    "evidence characters",
)
"""What is scored by precision, recall and F1, in the order of the report."""

HEADLINE: Final = ("participants", "red lines", "positions", "positions, strict", "outcomes")
"""The fields that comparisons are made on, with Holm's correction over them."""

FACTS: Final = (
    "date",
    "date within a day",
    "date null",
    "location",
    "country",
    "country null",
    "meeting kind",
    "meeting status",
    "side of participants",
    "role of participants",
    "title of participants",
    "bystanders left out",
    "attribution of positions",
    "status of outcomes",
    "no red line where there is none",
    "evidence grounded",
)
"""What is right or wrong, in the order of the report."""

FAULTS: Final = ("fabricated", "misattributed", "polarity flipped", "over-generated")
"""What a false positive is: its words do not stand in the source; another holder's; the opposite; all others."""


@dataclass(slots=True)
class Tally:
    """True positives, false positives and misses."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def precision(self) -> float | None:
        """Share of what was found that is right; null where nothing was found."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else None

    @property
    def recall(self) -> float | None:
        """Share of the labels that were found; null where there were none."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of both; null where there was nothing to find and nothing was found."""
        total = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / total if total else None

    def add(self, other: Tally) -> None:
        """Add another case's counts."""
        self.tp, self.fp, self.fn = self.tp + other.tp, self.fp + other.fp, self.fn + other.fn


@dataclass(slots=True)
class Ratio:
    """How many of the asked were right."""

    right: int = 0
    asked: int = 0

    @property
    def share(self) -> float | None:
        """Right out of asked; null where nothing was asked."""
        return self.right / self.asked if self.asked else None

    def add(self, other: Ratio) -> None:
        """Add another case's counts."""
        self.right, self.asked = self.right + other.right, self.asked + other.asked


@dataclass(slots=True)
class Counts:
    """All counts of one case, or of many. A field that is missing was not annotated."""

    fields: dict[str, Tally] = field(default_factory=dict)
    facts: dict[str, Ratio] = field(default_factory=dict)
    faults: dict[str, dict[str, int]] = field(default_factory=dict)
    """False positives by field and kind of fault."""
    readings: int = 1
    """How many readings are added up: repeats of one case count as one case."""

    def add(self, other: Counts) -> None:
        """Add another case's counts."""
        for name, tally in other.fields.items():
            self.fields.setdefault(name, Tally()).add(tally)
        for name, ratio in other.facts.items():
            self.facts.setdefault(name, Ratio()).add(ratio)
        for name, kinds in other.faults.items():
            mine = self.faults.setdefault(name, {})
            for kind, number in kinds.items():
                mine[kind] = mine.get(kind, 0) + number

    def fact(self, name: str, right: bool) -> None:
        """Note that something was asked, and whether it was right."""
        self.facts.setdefault(name, Ratio()).add(Ratio(int(right), 1))

    def fault(self, name: str, kind: str) -> None:
        """Note a false positive of a field."""
        kinds = self.faults.setdefault(name, {})
        kinds[kind] = kinds.get(kind, 0) + 1


def total(several: Iterable[Counts]) -> Counts:
    """The sum of counts: micro figures are made of it."""
    whole = Counts()
    for one in several:
        whole.add(one)
    return whole


def macro_f1(several: Iterable[Counts], name: str) -> float | None:
    """Mean of the cases' own F1; cases with nothing to find and nothing found have none."""
    each = [f1 for one in several if name in one.fields and (f1 := one.fields[name].f1) is not None]
    return sum(each) / len(each) if each else None
