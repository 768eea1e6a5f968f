"""Occasions told in other ways than "A met B": gapped lists, hosts, arrivals, documents, calls, places in headings."""

from __future__ import annotations

import pytest

from tests.rules.reading_of import names, reading_of


def test_gapped_heads_of_delegations_each_act_for_their_own_side() -> None:
    text = """Trilateral consultations between the Russian Federation, the Republic of Kazakhstan and the Republic of Uzbekistan were held in Astana on 9 March.

The Russian delegation was led by Deputy Foreign Minister Ivan Petrov, the Kazakh by First Deputy Minister Erlan Sadykov, and the Uzbek by Deputy Minister Otabek Karimov."""
    assert {p.name: (p.side, p.role) for p in reading_of(text).participants} == {
        "Ivan Petrov": ("Russia", "head"),
        "Erlan Sadykov": ("Kazakhstan", "head"),
        "Otabek Karimov": ("Uzbekistan", "head"),
    }


def test_a_guest_is_head_and_who_receives_him_is_host() -> None:
    text = """Prime Minister Anna Berg of Sweden flew to Ankara on Tuesday, where she was received by President Cem Yalin at the presidential palace.

Foreign Minister Lars Ek and Defence Minister Ove Dahl accompanied Berg."""
    reading = reading_of(text)
    assert {p.name: (p.side, p.role) for p in reading.participants} == {
        "Anna Berg": ("Sweden", "head"),
        "Cem Yalin": ("Türkiye", "host"),
        "Lars Ek": ("Sweden", "member"),
        "Ove Dahl": ("Sweden", "member"),
    }
    assert (reading.meetings[0].where, reading.meetings[0].venue) == ("Ankara", "the presidential palace")


@pytest.mark.parametrize(
    "lead",
    [
        "Indian and Pakistani commanders talked on the hotline on Sunday evening, the ministry in New Delhi said.",
        "Indian Foreign Minister Asha Rao rang her Pakistani counterpart, Bilal Anwar, on Sunday.",
    ],
)
def test_a_hotline_and_a_ring_are_calls_without_a_place(lead: str) -> None:
    meeting = reading_of(lead).meetings[0]
    assert (meeting.kind, set(meeting.parties), meeting.where) == ("call", {"India", "Pakistan"}, None)


def test_a_trip_called_off_is_cancelled_and_has_no_participants() -> None:
    text = """Albania's prime minister has called off a trip to Athens, his office said on Friday. Edmond Leka was to have met his Greek counterpart, Nikos Pappas, on Monday for talks on the sea border."""
    reading = reading_of(text)
    assert reading.meetings[0].status == "cancelled"
    assert reading.participants == ()


def test_a_capital_without_its_name_is_the_place() -> None:
    text = "Negotiators from Chile and Canada closed a round of trade talks in the Paraguayan capital on Thursday."
    assert reading_of(text).meetings[0].where == "the Paraguayan capital"


def test_who_hosts_talks_of_others_is_no_party() -> None:
    text = "Norway hosted secret talks between the Philippines and Indonesia outside Oslo in January, Foreign Minister Espen Berg disclosed."
    reading = reading_of(text)
    assert set(reading.meetings[0].parties) == {"Philippines", "Indonesia"}
    assert "Espen Berg" not in names(reading)


def test_what_a_communique_lays_down_is_joint_and_cut_where_a_second_verb_begins() -> None:
    text = """Peruvian and Ecuadorian ministers met in Loja on Monday.

The joint communiqué creates a fund for flood victims and bans dredging below the bridge."""
    assert [(o.text, o.status) for o in reading_of(text).outcomes] == [
        ("creates a fund for flood victims", "joint"),
        ("bans dredging below the bridge", "joint"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Police in Madrid arrested three men on Tuesday after a meeting between rival gangs ended in a shooting. The Spanish interior minister visited the scene.",
        "The summit of the table met the summit of the form list on Sunday, and Oslo Rovers parted 2-2 with Bergen. It felt like a protracted negotiation.",
        "The company's chief executive met French and German investors in Paris on Monday to discuss its merger, a spokesman said.",
        "The Speaker of parliament met trade unions in Lusaka on Monday. President Grace Mulenga of Zambia will open the session on Friday.",
    ],
)
def test_gangs_teams_firms_and_parliaments_hold_no_meeting_of_parties(text: str) -> None:
    assert reading_of(text).meetings == ()
