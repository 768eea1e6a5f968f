"""The cross-source matrix: one row a fact, one column a document; who says it, who differs, who is silent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.models.brief import Brief, Disagreement, Source
    from summarizer.rendering.html.claims import Claim, Claims
    from summarizer.rendering.references import References

Agreement = Literal["agree", "in part", "differ", "one origin", "only one"]
"""What the documents make of a fact: several say it; some of them say less; they differ on it; all who say it print
one text; one says it."""


_FACTS: Final = {
    "whether it took place": "what",
    "level": "what",
    "date": "when",
    "country": "where",
    "place": "where",
}
"""Fields of disagreements that are about a fact of the meeting, with its stem."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one document says of a fact."""

    doc: str
    labels: tuple[str, ...]
    """Labels of its evidence; none where it is silent."""
    words: str | None
    """What it says, where documents differ or say less than the fact."""


@dataclass(frozen=True, slots=True)
class Row:
    """A fact and what each document says of it."""

    claim: Claim
    agreement: Agreement
    cells: tuple[Cell, ...]


def matrix(brief: Brief, claims: Claims, refs: References) -> tuple[Row, ...]:
    """The rows of a brief of several documents, disagreements first; nothing for a single document."""
    if len(brief.documents) < 2:
        return ()
    differences = [
        _difference(brief.documents, claim, difference, refs)
        for claim, difference in zip(claims.disagreements, brief.disagreements, strict=True)
    ]
    facts = (claim for claim in _facts(claims) if claim.evidence)
    return (*differences, *(_fact(brief, claim, differences) for claim in facts))


def _facts(claims: Claims) -> Iterator[Claim]:
    yield from (claims.what, claims.when, claims.where, *claims.people, *claims.confirmations)
    yield from (*claims.red_lines, *claims.positions, *claims.outcomes)


def _difference(documents: Sequence[Source], claim: Claim, difference: Disagreement, refs: References) -> Row:
    cells = []
    for document in documents:
        sides = [side for side in difference.sides if side.doc == document.id]
        labels = dict.fromkeys(refs.label(e) for side in sides for e in side.evidence)
        words = "; ".join(dict.fromkeys(side.value for side in sides))
        cells.append(Cell(document.id, tuple(labels), words or None))
    return Row(claim, "differ", tuple(cells))


def _fact(brief: Brief, claim: Claim, differences: Sequence[Row]) -> Row:
    told = dict(zip(claim.labels, claim.evidence, strict=True))
    cells = tuple(
        Cell(
            document.id,
            tuple(label for label, e in told.items() if e.doc == document.id),
            _less(brief, claim, document),
        )
        for document in brief.documents
    )
    saying = sum(bool(cell.labels) for cell in cells)
    agreement: Agreement = "only one" if saying == 1 else "one origin" if claim.origins == 1 else "agree"
    if agreement == "agree" and any(cell.words for cell in cells):
        agreement = "in part"
    if any(_turns_on(row, claim) for row in differences):
        agreement = "differ"
    return Row(claim, agreement, cells)


def _less(brief: Brief, claim: Claim, document: Source) -> str | None:
    """What a document says of the place or the day where that is less than the brief's: the country, a weekday."""
    words = [e.exact for e in claim.evidence if e.doc == document.id]
    town, date = brief.location.locality, brief.date
    if claim.stem == "where" and town and words and not any(town in each for each in words):
        return brief.location.country_name
    undated = document.published is None and date.basis in {"weekday", "relative", "document"}
    return date.surface if claim.stem == "when" and undated and words else None


def _turns_on(difference: Row, claim: Claim) -> bool:
    """Whether a difference is about this claim: by its field, or because documents differ by words that prove it."""
    field = difference.claim.text
    if claim.is_fact or field in _FACTS:
        return _FACTS.get(field) == claim.stem
    return sum(any(label in claim.labels for label in cell.labels) for cell in difference.cells) > 1
