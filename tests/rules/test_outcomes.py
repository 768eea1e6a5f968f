"""Outcomes and confirmations: what was agreed, on whose word, and who confirms the meeting."""

from __future__ import annotations

import pytest

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


def test_silence_at_the_end_of_a_long_sentence_is_quoted_in_whole_words() -> None:
    charge = "accused Ecuador's engineers of laying mines along the footpath below the chapel the day before the talks"
    found = reading_of(
        f"{LEAD}A farmer {charge}, a charge on which Ecuador offered no comment."
    ).confirmations
    (quote,) = found[0].quotes
    assert quote.endswith("the talks, a charge on which Ecuador offered no comment")
    assert quote.split()[0] in charge.split()


def test_officials_of_both_countries_confirm_for_both() -> None:
    text = "Peru and Ecuador held talks in Loja on Monday, officials from both countries confirmed."
    assert {(c.party, c.stance) for c in reading_of(text).confirmations} == {
        ("Peru", "confirmed"),
        ("Ecuador", "confirmed"),
    }


@pytest.mark.parametrize(
    ("words", "status", "text"),
    [
        ("The two sides had agreed, he went on, that the gauges would be read in May.", "reported", "agreed, he went"),
        ("Peru and its neighbour Ecuador on Tuesday agreed to dredge the canal.", "reported", "agreed to dredge the"),
        ("They have agreed, both said, that the weirs stay shut.", "joint", "agreed, both said, that the weirs stay"),
        ("The leaders of Peru and Ecuador promised that no shot would be fired.", "reported", "promised that no shot"),
        ("The delegations drew up a list of 30 crossings.", "reported", "drew up a list of 30 crossings"),
        ("A working group on dredging was set up.", "reported", "A working group on dredging was set up"),
        ("An understanding was reached on fishing rights.", "reported", "An understanding was reached on fishing"),
        ("The delegations left the talks with an outline for the canal.", "reported", "with an outline for the canal"),
        ("They parted without naming a day for the next round.", "reported", "They parted without naming a day"),
        ("Six herders were handed back at the close of the meeting.", "reported", "Six herders were handed back"),
        ("The ninth session has been entrusted to Piura.", "reported", "The ninth session has been entrusted to Piura"),
        ("The question of the weir was referred to the governments.", "reported", "The question of the weir was referred"),
        ("Work on customs has been completed, Peru's ministry said.", "claimed_by_one_side", "Work on customs has been"),
        ("Both texts record that the parties will clear the mines.", "joint", "the parties will clear the mines"),
        ("The curfew figures only in the Peruvian readout.", "claimed_by_one_side", "The curfew figures only in the"),
        ('"The river stays open, we agreed that," the Peruvian minister said.', "claimed_by_one_side", "The river stays"),
        ("The two teams put their initials to a record under which each will post a guard.", "joint", "each will post"),
    ],
)  # fmt: skip
def test_outcomes_are_told_in_many_words(words: str, status: str, text: str) -> None:
    assert [(s, t.startswith(text)) for s, t in outcomes(words)] == [(status, True)]


@pytest.mark.parametrize(
    "words",
    [
        "Analysts set up a list of 30 crossings for the radio.",
        "Peru said Ecuador promised to dredge the canal in earlier years, the talks heard.",
        "The two agreed on one thing: the weather at the talks.",
        "The envoys said they would return in October with a film about the talks.",
        "The men of the village left the field with a cow before the talks.",
        "Both ministers said on Monday that it was cold in Loja.",
        "Both sides said the talks were useful.",
        "Nine reports were released before the talks.",
    ],
)
def test_what_only_sounds_like_an_outcome_is_none(words: str) -> None:
    assert outcomes(words) == []


def test_a_paper_that_all_have_signed_speaks_for_all_wherever_it_is_named_again() -> None:
    told = outcomes(
        "Both delegations signed a note on Monday. Reporters waited. The note creates a fund for weirs."
    )
    assert ("joint", "creates a fund for weirs") in told


def test_a_readout_of_one_ministry_speaks_for_its_party_only() -> None:
    told = outcomes(
        "The readout of Peru's ministry is short. The ministers agreed to dredge the canal, according to the readout."
    )
    assert told == [("claimed_by_one_side", "agreed to dredge the canal")]


def test_what_follows_a_signed_paper_is_what_it_says() -> None:
    told = outcomes(
        "The protocol bears two signatures. Lorries may pass by day. Disputes go to a judge. It was late."
    )
    assert told == [("joint", "Lorries may pass by day"), ("joint", "Disputes go to a judge")]


def test_identical_statements_are_a_joint_word() -> None:
    told = outcomes(
        "The ministries put out identical statements. The bridge opens on Sunday, the statements read."
    )
    assert told == [("joint", "The bridge opens on Sunday")]


def test_the_minutes_that_talks_lasted_are_no_paper() -> None:
    told = outcomes(
        "They talked for fifty minutes. The two sides agreed to dredge the canal, Peru's ministry said."
    )
    assert told == [("claimed_by_one_side", "agreed to dredge the canal")]


def test_nothing_agreed_by_one_partys_word_is_a_denial() -> None:
    found = outcomes("Nothing was agreed about the weir, Ecuador's foreign ministry said of the talks.")
    assert [status for status, _ in found] == ["denied"]


def test_a_mediator_tells_what_two_others_agreed_and_claims_nothing() -> None:
    text = LEAD + "Peru and Ecuador agreed to free 30 sailors, the United Nations said."
    assert [(o.status, o.claimed_by) for o in reading_of(text).outcomes] == [("reported", ())]


def test_a_planned_meeting_is_no_outcome_of_itself() -> None:
    text = "Peruvian and Ecuadorian ministers will meet in Loja on Friday to discuss the weir."
    assert reading_of(text).outcomes == ()


@pytest.mark.parametrize(
    "words",
    [
        "no delegation of Peru had travelled to Loja",
        "no meeting or talks, open or secret, took place in Loja",
        "there was no official or secret meeting with the Ecuadorians",
        "the visit never took place",
    ],
)
def test_whoever_denies_that_anybody_met_is_read_without_a_meeting(words: str) -> None:
    text = f"A paper in Ecuador told of it on Monday. Peru's foreign ministry said that {words}. Ecuador was silent."
    assert [(c.party, c.stance) for c in reading_of(text).confirmations] == [("Peru", "denied")]


def test_two_that_did_meet_after_all_are_confirmed_by_both() -> None:
    text = LEAD + "The two ministers did meet on the bridge, both governments said."
    assert {(c.party, c.stance) for c in reading_of(text).confirmations} == {
        ("Peru", "confirmed"),
        ("Ecuador", "confirmed"),
    }


@pytest.mark.parametrize(
    "words",
    [
        "No envoy was happy with the food, a Peruvian official said.",
        "The bridge did meet its budget.",
    ],
)
def test_what_is_no_word_on_the_meeting_confirms_and_denies_nothing(words: str) -> None:
    assert reading_of(LEAD + words).confirmations == ()


def test_no_comment_from_a_party_is_its_silence_on_the_meeting() -> None:
    text = """Estonian and Russian officials met in Narva on Monday, Estonia's foreign ministry said.

There was no immediate comment from Russia."""
    assert ("Russia", "no_comment") in [(c.party, c.stance) for c in reading_of(text).confirmations]
