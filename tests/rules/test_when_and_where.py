"""When and where parties met, told beside the words of the meeting; each beside words that tell nothing of it."""

from __future__ import annotations

from datetime import date

import pytest

from summarizer.resolve.dates import resolve_date
from tests.rules.reading_of import reading_of

HELD = "Peruvian and Bolivian negotiators held talks in Puno. "


def when(text: str) -> str | None:
    """The words for the date of the main meeting."""
    return reading_of(text).meetings[0].when


def where(text: str) -> str | None:
    """The words for its place."""
    return reading_of(text).meetings[0].where


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On Tuesday the rain stopped. " + HELD, "Tuesday"),
        (HELD + "The last lorry crossed the bridge on Friday.", "Friday"),
        (HELD + "By Tuesday evening the hall was dark again.", None),
        (
            "The town's one hotel is full on 3 and 4 May. Peruvian and Bolivian negotiators will hold talks in Puno.",
            "3 and 4 May",
        ),
    ],
)
def test_a_day_may_frame_the_sentence_beside_that_of_the_meeting(text: str, day: str | None) -> None:
    assert when("Lake talks\n\n" + text) == day


@pytest.mark.parametrize(
    "text",
    [
        "Peru's minister thanked voters for Tuesday's result and praised them. " + HELD,
        HELD + "They had decided on 3 May that a treaty was needed.",
        HELD + "The ministry said on Tuesday that rain was due.",
    ],
)
def test_the_day_of_another_act_in_the_next_sentence_is_not_the_meetings(text: str) -> None:
    assert when("A view of the lake was all they had.\n\n" + text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Peru's foreign minister, Rosa Quispe, said on Thursday after talks with Bolivia's Juan Mamani that fishing would go on.",
        "Fishing on the lake will go on, Peru's foreign minister, Rosa Quispe, said on Thursday during talks with Bolivia's Juan Mamani.",
        "Fishing on the lake will go on, the foreign ministers of Peru and Bolivia announced on Thursday.\n\n"
        "Rosa Quispe of Peru and Juan Mamani of Bolivia gave a joint news conference after two hours of talks.",
    ],
)
def test_what_is_said_right_after_a_meeting_is_said_on_its_day(text: str) -> None:
    assert "Thursday" in (when(text) or "")


@pytest.mark.parametrize(
    "text",
    [
        "Peru's foreign minister, Rosa Quispe, met Bolivia's Juan Mamani. Quispe said on Thursday that talks had been useful.",
        "Peru's foreign minister, Rosa Quispe, met Bolivia's Juan Mamani. Quispe told reporters on Thursday of the talks.",
    ],
)
def test_a_day_of_saying_is_not_the_meetings(text: str) -> None:
    assert when(text) is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("on 6 May, a day after", "2031-05-05"),
        ("on 6 May, two days after", "2031-05-04"),
        ("6 May, one day before", "2031-05-07"),
        ("on Tuesday, a day after", None),  # a brief names no weekday but the day's own
        ("sat down on Monday in Puno, left the town on Tuesday evening", "2031-05-05/2031-05-06"),
        ("met on Monday and parted on Tuesday", "2031-05-05/2031-05-06"),
        ("on Monday; adjourned on Tuesday", "2031-05-05/2031-05-06"),
        ("on Tuesday, a day after the vote", "2031-05-06"),
        ("on Tuesday", "2031-05-06"),
    ],
)
def test_days_are_counted_from_the_one_that_is_named(words: str, value: str | None) -> None:
    assert resolve_date(words, anchor=date(2031, 5, 8), tense="past").value == value


def test_a_meeting_is_dated_by_how_long_after_it_something_came() -> None:
    text = "Prices rose on Tuesday, a day after Peruvian and Bolivian negotiators held talks in Puno."
    assert when(text) == "Tuesday, a day after"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Talks between Peru and Bolivia were held at Palacio Pizarro, Lima, on Monday.", "Lima"),
        (
            "In the old customs shed, outside Lima, the Peruvian and Bolivian negotiators held talks on Monday.",
            "Lima",
        ),
        (
            "Peru and Bolivia held talks on Monday.\n\nPeru's minister, Rosa Quispe, said in an interview after the last session at Lima's opera that it was late.",
            "Lima",
        ),
        ("By Ada Moe in Lima\n\nPeruvian and Bolivian negotiators held talks on Monday.", "Lima"),
        ("Reporting from Lima\n\nPeruvian and Bolivian negotiators held talks on Monday.", "Lima"),
        (
            "Peru-Bolivia talks go on\n\nPeruvian and Bolivian negotiators held talks on Monday.",
            None,
        ),
        ("By Ada Moe in haste\n\nPeruvian and Bolivian negotiators held talks on Monday.", None),
    ],
)
def test_a_place_is_told_by_a_venue_a_session_or_a_byline(text: str, place: str | None) -> None:
    assert where(text) == place


@pytest.mark.parametrize(
    "text",
    [
        "Peruvian and Bolivian ministers adjourned on Monday without a word on the fee.",
        "Peruvian and Bolivian negotiators parted on Monday without a word on the fee.",
        "Peru and Bolivia hammered out a price on Monday, their foreign ministers said.",
        "The ministers of Peru and Bolivia thrashed out a price on Monday.",
        "Peruvian and Bolivian envoys narrowed their differences on Monday.",
        "Peruvian and Bolivian negotiators shared a table on Monday.",
        "Monday's encounter in the shed, where Peru and Bolivia tried to end a feud, lasted four hours, two ministers said.",
    ],
)
def test_parties_that_adjourn_part_or_narrow_their_differences_have_met(text: str) -> None:
    meeting = reading_of(text).meetings[0]
    assert (meeting.status, set(meeting.parties)) == ("held", {"Peru", "Bolivia"})


@pytest.mark.parametrize(
    "text",
    [
        "Peru adjourned its own assembly on Monday, the minister said.",
        "The ministry in Peru hammered out a budget on Monday.",
        "Peru's minister parted with his watch on Monday.",
        "Peru narrowed the gap to four points on Monday, its coach and the minister said.",
    ],
)
def test_one_party_alone_has_not_met(text: str) -> None:
    assert reading_of(text).meetings == ()
