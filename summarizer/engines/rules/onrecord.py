"""On whose record an outcome stands: a joint paper, every party, one of them, nobody's, or it is denied."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.lexicon import pattern, wording
from summarizer.engines.rules.papers import Papers
from summarizer.engines.rules.sources import Sources
from summarizer.engines.rules.speakers import Word, issuer, said_by, word_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.attributed import Attributed, Stretch
    from summarizer.engines.rules.persons import Persons
    from summarizer.models.base import OutcomeStatus
    from summarizer.models.reading import Participant

Record = tuple["OutcomeStatus", tuple[str, ...]]

CLOSING: Final = pattern("outcomes", "closing")
_DECLARATION: Final = re.compile(
    r"\b(?:declaration|joint\s+(?:statement|communiqu[eé]|declaration)|agreed\s+minutes|memorandum)\b",
    re.IGNORECASE,
)
_JOINT: Final = wording("outcomes", "joint")
_UNTRUE: Final = wording("outcomes", "untrue")
_NOTHING: Final = re.compile(
    r"nothing\b|there\s+(?:is|was)\s+no\s+(?:agreement|deal|accord)\b", re.IGNORECASE
)
_COLLECTIVE: Final = re.compile(
    r"\b(?:both|two|three|pair|countries(?=')|governments(?=')|sides|parties|alike|joint|common|identical|statements?|communiqu[eé]|declaration|protocol|"
    r"minutes?|memorandum|agreement|accord|treaty|document|text|paper|record|release)\b|^it$",
    re.IGNORECASE,
)
# Verbs with which a paper tells what holds, not what it asks for or proposes.
_TELLING: Final = frozenset(
    "say state read announce confirm record note add provide report tell inform declare specify agree accord".split()
)
_BACK: Final = 4  # sentences of the paragraph in which a pronoun finds its person
_PRONOUN: Final = re.compile(r"(?:he|she)\b", re.IGNORECASE)
_NO_WORD: Final = Word((), both=False)


class Records:
    """Whose word the outcomes of one article are."""

    def __init__(
        self,
        article: Article,
        persons: Persons,
        parties: tuple[str, ...],
        participants: Sequence[Participant],
    ) -> None:
        self._article = article
        self._persons = persons
        self._parties = parties
        self._neutral = {
            p.side for p in participants if p.role in {"mediator", "host", "observer"} and p.side
        }
        self._neutral -= {p.side for p in participants if p.role in {"head", "member"}}
        self._issuer = issuer(article)
        self._sides = {p.name: p.side for p in participants if p.name and p.side}
        title = article.document.title or article.text[:80]
        self.declared: Final = _DECLARATION.search(title) is not None
        """Whether the document is itself one that all parties issue."""

    @cached_property
    def papers(self) -> Papers:
        """The papers that the article tells of."""
        return Papers(self._article)

    def of(
        self, sentence: Sentence, match: re.Match[str], what: Stretch, attributions: list[Attributed]
    ) -> Record:
        """The status of what a sentence tells between two offsets, and the sides whose word it is."""
        flat = self._article.flat
        following = next((s for s in self._article.sentences[sentence.index + 1 : sentence.index + 2]), None)
        if following is not None and _UNTRUE.search_in(following, flat):
            return "denied", ()
        paper = self.papers.meant(flat[match.start() : what[0]], sentence)
        if self.declared or (paper and paper.joint) or _JOINT.search_in(sentence, flat):
            return "joint", self._parties
        word = self._word(sentence, match, what, attributions)
        if paper and paper.owner and not word.both:
            word = Word((paper.owner,), both=False)
        if word.both:
            return "joint", self._parties
        named = {m.party.name for m in self._article.parties_in(match.start(), what[1])}
        sides = [s for s in word.sides if (s in self._parties or s in named) and s not in self._neutral]
        if not word.sides and self._issuer in self._parties and self._issuer not in self._neutral:
            sides = [str(self._issuer)]
        bound = {m.party.name for m in self._article.parties_in(sentence.start, what[0])}
        if len(bound) > 1 and bound.isdisjoint(sides):
            sides = []  # others tell what two parties agreed, whomever the article has at the table
        if len(sides) >= 2:
            return "joint", tuple(sides)
        if sides and _NOTHING.match(flat, *what):
            return "denied", ()
        return ("claimed_by_one_side", tuple(sides)) if sides else ("reported", ())

    def _word(
        self, sentence: Sentence, match: re.Match[str], what: Stretch, attributions: list[Attributed]
    ) -> Word:
        word = said_by(self._article, self._persons, *what, attributions)
        if word == _NO_WORD:
            word = self._source_says(sentence, what, attributions)
        groups = match.re.groupindex
        for name in ("by", "inner"):
            if word == _NO_WORD and name in groups and match[name]:
                word = self._inserted(sentence, *match.span(name))
        if "owner" in groups:
            word = Word(
                tuple(m.party.name for m in self._article.parties_in(*match.span("owner")))[:1], False
            )
        if word == _NO_WORD:
            closing = CLOSING.match(self._article.flat, what[1], sentence.end)
            word = self._inserted(sentence, *closing.span("who")) if closing else word
        return word if word != _NO_WORD else self._paper_says(sentence, what, attributions)

    def _inserted(self, sentence: Sentence, start: int, end: int) -> Word:
        """Whose word the words make it: "the ministry informed", "he went on"."""
        word = word_of(self._article, self._persons, start, end)
        if (
            re.match(r"\s*(?:they\s+)?both\b", self._article.flat[start:end], re.IGNORECASE)
            and not word.sides
        ):
            return Word((), both=True)
        if word == _NO_WORD and _PRONOUN.match(self._article.flat[start:end].strip()):
            earlier = self._article.sentences[max(0, sentence.index - _BACK) : sentence.index + 1]
            begin = next(s.start for s in earlier if s.paragraph == sentence.paragraph)
            people = self._persons.within(begin, start)
            if people and people[-1].person.side:
                return Word((people[-1].person.side,), both=False)
        return word

    @cached_property
    def _sources(self) -> Sources:
        """Speakers of their own for outcomes: those that statements are read with keep the order of the text."""
        return Sources(self._article, self._persons, self._parties, self._sides)

    def _source_says(self, sentence: Sentence, what: Stretch, attributions: list[Attributed]) -> Word:
        """Whose word it is where only the article tells for whom the speaker speaks."""
        for one in attributions:
            held = sum(max(0, min(what[1], c.end) - max(what[0], c.start)) for c in one.content)
            if one.speaker is None or 2 * held < what[1] - what[0]:
                continue
            label = self._article.flat[one.speaker.start : one.speaker.end].isupper()
            source = (
                self._sources.labelled(*one.speaker)
                if label
                else self._sources.read(*one.speaker, sentence, name=one.name)
            )
            if source.kind == "both":
                return Word((), both=True)
            if source.side and source.kind in {"person", "institution", "party", "delegation"}:
                return Word((source.side,), both=False)
        return _NO_WORD

    def of_all(self, one: Attributed, sentence: Sentence) -> Record | None:
        """The record of what all parties or a paper of theirs say; None where the speaker is another."""
        if one.speaker is None or (one.lemma is not None and one.lemma not in _TELLING):
            return None
        words = self._article.flat[one.speaker.start : one.speaker.end]
        if not _COLLECTIVE.search(words):
            return None
        paper = self.papers.meant(words, sentence)
        if paper is None:
            both = word_of(self._article, self._persons, *one.speaker, name=one.name).both
            return ("joint", self._parties) if both else None
        if paper.joint:
            return "joint", self._parties
        return ("reported", ()) if paper.owner is None and words.lower() == "it" else None

    def _paper_says(self, sentence: Sentence, what: Stretch, attributions: list[Attributed]) -> Word:
        for one in attributions:
            if one.speaker is None or not any(c.start < what[1] and what[0] < c.end for c in one.content):
                continue
            paper = self.papers.meant(self._article.flat[one.speaker.start : one.speaker.end], sentence)
            if paper is not None and (paper.joint or paper.owner):
                return Word((paper.owner,) if paper.owner and not paper.joint else (), both=paper.joint)
        return _NO_WORD
