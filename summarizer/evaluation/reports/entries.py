"""What the page shows of a case: verdicts row by row, what changed, and its documents cut into marked pieces."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from summarizer.evaluation.counts import FIELDS, Ratio
from summarizer.evaluation.labels import LISTS, Span
from summarizer.evaluation.reports.tables import points

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from summarizer.evaluation.counts import Tally
    from summarizer.evaluation.labels import Item
    from summarizer.evaluation.reports.summary import CaseReport
    from summarizer.models.document import Document

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


class Quote(NamedTuple):
    """Words of a document that a row cites: offsets in code points, end exclusive."""

    start: int
    end: int
    row: Row
    first: bool = True
    """Whether it is the item's first one: where a link to it leads."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a document that the same rows cite."""

    words: str
    rows: tuple[Row, ...] = ()
    """The rows that cite them, the worst first."""
    begin: tuple[Row, ...] = ()
    """Those of them with a quote that begins here."""
    anchors: tuple[Row, ...] = ()
    """Those whose first quote begins here."""


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
    groups = _groups(report)
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


def _within(item: Item, lengths: Mapping[str, int]) -> Item:
    """An item with such spans only as lie in a document: a claim that is not grounded may point anywhere."""
    cut = (Span(s.doc, max(0, s.start), min(s.end, lengths.get(s.doc, 0))) for s in item.spans)
    return replace(item, spans=tuple(span for span in cut if span.start < span.end))


def _groups(report: CaseReport) -> tuple[Group, ...]:
    """The verdicts of all lists, the worst of each first; what has no verdict is there as well."""
    lengths = {document.id: len(document.text) for document in report.case.documents}
    groups = []
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
        groups.append(Group(listed, rows, scored=listed in report.score.judged))
    return tuple(groups)


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


def pieces(text: str, quotes: Sequence[Quote]) -> tuple[Piece, ...]:
    """A document cut wherever a quote begins or ends.

    >>> one, two = Row(1, None, None, "right"), Row(2, None, None, "over-generated")
    >>> cut = pieces("We will not go.", [Quote(0, 11, one), Quote(3, 14, two)])
    >>> [(piece.words, [row.sign for row in piece.rows]) for piece in cut]
    [('We ', ['1✓']), ('will not', ['2+', '1✓']), (' go', ['2+']), ('.', [])]
    """
    borders = sorted({0, len(text), *(border for quote in quotes for border in quote[:2])})
    cut = []
    for start, end in pairwise(borders):
        over = [quote for quote in quotes if quote.start <= start and end <= quote.end]
        begun = [quote for quote in over if quote.start == start]
        cut.append(
            Piece(
                text[start:end],
                rows=_each(quote.row for quote in over),
                begin=_each(quote.row for quote in begun),
                anchors=_each(quote.row for quote in begun if quote.first),
            )
        )
    return tuple(cut)


def _each(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Every row once, the worst first."""
    return tuple(sorted({row.number: row for row in rows}.values(), key=lambda r: (r.rank, r.number)))
