"""Who stands in a stretch of text as somebody acting: named persons, unnamed delegations, parties."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.groups import Group, find_groups

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article
    from summarizer.engines.rules.persons import PersonMention, Persons

# Behind these words a name is a place, a matter or another sentence's business, not one who acts.
_OUTSIDE: Final = re.compile(
    r"\b(?:in|at|to|near|into|on|against|over|about|towards?|across|inside|for|amid|through|concerning|regarding|replac\w+|"
    r"succeed\w+|via|by)\s+(?:the\s+)?(?:[\w-]+\s+)?$",
    re.I,
)
_BY_LED: Final = re.compile(r"\b(?:led|headed|chaired|accompanied|joined|represented|attended|hosted|mediated)\s+by\s+(?:[\w' .,-]{0,60})$", re.I)


@dataclass(frozen=True, slots=True)
class Actors:
    """Those who act in a stretch."""

    people: tuple[PersonMention, ...]
    groups: tuple[Group, ...]
    parties: tuple[str, ...]
    """Parties in order of mention, sides of the persons and groups included."""
    bare: tuple[str, ...]
    """Parties that are named as such, not through a person or delegation."""


def actors(article: Article, persons: Persons, start: int, end: int) -> Actors:
    """Persons, delegations and parties that act in a stretch; those behind "in", "over", "against" do not."""
    flat = article.flat
    persons.promote(start, end)
    people = []
    for mention in persons.within(start, end):
        if mention.possessive or mention.end > end:
            continue
        before = flat[max(start, mention.outer_start - 40) : mention.outer_start]
        if _OUTSIDE.search(before) and not _BY_LED.search(flat[max(start, mention.outer_start - 80) : mention.outer_start]):
            continue
        people.append(mention)
    groups = [g for g in find_groups(article, start, end) if not _inside(g.start, people)]
    parties: dict[str, None] = {}
    bare: dict[str, None] = {}
    for party in article.parties_in(start, end):
        if _inside(party.start, people) or any(g.start <= party.start < g.end for g in groups):
            parties[party.party.name] = None
            continue
        before = flat[max(start, party.start - 30) : party.start]
        if _OUTSIDE.search(before) or (party.use == "demonym" and not _delegates(flat, party.end)):
            continue
        if party.use == "metonym" and not re.search(r"(?:^|\band|\bwith|\bbetween|,)\s*(?:the\s+)?$", before, re.I):
            continue
        parties[party.party.name] = None
        bare[party.party.name] = None
    for mention in people:
        if mention.person.side:
            parties[mention.person.side] = None
    return Actors(tuple(people), tuple(groups), tuple(parties), tuple(bare))


def _delegates(flat: str, end: int) -> bool:
    """Whether a demonym stands for a delegation: "the Israeli side", "the Russians"."""
    return bool(re.match(r"\s+(?:and\s+\w+\s+)?(?:side|sides|delegation|team|government|governments|negotiating|capital)\b", flat[end : end + 50])) or flat[end - 1] == "s"


def _inside(offset: int, people: list[PersonMention]) -> bool:
    return any(m.outer_start <= offset < m.outer_end for m in people)
