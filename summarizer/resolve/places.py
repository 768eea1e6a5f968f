"""Places: where a text names one, and the country, subdivision and town that words stand for.

Known names come from tables (`gazetteer`); unknown ones are seen by their company: the word for what they
are (`Ciragan Palace`), a preposition (`near Wana`), or a known place behind (`Cana, Ohio`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
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


_FAMILIAR = frozenset({"US", "CA", "AU", "IN", "GB"})
"""Countries whose subdivisions English news names without more words."""

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
        if first.kind in {"city", "subdivision"} and first.population < gazetteer.NEWSWORTHY:
            if hit.name in persons:
                continue
            if not _town(text, hit, first, ordinary=hit.name in never):
                if _BEFORE.search(text, max(0, hit.start - 20), hit.start):
                    persons.add(hit.name)
                continue
        use: Use = "place"
        if first.kind in {"demonym", "adjective"}:
            use = "demonym"
        elif (hit.name in _capitals() or first.kind == "building") and _acts(text, hit):
            use = "metonym"
        elif _PART_OF_NAME.match(text, hit.end):
            use = "other"
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
        return entry.population >= gazetteer.LARGE
    before = _BEFORE.search(text, max(0, hit.start - 20), hit.start)
    if before and before[1].rstrip(".") not in _OPENERS and not _is_place(before[1]):
        return before[1].isupper() and hit.name.isupper()
    if entry.population >= gazetteer.LARGE or (entry.kind == "subdivision" and entry.country in _FAMILIAR):
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


_PART_OF_NAME = re.compile(
    r" (?:Post|Times|Herald|Tribune|Daily|Journal|Gazette|Globe|Chronicle|Philharmonic|Symphony|Agreement|Accords?|Protocol|Convention"
    r"|Treaty|Process|Declaration|Club|United|FC|Bank|University|Institute)\b"
)
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
_NEAR_BARE = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Oo]utside|(?:city|cities|town|village|suburb|district|port|resort|province|region|island) of) $"
)
_DATELINE = re.compile(r"(?:, (?:[A-Z]\w*\.? ?)?(?:\d{1,2} )?)? ?(?:\(|--|[-–—] )")
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
        if (bare.isupper() and len(bare) < 5) or bare.endswith("ing") or _NOT_TOWNS.match(bare) or bare in _never():
            continue
        opens_line = start == 0 or text[start - 1] == "\n"
        if opens_line and bare.isupper() and len(bare) > 4 and _DATELINE.match(text, end):
            yield PlaceMention(start, stop, bare, "place")
        elif _followed_by_place(text, end) or (
            len(parts) < 3 and _NEAR_BARE.search(text, max(0, start - 40), start) and _CLOSED.match(text, stop)
        ):
            yield PlaceMention(start, stop, bare, "place")


# ---------------------------------------------------------------- resolving
_CAPITAL = re.compile(r"\bcapital\b")
_CLEAR = 3
"""A city so many times larger than its namesake abroad is meant without further words."""


def resolve_place(words: str, *, context: str = "") -> Place | None:
    """The place that words stand for; parts that stay open are None, and all of it where nothing is known.

    The words' own other names decide first (`Paris, Texas`; `the Swiss city of Geneva`), also where the
    context completes them so. Only names that stay ambiguous then (`Tripoli`, `Georgia`) are decided by the
    states that the context names.

    >>> resolve_place("Baku, Azerbaijan").locality, resolve_place("Tripoli").country
    ('Baku', None)
    """
    known = gazetteer.places()
    hits = list(_scanner().find(words))
    if not hits:
        return None
    if _CAPITAL.search(words) and all(known[hit.name][0].kind in {"country", "demonym"} for hit in hits):
        seat = gazetteer.countries().capital.get(known[hits[0].name][0].country or "")
        place = resolve_place(seat) if seat and len(hits) == 1 else None
        return replace(place, surface=words) if place else None
    main = next((h for kinds in _RANKS for h in hits if known[h.name][0].kind in kinds), hits[0])
    outer = [entry for hit in hits if hit is not main for entry in known[hit.name] if entry.kind in _AREAS]
    if not outer:
        outer = _completed(main.name, context)
    best = _choose(known[main.name], outer, main.name, context)
    return _place(best, words) if best and (best.country or best.kind == "city") else None


_RANKS = (frozenset({"building"}), frozenset({"city"}), frozenset({"subdivision", "contested", "region"}), frozenset({"country"}))
_AREAS = frozenset({"country", "subdivision", "demonym"})


def _completed(name: str, context: str) -> list[gazetteer.Entry]:
    """The state or subdivision that stands behind the name somewhere in the context: `Geneva, N.Y.`."""
    at = context.find(f"{name}, ")
    if at < 0:
        return []
    behind = at + len(name) + 2
    hit = next(_scanner().find(context[behind : behind + 40]), None)
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
        if entries[0].kind == "city":
            return gazetteer.Entry("city", entries[0].name, outer[0].country, outer[0].subdivision, 0)
    if name not in _ambiguous() and _one_meant(entries):
        return entries[0]
    votes = {entry.country: 0 for entry in entries if entry.country}
    for hit in _scanner().find(context):
        first = gazetteer.places()[hit.name][0]
        if hit.name != name and first.kind in _AREAS and first.country in votes:
            votes[first.country] += 1
    most = sorted(votes, key=lambda country: -votes[country])
    if votes and votes[most[0]] and (len(most) == 1 or votes[most[0]] > votes[most[1]]):
        return next(entry for entry in entries if entry.country == most[0])
    towns = {entry.name for entry in entries if entry.kind == "city"}
    states = {entry.country for entry in entries}
    if len(towns) != 1 or entries[0].kind == "country":
        return None
    return gazetteer.Entry("city", towns.pop(), states.pop() if len(states) == 1 else None, None, 0)


@cache
def _ambiguous() -> frozenset[str]:
    return frozenset(gazetteer.toml("places")["ambiguous"])


def _one_meant(entries: tuple[gazetteer.Entry, ...]) -> bool:
    """Whether the first reading needs no further words: a state, or a city far larger than its namesakes."""
    first = entries[0]
    if first.kind != "city" or first.population >= gazetteer.NEWSWORTHY or first.name in _capitals():
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
