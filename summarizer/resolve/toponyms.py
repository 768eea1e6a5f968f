"""Places that a text names.

Known names come from tables (`gazetteer`); unknown ones are seen by their company: the word for what they
are (`Ciragan Palace`), a preposition (`near Wana`), or a known place behind (`Cana, Ohio`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from summarizer.resolve import gazetteer
from summarizer.resolve.namesakes import has_given_name, names_a_person

if TYPE_CHECKING:
    from collections.abc import Iterator

Use = Literal["place", "demonym", "metonym", "other"]


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words of a text that name a place."""

    start: int
    end: int
    """Half open, in Unicode code points."""
    surface: str
    use: Use
    """demonym: the people or things of a place (`Turkish`); metonym: a capital or a seat of power that acts
    (`Ankara said`); other: the place is part of another name (`Berlin Philharmonic`)."""


def find_places(text: str) -> tuple[PlaceMention, ...]:
    """Names of places and words for their people, in order; they do not overlap.

    Known names of states, regions and large cities are taken wherever they are not a person's; those of
    smaller towns, and unknown names, only where the words around them show a place.
    """
    known = list(_together(text, list(_known(text))))
    described = list(_described(text, known))
    inside = {at for mention in described for at in range(mention.start, mention.end)}
    kept = (mention for mention in known if mention.start not in inside)
    return tuple(sorted((*kept, *described), key=lambda mention: mention.start))


@cache
def scanner() -> gazetteer.Scanner:
    """Finds the names of `gazetteer.places`."""
    return gazetteer.Scanner(gazetteer.places())


@cache
def _capitals() -> frozenset[str]:
    return frozenset(gazetteer.countries().capital.values())


# ---------------------------------------------------------------- names in the tables
_FAMILIAR = frozenset({"US", "CA", "AU", "IN", "GB"})
"""Countries whose subdivisions English news names without more words."""

_LOCATIVE = re.compile(
    r"\b(?:in|at|near|from|to|outside|around|through|across|towards?|between|into|via|leaving|visiting|visited|left"
    r"|reached|western|eastern|northern|southern|central|downtown|nearby|(?:city|town|village|port|capital|suburb"
    r"|mayor|residents?|north|south|east|west|outskirts|district|region|streets|people) of) (?:the )?$",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\b(?:in|at|near|from|to|between) (?:the )?[A-Z][\w'’ -]{1,24}(?:, | and |, and | or )$"
)
_WORD_BEFORE = re.compile(r"(?<![\w'’])([A-Z][\w'’.-]*) $")
_PART_OF_NAME = re.compile(
    r" (?:Post|Times|Herald|Tribune|Daily|Journal|Gazette|Globe|Chronicle|Philharmonic|Symphony|Agreement"
    r"|Accords?|Protocol|Convention|Treaty|Process|Declaration|Club|United|FC|Bank|University|Institute)\b"
)


def _known(text: str) -> Iterator[PlaceMention]:
    places = gazetteer.places()
    persons: set[str] = set()
    for hit in scanner().find(text):
        first = places[hit.name][0]
        if hit.name in persons or names_a_person(text, hit):
            if has_given_name(text, hit):
                persons.add(hit.name)  # later in the text, the family name alone
            continue
        town = first.kind in {"city", "subdivision"} and first.population < gazetteer.NEWSWORTHY
        if town and not _is_town(text, hit, first):
            if _word_before(text, hit):
                persons.add(hit.name)
            continue
        yield PlaceMention(hit.start, hit.end, text[hit.start : hit.end], _use(text, hit, first))


def _use(text: str, hit: gazetteer.Hit, entry: gazetteer.Entry) -> Use:
    if entry.kind in {"demonym", "adjective"}:
        return "demonym"
    if (entry.kind == "building" or hit.name in _capitals()) and _acts(text, hit):
        return "metonym"
    return "other" if _PART_OF_NAME.match(text, hit.end) else "place"


def _word_before(text: str, hit: gazetteer.Hit) -> str | None:
    before = _WORD_BEFORE.search(text, max(0, hit.start - 20), hit.start)
    return before[1] if before else None


def _is_town(text: str, hit: gazetteer.Hit, entry: gazetteer.Entry) -> bool:
    """Whether the name of a town or a subdivision is one here."""
    if len(hit.name) == 2 or hit.name.endswith("."):  # NY, Calif.
        return text[max(0, hit.start - 2) : hit.start] == ", "
    if _place_behind(text, hit.end):
        return True
    if hit.name in gazetteer.word_list("never"):
        return False
    if text[hit.end : hit.end + 1] == "-" and text[hit.end + 1 : hit.end + 2].isupper():
        return entry.population >= gazetteer.LARGE
    before = _word_before(text, hit)
    if before and before.rstrip(".") not in gazetteer.word_list("before_towns") and not _is_place(before):
        return before.isupper() and hit.name.isupper()
    if entry.population >= gazetteer.LARGE or (entry.kind == "subdivision" and entry.country in _FAMILIAR):
        return True
    return bool(
        _LOCATIVE.search(text, max(0, hit.start - 24), hit.start)
        or _LISTED.search(text, max(0, hit.start - 40), hit.start)
    )


def _is_place(word: str) -> bool:
    return word.rstrip(".,").removesuffix("'s").removesuffix("’s") in gazetteer.places()


_BEHIND = re.compile(r", ([A-Z][\w'’]*\.?(?:[A-Z]\.){0,3}(?: [A-Z][\w'’]+){0,2})")
# What follows a place that is named as such: a comma, a bracket, a full stop, a dash, an ordinary word.
_CLOSED = re.compile(r" ?[,.;:()\[\]–—]|\s*$|\s*\n| [a-z(–—-]")


def _place_behind(text: str, end: int) -> bool:
    """Whether `, Texas` or `, Azerbaijan` follows, and no more of a name."""
    following = _BEHIND.match(text, end)
    if not following:
        return False
    places = gazetteer.places()
    words = following[1]
    first, *others = words.split(" ")
    for name in (words, words.rstrip("."), first, " ".join((first, *others[:1]))):
        if name in places and places[name][0].kind in {"country", "subdivision"}:
            behind = following.start(1) + len(name)
            return text[behind : behind + 2] not in {"'s", "’s"} and _CLOSED.match(text, behind) is not None
    return False


# A verb of speech or will behind a capital, or something that only a government has.
_ACTING = re.compile(
    r"['’]s? (?!(?:suburbs?|outskirts|streets?|airport|centre|center|mayor|residents?|main|old|port|city|districts?"
    r"|neighbou?rhoods?|University)\b)"
    r"| (?:said|says|warned|warns|has|had|have|is|was|are|were|does|did|will|would|accused|denied|denies|rejected|rejects"
    r"|called|calls|wants|wanted|urged|urges|insists|insisted|sees|saw|considers|maintains|confirmed|announced|vowed"
    r"|agreed|agrees|refused|demanded|demands|blamed|condemned|expects|hopes|seeks|sought|fears|supports|opposes|backs"
    r"|backed|argues|claims|responded|summoned|regards|views|believes|signall?ed|promised|pledged|offered|imposed"
    r"|recalled|expelled|welcomed)\b"
)
_PARTNER = re.compile(r"\b(?:with|between|both|by|against) $")
_INSIDE = re.compile(
    r"\b(?:in|at|near|outside|around|across|throughout|visiting|visited|to|into|through|of) (?:the )?$",
    re.IGNORECASE,
)


def _acts(text: str, hit: gazetteer.Hit) -> bool:
    """Whether a capital stands for its government: `Ankara said`, `Tehran's position`, `with Ankara`."""
    if _INSIDE.search(text, max(0, hit.start - 16), hit.start):
        return False
    return bool(_ACTING.match(text, hit.end) or _PARTNER.search(text, max(0, hit.start - 10), hit.start))


def _together(text: str, mentions: list[PlaceMention]) -> Iterator[PlaceMention]:
    """Both capitals act where one of a pair does: `both Ankara and Jerusalem seek`."""
    uses = [mention.use for mention in mentions]
    for i in range(len(mentions) - 1):
        first, second = mentions[i : i + 2]
        if {first.surface, second.surface} <= _capitals() and "metonym" in {uses[i], uses[i + 1]}:
            pair = text[first.end : second.start] in {" and ", " or "}
            if pair and not _INSIDE.search(text, max(0, first.start - 16), first.start):
                uses[i] = uses[i + 1] = "metonym"
    for mention, use in zip(mentions, uses, strict=True):
        yield mention if mention.use == use else replace(mention, use=use)


# ---------------------------------------------------------------- names that no table has
_RUN = re.compile(
    r"(?<![\w.@/-])(?:(?:St|Mt|Ft)\. )?[A-Z][\w'’]*"
    r"(?:[ -](?:of the |of |and the |de |al-|el-|la )?[A-Z][\w'’]*){0,5}"
)
_OPENERS = frozenset({"The", "A", "An", "In", "At", "On", "From", "Near", "To", "And", "But"})
_TOWNS = r"(?:city|cities|town|village|suburb|district|port|resort|province|region|island) of "
_NEAR = re.compile(rf"\b(?:in|near|outside|at) (?:the (?:{_TOWNS})?)?$")
_NEAR_TOWN = re.compile(rf"\b(?:[Ii]n |[Nn]ear |[Oo]utside |{_TOWNS})$")
_DATELINE = re.compile(r"(?:, (?:[A-Z]\w*\.? ?)?(?:\d{1,2} )?)? ?(?:\(|--|[-–—] )")
_NO_TOWN = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Mon|Tues"
    r"|Wednes|Thurs|Fri|Satur|Sun)day|Congress|Parliament|English|Twitter|Facebook|Instagram|God|Phase"
    r"|Section|Article|Chapter|Part|Group|Round|Game|Series|Act|Class|Spring|Summer|Autumn|Winter|Ramadan|Easter|Christmas|Q[1-4]|Internet"
    r"|Islam|Christ|President|Prime|Foreign|Mr|Ms|Mrs|Dr|The|This|His|Her|He|She|It|I)\b"
)


def _described(text: str, known: list[PlaceMention]) -> Iterator[PlaceMention]:
    """Names that a word in them, a preposition or a known place behind them shows to be places."""
    starts, ends = {mention.start for mention in known}, {mention.end for mention in known}
    for run in _RUN.finditer(text):
        start, end = run.span()
        parts = run[0].split(" ")
        if len(parts) > 1 and parts[0] in _OPENERS:
            start += len(parts.pop(0)) + 1
        if len(parts) > 1 and (cut := _feature(text, start, parts)):
            end = start + len(" ".join(parts[: cut + 1]))
            if end not in ends or start in starts:
                yield PlaceMention(start, end, text[start:end], "place")
        elif (
            start not in starts and len(parts[-1]) > 1 and len(parts) <= 3 and _may_be_shown(text, start, end)
        ):
            name = text[start:end].removesuffix("'s").removesuffix("’s")
            if _shown(text, start, end, name, len(parts)):
                yield PlaceMention(start, start + len(name), name, "place")


def _may_be_shown(text: str, start: int, end: int) -> bool:
    """A quick look for what `_shown` needs: a preposition before, a comma behind or a line's start."""
    if start < 3 or text[start - 1] == "\n" or text[end : end + 2] == ", ":
        return True
    return text[start - 3 : start] in {"in ", "In ", "ar ", "de ", "of "}


def _feature(text: str, start: int, parts: list[str]) -> int:
    """Index of the last word of a name that says what it is (`Ciragan Palace`: 1); 0 where none does."""
    cut = _last(parts, "features")
    if not cut and _last(parts, "buildings") and _NEAR.search(text, max(0, start - 40), start):
        cut = _last(parts, "buildings")
    if cut and parts[cut - 1].islower():  # the head of `of Avenue` is another word
        return 0
    return 1 if not cut and parts[0] in gazetteer.word_list("fronts") else cut


def _last(parts: list[str], words: str) -> int:
    listed = gazetteer.word_list(words)
    return next((i for i in range(len(parts) - 1, 0, -1) if parts[i] in listed), 0)


def _shown(text: str, start: int, end: int, name: str, words: int) -> bool:
    """Whether the words around an unknown name show it to be a town."""
    if name.isupper():
        opens_line = start == 0 or text[start - 1] == "\n"
        if len(name) < 5:
            return False
        if opens_line and _DATELINE.match(text, end):
            return True
    if name.endswith("ing") or _NO_TOWN.match(name) or name in gazetteer.word_list("never"):
        return False
    if text[end : end + 2] == ", " and _place_behind(text, end):
        return True
    near = words < 3 and _NEAR_TOWN.search(text, max(0, start - 24), start) is not None
    return near and _CLOSED.match(text, start + len(name)) is not None
