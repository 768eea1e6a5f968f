"""Attribution: which words an article gives to whom, with or without quotation marks."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from summarizer.engines.rules.attributed import Attributed, Span
from summarizer.engines.rules.candidates import Candidate
from summarizer.engines.rules.coreference import Mentions, name_speakers
from summarizer.engines.rules.cues import Cues, cues
from summarizer.engines.rules.nounphrases import TIMES, Phrase
from summarizer.engines.rules.reporting import ReportingClauses
from summarizer.engines.rules.sentences import paragraphs
from summarizer.engines.rules.tagging import Tagger, Words, title_case_end
from summarizer.engines.rules.transcripts import find_labelled, signature
from summarizer.engines.rules.units import Quoted, Unit, units

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Stretch(NamedTuple):
    """A stretch as it was read: the names in it, and what is attributed there."""

    mentions: Mentions
    attributed: list[Attributed]


_Key = tuple[int, int, int]


@dataclass(slots=True)
class Known:
    """What was read of one text: its stretches, and the attributions of sets of them with their speakers named."""

    sentences: dict[Span, list[Span]] = field(default_factory=dict)
    """Sentences of paragraphs that somebody has cut already."""
    stretches: dict[_Key, Stretch] = field(default_factory=dict)
    named: dict[tuple[_Key, ...], tuple[Attributed, ...]] = field(default_factory=dict)


def find_attributions(
    text: str, spans: Sequence[Span] | None = None, known: Known | None = None
) -> tuple[Attributed, ...]:
    """Attributions of a text, in the order of their content; `spans` limits where to look.

    Who asks for several sets of spans of one text gives what is `known` of it: a stretch of both is read once.

    >>> found = find_attributions("Talks failed, Minister Ada Moreau said on Monday.")
    >>> [(a.lemma, a.name) for a in found]
    [('say', 'Minister Ada Moreau')]
    """
    known = known or Known()
    stretches: dict[_Key, Stretch] = {}
    for span in spans if spans is not None else (Span(0, len(text)),):
        blocks = paragraphs(text, *span)
        if not blocks:
            continue
        # all that the reading of a stretch depends on: its first and last word, and whether a headline opens it
        start, end = blocks[0].start, blocks[-1].end
        key = start, end, max(start, title_case_end(text, *span))
        if key not in known.stretches:
            words = _tagger()(text, *span)
            read = Reader(text, words, cues(), known.sentences).read(blocks)
            known.stretches[key] = Stretch(Mentions(words), [*read, *_labelled(text, blocks)])
        stretches[key] = known.stretches[key]
    keys = tuple(stretches)
    if keys not in known.named:
        found = [one for stretch in stretches.values() for one in stretch.attributed]
        found.sort(key=lambda attribution: attribution.content[0])
        known.named[keys] = name_speakers(text, [stretch.mentions for stretch in stretches.values()], found)
    return known.named[keys]


_LINKS: Final = frozenset("IFCP")  # "the envoy on Monday" is no time, "this week" is


@lru_cache(maxsize=1)
def _tagger() -> Tagger:
    return Tagger(cues().tags)


class Reader:
    """Reads one stretch in order, and remembers who spoke last."""

    def __init__(
        self, text: str, words: Words, lexicon: Cues, sentences: Mapping[Span, Sequence[Span]]
    ) -> None:
        self.text = text
        self.words = words
        self.cues = lexicon
        self.sentences = sentences
        """Sentences of paragraphs that are cut already."""

    def read(self, blocks: Sequence[Span]) -> list[Attributed]:
        """Attributions paragraph by paragraph: cues first, then quotations without a cue of their own."""
        made: list[Attributed] = []
        last: Candidate | None = None
        open_quote: int | None = None  # the attribution whose quotation the next paragraph may carry on
        paragraph = -1
        every = units(self.text, self.words, blocks, self.cues, self.sentences)
        for number, group in groupby(every, key=attrgetter("paragraph")):
            if number != paragraph + 1:  # a paragraph without quotation stands between
                open_quote = None
            paragraph = number
            read = [(unit, *self.cued(unit)) for unit in group]
            spoken: dict[
                int, tuple[int, Candidate]
            ] = {}  # first word of a quotation → its attribution and cue
            for unit, found, _ in read:
                for candidate in found:
                    if candidate.speaker is not None:
                        for quoted in unit.quoted:
                            if _holds(candidate, quoted):
                                spoken.setdefault(quoted.first, (len(made), candidate))
                    made.append(self.attributed(candidate, unit))
            carried_on, open_quote = open_quote, None
            before: Candidate | None = None
            for unit, found, reporting in read:
                for quoted in unit.quoted:
                    if quoted.first in spoken:
                        index, before = spoken[quoted.first]
                        open_quote = index if quoted.quotation.open else None
                        continue
                    if not quoted.quotation.speech:
                        continue
                    words = Span(quoted.quotation.start, quoted.quotation.end)
                    if quoted.quotation.continues and carried_on is not None:
                        held = made[carried_on]
                        made[carried_on] = held._replace(content=(*held.content, words))
                        open_quote = carried_on if quoted.quotation.open else None
                        continue
                    signed = signature(self.text, quoted.quotation.end)
                    if signed is not None:
                        name = self.text[signed.start : signed.end]
                        made.append(Attributed((words,), None, None, signed, name, "direct"))
                        continue
                    source = self.uncued(unit, quoted, reporting, before, last)
                    if source is not None:
                        open_quote = len(made) if quoted.quotation.open else None
                        made.append(self.carried(words, source))
                for candidate in found:
                    reports = self.cues.reports(self.words.lower[candidate.cue.first])
                    if reports and candidate.speaker is not None:
                        last = candidate
        return made

    def cued(self, unit: Unit) -> tuple[list[Candidate], ReportingClauses]:
        """Candidates of a unit whose cue takes their frame, and its reporting clauses, which know its main subject."""
        reporting = ReportingClauses(self.words, unit, self.cues)
        found: list[Candidate] = []
        for candidate in reporting.candidates():
            taken = self.cues.takes(candidate.key, candidate.frame) and self.may_speak(candidate)
            if taken and not (found and any(_same(candidate, other) for other in found)):
                found.append(candidate)
        return found, reporting

    def may_speak(self, candidate: Candidate) -> bool:
        """Whether there is a speaker, or a verb of saying that may go without, and no `this week sees`."""
        lower = self.words.lower
        if candidate.speaker is None:
            return self.cues.reports(lower[candidate.cue.first])
        first, last = candidate.speaker
        return lower[last - 1] not in TIMES or not _LINKS.isdisjoint(self.words.tags[first:last])

    def uncued(
        self,
        unit: Unit,
        quoted: Quoted,
        reporting: ReportingClauses,
        before: Candidate | None,
        last: Candidate | None,
    ) -> Candidate | None:
        """Who speaks in a quotation without a cue: whoever spoke before it, or the subject it is told of."""
        if quoted.first - 1 > unit.low:
            if self._told(unit, quoted) and (main := reporting.main) is not None:
                return Candidate("", "", main, (), main)
            return before
        if before is not None:
            return before
        return last if quoted.last + 1 >= unit.high - 1 else None

    def _told(self, unit: Unit, quoted: Quoted) -> bool:
        """Whether a quotation within a sentence is an utterance: finished, and long or behind a colon."""
        if self.text[quoted.quotation.end - 1] not in ".,!?":
            return False
        return quoted.last - quoted.first > 7 or self.words.tags[max(unit.low, quoted.first - 2)] == ":"

    def attributed(self, candidate: Candidate, unit: Unit) -> Attributed:
        """A candidate in offsets; a fragment that is one quotation goes without its marks."""
        speaker, name = self.speaker(candidate)
        content = candidate.content
        return Attributed(
            content=tuple(
                [self.fragment(phrase, unit) for phrase in content]
                if unit.quoted
                else map(self.span, content)
            ),
            cue=self.span(candidate.cue),
            lemma=candidate.key.partition("/")[0],
            speaker=speaker,
            name=name,
            form=self.form(content, unit) if unit.quoted else "indirect",
            medium=None if candidate.addressee is None else self.span(candidate.addressee),
        )

    def fragment(self, phrase: Phrase, unit: Unit) -> Span:
        """Offsets of content words."""
        for quoted in unit.quoted:
            if (
                quoted.first - 1 <= phrase.first <= quoted.first
                and quoted.last <= phrase.last <= quoted.last + 1
            ):
                return Span(quoted.quotation.start, quoted.quotation.end)
        return self.span(phrase)

    def carried(self, words: Span, candidate: Candidate) -> Attributed:
        """Quoted words given to the speaker of `candidate`."""
        speaker, name = self.speaker(candidate)
        return Attributed(
            content=(words,),
            cue=None,
            lemma=candidate.key.partition("/")[0] or None,
            speaker=speaker,
            name=name,
            form="direct",
            carried=True,
        )

    def speaker(self, candidate: Candidate) -> tuple[Span | None, str | None]:
        """The local mention, and the words that name it: an antecedent's for `who`."""
        if candidate.speaker is None:
            return None, None
        speaker = self.span(candidate.speaker)
        start, end = speaker if candidate.antecedent is None else self.span(candidate.antecedent)
        return speaker, self.text[start:end]

    def form(self, content: tuple[Phrase, ...], unit: Unit) -> Literal["direct", "mixed", "indirect"]:
        """Whether content stands in quotation marks: wholly (nine tenths of its words), partly or not at all."""
        total = quoted = 0
        for first, last in content:
            total += last - first
            for one in unit.quoted:
                inside = min(last, one.last + 1) - max(first, one.first - 1)
                if inside > 0:
                    quoted += inside
        if not quoted:
            return "indirect"
        return "direct" if quoted >= 0.9 * total else "mixed"

    def span(self, phrase: Phrase) -> Span:
        """Where words stand in the text, in code points."""
        words = self.words
        return Span(words.starts[phrase.first], words.ends[phrase.last - 1])


def _labelled(text: str, blocks: Sequence[Span]) -> list[Attributed]:
    return [
        Attributed(said, label, None, label, text[label.start : label.end], "direct")
        for label, said in find_labelled(text, blocks)
    ]


def _holds(candidate: Candidate, quoted: Quoted) -> bool:
    return any(p.first <= quoted.first and quoted.last <= p.last for p in candidate.content)


def _same(one: Candidate, other: Candidate) -> bool:
    """Whether two cues give much the same words to one speaker: `issued a statement saying`."""
    a, b = one.content[0], other.content[0]
    common = min(a.last, b.last) - max(a.first, b.first)
    if common * 2 <= max(a.last, b.last) - min(a.first, b.first):
        return False
    if one.speaker is None or other.speaker is None:
        return one.speaker is other.speaker
    return one.speaker.first < other.speaker.last and other.speaker.first < one.speaker.last
