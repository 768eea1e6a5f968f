"""Comparing dates of meetings: EDTF values at the precision of the label."""

from __future__ import annotations

from datetime import date


def equal(label: str | None, found: str | None) -> bool:
    """Whether a date is the label's, at the label's precision: a day within the labelled month is right.

    >>> equal("2031-03", "2031-03-11"), equal("2031-03-11", "2031-03"), equal(None, None)
    (True, False, True)
    """
    if label is None or found is None:
        return label is found
    if "/" in label or "/" in found:
        return label == found
    return found == label or found.startswith(f"{label}-")


def near(label: str | None, found: str | None) -> bool:
    """Whether a date is the label's or a day off it, at either end of an interval.

    >>> near("2031-03-11", "2031-03-12"), near("2031-03-11/2031-03-12", "2031-03-11")
    (True, True)
    """
    if equal(label, found):
        return True
    if label is None or found is None:
        return False
    try:
        first, last = (date.fromisoformat(d) for d in (label.split("/")[0], label.split("/")[-1]))
        begin, end = (date.fromisoformat(d) for d in (found.split("/")[0], found.split("/")[-1]))
    except ValueError:
        return False
    return abs((first - begin).days) <= 1 and abs((last - end).days) <= 1
