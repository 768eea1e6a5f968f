"""Statements: what is quoted of them, whose they are where the side is told elsewhere, and what states nothing."""

from __future__ import annotations

import pytest

from summarizer.engines.rules.clauses import is_clause
from summarizer.engines.rules.kinds import kind_of
from tests.rules.reading_of import kinds, reading_of

LEAD = "Norwegian and Icelandic officials met in Tromso on Monday.\n\n"


def quotes(text: str) -> list[str]:
    """First quotation of every position of an article, in order."""
    return [p.quotes[0] for p in reading_of(LEAD + text).positions]


# What is quoted


def test_a_long_subject_is_no_part_of_what_is_stated() -> None:
    text = "The Icelandic delegation, led by acting Fisheries Minister Birna Falk, rejected the quota."
    assert quotes(text) == ["rejected the quota"]


def test_a_short_subject_stays_with_its_verb() -> None:
    assert quotes("Iceland rejected the quota for mackerel and herring.") == [
        "Iceland rejected the quota for mackerel and herring"
    ]


def test_auxiliaries_stay_with_the_verb() -> None:
    text = "Icelandic Fisheries Minister Birna Falk, a former trawler captain, did not accept the new count."
    assert quotes(text) == ["did not accept the new count"]


def test_a_remark_behind_what_is_stated_is_left_out() -> None:
    text = "Iceland deplored the slowness of the customs at the port, where a lorry waits three days."
    assert quotes(text) == ["Iceland deplored the slowness of the customs at the port"]


def test_two_that_clauses_are_two_statements() -> None:
    text = (
        "Iceland's foreign ministry said that it regretted the closure and that its invitation remained open."
    )
    assert quotes(text) == ["it regretted the closure", "its invitation remained open"]


def test_a_second_verb_of_the_same_subject_is_a_statement_of_its_own() -> None:
    text = "Birna Falk, the Icelandic envoy, said the fleet was ready for a joint patrol and accused Norway of hiding its landings."
    assert [p.kind for p in reading_of(LEAD + text).positions] == ["offer", "accusation"]


def test_a_reason_behind_the_reporting_clause_is_left_out_and_a_condition_is_not() -> None:
    reason = "Iceland wants the crossing open at night, Icelandic envoy Birna Falk said, because fish spoils in the queue."
    assert quotes(reason) == ["Iceland wants the crossing open at night"]
    condition = "The harbour stays shut, Icelandic envoy Birna Falk said, until Norway publishes its catch."
    assert quotes(condition) == [
        "The harbour stays shut, Icelandic envoy Birna Falk said, until Norway publishes its catch"
    ]


# Whose it is


@pytest.mark.parametrize(
    "speaker",
    [
        "Iceland's chief negotiator, Birna Falk,",
        "Birna Falk, who heads the Icelandic team,",
        "Birna Falk, a trawler captain who speaks for Iceland,",
    ],
)
def test_words_around_a_name_tell_the_side(speaker: str) -> None:
    assert [p.holder for p in reading_of(f"{LEAD}{speaker} said the talks had been useful.").positions] == [
        "Iceland"
    ]


def test_an_envoy_to_a_state_is_not_on_its_side() -> None:
    text = LEAD + "Birna Falk, special envoy to Iceland, said the talks had been useful."
    assert reading_of(text).positions == ()


def test_a_minister_without_a_state_is_that_of_the_party_the_article_begins_with() -> None:
    text = """Iceland on Friday called off a meeting with Norway on fishing quotas.

Foreign Minister Birna Falk demanded that Norway withdraw its patrol boats."""
    assert ("demand", "Iceland") in kinds(reading_of(text))


def test_she_means_the_subject_of_an_earlier_sentence_wherever_it_stands() -> None:
    text = (
        LEAD
        + """Norwegian Foreign Minister Ada Moe was brief. Icelandic Foreign Minister Birna Falk spoke to reporters.

On Tuesday, the morning after, Falk went to parliament. She said the quota must be halved."""
    )
    assert reading_of(text).positions[-1].said.speaker == "Birna Falk"


def test_the_first_of_two_surnames_means_the_person() -> None:
    text = """Peruvian and Chilean officials met in Tacna on Monday.

Peruvian Foreign Minister Lucía Quispe Rojas arrived early. Quispe said Peru was ready to reopen the bridge."""
    assert [(p.kind, p.holder, p.said.speaker) for p in reading_of(text).positions] == [
        ("offer", "Peru", "Lucía Quispe Rojas")
    ]


def test_the_bloc_is_the_organisation_named_before() -> None:
    text = """Negotiators from Mercosur and Canada met in Montevideo on Monday.

The bloc demanded a larger quota for beef."""
    assert kinds(reading_of(text)) == [("demand", "Mercosur")]


def test_a_list_is_that_of_whom_the_line_before_it_names() -> None:
    text = (
        LEAD
        + """In the meeting Icelandic Foreign Minister Birna Falk:

• Reaffirmed the commitment of Iceland to the fisheries treaty;

• Called on Norway to publish its catch before the end of the year."""
    )
    assert kinds(reading_of(text)) == [("assurance", "Iceland"), ("demand", "Iceland")]


def test_a_passive_with_an_agent_is_the_agents() -> None:
    text = LEAD + "A joint patrol was proposed by Icelandic Foreign Minister Birna Falk."
    assert kinds(reading_of(text)) == [("offer", "Iceland")]


# What states nothing


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway and Iceland left the talks with an outline but without a date, Norway's foreign ministry said.",
        "The Icelandic team was led by Birna Falk, Norway's foreign ministry said.",
        "Norwegian Foreign Minister Ada Moe said nothing about quotas.",
        "Norwegian Foreign Minister Ada Moe did not say how Norway would count the catch.",
        "Norway's Ada Moe told her Icelandic colleague, Birna Falk, in a call that lasted ten minutes.",
    ],
)
def test_narration_and_scraps_are_nobodys_position(sentence: str) -> None:
    assert reading_of(LEAD + sentence).positions == ()


def test_what_stands_in_anothers_that_clause_is_no_stance() -> None:
    text = LEAD + "Norway denied that it had offered to share its quota with Iceland."
    assert kinds(reading_of(text)) == [("denial", "Norway")]


def test_a_clause_has_a_verb_of_its_own() -> None:
    assert is_clause("the harbour stays shut until May")
    assert is_clause("Iceland closed the gate")
    assert not is_clause("the very next morning")
    assert not is_clause("an envoy in the corridor, who preferred not to see his name in print")


@pytest.mark.parametrize(
    ("lemma", "words", "kind"),
    [
        ("reject", "a proposal to take the dispute to court", "position"),
        ("say", "Oslo could close the strait if the catch were hidden again", "threat"),
        ("say", "the fleet could leave in May", "position"),
        ("say", "the flights are a deliberate provocation", "accusation"),
        ("say", "the remaining boats must be released by May", "demand"),
        ("say", "engineers would share daily readings", "assurance"),
        ("confirm", "the readiness of Iceland to pay for the buoys", "offer"),
    ],
)
def test_the_kind_of_a_statement(lemma: str, words: str, kind: str) -> None:
    assert kind_of(lemma, words, about_other=False) == kind


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ("October was a fine month for turtles", False),
        ("the soup had been excellent", False),
        ("the gap over herring was still wide, and progress slow", True),
        ("the border was no place for dogs", True),
    ],
)
def test_a_remark_that_touches_no_matter_of_talks_is_no_position(said: str, counts: bool) -> None:
    text = f"{LEAD}Norwegian Foreign Minister Ada Moe said that {said}."
    assert bool(reading_of(text).positions) == counts
