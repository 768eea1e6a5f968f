"""Dates that are written out, as documents do: `the fifth day of September two thousand and twenty-nine`."""

from __future__ import annotations

import re
from typing import Final

_UNITS: Final = "first second third fourth fifth sixth seventh eighth ninth".split()
_TEENS: Final = "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split()
_DAYS: Final = {
    **{word: number for number, word in enumerate((*_UNITS, *_TEENS), 1)},
    "twentieth": 20,
    "thirtieth": 30,
    **{f"twenty-{word}": 20 + number for number, word in enumerate(_UNITS, 1)},
    "thirty-first": 31,
}
_NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen".split(),
        1,
    )
}
_TENS: Final = {
    word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_MONTHS: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
_WRITTEN: Final = re.compile(
    rf"\b({'|'.join(sorted(_DAYS, key=len, reverse=True))})\s+(?:day\s+)?(?:of\s+)?({_MONTHS})"
    r"(?:,?\s+(?:in\s+the\s+year\s+)?(two\s+thousand(?:\s+and)?(?:\s+[a-z]+(?:-[a-z]+)?)?|twenty[\s-][a-z]+(?:-[a-z]+)?))?",
    re.IGNORECASE,
)


def in_figures(words: str) -> str:
    """The words with a date that is written out put in figures.

    >>> in_figures("the fifth day of September two thousand and twenty-nine")
    'the 5 September 2029'
    """

    def figures(match: re.Match[str]) -> str:
        year = _year(match[3]) if match[3] else None
        return f"{_DAYS[match[1].lower()]} {match[2]}{f' {year}' if year else ''}"

    return _WRITTEN.sub(figures, words)


def _year(words: str) -> int | None:
    """The year that words stand for: `two thousand and nine`, `twenty thirty-one`."""
    parts = words.lower().replace("-", " ").split()
    if parts[:2] == ["two", "thousand"]:
        return 2000 + _below_hundred([part for part in parts[2:] if part != "and"])
    return 2000 + _below_hundred(parts[1:]) if len(parts) > 1 else None


def _below_hundred(parts: list[str]) -> int:
    return sum(_TENS.get(part, _NUMBERS.get(part, 0)) for part in parts)
