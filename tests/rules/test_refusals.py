"""What is refused, deterred or answered, in all the shapes that English gives it; and what only sounds like it."""

from __future__ import annotations

import pytest

from summarizer.engines.rules.red_lines import find_red_lines
from summarizer.engines.rules.refusals import in_full
from tests.rules.reading_of import reading_of

LEAD = "Norwegian and Swedish officials met in Oslo on Monday.\n\n"


def lines(text: str) -> list[tuple[str, str, str]]:
    """(holder, status, trigger) of every red line."""
    return [(line.holder, line.status, line.trigger) for line in reading_of(LEAD + text).red_lines]


@pytest.mark.parametrize(
    ("words", "trigger"),
    [
        ("a third base on the island is something we shall never allow", "a third base on the island"),
        ("any foreign base there we cannot accept", "any foreign base there"),
        ("convicted spies will not be handed over", "convicted spies handed over"),
        ("not one inch of the valley will be surrendered", "not one inch of the valley surrendered"),
        ("Not one more patrol boat in our waters", "one more patrol boat in our waters"),
        ("without a timetable there can be no signature", "signature without a timetable"),
        ("there will be no talks until the siege is lifted", "talks until the siege is lifted"),
        ("No agreement without the return of the crew", "agreement without the return of the crew"),
        ("nor would Oslo negotiate on the shelf", "negotiate on the shelf"),
        ("Oslo had no intention of giving up the strait", "giving up the strait"),
        ("they would not be signing any text on fish", "be signing any text on fish"),
        ("without a guarantee, no agreement is possible", "agreement without a guarantee"),
        ("under no circumstances will we recognise the annexation", "the annexation"),
        ("the ministry will in no way permit a crossing", "a crossing"),
        ("we're not going to tolerate armed drones", "armed drones"),
        ("the lease isn't up for negotiation", "the lease"),
        ("the lease was out of the question", "the lease"),
        ("our sovereignty can never be a bargaining chip", "our sovereignty"),
        ("he called the handover of the port a non-starter", "the handover of the port"),
        ("the inadmissibility of any further enlargement", "any further enlargement"),
        ("we will not stand idly by while our kin are driven out", "our kin are driven out"),
        ("any further shelling of the town would be answered", "any further shelling of the town"),
        ('one more drone "will not go unanswered"', "one more drone"),
        ("boats that enter the bay without a permit will be turned back", "boats that enter the bay without a permit"),
        ("we will regard any blockade as an act of war", "any blockade"),
        ("we will prevent any attempt to move the border", "any attempt to move the border"),
        ("if they cross the river, they will meet our army", "they cross the river"),
        ("the port would be closed if a single soldier were killed", "a single soldier were killed"),
        ("the moment a soldier lands there, we will leave the treaty", "a soldier lands there"),
    ],
)  # fmt: skip
def test_a_refusal_is_read_in_every_shape(words: str, trigger: str) -> None:
    assert [d.trigger for d in find_red_lines(words, "")] == [trigger]


@pytest.mark.parametrize(
    "words",
    [
        "the ministry will not discuss the details of the talks",
        "the names will not be released",
        "the results of the survey will not be given to the press",
        "all prisoners will be handed over on Monday",
        "any question will be answered in time",
        "any agreement will be met with relief",
        "any vessel that pays the fee will be treated equally",
        "every refugee who returns will receive a house",
        "No word on the border",
        "Not one shot was fired",
        "No progress without patience",
        "there was no agreement until midnight",
        "without trust there is no progress",
        "the minister insists they cannot accept",
        "a plan that Oslo cannot accept",
        "Oslo had no intention of attacking its neighbour",
        "we cannot accept that the talks have failed",
        "we will stop the work on the bridge",
        "they will board the train if the weather holds",
        "if need be, we will close the port",
        "the talks could be over if they wish",
        "the offer is still on the table",
    ],
)
def test_what_only_sounds_like_a_refusal_is_none(words: str) -> None:
    assert find_red_lines(words, "") == []


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("the port is no red line any more", "rescinded"),
        ("the port used to be a red line", "rescinded"),
        ("the port isn't a red line for us", "negated"),
        ("for us the port is a red line", "active"),
    ],
)
def test_the_term_is_read_in_short_forms_and_behind_whom_it_is_for(words: str, status: str) -> None:
    assert [(d.trigger, d.status) for d in find_red_lines(words[0].upper() + words[1:], "")] in (
        [("the port", status)],
        [("The port", status)],
    )


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("It could become one, if it were confirmed", "hypothetical"),
        ("That is not one", "negated"),
        ("Yes, it is one", "active"),
    ],
)
def test_an_answer_means_the_red_line_that_was_asked_about(answer: str, status: str) -> None:
    asked = "Asked whether moving the fence was a red line for Oslo, she was cautious. "
    assert [(d.trigger, d.status) for d in find_red_lines(answer, asked)] == [("moving the fence", status)]
    assert find_red_lines(answer, "She spoke about the fence. ") == []


def test_short_forms_are_written_out() -> None:
    assert in_full("It isn't ours, we'll pay") == "It is not ours, we will pay"
    assert in_full("Oslo's port") == "Oslo's port"


def test_a_condition_behind_its_reporting_clause_belongs_to_what_was_said() -> None:
    found = lines(
        "Norway will close the strait, Norwegian Foreign Minister Ada Moe said, if a warship enters the fjord."
    )
    assert found == [("Norway", "active", "a warship enters the fjord")]


def test_a_party_goes_on_in_sentences_without_a_word_of_saying() -> None:
    found = lines(
        "Norwegian Foreign Minister Ada Moe said Norway wanted a fair price. "
        "The share in the railway was a non-starter. Nor would Norway discuss the budget of its army with outsiders."
    )
    assert found == [
        ("Norway", "active", "The share in the railway"),
        ("Norway", "active", "discuss the budget of its army with outsiders"),
    ]


def test_an_outlets_own_verdict_is_nobodys() -> None:
    assert lines("The weather was fine. A deal before spring is out of the question.") == []


def test_a_bystanders_verdict_is_not_taken_on() -> None:
    found = lines(
        '"The lease is dead," said Per Lund, a researcher at a Bergen institute. A new lease is out of the question.'
    )
    assert found == []


def test_who_warns_of_anothers_act_is_not_that_other() -> None:
    text = "Norwegian Foreign Minister Ada Moe said any raid by Swedish police would be answered."
    assert [line[0] for line in lines(text)] == ["Norway"]


def test_a_fragment_and_the_refusal_behind_it_are_one_line() -> None:
    text = '"Not one more boat after dark. We will not accept nets in the fjord," Norwegian Foreign Minister Ada Moe said.'
    found = reading_of(LEAD + text).red_lines
    assert len(found) == 1
    assert len(found[0].quotes) == 2


def test_an_assurance_about_ones_own_acts_is_no_red_line() -> None:
    assert (
        lines("The Norwegian side assured that no water will be released before the gauges are sealed.") == []
    )


def test_evidence_is_the_clause_that_refuses() -> None:
    text = (
        "Norwegian Foreign Minister Ada Moe said Norway would stretch the loans by ten years and publish every contract, "
        "but would never accept a cut of the debt."
    )
    line = reading_of(LEAD + text).red_lines[0]
    assert line.quotes == ("would never accept a cut of the debt",)


def test_an_impersonal_passive_has_its_agent_for_speaker() -> None:
    text = "It was stressed by the Norwegian side that the withdrawal of troops cannot be accepted."
    assert lines(text) == [("Norway", "active", "the withdrawal of troops")]


def test_what_was_called_unacceptable_beforehand_is_a_red_line_and_a_complaint_is_none() -> None:
    said = "Norwegian Foreign Minister Ada Moe said that "
    assert lines(said + "a wall on the border was unacceptable.") == [
        ("Norway", "active", "a wall on the border")
    ]
    assert lines(said + "a raid on the border was unacceptable.") == []
    assert lines(said + "the wall was unacceptable.") == []


def test_whoever_draws_a_line_does_not_cross_it() -> None:
    words = "our country has drawn a red line at the river"
    assert [d.trigger for d in find_red_lines(words, "")] == ["the river"]
    assert [d.trigger for d in find_red_lines("the new fence has crossed a red line", "")] == [
        "the new fence"
    ]
    assert find_red_lines("every island has a red line", "") == []
