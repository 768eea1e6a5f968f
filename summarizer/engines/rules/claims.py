"""Red lines and positions of one article: each of its statements in turn draws a line, states a position, or neither."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.bindings import binding
from summarizer.engines.rules.conditions import consequence_in
from summarizer.engines.rules.declared import (
    declares,
    fronted_topic,
    in_own_name,
    narrowed,
    question,
    refusing_tail,
    with_condition,
)
from summarizer.engines.rules.drawn_lines import DrawnLines, Line, goes_back_to_it
from summarizer.engines.rules.holders import Holders
from summarizer.engines.rules.kinds import kind_of
from summarizer.engines.rules.lexicon import wording
from summarizer.engines.rules.red_lines import TERM, find_red_lines, may_name_holder
from summarizer.engines.rules.relevance import battle, counts, in_office
from summarizer.engines.rules.said import said_of
from summarizer.engines.rules.stated_positions import StatedPositions
from summarizer.engines.rules.topics import classes
from summarizer.resolve.actors import party

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article
    from summarizer.engines.rules.attributed import Stretch
    from summarizer.engines.rules.bindings import Binding
    from summarizer.engines.rules.meetings import Gathering
    from summarizer.engines.rules.red_lines import Drawn
    from summarizer.engines.rules.stated_positions import Stand
    from summarizer.engines.rules.statement import Statement
    from summarizer.models.base import PositionKind
    from summarizer.models.reading import Position, RedLine

_NEGATED: Final = re.compile(r"\b(?:not|never|no\slonger)\b|n't\b")
_NO_LINES: Final = frozenset({"accuse", "blame", "demand", "condemn"})
_ASSURES: Final = frozenset({"assure", "reassure", "promise", "swear"})
_DENIES: Final = frozenset({"deny", "dismiss", "reject"})
_AGREES: Final = frozenset({"agree", "accept"})
_INTENDS: Final = frozenset({"seek", "want", "intend", "plan"})
_TRACES: Final = frozenset({"attribute", "ascribe", "put"})
_LEADS_UP: Final = frozenset({"raise", "issue", "warn", "voice", "express", "convey"})
_PLAIN: Final = frozenset(
    "say tell add note remark write joke reply answer accord continue post explain".split()
)
_TOUCHES: Final = wording("claims", "touches")
_IT_ALONE: Final = frozenset({"it", "this", "that"})
_LONGEST_CLAUSE: Final = 700  # code points of a subject, its verb and what is stated
_BEFORE: Final = 700  # code points in which "any such move" finds its meaning


class Claims:
    """Turns statements into red lines and positions; takes them in the order of the article."""

    def __init__(self, article: Article, main: Gathering | None, sides: frozenset[str]) -> None:
        self._article = article
        self._parties = tuple(main.parties) if main else ()
        self._holders = Holders(article, frozenset(self._parties) | sides)
        self._near = self._holders.near
        self._lines = DrawnLines(article)
        self._positions = StatedPositions(article, self._parties)
        self._heard: dict[int, list[Statement]] = {}
        """The statements taken so far, by the index of their sentence."""

    def take(self, statement: Statement) -> None:
        """Take one statement: a red line, a position, or nothing of the matter."""
        statement = with_condition(self._article, in_own_name(self._article, statement))
        self._take(statement)
        refused = refusing_tail(self._article, statement)
        if refused is not None:
            self._take(refused)

    def models(self) -> tuple[tuple[RedLine, ...], tuple[Position, ...]]:
        """Red lines and positions; warnings that only lead up to a red line are not told twice."""
        self._declare()
        return self._lines.models(self._parties, self._near), self._positions.models(self._leads_up)

    def _take(self, statement: Statement) -> None:
        self._heard.setdefault(statement.sentence.index, []).append(statement)
        if not in_office(statement):
            return
        words = statement.words(self._article)
        if self._binds_nobody(statement, words) or not counts(self._article, statement, words):
            return
        bound = binding(self._article, statement.content[0][0], statement.content[-1][1])
        verb = statement.subject is not None
        if (bound.joint and not verb) or (
            statement.lemma in _AGREES and verb and not self._negated(statement)
        ):
            return
        holder = self._holders.holder(statement, bound)
        if holder is None and (verb or not may_name_holder(words)):
            return
        quotes = statement.proof(self._article)
        if (
            holder is not None
            and goes_back_to_it(words)
            and self._lines.goes_on(statement, words, holder, quotes)
        ):
            return
        if self._draw_all(statement, words, holder, quotes, bound):
            return
        if holder is None or self._lines.goes_on(statement, words, holder, quotes):
            return
        if not battle(words):
            self._state(statement, words, holder, quotes, bound)

    def _binds_nobody(self, statement: Statement, words: str) -> bool:
        """Whether nothing tells a statement's party; seen first, since it is so of most speakers whose side is unknown."""
        return self._holders.unheld(statement) and (
            statement.subject is not None
            or not (
                may_name_holder(words)
                or binding(self._article, statement.content[0][0], statement.content[-1][1]).party
            )
        )

    def _negated(self, statement: Statement) -> bool:
        """Whether the verb of a statement is denied: "did not agree"."""
        start = statement.subject[0] if statement.subject else 0
        return _NEGATED.search(self._article.flat, start, statement.cue[1]) is not None

    # Red lines

    def _draw_all(
        self, statement: Statement, words: str, holder: str | None, quotes: list[Stretch], bound: Binding
    ) -> bool:
        """Draw the red lines in a statement; whether there is one."""
        start, end = quotes[0][0], quotes[-1][1]
        whole = statement.subject is not None and statement.lemma not in _NO_LINES
        clause = self._article.flat[start:end] if whole and end - start < _LONGEST_CLAUSE else words
        if statement.lemma in _ASSURES and not TERM.search(clause):
            return False
        drawn = False
        for line in find_red_lines(
            clause,
            self._before(statement),
            denied=statement.lemma in _DENIES,
            reported=not statement.direct,
        ):
            drawn = self._draw(statement, line, holder, words, bound) or drawn
        return drawn

    def _draw(
        self, statement: Statement, drawn: Drawn, holder: str | None, words: str, bound: Binding
    ) -> bool:
        holder = self._holder_of_line(statement, drawn, holder, words, bound)
        if holder is None:
            return False
        trigger = drawn.trigger
        spans = statement.proof(self._article)
        if drawn.asked:
            spans = [*question(self._article, spans[0][0], trigger), *spans]
        elif drawn.consequence is None:
            spans = narrowed(self._article, spans, trigger)
        if trigger in _IT_ALONE and not self._lines.follows(statement, holder):
            earlier = self._take_back(statement, holder)
            if not earlier:
                return False
            trigger = " ".join(self._article.words_of(*earlier[0]).split())
            spans = [*earlier, *spans]
        before = (statement.sentence.start, statement.content[0][0])
        line = Line(
            holder=holder,
            drawn=replace(drawn, trigger=trigger),
            said=said_of(self._article, statement),
            quotes=[self._article.words_of(*s) for s in spans],
            parties=[
                m.party.name for s in (*statement.content, before) for m in self._article.parties_in(*s)
            ],
            consequence=drawn.consequence or consequence_in(words),
            sentence=statement.sentence.index,
            direct=statement.direct,
        )
        self._lines.add(line, statement)
        return True

    def _holder_of_line(
        self, statement: Statement, drawn: Drawn, holder: str | None, words: str, bound: Binding
    ) -> str | None:
        """Who draws a red line, where its own words tell better than the statement does."""
        if drawn.owner and (owner := party(drawn.owner)) is not None:
            return owner.name
        if drawn.holder_words:
            named = party(drawn.holder_words)
            if (
                named is not None
                and (holder is None or named.name != holder)
                and statement.subject is None
                and bound.party in {None, named.name}
            ):
                holder = named.name
        if (
            drawn.against
            and bound.party is not None
            and bound.party == holder
            and _begins(words, drawn.trigger)
        ):
            holder = statement.actor.side or self._holders.adversary(bound.party)
        return holder

    def _before(self, statement: Statement) -> str:
        """What stands before a statement's words, where "any such move" finds its meaning."""
        start = statement.content[0][0]
        return self._article.flat[max(0, start - _BEFORE) : start]

    def _take_back(self, statement: Statement, holder: str) -> list[Stretch]:
        """The words just before, which turn out to be what the holder will not accept."""
        if stated := self._positions.take_back(statement, holder):
            return stated
        for earlier in reversed(self._heard.get(statement.sentence.index - 1, ())):
            if (
                earlier.sentence.paragraph == statement.sentence.paragraph
                and earlier.said.side == statement.said.side
                and earlier.direct == statement.direct
            ):
                return earlier.proof(self._article)
        return fronted_topic(self._article, statement.sentence)

    def _declare(self) -> None:
        """Draw the red lines that a party states in sentences without a word of saying."""
        drawn_in = self._lines.sentences
        for sentence in self._article.sentences:
            if sentence.index in drawn_in:
                continue
            statement = declares(self._article, sentence, self._heard)
            if statement is None:
                continue
            words = statement.words(self._article)
            bound = binding(self._article, *statement.content[0])
            for drawn in find_red_lines(words, self._before(statement)):
                self._draw(statement, drawn, statement.actor.side, words, bound)

    # Positions

    def _state(
        self, statement: Statement, words: str, holder: str, quotes: list[Stretch], bound: Binding
    ) -> None:
        """State a position, if the words are of the matter."""
        verb = statement.subject is not None
        near = self._of_the_matter(statement, words, holder)
        if not near and statement.said.record != "named" and not verb:
            return
        kind = self._kind(statement, words, holder, bound)
        if kind == "position" and not verb and not bound.own and self._is_aside(statement, words):
            return
        # what is more than a remark is of the matter whoever's party it is
        if near or kind != "position" or (classes(words) and statement.said.record == "named"):
            self._positions.add(statement, holder, kind, words, quotes)

    def _kind(self, statement: Statement, words: str, holder: str, bound: Binding) -> PositionKind:
        if statement.subject is not None:
            if self._negated(statement):
                return "assurance" if statement.lemma in _INTENDS else "position"
            if statement.lemma == "call":  # for what, or whom what, stands behind the verb
                words = self._article.flat[statement.cue[1] : statement.content[-1][1]].strip()
        about_other = not bound.own and bound.party not in {None, holder}
        own = bound.own or bound.party == holder
        kind = kind_of(statement.lemma, words, about_other=about_other, own=own)
        if kind == "accusation" and statement.lemma in _TRACES:
            named = (m.party.name for s in statement.content for m in self._article.parties_in(*s))
            return kind if any(name != holder for name in named) else "position"  # "put it down to rain"
        return kind

    def _of_the_matter(self, statement: Statement, words: str, holder: str) -> bool:
        """Whether a statement is of the parties that the article is about, or names one of them."""
        if holder in self._near:
            return True
        here = self._article.parties_in(statement.sentence.start, statement.sentence.end)
        named = {m.party.name for m in here}
        if self._near:
            return not named.isdisjoint(self._near)
        return bool(named - {holder}) or bool(classes(words))

    def _is_aside(self, statement: Statement, words: str) -> bool:
        """Whether a remark touches nothing that parties talk about: "The soup was excellent"."""
        return statement.lemma in _PLAIN and not (
            classes(words)
            or any(self._article.parties_in(*s) for s in statement.content)
            or _TOUCHES.search(words)
        )

    def _leads_up(self, stand: Stand) -> bool:
        """Whether a warning or concern only tells what a red line of the same holder is about."""
        return (
            stand.kind == "position"
            and stand.statement.lemma in _LEADS_UP
            and self._lines.tell(stand.holder, stand.words)
        )


def _begins(words: str, trigger: str) -> bool:
    """Whether words begin with a trigger, so that their subject stands in it."""
    return 0 <= words.find(trigger[:24]) <= 8
