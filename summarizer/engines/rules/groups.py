"""Unnamed people who act for a party: `Turkish officials`, `two lawyers`, `its foreign minister`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.lexicon import known_by_word, table
from summarizer.engines.rules.titles import NOT_NAMES, RANKS, office

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.engines.rules.article import Article, Sentence

_TABLE: Final = table("meetings")["delegations"]
_PLURAL: Final = frozenset(_TABLE["nouns"])
_SINGLE: Final = frozenset(_TABLE["single"])
_NOUN: Final = re.compile(rf"\b(?:{'|'.join(sorted(_PLURAL | _SINGLE))})\b", re.IGNORECASE)
_ADJECTIVES: Final = frozenset(_TABLE["adjectives"])
_BEFORE_ONE: Final = frozenset(("a", "an", "its", "his", "her", "their"))
_COUNTS: Final = frozenset(
    [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "twenty",
        "several",
        "some",
        "its",
        "his",
        "her",
        "their",
        "our",
    ]
)
_TAIL: Final = re.compile(
    r"(?:\s+in\s+(?:plain|civilian)\s+clothes)?\s+(?:from|of)(?:\s+(?:[A-Z][\w'.-]*|and|the|of|both|two|three|countries|sides|nations|intelligence|agencies|agency|ministry|ministries|army"
    r"|military|security|services|service|defense|defence|foreign|movement|government|group|states|its|their|council|embassy|coast|guard|delegation"
    r"|party|interior|finance|presidency|president's|prime|minister's|office|border),?){1,14}|\s+in\s+(?:plain|civilian)\s+clothes\b"
)
_DOT_ABOVE: Final = "\u0307"
_ENDS: Final = (" and", " the", " of", ",", ".", " ", " its", " their", " both", " in", " two", " three")


@dataclass(frozen=True, slots=True)
class Group:
    """Unnamed people: where they stand in the text, and whom they act for."""

    start: int
    end: int
    parties: tuple[str, ...]
    noun: str
    several: bool
    """False for one unnamed person."""


def may_hold_groups(words: Iterable[str]) -> bool:
    """Whether unnamed people may stand among the words of a sentence, in small letters."""
    return any(map(_begins_as_people, words))


@known_by_word
def _begins_as_people(word: str) -> bool:
    # `İ` is an i to the expression, but an i and a dot in small letters
    return _NOUN.match(word) is not None or _DOT_ABOVE in word


def find_groups(article: Article, start: int, end: int) -> list[Group]:
    """Unnamed delegations and people inside a stretch of one sentence, in order."""
    sentence = article.sentence_at(start)
    if sentence is None:
        return []
    found: list[Group] = []
    lower = sentence.lower
    first, behind = sentence.token_at(start), sentence.token_at(end)
    for index in compress(range(first, behind), map(_begins_as_people, lower[first:behind])):
        match = _NOUN.match(article.flat, sentence.starts[index], end)
        group = _group(article, sentence, index, match, start, end) if match else None
        if group is not None and (not found or group.start >= found[-1].end):
            found.append(group)
    return found


def _group(
    article: Article, sentence: Sentence, index: int, match: re.Match[str], start: int, end: int
) -> Group | None:
    """The people whom a noun means that word `index` begins with, and whom the words around it tell more of."""
    flat = article.flat
    words, lower, starts, ends = sentence.printed, sentence.lower, sentence.starts, sentence.ends
    if words[index].possessive:
        return None
    first = _first(article, sentence, index, start)
    noun = match.group().lower()
    opening = lower[first]
    single = noun not in _PLURAL
    if single:
        owned = words[first].possessive and article.party_at(starts[first]) is not None
        if opening not in _BEFORE_ONE and not (owned and first < index):
            if (
                first == 0
                or starts[first - 1] < start
                or lower[first - 1] not in _BEFORE_ONE
                or flat[ends[first - 1] : starts[first]] != " "
            ):
                return None
            first -= 1
        elif first == index:
            return None
    followed = index + 1 < len(words) and match.end() + 1 == starts[index + 1] < end
    if followed and flat[match.end()] in " -":
        following = words[index + 1]
        if following.cap and not single:
            if words[first].cap:
                return None  # Foreign Ministers Moe
        elif single and (following.cap or following.lower in _SINGLE or following.lower in _PLURAL):
            return None
    stop = match.end()
    tail = _TAIL.match(flat, stop, end)
    if tail:
        stop = tail.end()
        while flat.endswith(_ENDS, 0, stop):
            stop -= next(len(e) for e in _ENDS if flat.endswith(e, 0, stop))
        stop = max(stop, match.end())
    parties = tuple(dict.fromkeys(m.party.name for m in article.parties_in(starts[first], stop)))
    if not single and first == index and stop == match.end():
        return None
    counted = opening in _COUNTS or not _COUNTS.isdisjoint(lower[first:index])
    if not parties and not single and stop == match.end() and not counted:
        return None
    return Group(starts[first], stop, parties, noun, not single)


def _first(article: Article, sentence: Sentence, index: int, start: int) -> int:
    """First word of the phrase whose noun is word `index`: adjectives, numbers and party words before it."""
    flat, lower, starts, ends = article.flat, sentence.lower, sentence.starts, sentence.ends
    first = index
    while first > 0 and starts[first - 1] >= start and index - first < 9:
        word = lower[first - 1]
        gap = flat[ends[first - 1] : starts[first]]
        if gap not in {" ", "'s ", ", ", "' ", "-"}:
            break
        party = article.party_at(starts[first - 1]) is not None
        if gap == ", " and not (party and article.party_at(starts[first])):
            break
        printed = sentence.printed[first - 1]
        if not (
            party
            or word in _ADJECTIVES
            or (word == "and" and first >= 2 and article.party_at(starts[first - 2]) is not None)
            or (
                printed.cap
                and first == index
                and gap == " "
                and not printed.possessive
                and word not in NOT_NAMES
                and word not in RANKS
                and office(word) is None
            )
        ):
            break
        first -= 1
    return first
