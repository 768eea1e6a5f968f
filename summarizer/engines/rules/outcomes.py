"""Outcomes of a meeting: what was agreed, laid down, signed, arranged or left open, and on whose word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.lexicon import pattern, table, wording, words
from summarizer.engines.rules.speakers import Word, issuer, said_by
from summarizer.models.reading import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.attributed import Attributed
    from summarizer.engines.rules.meetings import Gathering
    from summarizer.engines.rules.persons import Persons
    from summarizer.engines.rules.wordings import Wording
    from summarizer.models.base import OutcomeStatus
    from summarizer.models.reading import Participant

Stretch = tuple[int, int]

_GATE: Final = words("occasion", "outcomes")
_AND_VERB: Final = pattern("outcomes", "and_verb")
# Each wording with words one of which its sentence must hold.
_WORDINGS: Final[dict[str, tuple[Wording, frozenset[str]]]] = {
    name: (wording("outcomes", name), frozenset(needed.split()))
    for name, needed in table("occasion")["wordings"].items()
}
# A joint document's own "shall" tells what was agreed.
_SHALL: Final = (wording("outcomes", "shall"), frozenset(("shall", "undertake", "undertakes")))
_DECLARATION: Final = re.compile(
    r"\b(?:declaration|joint\s+(?:statement|communiqu[eé]|declaration)|agreed\s+minutes|memorandum)\b",
    re.IGNORECASE,
)
_JOINT: Final = wording("outcomes", "joint")
_ALL_SIGNED: Final = wording("outcomes", "all_signed")
_UNREAL: Final = pattern("outcomes", "unreal")
_DENIED: Final = re.compile(r"\b(?:den(?:y|ied|ies)|dismissed|refuted)\b[^.;]{0,100}$", re.IGNORECASE)
_UNTRUE: Final = wording("outcomes", "untrue")
_END: Final = pattern("outcomes", "end")
_OF_TALKS: Final = wording("outcomes", "of_talks")


@dataclass(slots=True)
class _Found:
    text: str
    status: OutcomeStatus
    sides: tuple[str, ...]
    proof: Stretch


class Outcomes:
    """The outcomes of the main meeting, each once."""

    def __init__(
        self, article: Article, persons: Persons, main: Gathering, participants: Sequence[Participant]
    ) -> None:
        self._article = article
        self._persons = persons
        self._main = main
        self._neutral = {
            p.side for p in participants if p.role in {"mediator", "host", "observer"} and p.side
        }
        self._neutral -= {p.side for p in participants if p.role in {"head", "member"}}
        self._issuer = issuer(article)
        title = article.document.title or article.text[:80]
        self._declared = _DECLARATION.search(title) is not None
        self._wordings = {**_WORDINGS, "shall": _SHALL} if self._declared else _WORDINGS
        self._found: list[_Found] = []
        self.taken: list[Stretch] = []
        """Stretches that tell an outcome."""
        by_sentence: dict[int, list[Attributed]] = {}
        for one in article.attributions:
            for content in one.content:
                sentence = article.sentence_at(content.start)
                if sentence is not None:
                    by_sentence.setdefault(sentence.index, []).append(one)
        spread = 0
        for sentence in article.sentences:
            if sentence.section in {"headline", "caption"} or main.recalls(sentence) or not sentence.words:
                continue
            spread = self._spread(sentence, spread)
            self._read(sentence, by_sentence.get(sentence.index, ()))

    def _spread(self, sentence: Sentence, left: int) -> int:
        """Sentences that print what a joint document says; how many may still follow."""
        flat = self._article.flat
        signal = _ALL_SIGNED.search_in(sentence, flat)
        if signal is not None:
            if flat[signal.end() - 1] == ":":
                self._add(
                    (signal.end(), sentence.end), "joint", self._main.parties, (signal.end(), sentence.end)
                )
            return _FOLLOWING + 1
        plain = '"' not in flat[sentence.start : sentence.end] and not sentence.words & {
            "said",
            "says",
            "told",
            "asked",
            "nothing",
        }
        if left and plain and sentence.words & _ACTS and sentence.lower[0] not in {"it", "they", "he", "she"}:
            self._add(
                (sentence.start, sentence.end), "joint", self._main.parties, (sentence.start, sentence.end)
            )
            return left - 1
        return left - 1 if left and plain else 0

    def _read(self, sentence: Sentence, attributions: Iterable[Attributed]) -> None:
        if not sentence.words & _GATE:
            return
        flat = self._article.flat
        if not (
            _OF_TALKS.search_in(sentence, flat)
            or self._names_parties(sentence)
            or self._persons.within(sentence.start, sentence.end)
        ):
            return
        for name, (form, needed) in self._wordings.items():
            if sentence.words.isdisjoint(needed):
                continue
            for match in form.finditer_in(sentence, flat):
                start, end = match.span("what")
                before = flat[max(sentence.start, match.start() - 90) : match.start()]
                if (
                    any(s < end and start < e for s, e in self.taken)
                    or _UNREAL.search(before)
                    or _UNREAL.search(flat[match.start() : start])
                ):
                    continue
                if name == "agreed" and not self._parties_agree(match):
                    continue
                if name == "in_document":
                    said = re.match(
                        r"(?:[\w' -]{0,60}\b)?(?:said|announced|stated|agreed|confirmed|declared)\s+(?:that\s+)?(?=\w)",
                        flat[start:end],
                    )
                    if said:
                        start += said.end() if "agreed" not in said.group() else said.group().index("agreed")
                stop = _END.search(flat[start:end])
                end = start + stop.start() if stop else end
                closing = _CLOSING.search(flat, start, sentence.end)
                end = min(end, closing.start()) if closing else end
                proof = (match.start("who") if "who" in form.pattern.groupindex else start, end)
                status, sides = self._status(
                    sentence,
                    match,
                    (start, end),
                    [a for a in attributions if a.cue is None or not match.start() <= a.cue.start < end],
                )
                if name == "laid_down":
                    for part in _parts(flat, start, end):
                        self._add(part, status, sides, part)
                else:
                    self._add((start, end), status, sides, proof)

    def _parties_agree(self, match: re.Match[str]) -> bool:
        """Whether they who agree are the parties: several together, or one of them."""
        who = match.group("who")
        verb = match.group("what").split()[0].lower()
        if re.match(r"(?:both|the|all|they|we|he|she)\b", who, re.IGNORECASE) or " and " in who:
            return not (verb.startswith(("accept", "approv", "endors")) and who.lower() in {"they", "we"})
        return verb == "agreed" and any(
            m.party.name in self._main.parties for m in self._article.parties_in(*match.span("who"))
        )

    def _names_parties(self, sentence: Sentence) -> bool:
        named = {m.party.name for m in self._article.parties_in(sentence.start, sentence.end)}
        return bool(named & set(self._main.parties))

    def _status(
        self, sentence: Sentence, match: re.Match[str], what: Stretch, attributions: list[Attributed]
    ) -> tuple[OutcomeStatus, tuple[str, ...]]:
        flat = self._article.flat
        parties = self._main.parties
        following = next((s for s in self._article.sentences[sentence.index + 1 : sentence.index + 2]), None)
        if _DENIED.search(flat[max(sentence.start, match.start() - 90) : match.start()]) or (
            following is not None and _UNTRUE.search_in(following, flat)
        ):
            return "denied", ()
        if self._declared or _JOINT.search_in(sentence, flat):
            return "joint", parties
        word = said_by(self._article, self._persons, *what, attributions)
        if word == Word((), both=False):
            word = self._after(sentence, what)
        if word.both:
            return "joint", parties
        sides = [s for s in word.sides if s in parties and s not in self._neutral]
        if not word.sides and self._issuer in parties and self._issuer not in self._neutral:
            sides = [str(self._issuer)]
        if len(sides) >= 2:
            return "joint", tuple(sides)
        return ("claimed_by_one_side", tuple(sides)) if sides else ("reported", ())

    def _after(self, sentence: Sentence, what: Stretch) -> Word:
        """Whose word a closing `…, the ministry informed` makes it."""
        closing = _CLOSING.match(self._article.flat, what[1], sentence.end)
        if closing is None:
            return Word((), both=False)
        parties = [m.party.name for m in self._article.parties_in(*closing.span("who"))]
        people = [m.person.side for m in self._persons.within(*closing.span("who")) if m.person.side]
        return Word(tuple((people or parties)[:1]), both=False)

    def _add(self, what: Stretch, status: OutcomeStatus, sides: tuple[str, ...], proof: Stretch) -> None:
        (start, end), flat = _trimmed(self._article.flat, *what), self._article.flat
        if end - start < _SHORTEST:
            return
        text = self._article.words_of(start, end)
        key = " ".join(text.lower().split())
        if any(key in known.text.lower() or known.text.lower() in key for known in self._found):
            return
        self.taken.append((min(start, proof[0]), end))
        begin, stop = _trimmed(flat, *proof)
        self._found.append(
            _Found(
                text[:700],
                status,
                sides if status in {"joint", "claimed_by_one_side"} else (),
                (begin, stop),
            )
        )

    def models(self) -> tuple[Outcome, ...]:
        """The outcomes as models."""
        return tuple(
            Outcome(
                quotes=(self._article.words_of(*o.proof),), text=o.text, status=o.status, claimed_by=o.sides
            )
            for o in self._found[:20]
        )


_FOLLOWING: Final = 4  # sentences behind the one that announces a joint document
_SHORTEST: Final = 8  # code points
_ACTS: Final = words("occasion", "acts")
_CLOSING: Final = pattern("outcomes", "closing")


def _parts(flat: str, start: int, end: int) -> list[Stretch]:
    """What one document lays down, cut where a second verb begins: `creates a fund and bans the anchoring`."""
    cuts = [start, *(m.end() for m in _AND_VERB.finditer(flat, start, end)), end]
    return list(pairwise(cuts))


def _trimmed(flat: str, start: int, end: int) -> Stretch:
    """A stretch without marks and a dangling `and` at its edges; an expression's limit may have cut its last word."""
    if end < len(flat) and flat[end].isalnum() and flat[end - 1].isalnum():
        end = max(start, flat.rfind(" ", start, end))
    while end > start and flat[end - 1] in ' ,;:.-"':
        end -= 1
    if flat.endswith(" and", start, end):
        end = _trimmed(flat, start, end - 4)[1]
    while start < end and flat[start] in ' ,;:"':
        start += 1
    return start, end
