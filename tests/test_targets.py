"""For whom a red line is drawn: whom its words name, else the other of two parties that deal with each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from summarizer.fusion.targets import aimed, at_odds
from tests.example import example_brief

if TYPE_CHECKING:
    from summarizer.models.base import Role
    from summarizer.models.brief import PersonOrDelegation, StatedRedLine


@pytest.fixture
def line() -> StatedRedLine:
    return example_brief().red_lines[0].model_copy(update={"holder": "Iceland", "target": None})


def person(side: str, role: Role) -> PersonOrDelegation:
    return example_brief().participants[0].model_copy(update={"side": side, "role": role})


def test_of_two_parties_the_other_is_meant(line: StatedRedLine) -> None:
    assert aimed(line, ("Iceland", "Norway")).target == "Norway"


def test_a_third_party_that_the_words_name_stays(line: StatedRedLine) -> None:
    named = line.model_copy(update={"target": "Russia"})
    assert aimed(named, ("Iceland", "Norway")).target == "Russia"


@pytest.mark.parametrize("words", ["fishing boats", "soldiers", "Iceland"])
def test_words_that_name_no_other_party_are_no_target(line: StatedRedLine, words: str) -> None:
    named = line.model_copy(update={"target": words})
    assert aimed(named, ("Iceland", "Norway")).target == "Norway"
    assert aimed(named, ("Iceland", "Norway", "Denmark")).target is None


def test_among_three_nobody_is_guessed(line: StatedRedLine) -> None:
    assert aimed(line, ("Iceland", "Norway", "Denmark")).target is None
    assert aimed(line, ("Sweden", "Norway")).target is None


def test_who_only_mediates_or_observes_deals_with_nobody() -> None:
    people = [person("Serbia", "head"), person("Kosovo", "head"), person("European Union", "mediator")]
    assert at_odds(("European Union", "Kosovo", "Serbia"), people) == ("Kosovo", "Serbia")
    both = [*people, person("European Union", "member")]
    assert at_odds(("European Union", "Kosovo", "Serbia"), both) == ("European Union", "Kosovo", "Serbia")
