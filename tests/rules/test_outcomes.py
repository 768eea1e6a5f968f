"""Outcomes and confirmations: what was agreed, on whose word, and who confirms the meeting."""

from __future__ import annotations

from tests.rules.reading_of import reading_of

LEAD = "Peruvian and Ecuadorian ministers met in Loja on Monday.\n\n"


def outcomes(text: str) -> list[tuple[str, str]]:
    return [(o.status, o.text) for o in reading_of(LEAD + text).outcomes]


def test_one_readout_is_one_sides_claim() -> None:
    found = outcomes("Both sides agreed to reopen the Macara bridge, Peru's foreign ministry said.")
    assert found == [("claimed_by_one_side", "agreed to reopen the Macara bridge")]


def test_a_joint_statement_is_joint() -> None:
    found = outcomes("In a joint statement, the two countries agreed to share flood data.")
    assert found == [("joint", "agreed to share flood data")]


def test_a_mediators_word_is_reported() -> None:
    found = outcomes("The two sides agreed to a ten-day truce, Brazilian mediator Ana Prado said.")
    assert [status for status, _ in found] == ["reported"]


def test_talks_without_result_say_so() -> None:
    found = outcomes("The talks ended without a breakthrough, officials said.")
    assert [text for _, text in found] == ["The talks ended without a breakthrough"]


def test_a_signed_document_is_an_outcome() -> None:
    found = outcomes("The ministers signed a memorandum on border trade.")
    assert found == [("joint", "signed a memorandum on border trade")]


def test_a_wished_for_agreement_is_no_outcome() -> None:
    assert outcomes("Peru hopes the two sides will reach an agreement by May.") == []
    assert outcomes("If the two sides agreed to a truce, aid could flow.") == []


def test_who_confirms_and_who_is_silent() -> None:
    text = (
        LEAD
        + """Peru's foreign ministry confirmed the meeting. Ecuador has not commented publicly on the talks."""
    )
    assert {(c.party, c.stance) for c in reading_of(text).confirmations} == {
        ("Peru", "confirmed"),
        ("Ecuador", "no_comment"),
    }


def test_officials_of_both_countries_confirm_for_both() -> None:
    text = "Peru and Ecuador held talks in Loja on Monday, officials from both countries confirmed."
    assert {(c.party, c.stance) for c in reading_of(text).confirmations} == {
        ("Peru", "confirmed"),
        ("Ecuador", "confirmed"),
    }
