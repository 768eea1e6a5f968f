"""Places are found where a text names one, and resolved by tables, never by guess."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.resolve import gazetteer
from summarizer.resolve.places import PlaceMention, find_places, resolve_place
from tests.growth import LINEAR, growth, repeated
from tests.shared import public_scores

WORDS = st.sampled_from(
    [
        "Ankara",
        "the",
        "of",
        "Georgia",
        "said",
        "Paris",
        ",",
        "Texas",
        "U.S.",
        "in",
        "Mount",
        "Palace",
        "’s",
        "-",
        "\n",
    ]
)
TEXTS = st.lists(WORDS | st.text(max_size=6), max_size=40).map(" ".join)


def found(text: str) -> list[tuple[str, str]]:
    return [(mention.surface, mention.use) for mention in find_places(text)]


@pytest.mark.parametrize(
    ("words", "country", "subdivision", "locality"),
    [
        ("Baku, Azerbaijan", "AZ", "AZ-BA", "Baku"),
        ("Geneva", "CH", "CH-GE", "Geneva"),
        ("Geneva, New York", "US", "US-NY", "Geneva"),
        ("Paris", "FR", None, "Paris"),
        ("Paris, Texas", "US", "US-TX", "Paris"),
        ("the Swiss city of Geneva", "CH", "CH-GE", "Geneva"),
        ("the Turkish capital", "TR", "TR-06", "Ankara"),
        ("Georgia’s capital Tbilisi", "GE", "GE-TB", "Tbilisi"),
        ("the Red Sea resort of Sharm el-Sheikh, Egypt", "EG", None, "Sharm el-Sheikh"),
        ("Turkiye", "TR", None, None),
        ("Washington", "US", "US-DC", "Washington"),
        ("the White House", "US", "US-DC", "Washington"),
        ("Dolmabahce Palace, Istanbul", "TR", "TR-34", "Istanbul"),
        ("NEW YORK", "US", "US-NY", "New York"),
        ("Ontario", "CA", "CA-ON", None),
        ("Northern Ireland", "GB", "GB-NIR", None),
        ("the West Bank", "PS", None, None),
        ("Kiev", "UA", "UA-30", "Kyiv"),
        ("Springfield", "US", None, "Springfield"),
    ],
)
def test_words_resolve_to_codes(
    words: str, country: str, subdivision: str | None, locality: str | None
) -> None:
    place = resolve_place(words)
    assert place is not None
    assert (place.country, place.subdivision, place.locality) == (country, subdivision, locality)
    assert place.surface == words
    assert place.country_name == gazetteer.countries().display[country]


@pytest.mark.parametrize(
    ("words", "context", "country"),
    [
        ("Tripoli", "Libyan officials met in Tripoli, Libya’s state agency said.", "LY"),
        ("Tripoli", "In Lebanon’s north, Tripoli saw protests, Lebanese media said.", "LB"),
        (
            "Georgia",
            "The Armenian premier flew to Georgia. Tbilisi hosts Georgian and Armenian envoys.",
            "GE",
        ),
        ("Georgia", "Voters in Georgia and Texas went to the polls, American pollsters said.", "US"),
        ("Geneva", "American and Russian envoys flew to Geneva, the United States said.", "CH"),
        ("Geneva", "They were born in Geneva, New York, and met in Geneva.", "US"),
    ],
)
def test_context_decides_what_a_shared_name_means(words: str, context: str, country: str) -> None:
    place = resolve_place(words, context=context)
    assert place is not None
    assert place.country == country


@pytest.mark.parametrize("words", ["Tripoli", "Georgia", "Hyderabad", "Birmingham"])
def test_shared_name_without_context_has_no_country(words: str) -> None:
    place = resolve_place(words)
    assert place is None or place.country is None


@pytest.mark.parametrize("words", ["", "a hotel", "the Middle East", "Crimea", "Qxvz", "the capital"])
def test_words_without_one_country_are_unresolved(words: str) -> None:
    assert resolve_place(words) is None


def test_capitals_are_places_or_actors_by_their_company() -> None:
    text = "Ankara said talks in Ankara went well. Tehran’s position is open. The Kremlin denied it at the Kremlin."
    assert found(text) == [
        ("Ankara", "metonym"),
        ("Ankara", "place"),
        ("Tehran", "metonym"),
        ("Kremlin", "metonym"),
        ("Kremlin", "place"),
    ]


def test_headline_makes_no_person_of_a_state() -> None:
    assert found("Israel Warns Georgia")[0] == ("Israel", "place")
    assert ("Ankara", "metonym") in found("A region where both Ankara and Jerusalem are active.")
    assert ("Jerusalem", "metonym") in found("A region where both Ankara and Jerusalem are active.")


def test_demonyms_and_parts_of_names_are_marked() -> None:
    assert found("Turkish envoys told the Jerusalem Post that Kurds and Swiss aides agreed.") == [
        ("Turkish", "demonym"),
        ("Jerusalem", "other"),
        ("Kurds", "demonym"),
        ("Swiss", "demonym"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Michael Jordan arrived. Jordan smiled.",
        "Paris Whitlock and Mr. London spoke.",
        "They sail in March and may reform the Police.",
        "He asked us all to reach for turkey and china.",
        "Ada Bolton said so. Bolton left.",
    ],
)
def test_namesakes_are_no_places(text: str) -> None:
    assert [surface for surface, _ in found(text) if surface != "Jordan"] == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They met at Ciragan Palace and near Wana.", ["Ciragan Palace", "Wana"]),
        ("A convoy left Quorra, Idaho, on foot.", ["Quorra", "Idaho"]),
        ("VELLINGE (AP) - Talks began.", ["VELLINGE"]),
        ("TORSHAVN, Faroe Islands — Talks began.", ["TORSHAVN", "Faroe Islands"]),
        (
            "The Quorra River rises in Vellane. He left. In Ostrow Park they met.",
            ["Quorra River", "Vellane", "Ostrow Park"],
        ),
        ("The village of Nagrim lies on Lake Ostrow.", ["Nagrim", "Lake Ostrow"]),
        (
            "US-led and U.S.-backed units left Deir Ezzor, Homs and Aleppo.",
            ["US", "U.S.", "Deir Ezzor", "Homs", "Aleppo"],
        ),
    ],
)
def test_unknown_places_are_seen_by_their_company(text: str, names: list[str]) -> None:
    assert [surface for surface, _ in found(text)] == names


@given(TEXTS)
def test_mentions_stand_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for mention in find_places(text):
        assert isinstance(mention, PlaceMention)
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.surface
        end = mention.end


@given(TEXTS, TEXTS)
def test_codes_come_from_the_tables(words: str, context: str) -> None:
    place = resolve_place(words, context=context)
    if place and place.country:
        assert place.country_name == gazetteer.countries().display[place.country]
        assert place.subdivision is None or place.subdivision.startswith(f"{place.country}-")


def test_tables_hold_the_codes_of_iso_3166() -> None:
    pycountry = pytest.importorskip("pycountry")
    ours = set(gazetteer.countries().display)
    assert ours == {country.alpha_2 for country in pycountry.countries} | {"XK"}
    codes = {row.code for row in pycountry.subdivisions}
    used = {e.subdivision for entries in gazetteer.places().values() for e in entries if e.subdivision}
    assert used <= codes
    assert {e.country for entries in gazetteer.places().values() for e in entries if e.country} <= ours


@pytest.mark.parametrize("piece", ["A", "A ", "Mount of the ", "San ", "in Paris, ", "U.S.", "’s "])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    find_places(piece)
    assert growth(find_places, repeated(piece), 10_000, 200_000) < LINEAR


def test_public_places_are_found_as_well_as_measured(tmp_path: Path) -> None:
    scores = public_scores("places", "gwn", "places.py", "--dataset", "gwn", into=tmp_path)
    assert scores["all toponyms, relaxed"]["F1"] >= 89


def test_a_double_name_is_not_its_first_half() -> None:
    place = resolve_place("Garoua-Boulaï", context="Garoua-Boulaï, in the east of Cameroon")
    assert place is not None
    assert (place.country, place.locality) == ("CM", "Garoua-Boulaï")


def test_a_lake_moves_no_town_to_the_state_beyond_it() -> None:
    place = resolve_place(
        "Kigoma, on Lake Tanganyika", context="Tanzania met Burundi in Kigoma, on Lake Tanganyika"
    )
    assert place is not None
    assert (place.country, place.locality) == ("TZ", "Kigoma")


def test_a_town_that_no_table_has_keeps_its_name_and_gets_no_state() -> None:
    place = resolve_place("Ghumdhum", context="They met at Ghumdhum on the Naf.")
    assert place is not None
    assert (place.country, place.locality) == (None, "Ghumdhum")
    assert resolve_place("the usual place", context="at the usual place") is None


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("DAR ES SALAAM", "Dar es Salaam"),
        ("RIO DE JANEIRO", "Rio de Janeiro"),
        ("PORT OF SPAIN", "Port of Spain"),
        ("PORT-AU-PRINCE", "Port-au-Prince"),
    ],
)
def test_a_town_in_a_datelines_capitals_is_given_as_its_table_has_it(printed: str, name: str) -> None:
    place = resolve_place(printed)
    assert place is not None
    assert place.locality == name
