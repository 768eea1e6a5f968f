"""The calendar days, as EDTF, that a form of date stands for: printed in full, or counted from an anchor."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING

from summarizer.resolve.dateforms import (
    Away,
    Day,
    Decade,
    Month,
    Narrative,
    Period,
    Quarter,
    Recurring,
    Season,
    Span,
    Thanksgiving,
    Unclear,
    Weekday,
    Weekend,
    WeekOf,
    Year,
)
from summarizer.resolve.periods import (
    NO_ANCHOR,
    NO_YEAR,
    Unresolved,
    away,
    period_of,
    season_of,
    weekend_of,
    year_away,
)

if TYPE_CHECKING:
    from summarizer.resolve.dateforms import Form, Point
    from summarizer.resolve.periods import Basis, Now, Tense, Value

_DAYS = calendar.day_name


def value_of(form: Form, now: Now) -> Value:
    """What a form stands for.

    Raises `Unresolved` with the reason where it stands for no date, `OverflowError` or `ValueError` beyond the calendar.
    """
    match form:
        case Unclear(why):
            raise Unresolved(why)
        case Recurring():
            raise Unresolved("it recurs")
        case WeekOf(day):
            first, basis = _day(day, now)
            value, precision, _ = period_of("week", 0, first)
            return value, precision, basis
        case Narrative():
            raise Unresolved("counted from a day of the story, not from the publication date")
        case Year(year):
            return f"{year:04}", "year", "absolute"
        case Decade(year):
            return f"{year:04}/{year + 9:04}", "year", "absolute"
        case Span(first, last):
            return _span(first, last, now)
        case Day() | Weekday():
            found, basis = _day(form, now)
            return found.isoformat(), "day", basis
        case Thanksgiving(shift):
            today = now.day(NO_YEAR)
            feasts = [_thanksgiving(today.year + i) for i in (-1, 0, 1)]
            if shift in {-1, 1}:
                feasts = [day for day in feasts if (day > today) == (shift == 1)]
            return now.nearest(feasts, today).isoformat(), "day", "relative"
        case Month(month, year, shift, of_year):
            if of_year is not None:
                year = year_away(now.day(NO_YEAR), of_year)
                return f"{year:04}-{month:02}", "month", "relative"
            if year is None:
                year = _yearless_month(month, shift, now)
                return f"{year:04}-{month:02}", "month", "relative"
            return f"{year:04}-{month:02}", "month", "absolute"
        case Quarter(quarter, year, of_year):
            basis = "absolute" if year else "relative"
            year = year or year_away(now.day(NO_YEAR), of_year)
            return f"{year:04}-{3 * quarter - 2:02}/{year:04}-{3 * quarter:02}", "month", basis
        case Season():
            return season_of(form, now)
        case Weekend(shift):
            return weekend_of(shift, now)
        case Period(unit, shift):
            return period_of(unit, shift, now.day(NO_ANCHOR))
        case Away():
            return away(form, now)


def _day(form: Day | Weekday, now: Now) -> tuple[date, Basis]:
    if isinstance(form, Weekday):
        return _nearest_weekday(form, now.day("a weekday needs a publication date"), now.tense), "weekday"
    if form.year is not None:
        day, basis = _calendar(form.year, form.month, form.day), "absolute"
    else:
        day, basis = _yearless(form, now), "relative"
    if form.weekday is not None and day.weekday() != form.weekday:
        raise Unresolved(f"{day} is a {_DAYS[day.weekday()]}, not a {_DAYS[form.weekday]}")
    return day, "absolute" if basis == "absolute" else "relative"


def _calendar(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Unresolved(f"{calendar.month_name[month]} {year} has no day {day}") from None


def _nearest_weekday(form: Weekday, anchor: date, tense: Tense | None) -> date:
    """The latest such weekday up to the anchor, or, in the future tense, the next from the anchor on."""
    monday = anchor - timedelta(days=anchor.weekday())
    if form.week is not None:
        return monday + timedelta(days=7 * form.week + form.weekday)
    back = (anchor.weekday() - form.weekday) % 7
    ahead = (form.weekday - anchor.weekday()) % 7
    if form.shift == -1:
        return anchor - timedelta(days=back or 7)
    if form.shift == 1:
        return anchor + timedelta(days=ahead or 7)
    if form.shift == 0 and tense is None:
        return monday + timedelta(days=form.weekday)
    if tense == "future":
        return anchor + timedelta(days=ahead)
    return anchor - timedelta(days=back)


def _yearless(form: Day, now: Now) -> date:
    """The nearest such day; a weekday beside it chooses among the years next to the anchor's."""
    anchor, month = now.day(NO_YEAR), form.month
    days = [
        date(year, month, form.day)
        for year in range(anchor.year - 4, anchor.year + 5)
        if form.day <= calendar.monthrange(year, month)[1]
    ]
    if not days:
        raise Unresolved(f"{calendar.month_name[month]} has no day {form.day}")
    if form.weekday is not None:
        days = [d for d in days if abs((d - anchor).days) < 366 and d.weekday() == form.weekday] or days
    return now.nearest(days, anchor)


def _yearless_month(month: int, shift: int | None, now: Now) -> int:
    """The year of the nearest such month; that of the anchor counts as past and as future."""
    anchor = now.day(NO_YEAR)
    this = anchor.replace(day=1)
    days = [date(year, month, 1) for year in range(anchor.year - 1, anchor.year + 2)]
    if shift == 0:
        return anchor.year
    if shift is not None:
        days = [day for day in days if day != this and (day > this) == (shift == 1)]
    return now.nearest(days, this).year


def _thanksgiving(year: int) -> date:
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)


def _span(first: Point, last: Point, now: Now) -> Value:
    if isinstance(first, Weekday) and isinstance(last, Weekday) and now.tense != "future":
        end, basis = _day(last, now)  # both lie in the past: the later one decides
        start = end - timedelta(days=(last.weekday - first.weekday) % 7)
        return f"{start}/{end}", "day", basis
    if isinstance(first, Day) and isinstance(last, Day) and first.year is None and last.year is not None:
        first = first._replace(year=last.year)
    start, basis = _day(first, now)
    if isinstance(last, Day) and last.year is None:
        last = last._replace(year=start.year + ((last.month, last.day) < (start.month, start.day)))
    ahead = (last.weekday - start.weekday()) % 7 if isinstance(last, Weekday) else None
    end = _day(last, now)[0] if ahead is None else start + timedelta(days=ahead)
    if end < start:
        raise Unresolved(f"{end} is before {start}")
    return f"{start}/{end}", "day", basis
