"""The tables behind places and actors, read once, and a scanner for known names in a text.

Names are matched exactly as printed (`US` is a state, `us` is not), with typographic apostrophes taken
for straight ones; words printed in capitals throughout (datelines) match a name in title case.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

DATA = Path(__file__).parent / "data"

Kind = Literal["country", "subdivision", "city", "building", "region", "adjective", "demonym", "contested"]


class Entry(NamedTuple):
    """One thing a name may stand for."""

    kind: Kind
    name: str
    """The name to give."""
    country: str | None
    subdivision: str | None
    population: int
    """Inhabitants of a city; 0 elsewhere."""


@dataclass(frozen=True, slots=True)
class Countries:
    """The states and areas of ISO 3166-1, by alpha-2 code."""

    display: Mapping[str, str]
    capital: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]]
    """Every name, the display name first."""
    demonyms: Mapping[str, tuple[str, ...]]


def table(name: str) -> Iterator[list[str]]:
    """Rows of a tab-separated table of ours."""
    for line in (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        yield line.split("\t")


def toml(name: str) -> dict[str, Any]:
    """A TOML file of ours."""
    with (DATA / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of `words.toml`."""
    return frozenset(_words()[name].split())


@cache
def _words() -> dict[str, str]:
    return toml("words")


@cache
def countries() -> Countries:
    """The states and areas, read once."""
    display, capital, names = {}, {}, {}
    for code, name, seat, others in table("countries"):
        display[code], capital[code] = name, seat
        names[code] = (name, *(other for other in others.split("|") if other))
    demonyms = {code: tuple(words) for code, words in toml("demonyms").items()}
    return Countries(display, capital, names, demonyms)


NEWSWORTHY = 10_000_000
"""Stands in for the inhabitants of the places that our own table names."""


LARGE = 300_000
"""Inhabitants from which a city's name needs no further sign that it is one."""


@cache
def places() -> dict[str, tuple[Entry, ...]]:
    """Every name of a place, and what it may stand for: states first, then the largest city."""
    found: dict[str, list[Entry]] = {}

    def add(name: str, entry: Entry) -> None:
        found.setdefault(name, []).append(entry)

    states, own = countries(), toml("places")
    for code, names in states.names.items():
        for name in names:
            add(name, Entry("country", states.display[code], code, None, 0))
    for code, names in states.demonyms.items():
        for name in names:
            add(name, Entry("demonym", states.display[code], code, None, 0))
    for name in own["regions"]:
        add(name, Entry("region", name, None, None, 0))
    for name in own["adjectives"]:
        add(name, Entry("adjective", name, None, None, 0))
    for name, code in own["areas"].items():
        add(name, Entry("region", name, code, None, 0))
    for name in own["contested"]["names"]:
        add(name, Entry("contested", name, None, None, 0))
    for name, where in own["cities"].items():
        code, _, locality = where.partition(" ")
        add(name, Entry("city", locality, code, None, NEWSWORTHY))
    for name, where in own["buildings"].items():
        code, _, locality = where.partition(" ")
        add(name, Entry("building", locality, code, None, NEWSWORTHY))
    for code, names in (*own["subdivisions"].items(), *own["abbreviations"].items()):
        for name in names:
            add(name, Entry("subdivision", names[0], code[:2], code, 0))
    for code, name in table("subdivisions"):
        add(name, Entry("subdivision", name, code[:2], code, 0))
    for name, code, subdivision, population in table("cities"):
        entry = Entry("city", name, code, subdivision or None, int(population))
        add(name, entry)
        if not name.isascii():
            add(unaccented(name), entry)
    capitals = set(states.capital.items())

    def rank(entry: Entry) -> int:
        """A capital or a large city comes before a subdivision of the same name, a small town behind it."""
        if entry.kind != "city" or entry.population == NEWSWORTHY or (entry.country, entry.name) in capitals:
            return 1 if entry.kind == "subdivision" else 0
        return 0 if entry.population >= LARGE else 2

    return {
        name: tuple(sorted(entries, key=rank) if len(entries) > 1 else entries)
        for name, entries in found.items()
    }


_ACCENTS = str.maketrans(
    "ÀÁÂÃÄÅĀĂĄÇĆČĎĐÈÉÊËĒĖĘĚĞĢÌÍÎÏĪĮİĶŁĻĽÑŃŅŇÒÓÔÕÖØŌŐŔŘŚŞŠȘŢŤȚÙÚÛÜŪŮŰŲÝŸŹŻŽ"
    "àáâãäåāăąçćčďđèéêëēėęěğģìíîïīįıķłļľñńņňòóôõöøōőŕřśşšșţťțùúûüūůűųýÿźżžḨḩḐḑẔẕ",
    "AAAAAAAAACCCDDEEEEEEEEGGIIIIIIIKLLLNNNNOOOOOOOORRSSSSTTTUUUUUUUUYYZZZ"
    "aaaaaaaaacccddeeeeeeeeggiiiiiiiklllnnnnoooooooorrsssstttuuuuuuuuyyzzzHhDdZz",
)


def unaccented(words: str) -> str:
    """The words in plain letters, character by character: `Şanlıurfa` -> `Sanliurfa`."""
    return words.translate(_ACCENTS)


# A capitalised word: U.S. and N.Y. whole, hyphenated words in parts.
_WORD = re.compile(r"(?<![\w.])(?:(?:[A-Z]\.){2,5}|[^\W\d_a-z][\w']*)")
_NEXT = re.compile(r"[ -](?:(?:[A-Z]\.){2,5}|[\w'.]{1,40})")


class Hit(NamedTuple):
    """A known name in a text."""

    start: int
    end: int
    name: str
    """The table's key."""


class Scanner:
    """Finds the longest known name at each capitalised word.

    >>> list(Scanner(["South Korea", "South"]).find("Talks in SOUTH KOREA's capital"))
    [Hit(start=9, end=20, name='South Korea')]
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(names)
        self._words: dict[str, int] = {}  # first word -> most words of a name that begins with it
        for name in self._names:
            first = name
            count = 1
            if " " in name or "-" in name:
                parts = name.replace("-", " ").split()
                first, count = parts[0], len(parts)
            first = first.rstrip(".")
            if self._words.get(first, 0) < count:
                self._words[first] = count

    def find(self, text: str) -> Iterator[Hit]:
        """Known names in the order of the text; they do not overlap."""
        text = text.replace("’", "'")
        done = 0
        for match in _WORD.finditer(text):
            start, end = match.span()
            if start < done:
                continue
            word = match[0].rstrip(".")
            word = word.removesuffix("'s")
            count = self._words.get(word) or self._words.get(word.title() if word.isupper() else word)
            if count is None:
                continue
            hit = self._longest(text, start, end, count)
            if hit:
                done = hit.end
                yield hit

    def _longest(self, text: str, start: int, end: int, count: int) -> Hit | None:
        ends = [end]
        while len(ends) < count and (more := _NEXT.match(text, ends[-1])):
            ends.append(more.end())
        if text[end : end + 1] == ".":
            ends.insert(1, end + 1)
        for stop in reversed(ends):
            words = text[start:stop]
            for cut in (0, 1, 2, 3):
                # Behind a name may stand a full stop, a possessive, or both.
                if cut and not words.endswith((".", "'", "'s", "'s.")[cut - 1]):
                    continue
                shorter = words[: len(words) - (0, 1, 1, 2)[cut]]
                name = shorter if shorter in self._names else None
                if name is None and shorter.isupper() and len(shorter) > 3:
                    title = shorter.title()
                    name = title if title in self._names else None
                if name:
                    return Hit(start, start + len(shorter), name)
        return None
