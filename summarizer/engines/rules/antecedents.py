"""Whom words that name nobody mean where people meet: `she`, `the two sides`, `their delegations`, `they`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.actors import Actors, actors
from summarizer.engines.rules.lexicon import pattern

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.person import PersonMention
    from summarizer.engines.rules.persons import Persons

_ONE: Final = re.compile(r"\b(?:he|she)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_SEVERAL: Final = pattern("antecedents", "several")
_BACK: Final = 3  # sentences that are looked back on
_FULL: Final = 4  # parties; a sentence that names more is no answer to who they are


def antecedents(
    article: Article, persons: Persons, sentence: Sentence, low: int, start: int
) -> Actors | None:
    """Those whom the pronoun or plural between two offsets stands for; None where nobody is meant or known."""
    one = _ONE.search(article.flat, low, start)
    if one is not None:
        return _person(persons, sentence, one.start())
    several = _SEVERAL.search(article.flat, low, start)
    if several is None:
        return None
    number = 2 if several.group("two") else _FULL
    return _parties(article, persons, sentence, several.start(), number)


def _person(persons: Persons, sentence: Sentence, at: int) -> Actors | None:
    """The person named last before `he` or `she` in the sentence."""
    before = [m for m in persons.within(sentence.start, at) if m.person.roles]
    return _as_actor(before[-1], at) if before else None


def _as_actor(mention: PersonMention, at: int) -> Actors:
    """The person as if named where the pronoun stands."""
    there = mention._replace(start=at, end=at, outer_start=at, outer_end=at, possessive=False)
    side = mention.person.side
    return Actors((there,), (), (side,) if side else ())


def _parties(article: Article, persons: Persons, sentence: Sentence, at: int, number: int) -> Actors | None:
    """The parties that act together before `the two sides`: in its sentence, else in one of the few before."""
    first = max(0, sentence.index - _BACK)
    back = [(s.start, s.end) for s in article.sentences[first : sentence.index][::-1]]
    for low, high in [(sentence.start, at), *back]:
        acting = actors(article, persons, low, high)
        count = len(acting.parties)
        if count == number or (number == _FULL and 1 < count < _FULL):
            return Actors((), (), acting.parties)
        if count == _FULL - 1 > number:  # the two warring sides and their host
            return Actors((), (), acting.parties[:number])
        if acting.people:
            return None  # those are meant, and what they act for is not told
    return None


def speaker_there(
    article: Article, persons: Persons, sentence: Sentence, low: int, start: int
) -> Actors | None:
    """Who said something right after talks, and so took part: `Ada Moe said on Monday after talks with Peru`."""
    flat = article.flat
    if not flat.endswith("said", max(0, low - 5), low - 1) or not _AFTER.fullmatch(flat, low, start):
        return None
    before = [
        m for m in persons.within(sentence.start, low) if m.person.roles and not m.person.roles & _VOICES
    ]
    return _as_actor(before[-1], low) if before else None


_AFTER: Final = re.compile(r"[^,;:.\"]{0,30}?\b(?:after|following|during|emerging\sfrom)\s[^,;:.\"]{0,40}")
_VOICES: Final = frozenset(("spokesman", "spokeswoman", "spokesperson"))
