"""Which parties confirm or deny that the meeting took place, or do not comment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.lexicon import pattern, wording, words
from summarizer.engines.rules.meetings import Gathering
from summarizer.engines.rules.speakers import issuer, said_by, word_of
from summarizer.models.reading import Confirmation

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.persons import Persons
    from summarizer.engines.rules.wordings import Wording
    from summarizer.models.base import Stance

_MEETING: Final = pattern("confirmations", "meeting")
_STATED: Final = wording("confirmations", "stated")
# The meeting itself must be what is confirmed or denied, not what was said there.
_ITSELF: Final = pattern("confirmations", "itself")
_BARE: Final = pattern("confirmations", "bare")
_SILENT: Final = wording("confirmations", "silent")
_NO_MEETING: Final = wording("confirmations", "no_meeting")
_DID_MEET: Final = wording("confirmations", "did_meet")
_NOBODY: Final = wording("confirmations", "nobody")
# A stretch that is as long as it may be begins anywhere, inside a word too.
_BORDER: Final = re.compile(r"(?:(?<=[\w'-])[\w'-]+)?")
_GATE: Final = words("occasion", "confirmations")


class Confirmations:
    """What parties say of the meeting itself."""

    def __init__(self, article: Article, persons: Persons, main: Gathering | None) -> None:
        self._article = article
        self._persons = persons
        self._main = main or Gathering()
        self._found: dict[tuple[str, Stance], list[tuple[int, int]]] = {}
        self.cues: set[int] = set()
        """Where the verbs of confirming stand; they state no position."""
        for sentence in article.sentences:
            if sentence.section in {"headline", "caption"} or self._main.recalls(sentence):
                continue
            if main is not None and not _GATE.isdisjoint(sentence.lower):
                self._silence(sentence)
                self._stated(sentence)
            # Whoever denies that anybody met tells of no meeting.
            self._flatly(sentence, _NO_MEETING, "denied")
            if main is not None:
                self._flatly(sentence, _DID_MEET, "confirmed")

    def _stated(self, sentence: Sentence) -> None:
        flat = self._article.flat
        for match in _STATED.finditer_in(sentence, flat):
            rest = match.group("rest")
            bare = bool(_BARE.match(rest))
            if not (
                _ITSELF.search(rest) if not bare else _MEETING.search(flat, sentence.start, match.start())
            ):
                continue
            start = self._subject(sentence, match.start())
            word = word_of(self._article, self._persons, start, match.start())
            stance: Stance = (
                "denied" if match.group("verb").lower().startswith(("den", "ref", "dis")) else "confirmed"
            )
            parties = self._main.parties if word.both else word.sides
            for party in parties:
                self._add(
                    party,
                    stance,
                    (sentence.start if bare else start, match.end() if not bare else match.end("verb")),
                )
            if parties:
                self.cues.add(match.start())

    def _flatly(self, sentence: Sentence, form: Wording, stance: Stance) -> None:
        """ "No delegation has travelled there", "the two did meet": on whose word."""
        for match in form.finditer_in(sentence, self._article.flat):
            over = [
                a
                for a in self._article.attributions
                if any(c.start < match.end() and match.start() < c.end for c in a.content)
            ]
            word = said_by(self._article, self._persons, *match.span(), over)
            own = issuer(self._article) if not word.sides and not word.both else None
            parties = self._main.parties if word.both else word.sides or ((own,) if own else ())
            for party in parties:
                self._add(party, stance, self._clause(sentence, *match.span()))

    def _clause(self, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
        """The clause around words, up to the next marks."""
        flat = self._article.flat
        while start > sentence.start and flat[start - 1] not in ';:"':
            start -= 1
        while end < sentence.end and flat[end] not in ',;:"':
            end += 1
        return start, end

    def _subject(self, sentence: Sentence, at: int) -> int:
        """Where the clause of a verb begins."""
        start = sentence.start
        for broken in re.finditer(
            r"[;\"]|,\s+(?:but|and|while)\s+|\bthat\s+", self._article.flat[sentence.start : at]
        ):
            start = sentence.start + broken.end()
        comma = self._article.flat.rfind(", ", start, at)
        if (
            comma > start
            and _MEETING.search(self._article.flat, start, comma)
            and not self._article.flat[comma + 2 : comma + 6].lower().startswith("who")
        ):
            start = comma + 2
        return start

    def _silence(self, sentence: Sentence) -> None:
        flat = self._article.flat
        for silence in (_SILENT, _NOBODY):
            for match in silence.finditer_in(sentence, flat):
                end = match.end()
                while end < sentence.end and flat[end] not in ",;.":
                    end += 1
                start = _BORDER.match(flat, match.start("who")).end()  # type: ignore[union-attr]
                named = [m.party.name for m in self._article.parties_in(*match.span("who"))]
                for party in named[-1:] if silence is _SILENT else named:
                    if party in self._main.parties:
                        self._add(party, "no_comment", (start, end))

    def _add(self, party: str, stance: Stance, proof: tuple[int, int]) -> None:
        start, end = proof
        while start < end and self._article.flat[start] in ' ,;:"':
            start += 1
        while end > start and self._article.flat[end - 1] in ' ,;:."':
            end -= 1
        self._found.setdefault((party, stance), []).append((start, end))

    def models(self) -> tuple[Confirmation, ...]:
        """The confirmations as models."""
        return tuple(
            Confirmation(
                quotes=tuple(self._article.words_of(*p) for p in proofs[:2]), party=party, stance=stance
            )
            for (party, stance), proofs in list(self._found.items())[:12]
        )
