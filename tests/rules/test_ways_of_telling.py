"""Ways in which articles tell that parties met, each beside words that look alike and tell of nothing."""

from __future__ import annotations

import pytest

from tests.rules.reading_of import names, reading_of

NEAR = "\n\nBoth foreign ministries said that the river would be discussed further by their negotiators."


def meetings(text: str) -> list[tuple[str, str, set[str]]]:
    """(kind, status, parties) of the meetings of an article, statements left out."""
    return [(m.kind, m.status, set(m.parties)) for m in reading_of(text).meetings if m.kind != "statement"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Chad and Mali still disagree on the wells. Their delegations signed a protocol in Mopti on Monday.",
            "signing",
        ),
        (
            "The regular meeting of the border working groups of Chad and Niger took place on 3 March in Diffa.",
            "talks",
        ),
        (
            "Foreign Minister Ada Moe of Norway said she had told her Swedish counterpart, Bo Lind, in a telephone call "
            "on Monday that the quota would stand.",
            "call",
        ),
        (
            "Foreign Minister Ada Moe of Norway called her Finnish counterpart, Eero Salo, on Tuesday to discuss the cable.",
            "call",
        ),
        (
            "Foreign Minister Ada Moe of Norway spent the whole afternoon in Narvik with Bo Lind, the Swedish envoy.",
            "talks",
        ),
        (
            "The state secretary for water, Ada Moe of Norway, has received yesterday in Oslo her Swedish colleague Bo Lind.",
            "talks",
        ),
        (
            "The accord that the trade ministers of Chad and Niger signed on Monday in Diffa fills a page.",
            "signing",
        ),
    ],
)
def test_parties_meet_where_it_is_told_without_met(text: str, kind: str) -> None:
    found = meetings(text + NEAR)
    assert found
    assert found[0][:2] == (kind, "held")
    assert len(found[0][2]) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Norway's foreign minister called Sweden's quota a mistake on Monday.",
        "Norway has signed off on a budget for its border with Sweden, its finance minister said.",
        "Sweden welcomed Norway's decision on the cable, its foreign minister said.",
        "The Norwegian ministers spent the whole afternoon on the budget; Sweden was not mentioned.",
        "Norway's foreign minister told Swedish television that the quota would stand.",
        "Chances of a summit of Chad and Mali in March are slim, a minister in Bamako said.",
    ],
)
def test_words_that_look_alike_tell_of_no_meeting(text: str) -> None:
    assert meetings(text) == []


def test_a_meeting_that_all_deny_is_denied() -> None:
    text = """Chad, Niger and Mali all denied on Tuesday that envoys of the two warring sides had met in Bamako last Friday.

"This meeting exists in the head of an editor," said Chadian foreign ministry spokesman Idris Saleh."""
    assert meetings(text)[0][1] == "denied"


def test_what_was_offered_during_talks_is_denied_not_the_talks() -> None:
    text = """Chad denied on Sunday that it had offered its airfield during talks between Chadian and Nigerien ministers in Geneva last week."""
    found = reading_of(text).meetings[0]
    assert (found.status, found.where) == ("held", "Geneva")


def test_a_round_put_off_earlier_is_still_planned() -> None:
    text = """Chad and Niger will hold talks on the wells on Tuesday, when delegations of the two water ministries sit down in Diffa.

The round was first fixed for March 2 and was put off because of the floods."""
    assert meetings(text)[0][1] == "planned"


def test_a_meeting_that_a_statement_provides_for_is_not_the_one_reported() -> None:
    text = """DIFFA, Niger, March 11, 2026 (Sahel Wire) - Chad and Niger agreed on Tuesday to move their guns, the two governments said after nine hours of talks.

The statement provides for a meeting of surveyors in Zinder in October. The delegations were led by ministers."""
    found = reading_of(text).meetings[0]
    assert found.where != "Zinder"
    assert found.when == "Tuesday"


def test_a_place_belongs_to_its_own_verb() -> None:
    text = """Eleven Indian engineers walked over the line at Kartarpur on Wednesday and spent seven hours closeted with Pakistani officials in the rest house at Narowal."""
    assert reading_of(text).meetings[0].where == "Narowal"


def test_who_comes_home_from_a_town_met_there() -> None:
    text = """Moe back from Brussels: plates are paper

OSLO - Norway's foreign minister, Ada Moe, spent the day in talks with Swedish Foreign Minister Bo Lind, she said on Thursday."""
    assert reading_of(text).meetings[0].where == "Brussels"


def test_a_statement_needs_a_state_that_makes_it() -> None:
    assert reading_of("Roads in Norway and Sweden are icy, a trader said on Monday.").meetings == ()
    text = """Chad on Tuesday gave Sudan ten days to hand over the men, and said it would otherwise close the border.

"This is a date in the calendar," Foreign Minister Idris Saleh of Chad said."""
    found = reading_of(text).meetings[0]
    assert (found.kind, found.parties, found.when) == ("statement", ("Chad",), "Tuesday")


def test_an_office_means_its_holder_who_is_named_elsewhere() -> None:
    text = """The trade ministers of Chad and Niger met in Diffa on Monday.

Trade Minister Idris Saleh of Chad and Trade Minister Moussa Garba of Niger said the wells would be shared."""
    assert names(reading_of(text)) == {"Idris Saleh", "Moussa Garba"}


def test_an_office_and_a_rank_are_two_titles() -> None:
    text = """Norwegian Deputy Defence Minister General Ada Moe met Swedish Secretary General Bo Lind in Oslo on Monday."""
    titles = {p.name: p.titles for p in reading_of(text).participants}
    assert titles["Ada Moe"] == ("Norwegian Deputy Defence Minister", "General")
    assert titles["Bo Lind"] == ("Swedish Secretary General",)


def test_a_counterpart_has_that_title_only_for_want_of_another() -> None:
    text = """Norwegian Foreign Minister Ada Moe met her Swedish counterpart, Bo Lind, in Oslo on Monday."""
    titles = {p.name: p.titles for p in reading_of(text).participants}
    assert titles["Bo Lind"] == ("her Swedish counterpart",)
    named = text + " Foreign Minister Lind left at noon."
    assert "her Swedish counterpart" not in {t for p in reading_of(named).participants for t in p.titles}


def test_adjectives_of_one_noun_are_a_delegation_each() -> None:
    text = """The meeting in Ergneti on Monday was co-facilitated by Ambassador Ada Moe. Georgian, Russian and Armenian participants were present."""
    assert {p.side for p in reading_of(text).participants if p.name is None} == {
        "Georgia",
        "Russia",
        "Armenia",
    }


def test_those_at_somebodys_side_are_of_that_side() -> None:
    text = """Norwegian Foreign Minister Ada Moe met Swedish Foreign Minister Bo Lind in Oslo on Monday.

Moe had Defence Minister Kari Dahl at her side."""
    people = {p.name: (p.side, p.role) for p in reading_of(text).participants}
    assert people["Kari Dahl"] == ("Norway", "member")
