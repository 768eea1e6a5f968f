"""Words that briefs are written in: lists, dates, places, names with their article, quotation marks."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.models.brief import Location
    from summarizer.models.evidence import Evidence

WITH_ARTICLE = re.compile(
    r"^(?!the )(?:United Nations|(?:European|African|Arab|Eurasian) (?:Union|League)|Holy See|.*\b(?:Islands|States|"
    r"Emirates|Republic|Kingdom|Maldives|Netherlands|Philippines|Bahamas|Gambia|Organi[sz]ation|Agency|Council|League))$"
)


def listed(names: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def named(party: str) -> str:
    """A party inside a sentence: `the United Kingdom`, `France`."""
    return f"the {party}" if WITH_ARTICLE.search(party) else party


def possessive(party: str) -> str:
    """`Iran's`, `the United States'`."""
    return named(party) + ("'" if party.endswith("s") else "'s")


def marked(words: str, evidence: Iterable[Evidence]) -> str:
    """The words, between quotation marks where a source prints them between such marks."""
    bare = words.strip().rstrip(".,")
    return f"“{bare}”" if any(e.form == "direct" and bare in e.exact for e in evidence) else words


def spoken_date(value: str) -> str:
    """An EDTF value in words: `9 April 2025`, `3–5 May 2025`, `April 2025`."""
    if "/" in value:
        return _interval(*value.split("/", 1))
    parts = value.split("-")
    if len(parts) == 3:
        day = date.fromisoformat(value)
        return f"{day.day} {day:%B %Y}"
    if len(parts) == 2:
        return f"{date(int(parts[0]), int(parts[1]), 1):%B %Y}"
    return value


def _interval(first: str, last: str) -> str:
    if len(first) == len(last) == 10:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
        if (start.year, start.month) == (end.year, end.month):
            return f"{start.day}–{end.day} {end:%B %Y}"
        if start.year == end.year:
            return f"{start.day} {start:%B} to {spoken_date(last)}"
    return f"{spoken_date(first)} to {spoken_date(last)}"


def place_words(location: Location) -> str | None:
    """`Baku, Azerbaijan`; a city that is its own country once."""
    names = [location.locality, location.country_name]
    return ", ".join(dict.fromkeys(n for n in names if n)) or None


def in_place(location: Location) -> str | None:
    """The place behind `in`: `Baku, Azerbaijan,`, `the Faroe Islands`."""
    words = place_words(location)
    if words is None or location.locality is None:
        return named(words) if words else None
    return f"{words}," if "," in words else words
