"""Ways of telling who took part: as head, member, mediator or observer; each beside words that tell nothing of it."""

from __future__ import annotations

import pytest

from tests.rules.reading_of import names, reading_of

HELD = "Peruvian and Bolivian negotiators held talks in Puno on Monday. "
PLANNED = "Peruvian and Bolivian negotiators will hold talks in Puno on Friday. "
PERU, BOLIVIA = ("Peru", "head"), ("Bolivia", "head")


def people(text: str) -> dict[str, tuple[str | None, str]]:
    """Side and role of the named participants."""
    return {p.name: (p.side, p.role) for p in reading_of(text).participants if p.name}


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("Rosa Quispe, the deputy energy minister, presided over the Peruvian team.", {"Rosa Quispe": PERU}),
        (
            "At the head of the Bolivian delegation was Juan Mamani, the water minister.",
            {"Juan Mamani": BOLIVIA},
        ),
        ("Juan Mamani came from Sucre at the head of a Bolivian mission.", {"Juan Mamani": BOLIVIA}),
        ("The Bolivian side, with Juan Mamani at its head, left without a word.", {"Juan Mamani": BOLIVIA}),
        ("A Peruvian team under Deputy Minister Rosa Quispe arrived by bus.", {"Rosa Quispe": PERU}),
        ("A Peruvian delegation under the leadership of Rosa Quispe arrived by bus.", {"Rosa Quispe": PERU}),
        ("Leading for Peru was Rosa Quispe, a veteran diplomat.", {"Rosa Quispe": PERU}),
        ("The head of the Bolivian delegation, Juan Mamani, said nothing.", {"Juan Mamani": BOLIVIA}),
        ("Rosa Quispe, the treasury veteran who heads the Peruvian team, smiled.", {"Rosa Quispe": PERU}),
    ],
)
def test_a_head_is_told_by_many_words(text: str, heads: dict[str, tuple[str, str]]) -> None:
    assert people(HELD + text) == heads


@pytest.mark.parametrize(
    "text",
    [
        "The protocol was signed by Rosa Quispe for Peru and Juan Mamani for Bolivia.",
        "Rosa Quispe spoke for Peru and Juan Mamani for Bolivia.",
        "The round brought together Rosa Quispe for Peru and Juan Mamani for Bolivia.",
        "From the Peruvian side the session was headed by Rosa Quispe, and from the Bolivian side by Juan Mamani.",
        "Across from Peru's minister, Rosa Quispe, sat Juan Mamani.",
        "Peru's minister, Rosa Quispe, faced Bolivia's Juan Mamani across the table.",
        "Peru's team was led by Rosa Quispe. Her opposite number, Juan Mamani, arrived late.",
        "Peru sent Rosa Quispe and Bolivia its water minister, Juan Mamani.",
    ],
)
def test_both_heads_are_told_in_one_breath(text: str) -> None:
    assert people(HELD + text) == {"Rosa Quispe": PERU, "Juan Mamani": BOLIVIA}


def test_the_head_of_the_other_side_is_not_of_the_first() -> None:
    text = """Peruvian and Bolivian officials held talks in Puno on Monday.

Energy Minister Rosa Quispe presided over the Peruvian delegation. Juan Mamani, the acting deputy minister, came at the head of the other side."""
    assert people(text) == {"Rosa Quispe": PERU, "Juan Mamani": BOLIVIA}


@pytest.mark.parametrize(
    "text",
    [
        "Tito Huaman, the navy chief, was part of the Peruvian team.",
        "Tito Huaman, the navy chief, was sitting in the Peruvian delegation.",
        "Quispe arrived with Tito Huaman at her elbow.",
        "Quispe took her seat, flanked by navy chief Tito Huaman.",
        "To her left sat Tito Huaman, the navy chief.",
        "With her came Tito Huaman, the navy chief.",
        "She was joined by Tito Huaman, the navy chief.",
        "Rounding out the Peruvian team was Tito Huaman, the navy chief.",
        'On the Peruvian side the talks were also attended by the director of the "Lago Azul" agency, Tito Huaman.',
    ],
)
def test_a_member_is_told_by_many_words(text: str) -> None:
    read = people(HELD + "The Peruvian delegation was led by Rosa Quispe. " + text)
    assert read == {"Rosa Quispe": PERU, "Tito Huaman": ("Peru", "member")}


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("Lima has picked Rosa Quispe to lead its team.", {"Rosa Quispe": PERU}),
        ("Lima has confirmed Minister Rosa Quispe.", {"Rosa Quispe": PERU}),
        ("Lima will be represented by Rosa Quispe, a retired general.", {"Rosa Quispe": PERU}),
        ("Rosa Quispe is due to head the Peruvian delegation.", {"Rosa Quispe": PERU}),
        ("Rosa Quispe will speak for Peru.", {"Rosa Quispe": PERU}),
        ("For Peru the talking falls to Ambassador Rosa Quispe.", {"Rosa Quispe": ("Peru", "member")}),
    ],
)
def test_whom_a_party_will_send_is_announced(text: str, sent: dict[str, tuple[str, str]]) -> None:
    reading = reading_of(PLANNED + text)
    assert {p.name: (p.side, p.role) for p in reading.participants if p.name} == sent
    assert {p.basis for p in reading.participants} == {"announced"}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Norway's envoy, Ingrid Moe, chaired the session.", "mediator"),
        ("Norwegian diplomat Ingrid Moe presided over the talks.", "mediator"),
        ("Ingrid Moe of Norway took the chair.", "mediator"),
        ("Ingrid Moe, a Norwegian diplomat, acted as a go-between.", "mediator"),
        ("Norwegian envoy Ingrid Moe carried messages between the rooms.", "mediator"),
        ("The mediator, Ingrid Moe of Norway, spoke of progress.", "mediator"),
        ("Norway's Ingrid Moe attended as an observer.", "observer"),
        ("Norway's ambassador, Ingrid Moe, looked on.", "observer"),
        ("The talks were observed by Ingrid Moe of Norway.", "observer"),
    ],
)
def test_a_third_party_s_person_mediates_or_watches(text: str, role: str) -> None:
    assert people(HELD + text) == {"Ingrid Moe": ("Norway", role)}


def test_who_is_in_the_chair_at_home_is_the_host() -> None:
    text = HELD.replace("Puno", "Oslo") + "Norway's foreign minister, Ingrid Moe, chaired the session."
    assert people(text) == {"Ingrid Moe": ("Norway", "host")}


def test_organisations_that_watch_are_observers_where_nobody_is_named_for_them() -> None:
    text = HELD + "The African Union and the European Union were represented as observers."
    watching = {(p.descriptor, p.side) for p in reading_of(text).participants if p.role == "observer"}
    assert watching == {("African Union", "African Union"), ("European Union", "European Union")}


def test_initials_set_close_belong_to_a_name() -> None:
    text = (
        HELD
        + "From the Peruvian side the talks were led by R.Quispe, and from the Bolivian side by J.A.Mamani. Mamani left."
    )
    assert people(text) == {"R.Quispe": PERU, "J.A.Mamani": BOLIVIA}


@pytest.mark.parametrize(
    "text",
    [
        "La Paz has nominated Juan Mamani as ambassador to Chile.",
        "Lima picked Rosa Quispe as its new energy minister.",
        "Rosa Quispe chairs the Peruvian energy committee.",
        "Ingrid Moe, who chairs the board of a Lima bank, called it useless.",
        "Rosa Quispe, who represents Cusco in parliament, hailed the meeting.",
        "For Peru, spokeswoman Rosa Quispe said, the lake is sacred.",
        "Bolivia's foreign minister, Juan Mamani, dismissed the talks.",
        "A fisherman, Tito Huaman, had listened from the fence.",
        "Rosa Quispe's victory has brought Tito Huaman, the navy chief, a step closer to Peru's cabinet.",
        "A Bolivian team under pressure from Juan Mamani, a senator, stayed at home.",
        "Juan Mamani, a hydrologist, followed the session from a café in Bolivia.",
        "Whether Rosa Quispe will lead the Peruvian team is open.",
    ],
)
def test_words_that_look_alike_bring_nobody_to_the_table(text: str) -> None:
    assert people(HELD + text) == {}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Envoys of Chad and Niger will gather in Diffa on Friday to discuss the wells.", "planned"),
        ("Chad and Niger are about to talk. Their ministers expect little.", "planned"),
        (
            "The border commission of Chad and Niger held its sixth sitting in Diffa on Monday, a minister said.",
            "held",
        ),
        ("Monday's session in Diffa brought together the water ministers of Chad and Niger.", "held"),
        ("A Swiss envoy shuttled for two days between the delegations of Chad and Niger in Diffa.", "held"),
        ("Mediators carried proposals between the negotiators of Chad and Niger in Diffa on Monday.", "held"),
    ],
)
def test_a_meeting_is_told_by_gathering_sitting_and_going_between(text: str, status: str) -> None:
    meeting = reading_of(text).meetings[0]
    assert (meeting.status, {"Chad", "Niger"} <= set(meeting.parties)) == (status, True)


@pytest.mark.parametrize(
    "text",
    [
        "People across Chad gathered on Monday to pay tribute to a singer from Niger, a minister said.",
        "The song brought together every wing of a party in Chad; a minister from Niger whistled it.",
        "Chad's sitting president, a former minister, owns a farm in Niger.",
        "The leaders of Chad and Niger talked past each other for years, a minister said.",
        "A minister of Chad was sitting in an office in Niger's capital.",
    ],
)
def test_gathering_and_sitting_alone_tell_of_no_meeting(text: str) -> None:
    assert [m for m in reading_of(text).meetings if m.kind != "statement"] == []


def test_somebody_found_by_grammar_is_known_by_surname_afterwards() -> None:
    text = (
        HELD
        + "The Peruvian delegation was led by Rosa Quispe. Quispe was flanked by the governor of Tacna, Tito Huaman."
    )
    assert names(reading_of(text)) >= {"Rosa Quispe", "Tito Huaman"}


@pytest.mark.parametrize(
    "text",
    [
        "Waiting for him was Rosa Quispe, the deputy energy minister.",
        "Waiting for the guests on the steps stood Rosa Quispe, the deputy energy minister.",
        "There to greet him was Rosa Quispe, the deputy energy minister.",
        "First out was Rosa Quispe, leading for Peru.",
        "Opposite him, Rosa Quispe, the deputy energy minister, smiled.",
        "Beside him, Peru's deputy energy minister, Rosa Quispe, studied her shoes.",
        '"No," said Rosa Quispe, who runs the energy ministry and led the Peruvian team.',
    ],
)
def test_the_head_of_the_other_side_is_told_in_passing(text: str) -> None:
    assert people(HELD + "Juan Mamani led the Bolivian team. " + text) == {
        "Juan Mamani": BOLIVIA,
        "Rosa Quispe": PERU,
    }


@pytest.mark.parametrize(
    "text",
    [
        "Waiting for him at home was Rosa Quispe's new book.",
        "Rosa Quispe, misleading for Peru, is a film.",
        "Beside him, Peru was a giant.",
    ],
)
def test_nobody_is_at_the_talks_by_words_that_are_only_alike(text: str) -> None:
    assert people(HELD + "Juan Mamani led the Bolivian team. " + text) == {"Juan Mamani": BOLIVIA}


@pytest.mark.parametrize(
    "text",
    [
        "Between the two sat the Chilean envoy, Ana Rojas.",
        "Between the two, with a thermos, sat the Chilean envoy, Ana Rojas.",
        "Between them stood the Chilean envoy, Ana Rojas.",
    ],
)
def test_who_sits_between_two_sides_mediates(text: str) -> None:
    read = people(HELD + "Rosa Quispe led the Peruvian team and Juan Mamani led the Bolivian team. " + text)
    assert read["Ana Rojas"] == ("Chile", "mediator")


def test_who_watched_all_sessions_is_an_observer() -> None:
    assert (
        people(HELD + "Ana Rojas, a Chilean diplomat, watched both sessions.")["Ana Rojas"][1] == "observer"
    )
