"""Red lines in other shapes: by nobody, in measures, curtly, under conditions without "if", and taken back."""

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
        ("My government will not hear of a joint garrison", "a joint garrison"),
        ("we're never going to swallow a fence across the valley", "a fence across the valley"),
        ("Oslo could not stomach another year of this quota", "another year of this quota"),
        ("a third radar is something Oslo simply cannot live with", "a third radar"),
        ("We will not budge on the fishing limit", "budge on the fishing limit"),
        ("he does not intend to part with the archive", "part with the archive"),
        ("we have no intention to sit at one table with the junta", "sit at one table with the junta"),
        ('the ministry "will not tolerate" armed escorts', "armed escorts"),
        ("it will not, the minister said, accept a second pier", "a second pier"),
        ("we will not be bullied into giving up the ridge", "giving up the ridge"),
        ("we cannot be expected to pay for the dam", "pay for the dam"),
        ("we are not prepared to see foreign radars on the ridge", "foreign radars on the ridge"),
        ("We are not handing over one barrel", "handing over one barrel"),
        ("Juba cannot afford to hand over the wells", "hand over the wells"),
        ("Not under any circumstances would Juba hand over the wells", "hand over the wells"),
        ("There is no scenario in which we could accept two armies there", "two armies there"),
        ("No negotiation under fire", "negotiation under fire"),
        ("She would sooner resign than hand over the archive", "hand over the archive"),
    ],
)
def test_other_verbs_refuse_too(words: str, trigger: str) -> None:
    assert [d.trigger for d in find_red_lines(words, "")] == [trigger]


@pytest.mark.parametrize(
    ("words", "trigger"),
    [
        ("nobody in Accra is going to put up with armed trawlers", "armed trawlers"),
        ("No prime minister of ours would ever sign away the strait", "sign away the strait"),
        ("None of us will ever recognise that fence as a border", "that fence as a border"),
        ("There is no way we would cede the reef", "cede the reef"),
        ("Nothing will induce Baku to give up the enclave", "give up the enclave"),
        ("No piece of paper will take the mountain from us", "take the mountain from us"),
        ("No foreign warship will dock in our harbour", "No foreign warship will dock in our harbour"),
        ("There will be no Turkish flag on that island", "Turkish flag on that island"),
        ("Not an acre of the delta is for sale", "an acre of the delta is for sale"),
        ("Not one of our soldiers will leave the pass", "one of our soldiers will leave the pass"),
        ("Not half a metre beyond the cairn", "half a metre beyond the cairn"),
        ("No foreign rifles inside the park", "foreign rifles inside the park"),
    ],
)
def test_what_nobody_will_do_and_nothing_will_be_is_refused(words: str, trigger: str) -> None:
    assert [d.trigger for d in find_red_lines(words, "")] == [trigger]


@pytest.mark.parametrize(
    ("words", "trigger"),
    [
        ("The lease is off limits", "The lease"),
        ("the islands are not up for sale", "the islands"),
        ("a partition of the port is not an option", "a partition of the port"),
        ("The question of the enclave is closed", "The question of the enclave"),
        ("There can be no question of a joint command", "a joint command"),
        ("there is nothing to negotiate about the pass", "the pass"),
        ("We will make no concessions on the ridge", "the ridge"),
        ("We draw the line at armed escorts", "armed escorts"),
        ("A second base? Not while I am minister.", "A second base"),
        ("Foreign observers at the mine? Over my dead body.", "Foreign observers at the mine"),
    ],
)
def test_what_is_closed_is_refused(words: str, trigger: str) -> None:
    assert [d.trigger for d in find_red_lines(words, "")] == [trigger]


@pytest.mark.parametrize(
    "words",
    [
        "No official would agree to speak on the record",
        "No vessel will sail tomorrow because of the storm",
        "There will be no press conference",
        "There can be no question that the talks were useful",
        "Not one of the ministers would take questions",
        "Not a word will be said until Friday",
        "the minister would not rule out a second visit",
        "The talks will not resume before June",
        "there will be no agreement before the spring",
        "The road through the valley is closed",
        "The minister drew the line on the map",
        "He would rather talk about solutions",
        "What is and is not off limits was never said",
        "The ministers were not prepared to see the press",
        "The ferry? Never late.",
        "Will they sign? Never.",
        "The firm is not accepting the invitation",
        "But Oslo is not backing down",
        "No talks before Friday",
        "No progress on the border",
    ],
)
def test_a_fact_a_delay_or_silence_refuses_nothing(words: str) -> None:
    assert find_red_lines(words, "") == []


@pytest.mark.parametrize(
    ("words", "trigger"),
    [
        ("Should the drilling resume, Accra will pull its envoy", "the drilling resume"),
        (
            "Were a pylon to go up on the ridge, we would leave the commission",
            "a pylon to go up on the ridge",
        ),
        ("The day they build a pier there, our fleet sails", "they build a pier there"),
        ("The instant that drone crosses the river, the deal is dead", "drone crosses the river"),
        ("We'll walk out the moment a pylon goes up", "a pylon goes up"),
        ("One more shot across the river and we close the bridge", "One more shot across the river"),
        ("Touch our trawlers and you will hear from our navy", "Touch our trawlers"),
        ("Build on that reef, he warned, and the treaty is dead", "Build on that reef"),
        ("Any new pylon on the ridge ends these talks", "Any new pylon on the ridge"),
        ("a pylon on the ridge would force us to close the crossing", "a pylon on the ridge"),
        ("If they fence the well, we will tear it down", "they fence the well"),
        ("If a pylon goes up, there will be no treaty", "a pylon goes up"),
        ("Luanda would not sit idle if a pylon went up", "a pylon went up"),
        ("If a mast goes up, he said, we will not hesitate to leave", "a mast goes up"),
        ("should the mast be lit, Oslo will double the toll for their lorries", "the mast be lit"),
    ],
)
def test_a_condition_needs_no_if(words: str, trigger: str) -> None:
    assert [d.trigger for d in find_red_lines(words, "")] == [trigger]


@pytest.mark.parametrize(
    "words",
    [
        "One more meeting and we will have an agreement",
        "Send us the figures and we will sign",
        "Open the map and you will find the islands",
        "The day the treaty is signed, we will open the border",
        "The moment the rain stops, the ferries will sail again",
        "A refusal would force us to look for other partners",
        "Unless they lift the siege, we will close the port",
        "The second half begins at noon, and we leave at one",
        "If you cannot pay the fee, the easiest answer is to wait",
        "Those present were arrested, and the town will close its gates",
    ],
)
def test_an_offer_a_demand_and_a_timetable_deter_nothing(words: str) -> None:
    assert find_red_lines(words, "") == []


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("The quota was our red line once", "rescinded"),
        ("The quota is not a red line any more", "rescinded"),
        ("The quota used to be our red line; it isn't one any more", "rescinded"),
        ("We have erased the red line on quotas", "rescinded"),
        ("The red line on quotas is gone", "rescinded"),
        ("I would not call the quota a red line", "negated"),
        ("Nobody here calls the quota a red line", "negated"),
        ("The quota is far from a red line", "negated"),
        ("The quota is our red line today as it was then", "active"),
    ],
)
def test_a_line_is_taken_back_or_never_was_one(words: str, status: str) -> None:
    assert [d.status for d in find_red_lines(words, "")] == [status]


@pytest.mark.parametrize(
    ("words", "trigger", "status"),
    [
        ("Ten years ago we would have told you that the mine was our red line", "the mine", "rescinded"),
        ("your uncle said two years ago that any pipeline was a red line", "any pipeline", "active"),
    ],
)
def test_a_time_ago_is_that_of_the_line_or_of_its_telling(words: str, trigger: str, status: str) -> None:
    assert [(d.trigger, d.status) for d in find_red_lines(words, "")] == [(trigger, status)]


def test_words_behind_a_red_line_take_it_back() -> None:
    text = '"The herring quota is our red line," Swedish envoy Lars Holm said in 2019. "I have stopped using the phrase," he said.'
    assert lines(text) == [("Sweden", "rescinded", "The herring quota")]


def test_a_question_about_a_red_line_that_is_left_open_draws_none() -> None:
    text = "Asked whether the quota was a red line, Norwegian foreign minister Kari Moe said she would rather talk about cod."
    assert lines(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '"A joint patrol? Out of the question," Norwegian foreign minister Kari Moe told reporters.',
            ("Norway", "active", "A joint patrol"),
        ),
        (
            '"One more trawler inside the bank," warned Sweden\'s fisheries minister, Lena Berg, "and we shut the port."',
            ("Sweden", "active", "One more trawler inside the bank"),
        ),
        (
            "The day a drill touches the bank, Norwegian foreign minister Kari Moe said, Oslo will walk out of the commission.",
            ("Norway", "active", "a drill touches the bank"),
        ),
        (
            "Norwegian foreign minister Kari Moe said nobody in Oslo would ever swallow a second radar on the ridge.",
            ("Norway", "active", "a second radar on the ridge"),
        ),
    ],
)
def test_the_speaker_may_stand_between_the_parts(text: str, expected: tuple[str, str, str]) -> None:
    assert lines(text) == [expected]
