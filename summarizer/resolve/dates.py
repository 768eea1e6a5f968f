"""Dates: where a text gives one, and the calendar days (as EDTF) that the words stand for.

Nothing is counted from a date that was not given: without an anchor, `on Wednesday` stays unresolved.
EDTF is ISO 8601-2; a week, a quarter or a season is written as the interval it covers.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from summarizer.models.base import Precision
from summarizer.resolve import datewords
from summarizer.resolve.dateforms import (
    Away,
    DateMention,
    Day,
    Decade,
    Form,
    Month,
    Narrative,
    Period,
    Point,
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
from summarizer.resolve.tense import tense_at

__all__ = ["DateMention", "ResolvedDate", "find_dates", "resolve_date", "resolve_form", "tense_at"]

Tense = Literal["past", "future"]
Basis = Literal["absolute", "weekday", "relative"]
_DAYS = calendar.day_name
_NO_ANCHOR = "counted from a publication date that is not known"


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """What words for a date stand for."""

    value: str | None
    """EDTF: a day, an interval `a/b`, a month or a year; None where it is not established."""
    precision: Precision
    surface: str
    basis: Basis | None
    """absolute: printed in full; weekday, relative: counted from the anchor."""
    why: str | None
    """Why it is not established; None where it is."""


def find_dates(text: str) -> tuple[DateMention, ...]:
    """Dates in the order of the text, relative ones included; they do not overlap."""
    return tuple(datewords.read_dates(text))


def resolve_date(words: str, *, anchor: date | None, tense: Tense | None = None) -> ResolvedDate:
    """The date that words stand for, counted from `anchor`, the day they were published, where relative.

    >>> resolve_date("on Wednesday", anchor=date(2025, 4, 10)).value
    '2025-04-09'
    >>> resolve_date("on Wednesday", anchor=date(2025, 4, 10), tense="future").value
    '2025-04-16'
    """
    mentions = find_dates(words)
    if not mentions:
        return ResolvedDate(None, "unknown", words, None, "no date in the words")
    form = mentions[0].form
    if len(mentions) == 2 and isinstance(form, Day | Weekday):
        second = mentions[1].form
        between = words[mentions[0].end : mentions[1].start].strip()
        if isinstance(second, Day | Weekday) and between in {
            "and",
            "to",
            "-",
            "–",
            "until",
            "through",
            "and on",
        }:
            form = Span(form, second)
    return resolve_form(form, surface=words, anchor=anchor, tense=tense)


def resolve_form(
    form: Form, *, surface: str, anchor: date | None, tense: Tense | None = None
) -> ResolvedDate:
    """As `resolve_date`, for words that are parsed already."""
    try:
        value, precision, basis = _resolve(form, anchor, tense)
    except _Unresolved as reason:
        return ResolvedDate(None, "unknown", surface, None, str(reason))
    return ResolvedDate(value, precision, surface, basis, None)


class _Unresolved(Exception):
    """Why the words give no date."""


def _resolve(form: Form, anchor: date | None, tense: Tense | None) -> tuple[str, Precision, Basis]:
    match form:
        case Unclear(why):
            raise _Unresolved(why)
        case Recurring():
            raise _Unresolved("it recurs")
        case WeekOf(day):
            first, basis = _day(day, anchor, tense)
            value, precision, _ = _period("week", 0, first)
            return value, precision, basis
        case Narrative():
            raise _Unresolved("counted from a day of the story, not from the publication date")
        case Year(year):
            return f"{year:04}", "year", "absolute"
        case Decade(year):
            return f"{year:04}/{year + 9:04}", "year", "absolute"
        case Span(first, last):
            return _span(first, last, anchor, tense)
        case Day() | Weekday():
            found, basis = _day(form, anchor, tense)
            return found.isoformat(), "day", basis
        case Thanksgiving(shift):
            today = _needed(anchor, "the year is not given")
            feasts = [_thanksgiving(today.year + i) for i in (-1, 0, 1)]
            if shift in {-1, 1}:
                feasts = [day for day in feasts if (day > today) == (shift == 1)]
            return _nearest(feasts, today, tense).isoformat(), "day", "relative"
        case Month(month, year, shift, of_year):
            if of_year is not None:
                year = _needed(anchor, "the year is not given").year + of_year
                return f"{year:04}-{month:02}", "month", "relative"
            if year is None:
                year = _yearless_month(month, shift, _needed(anchor, "the year is not given"), tense)
                return f"{year:04}-{month:02}", "month", "relative"
            return f"{year:04}-{month:02}", "month", "absolute"
        case Quarter(quarter, year, of_year):
            basis = "absolute" if year else "relative"
            year = year or _needed(anchor, "the year is not given").year + of_year
            return f"{year:04}-{3 * quarter - 2:02}/{year:04}-{3 * quarter:02}", "month", basis
        case Season(season, year, shift):
            return _season(season, year, shift, anchor)
        case Weekend(shift):
            return _weekend(shift, _needed(anchor, _NO_ANCHOR), tense)
        case Period(unit, shift):
            return _period(unit, shift, _needed(anchor, _NO_ANCHOR))
        case Away():
            return _away(form, _needed(anchor, _NO_ANCHOR))


def _needed(anchor: date | None, why: str) -> date:
    if anchor is None:
        raise _Unresolved(why)
    return anchor


def _day(form: Day | Weekday, anchor: date | None, tense: Tense | None) -> tuple[date, Basis]:
    if isinstance(form, Weekday):
        return _nearest_weekday(form, _needed(anchor, "a weekday needs a publication date"), tense), "weekday"
    if form.year is not None:
        day, basis = _calendar(form.year, form.month, form.day), "absolute"
    else:
        needed = _needed(anchor, "the year is not given")
        day, basis = _yearless(form.month, form.day, needed, tense, weekday=form.weekday), "relative"
    if form.weekday is not None and day.weekday() != form.weekday:
        raise _Unresolved(f"{day} is a {_DAYS[day.weekday()]}, not a {_DAYS[form.weekday]}")
    return day, "absolute" if basis == "absolute" else "relative"


def _calendar(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise _Unresolved(f"{calendar.month_name[month]} {year} has no day {day}") from None


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


_AGAINST = 3
"""A year is chosen by nearness, with days against the tense counted so many times: `announced on 10 March`,
printed in May, is not next March, but `will be extended to 14 January`, printed on the 15th, is yesterday."""


def _yearless(month: int, day: int, anchor: date, tense: Tense | None, *, weekday: int | None = None) -> date:
    """The nearest such day; a weekday beside it chooses among the years next to the anchor's."""
    days = [
        date(year, month, day)
        for year in range(anchor.year - 4, anchor.year + 5)
        if day <= calendar.monthrange(year, month)[1]
    ]
    if not days:
        raise _Unresolved(f"{calendar.month_name[month]} has no day {day}")
    if weekday is not None:
        days = [d for d in days if abs((d - anchor).days) < 366 and d.weekday() == weekday] or days
    return _nearest(days, anchor, tense)


def _nearest(days: list[date], anchor: date, tense: Tense | None) -> date:
    def distance(day: date) -> int:
        days = (day - anchor).days
        against = days > 0 if tense == "past" else days < 0 and tense == "future"
        return abs(days) * (_AGAINST if against else 1)

    return min(days, key=distance)


def _yearless_month(month: int, shift: int | None, anchor: date, tense: Tense | None) -> int:
    """The year of the nearest such month; that of the anchor counts as past and as future."""
    years = (anchor.year, anchor.year - 1, anchor.year + 1)
    first, this = {date(year, month, 1): year for year in years}, anchor.replace(day=1)
    if shift == 0:
        return anchor.year
    if shift is not None:
        first = {day: year for day, year in first.items() if day != this and (day > this) == (shift == 1)}
    return first[_nearest(list(first), this, tense)]


def _thanksgiving(year: int) -> date:
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)


def _span(
    first: Point, last: Point, anchor: date | None, tense: Tense | None
) -> tuple[str, Precision, Basis]:
    if isinstance(first, Weekday) and isinstance(last, Weekday) and tense != "future":
        end, basis = _day(last, anchor, tense)  # both lie in the past: the later one decides
        start = end - timedelta(days=(last.weekday - first.weekday) % 7)
        return f"{start}/{end}", "day", basis
    if isinstance(first, Day) and isinstance(last, Day) and first.year is None and last.year is not None:
        first = first._replace(year=last.year)
    start, basis = _day(first, anchor, tense)
    if isinstance(last, Day) and last.year is None:
        last = last._replace(year=start.year + ((last.month, last.day) < (start.month, start.day)))
    if isinstance(last, Weekday):
        end = start + timedelta(days=(last.weekday - start.weekday()) % 7)
    else:
        end = _day(last, anchor, tense)[0]
    if end < start:
        raise _Unresolved(f"{end} is before {start}")
    return f"{start}/{end}", "day", basis


_SEASON_MONTHS = ((3, 5), (6, 8), (9, 11), (12, 2))


def _season(
    season: int, year: int | None, shift: int | None, anchor: date | None
) -> tuple[str, Precision, Basis]:
    basis: Basis = "absolute" if year else "relative"
    first, last = _SEASON_MONTHS[season]
    if year is None:
        today = _needed(anchor, "the year is not given")
        begun = (today.month, today.year) if season != 3 or today.month > 2 else (12, today.year - 1)
        over = today.month > last and season != 3
        year = begun[1]
        if shift == -1 and not over:
            year -= 1
        if shift == 1 and (over or begun[0] >= first):
            year += 1
    return f"{year:04}-{first:02}/{year + (last < first):04}-{last:02}", "month", basis


def _period(unit: str, shift: int, anchor: date) -> tuple[str, Precision, Basis]:
    match unit:
        case "day":
            return (anchor + timedelta(days=shift)).isoformat(), "day", "relative"
        case "week":
            monday = anchor + timedelta(days=7 * shift - anchor.weekday())
            return f"{monday}/{monday + timedelta(days=6)}", "week", "relative"
        case "month":
            year, month = _month_away(anchor, shift)
            return f"{year:04}-{month:02}", "month", "relative"
        case "quarter":
            year, month = _month_away(anchor, 3 * shift - (anchor.month - 1) % 3)
            return f"{year:04}-{month:02}/{year:04}-{month + 2:02}", "month", "relative"
        case "year":
            return f"{anchor.year + shift:04}", "year", "relative"
        case _:
            length = 10 if unit == "decade" else 100
            start = anchor.year // length * length + length * shift
            return f"{start:04}/{start + length - 1:04}", "year", "relative"


def _weekend(shift: int | None, anchor: date, tense: Tense | None) -> tuple[str, Precision, Basis]:
    """Saturday and Sunday; `over the weekend` is the latest that has begun, in the future tense the next."""
    if shift is None:
        shift = 0 if anchor.weekday() >= 5 or tense == "future" else -1
    saturday = anchor + timedelta(days=7 * shift - anchor.weekday() + 5)
    return f"{saturday}/{saturday + timedelta(days=1)}", "day", "relative"


def _month_away(anchor: date, months: int) -> tuple[int, int]:
    years, month = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    return years, month + 1


def _away(form: Away, anchor: date) -> tuple[str, Precision, Basis]:
    if form.number is None:
        raise _Unresolved("the number is not said")
    count = form.number * form.direction
    match form.unit:
        case "day":
            return (anchor + timedelta(days=count)).isoformat(), "day", "relative"
        case "week":
            return _period("week", count, anchor)
        case "month" | "quarter":
            return _period("month", count * (3 if form.unit == "quarter" else 1), anchor)
        case _:
            return _period("year", count * (10 if form.unit == "decade" else 1), anchor)
