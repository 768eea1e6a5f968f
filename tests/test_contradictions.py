"""What one document claims and another excludes is found, both sides kept; agreement is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from summarizer.fusion import fuse
from summarizer.fusion.levels import levels_differ
from summarizer.fusion.opposition import counts
from summarizer.models.reading import Outcome, Participant, Position, RedLine, Said
from tests.niamey import verified

if TYPE_CHECKING:
    from summarizer.models.base import PositionKind, RedLineStatus
    from summarizer.models.brief import Disagreement
    from summarizer.models.verified import VerifiedReading

SAID = Said(speaker=None, descriptor=None, record="unattributed", via=(), hedges=())
MET = "Chadian and Nigerian officials met in Niamey."


def reading(doc: str, text: str, **claims: Any) -> VerifiedReading:
    return verified(doc, text, met=MET, **claims)


def outcome(doc: str, text: str) -> VerifiedReading:
    made = Outcome(quotes=(text,), text=text.rstrip("."), status="reported", claimed_by=())
    return reading(doc, text, outcomes=(made,))


def position(doc: str, text: str, kind: PositionKind, said: Said = SAID) -> VerifiedReading:
    made = Position(
        quotes=(text,),
        holder="Chad",
        target=None,
        kind=kind,
        topic="lorries",
        statement=text,
        at_meeting=True,
        said=said,
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


def test_two_days_for_one_event_are_a_contradiction_about_the_day() -> None:
    (day,) = found(
        outcome("A", "The two sides agreed to reopen the ferry at Baga on 15 January."),
        outcome("B", "The two sides agreed to reopen the ferry at Baga on 22 January."),
    )
    assert (day.field, [s.value for s in day.sides]) == ("day of January", ["15", "22"])


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


NAMED = Said(speaker=None, descriptor="the ministry", record="named", via=(), hedges=())
LEAK = Said(speaker=None, descriptor="a diplomat", record="anonymous", via=(), hedges=())


def test_a_leak_that_a_named_denial_contradicts_is_outweighed_and_kept() -> None:
    denied = position(
        "A",
        "Chad denied that it had seized the Nigerian lorries at Baga, the ministry said.",
        "denial",
        NAMED,
    )
    leaked = position(
        "B", "Chad seized the Nigerian lorries at Baga in June, a diplomat said.", "announcement", LEAK
    )
    brief = fuse([denied, leaked], version="test")
    assert {(p.kind, p.credibility) for p in brief.positions} == {("denial", 2), ("announcement", 4)}
    (denial,) = (d for d in brief.disagreements if d.kind == "contradiction")
    assert (denial.preferred, len(denial.sides)) == ("A", 2)
    (alone,) = fuse([leaked], version="test").positions
    assert alone.credibility == 3


def test_two_named_statements_are_never_weighed_against_each_other() -> None:
    denied = position(
        "A",
        "Chad denied that it had seized the Nigerian lorries at Baga, the ministry said.",
        "denial",
        NAMED,
    )
    stated = position(
        "B", "Chad seized the Nigerian lorries at Baga in June, the ministry said.", "announcement", NAMED
    )
    brief = fuse([denied, stated], version="test")
    assert [d.preferred for d in brief.disagreements] == [None]
    assert {p.credibility for p in brief.positions} == {2}


@pytest.mark.parametrize(
    ("other", "contradicts"),
    [
        ("Chad will not return the seized Nigerian lorries.", True),
        ("Chad will not return the seized Nigerian lorries until a fine is paid.", False),
        ("Chad will return the seized Nigerian lorries soon.", False),
    ],
)
def test_a_party_that_will_and_will_not_is_a_contradiction_unless_on_condition(
    other: str, contradicts: bool
) -> None:
    stated = position("A", "Chad will return the seized Nigerian lorries.", "position")
    assert bool(found(stated, position("B", other, "position"))) is contradicts


def test_a_side_that_stands_against_two_documents_makes_one_entry_of_three_sides() -> None:
    (number,) = found(
        outcome("A", "The two sides agreed to release forty-one seized lorries."),
        outcome("B", "They agreed to release forty-one seized lorries."),
        outcome("C", "The two sides agreed to release 38 seized lorries."),
    )
    assert [(s.doc, s.value) for s in number.sides] == [("A", "41"), ("B", "41"), ("C", "38")]


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("technical", "high-level", True),
        ("exploratory", "Formal", True),
        ("technical", "exploratory", False),
        ("technical", "working-level", False),
    ],
)
def test_levels_contradict_each_other_on_one_scale_only(one: str, other: str, differ: bool) -> None:
    assert levels_differ(one, other) is differ


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


def test_what_goes_on_in_one_document_and_stops_in_another_is_a_contradiction() -> None:
    (field,) = found(
        position("A", "The surveys on the lake will continue as planned.", "announcement"),
        outcome("B", "The two sides agreed to suspend surveys in the northern bay."),
    )
    assert (field.field, [s.doc for s in field.sides]) == ("whether it goes on", ["A", "B"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The two sides agreed to continue close consultations.",
            "The two sides agreed to resume consultations.",
        ),
        ("The surveys were suspended in May.", "The two sides agreed to resume surveys."),
        ("The two sides will continue the patrols.", "The two sides will suspend the levy."),
        ("The surveys will continue if the rains end.", "The two sides agreed to suspend surveys."),
    ],
)
def test_what_was_stopped_before_or_goes_on_elsewhere_contradicts_nothing(one: str, other: str) -> None:
    assert not [d for d in found(outcome("A", one), outcome("B", other)) if d.field == "whether it goes on"]


def test_a_demand_to_stop_does_not_contradict_that_it_goes_on() -> None:
    assert not found(
        position("A", "The surveys on the lake will continue as planned.", "announcement"),
        position("B", "Chad must suspend surveys on the lake.", "demand"),
    )


def test_a_denial_is_compared_by_what_it_denies_not_by_its_frame() -> None:
    (denial,) = found(
        position("A", "Chad denied a report that its envoys had asked for waivers on fish duties.", "denial"),
        position("B", "The Chadians asked twice about waivers for duties on fish.", "position"),
    )
    assert denial.field == "what Chad denies"


def test_two_reports_of_no_agreement_do_not_contradict_each_other() -> None:
    assert not found(
        outcome("A", "The talks on the lake duties ended without a breakthrough."),
        outcome("B", "The talks on the lake duties failed on Friday to agree on a figure."),
    )


def test_a_vow_to_reach_an_agreement_contradicts_no_failure_to_reach_one() -> None:
    assert not found(
        outcome("A", "The two sides vowed to reach an agreement on lake duties."),
        outcome("B", "The two sides failed to reach an agreement on lake duties."),
    )


def test_one_town_with_and_without_accents_is_one_place() -> None:
    first, second = outcome("A", "They talked."), outcome("B", "They talked again.")
    assert not [d for d in found(first, second) if d.field == "place"]


def watching(doc: str, text: str, role: str) -> VerifiedReading:
    made = Participant.model_validate(
        {
            "quotes": (text,),
            "name": None,
            "descriptor": "officers from Niger",
            "side": "Niger",
            "titles": (),
            "role": role,
            "basis": "attended",
        }
    )
    return reading(doc, text, participants=(made,))


def test_a_third_party_that_watched_or_presided_is_a_contradiction() -> None:
    watched = watching("A", "Officers from Niger attended as observers.", "observer")
    (part,) = found(watched, watching("B", "Officers from Niger chaired the sessions.", "host"))
    assert [s.value for s in part.sides] == ["observer", "host"]
    assert not found(watched, watching("B", "Officers from Niger hosted the dinner.", "host"))
