"""Which party a statement binds, where its speaker's own words, his paragraph or his adversary tell."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.lexicon import words

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.bindings import Binding
    from summarizer.engines.rules.persons import Person
    from summarizer.engines.rules.statements import Statement

_AGAINST: Final = words("kinds", "against")
_TALKS: Final = re.compile(
    r"\b(?:talks|negotiat\w+|summit|consultations?|delegations?|foreign minister|ministers|envoys?|border|treaty)\b",
    re.IGNORECASE,
)
_TALKS_STEMS: Final = (
    "talks",
    "negotiat",
    "summit",
    "consultation",
    "delegation",
    "minister",
    "envoy",
    "border",
    "treaty",
)


class Holders:
    """Finds holders; remembers whose side a person without a title turned out to be on."""

    def __init__(self, article: Article, at_table: frozenset[str]) -> None:
        self._article = article
        self._sides: dict[int, str] = {}
        self.near = at_table or _most_named(article)
        """The parties that the article is about."""

    def holder(self, statement: Statement, bound: Binding) -> str | None:
        """The party that a statement binds; None where nothing tells."""
        speaker = statement.said.person
        if speaker is not None and statement.said.side is None and statement.actor.kind == "party":
            # "Canada will never accept it, Foreign Minister Dubois said": she speaks for Canada.
            self._remember(speaker, statement.actor.side or "")
        own = statement.actor.side or self._remembered(statement.actor.person)
        told = statement.subject is None
        if told and bound.party and bound.party != own and (bound.commits or own is None):
            if own is None and not bound.own:
                self._remember(statement.actor.person, bound.party)
            return bound.party
        if own is None and statement.said.kind in {"person", "institution"}:
            own = self._spoken_of(statement.sentence) or self._opposite(statement)
            if own is not None:
                self._remember(statement.actor.person, own)
        return own

    def adversary(self, party: str) -> str | None:
        """The other of the two parties that the article is about: who warns of the one's acts."""
        return next(iter(self.near - {party})) if len(self.near) == 2 and party in self.near else None

    def _remembered(self, person: Person | None) -> str | None:
        return self._sides.get(id(person)) if person is not None else None

    def _remember(self, person: Person | None, party: str) -> None:
        if person is not None and party in self.near:
            self._sides.setdefault(id(person), party)

    def _spoken_of(self, sentence: Sentence) -> str | None:
        """The party that an earlier sentence of the paragraph begins with: "Berlin was cautious"."""
        index = sentence.index - 1
        while index >= 0 and self._article.sentences[index].paragraph == sentence.paragraph:
            earlier = self._article.sentences[index]
            mention = self._article.party_at(earlier.starts[0]) if earlier.lower else None
            if mention is not None and mention.use != "demonym":
                return mention.party.name
            index -= 1
        return None

    def _opposite(self, statement: Statement) -> str | None:
        """The other of two parties, where the speaker blames the one or asks something of it."""
        if len(self.near) != 2 or statement.lemma not in _AGAINST:
            return None
        start, end = statement.cue[1], statement.content[-1][1]
        named = {m.party.name for m in self._article.parties_in(start, end)} & self.near
        return next(iter(self.near - named)) if len(named) == 1 else None


def _most_named(article: Article) -> frozenset[str]:
    """The two parties that an article without a meeting names most, where it is about dealings between parties."""
    counted = Counter(mention.party.name for mention in article.parties)
    often = frozenset(name for name, count in counted.most_common(2) if count >= 2)
    if not often or len(counted) < 2 or not any(stem in article.lower for stem in _TALKS_STEMS):
        return frozenset()
    return often if _TALKS.search(article.flat) else frozenset()
