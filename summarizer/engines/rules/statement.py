"""A statement as the rules hold it: words that somebody stated, with the words that prove it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.told import trimmed

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.attributed import Stretch
    from summarizer.engines.rules.source import Source

_REMARK: Final = re.compile(r",\s(?:which|who|whose|whom|where|when)\s(?![^,]{1,60},\s)")
_VERB_GROUP: Final = re.compile(
    r"(?:\b(?:will|would|shall|can|could|may|might|must|should|has|have|had|is|are|was|were|did|does|do|not|never|"
    r"cannot|also|again|\w+ly|\w+n't)\s)+$"
)
_SHORTEST: Final = 20  # code points of what is stated before a remark on it
_LONGEST: Final = 600  # code points of a proof with subject and verb


@dataclass(slots=True)
class Statement:
    """Words somebody stated. Stretches are (start, end) in code points of the document."""

    sentence: Sentence
    lemma: str
    cue: Stretch
    said: Source
    """Whose word it is: the outermost speaker."""
    actor: Source
    """Who is told to have stated it: the innermost speaker, whose party is bound."""
    content: tuple[Stretch, ...]
    subject: Stretch | None
    direct: bool
    told: int = -1
    """Which attribution it stands in; -1 where in none."""
    transcript: bool = False

    def words(self, article: Article) -> str:
        """What was stated, in flat text."""
        return " ".join(article.flat[s:e].strip() for s, e in self.content)

    def proof(self, article: Article) -> list[Stretch]:
        """Words to quote: the content, with subject and verb where the verb carries the meaning."""
        if self.subject is not None and ":" not in article.flat[self.cue[1] : self.content[0][0]]:
            start, end = min(self.subject[0], self.content[0][0]), self.content[-1][1]
            verb = self._verb_start(article)
            speaker = article.flat[start:verb].rstrip(" ,")
            if start < verb and (3 * len(speaker) > 2 * (end - verb) or ", " in speaker):
                start = verb  # "The delegation, led by A, turned down the plan"
            if end - start < _LONGEST:
                return [self._bare(article, *trimmed(article.flat, start, max(end, self.cue[1])))]
        if (
            len(self.content) == 2
            and self.content[0][1] <= self.cue[0] < self.content[1][0]
            and not self.direct
        ):
            return [
                trimmed(article.flat, self.content[0][0], self.content[1][1])
            ]  # "Oslo, he said, has left"
        return [self._bare(article, *trimmed(article.flat, *s)) for s in self.content]

    def _verb_start(self, article: Article) -> int:
        """Where the verb group begins behind the subject: at `will` in "Oslo will not accept"."""
        subject = self.subject or self.cue
        if subject[0] >= self.cue[0]:
            return subject[0]
        between = article.flat[subject[0] : self.cue[0]]
        group = _VERB_GROUP.search(between)
        return subject[0] + (group.start() if group else len(between))

    def _bare(self, article: Article, start: int, end: int) -> Stretch:
        """Reported words without a remark behind them: "refused the mast, which Oslo had built"."""
        if self.direct:
            return start, end
        begin = self.cue[1] if start <= self.cue[0] < end else start
        remark = _REMARK.search(article.flat, min(end, begin + _SHORTEST), end)
        if remark is None or article.flat.count('"', start, remark.start()) % 2:
            return start, end
        return start, remark.start()
