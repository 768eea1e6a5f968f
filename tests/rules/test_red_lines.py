"""Red lines: holder, trigger and non-acceptance; and what only looks like one."""

from __future__ import annotations

import pytest

from summarizer.engines.rules.conditions import compels, offers
from summarizer.engines.rules.red_lines import find_red_lines
from tests.rules.reading_of import reading_of


@pytest.mark.parametrize(
    ("words", "trigger"),
    [
        ("any such base would cross a red line", "any such base"),
        ("we will not accept foreign troops on the river", "foreign troops on the river"),
        ("Minsk will never allow a blockade of the corridor", "a blockade of the corridor"),
        ("a permanent garrison on the islands is unacceptable", "a permanent garrison on the islands"),
        ("our right to the water is non-negotiable", "our right to the water"),
        ("Iran cannot be allowed to obtain a nuclear weapon", "Iran to obtain a nuclear weapon"),
        ("we cannot relinquish our missiles", "relinquish our missiles"),
        (
            "it would not engage in talks before the siege is lifted",
            "engage in talks before the siege is lifted",
        ),
        ("if their navy enters the strait, we will respond with force", "their navy enters the strait"),
        ("any attack on the convoy will be met with a decisive response", "any attack on the convoy"),
        ("it is unacceptable for them to move the border posts", "them to move the border posts"),
        ("laying mines would be considered an act of war", "laying mines"),
    ],
)
def test_words_of_non_acceptance_draw_a_line(words: str, trigger: str) -> None:
    assert [d.trigger for d in find_red_lines(words, "")] == [trigger]


@pytest.mark.parametrize(
    "words",
    [
        "the talks were useful",
        "unless they withdraw, we will close the border",
        "if they do not withdraw, we will close the border",
        "if they stop the shelling, we will lift the blockade",
        "the attack was unacceptable",
        "we will not attack our neighbours",
        "this is unacceptable",
        "the situation is unacceptable",
        "it could respond if talks fail",
    ],
)
def test_demands_offers_assurances_and_complaints_draw_none(words: str) -> None:
    assert find_red_lines(words, "") == []


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("the port is a red line", "active"),
        ("the port is not a red line", "negated"),
        ("the port is no longer a red line", "rescinded"),
        ("the port could become a red line", "hypothetical"),
    ],
)
def test_negated_rescinded_and_hypothetical_lines_are_told_apart(words: str, status: str) -> None:
    assert [d.status for d in find_red_lines(words, "")] == [status]


def test_such_a_move_means_what_stood_before() -> None:
    before = "The delegation raised concerns about possible bases near the lake, "
    assert [d.trigger for d in find_red_lines("any such move would cross a red line", before)] == [
        "possible bases near the lake"
    ]
    assert find_red_lines("any such move would cross a red line", "It rained. ") == []


def test_an_ultimatum_compels_and_deterrence_does_not() -> None:
    assert compels("they must agree or face sanctions")
    assert compels("we will go on striking until this is achieved")
    assert not compels("if they attack, we will respond")
    assert offers("if they free the crew, we will release the ships")


def test_one_trigger_said_in_three_ways_is_one_red_line() -> None:
    text = """Ethiopian and Egyptian officials met in Kampala on Tuesday.

An Egyptian official told Al Jazeera that Egypt's delegation raised concerns about a second dam on the Blue Nile, warning that any such step would cross a "red line."

"A second dam on the Blue Nile is unacceptable," the official said. "If Ethiopia proceeds with a dam there, Egypt will consider it a threat to its security."
"""
    lines = reading_of(text).red_lines
    assert len(lines) == 1
    line = lines[0]
    assert (line.holder, line.target, line.status) == ("Egypt", "Ethiopia", "active")
    assert "second dam on the Blue Nile" in line.trigger
    assert len(line.quotes) == 3
    assert line.said.record == "anonymous"
    assert line.said.via == ("Al Jazeera",)


def test_two_unrelated_triggers_of_one_sentence_are_two_red_lines() -> None:
    text = """Ukrainian and Russian delegations met in Istanbul on Friday.

"Ukraine will not accept foreign control of its ports or a cap on its army," Ukrainian negotiator Olha Savchuk said."""
    triggers = [r.trigger for r in reading_of(text).red_lines]
    assert triggers == ["foreign control of its ports", "a cap on its army"]


def test_a_journalists_red_lines_are_nobodys() -> None:
    text = """Analysis: Clear Red Lines in the Gulf

Omani and Emirati officials met in Sohar on Monday. The dialogue may continue, but it will be underpinned by clear red lines. Both capitals have drawn red lines before, and crossing them has been costly."""
    assert reading_of(text).red_lines == ()


def test_an_analysts_red_line_is_nobodys() -> None:
    text = """Thai and Cambodian officers met in Poipet on Monday.

"The temple is a red line for Cambodia," said Dara Sok, a researcher at a Phnom Penh institute."""
    assert reading_of(text).red_lines == ()


def test_a_denied_red_line_is_not_active() -> None:
    text = """Polish and Belarusian officials met in Brest on Monday.

Polish Interior Minister Ewa Lis said that the crossing's closure was not a red line for Warsaw."""
    assert [r.status for r in reading_of(text).red_lines] == ["negated"]


def test_a_refusal_of_ones_own_concession_is_a_red_line() -> None:
    text = """Hamas and Israel held indirect talks in Cairo on Sunday.

Hamas official Nabil Farra said the movement would not give up its weapons and ruled out exile for its commanders."""
    assert [(r.holder, r.trigger) for r in reading_of(text).red_lines] == [
        ("Hamas", "give up its weapons"),
        ("Hamas", "exile for its commanders"),
    ]


def test_rejecting_and_opposing_is_a_position() -> None:
    text = """Ghanaian and Togolese ministers met in Lome on Monday.

Ghana rejected the proposed sea border and opposes a joint port, Ghanaian Foreign Minister Kofi Asante said."""
    reading = reading_of(text)
    assert reading.red_lines == ()
    assert {p.holder for p in reading.positions} == {"Ghana"}


def test_words_about_another_party_bind_that_party() -> None:
    text = """American and Iranian envoys met in Rome on Saturday.

U.S. envoy Carl Benton said Iran will not give up enrichment."""
    line = reading_of(text).red_lines[0]
    assert line.holder == "Iran"
    assert line.said.speaker == "Carl Benton"


def test_a_consequence_is_told_with_its_specificity() -> None:
    text = """Estonian and Russian officials met in Narva on Monday.

"If their drones cross the river, Estonia will close every border bridge," Estonian Interior Minister Mart Pold said."""
    line = reading_of(text).red_lines[0]
    assert line.trigger == "their drones cross the river"
    assert line.consequence == "Estonia will close every border bridge"
    assert line.specificity == "specific"


def test_what_follows_the_term_is_the_consequence() -> None:
    text = """Estonian and Russian officials met in Narva on Monday.

"Drones over the river are a red line, and we will strike their base," Estonian Interior Minister Mart Pold said."""
    line = reading_of(text).red_lines[0]
    assert (line.consequence, line.specificity) == ("we will strike their base", "specific")


LAKE = "LIMA, 3 May 2031 - Bolivia and Peru held talks in Lima on Friday. "


def test_what_will_be_answered_is_a_red_line() -> None:
    text = (
        LAKE
        + '"We will respond forcefully to any incursion by Peruvian patrols," Foreign Minister Ada Moreau of Bolivia said.'
    )
    line = reading_of(text).red_lines[0]
    assert (line.holder, line.trigger) == ("Bolivia", "any incursion by Peruvian patrols")
    assert line.consequence == "will respond forcefully"


def test_a_harm_withheld_under_a_condition_is_neither_red_line_nor_threat() -> None:
    text = (
        LAKE
        + '"If Peru opens the road, we will not close the border," Bolivian Foreign Minister Ada Moreau said.'
    )
    reading = reading_of(text)
    assert reading.red_lines == ()
    assert "threat" not in [p.kind for p in reading.positions]


def test_ones_own_act_as_the_condition_draws_no_line() -> None:
    text = (
        LAKE + '"If we close the port, we will seize every barge," Bolivian Foreign Minister Ada Moreau said.'
    )
    assert reading_of(text).red_lines == ()


@pytest.mark.parametrize("harm", ["an attack on Peruvian patrols", "military action against Peru"])
def test_ruling_out_ones_own_attack_is_no_red_line(harm: str) -> None:
    text = LAKE + f"Bolivian Foreign Minister Ada Moreau ruled out {harm}."
    assert reading_of(text).red_lines == ()


def test_what_is_not_lifted_before_an_act_is_a_red_line_of_whoever_would_lift_it() -> None:
    text = (
        LAKE
        + "Sanctions would not be lifted before the prisoners are free, Bolivian Foreign Minister Ada Moreau said."
    )
    line = reading_of(text).red_lines[0]
    assert (line.holder, line.status) == ("Bolivia", "active")
