"""The wordings of dates in English: one regular expression a form, and one function that builds it.

`datefinder` looks for them in a text; the forms are values of `dateforms`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from summarizer.resolve.dateforms import (
    Away,
    Day,
    Decade,
    Form,
    Month,
    Narrative,
    Period,
    Quarter,
    Recurring,
    Season,
    Span,
    Thanksgiving,
    Unclear,
    Unit,
    Weekday,
    Weekend,
    WeekOf,
    Year,
)

if TYPE_CHECKING:
    from collections.abc import Callable

# ---------------------------------------------------------------- words
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_SEASONS = {"spring": 0, "summer": 1, "fall": 2, "autumn": 2, "winter": 3}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_SHIFTS = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1, "following": 1}
_HOLIDAYS = {
    "Christmas": (12, 25),
    "Christmas Eve": (12, 24),
    "New Year's": (1, 1),
    "New Year's Eve": (12, 31),
}
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "couple": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip

_FULL_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_MONTH = (
    rf"(?:{_FULL_MONTH}|{_FULL_MONTH.upper()}"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
    r"|(?:JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\b)"
)
_FULL_DAY = "(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_FULL_DAY = f"(?:{_FULL_DAY}|{_FULL_DAY.upper()})"
_WEEKDAY = rf"(?:{_FULL_DAY}|(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\.?)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d%]|[:,.]\d|[ -](?:percent|million|billion|people)\b)"
_YEAR = r"(?:1[5-9]|20)\d\d(?![\d%]|[.,]\d)"
_TO = r"(?: ?[-–—/] ?| to | and | through | until | till | & )"
_PART = r"(?: (?:early |late |mid-)?(?:morning|afternoon|evening|night|noon|midday|midnight))"
_ZONE = r"(?:,? (?:local time|GMT|UTC|EST|EDT|CET|CEST|ET|Moscow time))"
_CLOCK = (
    r"(?:(?:\d{1,2}(?::\d\d)? ?(?:[ap]\.m\.|[ap]m|AM|PM)|\d\d:\d\d|[Nn]oon|[Mm]idnight)"
    r"(?: [A-Z]{2,4}(?![a-z]))?(?: \(\d{4} GMT\))?,?(?: on)?)"
)
_SHIFT = r"(?:(?:the )?(?:last|past|previous|next|coming|following)|this(?: coming| past)?)"
_COUNT = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|twenty|thirty|a couple of|a few|several|some|many)"
)
_UNIT = r"(?:day|week|month|quarter|year|decade)"
_EARLY = r"(?:(?i:early|late|mid|earlier|later)[ -](?:on )?)"


def _shift(words: str) -> int:
    return _SHIFTS[words.lower().split()[-1]]


def _month(words: str) -> int:
    return _MONTHS.index(words[:3].lower()) + 1


def _weekday(words: str | None) -> int | None:
    return _DAYS.index(words[:3].lower()) if words else None


def _day(words: str) -> int:
    return int(words.rstrip("stndrh"))


def _year(words: str | None) -> int | None:
    """A year of four digits, or of two, which is meant within fifty years from 2000."""
    year = int(words) if words else None
    return year if year is None or year >= 100 else year + (2000 if year < 50 else 1900)


def _number(words: str) -> int | None:
    words = words.lower().removeprefix("a ").removesuffix(" of")
    return int(words) if words.isdigit() else _NUMBERS.get(words)


def _unit(words: str) -> Unit:
    return cast("Unit", words.lower())


# ---------------------------------------------------------------- forms
FORMS: dict[str, tuple[re.Pattern[str], Callable[[re.Match[str]], Form]]] = {}


def _form(*pattern: str) -> Callable[[Callable[[re.Match[str]], Form]], None]:
    """Register the form that the function builds; earlier forms win."""

    def register(build: Callable[[re.Match[str]], Form]) -> None:
        FORMS[build.__name__] = (re.compile("".join(pattern)), build)

    return register


@_form(
    r"(?P<y>(?:1[5-9]|20)\d\d)(?P<sep>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=sep)(?P<d>0?[1-9]|[12]\d|3[01])(?!\d)",
    r"(?:T[\d:.]{4,12}(?:Z|[+-]\d\d:?\d\d)?)?",
)
def _iso(m: re.Match[str]) -> Form:
    return Day(int(m["m"]), int(m["d"]), int(m["y"]))


@_form(
    r"(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:1[5-9]|20)\d\d|\d\d)(?![\w.-]\d|\w)",
)
def _numeric(m: re.Match[str]) -> Form:
    a, b, year = int(m["a"]), int(m["b"]), _year(m["y"])
    if b <= 12 and (a > 12 or a == b or m["sep"] == "."):  # dots are the continent's, day first
        return Day(b, a, year)
    if a <= 12 < b <= 31:
        return Day(a, b, year)
    return Unclear("day and month may stand in either order")


@_form(
    rf"(?i:the )?(?i:week) of (?:(?P<m>{_MONTH}) (?P<d>{_DAY})|(?P<d2>{_DAY}) (?P<m2>{_MONTH}))",
    rf"(?:,? (?P<y>{_YEAR}))?",
)
def _week_of(m: re.Match[str]) -> Form:
    return WeekOf(Day(_month(m["m"] or m["m2"]), _day(m["d"] or m["d2"]), _year(m["y"])))


@_form(
    rf"(?:(?P<w>{_WEEKDAY}){_PART}?(?:,? | \())?(?P<m>{_MONTH}) (?P<d>{_DAY})",
    rf"(?:{_TO}(?:(?P<m2>{_MONTH}) )?(?P<d2>{_DAY})(?! {_MONTH}))?(?:,? (?P<y>{_YEAR})|,? '(?P<yy>\d\d)\b)?",
)
def _month_day(m: re.Match[str]) -> Form:
    year = _year(m["y"] or m["yy"])
    first = Day(_month(m["m"]), _day(m["d"]), year, _weekday(m["w"]))
    return Span(first, Day(_month(m["m2"] or m["m"]), _day(m["d2"]), year)) if m["d2"] else first


@_form(
    rf"(?:(?P<w>{_WEEKDAY}){_PART}?(?:,? | \()(?:the )?)?(?P<d>{_DAY})(?: (?P<m0>{_MONTH}))?",
    rf"(?:{_TO}(?P<d2>{_DAY}))?",
    rf"(?: of)?[ -](?P<m>{_MONTH})(?!\w)(?:(?:,? |-)(?P<y>{_YEAR})|,? '(?P<yy>\d\d)\b)?",
)
def _day_month(m: re.Match[str]) -> Form:
    year, month = _year(m["y"] or m["yy"]), _month(m["m"])
    if not m["d2"]:
        return Day(month, _day(m["d"]), year, _weekday(m["w"]))
    first = Day(_month(m["m0"] or m["m"]), _day(m["d"]), year, _weekday(m["w"]))
    return Span(first, Day(month, _day(m["d2"]), year))


@_form(rf"(?P<y>{_YEAR}),? (?P<m>{_MONTH}) (?P<d>{_DAY})")
def _year_month_day(m: re.Match[str]) -> Form:
    return Day(_month(m["m"]), _day(m["d"]), _year(m["y"]))


@_form(rf"{_EARLY}?(?P<m>{_MONTH})(?:,| of)? (?P<y>{_YEAR})")
def _month_year(m: re.Match[str]) -> Form:
    return Month(_month(m["m"]), _year(m["y"]))


@_form(rf"(?P<a>{_FULL_DAY})(?: ?[-–—] ?| to | through | until )(?P<b>{_FULL_DAY})\b")
def _weekdays(m: re.Match[str]) -> Form:
    return Span(Weekday(_weekday(m["a"]) or 0), Weekday(_weekday(m["b"]) or 0))


@_form(
    rf"(?:(?i:each|every) {_FULL_DAY}\b{_PART}?|{_FULL_DAY}(?:s| (?:mornings|afternoons|evenings|nights)))\b"
)
def _recurring(_: re.Match[str]) -> Form:
    return Recurring()


@_form(
    rf"(?:{_CLOCK} )?(?:(?P<s>(?i:{_SHIFT})) |{_EARLY})?(?P<w>{_FULL_DAY})\b(?:{_PART}{_ZONE}?)?",
    r"(?: (?:of )?(?P<k>last|this|next) week\b)?",
)
def _weekday_alone(m: re.Match[str]) -> Form:
    shift = _shift(m["s"]) if m["s"] else None
    return Weekday(_weekday(m["w"]) or 0, shift, _shift(m["k"]) if m["k"] else None)


@_form(r"(?i:the day (?:before yesterday|after tomorrow))\b")
def _two_days_away(m: re.Match[str]) -> Form:
    return Period("day", 2 if m[0].lower().endswith("tomorrow") else -2)


# `today's world` is no day.
@_form(
    rf"(?:{_CLOCK} )?(?:(?i:early|late|earlier|later) )?(?i:(?P<d>today|tonight|yesterday|tomorrow)\b",
    rf"(?!'s (?:world|youth|society|generation|children|young|technology)\b){_PART}?",
    r"|(?P<t>this (?:morning|afternoon|evening)|last night)\b)",
)
def _day_from_anchor(m: re.Match[str]) -> Form:
    words = (m["d"] or m["t"]).lower()
    return Period("day", {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(words, 0))


@_form(
    r"(?i:the (?:previous|preceding|following|next|same) (?P<u>day|week|month|year)",
    r"|the day (?:before|after)(?= ?[.,;]|$)",
    r"|(?:later )?that (?:same )?(?:day|week|month|year))\b",
)
def _story_day(m: re.Match[str]) -> Form:
    words = m[0].lower().split()
    ahead = {"following", "next", "after"}.intersection(words)
    behind = {"previous", "preceding", "before"}.intersection(words)
    return Narrative(_unit(m["u"] or "day"), 1, 1 if ahead else -1 if behind else 0)


@_form(
    rf"(?i:(?P<n>{_COUNT}) (?P<u>{_UNIT})s? (?P<d>earlier|later|before(?= ?[.,;]|$)|after(?= ?[.,;]|$)))\b"
)
def _story_away(m: re.Match[str]) -> Form:
    ahead = m["d"].lower() in {"later", "after"}
    return Narrative(_unit(m["u"]), _number(m["n"]), 1 if ahead else -1)


@_form(
    rf"(?i:(?P<n>{_COUNT}) (?P<u>{_UNIT})s?(?: or (?:so|more))? ago",
    rf"|in (?!an? )(?P<n2>{_COUNT}) (?P<u2>{_UNIT})s?(?:'s? time|(?= ?[.,;]|$))",
    rf"|(?P<n3>{_COUNT}) (?P<u3>{_UNIT})s? from now)\b",
)
def _away(m: re.Match[str]) -> Form:
    unit, number = m["u"] or m["u2"] or m["u3"], m["n"] or m["n2"] or m["n3"]
    return Away(_unit(unit), _number(number), -1 if m["n"] else 1)


@_form(
    r"(?:(?:(?P<k>(?i:last|this|next)) year's )?(?P<o>(?i:first|second|third|fourth|1st|2nd|3rd|4th))",
    rf"(?i:[ -]quarter)(?:,? (?:of )?(?:(?P<y>{_YEAR})|(?P<k2>last|this|next) year\b))?",
    rf"|Q(?P<q>[1-4])(?: |,|/| of )(?P<y2>{_YEAR}))\b",
)
def _quarter(m: re.Match[str]) -> Form:
    of_year = m["k"] or m["k2"]
    quarter = _ORDINALS[m["o"].lower()] if m["o"] else int(m["q"])
    return Quarter(quarter, _year(m["y"] or m["y2"]), _shift(of_year) if of_year else 0)


@_form(rf"{_EARLY}?(?P<m>{_FULL_MONTH}) (?:of )?(?P<k>last|this|next) year\b")
def _month_of_year(m: re.Match[str]) -> Form:
    return Month(_month(m["m"]), None, of_year=_shift(m["k"]))


@_form(r"(?i:(?P<s>last|this|next|this coming|this past|(?:over|at|during) the) weekend)\b")
def _weekend(m: re.Match[str]) -> Form:
    return Weekend(None if m["s"].lower().endswith("the") else _shift(m["s"]))


@_form(
    rf"{_EARLY}?(?P<s>(?i:{_SHIFT})) ",
    r"(?:(?P<u>(?i:week|month|quarter|year|decade|century))(?!s|-old| (?:or|of) )\b",
    rf"|(?P<q>(?i:spring|summer|fall|autumn|winter))\b|(?P<m>{_FULL_MONTH})\b)",
)
def _shifted(m: re.Match[str]) -> Form:
    shift = _shift(m["s"])
    if m["u"]:
        return Period(_unit(m["u"]), shift)
    return Season(_SEASONS[m["q"].lower()], None, shift) if m["q"] else Month(_month(m["m"]), None, shift)


@_form(rf"(?P<s>(?i:spring|summer|fall|autumn|winter))(?:,? (?:of )?)(?P<y>{_YEAR})")
def _season(m: re.Match[str]) -> Form:
    return Season(_SEASONS[m["s"].lower()], _year(m["y"]))


@_form(
    r"(?:(?P<s>(?i:last|this|next)) )?",
    r"(?P<h>Christmas (?:Day|Eve)|Christmas|New Year's (?:Day|Eve)|Thanksgiving(?: Day)?)\b",
)
def _holiday(m: re.Match[str]) -> Form:
    name = m["h"].removesuffix(" Day")
    if name == "Thanksgiving":
        return Thanksgiving(_shift(m["s"]) if m["s"] else None)
    return Day(*_HOLIDAYS[name], None)


@_form(rf"(?:the )?{_EARLY}?(?P<y>(?:1[5-9]|20)\d0)'?s\b")
def _decade(m: re.Match[str]) -> Form:
    return Decade(int(m["y"]))


# `May` and `March` open sentences as verbs; other months need no preposition.
@_form(
    rf"(?:{_EARLY}|(?<=[Ii]n )|(?<=[Bb]y )|(?<=[Ss]ince )|(?<=until )|(?<=during )|(?<=of )|(?<=from )",
    rf"|(?<=-)|(?<=e )|(?=[JFASOND]|April)|\A(?=\w+\Z))(?P<m>{_FULL_MONTH})\b",
)
def _month_alone(m: re.Match[str]) -> Form:
    return Month(_month(m["m"]), None)


@_form(
    rf"(?<![$£€#\d.,-])(?:(?i:early|late|mid)[ -])?(?P<y>{_YEAR})",
    r"(?!-|\w|/| (?:people|troops|soldiers|miles|km|dollars|euros))",
)
def _year_alone(m: re.Match[str]) -> Form:
    return Year(int(m["y"]))
