"""Places: the country, subdivision and town that words stand for; `find_places` is in `toponyms`."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from summarizer.resolve import gazetteer
from summarizer.resolve.toponyms import PlaceMention, find_places, scanner

__all__ = ["Place", "PlaceMention", "find_places", "resolve_place"]


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


_CAPITAL = re.compile(r"\bcapital\b")
_CLEAR = 3
"""A city so many times larger than its namesake abroad is meant without further words."""


def resolve_place(words: str, *, context: str = "") -> Place | None:
    """The place that words stand for; parts that stay open are None, and all of it where nothing is known.

    The words' own other names decide first (`Paris, Texas`; `the Swiss city of Geneva`), also where the
    context completes them so. Only names that stay ambiguous then (`Tripoli`, `Georgia`) are decided by the
    states that the context names.

    >>> resolve_place("Baku, Azerbaijan").country, resolve_place("Tripoli")
    ('AZ', None)
    """
    known = gazetteer.places()
    hits = [h for h in scanner().find(words) if not _WATER.search(words, max(0, h.start - 12), h.start)]
    if not hits:
        return _untabled(words, context)
    if _CAPITAL.search(words) and all(known[hit.name][0].kind in {"country", "demonym"} for hit in hits):
        seat = gazetteer.countries().capital.get(known[hits[0].name][0].country or "")
        place = resolve_place(seat) if seat and len(hits) == 1 else None
        return replace(place, surface=words) if place else None
    main = next((h for kinds in _RANKS for h in hits if known[h.name][0].kind in kinds), hits[0])
    outer = [entry for hit in hits if hit is not main for entry in known[hit.name] if entry.kind in _AREAS]
    if not outer:
        outer = _completed(main.name, context)
    best = _choose(known[main.name], outer, main.name, context)
    if best is None or not (best.country or best.kind == "city"):
        return None
    if best.kind == "subdivision" and not _AREA.search(words):
        named = (*known[main.name], *known.get(gazetteer.unaccented(main.name), ()))
        best = next((e for e in named if e.kind == "city" and e.country == best.country), best)
    place = _place(best, words)
    longer = _HYPHEN.match(words, main.end)
    if best.kind == "city" and longer and not any(h.start == main.end + 1 for h in hits):
        return replace(place, locality=words[main.start : longer.end()])  # Garoua-Boulaï is not Garoua
    if place.locality is not None:
        return replace(place, locality=_as_printed(place.locality, words[main.start : main.end]))
    if best.kind == "subdivision" and any(
        h.start > main.end and words[main.end : h.start] == ", " for h in hits
    ):
        return replace(
            place, locality=_as_printed(main.name, words[main.start : main.end])
        )  # Tamanrasset, Algeria
    unknown = _TOWN.search(words, 0, main.start) if best.kind in {"country", "subdivision"} else None
    return (
        replace(place, locality=unknown[1].title() if unknown[1].isupper() else unknown[1])
        if unknown
        else place
    )


def _untabled(words: str, context: str) -> Place | None:
    """A town that no table has: its own words, and the state that the context names right behind it, if it does."""
    town = _NAME.fullmatch(words.strip())
    if town is None or _BUILDING.search(town[1]):
        return None
    alone = Place(None, None, None, town[1].title() if town[1].isupper() else town[1], words)
    known = gazetteer.places()
    at = context.find(town[1])
    for _ in range(_LOOKS):
        if at < 0:
            return alone if town[1] in context else None
        behind = at + len(town[1])
        for hit in scanner().find(context[behind : behind + _NEAR]):
            first = known[hit.name][0]
            if first.kind == "country" and _GAP.fullmatch(context[behind : behind + hit.start]):
                name = gazetteer.countries().display.get(first.country or "")
                return Place(
                    first.country, name, None, town[1].title() if town[1].isupper() else town[1], words
                )
        at = context.find(town[1], behind)
    return alone


_BUILDING = re.compile(
    r"\b(?:Building|Palace|Palacio|Hotel|House|Hall|Residence|Castle|Villa|Centre|Center|Office|Ministry|Embassy|Treasury"
    r"|Airport|Base|Room|Bridge|Camp|Club|Museum|Theatre|Theater|Church|Monastery|School|University|Lodge|Parliament)\b"
)
_WATER = re.compile(r"\b(?:Lake|River|Gulf of|Bay of|Sea of|Strait of|Mount) (?:the )?$")
_HYPHEN = re.compile(r"-[A-ZÀ-Þ][\w’']+")
_LOOKS = 5  # mentions of a town that are looked at
_NEAR = 60  # code points behind a town
_NAME = re.compile(
    r"(?:(?:in|at|near) )?(?:the (?:city|town|village|port) of )?([A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})"
)
_GAP = re.compile(r",? (?:(?:in|on) )?(?:the )?(?:[a-z-]+ ){0,4}(?:of )?(?:the )?")
_AREA = re.compile(
    r"\b(?:regions?|provinces?|oblasts?|districts?|states?|count(?:y|ies)|governorate|prefecture)\b",
    re.IGNORECASE,
)
_TOWN = re.compile(r"(?:^|\b(?:in|at|near|of) )([A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}), (?:the )?$")
"""A town that no table has, before the name of its country."""


def _as_printed(name: str, printed: str) -> str:
    """The article's spelling of a town, unless the table has another name for it: `Jalalabad`, but Kyiv for Kiev."""
    plain, told = gazetteer.unaccented(name).casefold(), gazetteer.unaccented(printed).casefold()
    if told not in {plain, plain.removesuffix(" city")}:
        return name
    if printed.isupper():
        return name if told == plain else name[: len(printed)]
    return printed


_RANKS = (
    frozenset({"building"}),
    frozenset({"city"}),
    frozenset({"subdivision", "contested", "region"}),
    frozenset({"country"}),
)
_AREAS = frozenset({"country", "subdivision", "demonym"})


def _completed(name: str, context: str) -> list[gazetteer.Entry]:
    """The state or subdivision that stands behind the name somewhere in the context: `Geneva, N.Y.`."""
    at = context.find(f"{name}, ")
    if at < 0:
        return []
    behind = at + len(name) + 2
    hit = next(scanner().find(context[behind : behind + 40]), None)
    if hit is None or hit.start != 0:
        return []
    return [entry for entry in gazetteer.places()[hit.name] if entry.kind in {"country", "subdivision"}]


def _choose(
    entries: tuple[gazetteer.Entry, ...], outer: list[gazetteer.Entry], name: str, context: str
) -> gazetteer.Entry | None:
    if outer:
        for area in outer:
            for entry in entries:
                if entry.country == area.country and area.subdivision in {None, entry.subdivision}:
                    return entry
        elsewhere = not any(e.country == area.country for e in entries for area in outer)
        if entries[0].kind == "city" or (entries[0].kind == "subdivision" and elsewhere):
            return gazetteer.Entry("city", name, outer[0].country, outer[0].subdivision, 0)
    if name not in _ambiguous() and _one_meant(entries):
        return entries[0]
    votes = {entry.country: 0 for entry in entries if entry.country}
    for named, times in _areas(context).items():
        country = gazetteer.places()[named][0].country
        if named != name and country in votes:
            votes[country] += times
    most = sorted(votes, key=lambda country: -votes[country])
    if votes and votes[most[0]] and (len(most) == 1 or votes[most[0]] > votes[most[1]]):
        return next(entry for entry in entries if entry.country == most[0])
    towns = {entry.name for entry in entries if entry.kind == "city"}
    states = {entry.country for entry in entries}
    if len(towns) != 1 or entries[0].kind == "country":
        return None
    return gazetteer.Entry("city", towns.pop(), states.pop() if len(states) == 1 else None, None, 0)


@lru_cache(maxsize=2)  # all places of an article are asked about in one context
def _areas(context: str) -> Counter[str]:
    """How often a text names each country, its people, and each of its parts."""
    known = gazetteer.places()
    return Counter(hit.name for hit in scanner().find(context) if known[hit.name][0].kind in _AREAS)


@cache
def _ambiguous() -> frozenset[str]:
    return frozenset(gazetteer.toml("places")["ambiguous"])


def _one_meant(entries: tuple[gazetteer.Entry, ...]) -> bool:
    """Whether the first reading needs no further words: a state, or a city far larger than its namesakes."""
    first = entries[0]
    if (
        first.kind != "city"
        or first.population >= gazetteer.NEWSWORTHY
        or (first.country, first.name) in gazetteer.countries().capital.items()
    ):
        return True
    others = [e for e in entries[1:] if (e.country, e.subdivision) != (first.country, first.subdivision)]
    return all(entry.population * _CLEAR < first.population for entry in others)


def _place(entry: gazetteer.Entry, words: str) -> Place:
    name = gazetteer.countries().display.get(entry.country or "")
    locality = entry.name if entry.kind in {"city", "building"} else None
    subdivision = entry.subdivision
    if entry.population == gazetteer.NEWSWORTHY:  # our own table gives no subdivisions
        for other in gazetteer.places().get(entry.name, ()):
            if other.kind == "city" and other.country == entry.country and other.subdivision:
                subdivision = other.subdivision
                break
    return Place(entry.country, name, subdivision, locality, words)
