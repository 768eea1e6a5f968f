"""Outcomes of a meeting: what was agreed, laid down, signed, arranged or left open, and on whose word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.agreeing import ARRANGED, agree, unmet
from summarizer.engines.rules.lexicon import pattern, table, wording, words
from summarizer.engines.rules.onrecord import CLOSING, Records
from summarizer.engines.rules.parts import parts_of, trimmed
from summarizer.models.reading import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.attributed import Attributed, Stretch
    from summarizer.engines.rules.meetings import Gathering
    from summarizer.engines.rules.persons import Persons
    from summarizer.engines.rules.wordings import Wording
    from summarizer.models.base import OutcomeStatus
    from summarizer.models.reading import Participant


_GATE: Final = words("occasion", "outcomes")
_AND_AGREED: Final = pattern("outcomes", "and_agreed")
# Each wording with words one of which its sentence must hold.
_WORDINGS: Final[dict[str, tuple[Wording, frozenset[str]]]] = {
    name: (wording("outcomes", name), frozenset(needed.split()))
    for name, needed in table("occasion")["wordings"].items()
}
# A joint document's own "shall" tells what was agreed.
_SHALL: Final = (wording("outcomes", "shall"), frozenset(("shall", "undertake", "undertakes")))
_ALL_SIGNED: Final = wording("outcomes", "all_signed")
_UNREAL: Final = pattern("outcomes", "unreal")
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
        self,
        article: Article,
        persons: Persons,
        main: Gathering | None,
        participants: Sequence[Participant],
    ) -> None:
        self._article = article
        self._persons = persons
        self._met = main is not None
        main = main or unmet(article)
        self._main = main
        self._records = Records(article, persons, main.parties, participants)
        self._wordings = {**_WORDINGS, "shall": _SHALL} if self._records.declared else _WORDINGS
        if not self._met:
            self._wordings = {name: form for name, form in self._wordings.items() if name in _SURE}
        self._found: list[_Found] = []
        self.taken: list[Stretch] = []
        """Stretches that tell an outcome."""
        if len(main.parties) < 2:
            return
        by_sentence: dict[int, list[Attributed]] = {}
        for one in article.attributions:
            for content in one.content:
                sentence = article.sentence_at(content.start)
                if sentence is not None:
                    by_sentence.setdefault(sentence.index, []).append(one)
        spread = 0
        for sentence in article.sentences:
            if sentence.section in {"headline", "caption"} or main.recalls(sentence) or not sentence.lower:
                continue
            spread = self._spread(sentence, spread)
            self._read(sentence, by_sentence.get(sentence.index, ()))
        self._told_together()

    def _told_together(self) -> None:
        """What all parties or a paper of theirs are said to say of what comes: "the statements read"."""
        article = self._article
        for one in article.attributions:
            sentence = article.sentence_at(one.content[0].start)
            if (
                sentence is None
                or one.form == "direct"
                or sentence.section in {"headline", "caption"}
                or self._main.recalls(sentence)
                or (record := self._records.of_all(one, sentence)) is None
            ):
                continue
            for content in one.content:
                start = content.start
                colon = article.flat.find(": ", start, content.end)
                start = colon + 2 if colon >= 0 else start
                if not ARRANGED.search(article.flat, start, content.end) or any(
                    s < content.end and start < e for s, e in self.taken
                ):
                    continue
                for part in parts_of(article.flat, start, content.end):
                    self._add(part, *record, part)

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
        last = self._found[-1] if self._found else None
        if (
            last is not None
            and last.status == "joint"
            and _IN_RETURN.match(flat, sentence.start)
            and sentence.index > 0
            and last.proof[0] >= self._article.sentences[sentence.index - 1].start
        ):
            start = sentence.start + len(_IN_RETURN.match(flat, sentence.start).group())  # type: ignore[union-attr]
            self._add((start, sentence.end), "joint", last.sides, (start, sentence.end))
            return left
        before = self._article.sentences[sentence.index - 1] if sentence.index else sentence
        if (
            last is not None
            and before.paragraph == sentence.paragraph
            and before.start <= last.proof[0] < before.end
            and (follows := _FOLLOWS.match(flat, sentence.start, sentence.end))
            and _SAID.isdisjoint(sentence.lower)
        ):  # "They set up a commission. It is to meet in May."
            self._add(follows.span(), last.status, last.sides, follows.span())
            return left
        if self._provided(sentence, before):
            return left
        if not left:
            return 0
        plain = '"' not in flat[sentence.start : sentence.end] and _SAID.isdisjoint(sentence.lower)
        if (
            plain
            and not _ACTS.isdisjoint(sentence.lower)
            and sentence.lower[0] not in {"it", "they", "he", "she"}
        ):
            self._add(
                (sentence.start, sentence.end), "joint", self._main.parties, (sentence.start, sentence.end)
            )
            return left - 1
        return left - 1 if plain else 0

    def _provided(self, sentence: Sentence, before: Sentence) -> bool:
        """Take what a sentence says of the joint paper told of before it: "It bars tankers", "A truce begins on 1 May"."""
        flat = self._article.flat
        if (
            before is sentence
            or before.paragraph != sentence.paragraph
            or not _SAID.isdisjoint(sentence.lower)
            or (provides := _PROVIDES.match(flat, sentence.start, sentence.end)) is None
        ):
            return False
        joint = any(f.status == "joint" and before.start <= f.proof[0] < before.end for f in self._found)
        if not joint and not self._records.papers.joint_in(before):
            return False
        for part in parts_of(flat, *provides.span()):
            self._add(part, "joint", self._main.parties, part)
        return True

    def _left_out(self, match: re.Match[str], sentence: Sentence) -> bool:
        """Whether the paper that is said to be silent on something is one of all parties."""
        if any(found.status == "joint" for found in self._found):
            return True
        paper = self._records.papers.meant(match.group(), sentence)
        return paper is not None and paper.joint

    def _read(self, sentence: Sentence, attributions: Iterable[Attributed]) -> None:
        if _GATE.isdisjoint(sentence.lower):
            return
        words = frozenset(sentence.lower)
        due = [
            (name, form) for name, (form, needed) in self._wordings.items() if not words.isdisjoint(needed)
        ]
        if not due:
            return
        flat = self._article.flat
        of_talks = (
            self._records.declared
            or self._names_parties(sentence)
            or bool(self._persons.within(sentence.start, sentence.end))
            or _OF_TALKS.search_in(sentence, flat)
        )
        for name, form in due:
            if not (of_talks or name in _PLAIN):
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
                if not agree(name, match, sentence, self._article, self._main, met=self._met):
                    continue
                if name == "left_out":
                    if self._left_out(match, sentence):
                        self._add((start, end), "reported", (), (start, end))
                    continue
                if name == "in_document":
                    said = re.match(
                        r"(?:[\w' -]{0,60}\b)?(?:said|announced|stated|agreed|confirmed|declared)\s+(?:that\s+)?(?=\w)",
                        flat[start:end],
                    )
                    if said:
                        start += said.end() if "agreed" not in said.group() else said.group().index("agreed")
                inner = match.end("inner") if "inner" in form.pattern.groupindex else -1
                begin = max(start, inner)  # behind "agreed, he went on,"
                stop = _END.search(flat[begin:end])
                end = begin + stop.start() if stop else end
                closing = CLOSING.search(flat, begin, sentence.end)
                end = min(end, closing.start()) if closing else end
                again = (
                    _AND_AGREED.search(flat, start, end) if name in {"agreed", "agree", "both_said"} else None
                )
                end = again.start() if again else end
                told = "who" in form.pattern.groupindex and match.start("who") >= 0
                named = name == "laid_down" and start - match.start() <= _SUBJECT
                proof = (match.start("who") if told else match.start() if named else start, end)
                status, sides = self._records.of(
                    sentence,
                    match,
                    (start, end),
                    [a for a in attributions if a.cue is None or not match.start() <= a.cue.start < end],
                )
                if name == "laid_down":
                    first, *others = parts_of(flat, start, end)
                    self._add(first, status, sides, (proof[0], first[1]))
                    for part in others:
                        self._add(part, status, sides, part)
                else:
                    self._add((start, end), status, sides, proof)

    def _names_parties(self, sentence: Sentence) -> bool:
        named = {m.party.name for m in self._article.parties_in(sentence.start, sentence.end)}
        return bool(named & set(self._main.parties))

    def _add(self, what: Stretch, status: OutcomeStatus, sides: tuple[str, ...], proof: Stretch) -> None:
        (start, end), flat = trimmed(self._article.flat, *what), self._article.flat
        if end - start < _SHORTEST:
            return
        text = self._article.words_of(start, end)
        key = " ".join(text.lower().split())
        if any(key in known.text.lower() or known.text.lower() in key for known in self._found):
            return
        self.taken.append((min(start, proof[0]), end))
        begin, stop = trimmed(flat, *proof)
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


_PLAIN: Final = words("occasion", "plain")
_SURE: Final = words("occasion", "sure")
_SAID: Final = frozenset({"said", "says", "told", "asked", "nothing"})
_FOLLOWS: Final = pattern("outcomes", "follows")
_PROVIDES: Final = pattern("outcomes", "provides")
_IN_RETURN: Final = re.compile(r"In\s+(?:return|exchange|turn)\b,?\s+", re.IGNORECASE)
_FOLLOWING: Final = 4  # sentences behind the one that announces a joint document
_SHORTEST: Final = 8  # code points
_SUBJECT: Final = 30  # code points; a longer subject of what a paper lays down is no part of the proof
_ACTS: Final = words("occasion", "acts")
