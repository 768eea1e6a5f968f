"""Words for dates become calendar days, counted only from a date that is given."""

import doctest
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.resolve import actors, dates, gazetteer, lasting, persons, places, tense
from summarizer.resolve.dateforms import Day, Narrative, Span, Weekday
from summarizer.resolve.dates import find_dates, resolve_date, resolve_mention, tense_at
from tests.growth import LINEAR, growth, repeated
from tests.shared import public_scores

THURSDAY = date(2025, 4, 10)
DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 12, 31))
TEXTS = st.text(
    st.sampled_from("0123456789 .,-/–'’\nMaychTuesdWnJan ") | st.characters(codec="utf-8"), max_size=120
)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("on Wednesday", "2025-04-09"),
        ("on Thursday", "2025-04-10"),
        ("Friday", "2025-04-04"),
        ("last Thursday", "2025-04-03"),
        ("next Thursday", "2025-04-17"),
        ("this Friday", "2025-04-11"),
        ("Wednesday of last week", "2025-04-02"),
        ("on Monday evening local time", "2025-04-07"),
        ("late on Tuesday", "2025-04-08"),
        ("at 8 p.m. on Tuesday", "2025-04-08"),
        ("yesterday", "2025-04-09"),
        ("the day before yesterday", "2025-04-08"),
        ("two days ago", "2025-04-08"),
        ("in three days", "2025-04-13"),
        ("10 March", "2025-03-10"),
        ("the 10th of March", "2025-03-10"),
        ("March 10", "2025-03-10"),
        ("Dec. 24", "2024-12-24"),
        ("Wednesday (9 April)", "2025-04-09"),
        ("Wednesday evening, April 9", "2025-04-09"),
        ("last weekend", "2025-04-05/2025-04-06"),
        ("over the weekend", "2025-04-05/2025-04-06"),
    ],
)
def test_relative_day_is_counted_from_the_anchor(words: str, value: str) -> None:
    resolved = resolve_date(words, anchor=THURSDAY)
    assert (resolved.value, resolved.precision) == (value, "day")
    assert resolved.basis in {"weekday", "relative"}
    assert resolve_date(words, anchor=None).value is None


@pytest.mark.parametrize(
    "words",
    [
        "4 March 2025",
        "March 4, 2025",
        "Tuesday, 4 March 2025",
        "Tuesday, March 4, 2025",
        "4th of March 2025",
        "2025-03-04",
        "2025/03/04",
        "2025 March 4",
        "04.03.2025",
        "4-Mar-2025",
        "MARCH 4, 2025",
        "2025-03-04T23:30+03:00",
        "4 March 2025 at 23:30 GMT",
    ],
)
def test_date_printed_in_full_needs_no_anchor(words: str) -> None:
    resolved = resolve_date(words, anchor=None)
    assert (resolved.value, resolved.basis, resolved.why) == ("2025-03-04", "absolute", None)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("from 3 to 5 May 2025", "2025-05-03/2025-05-05"),
        ("May 3-5, 2025", "2025-05-03/2025-05-05"),
        ("3 and 4 May 2025", "2025-05-03/2025-05-04"),
        ("30 April to 2 May 2025", "2025-04-30/2025-05-02"),
        ("30 December to 2 January", "2024-12-30/2025-01-02"),
        ("Monday and Tuesday", "2025-04-07/2025-04-08"),
        ("from Monday to Wednesday", "2025-04-07/2025-04-09"),
    ],
)
def test_several_days_are_an_interval_with_precision_day(words: str, value: str) -> None:
    resolved = resolve_date(words, anchor=THURSDAY)
    assert (resolved.value, resolved.precision) == (value, "day")


@pytest.mark.parametrize(
    ("words", "value", "precision"),
    [
        ("earlier this week", "2025-04-07/2025-04-13", "week"),
        ("last week", "2025-03-31/2025-04-06", "week"),
        ("two weeks ago", "2025-03-24/2025-03-30", "week"),
        ("the week of March 5", "2025-03-03/2025-03-09", "week"),
        ("last month", "2025-03", "month"),
        ("in March", "2025-03", "month"),
        ("early March", "2025-03", "month"),
        ("March last year", "2024-03", "month"),
        ("mid-June 2024", "2024-06", "month"),
        ("Q1 2025", "2025-01/2025-03", "month"),
        ("the third quarter of last year", "2024-07/2024-09", "month"),
        ("last summer", "2024-06/2024-08", "month"),
        ("the winter of 2024", "2024-12/2025-02", "month"),
        ("last year", "2024", "year"),
        ("the 1990s", "1990/1999", "year"),
    ],
)
def test_longer_stretches_keep_their_precision(words: str, value: str, precision: str) -> None:
    resolved = resolve_date(words, anchor=THURSDAY)
    assert (resolved.value, resolved.precision) == (value, precision)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("on Wednesday", "2025-04-16"),
        ("on Thursday", "2025-04-10"),
        ("Monday and Tuesday", "2025-04-14/2025-04-15"),
        ("10 June", "2025-06-10"),
        ("December", "2025-12"),
        ("over the weekend", "2025-04-12/2025-04-13"),
    ],
)
def test_planned_event_lies_ahead(words: str, value: str) -> None:
    assert resolve_date(words, anchor=THURSDAY, tense="future").value == value


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Wednesday, 4 March 2025", "2025-03-04 is a Tuesday, not a Wednesday"),
        ("30 February 2025", "February 2025 has no day 30"),
        ("03/04/2025", "day and month may stand in either order"),
        ("the previous day", "counted from a day of the story"),
        ("a week earlier", "counted from a day of the story"),
        ("that same day", "counted from a day of the story"),
        ("every Thursday", "it recurs"),
        ("several days ago", "the number is not said"),
        ("900 decades ago", "beyond the calendar"),
        ("soon", "no date in the words"),
    ],
)
def test_unresolved_date_says_why(words: str, why: str) -> None:
    resolved = resolve_date(words, anchor=THURSDAY)
    assert (resolved.value, resolved.precision, resolved.basis) == (None, "unknown", None)
    assert resolved.why is not None
    assert why in resolved.why


def test_weekday_beside_a_date_chooses_the_year() -> None:
    assert resolve_date("Friday, May 15", anchor=date(2025, 11, 20)).value == "2026-05-15"
    assert resolve_date("Thursday, May 15", anchor=date(2025, 11, 20)).value == "2025-05-15"


def test_day_without_a_year_lies_on_the_side_of_its_tense() -> None:
    assert resolve_date("6 August", anchor=date(1998, 2, 5), tense="past").value == "1997-08-06"
    assert resolve_date("12 June", anchor=THURSDAY, tense="past").value == "2024-06-12"
    assert resolve_date("14 January", anchor=THURSDAY, tense="future").value == "2026-01-14"
    assert resolve_date("14 January", anchor=THURSDAY).value == "2025-01-14"


def test_guessed_tense_gives_way_to_a_much_nearer_day() -> None:
    text = "They set 14 May as the deadline. She was born on 20 August."
    may, august = find_dates(text)
    assert resolve_mention(text, may, anchor=THURSDAY).value == "2025-05-14"
    assert resolve_mention(text, august, anchor=THURSDAY).value == "2024-08-20"


def test_dates_are_found_with_their_forms() -> None:
    text = "Talks on 3-5 May follow Tuesday’s call; the previous day, 7 March 2031, nothing was said."
    found = find_dates(text)
    assert [text[m.start : m.end] for m in found] == [m.surface for m in found]
    assert [m.form for m in found] == [
        Span(Day(5, 3, None), Day(5, 5, None)),
        Weekday(1),
        Narrative("day", 1, -1),
        Day(3, 7, 2031),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on, and second the motion.",
        "It sold 1,988 tickets at $2025 a piece.",
        "Flight 2031-A carried 1950 people over 12.5 miles.",
        "In today's world the sun sets and the week's news is old.",
        "The 2-year-old plan has 24/7 support in 10 of 11 states.",
    ],
)
def test_no_date_is_seen_where_none_stands(text: str) -> None:
    assert find_dates(text) == ()


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("The ministers met in Torshavn on <Monday>.", "past"),
        ("The ministers will meet in Torshavn on <Monday>.", "future"),
        ("Talks are expected to resume on <Monday>.", "future"),
        ("An aide said on <Monday> that they will meet.", "past"),
        ("Both will meet again. The last call was on <Monday>.", "past"),
        ("On <Monday>, the two sides will sign.", "future"),
        ("The round had been due to end on <Monday>.", "past"),
        ("She flew home ahead of <Monday>’s talks.", "future"),
        ("Still no word by <Monday>.", None),
    ],
)
def test_nearest_verb_tells_the_tense(text: str, tense: str | None) -> None:
    start = text.index("<")
    end = text.index(">") - 1
    assert tense_at(text.replace("<", "").replace(">", ""), start, end) == tense


@given(DAYS, st.sampled_from(["past", "future", None]), st.integers(0, 6))
def test_resolved_weekday_is_the_named_one_and_within_a_week(
    anchor: date, tense: str | None, day: int
) -> None:
    name = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[day]
    resolved = resolve_date(f"on {name}", anchor=anchor, tense=tense)  # type: ignore[arg-type]  # sampled
    assert resolved.value is not None
    found = date.fromisoformat(resolved.value)
    assert found.weekday() == day
    distance = (found - anchor).days
    assert (0 <= distance < 7) if tense == "future" else (-7 < distance <= 0)


@given(DAYS)
def test_printed_date_is_read_back_in_every_order(day: date) -> None:
    month, weekday = day.strftime("%B"), day.strftime("%A")
    for words in (
        day.isoformat(),
        f"{day.day} {month} {day.year}",
        f"{weekday}, {month} {day.day}, {day.year}",
        f"{weekday} {day.day} {month} {day.year}",
    ):
        assert resolve_date(words, anchor=None).value == day.isoformat()
    wrong = (day + timedelta(days=1)).strftime("%A")
    assert resolve_date(f"{wrong}, {month} {day.day}, {day.year}", anchor=None).value is None


@given(TEXTS)
def test_mentions_stand_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for mention in find_dates(text):
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.surface
        end = mention.end


@given(TEXTS, DAYS)
def test_any_words_resolve_or_say_why_not(text: str, anchor: date) -> None:
    resolved = resolve_date(text, anchor=anchor)
    assert (resolved.value is None) == (resolved.precision == "unknown") == (resolved.why is not None)


@pytest.mark.parametrize(
    "piece", ["1", "Monday ", "Monday, ", "3 - ", "the ", "2025-", "last ", " 10:10", "May 3 and "]
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    find_dates(piece)
    assert growth(find_dates, repeated(piece), 10_000, 200_000) < LINEAR


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("the two-day gathering came to a quiet close on Thursday", 9, 10),
        ("a three-day round drew to a close on Thursday", 8, 10),
        ("for three days, until Thursday night, they kept to their floors", 8, 10),
        ("the envoys spent a second day behind closed doors on Thursday", 9, 10),
        ("met on Thursday for a third straight day", 8, 10),
        ("the third and final day of the fish talks on Thursday", 8, 10),
        ("ministers met on the second day of the truce, a Thursday", 10, 10),
        ("two-day talks were put off until Thursday", 10, 10),
        ("the second day of her visit, a Thursday", 10, 10),
    ],
)
def test_days_of_talks_are_counted_where_words_tell_which_one_is_named(
    words: str, first: int, last: int
) -> None:
    assert lasting.lasting(THURSDAY, words) == (date(2025, 4, first), date(2025, 4, last))


@pytest.mark.parametrize("module", [actors, dates, gazetteer, lasting, persons, places, tense])
def test_examples_in_the_docstrings_hold(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


def test_public_dates_are_resolved_as_well_as_measured(tmp_path: Path) -> None:
    scores = public_scores("te3", "te3", "te3.py", into=tmp_path)
    assert scores["resolved to a day: span relaxed AND value"]["F1"] >= 90


@pytest.mark.parametrize("anchor", [date.min, date.max])
@pytest.mark.parametrize(
    "words",
    [
        "on Tuesday",
        "next week",
        "last week",
        "in three days",
        "three days ago",
        "the 31st",
        "29 February",
        "in May",
        "this winter",
        "June next year",
        "last year's third quarter",
        "over the weekend",
        "before Thanksgiving",
        "the week of 31 December 9999",
        "ended two days of talks on 1 January 0001",
    ],
)
def test_at_either_end_of_the_calendar_words_give_a_day_or_a_reason(words: str, anchor: date) -> None:
    found = [resolve_date(words, anchor=anchor, tense=tense) for tense in (None, "past", "future")]
    found += [resolve_mention(words, mention, anchor=anchor) for mention in find_dates(words)]
    for each in found:
        assert (each.value is None) == (each.why is not None)
        for end in (each.value or "2031").split("/"):
            assert date.fromisoformat((end + "-01-01")[:10])


@pytest.mark.parametrize(
    "words",
    ["la\u017ft Monday", "the \u017fecond quarter of 2031", "next wee\u212a", "two days earl\u0131er"],
)
def test_a_letter_that_passes_for_another_is_read_as_that_one(words: str) -> None:
    plain = words.translate(str.maketrans("\u017f\u212a\u0131", "ski"))
    assert [m.form for m in find_dates(words)] == [m.form for m in find_dates(plain)] != []


def test_days_beyond_the_calendar_are_told_as_such() -> None:
    assert resolve_date("in three days", anchor=date.max).why == "beyond the calendar"
    assert resolve_date("this winter", anchor=date.max).why == "beyond the calendar"
    assert resolve_date("in three days", anchor=date.max - timedelta(days=3)).value == "9999-12-31"
