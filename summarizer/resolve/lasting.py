"""The days that words tell beside the one they name: how long something lasted that ended or began then."""

from __future__ import annotations

import re
from datetime import date, timedelta

_NUMBERS = {
    word: number for number, word in enumerate("two three four five six seven eight nine ten".split(), 2)
}
_LENGTH = re.compile(
    rf"\b({'|'.join(_NUMBERS)}|[2-9]|1[0-4])[- ]days?\b(?!\s(?:ago|earlier|later|before|after|from|old|off))"
    r"(?<!in\s\d\sdays)(?<!within\s\d\sdays)",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:end(?:ed|s|ing)?|conclud\w+|clos(?:ed|es|ing)|wrapp\w+|w[ou]{2,3}nd\sup|finish\w+|complet\w+|broke\sup|after|filed\sout|adjourn\w+"
    r"|(?:c[ao]me|drew|coming|drawing)\sto\s(?:an?\s)?(?:\w+\s)?(?:end|close|conclusion)|days?,?\s(?:until|till|up\sto))\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"\b(?:beg[aiu]n|opened|opens?|start(?:ed|s)?|kicked\soff|got\sunder\sway)\b", re.IGNORECASE
)
_NTHS = {word: number for number, word in enumerate("second third fourth fifth sixth seventh".split(), 2)}
# "a second day of talks", "for a third straight day", "spent a second day closeted"
_NTH = re.compile(
    rf"\b(?:for|spent|into|entered|began|through)\s(?:a|the|their|its)\s({'|'.join(_NTHS)})\s(?:\w+\s)?day\b"
    rf"|\b({'|'.join(_NTHS)})\s(?:and\s(?:final|last)\s)?day\sof\s(?:the\s|their\s)?(?:\w+\s){{0,2}}"
    r"(?:talks|negotiations|meetings?|discussions|consultations|summit|round|sessions?|conference|gathering)\b",
    re.IGNORECASE,
)
_DAY_BEFORE = re.compile(
    r"\b(?:beg[au]n|opened|started)\s(?:the\s(?:day\sbefore|previous\sday)|a\sday\searlier)\b", re.IGNORECASE
)
_DAY_AFTER = re.compile(
    r"\b(?:end(?:ed|ing)|clos(?:ed|ing)|concluded)\s(?:on\s)?the\s(?:following|next)\s(?:day|morning|afternoon|evening)\b",
    re.IGNORECASE,
)

# "on Tuesday, a day after": nothing follows, the words were cut there
_AWAY = re.compile(r",\s(?P<days>a|one|the|two|three|four)\sdays?\s(?P<way>after|before)$", re.IGNORECASE)


def moved(day: date, words: str) -> date:
    """The day that words count from the one they name: `on Tuesday, a day after` is said of Monday.

    >>> str(moved(date(2025, 4, 15), "on Tuesday, two days after"))
    '2025-04-13'
    """
    away = _AWAY.search(words)
    if away is None:
        return day
    days = timedelta(days=_NUMBERS.get(away["days"].lower(), 1))
    return day - days if away["way"].lower() == "after" else day + days


def lasting(day: date, words: str) -> tuple[date, date]:
    """The first and the last of the days that words tell of, where they name one `day` of them.

    `ended two days of talks on Saturday`: Saturday is the last of two; `a three-day round opened on Monday`: the first
    of three; `opened on Tuesday and closed the following day`; `a second day of talks on Friday`. Raises
    `OverflowError` where the others lie beyond the calendar.

    >>> [str(day) for day in lasting(date(2025, 4, 12), "ended two days of talks on Saturday")]
    ['2025-04-11', '2025-04-12']
    """
    length = _LENGTH.search(words)
    others = timedelta(days=(_NUMBERS.get(length[1].lower()) or int(length[1])) - 1 if length else 0)
    if _DAY_BEFORE.search(words):
        return day - timedelta(days=1), day
    if _DAY_AFTER.search(words):
        return day, day + timedelta(days=1)
    nth = _NTH.search(words)
    if nth:
        return day - timedelta(days=_NTHS[(nth[1] or nth[2]).lower()] - 1), day
    if length and _ENDS.search(words):
        return day - others, day
    if length and _BEGINS.search(words):
        return day, day + others
    return day, day
