"""The positions of one article as they are gathered: statements that only go on with one, or say it again, join it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.lexicon import wording
from summarizer.engines.rules.said import said_of
from summarizer.engines.rules.sameness import alike, better
from summarizer.engines.rules.topics import topic
from summarizer.models.reading import Position, Said

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from summarizer.engines.rules.article import Article
    from summarizer.engines.rules.attributed import Stretch
    from summarizer.engines.rules.statement import Statement
    from summarizer.models.base import PositionKind

_AT: Final = wording("claims", "at")
_AWAY: Final = wording("claims", "away")
_AIMED: Final = frozenset({"demand", "accusation", "condemnation", "threat"})
_SHOWN: Final = 400
"""Longest quotation of several sentences that is shown whole as what was stated, in code points."""
_MOST: Final = 60  # positions of one article; only hostile text has more


@dataclass(slots=True)
class Stand:
    """A position as it is gathered."""

    statement: Statement
    holder: str
    target: str | None
    kind: PositionKind
    words: str
    text: str
    """What was stated, as one plain sentence."""
    said: Said
    spans: list[Stretch]
    """Words that prove it, as offsets in code points."""
    at_meeting: bool


class StatedPositions:
    """The positions of one article, in the order in which it states them; `parties`: those that meet."""

    def __init__(self, article: Article, parties: Collection[str]) -> None:
        self._article = article
        self._parties = parties
        self._stands: list[Stand] = []
        self._by_holder: dict[tuple[str, str | None], list[Stand]] = {}
        """The same, by holder and speaker."""

    def add(
        self, statement: Statement, holder: str, kind: PositionKind, words: str, spans: list[Stretch]
    ) -> None:
        """Add a position; to one of the same holder and speaker where it goes on with that or says it again."""
        said = said_of(self._article, statement)
        own = self._by_holder.setdefault((holder, said.speaker), [])
        for known in own:
            if known.statement.sentence is statement.sentence and known.kind == kind == "accusation":
                known.spans.extend(spans)
                return
            if known is self._stands[-1] and (
                _elaborates(statement, known, kind) or _continues(statement, known, kind)
            ):
                self._extend(known, spans)
                return
            if known.kind == kind and alike(known.words, words):
                known.spans.extend(spans)
                known.said = better(known.said, said)
                return
        stand = Stand(
            statement,
            holder,
            self._target(statement, holder, kind),
            kind,
            words,
            _plain(self._article, statement, words),
            said,
            list(spans),
            self._at_meeting(statement),
        )
        self._stands.append(stand)
        own.append(stand)

    def take_back(self, statement: Statement, holder: str) -> list[Stretch]:
        """The words of a position stated just before, which turn out to be what its holder will not accept."""
        for stand in reversed(self._stands[-2:]):
            sentence = stand.statement.sentence
            if (
                stand.holder == holder
                and sentence.paragraph == statement.sentence.paragraph
                and 0 <= statement.sentence.index - sentence.index <= 1
            ):
                self._stands.remove(stand)
                self._by_holder[holder, stand.said.speaker].remove(stand)
                return stand.spans
        return []

    def models(self, told: Callable[[Stand], bool]) -> tuple[Position, ...]:
        """The positions for a reading, without those that are `told` elsewhere already."""
        stands = [stand for stand in self._stands if not told(stand)]
        return tuple(self._model(stand) for stand in stands[:_MOST])

    def _extend(self, known: Stand, spans: list[Stretch]) -> None:
        """Add further words; those that stand right behind the last ones make one stretch with them."""
        last = known.spans[-1]
        if 0 <= spans[0][0] - last[1] <= 3 and "\n" not in self._article.text[last[1] : spans[0][0]]:
            known.spans[-1] = (last[0], spans[0][1])
            spans = spans[1:]
            whole = " ".join(self._article.words_of(*known.spans[-1]).split())
            if known.statement.direct and len(known.spans) == 1 and len(whole) <= _SHOWN:
                known.text = f"{whole.rstrip('.,')}."
        known.spans.extend(spans)

    def _model(self, stand: Stand) -> Position:
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

    def _at_meeting(self, statement: Statement) -> bool:
        if statement.said.via and statement.said.kind == "person":
            return False
        if statement.actor.kind == "delegation":
            return True
        start, end = statement.sentence.start, statement.sentence.end
        flat = self._article.flat
        outside = f"{flat[start : statement.content[0][0]]} {flat[statement.content[-1][1] : end]}"
        return (
            _AT.may_stand_in(outside)
            and _AT.pattern.search(outside) is not None
            and _AWAY.pattern.search(outside) is None
        )


def _elaborates(statement: Statement, last: Stand, kind: PositionKind) -> bool:
    """Whether words only go on with the last position: a quotation behind a report."""
    if kind not in {"position", last.kind} or statement.transcript:
        return False
    before = last.statement
    if statement.said.via != before.said.via:
        return False
    return (
        statement.direct
        and not before.direct
        and 1 <= statement.sentence.index - before.sentence.index <= 2
        and before.sentence.paragraph == statement.sentence.paragraph
    )


def _continues(statement: Statement, last: Stand, kind: PositionKind) -> bool:
    """Whether words are the next sentence of the quotation that the last position is of."""
    before = last.statement
    return (
        before.told == statement.told >= 0
        and last.kind == kind == "position"
        and statement.direct
        and statement.subject is None
        and before.subject is None
        and statement.sentence.index - before.sentence.index <= 1
    )


def _plain(article: Article, statement: Statement, words: str) -> str:
    """The statement as one plain sentence: its own words, with the verb where that carries the meaning."""
    called = _called(statement) if statement.subject is not None else ""
    if statement.subject is None or not called:
        text = " ".join(article.words_of(*s).strip(" \t\n,;:\"'“”‘’«»-") for s in statement.content)
    else:
        start = statement.cue[0] if statement.subject == statement.cue else statement.subject[1]
        said = article.words_of(start, statement.content[-1][1]).strip()
        text = f"{called}{'' if said.startswith(',') else ' '}{said}"
    text = " ".join(text.split()).strip(" ,;:")
    text = text[0].upper() + text[1:] if text else words
    return text if text.endswith((".", "!", "”", '"')) else text + "."


def _called(statement: Statement) -> str:
    actor = statement.actor
    if actor.person is not None and actor.kind == "person":
        return actor.person.name
    return actor.descriptor or actor.party or ""
