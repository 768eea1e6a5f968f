"""Places: where a text names one, and the country, subdivision and town that words stand for.

Known names come from tables (`gazetteer`); unknown ones are seen by their company: the word for what they
are (`Ciragan Palace`), a preposition (`near Wana`), or a known place behind (`Cana, Ohio`).
"""

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
    """demonym: the people or things of a place (`Turkish`); metonym: a capital that acts (`Ankara said`);
    other: the place is part of another name (`Berlin Philharmonic`)."""


@cache
def _scanner() -> gazetteer.Scanner:
    return gazetteer.Scanner(gazetteer.places())


@cache
def _never() -> frozenset[str]:
    return frozenset(gazetteer.toml("places")["never"])


@cache
def _capitals() -> frozenset[str]:
    return frozenset(gazetteer.countries().capital.values())


_LARGE = 300_000
"""Inhabitants from which a city's name needs no further sign that it is one."""

_LOCATIVE = re.compile(
    r"\b(?:in|at|near|from|to|outside|around|through|across|towards?|between|into|via|leaving|visiting|visited|left|reached"
    r"|western|eastern|northern|southern|central|downtown|nearby|(?:city|town|village|port|capital|suburb|mayor|resident|residents"
    r"|north|south|east|west|outskirts|district|region|province|streets|university|people) of) (?:the )?$",
    re.IGNORECASE,
)
# Capitalised words behind which a place may follow; behind any other, a town's name is a person's or a firm's.
_BEFORE = re.compile(r"(?<![\w'’])([A-Z][\w'’.-]*) $")
_OPENERS = frozenset(
    """In At Near From To Outside Around Through Across Between Into Via The And But Of For On As With While When After Before
    Both Meanwhile Since Until Although New Old Greater Central Northern Southern Eastern Western North South East West Upper
    Lower Downtown Inner Outer Fort Port Mount Lake University City Metro Royal Mayor Embassy Bishop Archbishop Duke""".split()
)
# What follows a place that is named as such: a comma, a bracket, a full stop, a dash.
_CLOSED = re.compile(r"(?: ?[,.;:()\[\]–—]|\s*$|\s*\n| [a-z(–—-])")


def find_places(text: str) -> tuple[PlaceMention, ...]:
    """Names of places and words for their people, in order; they do not overlap.

    Known names of states, regions and large cities are taken wherever they are not a person's; those of
    smaller towns, and unknown names, only where the words around them show a place.
    """
    known = list(_known_mentions(text))
    named = list(_described(text, known))
    taken = [(m.start, m.end) for m in named]
    kept = [m for m in known if not any(start <= m.start and m.end <= end for start, end in taken)]
    return tuple(sorted((*kept, *named), key=lambda m: m.start))


def _known_mentions(text: str) -> Iterator[PlaceMention]:
    places, never = gazetteer.places(), _never()
    persons: set[str] = set()
    for hit in _scanner().find(text):
        first = places[hit.name][0]
        if gazetteer.part_of_person(text, hit):
            persons.add(hit.name)
            continue
        if first.kind == "city" or first.kind == "subdivision" or hit.name in never:
            if hit.name in persons:
                continue
            if not _town(text, hit, first, ordinary=hit.name in never):
                if _BEFORE.search(text, max(0, hit.start - 20), hit.start):
                    persons.add(hit.name)
                continue
        use: Use = "place"
        if first.kind in {"demonym", "adjective"}:
            use = "demonym"
        elif hit.name in _capitals() and _acts(text, hit):
            use = "metonym"
        yield PlaceMention(hit.start, hit.end, text[hit.start : hit.end], use)


def _town(text: str, hit: gazetteer.Hit, entry: gazetteer.Entry, *, ordinary: bool) -> bool:
    """Whether the name of a town or a subdivision is one here."""
    if len(hit.name) == 2 or hit.name.endswith("."):
        return text[max(0, hit.start - 2) : hit.start] == ", "
    if _followed_by_place(text, hit.end):
        return True
    if ordinary:
        return False
    if text[hit.end : hit.end + 1] == "-" and text[hit.end + 1 : hit.end + 2].isupper():
        return entry.population >= _LARGE
    before = _BEFORE.search(text, max(0, hit.start - 20), hit.start)
    if before and before[1].rstrip(".") not in _OPENERS and not _is_place(before[1]):
        return before[1].isupper() and hit.name.isupper()
    if entry.kind == "subdivision" or entry.population >= _LARGE:
        return True
    return bool(_LOCATIVE.search(text, max(0, hit.start - 24), hit.start) or _LISTED.search(text, max(0, hit.start - 40), hit.start))


_LISTED = re.compile(r"\b(?:in|at|near|from|to|between) (?:the )?[A-Z][\w'’ -]{1,24}(?:, | and |, and | or )$")


def _is_place(word: str) -> bool:
    return word.rstrip(".,").removesuffix("'s").removesuffix("’s") in gazetteer.places()


_PLACE_NEXT = re.compile(r", ((?:[A-Z][\w'’]*\.?(?:[A-Z]\.)*)(?: [A-Z][\w'’]+){0,2})")


def _followed_by_place(text: str, end: int) -> bool:
    """Whether `, Texas` or `, Azerbaijan` follows, and no more of a name."""
    following = _PLACE_NEXT.match(text, end)
    if not following:
        return False
    words = following[1]
    places = gazetteer.places()
    for name in (words, words.rstrip("."), words.split(" ")[0], " ".join(words.split(" ")[:2])):
        if name in places and places[name][0].kind in {"country", "subdivision"}:
            behind = following.start(1) + len(name)
            return text[behind : behind + 2] not in {"'s", "’s"} and _CLOSED.match(text, behind) is not None
    return False


_ACTING = re.compile(
    r"(?:['’]s? (?:position|stance|response|demands?|government|decision|offer|proposal|refusal|insistence|concerns?|intentions?|interests?)"
    r"| (?:said|says|warned|warns|has|had|is|was|does|did|will|would|accused|denied|denies|rejected|rejects|called|calls|wants|wanted"
    r"|urged|urges|insists|insisted|sees|saw|considers|maintains|confirmed|announced|vowed|agreed|agrees|refused|demanded|demands|blamed"
    r"|condemned|expects|hopes|seeks|sought|fears|supports|opposes|backs|backed|argues|claims|responded|summoned|regards|views|believes"
    r"|signalled|signaled|promised|pledged|offered|imposed|recalled|expelled|welcomed)\b)"
)
_AT = re.compile(r"\b(?:in|at|near|outside|around|across|throughout|visiting|visited|to|into|through) (?:the )?$", re.IGNORECASE)


def _acts(text: str, hit: gazetteer.Hit) -> bool:
    """Whether a capital stands for its government: `Ankara said`, `Tehran's position`."""
    return bool(_ACTING.match(text, hit.end)) and not _AT.search(text, max(0, hit.start - 16), hit.start)


# ---------------------------------------------------------------- names that no table has
_RUN = re.compile(r"(?<![\w.@/-])[A-Z][\w'’]*(?:\.(?= [A-Z]))?(?:[ -](?:of the |of |and the |de |al-|el-|la )?[A-Z][\w'’]*){0,5}")
_FEATURES = frozenset(
    """Avenue Street Road Lane Boulevard Highway Motorway Hospital Park Stadium Arena County Airport Bridge Square Castle Palace Basilica
    Cathedral Mosque Estate Racecourse River Lake Bay Lagoon Mountain Mountains Valley Island Islands Hills Heights Peninsula
    District Province Township Governorate Prefecture Oblast Hotel Tower Prison Airbase Harbour Harbor Peak Creek Beach Falls
    Forest Desert Reef Strait Canal Plaza Gardens Village Neighborhood Neighbourhood Camp Crossing Refinery Cemetery""".split()
)
_BUILDINGS = frozenset(
    """Center Centre Court School College University House Institute Hall Building Academy Library Museum Theatre Theater Church
    Market Gallery Complex Campus Resort Casino Restaurant Embassy Consulate Barracks Base Station Terminal Port Chapel Area""".split()
)
_FRONTS = frozenset("Mount Lake Cape Camp Fort Port Point Mt".split())
_NEAR = re.compile(r"\b(?:in|near|outside|at) (?:the (?:(?:city|town|village|suburb|district|port|resort|province|region) of )?)?$")
_NEAR_BARE = re.compile(r"\b(?:in|near|outside) (?:(?:the )?(?:city|town|village|suburb|district|port|resort|province|region) of )?$")
_NOT_TOWNS = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun"
    r"|Congress|Parliament|English|Twitter|Facebook|Instagram|God|Phase|Section|Article|Chapter|Part|Group|Round|Game|Series|Act|Class"
    r"|Spring|Summer|Autumn|Winter|Ramadan|Easter|Christmas|Q[1-4]|Internet|Islam|Christ|President|Prime|Foreign|Mr|Ms|Mrs|Dr|The|This|His|Her|He|She|It|I\b)"
)


def _described(text: str, known: list[PlaceMention]) -> Iterator[PlaceMention]:
    """Names that a word in them, a preposition or a known place behind them shows to be places."""
    starts = {mention.start for mention in known}
    for run in _RUN.finditer(text):
        words = run[0]
        parts = words.split(" ")
        start, end = run.span()
        if len(parts) > 1:
            cut = next((i for i in range(len(parts) - 1, 0, -1) if parts[i] in _FEATURES), 0)
            if not cut and _NEAR.search(text, max(0, start - 40), start):
                cut = next((i for i in range(len(parts) - 1, 0, -1) if parts[i] in _BUILDINGS), 0)
            if not cut and parts[0] in _FRONTS:
                cut = 1
            if cut:
                stop = start + len(" ".join(parts[: cut + 1]))
                yield PlaceMention(start, stop, text[start:stop], "place")
                continue
        if start in starts or len(parts) > 3:
            continue
        stop = end - len("'s") if words.endswith(("'s", "’s")) else end
        bare = text[start:stop]
        if bare.isupper() and len(bare) < 5 or _NOT_TOWNS.match(bare) or bare in _never():
            continue
        if _followed_by_place(text, end) or (
            len(parts) < 3 and _NEAR_BARE.search(text, max(0, start - 40), start) and _CLOSED.match(text, stop)
        ):
            yield PlaceMention(start, stop, bare, "place")


# ---------------------------------------------------------------- resolving
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
