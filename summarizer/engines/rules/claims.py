"""Red lines and positions of one article, made from its statements."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.bindings import binding
from summarizer.engines.rules.conditions import consequence_in, specificity
from summarizer.engines.rules.declared import (
    declares,
    fronted_topic,
    in_own_name,
    narrowed,
    question,
    refusing_tail,
    with_condition,
)
from summarizer.engines.rules.holders import Holders
from summarizer.engines.rules.kinds import kind_of
from summarizer.engines.rules.lexicon import wording
from summarizer.engines.rules.red_lines import TERM, find_red_lines
from summarizer.engines.rules.relevance import battle, counts
from summarizer.engines.rules.sameness import alike, better, one_matter
from summarizer.engines.rules.topics import classes, topic
from summarizer.models.reading import Position, RedLine, Said
from summarizer.resolve.actors import party

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article
    from summarizer.engines.rules.bindings import Binding
    from summarizer.engines.rules.meetings import Gathering
    from summarizer.engines.rules.red_lines import Drawn
    from summarizer.engines.rules.sources import Sources
    from summarizer.engines.rules.statements import Statement, Stretch
    from summarizer.models.base import PositionKind

_NEGATED: Final = re.compile(r"\b(?:not|never|no\slonger)\b|n't\b")
_NO_LINES: Final = frozenset({"accuse", "blame", "demand", "condemn"})
_ASSURES: Final = frozenset({"assure", "reassure", "promise"})
_IF_SO: Final = wording("claims", "if_so")
_PLAIN: Final = frozenset(
    "say tell add note remark write joke reply answer accord continue post explain".split()
)
_TOUCHES: Final = wording("claims", "touches")
_DEMONSTRATIVE: Final = wording("claims", "demonstrative")
_OF_IT: Final = re.compile(r"\b(?:of|on|about)\s(?:it|them)\b")
_ANYONE: Final = re.compile(r"(?:any|the\snext|whoever)\s[^,;.]{3,100}\bwill\b", re.IGNORECASE)
_IT_ALONE: Final = frozenset({"it", "this", "that"})
_AT: Final = wording("claims", "at")
_AWAY: Final = wording("claims", "away")
_AIMED: Final = frozenset({"demand", "accusation", "condemnation", "threat"})
_SHOWN: Final = 400
"""Longest quotation of several sentences that is shown whole as what was stated, in code points."""


@dataclass(slots=True)
class _Line:
    """A red line as it is gathered from several statements."""

    holder: str
    drawn: Drawn
    said: Said
    quotes: list[str]
    parties: list[str]
    consequence: str | None
    sentence: int
    triggers: list[str] = field(default_factory=list)
    direct: bool = False


@dataclass(slots=True)
class _Stand:
    """A position as it is gathered."""

    statement: Statement
    holder: str
    target: str | None
    kind: PositionKind
    words: str
    text: str
    said: Said
    spans: list[Stretch]
    at_meeting: bool


def _begins(words: str, trigger: str) -> bool:
    """Whether words begin with a trigger, so that their subject stands in it."""
    return 0 <= words.find(trigger[:24]) <= 8


class Claims:
    """Turns statements into red lines and positions; takes them in the order of the article."""

    def __init__(
        self, article: Article, sources: Sources, main: Gathering | None, sides: frozenset[str]
    ) -> None:
        self._article = article
        self._sources = sources
        self._parties = tuple(main.parties) if main else ()
        self._holders = Holders(article, frozenset(self._parties) | sides)
        self._near = self._holders.near
        self._lines: list[_Line] = []
        self._stands: list[_Stand] = []
        self._heard: dict[int, list[Statement]] = {}

    def take(self, statement: Statement) -> None:
        """Take one statement: a red line, a position, or nothing of the matter."""
        statement = with_condition(self._article, in_own_name(self._article, statement))
        self._take(statement)
        refused = refusing_tail(self._article, statement)
        if refused is not None:
            self._take(refused)

    def _take(self, statement: Statement) -> None:
        article = self._article
        words = statement.words(article)
        self._heard.setdefault(statement.sentence.index, []).append(statement)
        if not counts(article, statement, words):
            return
        bound = binding(article, statement.content[0][0], statement.content[-1][1])
        verb = statement.subject is not None
        if (bound.joint and not verb) or (
            statement.lemma in {"agree", "accept"}
            and verb
            and not _NEGATED.search(
                article.flat, statement.subject[0] if statement.subject else 0, statement.cue[1]
            )
        ):
            return
        holder = self._holders.holder(statement, bound)
        about_other = not bound.own and bound.party is not None and bound.party != holder
        quotes = statement.proof(article)
        if (
            holder is not None
            and self._lines
            and _IF_SO.match(words)
            and self._points_back(statement, words, holder, quotes)
        ):
            return
        start, end = quotes[0][0], quotes[-1][1]
        clause = (
            article.flat[start:end]
            if verb and statement.lemma not in _NO_LINES and end - start < 700
            else words
        )
        goes_on = holder is not None and _ANYONE.match(words) is not None
        if goes_on and holder is not None and self._points_back(statement, words, holder, quotes):
            return
        kept = False
        if statement.lemma not in _ASSURES or TERM.search(clause):
            denied = statement.lemma in {"deny", "dismiss", "reject"}
            for line in find_red_lines(
                clause, self._before(statement), denied=denied, reported=not statement.direct
            ):
                kept = self._draw(statement, line, holder, words, bound) or kept
        if kept or holder is None or self._points_back(statement, words, holder, quotes):
            return
        if battle(words):
            return
        near = self._of_the_matter(statement, words, holder)
        if not near and statement.said.record != "named" and not verb:
            return
        spoken = article.flat[statement.cue[1] : statement.content[-1][1]].strip() if verb else words
        kind = self._kind(statement, spoken if statement.lemma == "call" else words, about_other=about_other)
        if kind == "position" and not verb and not bound.own and self._is_aside(statement, words):
            return
        # what is more than a remark is of the matter whoever's party it is
        if near or kind != "position" or (classes(words) and statement.said.record == "named"):
            self._stand(statement, holder, kind, words, quotes)

    def _kind(self, statement: Statement, words: str, *, about_other: bool) -> PositionKind:
        if statement.subject is not None and _NEGATED.search(
            self._article.flat, statement.subject[0], statement.cue[1]
        ):
            return "assurance" if statement.lemma in {"seek", "want", "intend", "plan"} else "position"
        return kind_of(statement.lemma, words, about_other=about_other)

    def _before(self, statement: Statement) -> str:
        """What stands before a statement's words, where "any such move" finds its meaning."""
        start = statement.content[0][0]
        return self._article.flat[max(0, start - 700) : start]

    def _points_back(self, statement: Statement, words: str, holder: str, quotes: list[Stretch]) -> bool:
        """Take words that go on with the red line just before: "If it starts, we will close our ports"."""
        line = self._lines[-1] if self._lines else None
        if line is not None and line.holder == holder and self._close(statement, line):
            conditional = _IF_SO.match(words)
            quoted = (
                statement.direct
                and not line.direct
                and not statement.transcript
                and statement.sentence.index - line.sentence == 1
            )
            if conditional or quoted or _ANYONE.match(words):
                line.quotes.extend(self._article.words_of(*s) for s in quotes)
                if conditional or _ANYONE.match(words):
                    line.consequence = line.consequence or (
                        words[conditional.end() :] if conditional else words
                    ).strip(" .,\"'")
                return True
        return False

    def models(self) -> tuple[tuple[RedLine, ...], tuple[Position, ...]]:
        """Red lines and positions; warnings that only lead up to a red line are not told twice."""
        self._declare()
        lines = tuple(self._line_model(line) for line in self._lines[:20])
        stands = [s for s in self._stands if not self._leads_up(s)]
        return lines, tuple(self._position(s) for s in stands[:60])

    # Red lines

    def _draw(
        self, statement: Statement, drawn: Drawn, holder: str | None, words: str, bound: Binding
    ) -> bool:
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
        if holder is None:
            return False
        trigger = drawn.trigger
        spans = statement.proof(self._article)
        if drawn.asked:
            spans = [*question(self._article, spans[0][0], trigger), *spans]
        elif drawn.consequence is None:
            spans = narrowed(self._article, spans, trigger)
        quotes = [self._article.words_of(*s) for s in spans]
        last = self._lines[-1] if self._lines else None
        after_line = last is not None and last.holder == holder and self._close(statement, last)
        if trigger in _IT_ALONE and not after_line:
            earlier = self._take_back(statement, holder)
            if not earlier:
                return False
            trigger = " ".join(self._article.words_of(*earlier[0]).split())
            quotes = [*(self._article.words_of(*s) for s in earlier), *quotes]
        mentioned = [m.party.name for s in statement.content for m in self._article.parties_in(*s)] + [
            m.party.name for m in self._article.parties_in(statement.sentence.start, statement.content[0][0])
        ]
        said = self._said(statement)
        consequence = drawn.consequence or consequence_in(words)
        for line in self._lines:
            near = self._close(statement, line) and (
                drawn.pointing or line.drawn.fragment or _DEMONSTRATIVE.search(trigger) is not None
            )
            if 0 <= statement.sentence.index - line.sentence <= 3 and _OF_IT.search(trigger):
                near = True
            if line.sentence == statement.sentence.index and _DEMONSTRATIVE.search(line.drawn.trigger):
                near = True  # what it points to is told in the same sentence
            if (
                line.holder == holder
                and line.drawn.status == drawn.status
                and (near or one_matter(line.triggers, trigger))
            ):
                line.quotes.extend(q for q in quotes if q not in line.quotes)
                line.parties.extend(mentioned)
                if trigger not in line.triggers:
                    line.triggers.append(trigger)
                line.consequence = line.consequence or consequence
                line.said = better(line.said, said)
                if drawn.explicit and not line.drawn.explicit and not drawn.pointing:
                    line.drawn = replace(drawn, trigger=trigger)
                return True
        self._lines.append(
            _Line(
                holder,
                replace(drawn, trigger=trigger),
                said,
                quotes,
                mentioned,
                consequence,
                statement.sentence.index,
                [trigger],
                statement.direct,
            )
        )
        return True

    def _close(self, statement: Statement, line: _Line) -> bool:
        """Whether a statement stands right behind a red line, in its paragraph."""
        distance = statement.sentence.index - line.sentence
        return (
            0 <= distance <= 2
            and self._article.sentences[line.sentence].paragraph == statement.sentence.paragraph
        )

    def _take_back(self, statement: Statement, holder: str) -> list[Stretch]:
        """The words just before, which turn out to be what the holder will not accept."""
        for stand in reversed(self._stands[-2:]):
            sentence = stand.statement.sentence
            if (
                stand.holder == holder
                and sentence.paragraph == statement.sentence.paragraph
                and 0 <= statement.sentence.index - sentence.index <= 1
            ):
                self._stands.remove(stand)
                return stand.spans
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
        drawn_in = {line.sentence for line in self._lines}
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

    def _line_model(self, line: _Line) -> RedLine:
        others = [p for p in line.parties if p != line.holder]
        at_table = [p for p in others if p in self._parties]
        target = next(iter(at_table), None) or self._counterpart(line.holder) or next(iter(others), None)
        return RedLine(
            quotes=tuple(line.quotes[:8]),
            holder=line.holder,
            target=target,
            trigger=line.drawn.trigger[:400],
            consequence=line.consequence[:700] if line.consequence else None,
            specificity=specificity(line.consequence),
            status=line.drawn.status,
            said=line.said,
        )

    # Positions

    def _stand(
        self, statement: Statement, holder: str, kind: PositionKind, words: str, spans: list[Stretch]
    ) -> None:
        target = self._target(statement, holder, kind)
        text = self._plain(statement, words)
        said = self._said(statement)
        for known in self._stands:
            same_sentence = known.statement.sentence is statement.sentence
            if known.holder != holder or known.said.speaker != said.speaker:
                continue
            if same_sentence and known.kind == kind == "accusation":
                known.spans.extend(spans)
                return
            if self._elaborates(statement, known, kind):
                self._extend(known, spans)
                return
            goes_on = (
                known is self._stands[-1]
                and known.statement.told == statement.told >= 0
                and known.kind == kind == "position"
                and statement.direct
            )
            if (
                goes_on
                and statement.subject is None
                and known.statement.subject is None
                and statement.sentence.index - known.statement.sentence.index <= 1
            ):
                self._extend(known, spans)
                return
            if known.kind == kind and alike(known.words, words):
                known.spans.extend(spans)
                known.said = better(known.said, said)
                return
        self._stands.append(
            _Stand(
                statement, holder, target, kind, words, text, said, list(spans), self._at_meeting(statement)
            )
        )

    def _extend(self, known: _Stand, spans: list[Stretch]) -> None:
        """Add further words; those that stand right behind the last ones make one stretch with them."""
        last = known.spans[-1]
        if 0 <= spans[0][0] - last[1] <= 3 and "\n" not in self._article.text[last[1] : spans[0][0]]:
            known.spans[-1] = (last[0], spans[0][1])
            spans = spans[1:]
            whole = " ".join(self._article.words_of(*known.spans[-1]).split())
            if known.statement.direct and len(known.spans) == 1 and len(whole) <= _SHOWN:
                known.text = f"{whole.rstrip('.,')}."
        known.spans.extend(spans)

    def _elaborates(self, statement: Statement, known: _Stand, kind: PositionKind) -> bool:
        """Whether words only go on with the last position: a quotation behind a report, a second verb of one subject."""
        if known is not self._stands[-1] or kind not in {"position", known.kind} or statement.transcript:
            return False
        before = known.statement
        if statement.said.via != before.said.via:
            return False
        distance = statement.sentence.index - before.sentence.index
        return (
            statement.direct
            and not before.direct
            and 1 <= distance <= 2
            and before.sentence.paragraph == statement.sentence.paragraph
        )

    def _position(self, stand: _Stand) -> Position:
        quotes = tuple(dict.fromkeys(self._article.words_of(*s) for s in stand.spans))
        return Position(
            quotes=quotes[:8],
            holder=stand.holder,
            target=stand.target,
            kind=stand.kind,
            topic=topic(stand.words) or stand.words[:60],
            statement=stand.text[:700],
            at_meeting=stand.at_meeting,
            said=stand.said,
        )

    def _leads_up(self, stand: _Stand) -> bool:
        """Whether a warning or concern only tells what a red line of the same holder is about."""
        if stand.kind != "position" or stand.statement.lemma not in {
            "raise",
            "issue",
            "warn",
            "voice",
            "express",
            "convey",
        }:
            return False
        return any(
            line.holder == stand.holder and any(t in stand.words for t in line.triggers)
            for line in self._lines
        )

    def _of_the_matter(self, statement: Statement, words: str, holder: str) -> bool:
        if not self._near:
            others = {
                m.party.name
                for m in self._article.parties_in(statement.sentence.start, statement.sentence.end)
            } - {holder}
            return bool(others) or bool(classes(words))
        if holder in self._near:
            return True
        here = self._article.parties_in(statement.sentence.start, statement.sentence.end)
        return any(m.party.name in self._near for m in here)

    def _is_aside(self, statement: Statement, words: str) -> bool:
        """Whether a remark touches nothing that parties talk about: "The soup was excellent"."""
        return statement.lemma in _PLAIN and not (
            classes(words)
            or _TOUCHES.search(words)
            or any(self._article.parties_in(*s) for s in statement.content)
        )

    def _target(self, statement: Statement, holder: str, kind: PositionKind) -> str | None:
        stretches = ((statement.cue[1], statement.content[0][0]), *statement.content)
        if kind in _AIMED:
            stretches = (*stretches, (statement.sentence.start, statement.sentence.end))
        named = [m.party.name for s in stretches if s[1] > s[0] for m in self._article.parties_in(*s)]
        others = [p for p in named if p != holder]
        at_table = [p for p in others if p in self._parties]
        if at_table and (kind not in _AIMED or at_table[0] == others[0]):
            return at_table[0]
        return others[0] if others and kind in _AIMED else None

    def _counterpart(self, holder: str) -> str | None:
        """The other of two parties that meet, or that the article is about: a line drawn there is drawn for it."""
        for parties in (frozenset(self._parties), self._near):
            if len(parties) == 2 and holder in parties:
                return next(iter(parties - {holder}))
        return None

    def _at_meeting(self, statement: Statement) -> bool:
        if statement.said.via and statement.said.kind == "person":
            return False
        if statement.actor.kind == "delegation":
            return True
        start, end = statement.sentence.start, statement.sentence.end
        flat = self._article.flat
        outside = f"{flat[start : statement.content[0][0]]} {flat[statement.content[-1][1] : end]}"
        return bool(_AT.search(outside)) and not _AWAY.search(outside)

    def _said(self, statement: Statement) -> Said:
        source = statement.said
        hedges = self._sources.hedges(statement.sentence)
        record = source.record
        if source.kind in {"party", "delegation"} and self._sources.channelled(statement.sentence):
            record = "named"
        descriptor = source.descriptor
        speaker = None
        if source.person is not None and source.kind == "person":
            speaker = source.person.name[:120]
            descriptor = source.person.titles[0][:300] if source.person.titles else None
        return Said(speaker=speaker, descriptor=descriptor, record=record, via=source.via[:6], hedges=hedges)

    def _plain(self, statement: Statement, words: str) -> str:
        """The statement as one plain sentence: its own words, with the verb where that carries the meaning."""
        article = self._article
        called = self._called(statement) if statement.subject is not None else ""
        if statement.subject is None or not called:
            text = " ".join(article.words_of(*s).strip(" \t\n,;:\"'“”‘’«»-") for s in statement.content)
        else:
            start = statement.cue[0] if statement.subject == statement.cue else statement.subject[1]
            said = article.words_of(start, statement.content[-1][1]).strip()
            text = f"{called}{'' if said.startswith(',') else ' '}{said}"
        text = re.sub(r"\s+", " ", text).strip(" ,;:")
        text = text[0].upper() + text[1:] if text else words
        return text if text.endswith((".", "!", "”", '"')) else text + "."

    def _called(self, statement: Statement) -> str:
        actor = statement.actor
        if actor.person is not None and actor.kind == "person":
            return actor.person.name
        return actor.descriptor or actor.party or ""
