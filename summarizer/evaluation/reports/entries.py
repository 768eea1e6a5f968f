"""What the page shows of a case: its facts and fields, its rows, what changed, and its documents in pieces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.evaluation.counts import FIELDS, Ratio
from summarizer.evaluation.reports.pieces import Piece, Quote, pieces
from summarizer.evaluation.reports.rows import Group, Row, groups_of
from summarizer.evaluation.reports.tables import points

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.evaluation.counts import Tally
    from summarizer.evaluation.labels import Item
    from summarizer.evaluation.reports.summary import CaseReport
    from summarizer.models.document import Document


@dataclass(frozen=True, slots=True)
class Pages:
    """A document twice: with the labels' evidence marked, and with the claims'."""

    document: Document
    failure: str | None
    labels: tuple[Piece, ...]
    claims: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """What was asked once of a case, or of each of its items."""

    name: str
    asked: str
    found: str
    right: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a case, and what it was in the baseline where it differs, in points."""

    name: str
    tally: Tally | None
    now: str
    before: str | None
    """Null where it is as it was, or where there is no baseline."""
    difference: float | None
    """Now less before; null where either is not defined."""

    @property
    def sign(self) -> str:
        """Whether it rose, fell, or cannot be compared."""
        if self.difference is None:
            return "↔"
        return f"{'▲' if self.difference > 0 else '▼'} {self.difference:+.1f}"

    @property
    def kind(self) -> str:
        """The same as the name of a class."""
        return "level" if self.difference is None else "up" if self.difference > 0 else "down"


@dataclass(frozen=True, slots=True)
class Entry:
    """A case as the page shows it."""

    report: CaseReport
    facts: tuple[Fact, ...]
    groups: tuple[Group, ...]
    fields: tuple[Field, ...]
    documents: tuple[Pages, ...]

    @property
    def name(self) -> str:
        """The name of the case, which is the name of its anchor as well."""
        return self.report.case.gold.case

    @property
    def split(self) -> str:
        """The half it belongs to."""
        return self.report.case.gold.split or "no split"

    @property
    def changes(self) -> dict[str, Field]:
        """What differs from the baseline."""
        return {field.name: field for field in self.fields if field.before is not None}

    @property
    def balance(self) -> float:
        """All differences from the baseline added up, in points."""
        return sum(field.difference or 0.0 for field in self.fields)


def entry_of(report: CaseReport) -> Entry:
    """A case with everything laid out."""
    groups = groups_of(report)
    rows = [row for group in groups for row in group.rows]
    failures = dict(report.failures)
    return Entry(
        report=report,
        facts=_facts(report),
        groups=groups,
        fields=tuple(
            _field(report, name)
            for name in FIELDS
            if name in report.score.counts.fields or name in report.changes
        ),
        documents=tuple(
            Pages(
                document=document,
                failure=failures.get(document.id),
                labels=_marked(document, [(row, row.label) for row in rows]),
                claims=_marked(document, [(row, row.claim) for row in rows]),
            )
            for document in report.case.documents
        ),
    )


def _marked(document: Document, items: Sequence[tuple[Row, Item | None]]) -> tuple[Piece, ...]:
    return pieces(
        document.text,
        [
            Quote(span.start, span.end, row, first=place == 0)
            for row, item in items
            for place, span in enumerate(item.spans if item else ())
            if span.doc == document.id
        ],
    )


def _facts(report: CaseReport) -> tuple[Fact, ...]:
    """Date, place, kind and status; then whatever else was not always right. Wrong ones come first."""
    gold, found, facts = report.gold, report.found, report.score.counts.facts

    def right(name: str) -> bool:
        ratio = facts.get(name, Ratio())
        return ratio.right == ratio.asked

    def fact(name: str, asked: str | None, got: str | None, *, nearly: str = "", note: str = "") -> Fact:
        near = note if nearly and not right(name) and right(nearly) else ""
        return Fact(name, asked or "none", got or "none", right(name), near)

    told = [
        fact("date", gold.date, found.date, nearly="date within a day", note="within a day"),
        fact(
            "location",
            ", ".join(part for part in (gold.locality, gold.country) if part),
            ", ".join(part for part in (found.locality, found.country) if part),
            nearly="country",
            note="the country is right",
        ),
        fact("meeting kind", gold.kind, found.kind),
        fact("meeting status", gold.status, found.status),
    ]
    once = {fact.name for fact in told} | {"date within a day", "date null", "country", "country null"}
    told += [
        Fact(name, f"{ratio.asked} asked", f"{ratio.right} right", right=False)
        for name, ratio in facts.items()
        if name not in once and ratio.right < ratio.asked
    ]
    return tuple(sorted(told, key=lambda fact: fact.right))


def _field(report: CaseReport, name: str) -> Field:
    tally = report.score.counts.fields.get(name)
    now = tally.f1 if tally else None
    changed = name in report.changes
    before = report.changes[name][0] if changed else None
    difference = None if before is None or now is None else 100 * (now - before)
    return Field(name, tally, points(now), points(before) if changed else None, difference)
