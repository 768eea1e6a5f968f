"""The red lines of one article as they are gathered: what several statements draw on one matter is one line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.conditions import specificity
from summarizer.engines.rules.lexicon import wording
from summarizer.engines.rules.red_lines import TAKEN_BACK
from summarizer.engines.rules.refusals import in_full
from summarizer.engines.rules.sameness import better, one_matter
from summarizer.models.reading import RedLine, Said

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from summarizer.engines.rules.article import Article
    from summarizer.engines.rules.attributed import Stretch
    from summarizer.engines.rules.red_lines import Drawn
    from summarizer.engines.rules.statement import Statement

_IF_SO: Final = wording("claims", "if_so")
_DEMONSTRATIVE: Final = wording("claims", "demonstrative")
_OF_IT: Final = re.compile(r"\b(?:of|off|on|about|from|over)\s(?:it|them)\b")
_ANYONE: Final = re.compile(r"(?:any|the\snext|whoever)\s[^,;.]{3,100}\bwill\b", re.IGNORECASE)
_MOST: Final = 20  # lines of one article; only hostile text has more


@dataclass(slots=True)
class Line:
    """A red line as it is gathered from several statements."""

    holder: str
    drawn: Drawn
    said: Said
    quotes: list[str]
    """Words that prove it, verbatim."""
    parties: list[str]
    """Parties named with it, in the order of the text."""
    consequence: str | None
    sentence: int
    """Index of the sentence that draws it first."""
    direct: bool
    triggers: list[str] = field(init=False)
    """The wordings of what will not be accepted, the first one first."""

    def __post_init__(self) -> None:
        self.triggers = [self.drawn.trigger]


def goes_back_to_it(words: str) -> bool:
    """Whether words threaten what follows something just said, or take it back: "If it starts, we will", "No longer"."""
    return any(form.match(words) is not None for form in (_IF_SO, _ANYONE, TAKEN_BACK))


class DrawnLines:
    """The red lines of one article, in the order in which it draws them."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._lines: list[Line] = []

    @property
    def sentences(self) -> set[int]:
        """Indices of the sentences that draw a line first."""
        return {line.sentence for line in self._lines}

    def follows(self, statement: Statement, holder: str) -> bool:
        """Whether a statement stands right behind the last line, which is the same holder's."""
        last = self._lines[-1] if self._lines else None
        return last is not None and last.holder == holder and self._close(statement, last)

    def add(self, new: Line, statement: Statement) -> None:
        """Add a line; to one of the same holder on the same matter, where there is one."""
        for line in self._lines:
            if (
                line.holder == new.holder
                and line.drawn.status == new.drawn.status
                and (self._points_to(line, new, statement) or one_matter(line.triggers, new.drawn.trigger))
            ):
                _join(line, new)
                return
        self._lines.append(new)

    def goes_on(self, statement: Statement, words: str, holder: str, quotes: Sequence[Stretch]) -> bool:
        """Take words that go on with the red line just before, or take it back: "If it starts, we will close our ports"."""
        if not self.follows(statement, holder):
            return False
        line = self._lines[-1]
        if TAKEN_BACK.match(in_full(words)):
            line.quotes.extend(self._article.words_of(*s) for s in quotes)
            line.drawn = replace(line.drawn, status="rescinded")
            return True
        conditional = _IF_SO.match(words)
        anyone = _ANYONE.match(words)
        quoted = (
            statement.direct
            and not line.direct
            and not statement.transcript
            and statement.sentence.index - line.sentence == 1
        )
        if not (conditional or quoted or anyone):
            return False
        line.quotes.extend(self._article.words_of(*s) for s in quotes)
        if conditional or anyone:
            threatened = words[conditional.end() :] if conditional else words
            line.consequence = line.consequence or threatened.strip(" .,\"'")
        return True

    def tell(self, holder: str, words: str) -> bool:
        """Whether a line of the holder is about what the words say."""
        return any(line.holder == holder and any(t in words for t in line.triggers) for line in self._lines)

    def models(self, at_table: Collection[str], near: Collection[str]) -> tuple[RedLine, ...]:
        """The lines for a reading. `at_table`: the parties that meet; `near`: those that the article is about."""
        return tuple(_model(line, at_table, near) for line in self._lines[:_MOST])

    def _points_to(self, line: Line, new: Line, statement: Statement) -> bool:
        """Whether a line only points back to one before."""
        trigger = new.drawn.trigger
        if self._close(statement, line) and (
            new.drawn.pointing or line.drawn.fragment or _DEMONSTRATIVE.search(trigger) is not None
        ):
            return True
        if 0 <= new.sentence - line.sentence <= 3 and _OF_IT.search(trigger):
            return True
        # what it points to is told in the same sentence
        return line.sentence == new.sentence and _DEMONSTRATIVE.search(line.drawn.trigger) is not None

    def _close(self, statement: Statement, line: Line) -> bool:
        """Whether a statement stands right behind a red line, in its paragraph."""
        distance = statement.sentence.index - line.sentence
        return (
            0 <= distance <= 2
            and self._article.sentences[line.sentence].paragraph == statement.sentence.paragraph
        )


def _join(line: Line, new: Line) -> None:
    line.quotes.extend(q for q in new.quotes if q not in line.quotes)
    line.parties.extend(new.parties)
    if new.drawn.trigger not in line.triggers:
        line.triggers.append(new.drawn.trigger)
    line.consequence = line.consequence or new.consequence
    line.said = better(line.said, new.said)
    if new.drawn.explicit and not line.drawn.explicit and not new.drawn.pointing:
        line.drawn = new.drawn


def _model(line: Line, at_table: Collection[str], near: Collection[str]) -> RedLine:
    others = [p for p in line.parties if p != line.holder]
    target = (
        next((p for p in others if p in at_table), None)
        or _counterpart(line.holder, at_table, near)
        or next(iter(others), None)
    )
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


def _counterpart(holder: str, *circles: Collection[str]) -> str | None:
    """The other of two parties that meet, or that the article is about: a line drawn there is drawn for it."""
    for parties in map(frozenset, circles):
        if len(parties) == 2 and holder in parties:
            return next(iter(parties - {holder}))
    return None
