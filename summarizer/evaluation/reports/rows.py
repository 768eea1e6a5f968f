"""The rows of a case on the page: every label and claim with its verdict, list by list, the worst first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from summarizer.evaluation.labels import LISTS, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from summarizer.evaluation.labels import Item
    from summarizer.evaluation.reports.summary import CaseReport

SIGNS: Final = {
    "fabricated": "!",
    "polarity flipped": "±",
    "misattributed": "≠",
    "missed": "−",
    "over-generated": "+",
    "not strict": "≈",
    "right": "✓",
    "optional": "○",
    "not scored": "·",
}
"""A sign for every verdict, the worst first: colour alone would not reach everybody."""

_RANK: Final = {verdict: rank for rank, verdict in enumerate(SIGNS)}


@dataclass(frozen=True, slots=True)
class Row:
    """A label, a claim, or both, and what became of them."""

    number: int
    """Counts through the case; it stands at the row and at its words in the article."""
    label: Item | None
    claim: Item | None
    verdict: str
    why: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The verdict as the name of a class."""
        return self.verdict.replace(" ", "-")

    @property
    def rank(self) -> int:
        """How bad the verdict is; 0 is the worst."""
        return _RANK[self.verdict]

    @property
    def sign(self) -> str:
        """Number and sign, as they stand at its words."""
        return f"{self.number}{SIGNS[self.verdict]}"

    @property
    def told(self) -> str:
        """The verdict, and what is wrong with a find that is not strict."""
        return f"{self.verdict}: {', '.join(self.why)}" if self.why else self.verdict


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one list."""

    name: str
    rows: tuple[Row, ...]
    scored: bool


def groups_of(report: CaseReport) -> tuple[Group, ...]:
    """The verdicts of all lists, the worst of each first; what has no verdict is there as well."""
    lengths = {document.id: len(document.text) for document in report.case.documents}
    made = []
    number = 0
    for name in LISTS:
        listed = name.replace("_", " ")
        labels: list[Item] = [_within(item, lengths) for item in getattr(report.gold, name) or ()]
        claims: list[Item] = [_within(item, lengths) for item in getattr(report.found, name) or ()]
        judged = report.score.judged.get(listed, [])
        found: list[tuple[str, Item | None, Item | None, tuple[str, ...]]] = [
            (
                each.verdict,
                None if each.label is None else labels[each.label],
                None if each.claim is None else claims[each.claim],
                each.why,
            )
            for each in judged
        ]
        named = {each.label for each in judged}
        found += [
            ("optional" if label.optional else "not scored", label, None, ())
            for place, label in enumerate(labels)
            if place not in named
        ]
        taken = {each.claim for each in judged}
        found += [("not scored", None, claim, ()) for place, claim in enumerate(claims) if place not in taken]
        found.sort(key=lambda row: _RANK[row[0]])
        rows = tuple(
            Row(place, label, claim, verdict, why)
            for place, (verdict, label, claim, why) in enumerate(found, number + 1)
        )
        number += len(rows)
        made.append(Group(listed, rows, scored=listed in report.score.judged))
    return tuple(made)


def _within(item: Item, lengths: Mapping[str, int]) -> Item:
    """An item with such spans only as lie in a document: a claim that is not grounded may point anywhere."""
    cut = (Span(s.doc, max(0, s.start), min(s.end, lengths.get(s.doc, 0))) for s in item.spans)
    return replace(item, spans=tuple(span for span in cut if span.start < span.end))
