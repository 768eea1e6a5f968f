"""Attribution: which words an article gives to whom, with or without quotation marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.attributed import Attributed, Span
from summarizer.engines.rules.cues import Cues, cues
from summarizer.engines.rules.frames import Frame, content_end, frame_after, group_start, is_passive
from summarizer.engines.rules.nounphrases import Clause, Phrase
from summarizer.engines.rules.tagging import Words, tag_words
from summarizer.engines.rules.units import Unit, units

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_COMPLEMENTS: Final = frozenset(["that", "q", "colon", "np+q", "np+that"])
_UTTERANCE_END: Final = frozenset([",", "?", "!", "—", "–", "--", "-", "…", "..."])


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue with what may be its content and speaker, in words."""

    key: str
    """Lemma and part of speech: `say/v`."""
    frame: str
    cue: Phrase
    content: tuple[Phrase, ...]
    speaker: Phrase | None
    addressee: Phrase | None = None


def find_attributions(text: str, spans: Sequence[Span] | None = None) -> tuple[Attributed, ...]:
    """Attributions of a text, in the order of their content; `spans` limits where to look.

    >>> found = find_attributions("Talks failed, Minister Ada Moreau said on Monday.")
    >>> [(a.lemma, a.name) for a in found]
    [('say', 'Minister Ada Moreau')]
    """
    lexicon = cues()
    found: list[Attributed] = []
    for span in spans if spans is not None else (Span(0, len(text)),):
        words = tag_words(text, *span, lexicon.tags)
        found.extend(Reader(text, words, lexicon).read(span))
    return tuple(found)


class Reader:
    """Reads the units of one stretch in order, and remembers who spoke last."""

    def __init__(self, text: str, words: Words, lexicon: Cues) -> None:
        self.text = text
        self.words = words
        self.cues = lexicon

    def read(self, span: Span) -> Iterator[Attributed]:
        last: Candidate | None = None
        last_paragraph = -1
        carry = False
        for unit in units(self.text, self.words, span):
            clause = Clause(self.words, unit.low, unit.high)
            found = [c for c in self.candidates(unit, clause) if self.cues.takes(c.key, c.frame)]
            covered: set[int] = set()
            for candidate in found:
                yield self.attributed(candidate, unit)
                for n, quoted in enumerate(unit.quoted):
                    if any(p.first <= quoted.first and quoted.last <= p.last for p in candidate.content):
                        covered.add(n)
                        if candidate.speaker is not None:
                            last, last_paragraph, carry = candidate, unit.paragraph, True
            for n, quoted in enumerate(unit.quoted):
                if n in covered or not quoted.quotation.speech:
                    continue
                if last is not None and (
                    (last_paragraph == unit.paragraph and carry)
                    or (quoted.first - 1 <= unit.low and last_paragraph >= unit.paragraph - 1)
                ):
                    last_paragraph = unit.paragraph
                    yield self.carried(quoted.first, quoted.last, last)

    def candidates(self, unit: Unit, clause: Clause) -> Iterator[Candidate]:
        """Every cue of a unit with its frame, whether or not the cue takes that frame."""
        words = self.words
        lower = words.lower
        tags = words.tags
        inside = {q.first - 1: q.last for q in unit.quoted if q.quotation.speech}
        at = unit.low
        main: Phrase | None = None
        while at < unit.high:
            if at in inside:
                at = inside[at] + 1
                continue
            word = lower[at]
            tag = tags[at]
            if word == "according" and lower[at + 1 : at + 2] == ["to"]:
                yield from self._according(unit, clause, at)
            elif tag in "VEG" and word in self.cues.verbs:
                candidate = self._verb(unit, clause, at, main)
                if candidate is not None:
                    if main is None and tag != "G":
                        main = candidate.speaker
                    yield candidate
            elif main is None and (tag in "VX" or (tag == "E" and at not in clause.phrase)):
                main = clause.subject(at)
            elif tag in "NE" and word in self.cues.nouns:
                yield from self._noun(unit, clause, at)
            elif tag == "A" and word in self.cues.adjectives:
                yield from self._adjective(unit, clause, at)
            at += 1

    def _verb(self, unit: Unit, clause: Clause, at: int, main: Phrase | None) -> Candidate | None:
        tags = self.words.tags
        lower = self.words.lower
        first = group_start(clause, at)
        key = f"{self.cues.verbs[lower[at]]}/v"
        frame = frame_after(clause, at + 1, unit)
        before = tags[first - 1] if first > unit.low else "."
        if tags[at] in "E" and is_passive(clause, at):
            return self._passive(unit, clause, at, first, key, frame)
        speaker = clause.subject(first)
        if tags[at] == "G" and before in ",-IK.B&(q":
            speaker = main if main is not None else speaker
        elif (before in ",-q" and (speaker is None or before == "q")) or before == "K":
            inverted = self._inverted(clause, at, unit)
            left = self._left(unit, clause, first) if inverted is not None else None
            if inverted is not None and left is not None:
                content = [left]
                right = self._resumed(clause, inverted.last, unit)
                if right is not None:
                    content.append(right)
                return Candidate(key, "left", Phrase(at, at + 1), tuple(content), inverted)
            if speaker is None:
                speaker = main
        name = frame.name
        if speaker is not None and name not in _COMPLEMENTS and self._closes_quotation(unit, speaker.first):
            name = "left"
        if speaker is not None and name in ("left", "q", "colon"):
            left = self._left(unit, clause, speaker.first) if speaker.first > unit.low else None
            if name == "left":
                if left is None:
                    return Candidate(key, "none", Phrase(at, at + 1), (), speaker)
                content = [left]
                right = self._resumed(clause, frame.start, unit)
                if right is not None:
                    content.append(right)
                return Candidate(key, "left", Phrase(at, at + 1), tuple(content), speaker)
            if left is not None and self._quoted_at(unit, left.first) is not None:
                end = content_end(clause, frame.start, name, unit, self.cues)
                return Candidate(
                    key, "left", Phrase(at, at + 1), (left, Phrase(frame.start, end)), speaker, frame.addressee
                )
        if name in ("left", "x"):
            return None
        relative = (
            speaker is not None and tags[speaker.first] == "W" and tags[max(unit.low, speaker.first - 1)] in ",-"
        )
        end = content_end(clause, frame.start, name, unit, self.cues, relative=relative)
        if end <= frame.start:
            return None
        if name == "q":
            end = self._utterance_end(unit, frame.start, end)
        return Candidate(
            key, name, Phrase(at, at + 1), (Phrase(frame.start, end),), speaker, frame.addressee
        )

    def _passive(
        self, unit: Unit, clause: Clause, at: int, first: int, key: str, frame: Frame
    ) -> Candidate | None:
        """`was rejected by Moreau`: the agent speaks, the subject is the content."""
        lower = self.words.lower
        if lower[at + 1 : at + 2] == ["by"]:
            agent = clause.chain_after(at + 2)
            subject = clause.subject(first)
            if agent is None or subject is None:
                return None
            return Candidate(key, "passive", Phrase(at, at + 1), (subject,), agent)
        if lower[at] == "quoted":
            speaker = clause.subject(first)
            if frame.name == "as" and lower[frame.start : frame.start + 1] == ["saying"]:
                frame = frame_after(clause, frame.start + 1, unit)
            if speaker is not None and frame.name in ("that", "q", "clause", "np"):
                end = content_end(clause, frame.start, frame.name, unit, self.cues)
                return Candidate(key, "passive", Phrase(at, at + 1), (Phrase(frame.start, end),), speaker)
        return None

    def _inverted(self, clause: Clause, at: int, unit: Unit) -> Phrase | None:
        """Subject behind its verb: `said Moreau`."""
        tags = self.words.tags
        phrase = clause.chain_after(at + 1)
        if phrase is None or tags[phrase.first] == "M":
            return None
        end = phrase.last
        if end < unit.high and tags[end] in "VXT":
            return None
        return phrase

    def _left(self, unit: Unit, clause: Clause, before: int) -> Phrase | None:
        """Content that ends before word `before`, back to the start of the unit."""
        tags = self.words.tags
        last = before
        if last - 1 < unit.low or tags[last - 1] not in ",q-.K":
            return None
        while last > unit.low and tags[last - 1] in ",-K":
            last -= 1
        first = unit.low
        while first < last and tags[first] in "&B,-.":
            first += 1
        if last - first < 2:
            return None
        if tags[last - 1] == "q" and tags[first] != "q":  # "Asked again, “No,” she said"
            for quoted in unit.quoted:
                if quoted.last == last - 1 and tags[max(unit.low, quoted.first - 2)] in ",:-q.":
                    return Phrase(quoted.first - 1, last)
        return Phrase(first, last)

    def _resumed(self, clause: Clause, at: int, unit: Unit) -> Phrase | None:
        """Content that goes on behind its interrupting cue: `A, he said, is B`."""
        tags = self.words.tags
        for quoted in unit.quoted:
            if quoted.first > at:
                between = tags[at : quoted.first - 1]
                if not set(between) & set("VXPW"):
                    return Phrase(quoted.first, quoted.last)
                return None
        opens_late = tags[unit.low] in "KI" or self.words.lower[unit.low] in ("if", "as", "when")
        if at + 2 < unit.high and tags[at] == "," and (tags[at + 1] in "VXIo" or opens_late):
            end = content_end(clause, at + 1, "clause", unit, self.cues)
            return Phrase(at + 1, end) if end > at + 2 else None
        return None

    def _closes_quotation(self, unit: Unit, word: int) -> bool:
        """Whether a quotation ends directly before `word`, as an utterance does: with a comma, ? or !."""
        if word - 2 < unit.low or self.words.tags[word - 1] not in "q,":
            return False
        last = word - 1 - (self.words.tags[word - 1] == ",")
        return any(
            q.last == last and (self.words.lower[last - 1] in _UTTERANCE_END or last != word - 1) for q in unit.quoted
        )

    def _utterance_end(self, unit: Unit, start: int, end: int) -> int:
        """Where a quotation is a whole utterance, what follows it is not content: `chanted "Out!" as before`."""
        for quoted in unit.quoted:
            if quoted.first - 1 == start and quoted.last < end:
                mark = self.words.lower[quoted.last - 1]
                if mark in (".", "!", "?", ","):
                    return quoted.last
        return end

    def _quoted_at(self, unit: Unit, word: int) -> int | None:
        for quoted in unit.quoted:
            if quoted.first - 1 <= word < quoted.last:
                return quoted.last
        return None

    def _according(self, unit: Unit, clause: Clause, at: int) -> Iterator[Candidate]:
        speaker = clause.chain_after(at + 2)
        if speaker is None:
            return
        cue = Phrase(at, at + 2)
        left = self._left(unit, clause, at) if at > unit.low else None
        if left is None and at > unit.low:
            first = unit.low
            left = Phrase(first, at) if at - first > 2 else None
        if left is not None:
            yield Candidate("accord/v", "left", cue, (left,), speaker)
            return
        start = speaker.last
        tags = self.words.tags
        while start < unit.high and tags[start] != ",":
            start += 1
        if start + 1 < unit.high:
            end = content_end(clause, start + 1, "clause", unit, self.cues)
            yield Candidate("accord/v", "clause", cue, (Phrase(start + 1, end),), speaker)

    def _noun(self, unit: Unit, clause: Clause, at: int) -> Iterator[Candidate]:
        """`Moreau's claim that`, `his promise to`."""
        tags = self.words.tags
        lower = self.words.lower
        speaker: Phrase | None = None
        own = clause.phrase.get(at)
        if own is None or own.last != at + 1:
            return
        if tags[own.first] == "S":
            speaker = Phrase(own.first, own.first + 1)
        else:
            k = at - 1
            while k > own.first and tags[k] != "'":
                k -= 1
            if tags[k] == "'" and k > own.first:
                speaker = Phrase(own.first, k)
        frame = frame_after(clause, at + 1, unit)
        if lower[at + 1 : at + 2] == ["by"] or lower[at + 1 : at + 2] == ["from"]:
            agent = clause.chain_after(at + 2)
            if agent is not None and speaker is None:
                speaker = agent
                frame = frame_after(clause, agent.last, unit)
        if frame.name in ("left", "x", "np", "clause"):
            return
        if speaker is None:
            first = own.first
            if first - 1 >= unit.low and tags[first - 1] in "VEG":
                speaker = clause.subject(group_start(clause, first - 1))
        if speaker is None:
            return
        end = content_end(clause, frame.start, frame.name, unit, self.cues)
        if end > frame.start:
            yield Candidate(
                f"{self.cues.nouns[lower[at]]}/n", frame.name, Phrase(at, at + 1), (Phrase(frame.start, end),), speaker
            )

    def _adjective(self, unit: Unit, clause: Clause, at: int) -> Iterator[Candidate]:
        """`is confident that`, `was critical of`."""
        tags = self.words.tags
        if at - 1 < unit.low or tags[at - 1] not in "XRVA":
            return
        frame = frame_after(clause, at + 1, unit)
        if frame.name in ("left", "x", "np", "clause", "np+that"):
            return
        speaker = clause.subject(group_start(clause, at))
        if speaker is None:
            return
        end = content_end(clause, frame.start, frame.name, unit, self.cues)
        if end > frame.start:
            yield Candidate(
                f"{self.words.lower[at]}/a", frame.name, Phrase(at, at + 1), (Phrase(frame.start, end),), speaker
            )

    def attributed(self, candidate: Candidate, unit: Unit) -> Attributed:
        """A candidate in offsets."""
        content = tuple(self.span(p) for p in candidate.content)
        speaker = None if candidate.speaker is None else self.span(candidate.speaker)
        return Attributed(
            content=content,
            cue=self.span(candidate.cue),
            lemma=candidate.key.partition("/")[0],
            speaker=speaker,
            name=None if speaker is None else self.text[speaker.start : speaker.end],
            form=self.form(candidate.content, unit),
            medium=None if candidate.addressee is None else self.span(candidate.addressee),
        )

    def carried(self, first: int, last: int, candidate: Candidate) -> Attributed:
        speaker = None if candidate.speaker is None else self.span(candidate.speaker)
        return Attributed(
            content=(self.span(Phrase(first, last)),),
            cue=None,
            lemma=candidate.key.partition("/")[0],
            speaker=speaker,
            name=None if speaker is None else self.text[speaker.start : speaker.end],
            form="direct",
            carried=True,
        )

    def form(self, content: tuple[Phrase, ...], unit: Unit) -> str:
        total = sum(p.last - p.first for p in content)
        quoted = sum(
            max(0, min(p.last, q.last + 1) - max(p.first, q.first - 1)) for p in content for q in unit.quoted
        )
        if not quoted:
            return "indirect"
        return "direct" if quoted >= 0.9 * total else "mixed"

    def span(self, phrase: Phrase) -> Span:
        words = self.words
        return Span(words.starts[phrase.first], words.ends[phrase.last - 1])
