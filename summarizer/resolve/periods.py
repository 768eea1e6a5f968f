"""Weeks, months, seasons and years counted from an anchor: what `dates` needs beside single days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from summarizer.models.base import Precision
    from summarizer.resolve.dateforms import Away, Season

Tense = Literal["past", "future"]
Basis = Literal["absolute", "weekday", "relative"]
Value: TypeAlias = "tuple[str, Precision, Basis]"
"""EDTF, how exact it is, and what it was counted from."""

NO_ANCHOR = "counted from a publication date that is not known"
NO_YEAR = "the year is not given"
BEYOND = "beyond the calendar"


class Unresolved(Exception):
    """Why words give no date."""


class Now(NamedTuple):
    """What relative dates are counted from."""

    anchor: date | None
    tense: Tense | None
    against: int
    """How many times a day against the tense counts when a year is chosen by nearness."""

    def day(self, why: str) -> date:
        """The anchor; raises `Unresolved` with the reason where there is none."""
        if self.anchor is None:
            raise Unresolved(why)
        return self.anchor

    def nearest(self, days: list[date], anchor: date) -> date:
        """The day nearest to the anchor, leaning with the tense."""

        def distance(day: date) -> int:
            days = (day - anchor).days
            against = days > 0 if self.tense == "past" else days < 0 and self.tense == "future"
            return abs(days) * (self.against if against else 1)

        return min(days, key=distance)


def year_away(anchor: date, shift: int) -> int:
    """The year of the anchor moved by `shift`; raises `Unresolved` before year 1 and after 9999."""
    if not 1 <= anchor.year + shift <= 9999:
        raise Unresolved(BEYOND)
    return anchor.year + shift


def years(first: int, last: int | None = None) -> Value:
    """One year, or several; raises `Unresolved` before year 1 and after 9999."""
    if not (1 <= first <= 9999 and (last or first) <= 9999):
        raise Unresolved(BEYOND)
    return f"{first:04}" if last is None else f"{first:04}/{last:04}", "year", "relative"


_SEASON_MONTHS = ((3, 5), (6, 8), (9, 11), (12, 2))


def season_of(form: Season, now: Now) -> Value:
    """`last summer`: three months."""
    season, year, shift = form
    basis: Basis = "absolute" if year else "relative"
    first, last = _SEASON_MONTHS[season]
    if year is None:
        today = now.day(NO_YEAR)
        begun = (today.month, today.year) if season != 3 or today.month > 2 else (12, today.year - 1)
        over = today.month > last and season != 3
        year = begun[1]
        if shift == -1 and not over:
            year -= 1
        if shift == 1 and (over or begun[0] >= first):
            year += 1
    if not 1 <= year <= 9999 - (last < first):
        raise Unresolved(BEYOND)
    return f"{year:04}-{first:02}/{year + (last < first):04}-{last:02}", "month", basis


def period_of(unit: str, shift: int, anchor: date) -> Value:
    """The unit that holds the anchor, moved by `shift` units."""
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
            return years(anchor.year + shift)
        case _:
            length = 10 if unit == "decade" else 100
            start = anchor.year // length * length + length * shift
            return years(start, start + length - 1)


def weekend_of(shift: int | None, now: Now) -> Value:
    """Saturday and Sunday; `over the weekend` is the latest that has begun, in the future tense the next."""
    anchor = now.day(NO_ANCHOR)
    if shift is None:
        shift = 0 if anchor.weekday() >= 5 or now.tense == "future" else -1
    saturday = anchor + timedelta(days=7 * shift - anchor.weekday() + 5)
    return f"{saturday}/{saturday + timedelta(days=1)}", "day", "relative"


def _month_away(anchor: date, months: int) -> tuple[int, int]:
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise Unresolved(BEYOND)
    return year, month + 1


def away(form: Away, now: Now) -> Value:
    """`two weeks ago`: as exact as its unit."""
    anchor = now.day(NO_ANCHOR)
    if form.number is None:
        raise Unresolved("the number is not said")
    count = form.number * form.direction
    match form.unit:
        case "day":
            return (anchor + timedelta(days=count)).isoformat(), "day", "relative"
        case "week":
            return period_of("week", count, anchor)
        case "month" | "quarter":
            return period_of("month", count * (3 if form.unit == "quarter" else 1), anchor)
        case _:
            return period_of("year", count * (10 if form.unit == "decade" else 1), anchor)
