"""What the words of a speaker state, by their clause and by the verb with what stands behind it."""

from __future__ import annotations

import pytest

from tests.rules.reading_of import kinds, reading_of

LEAD = (
    "Omani Foreign Minister Salim Harthy met Yemeni Foreign Minister Nasser Bakri in Salalah on Monday.\n\n"
)


def stated(sentence: str) -> list[tuple[str, str]]:
    """(kind, holder) of what a sentence states."""
    return kinds(reading_of(LEAD + sentence))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ('"Not a single one of those boats is ours," Harthy said.', "denial"),
        ('"None of our boats was anywhere near the reef," Harthy said.', "denial"),
        ("Harthy said Oman had no hand in the raid.", "denial"),
        ("Harthy said his country had nothing to do with the raid.", "denial"),
        ("Harthy said Oman had neither the wish nor the means to take the reef.", "assurance"),
        ("Harthy said Oman had no interest in a war over the reef.", "assurance"),
        ("Harthy said the light on the reef would not be switched off again.", "assurance"),
        ("Harthy said Oman would not object to a joint patrol at the reef.", "offer"),
        ("Harthy said Muscat would have no objection to a joint patrol.", "offer"),
        ("Harthy said Oman would not stand in the way of a joint patrol.", "offer"),
        ("Harthy said a third of the fee could be paid in fish.", "offer"),
        ("Harthy said the fee could be waived for a year.", "offer"),
        ("Harthy said that without a deal by May the port would be closed.", "threat"),
        ("Harthy said the truce would not outlive the month unless the nets were returned.", "threat"),
        ('"What we want is the nets," Harthy said.', "demand"),
        ('"All we ask is that the port be opened," Harthy said.', "demand"),
        ("Harthy said the crews had to be paid before a single boat leaves.", "demand"),
        ("Harthy said the nets needed to be returned by May.", "demand"),
    ],
)
def test_the_clause_gives_the_kind(words: str, kind: str) -> None:
    assert stated(words) == [(kind, "Oman")]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Harthy said the quarrel had nothing to do with Yemen.", "denial"),
        ("Harthy said Yemen had neither the wish nor the means to keep its word.", "denial"),
        ("Harthy said the talks could be resumed in May.", "offer"),
        ("Harthy warned that the boats could be returned empty.", "offer"),
        ("Harthy said the text needed to be put before the parliament in Muscat.", "demand"),
        ("Harthy said that without a map no one would find the reef.", "threat"),
        ("Harthy said what fishermen earn was falling.", "demand"),
    ],
)
def test_a_clause_that_only_looks_like_it_is_of_another_kind(words: str, kind: str) -> None:
    assert (kind, "Oman") not in stated(words)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("took issue with the fee", "position"),
        ("held the treaty of 1992 to be void", "position"),
        ("disputed the Yemeni account of the raid", "position"),
        ("played down the quarrel over the fee", "position"),
        ("came out against the fee", "position"),
        ("threw his weight behind a joint patrol", "position"),
        ("spelled out his conditions for a patrol", "position"),
        ("owned up to the firing at two boats", "position"),
        ("stuck to his demand for a patrol", "demand"),
        ("signified his readiness to free the crew", "offer"),
    ],
)
def test_a_verb_takes_a_stand_with_the_words_behind_it(words: str, kind: str) -> None:
    assert stated(f"Harthy {words}.") == [(kind, "Oman")]


@pytest.mark.parametrize(
    "words",
    [
        "took a boat to the reef",
        "held the rail to keep his balance",
        "played cards with the crew",
        "came out of the hall at noon",
        "threw his coat on a chair",
        "stuck to the path along the shore",
        "spelled his name for a clerk",
    ],
)
def test_the_same_verbs_with_other_words_take_none(words: str) -> None:
    assert stated(f"Harthy {words}.") == []


@pytest.mark.parametrize("manner", ["was blunt", "was terse", "was unequivocal", "was categorical"])
def test_what_stands_behind_the_manner_of_speaking_is_said(manner: str) -> None:
    assert stated(f"Harthy {manner}: the nets should be returned before May.") == [("demand", "Oman")]


@pytest.mark.parametrize("words", ["was tired: the road from Hawf is long", "was brief and left the hall"])
def test_what_stands_behind_other_words_of_a_speaker_is_not(words: str) -> None:
    assert stated(f"Harthy {words}.") == []


def test_what_nobody_did_is_no_stance_of_his() -> None:
    assert stated("Harthy retorted that no one in Muscat had asked for a fee.") == [("denial", "Oman")]


def test_what_a_party_would_not_say_is_all_that_is_said() -> None:
    assert stated("Harthy said his government did not share the figure of one per cent.") == [
        ("position", "Oman")
    ]
