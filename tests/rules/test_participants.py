"""Participants: only with evidence of taking part, with side, role and titles as printed."""

from __future__ import annotations

from tests.rules.reading_of import names, reading_of


def test_led_by_two_gives_two_heads() -> None:
    text = """Pakistani and Afghan representatives met in Doha on Sunday.

The Pakistani team was led by Defence Minister Imran Qazi and Lt. Gen. Bilal Shah, the army's operations chief. It included two officials from the interior ministry."""
    people = {p.name: p for p in reading_of(text).participants if p.name}
    assert {n: (p.side, p.role) for n, p in people.items()} == {
        "Imran Qazi": ("Pakistan", "head"),
        "Bilal Shah": ("Pakistan", "head"),
    }
    assert people["Imran Qazi"].titles == ("Defence Minister",)
    assert people["Bilal Shah"].titles == ("Lt. Gen.", "the army's operations chief")


def test_an_unnamed_delegation_counts_where_nobody_is_named_for_its_side() -> None:
    text = """A delegation headed by Cypriot negotiator Eleni Markou held talks with Turkish officials in Geneva on Monday."""
    reading = reading_of(text)
    assert {(p.name, p.descriptor, p.side, p.role) for p in reading.participants} == {
        ("Eleni Markou", None, "Cyprus", "head"),
        (None, "Turkish officials", "Türkiye", "unknown"),
    }


def test_the_side_of_a_leader_follows_from_whom_they_met() -> None:
    text = """Rwanda and Burundi held talks in Bukavu on Monday.

The prime minister's office confirmed that a delegation led by Trade Minister Alice Uwase met with Burundian officials."""
    person = next(p for p in reading_of(text).participants if p.name == "Alice Uwase")
    assert person.side == "Rwanda"


def test_a_host_who_receives_is_host() -> None:
    text = """Qatari Emir Hamad al-Mansur received Lebanese President Joseph Khoury in Doha on Wednesday."""
    assert {(p.name, p.role) for p in reading_of(text).participants} == {
        ("Hamad al-Mansur", "host"),
        ("Joseph Khoury", "head"),
    }


def test_companions_are_members_of_the_side() -> None:
    text = """Hungarian Foreign Minister Zsolt Barta met Slovak Foreign Minister Eva Novotna in Komarno on Friday.

Barta was accompanied by Deputy Minister Klara Toth."""
    people = {p.name: (p.side, p.role) for p in reading_of(text).participants}
    assert people["Klara Toth"] == ("Hungary", "member")


def test_speakers_predecessors_murals_and_experts_are_no_participants() -> None:
    text = """Libyan and Tunisian negotiators met in Sfax on Tuesday.

Tunisian Foreign Minister Nadia Gharbi, speaking in Tunis, said the talks had been useful. A mural of former president Habib Zarrouk looks down on the hall. "They need each other," said Karim Ben Salah, an analyst at a Tunis institute."""
    reading = reading_of(text)
    assert {p.name for p in reading.participants if p.name} == set()
    assert names(reading) == {"Tunisian negotiators", "Libyan and Tunisian negotiators"}
    why = {m.name: m.why for m in reading.mentioned}
    assert why["Nadia Gharbi"].startswith("quoted")
    assert "Habib Zarrouk" not in why
    assert why["Karim Ben Salah"] == "comments from outside"


def test_people_on_their_way_to_assess_whether_to_join_are_mentioned_only() -> None:
    text = """Ethiopian and Somali officials met in Djibouti on Monday.

Eritrean envoy Yonas Tesfay travelled to the city to assess whether to join the talks."""
    reading = reading_of(text)
    assert "Yonas Tesfay" not in names(reading)
    assert "Yonas Tesfay" in {m.name for m in reading.mentioned}


def test_those_who_did_not_attend_are_no_participants() -> None:
    text = """Croatian Foreign Minister Ivo Maric and Slovenian Foreign Minister Tina Kos met in Zagreb on Thursday.

Italian Foreign Minister Paolo Ferri did not attend the talks."""
    assert names(reading_of(text)) == {"Ivo Maric", "Tina Kos"}


def test_those_who_also_attended_are_participants() -> None:
    text = """Croatian Foreign Minister Ivo Maric and Slovenian Foreign Minister Tina Kos met in Zagreb on Thursday.

The talks were also attended by EU border commissioner Anke Vos."""
    people = {p.name: p.side for p in reading_of(text).participants}
    assert people["Anke Vos"] == "European Union"


def test_names_without_titles_are_read_where_grammar_asks_for_somebody() -> None:
    text = """Ada Lunde met with Bo Stenmark in Gothenburg on Monday for talks between Norway and Sweden on the sea border."""
    assert names(reading_of(text)) == {"Ada Lunde", "Bo Stenmark"}


def test_several_people_of_one_list_are_all_entered() -> None:
    text = """Algerian Foreign Minister Samir Bouzid met in Oran on Sunday with Spanish Foreign Minister Marta Leal and Spanish Energy Minister Jon Arana."""
    assert names(reading_of(text)) == {"Samir Bouzid", "Marta Leal", "Jon Arana"}


def test_an_office_quoted_from_afar_is_no_participant() -> None:
    text = """Israeli and Lebanese officers met at Naqoura on Tuesday.

Prime Minister Avi Doron's office said the meeting had been held at the request of the United Nations."""
    assert "Avi Doron" not in names(reading_of(text))


def test_who_leads_a_government_does_not_lead_its_delegation() -> None:
    text = (
        "LIMA, 3 May 2031 - Bolivia and Peru held talks in Lima on Friday. Foreign Minister Ada Moreau led the Bolivian "
        "delegation. Peru has a coalition government led by Prime Minister Oscar Paz."
    )
    assert names(reading_of(text)) == {"Ada Moreau"}


def test_who_leads_the_talks_of_two_parties_is_of_neither() -> None:
    text = (
        "LIMA, 3 May 2031 - Bolivia and Peru held talks in Lima on Friday. The talks between Bolivia and Peru were led by "
        "Ambassador Oscar Paz of Chile."
    )
    assert [(p.name, p.side) for p in reading_of(text).participants] == [("Oscar Paz", "Chile")]


def test_who_hosts_the_talks_of_others_is_their_host() -> None:
    text = (
        "ARICA, 3 May 2031 - Bolivian and Peruvian officials met in Arica on Friday in talks hosted by Chilean Foreign "
        "Minister Oscar Paz."
    )
    assert [p.role for p in reading_of(text).participants if p.name == "Oscar Paz"] == ["host"]


def test_two_ministers_who_discuss_a_matter_at_the_talks_took_part_in_them() -> None:
    text = (
        "LIMA, 3 May 2031 - Bolivia and Peru held talks in Lima on Friday. Bolivian Foreign Minister Ada Moreau and Peruvian "
        "Foreign Minister Ines Soto discussed the lake."
    )
    assert names(reading_of(text)) == {"Ada Moreau", "Ines Soto"}
