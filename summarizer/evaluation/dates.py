"""Comparing dates of meetings: EDTF values at the precision of the label."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.models.base import Precision


def equal(label: str | None, found: str | None, *, precision: Precision = "day") -> bool:
    """Whether a date is the label's, at the label's precision: a day within the labelled month or week is right.

    >>> equal("2031-03", "2031-03-11", precision="month"), equal("2031-03-11", "2031-03"), equal(None, None)
    (True, False, True)
    >>> equal("2031-03-10/2031-03-16", "2031-03-12", precision="week"), equal("2031-03-10/2031-03-12", "2031-03-10")
    (True, False)
    """
    if label is None or found is None:
        return label is found
    if label == found:
        return True
    if precision == "day":
        return False
    try:
        (first, last), (begin, end) = _days(label), _days(found)
    except ValueError:
        return False
    return first <= begin and end <= last


def near(label: str | None, found: str | None, *, precision: Precision = "day") -> bool:
    """Whether a date is the label's or a day off it, at either end of an interval.

    >>> near("2031-03-11", "2031-03-12"), near("2031-03-11/2031-03-12", "2031-03-11")
    (True, True)
    """
    if equal(label, found, precision=precision):
        return True
    if label is None or found is None:
        return False
    try:
        (first, last), (begin, end) = _days(label), _days(found)
    except ValueError:
        return False
    return abs((first - begin).days) <= 1 and abs((last - end).days) <= 1


def _days(value: str) -> tuple[date, date]:
    """First and last day of an EDTF day, interval, month or year. Raises ValueError for anything else."""
    start, _, stop = value.partition("/")
    return _ends(start)[0], _ends(stop or start)[1]


def _ends(value: str) -> tuple[date, date]:
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 3:
        day = date(parts[0], parts[1], parts[2])
        return day, day
    if len(parts) == 2:
        year, month = parts
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(parts[0], 1, 1), date(parts[0], 12, 31)
