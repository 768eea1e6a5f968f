"""Dates: where a text gives one, and the calendar days (as EDTF) that the words stand for.

Nothing is counted from a date that was not given: without an anchor, `on Wednesday` stays unresolved.
EDTF is ISO 8601-2; a week, a quarter or a season is written as the interval it covers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from summarizer.remembering import remembered
from summarizer.resolve import datefinder
from summarizer.resolve.dateforms import DateMention, Day, Span, Weekday
from summarizer.resolve.datevalues import value_of
from summarizer.resolve.lasting import lasting, moved
from summarizer.resolve.periods import BEYOND, Now, Unresolved
from summarizer.resolve.spelled import in_figures
from summarizer.resolve.tense import tense_at

if TYPE_CHECKING:
    from summarizer.models.base import Precision
    from summarizer.resolve.dateforms import Form
    from summarizer.resolve.periods import Basis, Tense

__all__ = ["DateMention", "ResolvedDate", "find_dates", "resolve_date", "resolve_mention", "tense_at"]


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
    return _with_others(first, figures)


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
_STAGES = re.compile(
    r"\b(?:beg[aiu]n|opened|started|until|broke up|ended|and again|reconvened|continued|resumed|concluded|parted|adjourned"
    r"|w[ou]{2,3}nd up|wrapped up|went home|left)\b",
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


_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)


def _with_others(found: ResolvedDate, words: str) -> ResolvedDate:
    """The days that words tell beside the one they name (see `lasting`)."""
    if found.precision != "day" or not found.value or "/" in found.value:
        return found
    try:
        day = moved(date.fromisoformat(found.value), words)
        first, last = lasting(day, words)
    except OverflowError:
        return found
    if str(day) != found.value and _WEEKDAY.search(words):
        why = "it is counted from another weekday, which is the one that is named"
        return replace(found, value=None, precision="unknown", basis=None, why=why)
    return replace(found, value=str(day) if first == last else f"{first}/{last}")


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
        value, precision, basis = value_of(form, now)
    except Unresolved as reason:
        return ResolvedDate(None, "unknown", surface, None, str(reason))
    except (OverflowError, ValueError):  # `in three days`, printed on the last day of 9999
        return ResolvedDate(None, "unknown", surface, None, BEYOND)
    return ResolvedDate(value, precision, surface, basis, None)
