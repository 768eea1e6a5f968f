"""Dates: where a text gives one, and the calendar days (as EDTF) that the words stand for.

Nothing is counted from a date that was not given: without an anchor, `on Wednesday` stays unresolved.
EDTF is ISO 8601-2; a week, a quarter or a season is written as the interval it covers.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from summarizer.models.base import Precision
from summarizer.remembering import remembered
from summarizer.resolve import datefinder
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
from summarizer.resolve.periods import (
    BEYOND,
    NO_ANCHOR,
    NO_YEAR,
    Basis,
    Now,
    Tense,
    Unresolved,
    Value,
    away,
    period_of,
    season_of,
    weekend_of,
    year_away,
)
from summarizer.resolve.spelled import in_figures
from summarizer.resolve.tense import tense_at

__all__ = ["DateMention", "ResolvedDate", "find_dates", "resolve_date", "resolve_mention", "tense_at"]

_DAYS = calendar.day_name


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


@remembered(1_000)
def find_dates(text: str) -> tuple[DateMention, ...]:
    """Dates in the order of the text, relative ones included; they do not overlap."""
    return tuple(datefinder.read_dates(text))


def resolve_date(words: str, *, anchor: date | None, tense: Tense | None = None) -> ResolvedDate:
    """The date that words stand for, counted from `anchor`, the day they were published, where relative.

    >>> resolve_date("on Wednesday", anchor=date(2025, 4, 10)).value
    '2025-04-09'
    >>> resolve_date("on Wednesday", anchor=date(2025, 4, 10), tense="future").value
    '2025-04-16'
    """
    figures = in_figures(words)
    mentions = find_dates(figures)
    if not mentions:
        return _bare(words, anchor) or ResolvedDate(None, "unknown", words, None, "no date in the words")
    now = Now(anchor, tense, _CERTAIN)
    first = _resolved(mentions[0].form, words, now)
    if len(mentions) == 2 and (interval := _from_to(mentions, figures, now)):
        return interval
    return _lasting(first, figures)


_HOUR = re.compile(r"\W*\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,5})?\W*", re.IGNORECASE)
_DAY_ALONE = re.compile(r"\W*(?:on\s)?the\s(\d{1,2})(?:st|nd|rd|th)\W*", re.IGNORECASE)


def _bare(words: str, anchor: date | None) -> ResolvedDate | None:
    """An hour alone is one of the publication's day, a day of the month the latest such day up to it."""
    if anchor is None:
        return None
    if _HOUR.fullmatch(words):
        return ResolvedDate(anchor.isoformat(), "day", words, "relative", None)
    alone = _DAY_ALONE.fullmatch(words)
    if alone is None or not 1 <= int(alone[1]) <= 31:
        return None
    day = anchor
    while day.day != int(alone[1]):
        if day == date.min:
            return ResolvedDate(None, "unknown", words, None, BEYOND)
        day -= timedelta(days=1)
    return ResolvedDate(day.isoformat(), "day", words, "relative", None)


_JOINED = frozenset({"and", "to", "-", "–", "until", "through", "and on"})
_NUMBERS = {
    word: number for number, word in enumerate("two three four five six seven eight nine ten".split(), 2)
}
_LENGTH = re.compile(
    rf"\b({'|'.join(_NUMBERS)}|[2-9]|1[0-4])[- ]days?\b(?!\s(?:ago|earlier|later|before|after|from|old|off))"
    r"(?<!in\s\d\sdays)(?<!within\s\d\sdays)",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:end(?:ed|s|ing)?|conclud\w+|clos(?:ed|es|ing)|wrapp\w+|w[ou]{2,3}nd\sup|finish\w+|complet\w+|broke\sup|after|filed\sout)\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"\b(?:beg[aiu]n|opened|opens?|start(?:ed|s)?|kicked\soff|got\sunder\sway)\b", re.IGNORECASE
)
_DAY_BEFORE = re.compile(
    r"\b(?:beg[au]n|opened|started)\s(?:the\s(?:day\sbefore|previous\sday)|a\sday\searlier)\b", re.IGNORECASE
)
_DAY_AFTER = re.compile(
    r"\b(?:end(?:ed|ing)|clos(?:ed|ing)|concluded)\s(?:on\s)?the\s(?:following|next)\s(?:day|morning|afternoon|evening)\b",
    re.IGNORECASE,
)
_STAGES = re.compile(
    r"\b(?:beg[aiu]n|opened|started|until|broke up|ended|and again|reconvened|continued|resumed|concluded)\b",
    re.IGNORECASE,
)
_LONGEST_DAYS = 14


def _from_to(mentions: tuple[DateMention, ...], words: str, now: Now) -> ResolvedDate | None:
    """The interval of two days: `Monday and Tuesday`; `Friday, when the round begun on Tuesday broke up`."""
    one, two = mentions[0].form, mentions[1].form
    between = words[mentions[0].end : mentions[1].start].strip()
    if isinstance(one, Day | Weekday) and isinstance(two, Day | Weekday) and between in _JOINED:
        return _resolved(Span(one, two), words, now)
    if not _STAGES.search(words):
        return None
    found = [_resolved(form, words, now) for form in (one, two)]
    days = sorted(
        date.fromisoformat(r.value) for r in found if r.precision == "day" and r.value and "/" not in r.value
    )
    if len(days) == 2 and 0 < (days[1] - days[0]).days <= _LONGEST_DAYS:
        return replace(found[0], value=f"{days[0]}/{days[1]}")
    return None


def _lasting(found: ResolvedDate, words: str) -> ResolvedDate:
    """The days that words tell beside the one they name.

    `ended two days of talks on Saturday`: Saturday is the last of two; `a three-day round opened on Monday`: the first
    of three; `opened on Tuesday and closed the following day`.
    """
    if found.precision != "day" or not found.value or "/" in found.value:
        return found
    first = last = date.fromisoformat(found.value)
    length = _LENGTH.search(words)
    days = (_NUMBERS.get(length[1].lower()) or int(length[1])) if length else 1
    try:
        if _DAY_BEFORE.search(words):
            first -= timedelta(days=1)
        elif _DAY_AFTER.search(words):
            last += timedelta(days=1)
        elif length and _ENDS.search(words):
            first -= timedelta(days=days - 1)
        elif length and _BEGINS.search(words):
            last += timedelta(days=days - 1)
    except OverflowError:  # the others lie beyond the calendar
        return found
    return found if first == last else replace(found, value=f"{first}/{last}")


def resolve_mention(text: str, mention: DateMention, *, anchor: date | None) -> ResolvedDate:
    """The date of a mention, its tense read from the words around it.

    Such a tense is a guess, so a day without a year may lie against it where that is much nearer:
    `extended to 14 January`, printed on 2 January, is not last year's.
    """
    now = Now(anchor, tense_at(text, mention.start, mention.end), _GUESSED)
    return _resolved(mention.form, mention.surface, now)


# How many times a day against the tense counts (`Now.against`): never taken, or only where much nearer.
_CERTAIN = 1000
_GUESSED = 3


def _resolved(form: Form, surface: str, now: Now) -> ResolvedDate:
    try:
        value, precision, basis = _resolve(form, now)
    except Unresolved as reason:
        return ResolvedDate(None, "unknown", surface, None, str(reason))
    except (OverflowError, ValueError):  # `in three days`, printed on the last day of 9999
        return ResolvedDate(None, "unknown", surface, None, BEYOND)
    return ResolvedDate(value, precision, surface, basis, None)


def _resolve(form: Form, now: Now) -> Value:
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
