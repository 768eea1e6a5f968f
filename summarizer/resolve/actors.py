"""Parties to talks: which state, organisation or armed group words stand for, and where a text names one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from summarizer.remembering import remembered
from summarizer.resolve import gazetteer
from summarizer.resolve.namesakes import capital_before, has_given_name, names_a_person
from summarizer.resolve.persons import NAMES, mixed_scripts, same_person, split_title

__all__ = [
    "Party",
    "PartyMention",
    "find_parties",
    "mixed_scripts",
    "party",
    "same_party",
    "same_person",
    "split_title",
]

Use = Literal["name", "demonym", "metonym"]


@dataclass(frozen=True, slots=True)
class Party:
    """A state, organisation or armed group, under one English name."""

    name: str
    """Display name: Türkiye, United States, European Union, Hamas."""
    kind: Literal["state", "organisation", "group"]
    country: str | None
    """ISO 3166-1 alpha-2 code of a state."""


class PartyMention(NamedTuple):
    """Words of a text that stand for a party, or may."""

    start: int
    end: int
    """Half open, in Unicode code points."""
    surface: str
    party: Party
    use: Use
    """metonym: a capital or a seat of government, which is a place unless it acts (`Ankara said`)."""


@cache
def _known() -> dict[str, tuple[Party, Use]]:
    """Every name of every party. A name that several parties share is left out."""
    states = gazetteer.countries()
    own = gazetteer.toml("parties")
    by_code = {code: Party(name, "state", code) for code, name in states.display.items()}
    known: dict[str, tuple[Party, Use]] = {}
    for code, capital in states.capital.items():
        if capital and code in states.demonyms:  # not those of dependent territories: Douglas, Road Town
            known[capital] = (by_code[code], "metonym")
            known[gazetteer.unaccented(capital)] = (by_code[code], "metonym")
    for code, seats in own["seats"].items():
        known |= dict.fromkeys(seats, (by_code[code], "metonym"))
    for code, words in states.demonyms.items():
        known |= dict.fromkeys(words, (by_code[code], "demonym"))
    for code, names in states.names.items():
        known |= dict.fromkeys(names, (by_code[code], "name"))
    for name, names in own["organisations"].items():
        known |= {word: (Party(name, "organisation", None), "name") for word in names}
    for name, names in own["groups"].items():
        known |= {word: (Party(name, "group", None), "name") for word in names}
    for word in own["ambiguous"]:
        known.pop(word, None)
    return known


@cache
def _others() -> frozenset[str]:
    return frozenset(gazetteer.toml("parties")["others"])


@cache
def _scanner() -> gazetteer.Scanner:
    return gazetteer.Scanner((*_known(), *_others()))


# `The Jerusalem Post` and `Times of Israel` are outlets, no parties.
_OUTLET_AFTER = re.compile(
    r" (?:Post|Times|Herald|Tribune|Daily|Journal|Gazette|Globe|Chronicle|Monitor|Observer|Telegraph|News"
    r"|Today|Insight|Independent|International (?:TV|television)|Broadcasting)\b"
)
_OUTLET_BEFORE = re.compile(
    r"\b(?:Times|Voice|Radio|Bank|University|Telegraph|CNN|Sky News|Al Jazeera) (?:of |in )?$"
)
# The company in which Georgia is a state of the United States, or not.
_AMERICAN = re.compile(
    r"\b(?:Atlanta|Alabama|Arizona|Carolina|Florida|Iowa|Michigan|Nevada|Ohio|Pennsylvania|Tennessee|Texas|Virginia"
    r"|Wisconsin|Republicans?|Democrats?)\b"
)
_CAUCASIAN = re.compile(r"\b(?:Tbilisi|Georgians?\b|Abkhazia|Ossetia|Caucasus|Armenia|Azerbaijan)")
# `Turkish-backed`, `US-led`: the words are about others.
_COMPOUND = re.compile(
    r"[-‑](?:backed|led|sponsored|funded|allied|born|based|made|aligned|supported|brokered|mediated)\b"
)


def find_parties(text: str) -> tuple[PartyMention, ...]:
    """Names, demonyms, capitals and seats of government, in order.

    Names of newspapers and broadcasters are passed over (`The Jerusalem Post`), and so are persons who
    bear the name of a place (`Michael Jordan`).
    """
    known, others = _known(), _others()
    found, persons = [], set()
    for hit in _scanner().find(text):
        start, end, name = hit
        if name in others or name in persons:
            continue
        if names_a_person(text, hit):
            if has_given_name(text, hit):
                persons.add(name)  # later in the text, the family name alone
            continue
        if _OUTLET_AFTER.match(text, end) or (
            capital_before(text, start) and _OUTLET_BEFORE.search(text, max(0, start - 24), start)
        ):
            continue
        which, use = known[name]
        found.append(PartyMention(start, end, text[start:end], which, use))
    if any(m.party.country == "GE" for m in found) and _AMERICAN.search(text) and not _CAUCASIAN.search(text):
        found = [m for m in found if m.party.country != "GE"]
    return tuple(found)


# Behind these, another party's name is whom they deal with, or where they are.
_TAIL = re.compile(r"[ ,](?:to|for|with|in|at|on|against|toward|towards|from|who|near|and its allies)\b")


@remembered(NAMES)
def party(words: str) -> Party | None:
    """The party that words for an actor stand for; None where unknown or not one.

    >>> party("Turkish officials").name, party("the Kremlin").name
    ('Türkiye', 'Russia')
    """
    tail = _TAIL.search(words)
    for part in (words[: tail.start()], words) if tail else (words,):
        mentions = [m for m in find_parties(part) if not _COMPOUND.match(part, m.end)]
        parties = {mention.party for mention in mentions}
        if len(parties) == 1:
            return parties.pop()
        if parties:
            owners = {
                m.party
                for m in mentions
                if part[m.end : m.end + 2] in {"'s", "’s"} or part[m.end : m.end + 1] in {"'", "’"}
            }
            return owners.pop() if len(owners) == 1 else None
    return None


def same_party(a: str, b: str) -> bool:
    """Whether two wordings stand for one party; unknown words are the same only if equal.

    >>> same_party("Turkiye", "Ankara"), same_party("Turkish officials", "Israel's delegation")
    (True, False)
    """
    left, right = party(a), party(b)
    if left is None and right is None:
        return _plain(a) == _plain(b)
    return left == right


def _plain(words: str) -> str:
    return " ".join(words.replace("’", "'").casefold().removeprefix("the ").split())
