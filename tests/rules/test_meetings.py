"""Meetings: kind, status, parties, date, place, level; and articles without one."""

from __future__ import annotations

import pytest

from tests.rules.reading_of import names, reading_of


def test_talks_held_in_a_third_country_have_their_parties_date_and_place() -> None:
    text = """Armenian and Georgian officials met in Vienna, Austria, on Tuesday for expert-level talks aimed at reopening the Iron Gate road, Austria's foreign ministry said.

The delegations spent six hours at the Hofburg Palace."""
    meeting = reading_of(text).meetings[0]
    assert (meeting.kind, meeting.status) == ("talks", "held")
    assert set(meeting.parties) == {"Armenia", "Georgia"}
    assert meeting.where == "Vienna, Austria"
    assert meeting.when == "on Tuesday"
    assert meeting.level == "expert-level"
    assert meeting.purpose == "aimed at reopening the Iron Gate road"


def test_a_telephone_call_is_a_call_without_a_place() -> None:
    text = """Norwegian Prime Minister Liv Aune spoke by telephone with Finnish President Eero Salmi on Monday, her office said.

During the call, Aune stressed that Norway will continue to support the joint border patrols."""
    reading = reading_of(text)
    meeting = reading.meetings[0]
    assert (meeting.kind, meeting.status) == ("call", "held")
    assert set(meeting.parties) == {"Norway", "Finland"}
    assert meeting.where is None
    assert names(reading) == {"Liv Aune", "Eero Salmi"}


def test_announced_talks_are_planned_and_their_delegates_announced() -> None:
    text = """Kenyan Foreign Minister Peter Oduor will meet his Ethiopian counterpart Selam Bekele in Nairobi on Friday to discuss the Omo river dam, the ministry announced."""
    reading = reading_of(text)
    assert reading.meetings[0].status == "planned"
    assert reading.meetings[0].when == "on Friday"
    assert {p.name: p.basis for p in reading.participants} == {
        "Peter Oduor": "announced",
        "Selam Bekele": "announced",
    }
    assert {p.name: p.side for p in reading.participants} == {
        "Peter Oduor": "Kenya",
        "Selam Bekele": "Ethiopia",
    }


def test_cancelled_talks_have_no_participants() -> None:
    text = """Sudan on Wednesday cancelled talks with Egypt that were due to be held in Aswan on Thursday.

Foreign Minister Omar Haddad of Sudan said the conditions were not right."""
    reading = reading_of(text)
    assert reading.meetings[0].status == "cancelled"
    assert reading.participants == ()


def test_a_denied_meeting_is_not_a_held_one() -> None:
    text = """Iran's Foreign Ministry denied that Iranian officials had met with American envoys in Muscat last week.

"No such meeting took place," ministry spokesman Darius Kazemi told reporters."""
    reading = reading_of(text)
    assert all(m.status == "denied" for m in reading.meetings)
    assert reading.participants == ()
    assert [(c.party, c.stance) for c in reading.confirmations] == [("Iran", "denied")]


def test_the_main_meeting_comes_before_an_earlier_one() -> None:
    text = """Chilean Foreign Minister Rosa Ibarra and Bolivian Foreign Minister Luis Quispe held talks in Arica on Saturday on access to the port.

The two countries last met in La Paz in 2024, when Ibarra's predecessor, Jorge Salas, walked out."""
    reading = reading_of(text)
    assert reading.meetings[0].where == "Arica"
    assert reading.meetings[0].when == "on Saturday"
    assert names(reading) == {"Rosa Ibarra", "Luis Quispe"}
    assert "Jorge Salas" in {m.name for m in reading.mentioned}


def test_two_meetings_of_one_day_stay_two() -> None:
    text = """Japanese Foreign Minister Aiko Mori met South Korean Foreign Minister Han Ji-won in Busan on Thursday.

Later that day, Mori held talks with Australian Foreign Minister Tom Barker in Busan."""
    meetings = reading_of(text).meetings
    assert [set(m.parties) for m in meetings] == [{"Japan", "South Korea"}, {"Japan", "Australia"}]


def test_an_article_without_a_meeting_gives_the_statement_that_its_lead_reports() -> None:
    text = """Serbia will not accept foreign police on the bridge, President Marko Ilic said in a televised address on Sunday.

Kosovo accused Serbia of massing troops near the boundary."""
    reading = reading_of(text)
    assert [(m.kind, m.parties, m.when) for m in reading.meetings] == [
        ("statement", ("Serbia", "Kosovo"), "Sunday")
    ]
    assert reading.participants == ()
    assert [(r.holder, r.status) for r in reading.red_lines] == [("Serbia", "active")]
    assert [(p.kind, p.holder, p.target) for p in reading.positions] == [("accusation", "Kosovo", "Serbia")]


def test_a_wish_to_meet_is_no_meeting() -> None:
    text = """Moldova is ready to hold talks with Romania on the pipeline, Prime Minister Ana Rusu of Moldova said on Monday.

"We could meet in Iasi if they want," she said."""
    reading = reading_of(text)
    assert [m.kind for m in reading.meetings] == ["statement"]
    assert ("offer", "Moldova") in {(p.kind, p.holder) for p in reading.positions}


def test_the_place_talked_about_is_not_the_place_of_the_meeting() -> None:
    text = (
        """Envoys from Turkey and Greece met in Malta on Wednesday to discuss drilling rights off Cyprus."""
    )
    meeting = reading_of(text).meetings[0]
    assert meeting.where == "Malta"
    assert set(meeting.parties) == {"Türkiye", "Greece"}


def test_a_summit_is_a_summit() -> None:
    text = """Leaders of Brazil, Colombia and Peru held a summit in Leticia on Friday, focusing on gold smuggling along the Amazon.

Brazilian President Caio Prado hosted the meeting at the governor's residence."""
    meeting = reading_of(text).meetings[0]
    assert meeting.kind == "summit"
    assert set(meeting.parties) == {"Brazil", "Colombia", "Peru"}


def test_a_date_of_speaking_is_not_the_date_of_the_meeting() -> None:
    text = """Delegations from Mali and Niger met in Gao, Niger's foreign ministry said on Sunday."""
    assert reading_of(text).meetings[0].when is None


def test_the_next_round_is_not_the_date_of_this_one() -> None:
    text = """Negotiators from Nepal and India met in Pokhara on Monday over river tolls.

The two sides will meet again on March 20 in Delhi, a joint statement said."""
    reading = reading_of(text)
    assert reading.meetings[0].when == "on Monday"
    assert [o.status for o in reading.outcomes] == ["joint"]


def test_indirect_talks_name_their_mediators() -> None:
    text = """Indirect talks between Yemen's Houthis and Saudi Arabia resumed in Muscat on Tuesday, mediated by Oman's foreign minister, Salim al-Rashdi."""
    reading = reading_of(text)
    assert set(reading.meetings[0].parties) >= {"Houthis", "Saudi Arabia"}
    assert [(p.name, p.role, p.side) for p in reading.participants] == [
        ("Salim al-Rashdi", "mediator", "Oman")
    ]


LIMA = "LIMA, 3 May 2031 - "


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("Bolivian Foreign Minister Ada Moreau has agreed to meet Peruvian Foreign Minister Ines Soto in Lima.", "planned"),
        ("Bolivian Foreign Minister Ada Moreau was to have met Peruvian Foreign Minister Ines Soto in Lima on Friday.", "cancelled"),
        ("Bolivia has held no talks with Peru on the lake, the foreign ministry in La Paz said on Friday.", "denied"),
        ("No such meeting between Bolivia and Peru took place, the Bolivian foreign ministry said on Friday.", "denied"),
        ("The planned talks between Bolivia and Peru ended in Lima on Friday.", "held"),
        ("Bolivian Foreign Minister Ada Moreau spoke in La Paz on Friday before talks with Peru in Lima.", "planned"),
    ],
)  # fmt: skip
def test_verb_and_negation_tell_the_status_of_a_meeting(told: str, status: str) -> None:
    assert [m.status for m in reading_of(LIMA + told).meetings][:1] == [status]


def test_who_arrives_somewhere_for_talks_with_another_has_not_met_yet_and_the_host_is_no_party() -> None:
    text = (
        LIMA
        + "Iranian Foreign Minister Reza Karimi arrived in Oman for talks with the United States on Thursday."
    )
    meeting = reading_of(text).meetings[0]
    assert (meeting.status, meeting.parties) == ("planned", ("Iran", "United States"))
