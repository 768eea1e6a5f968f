"""The forms that dates take in English prose: what the words say, before a calendar is opened.

`datefinder` reads them from a text (`Wednesday` is `Weekday(2)`); `dates` makes calendar days of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

Unit = Literal["day", "week", "month", "quarter", "year", "decade", "century"]


class Day(NamedTuple):
    """`Tuesday, 4 March 2025`; the year and the weekday (Monday is 0) may be missing."""

    month: int
    day: int
    year: int | None
    weekday: int | None = None


class Weekday(NamedTuple):
    """`Wednesday`; shift is -1 in `last Wednesday`, 0 in `this`, 1 in `next`; week: `Wednesday last week`."""

    weekday: int
    shift: int | None = None
    week: int | None = None


class Weekend(NamedTuple):
    """`last weekend`; without a shift `over the weekend`."""

    shift: int | None


class Month(NamedTuple):
    """`March 2025`, `March`, `last March`."""

    month: int
    year: int | None
    shift: int | None = None
    of_year: int | None = None
    """-1 in `March last year`."""


class Season(NamedTuple):
    """`the summer of 2024`, `last winter`; 0 is spring."""

    season: int
    year: int | None
    shift: int | None = None


class Quarter(NamedTuple):
    """`the third quarter`, `Q1 2025`."""

    quarter: int
    year: int | None
    of_year: int = 0
    """-1 in `last year's third quarter`."""


class Thanksgiving(NamedTuple):
    """The fourth Thursday of November."""

    shift: int | None = None


class WeekOf(NamedTuple):
    """`the week of 3 March`."""

    day: Day


class Recurring(NamedTuple):
    """`every Thursday`, `on Mondays`: many days."""


class Year(NamedTuple):
    """`2025`."""

    year: int


class Decade(NamedTuple):
    """`the 1990s`, by its first year."""

    year: int


class Period(NamedTuple):
    """`last week`: the unit that holds the anchor, moved by `shift`. `yesterday` is `Period("day", -1)`."""

    unit: Unit
    shift: int


class Away(NamedTuple):
    """`two weeks ago`, `in three days`: counted from the anchor; None where the number is not said."""

    unit: Unit
    number: int | None
    direction: Literal[-1, 1]


class Narrative(NamedTuple):
    """`the previous day`, `a week earlier`: counted from a day of the story, not from the anchor."""

    unit: Unit
    number: int | None
    direction: Literal[-1, 0, 1]


class Unclear(NamedTuple):
    """`03/04/2025`: the words are a date, but not one date."""

    why: str


Point: TypeAlias = Day | Weekday


class Span(NamedTuple):
    """`3-5 May`, `Monday to Wednesday`."""

    first: Point
    last: Point


Form: TypeAlias = (
    Day
    | Weekday
    | WeekOf
    | Weekend
    | Month
    | Season
    | Quarter
    | Year
    | Decade
    | Thanksgiving
    | Period
    | Away
    | Recurring
    | Narrative
    | Unclear
    | Span
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words of a text that give a date."""

    start: int
    end: int
    """Half open, in Unicode code points."""
    surface: str
    form: Form
