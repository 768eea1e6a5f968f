"""The forms that dates take in English prose, and a scanner that finds and parses them.

A form says what the words say (`Weekday(2)` for Wednesday); `dates` makes calendar days of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Unit = Literal["day", "week", "weekend", "month", "quarter", "year", "decade", "century"]


class Day(NamedTuple):
    """`Tuesday, 4 March 2025`; the year and the weekday (Monday is 0) may be missing."""

    month: int
    day: int
    year: int | None
    weekday: int | None = None


class Weekday(NamedTuple):
    """`Wednesday`; shift -1 in `last Wednesday`, 0 in `this`, 1 in `next`; week in `Wednesday of last week`."""

    weekday: int
    shift: int | None = None
    week: int | None = None


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
    count: int | None
    direction: Literal[-1, 1]


class Narrative(NamedTuple):
    """`the previous day`, `a week earlier`: counted from a day of the story, not from the anchor."""

    unit: Unit
    count: int | None
    direction: Literal[-1, 0, 1]


class Unclear(NamedTuple):
    """`03/04/2025`: the words are a date, but not one date."""

    why: str


Point: TypeAlias = Day | Weekday | Month


class Span(NamedTuple):
    """`3-5 May`, `Monday to Wednesday`."""

    first: Point
    last: Point


Form: TypeAlias = (
    Day | Weekday | Month | Season | Thanksgiving | Quarter | Year | Decade | Period | Away | Narrative | Unclear | Span
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words of a text that give a date."""

    start: int
    end: int
    """Half open, in Unicode code points."""
    surface: str
    form: Form


# ---------------------------------------------------------------- words
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DAYS = "mon tue wed thu fri sat sun".split()
_SEASONS = {"spring": 0, "summer": 1, "fall": 2, "autumn": 2, "winter": 3}
_HOLIDAYS = {"Christmas": (12, 25), "Christmas Eve": (12, 24), "New Year's": (1, 1), "New Year's Eve": (12, 31)}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_NUMBERS = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(),
        range(1, 16),
        strict=True,
    )
) | {"a": 1, "an": 1, "twenty": 20, "thirty": 30, "couple": 2}

_FULL_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sep(?:tember|t\.?|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
    r"|JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)"
)
_FULL_DAY = "(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|MONDAY|TUESDAY|WEDNESDAY|THURSDAY|FRIDAY|SATURDAY|SUNDAY)"
_WEEKDAY = rf"(?:{_FULL_DAY}|(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\.?)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d%]|[:,.]\d|[ -](?:percent|million|billion|people)\b)"
_YEAR = r"(?:1[5-9]|20)\d\d(?![\d%]|[.,]\d)"
_TO = r"(?: ?[-–—/] ?| to | and | through | until | till | & )"
_PART = r"(?: (?:early |late |mid-)?(?:morning|afternoon|evening|night|noon|midday|midnight)s?)"
_ZONE = r"(?:,? (?:local time|GMT|UTC|EST|EDT|CET|CEST|ET|Moscow time))"
_CLOCK = r"(?:(?:\d{1,2}(?::\d\d)? ?(?:[ap]\.m\.|[ap]m|AM|PM)|\d\d:\d\d|[Nn]oon|[Mm]idnight)(?: [A-Z]{2,4}(?![a-z]))?(?: \(\d{4} GMT\))?,?(?: on)?)"
_LASTISH = "last|this|next|this coming|this past|past|coming|the past|the coming|the last|the next|the previous|the following|previous|following"
_SHIFTS = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1, "following": 1}
_COUNT = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|twenty|thirty|a couple of|a few|several|some|many)"
)
_UNIT = r"(?:day|week|month|quarter|year|decade)"


def _shift(words: str) -> int:
    return _SHIFTS[words.lower().split()[-1]]


def _month(words: str) -> int:
    return _MONTHS.index(words[:3].lower()) + 1


def _weekday(words: str) -> int:
    return _DAYS.index(words[:3].lower())


def _number(words: str) -> int:
    return int(re.match(r"\d+", words)[0])  # type: ignore[index]  # every caller's group starts with a digit


def _count(words: str) -> int | None:
    words = words.lower()
    return int(words) if words.isdigit() else _NUMBERS.get(words.split()[1] if words == "a couple of" else words)


# ---------------------------------------------------------------- forms, the first that fits wins
_FORMS: list[tuple[str, re.Pattern[str], Callable[[re.Match[str]], Form]]] = []


def _form(name: str, pattern: str) -> Callable[[Callable[[re.Match[str]], Form]], None]:
    def keep(build: Callable[[re.Match[str]], Form]) -> None:
        _FORMS.append((name, re.compile(pattern), build))

    return keep


@_form("iso", r"(?P<y>(?:1[5-9]|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?:T[\d:.]{4,12}(?:Z|[+-]\d\d:?\d\d)?)?(?!\w)")
def _iso(m: re.Match[str]) -> Form:
    return Day(int(m["m"]), int(m["d"]), int(m["y"]))


@_form("numeric", r"(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:1[5-9]|20)\d\d|\d\d)(?![\w.-]\d|\w)")
def _numeric(m: re.Match[str]) -> Form:
    a, b, year = int(m["a"]), int(m["b"]), int(m["y"])
    if year < 100:
        year += 2000 if year < 50 else 1900
    dotted = m["sep"] == "."
    if b <= 12 and (a > 12 or a == b or dotted):
        return Day(b, a, year)
    if a <= 12 < b <= 31:
        return Day(a, b, year)
    return Unclear("day and month may stand in either order")


@_form("week_of", rf"(?i:the )?(?i:week) of (?:(?P<m>{_MONTH}) (?P<d>{_DAY})|(?P<d2>{_DAY}) (?P<m2>{_MONTH}))(?:,? (?P<y>{_YEAR}))?")
def _week_of(m: re.Match[str]) -> Form:
    year = int(m["y"]) if m["y"] else None
    return WeekOf(Day(_month(m["m"] or m["m2"]), _number(m["d"] or m["d2"]), year))


@_form(
    "month_day",
    rf"(?:(?P<w>{_WEEKDAY}),? )?(?P<m>{_MONTH}) (?P<d>{_DAY})(?:{_TO}(?:(?P<m2>{_MONTH}) )?(?P<d2>{_DAY})(?! {_MONTH}))?"
    rf"(?:,? (?P<y>{_YEAR})|,? '(?P<yy>\d\d)\b)?",
)
def _month_day(m: re.Match[str]) -> Form:
    year = int(m["y"]) if m["y"] else 1900 + int(m["yy"]) if m["yy"] else None
    first = Day(_month(m["m"]), _number(m["d"]), year, _weekday(m["w"]) if m["w"] else None)
    if not m["d2"]:
        return first
    return Span(first, Day(_month(m["m2"] or m["m"]), _number(m["d2"]), year))


@_form(
    "day_month",
    rf"(?:(?P<w>{_WEEKDAY}),? (?:the )?)?(?P<d>{_DAY})(?: (?P<m0>{_MONTH}))?(?:{_TO}(?P<d2>{_DAY}))?(?: of)?[ -](?P<m>{_MONTH})\b"
    rf"(?:(?:,? |-)(?P<y>{_YEAR}))?",
)
def _day_month(m: re.Match[str]) -> Form:
    year = int(m["y"]) if m["y"] else None
    weekday = _weekday(m["w"]) if m["w"] else None
    if not m["d2"]:
        return Day(_month(m["m"]), _number(m["d"]), year, weekday)
    return Span(
        Day(_month(m["m0"] or m["m"]), _number(m["d"]), year, weekday),
        Day(_month(m["m"]), _number(m["d2"]), year),
    )


@_form("year_month_day", rf"(?P<y>{_YEAR}),? (?P<m>{_MONTH}) (?P<d>{_DAY})")
def _year_month_day(m: re.Match[str]) -> Form:
    return Day(_month(m["m"]), _number(m["d"]), int(m["y"]))


@_form("month_year", rf"(?:(?i:early|late|mid)[ -])?(?P<m>{_MONTH})(?:,| of)? (?P<y>{_YEAR})")
def _month_year(m: re.Match[str]) -> Form:
    return Month(_month(m["m"]), int(m["y"]))


@_form(
    "weekdays",
    rf"(?P<a>{_FULL_DAY})(?: ?[-–—] ?| to | through | until )(?P<b>{_FULL_DAY})\b",
)
def _weekdays(m: re.Match[str]) -> Form:
    return Span(Weekday(_weekday(m["a"])), Weekday(_weekday(m["b"])))


@_form("recurring", rf"(?:(?i:each|every) {_FULL_DAY}\b{_PART}?|{_FULL_DAY}(?:s| (?:mornings|afternoons|evenings|nights)))\b")
def _recurring(_: re.Match[str]) -> Form:
    return Recurring()


@_form(
    "weekday",
    rf"(?:{_CLOCK} )?(?:(?P<s>(?i:{_LASTISH})) |(?i:early|late|earlier|later)(?: on)? )?(?P<w>{_FULL_DAY})\b(?:{_PART}{_ZONE}?)?"
    rf"(?: (?:of )?(?P<k>(?:last|this|next) week)\b)?",
)
def _weekday_form(m: re.Match[str]) -> Form:
    week = _shift(m["k"].split()[0]) if m["k"] else None
    return Weekday(_weekday(m["w"]), _shift(m["s"]) if m["s"] else None, week)


@_form("day_before_yesterday", r"(?i:the day before yesterday|the day after tomorrow)\b")
def _two_days(m: re.Match[str]) -> Form:
    return Period("day", 2 if m[0].lower().endswith("tomorrow") else -2)


@_form(
    "relative_day",
    rf"(?:{_CLOCK} )?(?:(?i:early|late|earlier|later) )?(?i:(?P<d>today|tonight|yesterday|tomorrow)\b(?!'s (?:world|youth|society|generation|children|young|technology))(?<!of tomorrow){_PART}?"
    rf"|(?P<p>(?:(?:earlier|later) )?(?:this (?:morning|afternoon|evening)|last night))\b)",
)
def _relative_day(m: re.Match[str]) -> Form:
    if m["d"]:
        return Period("day", {"yesterday": -1, "tomorrow": 1}.get(m["d"].lower(), 0))
    return Period("day", -1 if m["p"].lower().endswith("last night") else 0)


@_form("story_day", r"(?i:(?:the (?:previous|preceding|following|next|same) (?P<u>day|week|month|year))|(?P<o>the day (?:before|after)))\b(?! (?:yesterday|tomorrow))")
def _story_day(m: re.Match[str]) -> Form:
    words = m[0].lower()
    direction: Literal[-1, 0, 1] = (
        0 if "same" in words else 1 if any(w in words for w in ("following", "next", "after")) else -1
    )
    unit: Unit = m["u"].lower() if m["u"] else "day"  # type: ignore[assignment]  # the group is one of the units
    return Narrative(unit, 1, direction)


@_form("story_away", rf"(?i:(?P<n>{_COUNT}) (?P<u>{_UNIT})s? (?P<d>earlier|later|before(?= ?[.,;]|$)|after(?= ?[.,;]|$)))\b")
def _story_away(m: re.Match[str]) -> Form:
    direction: Literal[-1, 1] = -1 if m["d"].lower() in {"earlier", "before"} else 1
    return Narrative(m["u"].lower(), _count(m["n"]), direction)


@_form("ago", rf"(?i:(?P<n>{_COUNT}) (?P<u>{_UNIT})s?(?: or (?:so|more))? ago|in (?!an? )(?P<n2>{_COUNT}) (?P<u2>{_UNIT})s?(?: time|' time|'s time)?(?= ?[.,;]|$)|(?P<n3>{_COUNT}) (?P<u3>{_UNIT})s? from now)\b")
def _ago(m: re.Match[str]) -> Form:
    unit: Unit = (m["u"] or m["u2"] or m["u3"]).lower()
    return Away(unit, _count(m["n"] or m["n2"] or m["n3"]), -1 if m["n"] else 1)


@_form(
    "quarter",
    rf"(?:(?:(?P<k>(?i:last|this|next)) year's )?(?P<o>(?i:first|second|third|fourth|1st|2nd|3rd|4th))(?i:[ -]quarter)"
    rf"(?:,? (?:of )?(?:(?P<y>{_YEAR})|(?P<k2>last|this|next) year\b))?|Q(?P<q>[1-4])(?: |,|/| of )(?P<y2>{_YEAR}))\b",
)
def _quarter(m: re.Match[str]) -> Form:
    year, of_year = m["y"] or m["y2"], m["k"] or m["k2"]
    quarter = _ORDINALS[m["o"].lower()] if m["o"] else int(m["q"])
    return Quarter(quarter, int(year) if year else None, _shift(of_year) if of_year else 0)


@_form(
    "shifted",
    rf"(?:(?i:early|earlier|late|later) )?(?P<s>(?i:{_LASTISH})) (?:(?P<u>(?i:week|weekend|month|quarter|year|decade|century))(?!s|-old| (?:or|of) )\b"
    rf"|(?P<q>(?i:spring|summer|fall|autumn|winter))\b|(?P<m>{_FULL_MONTH})\b)",
)
def _shifted(m: re.Match[str]) -> Form:
    shift = _shift(m["s"])
    if m["u"]:
        return Period(m["u"].lower(), shift)  # type: ignore[arg-type]  # the group is one of the units
    if m["q"]:
        return Season(_SEASONS[m["q"].lower()], None, shift)
    return Month(_month(m["m"]), None, shift)


@_form("season", rf"(?P<s>(?i:spring|summer|fall|autumn|winter))(?:,? (?:of )?)(?P<y>{_YEAR})")
def _season(m: re.Match[str]) -> Form:
    return Season(_SEASONS[m["s"].lower()], int(m["y"]))


@_form("holiday", r"(?:(?P<s>(?i:last|this|next)) )?(?P<h>Christmas Day|Christmas Eve|Christmas|New Year's Day|New Year's Eve|Thanksgiving Day|Thanksgiving)\b")
def _holiday(m: re.Match[str]) -> Form:
    name = m["h"].removesuffix(" Day")
    if name == "Thanksgiving":
        return Thanksgiving(_shift(m["s"]) if m["s"] else None)
    return Day(*_HOLIDAYS[name], None)


@_form("decade", r"(?:(?:the )?(?:early|late|mid)[ -])?(?P<y>(?:1[5-9]|20)\d0)'?s\b")
def _decade(m: re.Match[str]) -> Form:
    return Decade(int(m["y"]))


@_form("month_of_year", rf"(?:(?i:early|late|mid)[ -])?(?P<m>{_FULL_MONTH}) (?:of )?(?P<k>last|this|next) year\b")
def _month_of_year(m: re.Match[str]) -> Form:
    return Month(_month(m["m"]), None, of_year=_shift(m["k"]))


@_form("month", rf"(?:(?i:early|late|mid)[ -])?(?:(?<=[Ii]n )|(?<=[Bb]y )|(?<=since )|(?<=Since )|(?<=until )|(?<=during )|(?<=of )|(?<=from )|(?<=-)|(?<=e )|(?=[JFASOND]))(?P<m>{_FULL_MONTH})\b")
def _bare_month(m: re.Match[str]) -> Form:
    return Month(_month(m["m"]), None)


@_form("year", rf"(?<![$£€#\d.,-])(?P<y>{_YEAR})(?!-|\w|/| (?:people|troops|soldiers|points|miles|km|dollars|euros))")
def _year(m: re.Match[str]) -> Form:
    return Year(int(m["y"]))


# How a form may begin: looked at before the forms are tried one by one.
_FIRST = (
    r"(?=\d|[JFMASONDTW](?:an|eb|ar|pr|ay|un|ul|ug|ep|ct|ov|ec|AN|EB|AR|PR|AY|UN|UL|UG|EP|CT|OV|EC|ue|UE|ed|ED|hu|HU|ri|RI|at|AT|on|ON)"
    r"|[Tt]he (?:[dpfnlcsSewm1-4t])|[Ii]n (?:\d|[aoftsenm])|[Aa]n? [dwmqycf]|[Tt]o[dmn]|[Yy]est|[Ll]a|[Nn]e|[Pp][ar]|[Cc]o|[Tt]his |[Ee]a|[Ee]ve"
    r"|[Mm]id|[Nn]oon|[Ff][iou]|[Ss][epuio]|[Oo]ne |[Tt]w|[Tt]h[ir]|[Ee]i|[Nn]i|[Tt]en |[Ee]l|[Ww][ie]|[Aa]u|[Mm]any|[Cc]hr|[Tt]han|Q)"
)
_ALL = re.compile(
    r"(?<!\w)" + _FIRST + "(?:" + "|".join(f"(?P<{name}>{re.sub(r'[(][?]P<[a-z0-9]+>', '(?:', p.pattern).replace('(?P=sep)', '[/.-]')})" for name, p, _ in _FORMS) + ")"
)
_BY_NAME = {name: (pattern, build) for name, pattern, build in _FORMS}


# Every form holds one of these; only the words around them are parsed, which is most of the speed.
_SIGN = re.compile(
    r"day|DAY|[JFMASOND](?:an|eb|ar|pr|ay|un|ul|ug|ep|ct|ov|ec|AN|EB|AR|PR|AY|UN|UL|UG|EP|CT|OV|EC)|[12]\d{3}"
    r"|\d[/.-]\d|morrow|night|week|month|year|quarter|decade|century|spring|summer|fall|autumn|winter|morning"
    r"|afternoon|evening|Christmas|Thanksgiving|Q[1-4]",
)
_AROUND = 64


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of whole words in which a date may stand, in order and apart."""
    low = high = 0
    for sign in _SIGN.finditer(text):
        start, end = sign.start() - _AROUND, sign.end() + _AROUND
        if start > high:
            if high:
                yield low, high
            low = text.rfind(" ", 0, max(start, 0)) + 1
        if end > high:
            high = text.find(" ", end)
            high = len(text) if high < 0 else high
    if high:
        yield low, high


def find_dates(text: str) -> Iterator[DateMention]:
    """Dates in the order of the text; they do not overlap."""
    flat = text.replace("’", "'").replace("\n", " ").replace("\u00a0", " ")
    for low, high in _stretches(flat):
        for match in _ALL.finditer(flat, low, high):
            pattern, build = _BY_NAME[match.lastgroup or ""]
            parsed = pattern.match(flat, match.start(), high)
            if parsed:
                yield DateMention(match.start(), match.end(), text[match.start() : match.end()], build(parsed))
