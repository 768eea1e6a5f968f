"""The masthead of an article: the name of who publishes it, and the day of the issue.

A date that stands with a name (`Potomac Examiner, Jan. 25, 2034`, or the name on one line and the day on the next)
dates the article. A date that stands alone on top of a page, or among links and weather, dates the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.loading.dates import find_date, is_date_line
from summarizer.loading.lexicon import lexicon

if TYPE_CHECKING:
    from datetime import date

_LONGEST: Final = 120  # code points
_FIRMLY_PARTED = re.compile(r"\s*(?:[|·/—–]|\s-\s)\s*")
_PARTED = re.compile(r"\s*(?:[|·/—–,()]|\s-\s)\s*")
_WORD = re.compile(r"[^\W\d_][\w.&’'-]*")
_JOINING: Final = frozenset(
    {
        "of",
        "the",
        "and",
        "for",
        "in",
        "de",
        "del",
        "di",
        "da",
        "do",
        "la",
        "le",
        "les",
        "el",
        "al",
        "der",
        "von",
        "&",
    }
)
_OFFICE = re.compile(r"\b(?:ministry|department|embassy|secretariat|ministère|ministerio) (?:of|de|des) ")
_PAGE = re.compile(r"subscri|log ?in|sign ?in|°|e-paper|newsletter|weather", re.IGNORECASE)


def is_name(text: str) -> bool:
    """Whether a short text is written like a name: capitals throughout, neither figures nor a full stop."""
    words = _WORD.findall(text)
    return (
        0 < len(words) <= 8
        and not any(map(str.isdigit, text))
        and text[-1] not in ".!?:"
        and all(not word[0].islower() or word in _JOINING for word in words)
    )


def is_publisher(text: str) -> bool:
    """Whether a name has a word that names of outlets and institutions have."""
    return is_name(text) and not lexicon().press.isdisjoint(word.lower() for word in _WORD.findall(text))


def nameplate(line: str) -> str | None:
    """The publisher's name, where a line on top of an article can be nothing else, for its last word or its office.

    >>> nameplate("EXPLAINER | Great Lakes Desk"), nameplate("Foreign Ministry Condemns Raid")
    ('Great Lakes Desk', None)
    """
    for name in _FIRMLY_PARTED.split(line[:_LONGEST]):
        words = [word.lower() for word in _WORD.findall(name)]
        last = bool(words) and words[-1] in lexicon().press and len(words) <= 5
        if is_publisher(name) and (last or _OFFICE.search(name.lower())):
            return name
    return None


def masthead(line: str) -> tuple[date, str | None] | None:
    """The day in a line of names and a day, and the publisher among the names.

    >>> masthead("BISSAU | West Africa Monitor | 23 January 2030")
    (datetime.date(2030, 1, 23), 'West Africa Monitor')
    >>> masthead("Monday, 18 September 2028  Bishkek 17°C  E-paper | Subscribe") is None
    True
    """
    found = find_date(line) if len(line) <= _LONGEST else None
    if found is None or _PAGE.search(line) or is_date_line(line):
        return None
    day, start, end = found
    if not _PARTED.search(line[max(0, start - 14) : end + 3]):
        return None  # the day must be set off from the names
    names = [part for part in _PARTED.split(line[:start]) if is_name(part) and not is_date_line(f"1 {part}")]
    behind = _PARTED.split(line[end:])
    ahead = {word.lower() for word in _WORD.findall(line[:start])}
    if not names and not ahead <= lexicon().beside_dates:
        return None
    names += [part for part in behind if part and is_name(part)]
    if not names:
        return None
    firm = _FIRMLY_PARTED.split(line[:start])
    publisher = next((name for name in names if is_publisher(name)), None)
    if publisher is None and len(firm) > 1 and is_name(firm[0]) and " " in firm[0]:
        publisher = firm[0]
    return day, publisher


def opens_with_day(line: str) -> bool:
    """Whether a line gives a day and sets it off from whatever follows: `Friday 7 October 2033 | English edition`."""
    return is_date_line(line) or is_date_line(_FIRMLY_PARTED.split(line[:_LONGEST])[0])


def tops_page(line: str) -> bool:
    """Whether a line holds a day among links, weather or offers."""
    return len(line) <= _LONGEST and _PAGE.search(line) is not None and find_date(line) is not None
