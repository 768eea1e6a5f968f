"""Which party a statement binds, where its speaker's own words, his paragraph or his adversary tell."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.allegiance import bystander, side_by_words
from summarizer.engines.rules.bindings import commits
from summarizer.engines.rules.dealings import dealing_parties
from summarizer.engines.rules.lexicon import words
from summarizer.engines.rules.relevance import told_of_several
from summarizer.engines.rules.speakers import issuer
from summarizer.engines.rules.told import trimmed

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.bindings import Binding
    from summarizer.engines.rules.person import Person
    from summarizer.engines.rules.statement import Statement

_STATE_OFFICES: Final = (words("occasion", "offices") | words("speakers", "spokesmen")) - {"commissioner"}
_AGAINST: Final = words("kinds", "against")
_COMMITS_SPEAKER: Final = frozenset("promise pledge vow guarantee swear undertake suggest propose".split())
"""Verbs that bind whoever speaks, whatever the words behind them are about."""
_ON_RECORD: Final = frozenset({"person", "institution"})
"""Kinds of speakers for whose party is looked."""


class Holders:
    """Finds holders; remembers whose side a person without a title turned out to be on."""

    def __init__(self, article: Article, at_table: frozenset[str]) -> None:
        self._article = article
        self._told: dict[int, str | None] = {}
        self._sides: dict[int, str] = {}
        self._bystanders: dict[int, bool] = {}
        self.near = at_table or dealing_parties(article)
        """The parties that the article is about."""

    def holder(self, statement: Statement, bound: Binding) -> str | None:
        """The party that a statement binds; None where nothing tells."""
        speaker = statement.said.person
        if speaker is not None and statement.said.side is None and statement.actor.kind == "party":
            # "Canada will never accept it, Foreign Minister Dubois said": she speaks for Canada.
            self._remember(speaker, statement.actor.side or "")
        own = statement.actor.side or self._remembered(statement.actor.person)
        told = statement.subject is None
        if own is not None and statement.lemma in _COMMITS_SPEAKER:
            return own  # "pledged that Norwegian engineers would be let in"
        if own is None and self._bystander(statement.said.person):
            return None
        if told and bound.party and bound.party != own and (own is None or commits(self._article, bound)):
            if own is None and not bound.own:
                self._remember(statement.actor.person, bound.party)
            return bound.party
        if own is None and statement.said.kind in _ON_RECORD:
            own = self._by_words(statement.actor.person) or self._around(statement)
            if own is not None:
                self._remember(statement.actor.person, own)
        return own

    def unheld(self, statement: Statement) -> bool:
        """Whether nothing but its own words may tell whom a statement binds: its speaker's side was sought before."""
        person = statement.actor.person
        return (
            statement.said.kind in _ON_RECORD
            and not (statement.actor.side or self._remembered(person))
            and (person is None or (id(person) in self._told and self._told[id(person)] is None))
            and self._around(statement) is None
        )

    def _around(self, statement: Statement) -> str | None:
        """The party that the article, and not the words around the speaker's name, gives a statement to."""
        return (
            self._spoken_of(statement.sentence)
            or self._opposite(statement)
            or self._of_lead(statement)
            or self._signed
        )

    def _by_words(self, person: Person | None) -> str | None:
        """The side that the words around a person's name tell; looked for once."""
        if person is None:
            return None
        if id(person) not in self._told:
            self._told[id(person)] = side_by_words(self._article, person)
        return self._told[id(person)]

    def _bystander(self, person: Person | None) -> bool:
        """Whether a speaker of no known side is told to be nobody in office; looked for once."""
        if person is None:
            return False
        if id(person) not in self._bystanders:
            self._bystanders[id(person)] = self._by_words(person) is None and bystander(self._article, person)
        return self._bystanders[id(person)]

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
        for index in self._article.before_in_paragraph(sentence):
            earlier = self._article.sentences[index]
            mention = self._article.party_at(earlier.starts[0]) if earlier.lower else None
            if mention is not None and mention.use != "demonym":
                return mention.party.name
        return None

    def _of_lead(self, statement: Statement) -> str | None:
        """The party that the article begins with, for office holders of a state it need not name again."""
        person = statement.actor.person
        if person is None or person.former or not person.roles & _STATE_OFFICES:
            return None
        return self._leading

    @cached_property
    def _signed(self) -> str | None:
        """The party whose ministry signs the document."""
        return issuer(self._article)

    @cached_property
    def _leading(self) -> str | None:
        """The one party with which the first sentence of the article begins: "Norway on Friday called off"."""
        lead = next((s for s in self._article.sentences if s.section == "body"), None)
        if lead is None or told_of_several(self._article, lead.start, lead.end):
            return None
        start = trimmed(self._article.flat, lead.start, lead.end)[0]
        start += 4 * self._article.flat.startswith("The ", start)
        mention = self._article.party_at(start)
        if mention is None or mention.party.kind != "state" or mention.party.name not in self.near:
            return None
        return mention.party.name

    def _opposite(self, statement: Statement) -> str | None:
        """The other of two parties, where the speaker blames the one or asks something of it."""
        if len(self.near) != 2 or statement.lemma not in _AGAINST:
            return None
        start, end = statement.cue[1], statement.content[-1][1]
        named = {m.party.name for m in self._article.parties_in(start, end)} & self.near
        return next(iter(self.near - named)) if len(named) == 1 else None
