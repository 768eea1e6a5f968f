"""Dates written out, hours alone, days of the month, and meetings of several days."""

from __future__ import annotations

from datetime import date

import pytest

from summarizer.resolve.dates import resolve_date
from summarizer.resolve.spelled import in_figures

FRIDAY = date(2031, 3, 14)


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("the fifth day of September two thousand and twenty-nine", "the 5 September 2029"),
        ("the twenty-first day of March, in the year two thousand and thirty", "the 21 March 2030"),
        ("thirty-first of May twenty thirty-one", "31 May 2031"),
        ("first of June", "1 June"),
        ("the second meeting of March", "the second meeting of March"),
    ],
)
def test_a_date_that_is_written_out_is_put_in_figures(words: str, figures: str) -> None:
    assert in_figures(words) == figures


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("fifth day of September two thousand and twenty-nine", "2029-09-05"),
        ("14:02", "2031-03-14"),
        ("the 11th", "2031-03-11"),
        ("on the 20th", "2031-02-20"),
        ("ended two days of talks on Thursday", "2031-03-12/2031-03-13"),
        ("an exchange agreed on Tuesday at the end of six days of talks", "2031-03-06/2031-03-11"),
        ("closed a four-day round in the capital on Thursday", "2031-03-10/2031-03-13"),
        ("A three-day round opened on Monday", "2031-03-10/2031-03-12"),
        ("was opened on Tuesday 11 March and closed the following afternoon", "2031-03-11/2031-03-12"),
        ("It ended on 12 March, as it had begun the day before", "2031-03-11/2031-03-12"),
        ("met on Thursday, two days after the vote", "2031-03-13"),
        ("ended on Thursday, three days before the summit", "2031-03-13"),
        ("met on Thursday", "2031-03-13"),
    ],
)
def test_words_for_the_days_of_a_meeting_are_resolved(words: str, value: str) -> None:
    assert resolve_date(words, anchor=FRIDAY, tense="past").value == value


def test_nothing_is_counted_from_a_day_that_is_not_known() -> None:
    assert resolve_date("14:02", anchor=None).value is None
    assert resolve_date("the 11th", anchor=None).value is None
