"""Exceptions and rare forms that no other test and no article here would miss, each with the sentence that it is for."""

from __future__ import annotations

import pytest

from summarizer.engines.rules.attributed import Span
from summarizer.engines.rules.quotations import quotations_of
from tests.rules.reading_of import kinds, reading_of

MET = "Norwegian Foreign Minister Ada Moe met Swedish Foreign Minister Bo Lind in Oslo for talks about the dam. "


def lines(words: str) -> list[tuple[str, str]]:
    """(holder, trigger) of every red line."""
    return [(line.holder, line.trigger) for line in reading_of(MET + words).red_lines]


@pytest.mark.parametrize(
    ("words", "kind", "holder"),
    [
        ('Lind said: "Otherwise, Sweden will expel the envoys."', "threat", "Sweden"),
        ('"Failing that, we will recall our ambassador," Moe said.', "threat", "Norway"),
        ("Moe warned Sweden of the gravest consequences.", "threat", "Norway"),
        ("Moe reiterated the threat to close the port.", "threat", "Norway"),
        ("Moe reiterated Norway's request for access to the gates.", "demand", "Norway"),
        ('"Your drones killed two guards, and we demand an answer," Moe said.', "position", "Norway"),
    ],
)
def test_rare_words_give_a_kind(words: str, kind: str, holder: str) -> None:
    assert (kind, holder) in kinds(reading_of(MET + words))


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (
            '"If they close the gates, they will have crossed a red line," Moe said.',
            ("Norway", "they close the gates"),
        ),
        (
            '"If they touch the dam, that will be a red line for us," Lind said.',
            ("Sweden", "they touch the dam"),
        ),
        ('"The red line is that the dam is ours," Moe said.', ("Norway", "the dam is ours")),
        ("Moe assured Norwegians that giving up the dam was a red line.", ("Norway", "giving up the dam")),
        (
            '"Foreign troops will land here over my dead body," Lind said.',
            ("Sweden", "Foreign troops will land here"),
        ),
        (
            '"Nobody will pump here while I am minister," Moe said.',
            ("Norway", "Nobody will pump here"),
        ),
    ],
)
def test_rare_words_draw_a_line(words: str, line: tuple[str, str]) -> None:
    assert lines(words) == [line]


@pytest.mark.parametrize(
    ("words", "trigger"),
    [
        ("Moe promised that Norway would never cross Sweden's red line on the gates.", "the gates"),
        ("Moe pledged to respect Sweden's red lines on the dam.", "the dam"),
        ('"We will heed Sweden\'s red line on the dam," Moe said.', "the dam"),
        ("Moe said that raising the dam would cross Sweden's red line.", "raising the dam"),
        ('"Nobody will cross our red line on the dam," Lind said.', "the dam"),
    ],
)
def test_a_red_line_is_its_owners_whoever_speaks_of_it(words: str, trigger: str) -> None:
    assert lines(words) == [("Sweden", trigger)]


def test_ones_own_red_line_may_be_told_by_name() -> None:
    assert lines("Moe said Sweden must respect Norway's red line on the dam.") == [("Norway", "the dam")]


@pytest.mark.parametrize(
    "words",
    [
        '"When gates are closed is unacceptable," Moe said.',
        '"How they treat our fishermen is unacceptable," Moe said.',
    ],
)
def test_what_is_only_asked_is_no_line(words: str) -> None:
    assert lines(words) == []


def test_a_condition_without_a_condition_is_no_offer() -> None:
    reading = reading_of(f'{MET}"If the gates open it will help," Moe said, adding that Norway would sign.')
    assert ("position", "Norway") in kinds(reading)
    assert ("offer", "Norway") not in kinds(reading)


def test_whoever_hosts_is_no_mediator_in_the_chair() -> None:
    reading = reading_of(f"{MET}Qatari minister Hamad Said, as host, took the chair.")
    assert [p.role for p in reading.participants if p.name == "Hamad Said"] == ["host"]


def test_another_in_a_list_tells_nothing_of_who_stands_before_him() -> None:
    reading = reading_of(f"{MET}The talks were attended by Ada Moe, a colonel and two lawyers.")
    assert sum(p.name is None for p in reading.participants) == 2


@pytest.mark.parametrize("words", ["They had last met on Sunday.", "The previous round was held on Sunday."])
def test_the_day_of_an_earlier_meeting_is_not_this_ones(words: str) -> None:
    assert reading_of(MET + words).meetings[0].when is None


def test_progress_alone_is_an_outcome() -> None:
    outcomes = reading_of(f"{MET}The two sides made progress on the gates.").outcomes
    assert [o.text for o in outcomes] == ["made progress on the gates"]


@pytest.mark.parametrize(("quoted", "speech"), [('"Never!"', True), ('"...,"', False), ('"never"', False)])
def test_a_finished_word_is_speech_and_marks_alone_are_none(quoted: str, speech: bool) -> None:
    found, _ = quotations_of(quoted, Span(0, len(quoted)), unclosed=False)
    assert [quotation.speech for quotation in found] == [speech]
