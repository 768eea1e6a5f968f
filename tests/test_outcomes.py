"""What was agreed: joint only where every party is on record, and never with the words that deny it as proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from summarizer.fusion import fuse
from summarizer.models.reading import Outcome, Participant
from tests.niamey import verified

if TYPE_CHECKING:
    from summarizer.models.base import OutcomeStatus
    from summarizer.models.brief import AgreedOutcome
    from summarizer.models.verified import VerifiedReading

MET = "Officials of Chad, Nigeria and Niger met in Niamey in the presence of Oman's envoy Said Harthi."


def reading(
    doc: str,
    text: str,
    *,
    claimed_by: tuple[str, ...] = (),
    status: OutcomeStatus = "reported",
    outlet: str | None = None,
    parties: tuple[str, ...] = ("Chad", "Nigeria"),
) -> VerifiedReading:
    envoy = Participant(
        quotes=(MET,),
        name="Said Harthi",
        descriptor=None,
        side="Oman",
        role="mediator",
        basis="attended",
        titles=(),
    )
    made = Outcome(quotes=(text,), text=text.rstrip("."), status=status, claimed_by=claimed_by)
    return verified(
        doc, text, met=MET, parties=parties, outlet=outlet, participants=(envoy,), outcomes=(made,)
    )


def outcomes(*readings: VerifiedReading) -> tuple[AgreedOutcome, ...]:
    return fuse(readings, version="test").outcomes


FERRY = "They agreed to reopen the ferry at Baga."


def test_two_readouts_of_one_agreement_make_it_joint() -> None:
    (outcome,) = outcomes(
        reading("A", FERRY, outlet="Ministry of Foreign Affairs of Chad"),
        reading(
            "B", "The two agreed that the ferry at Baga will reopen.", outlet="Foreign Ministry, Nigeria"
        ),
    )
    assert (outcome.status, outcome.claimed_by) == ("joint", ("Chad", "Nigeria"))


def test_a_partys_own_readout_is_that_sides_claim_and_a_newspaper_is_no_side() -> None:
    (readout,) = outcomes(reading("A", FERRY, outlet="Ministry of Foreign Affairs of Chad"))
    assert (readout.status, readout.claimed_by) == ("claimed_by_one_side", ("Chad",))
    (paper,) = outcomes(reading("A", FERRY, outlet="Chad Daily"))
    assert (paper.status, paper.claimed_by) == ("reported", ())


@pytest.mark.parametrize(
    ("claimed_by", "status"),
    [
        (("Oman",), "reported"),
        (("Chad", "Oman"), "claimed_by_one_side"),
        (("Chad", "Nigeria"), "claimed_by_one_side"),
        (("Chad", "Nigeria", "Niger"), "joint"),
    ],
)
def test_a_mediators_word_counts_for_no_side_and_a_missing_party_keeps_it_from_being_joint(
    claimed_by: tuple[str, ...], status: str
) -> None:
    parties = ("Chad", "Nigeria", "Niger", "Oman")
    (outcome,) = outcomes(reading("A", FERRY, claimed_by=claimed_by, parties=parties))
    assert (outcome.status, set(outcome.claimed_by)) == (status, set(claimed_by))


@pytest.mark.parametrize(
    "other",
    ["They did not agree to reopen the ferry at Baga.", "They agreed to reopen three ferry lines at Baga."],
)
def test_words_that_exclude_an_outcome_are_no_proof_of_it(other: str) -> None:
    told = outcomes(
        reading("A", "They agreed to reopen two ferry lines at Baga.", claimed_by=("Chad",)),
        reading("B", other, claimed_by=("Nigeria",)),
    )
    assert len(told) == 2
    assert all(len(o.claimed_by) == 1 and len({e.doc for e in o.evidence}) == 1 for o in told)
