"""Unnamed people who act for a party: "Turkish officials", "negotiators from Oman", "a delegation of the movement"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.lexicon import table

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article

_TABLE: Final = table("meetings")["delegations"]
_NOUN: Final = re.compile(rf"\b(?:{'|'.join(_TABLE['nouns'])})\b", re.I)
_ADJECTIVES: Final = frozenset(_TABLE["adjectives"])
_TAIL: Final = re.compile(
    r"\s+(?:from|of)\s+(?:the\s+)?(?:(?:[A-Z][\w'.-]*|and|the|of|both|two|countries|sides|nations|intelligence|agencies|agency|ministry|"
    r"ministries|army|military|security|services|service|defense|defence|foreign|movement|government|group|states|its|their|council|, )\s?)+"
)
_LED: Final = re.compile(r"\s*,?\s+(?:that\s+(?:was|is)\s+)?(?:led|headed)\s+by\b", re.I)


@dataclass(frozen=True, slots=True)
class Group:
    """Unnamed people: where they stand in the text, without article, and whom they act for."""

    start: int
    end: int
    parties: tuple[str, ...]
    noun: str
    led: bool
    """Whether somebody is named who leads them."""


def find_groups(article: Article, start: int, end: int) -> list[Group]:
    """Unnamed delegations inside a stretch, in order."""
    found = []
    for match in _NOUN.finditer(article.flat, start, end):
        sentence = article.sentence_at(match.start())
        if sentence is None:
            continue
        index = sentence.token_at(match.start())
        tokens = sentence.tokens
        first = index
        while first > 0 and tokens[first - 1].start >= start and index - first < 9:
            token = tokens[first - 1]
            gap = article.flat[token.end : tokens[first].start]
            party = article.party_at(token.start) is not None
            if gap not in {" ", "'s ", ", ", "' ", "-"} or (gap == ", " and not (party and article.party_at(tokens[first].start))):
                break
            joint = token.lower == "and" and first >= 2 and article.party_at(tokens[first - 2].start) is not None
            if not (party or token.lower in _ADJECTIVES or joint):
                break
            first -= 1
        if tokens[index].possessive or (index + 1 < len(tokens) and tokens[index + 1].cap and article.flat[match.end()] == " " and tokens[first].cap):
            continue
        stop = match.end()
        tail = _TAIL.match(article.flat, stop, end)
        if tail:
            stop = tail.end()
            while article.flat[stop - 1] in " ," or article.flat[:stop].endswith((" and", " the", " of")):
                stop -= 1 if article.flat[stop - 1] in " ," else (4 if article.flat[stop - 3 : stop] in {"and", "the"} else 3)
        begin = tokens[first].start
        parties = tuple(dict.fromkeys(m.party.name for m in article.parties_in(begin, stop)))
        if first == index and not tail:
            continue
        found.append(Group(begin, stop, parties, match.group().lower(), bool(_LED.match(article.flat, stop, stop + 30))))
    return found
