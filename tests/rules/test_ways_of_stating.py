"""Ways in which articles tell what a party states, each beside words that look alike and state something else."""

from __future__ import annotations

import pytest

from tests.rules.reading_of import kinds, reading_of

LEAD = "Chadian and Nigerien officials met in Diffa on Monday.\n\n"
MINISTER = "Chadian Foreign Minister Idriss Kabo "


def stated(sentence: str) -> list[tuple[str, str]]:
    """(kind, holder) of what a sentence of the minister's states."""
    return kinds(reading_of(LEAD + MINISTER + sentence))


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("gave his word that the wells would stay open.", "assurance"),
        ("gave Niamey a firm guarantee that the wells would stay open.", "assurance"),
        ("undertook to keep the wells open.", "assurance"),
        ("swore that no soldier would come near the wells.", "assurance"),
        ("offered assurances that the wells would stay open.", "assurance"),
        ("put the fire down to carelessness by Nigerien herders.", "accusation"),
        ("laid the fire at Niamey's door.", "accusation"),
        ("attributed the shortage to the pumps that Niger had switched off.", "accusation"),
        ("held Niger responsible for the shortage.", "accusation"),
        ("pointed the finger at Niger over the shortage.", "accusation"),
        ("pinned the raid on Niger.", "accusation"),
        ("grumbled that Niger still counts the herds twice.", "accusation"),
        ("held out a joint patrol in return for calm at the wells.", "offer"),
        ("dangled the prospect of a joint patrol.", "offer"),
        ("floated the idea of a joint patrol.", "offer"),
        ("put two million francs on the table for new pumps.", "offer"),
        ("came back with a new proposal on the pumps.", "offer"),
        ("brushed aside as fabrications reports that troops were near the wells.", "denial"),
        ("waved the claim away.", "denial"),
        ("shrugged off the report as fiction.", "denial"),
        ("held out for a guarantee on the wells.", "demand"),
        ("insisted on seeing the map of the wells.", "demand"),
        ("pushed for a withdrawal from the wells.", "demand"),
        ("gave Niger ten days to open the wells.", "demand"),
        ("lashed out at the raid on the wells.", "condemnation"),
    ],
)
def test_a_verb_states_with_the_words_behind_it(sentence: str, kind: str) -> None:
    assert stated(sentence) == [(kind, "Chad")]


@pytest.mark.parametrize(
    "sentence",
    [
        "gave a speech at the wells.",
        "put his coat down.",
        "held a glass of water.",
        "pointed at the map.",
        "stood near the wells.",
        "laid a wreath at the monument.",
        "pushed the door open.",
    ],
)
def test_the_same_verbs_state_nothing_with_other_words(sentence: str) -> None:
    assert stated(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "attributed the shortage to a dry winter.",
        "put the shortage down to bad luck at the wells.",
        "brushed aside the plan for a joint patrol.",
        "insisted on the importance of the wells.",
    ],
)
def test_what_blames_denies_and_demands_nothing_is_a_position_at_most(sentence: str) -> None:
    assert set(stated(sentence)) <= {("position", "Chad")}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Chad could waive its toll on Nigerien lorries from May", "offer"),
        ("his government might move two camps back if somebody else paid", "offer"),
        ("Chad would hold off drilling so long as Nigerien patrols kept away from the wells", "offer"),
        ("Chad stood prepared to light the villages of Diffa", "offer"),
        ("Chad would release the herders in exchange for the camels", "offer"),
        ("Chad had broken no law", "denial"),
        ("nobody had been charged twice", "denial"),
        ("there had been nothing aboard the lorries but tents", "denial"),
        ("there was no truth in the report about the wells", "denial"),
        ("the report about the wells was pure fiction", "denial"),
        ("Niger had emptied the reservoir without any notice", "accusation"),
        ("Niger had broken its word on the wells", "accusation"),
        ("Niger was smuggling fuel across the lake", "accusation"),
        ("the drilling rig should be gone by the end of May", "demand"),
        ("the prisoners ought to be released at once", "demand"),
        ("fishing permits would lapse in May unless the dues had been paid by then", "threat"),
        ("the border would stay shut until the last patrol had left", "threat"),
    ],
)
def test_the_clause_gives_the_kind_of_what_was_said(words: str, kind: str) -> None:
    assert stated(f"said {words}.") == [(kind, "Chad")]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("the rains could help the wells of Chad", "offer"),
        ("Chad could send troops to the wells", "offer"),
        ("Chad might allow the herds to cross into Niger unless the dues were paid", "offer"),
        ("there was no alternative to the talks with Niger", "denial"),
        ("there was nothing to discuss with Niger", "denial"),
        ("Chad had made no decision on the wells", "denial"),
        ("Chad stood ready to defend the wells", "offer"),
        ("the wells of Niger would stay open until the end of May", "threat"),
    ],
)
def test_a_clause_that_only_looks_like_it_gives_another_kind(words: str, kind: str) -> None:
    assert (kind, "Chad") not in stated(f"said {words}.")


def test_what_is_suggested_of_the_past_is_no_offer() -> None:
    assert stated("suggested that engineers of both countries inspect the wells.") == [("offer", "Chad")]
    assert stated("suggested that the wells of Niger were empty.") == [("position", "Chad")]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Chad would not, Foreign Minister Idriss Kabo said, close the wells.", "position"),
        ("Chad had no intention, Foreign Minister Idriss Kabo said, of closing the wells.", "assurance"),
        ("Chad was ready, a Chadian official whispered, to open the wells.", "offer"),
        ("Chad, a Chadian official said, could waive its toll.", "offer"),
        ("The grey lorry, Chadian Foreign Minister Idriss Kabo said, should be gone by May.", "demand"),
        ("The wells would stay open, a Chadian official murmured.", "assurance"),
        ('"The wells will stay open to Niger," sighed Chadian Foreign Minister Idriss Kabo.', "assurance"),
    ],
)
def test_a_reporting_clause_may_stand_within_or_behind_what_is_said(sentence: str, kind: str) -> None:
    assert kinds(reading_of(LEAD + sentence)) == [(kind, "Chad")]


@pytest.mark.parametrize(
    "who",
    [
        "Hanan Tibbets, a shipping consultant in Dubai",
        "Hanan Tibbets, 41",
        "Hanan Tibbets, who sells fish by the lake",
        "Hanan Tibbets, the owner of a garage",
        "Opposition lawmaker Tibor Haas",
    ],
)
def test_the_words_of_bystanders_bind_no_party(who: str) -> None:
    assert reading_of(LEAD + f'"Chad will open the wells," said {who}.').positions == ()


def test_a_speaker_of_no_stated_side_speaks_for_the_party_whose_office_he_holds() -> None:
    text = LEAD + '"Chad will open the wells," said Hanan Tibbets, an adviser to the president.'
    assert kinds(reading_of(text)) == [("announcement", "Chad")]


def test_the_official_is_the_one_just_introduced_whatever_was_told_of_him() -> None:
    text = (
        LEAD
        + "The plan for monitors, which a Chadian official said had failed, was short. The same official said the wells would stay open."
    )
    assert ("assurance", "Chad") in kinds(reading_of(text))


def test_what_a_denied_report_tells_is_no_statement() -> None:
    assert stated("said there was no truth in a report that Chad had threatened to close the wells.") == [
        ("denial", "Chad")
    ]


def test_who_pledges_is_bound_whoever_is_to_profit() -> None:
    assert stated("pledged that Nigerien herders would find the wells open.") == [("assurance", "Chad")]


def test_when_a_thing_happened_does_not_make_words_about_it_old() -> None:
    assert stated("put last month's fire at the wells down to carelessness by Nigerien herders.") == [
        ("accusation", "Chad")
    ]
