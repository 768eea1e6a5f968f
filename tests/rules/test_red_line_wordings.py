"""Red lines by what is "going to" be, by "no" before the object, under a topic, of forces, amounts and what is gone."""

from __future__ import annotations

import pytest

from summarizer.engines.rules.red_lines import find_red_lines
from tests.rules.reading_of import reading_of

LEAD = "Norwegian and Swedish officials met in Oslo on Monday.\n\n"


def lines(text: str) -> list[tuple[str, str, str]]:
    """(holder, status, trigger) of every red line."""
    return [(line.holder, line.status, line.trigger) for line in reading_of(LEAD + text).red_lines]


@pytest.mark.parametrize(
    ("words", "trigger"),
    [
        ("No treaty is going to take the mountain from us", "take the mountain from us"),
        ("Nobody in Oslo is ever going to accept a fence there", "a fence there"),
        ("There isn't going to be a foreign radar on the cape", "foreign radar on the cape"),
        ("No threat is going to make us give up the well", "give up the well"),
        ("Our lighthouse is not going to be sold", "Our lighthouse sold"),
        ("If a mast goes up, we are going to leave the commission", "a mast goes up"),
        ("Nobody has the right to sell the cape", "sell the cape"),
        ("We have no mandate to give away the cape", "give away the cape"),
        ("You cannot ask us to accept a second pier", "a second pier"),
        ("It would be political suicide to accept a second pier", "a second pier"),
        ("Selling the lighthouse is unthinkable", "Selling the lighthouse"),
        ("We would never dream of selling the lighthouse", "selling the lighthouse"),
        ("We will not have foreign soldiers on our soil", "foreign soldiers on our soil"),
        ("Never again will a foreign army winter here", "a foreign army winter here"),
        (
            "No drill will touch that bank without our consent",
            "No drill will touch that bank without our consent",
        ),
    ],
)
def test_what_is_not_going_to_be_is_refused(words: str, trigger: str) -> None:
    assert [d.trigger for d in find_red_lines(words, "")] == [trigger]


@pytest.mark.parametrize(
    ("words", "trigger"),
    [
        ("Oslo would tolerate no armed escorts in the sound", "armed escorts in the sound"),
        ("The kingdom will brook no interference in its courts", "interference in its courts"),
        ("We will recognise no fence as a border", "fence as a border"),
        ("We will cede not one inch of the delta", "cede not one inch of the delta"),
        (
            "We will sign nothing that leaves a garrison there",
            "sign nothing that leaves a garrison there",
        ),
        ("We will have no part in a joint command", "have no part in a joint command"),
    ],
)
def test_no_may_stand_before_what_is_refused(words: str, trigger: str) -> None:
    assert [d.trigger for d in find_red_lines(words, "")] == [trigger]


@pytest.mark.parametrize(
    ("words", "trigger"),
    [
        ("On the quota, he would not budge an inch", "the quota"),
        ("On sovereignty there can be no compromise", "sovereignty"),
        ("When it comes to the pass, there will be no concessions", "the pass"),
        ("As for the enclave, we do not negotiate", "the enclave"),
        ("On the toll there is nothing to discuss", "the toll"),
        ("There is no room for compromise on the toll", "the toll"),
    ],
)
def test_a_topic_stands_before_a_refusal_that_has_no_object(words: str, trigger: str) -> None:
    assert [d.trigger for d in find_red_lines(words, "")] == [trigger]


@pytest.mark.parametrize(
    ("words", "trigger"),
    [
        (
            "We are not moving one soldier back from the ridge",
            "moving one soldier back from the ridge",
        ),
        ("I won't be pulling a single gun off the heights", "be pulling a single gun off the heights"),
        ("Our garrison isn't going anywhere", "Our garrison is not going anywhere"),
        ("The border troops are going nowhere", "The border troops are going nowhere"),
        ("We cannot go below eight cents", "go below eight cents"),
        ("Ten years is as far as we can go", "Ten years"),
        ("Below eight cents there is nothing for us to sign", "Below eight cents"),
        ("There is nothing to sign without a timetable", "sign without a timetable"),
        ('the islands "are not for sale"', "the islands"),
        ("The reef belongs to us, and it is not negotiable", "The reef"),
    ],
)
def test_forces_that_stay_and_amounts_that_are_the_last_are_refusals(words: str, trigger: str) -> None:
    assert [d.trigger for d in find_red_lines(words, "")] == [trigger]


@pytest.mark.parametrize(
    ("words", "trigger"),
    [
        ("Do not touch our trawlers, or we will close the port", "touch our trawlers"),
        ("Hands off our trawlers, or we shut the sound", "Hands off our trawlers"),
        ("Stay out of our waters or our navy will answer", "Stay out of our waters"),
        (
            "Let them board one dhow and it will be the last they see of us",
            "Let them board one dhow",
        ),
        ("The day I see a peg there, my guns roll out", "I see a peg there"),
        ("the deal dies the day they build a pier", "they build a pier"),
        ("we leave the table if a mast goes up", "a mast goes up"),
        ("Oslo has threatened to close the sound if its ships are boarded", "its ships are boarded"),
        ("A mast on the ridge means the end of this treaty", "A mast on the ridge"),
        ("a second pier would kill the deal", "a second pier"),
    ],
)
def test_other_conditions_deter(words: str, trigger: str) -> None:
    assert [d.trigger for d in find_red_lines(words, "")] == [trigger]


@pytest.mark.parametrize(
    "words",
    [
        "The minister is going to Geneva on Friday",
        "If you are going to lead, you should be in the room when they attack",
        "The ministry would accept no responsibility for the delay",
        "He would accept no questions",
        "On Tuesday there was no agreement",
        "On the margins of the summit, they would not speak to reporters",
        "Our ships will not leave port because of the storm",
        "He would not go beyond the statement",
        "As far as we can tell, nothing was signed",
        "Do not send the figures by post, or they will be late",
        "Nothing was agreed without the mediators",
        "He urged them to visit the cape and make it clear that seeing it is free",
        "Oslo could close the bridge if the rain goes on",
        "We would not consider it as a defeat",
    ],
)
def test_journeys_silence_and_chance_refuse_nothing(words: str) -> None:
    assert find_red_lines(words, "") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '"A joint garrison on the island," said Swedish envoy Lars Holm. "That we will never accept."',
            [("Sweden", "active", "A joint garrison on the island")],
        ),
        (
            'In the spring Swedish envoy Lars Holm had called the herring quota his red line. Was it still one? "No longer," Holm said.',
            [("Sweden", "rescinded", "the herring quota")],
        ),
        (
            "Asked about the quota, which he described in 2029 as a red line, Swedish envoy Lars Holm smiled. It was no longer any such thing, Holm said.",
            [("Sweden", "rescinded", "the quota")],
        ),
        (
            'Norwegian foreign minister Kari Moe spoke first. In Stockholm, the foreign ministry said any mast on the ridge "will be treated as an act of war".',
            [("Sweden", "active", "any mast on the ridge")],
        ),
        ('Swedish envoy Lars Holm laughed. "No longer in a hurry, I see," he said.', []),
    ],
)
def test_what_words_point_back_to_is_found(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert lines(text) == expected
