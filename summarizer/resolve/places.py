"""Places: where a text names one, and the country, subdivision and town that words stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from summarizer.resolve import gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator

Use = Literal["place", "demonym", "metonym", "other"]


@dataclass(frozen=True, slots=True)
class Place:
    """What words for a place stand for, as far as it is known."""

    country: str | None
    """ISO 3166-1 alpha-2 code."""
    country_name: str | None
    """Display name of the country."""
    subdivision: str | None
    """ISO 3166-2 code."""
    locality: str | None
    """City or town, under the name to give."""
    surface: str
    """The words."""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words of a text that name a place."""

    start: int
    end: int
    """Half open, in Unicode code points."""
    surface: str
    use: Use
    """demonym: the people or things of a place (`Turkish`); metonym: a capital or government seat that acts
    (`Ankara said`); other: the place is part of another name (`Berlin Philharmonic`)."""


@cache
def _scanner() -> gazetteer.Scanner:
    return gazetteer.Scanner(gazetteer.places())


_LARGE = 300_000
"""Inhabitants from which a city's name needs no further sign that it is one."""

_LOCATIVE = re.compile(
    r"\b(?:in|at|near|from|to|outside|around|through|across|toward|towards|between|into|via|over|leaving|visiting|visited"
    r"|of|for|and|or|western|eastern|northern|southern|central|downtown|nearby|based) (?:the )?$",
    re.IGNORECASE,
)


def find_places(text: str) -> tuple[PlaceMention, ...]:
    """Names of places and of their people, in order; see `PlaceMention.use`."""
    return tuple(_mentions(text))


def _mentions(text: str) -> Iterator[PlaceMention]:
    known = gazetteer.places()
    for hit in _scanner().find(text):
        entries = known[hit.name]
        if gazetteer.part_of_person(text, hit):
            continue
        first = entries[0]
        use: Use = "demonym" if first.kind in {"demonym", "adjective"} else "place"
        if first.kind == "city" and first.population < _LARGE and not _LOCATIVE.search(text, max(0, hit.start - 16), hit.start):
            continue
        yield PlaceMention(hit.start, hit.end, text[hit.start : hit.end], use)


def resolve_place(words: str, *, context: str = "") -> Place | None:
    """The place that words stand for; parts that stay open are None, and all of it where nothing is known.

    The words' own later parts decide first (`Paris, Texas`), then the context, which is any text in which
    they stand: a country named there chooses among towns of one name.

    >>> resolve_place("Baku, Azerbaijan").country
    'AZ'
    """
    known = gazetteer.places()
    hits = list(_scanner().find(words))
    if not hits:
        return None
    named = [known[hit.name] for hit in hits]
    outer = {entry.country for entries in named[1:] for entry in entries if entry.kind in {"country", "subdivision"}}
    around = {
        entry.country
        for hit in _scanner().find(context)
        for entry in known[hit.name][:1]
        if entry.kind in {"country", "demonym", "subdivision"}
    }
    best = _choose(named[0], outer, around)
    if best is None:
        return None
    name = gazetteer.countries().display.get(best.country or "")
    locality = best.name if best.kind == "city" else None
    return Place(best.country, name, best.subdivision, locality, words)


def _choose(entries: tuple[gazetteer.Entry, ...], outer: set[str | None], around: set[str | None]) -> gazetteer.Entry | None:
    for wanted in (outer, around):
        fitting = [entry for entry in entries if entry.country in wanted]
        if fitting:
            return fitting[0]
    return entries[0]
