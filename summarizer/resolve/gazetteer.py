"""The tables behind places and actors, read once, and a scanner for known names in a text.

Names are matched exactly as printed (`US` is a state, `us` is not), with typographic apostrophes taken
for straight ones; words printed in capitals throughout (datelines) match a name in title case.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, compress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

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


class Places(Mapping[str, tuple[Entry, ...]]):
    """Every name of a place, and what it may stand for, what is meant most often first.

    The rows of the thirty thousand cities are read only when their name is asked for.
    """

    def __init__(self, areas: Mapping[str, list[Entry]], cities: Mapping[str, str]) -> None:
        self._areas = areas
        self._cities = cities
        self._read: dict[str, tuple[Entry, ...]] = {}
        self._capitals = frozenset(countries().capital.items())

    def __contains__(self, name: object) -> bool:
        return name in self._cities or name in self._areas

    def __iter__(self) -> Iterator[str]:
        yield from self._areas
        yield from (name for name in self._cities if name not in self._areas)

    def __len__(self) -> int:
        return len(self._areas.keys() | self._cities.keys())

    def __getitem__(self, name: str) -> tuple[Entry, ...]:
        if name not in self._read:
            row = self._cities.get(name)
            if row is None:
                entries = self._areas[name]
            else:
                entries = [*self._areas.get(name, ()), *(_city(name, cell) for cell in row.split("\t"))]
            self._read[name] = tuple(sorted(entries, key=self._rank))
        return self._read[name]

    def _rank(self, entry: Entry) -> int:
        """A capital or a large city comes before a subdivision of the same name, a small town behind it."""
        if entry.kind == "subdivision":
            return 1
        small = entry.kind == "city" and entry.population < LARGE
        return 2 if small and (entry.country, entry.name) not in self._capitals else 0


def _city(name: str, cell: str) -> Entry:
    """A city from `country,subdivision,inhabitants`, and its name with accents where that differs."""
    country, subdivision, population, *full = cell.split(",")
    return Entry("city", full[0] if full else name, country, subdivision or None, int(population))


@cache
def places() -> Places:
    """The places, read once."""
    areas: dict[str, list[Entry]] = {}

    def add(
        kind: Kind, name: str, meant: str, country: str | None = None, subdivision: str | None = None
    ) -> None:
        inhabitants = NEWSWORTHY if kind in {"city", "building"} else 0
        areas.setdefault(name, []).append(Entry(kind, meant, country, subdivision, inhabitants))

    states, own = countries(), toml("places")
    for code, names in states.names.items():
        for name in names:
            add("country", name, states.display[code], code)
    for code, names in states.demonyms.items():
        for name in names:
            add("demonym", name, states.display[code], code)
    for name in own["regions"]:
        add("region", name, name)
    for name in own["adjectives"]:
        add("adjective", name, name)
    for name, code in own["areas"].items():
        add("region", name, name, code)
    for name in own["contested"]["names"]:
        add("contested", name, name)
    for name, where in own["cities"].items():
        add("city", name, where[3:], where[:2])
    for name, where in own["buildings"].items():
        add("building", name, where[3:], where[:2])
    rows = (DATA / "cities.tsv").read_text(encoding="utf-8").splitlines()
    cities = dict(row.split("\t", 1) for row in rows)
    for code, capital in states.capital.items():  # the table of cities leaves some out: Valletta, Torshavn
        if capital and capital not in areas and capital not in cities:
            add("city", capital, capital, code)
    for code, names in (*own["subdivisions"].items(), *own["abbreviations"].items()):
        for name in names:
            add("subdivision", name, names[0], code[:2], code)
    for code, name in table("subdivisions"):
        add("subdivision", name, name, code[:2], code)
    return Places(areas, cities)


def unaccented(words: str) -> str:
    """The words without combining marks: `São Tomé` -> `Sao Tome`."""
    return "".join(c for c in unicodedata.normalize("NFD", words) if not unicodedata.combining(c))


# A capitalised word, or one in letters that have no capitals: U.S. and N.Y. whole, hyphenated words in parts. It begins
# with plain ranges, which are searched for far faster than classes of letters or what may stand before them.
_WORD = re.compile(
    r"([A-Z\xaa\xb5\xba\xc0-\U0010ffff](?<=[^\W\d_])(?<![\w.].)(?:[\w']+|(?<=[A-Z])\.(?:[A-Z]\.){1,4})?)"
)
_NEXT = re.compile(r"[ -](?:(?:[A-Z]\.){2,5}|[\w'.]{1,40})")


class Hit(NamedTuple):
    """A known name in a text."""

    start: int
    end: int
    name: str
    """The table's key."""


def _plain(word: str) -> str:
    """A word in small letters, without what may be printed behind a name."""
    return word.lower().removesuffix("'s").rstrip(".'")


class _Opening(NamedTuple):
    """What is known of the names that begin with a word."""

    most: int
    """Words of the longest."""
    alone: bool
    """Whether the word by itself is a name."""
    seconds: frozenset[str]
    """Their second words, plain."""


_ALONE = _Opening(1, True, frozenset())  # a name that begins no other
_LONGEST = 60  # code points; no known name begins with a longer word
_MOST = 20_000  # words remembered by a scanner


class _Openings(dict[str, _Opening | None]):
    """Words as printed that may begin a name; worked out when a word is first met."""

    def __init__(self, opening: Callable[[str], _Opening | None]) -> None:
        self._opening = opening

    def __missing__(self, word: str) -> _Opening | None:
        if len(word) > _LONGEST:
            return None
        if len(self) >= _MOST:
            self.clear()
        opening = self[word] = self._opening(word)
        return opening


class Scanner:
    """Finds the longest known name at each capitalised word.

    >>> list(Scanner(["South Korea", "South"]).find("Talks in SOUTH KOREA's capital"))
    [Hit(start=9, end=20, name='South Korea')]
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(names)
        # as printed in capitals, where that tells nothing of the small letters: DAR ES SALAAM
        self._loud = {
            name.upper(): name for name in sorted(self._names, reverse=True) if name.title() != name
        }
        self._words: dict[str, int] = {}  # first word -> most words of a name; single words are left out
        self._seconds: dict[str, set[str]] = {}  # first word -> second words
        for name in self._names:
            if " " in name or "-" in name or name.endswith("."):
                first, *others = name.replace("-", " ").split()
                first = first.rstrip(".")
                self._words[first] = max(self._words.get(first, 1), 1 + len(others))
                self._seconds.setdefault(first.removesuffix("'s"), set()).update(map(_plain, others[:1]))
        # Both are pure, and asked the same for every article.
        self._openings = _Openings(self._opening)
        self._cuts = lru_cache(maxsize=_MOST)(self._cut)

    def find(self, text: str) -> Iterator[Hit]:
        """Known names in the order of the text; they do not overlap."""
        text = text.replace("’", "'")
        pieces = _WORD.split(text)  # what stands between the words, and the words, by turns
        words = pieces[1::2]
        openings = list(map(self._openings.__getitem__, words))
        if not any(openings):
            return
        starts = list(accumulate(map(len, pieces)))[::2]
        done = 0
        for i in compress(range(len(words)), openings):
            start, word, opening = starts[i], words[i], openings[i]
            if start < done:
                continue
            if opening is _ALONE:
                yield Hit(start, start + len(word), word)
            elif opening and (hit := self._longest(text, start, start + len(word), opening)):
                done = hit.end
                yield hit

    def _opening(self, printed: str) -> _Opening | None:
        """What names begin with a word; None where none does."""
        if printed in self._names and printed not in self._words:  # most names are one word
            return _ALONE
        word = printed.rstrip(".").removesuffix("'s")
        loud = word.isupper()
        most = self._words.get(word) or int(word in self._names)
        if not most and loud:
            most = self._words.get(word.title(), 1)
        alone = most > 0 and bool(self._cut(printed) or self._cut(f"{printed}."))
        if most < 2 and not alone:
            return None
        seconds = self._seconds.get(word, set()).union(self._seconds.get(word.title(), ()) if loud else ())
        return _Opening(most, alone, frozenset(seconds))

    def _longest(self, text: str, start: int, end: int, opening: _Opening) -> Hit | None:
        most, alone, seconds = opening
        ends = [end]
        more = _NEXT.match(text, end) if most > 1 else None
        if more and _plain(more[0][1:]) in seconds:  # "The president" begins no name, "The Hague" one
            while more:
                ends.append(more.end())
                more = _NEXT.match(text, ends[-1]) if len(ends) < most else None
        elif not alone:
            return None
        if text[end : end + 1] == ".":
            ends.insert(1, end + 1)
        for stop in reversed(ends):
            if cut := self._cuts(text[start:stop]):
                length, name = cut
                return Hit(start, start + length, name)
        return None

    def _cut(self, words: str) -> tuple[int, str] | None:
        """How much of the words is a known name, and which: a full stop or a possessive belongs to the sentence."""
        for tail in ("", ".", "'", "'s"):
            if words.endswith(tail) and (name := self._known(words.removesuffix(tail))):
                return len(words) - len(tail), name
        return None

    def _known(self, words: str) -> str | None:
        if words in self._names:
            return words
        if not words.isupper() or len(words) < 4:
            return None
        title = words.title()
        return title if title in self._names else self._loud.get(words)
