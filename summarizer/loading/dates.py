"""Dates that are printed in full: enough to read when a page says it was published.

Relative dates and dates in running text are none of this module's business; they need an anchor.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import Final

from summarizer.loading.lexicon import lexicon

_ISO: Final = re.compile(
    r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)(?:[T ]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d{1,6})?)?"
)
_CJK: Final = re.compile(r"(?<!\d)(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_NUMERIC: Final = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)")
_DAY_FIRST: Final = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª)?[.,]?\s{1,2}(?:de\s|ב)?"
    r"([^\W\d_]{3,12}(?: [^\W\d_]{4,6})?)\.?,?\s{1,2}(?:de\s|del\s)?(\d{4})(?!\d)"
)
_MONTH_FIRST: Final = re.compile(r"([^\W\d_]{3,12})\.?\s{1,2}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,2}(\d{4})(?!\d)")
_YEAR: Final = re.compile(r"\d{4}")  # in every full date
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}(?::\d{2})?|[+-]\d{2}:?\d{2}")
_ZONE = re.compile(r"\b[A-Z]{2,4}\b")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_ZONED: Final = 4  # code points of the longest name of a zone
_LONGEST: Final = 120  # a line that is nothing but a date is not longer, in code points


@lru_cache(maxsize=256)  # a line near the top of a page is asked for its date by all who may want it
def find_date(text: str) -> tuple[date, int, int] | None:
    """The first full date in `text`, with where it stands: (date, start, end).

    `10/04/2025` may be April or October: where day and month cannot be told apart, it is none.
    """
    if not _YEAR.search(text):
        return None
    found: list[tuple[int, int, date]] = []
    for pattern in (_ISO, _CJK):
        if match := pattern.search(text):
            _add(found, match, int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.search(text):
        _add(found, match, int(match[3]), _month(match[2]), int(match[1]))
    if match := _MONTH_FIRST.search(text):
        _add(found, match, int(match[3]), _month(match[1]), int(match[2]))
    if match := _NUMERIC.search(text):
        first, second = int(match[1]), int(match[2])
        if first > 12 or first == second or "." in match[0]:
            _add(found, match, int(match[3]), second, first)
        elif second > 12:
            _add(found, match, int(match[3]), first, second)
    if not found:
        return None
    start, end, value = min(found)
    return value, start, end


def _month(word: str) -> int:
    months = lexicon().months
    word = word.lower().rstrip(".")
    return months.get(word) or months.get(word.split()[0], 0)


def _add(found: list[tuple[int, int, date]], match: re.Match[str], year: int, month: int, day: int) -> None:
    with suppress(ValueError):  # the 31st of June is no date
        found.append((match.start(), match.end(), date(year, month, day)))


def is_date_line(line: str) -> bool:
    """Whether a line is nothing but a date: weekday, day, time of day and zone, with or without a year."""
    if len(line) > _LONGEST or not any(map(str.isdigit, line)):
        return False
    words = lexicon()
    first = _WORD.search(line.lower())
    if (
        first
        and len(first[0]) > _ZONED
        and not first[0].isdigit()
        and first[0] not in words.beside_dates
        and first[0] not in words.months
    ):
        return False
    found = find_date(line)
    rest = line[: found[1]] + " " + line[found[2] :] if found else line
    rest, clocks = _CLOCK.subn(" ", rest)
    if clocks:
        rest = _ZONE.sub(" ", rest)
    left = [w for w in _WORD.findall(rest.lower()) if w not in words.beside_dates]
    if found:
        return not [w for w in left if not w.isdigit()]
    months = [w for w in left if w in words.months]
    return len(months) == 1 and all(w in words.months or w.isdigit() for w in left)
