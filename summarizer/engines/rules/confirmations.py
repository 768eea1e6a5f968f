"""Which parties confirm or deny that the meeting took place, or do not comment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.models.reading import Confirmation

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.meetings import Gathering
    from summarizer.engines.rules.sources import Source
    from summarizer.engines.rules.stances import Stance
    from summarizer.models.base import Stance as Word

_MEETING: Final = re.compile(
    r"\b(?:met|meeting|meetings|talks|discussions|negotiations|visit|call|summit|encounter|contacts?|conversation|held|took\s+place|consultations)\b", re.I
)
_SUBJECT_MATTER: Final = re.compile(r"^(?:in\s+a\s+\w*\s*statement\s+)?(?:that\s+)?(?:the\s+|a\s+|any\s+|such\s+)?(?:[\w-]+\s+){0,6}?(?:talks|meetings?|visit|call|summit|discussions|contacts?|negotiations|encounter)\b|\bmet\b|\bheld\b|took\s+place|^(?:on|in|to)\b|^$", re.I)
_SILENT: Final = re.compile(
    r"(?P<who>[^;:\"]{2,120}?)\s+(?:ha(?:s|ve|d)\s+(?:yet\s+to|not\s+(?:yet\s+|publicly\s+|officially\s+)?)(?:\s*comment(?:ed)?|\s*confirm(?:ed)?|\s*respond(?:ed)?)|did\s+not\s+(?:immediately\s+)?(?:comment|respond|confirm)|declined\s+to\s+(?:comment|confirm|discuss)|"
    r"refused\s+to\s+(?:comment|confirm)|(?:has|have|had)\s+remained\s+silent|made\s+no\s+comment|offered\s+no\s+comment)\b",
    re.I,
)
_NOBODY: Final = re.compile(r"\b(?:there\s+was\s+)?no\s+(?:immediate\s+|official\s+)?(?:comment|confirmation|response|reaction)\s+from\s+(?P<who>[^.;,\"]{2,80})", re.I)


class Confirmations:
    """Collects what parties say of the meeting itself; the first word of a party on each stance counts."""

    def __init__(self, article: Article, main: Gathering) -> None:
        self._article = article
        self._main = main
        self._found: dict[tuple[str, str], list[tuple[int, int]]] = {}

    def silence(self, sentence: Sentence) -> None:
        """Take parties that a sentence says have not commented."""
        if not sentence.words & {"comment", "commented", "respond", "confirm", "confirmed", "silent", "confirmation", "response", "reaction"}:
            return
        flat = self._article.flat
        for pattern in (_SILENT, _NOBODY):
            for match in pattern.finditer(flat, sentence.start, sentence.end):
                end = self._clause_end(sentence, match.end())
                for party in self._parties(*match.span("who"), last=pattern is _SILENT):
                    self._add(party, "no_comment", (self._clause_begin(match.start("who")), end))

    def stance(self, stance: Stance, source: Source, begin: int) -> bool:
        """Take a statement that confirms or denies the meeting; whether it does."""
        words = self._article.flat[stance.content[0] : stance.content[1]]
        if stance.lemma in {"confirm", "affirm", "acknowledge"}:
            word: Word = "confirmed"
        elif stance.lemma in {"deny", "refute", "dismiss"}:
            word = "denied"
        else:
            return False
        if not _SUBJECT_MATTER.search(words):
            return False
        bare = not _MEETING.search(words)
        if bare and not (word == "confirmed" and _MEETING.search(self._article.flat, stance.sentence.start, stance.cue[0])):
            return False
        parties = source.parties if source.kind == "both" else ((source.side,) if source.side else ())
        if source.kind == "anonymous" and not parties and re.search(r"\bboth\b", source.descriptor or ""):
            parties = self._main.parties
        start = begin if not bare else stance.sentence.start
        for party in parties:
            self._add(party, word, (start, max(stance.content[1], stance.cue[1])))
        return bool(parties)

    def _parties(self, start: int, end: int, *, last: bool) -> list[str]:
        mentions = [m for m in self._article.parties_in(start, end)]
        if last:
            mentions = mentions[-1:]
        return [m.party.name for m in mentions if m.party.name in self._main.parties]

    def _clause_end(self, sentence: Sentence, at: int) -> int:
        flat = self._article.flat
        while at < sentence.end and flat[at] not in ",;.":
            at += 1
        return at

    def _clause_begin(self, at: int) -> int:
        match = re.match(r"\s*(?:while|but|and|although|though)\s+", self._article.flat[at : at + 14], re.I)
        return at + match.end() if match else at

    def _add(self, party: str, stance: Word, proof: tuple[int, int]) -> None:
        self._found.setdefault((party, stance), []).append(proof)

    def models(self) -> tuple[Confirmation, ...]:
        """The confirmations as models."""
        return tuple(
            Confirmation(quotes=tuple(self._article.words_of(*p) for p in proofs[:2]), party=party, stance=stance)  # type: ignore[arg-type]
            for (party, stance), proofs in list(self._found.items())[:12]
        )
