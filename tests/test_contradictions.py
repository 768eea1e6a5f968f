"""What one document claims and another excludes is found, both sides kept; agreement is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from summarizer.fusion import fuse
from summarizer.fusion.opposition import counts
from summarizer.grounding import ground
from summarizer.loading import from_text
from summarizer.models.provenance import Usage
from summarizer.models.reading import Meeting, Outcome, Position, Reading, RedLine, Said
from summarizer.models.verified import EngineResult

if TYPE_CHECKING:
    from summarizer.models.base import PositionKind, RedLineStatus
    from summarizer.models.brief import Disagreement
    from summarizer.models.verified import VerifiedReading

SAID = Said(speaker=None, descriptor=None, record="unattributed", via=(), hedges=())
MET = "Chadian and Nigerian officials met in Niamey."


def reading(doc: str, text: str, **claims: object) -> VerifiedReading:
    document = from_text(f"{MET}\n\n{text}", id=doc)
    meeting = Meeting(
        quotes=(MET,),
        kind="talks",
        status="held",
        level=None,
        purpose=None,
        parties=("Chad", "Nigeria"),
        when=None,
        where="Niamey",
        venue=None,
    )
    empty: dict[str, object] = dict.fromkeys(Reading.model_fields, ())
    return ground(
        document,
        EngineResult(
            Reading.model_validate({**empty, "meetings": (meeting,), **claims}), Usage(doc=doc, engine="made")
        ),
    )


def outcome(doc: str, text: str) -> VerifiedReading:
    made = Outcome(quotes=(text,), text=text.rstrip("."), status="reported", claimed_by=())
    return reading(doc, text, outcomes=(made,))


def position(doc: str, text: str, kind: PositionKind) -> VerifiedReading:
    made = Position(
        quotes=(text,),
        holder="Chad",
        target=None,
        kind=kind,
        topic="lorries",
        statement=text,
        at_meeting=True,
        said=SAID,
    )
    return reading(doc, text, positions=(made,))


def red_line(doc: str, text: str, status: RedLineStatus) -> VerifiedReading:
    made = RedLine(
        quotes=(text,),
        holder="Chad",
        target="Nigeria",
        trigger="Nigerian patrols on the lake",
        consequence=None,
        specificity="none",
        status=status,
        said=SAID,
    )
    return reading(doc, text, red_lines=(made,))


def found(*readings: VerifiedReading) -> list[Disagreement]:
    return [d for d in fuse(readings, version="test").disagreements if d.kind == "contradiction"]


def test_different_counts_of_the_same_things_are_a_contradiction() -> None:
    (number,) = found(
        outcome("A", "The two sides agreed to release forty-one seized lorries."),
        outcome("B", "The two sides agreed to release 38 seized lorries."),
    )
    assert [(s.doc, s.value) for s in number.sides] == [("A", "41"), ("B", "38")]
    assert all(s.evidence for s in number.sides)


def test_the_same_count_in_words_and_digits_is_none() -> None:
    assert not found(
        outcome("A", "The two sides agreed to release forty-one seized lorries."),
        outcome("B", "The two sides agreed to release 41 seized lorries."),
    )


def test_a_denial_of_what_another_document_reports_is_a_contradiction() -> None:
    (denial,) = found(
        position("A", "Chad denied that it had seized the Nigerian lorries at Baga.", "denial"),
        position("B", "Chad seized the Nigerian lorries at Baga in June.", "announcement"),
    )
    assert {s.doc for s in denial.sides} == {"A", "B"}


def test_an_agreement_and_no_agreement_are_a_contradiction() -> None:
    (agreement,) = found(
        outcome("A", "The two sides agreed to reopen the ferry at Baga."),
        outcome("B", "The two sides reached no agreement to reopen the ferry at Baga."),
    )
    assert {s.doc for s in agreement.sides} == {"A", "B"}


def test_a_line_drawn_and_dropped_is_a_contradiction_of_two_red_lines() -> None:
    a = red_line("A", "Nigerian patrols on the lake are a red line, Chad said.", "active")
    b = red_line("B", "Nigerian patrols on the lake are no longer a red line, Chad said.", "rescinded")
    brief = fuse([a, b], version="test")
    assert {line.status for line in brief.red_lines} == {"active", "rescinded"}
    (status,) = found(a, b)
    assert [s.value for s in status.sides] == ["active", "rescinded"]


def test_documents_on_different_matters_do_not_contradict_each_other() -> None:
    assert not found(
        outcome("A", "The two sides agreed to release forty-one seized lorries."),
        outcome("B", "They set up three joint posts on the lake."),
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1,200 camels", {"camel": ("camels", {1200.0})}),
        ("14.6 kilometres", {"kilometr": ("kilometres", {14.6})}),
        ("50 dalasi, up from 3 dalasi", {"dalasi": ("dalasi", {50.0})}),
        ("no figure", {}),
        ("the first of May", {}),
    ],
)
def test_numbers_are_read_with_what_they_count(
    words: str, expected: dict[str, tuple[str, set[float]]]
) -> None:
    assert counts(words) == expected
