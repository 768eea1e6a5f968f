"""What came of talks and of their papers, in more wordings, each beside words that look alike and tell of nothing."""

from __future__ import annotations

import pytest

from tests.rules.reading_of import kinds, reading_of

LEAD = (
    "Omani Foreign Minister Salim Harthy met Yemeni Foreign Minister Nasser Bakri in Salalah on Monday.\n\n"
)


def outcomes(words: str) -> list[tuple[str, str]]:
    """(status, text) of what came of the talks."""
    return [(o.status, o.text) for o in reading_of(LEAD + words).outcomes]


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("The ministers agreed in Salalah to open a port.", "agreed in Salalah to open a port"),
        ("The parties had undertaken to go on talking.", "undertaken to go on talking"),
        ("The two governments bound themselves to mark the wells.", "bound themselves to mark the wells"),
        ("The two ministers shook hands on a joint patrol.", "shook hands on a joint patrol"),
        (
            "The two sides gave the green light to a fish market.",
            "gave the green light to a fish market",
        ),
        ("The two sides hammered out a timetable for the port.", "hammered out a timetable for the port"),
        ("The two sides ironed out their dispute over fees.", "ironed out their dispute over fees"),
        ("The talks resulted in a truce of 90 days.", "resulted in a truce of 90 days"),
        ("The meeting produced a calendar for the patrols.", "produced a calendar for the patrols"),
        ("A deal on the fees was struck after midnight.", "A deal on the fees was struck"),
        ("The nets are to be returned in May under the deal.", "The nets are to be returned in May"),
        ("Lists of sailors and nets changed hands at the talks.", "Lists of sailors and nets changed hands"),
    ],
)
def test_parties_agree_in_many_words(sentence: str, text: str) -> None:
    found = outcomes(sentence)
    assert len(found) == 1
    assert text in found[0][1]


@pytest.mark.parametrize(
    "sentence",
    [
        "The two ministers opened the window and shook hands.",
        "The two ministers gave a news conference.",
        "They put their names to the guest book.",
        "The two ministers worked out in the gym.",
        "The talks produced a long lunch.",
        "The village of Hawf has changed hands twice in the war, and the talks go on.",
        "The two ministers stood under the bridge.",
    ],
)
def test_words_that_look_alike_agree_nothing(sentence: str) -> None:
    assert outcomes(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Oman and Yemen adjourned on Tuesday, after two days, without a deal.", "without a deal"),
        ("Oman and Yemen parted without settling who may fish at Hawf.", "without settling who may fish"),
        ("On the fees they got nowhere.", "On the fees they got nowhere"),
        ("The two sides remained far apart on the fees.", "remained far apart on the fees"),
        ("There was no meeting of minds on the fees.", "no meeting of minds on the fees"),
        ("The negotiations ran aground over the fees.", "ran aground over the fees"),
        ("They were unable to reach an agreement on the fees.", "unable to reach an agreement on the fees"),
        ("The two delegations left Salalah without a date.", "left Salalah without a date"),
        ("The talks reached no decision on the fees.", "reached no decision on the fees"),
        ("The fees were left to the experts.", "The fees were left to the experts"),
        ("The border itself was put off until the two meet again.", "The border itself was put off until"),
        ("The fees must wait for the next round.", "The fees must wait for the next round"),
    ],
)
def test_nothing_comes_of_a_matter_in_many_words(sentence: str, text: str) -> None:
    found = outcomes(sentence)
    assert [s for s, _ in found] == ["reported"]
    assert text in found[0][1]


@pytest.mark.parametrize(
    "sentence",
    [
        "The two capitals are 900 km apart.",
        "The two sides must wait for another day of rain.",
        "Harthy spent an hour with the fishermen without reaching the port.",
        "The driver was left to wait outside the talks.",
    ],
)
def test_words_that_look_alike_leave_nothing_open(sentence: str) -> None:
    assert outcomes(sentence) == []


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        (
            "The paper that both ministers initialled runs to a page. It opens a line between the two ports, and it bars trawlers from Hawf.",
            ["It opens a line between the two ports", "it bars trawlers from Hawf"],
        ),
        (
            "The ministers issued a joint statement. A truce at sea begins on 1 May, and Red Crescent boats are to be let through.",
            ["A truce at sea begins on 1 May", "Red Crescent boats are to be let through"],
        ),
        (
            "The two ministers signed a protocol. A joint office is to open in Hawf before the year is out.",
            ["signed a protocol", "A joint office is to open in Hawf before the year is out"],
        ),
    ],
)
def test_the_sentence_behind_a_joint_paper_tells_what_it_provides(words: str, texts: list[str]) -> None:
    assert outcomes(words) == [("joint", text) for text in texts]


@pytest.mark.parametrize(
    "words",
    [
        "The two ministers signed a protocol. It opens at nine.",
        "The two ministers signed a protocol. A storm is to blame for the delay.",
        "The two ministers signed a protocol. Analysts say a truce begins on Monday.",
        "The two ministers signed a protocol.\n\nA new hotel is to open in Hawf.",
    ],
)
def test_other_sentences_behind_a_joint_paper_provide_nothing(words: str) -> None:
    assert outcomes(words) == [("joint", "signed a protocol")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Missing from the joint statement is any word on the fees.",
        "Of the fees the joint statement says nothing.",
        "The joint statement makes no mention of the fees.",
        "The joint statement is silent on the fees.",
        "The joint statement does not touch on the fees.",
        "The fees are not mentioned in the joint statement.",
    ],
)
def test_what_a_joint_paper_is_silent_on_is_left_open(sentence: str) -> None:
    assert outcomes(sentence) == [("reported", sentence.rstrip("."))]


@pytest.mark.parametrize(
    "sentence",
    [
        "Oman's statement makes no mention of the fees.",
        "Two Omani sailors are missing, and the talks went on.",
        "The minister said nothing of the fees.",
    ],
)
def test_what_others_are_silent_on_is_no_outcome(sentence: str) -> None:
    assert outcomes(sentence) == []


@pytest.mark.parametrize("speakers", ["the countries' foreign ministers", "the two men", "the pair"])
def test_what_both_announce_together_is_joint(speakers: str) -> None:
    reading = reading_of(
        f"{LEAD}Oman is to reopen its port at Hawf and Yemen will lift the fee, {speakers} announced."
    )
    assert [(o.status, o.text) for o in reading.outcomes] == [
        ("joint", "Oman is to reopen its port at Hawf"),
        ("joint", "Yemen will lift the fee"),
    ]
    assert kinds(reading) == []


def test_one_subject_of_two_nouns_is_not_cut() -> None:
    words = "Under the protocol, officers in Hawf and Yemeni ones in Nishtun will share their lists."
    assert outcomes(words) == [
        ("joint", "officers in Hawf and Yemeni ones in Nishtun will share their lists")
    ]
