"""Reporting clauses: every cue of a unit with its speaker, its frame and what it may report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.borders import content_end, has_content
from summarizer.engines.rules.candidates import Candidate
from summarizer.engines.rules.contents import Contents
from summarizer.engines.rules.frames import Frame, frame_after, group_start, is_passive
from summarizer.engines.rules.nominal import according_to, adjective_cue, noun_cue
from summarizer.engines.rules.nounphrases import TIMES, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.engines.rules.cues import Cues
    from summarizer.engines.rules.tagging import Words
    from summarizer.engines.rules.units import Unit

_VERB: Final = re.compile(r"[VXE]")
_FINITE: Final = re.compile(r"[VX]|E(?![A#NC])")
_TAKES_NO_THING: Final = frozenset(("say/v", "add/v", "state/v", "warn/v"))
_COMPLEMENTS: Final = frozenset(["that", "q", "colon", "np+q", "np+that"])
# Frames of what may follow a reporting clause that closes its sentence.
_ADJUNCTS: Final = frozenset("in on at to+np during after following with by before as from through".split())


class ReportingClauses:
    """Finds the reporting clauses of one unit."""

    def __init__(self, words: Words, unit: Unit, cues: Cues) -> None:
        self.words = words
        self.unit = unit
        self.cues = cues
        self.low = unit.low
        self.high = unit.high
        self.contents = Contents(words, unit, cues)
        self.clause = self.contents.clause
        self._main: Phrase | None = None
        self._first_verb = -1  # till it is sought
        self._reached = unit.low
        self._heard: list[tuple[int, Candidate | None]] = []

    def candidates(self) -> Iterator[Candidate]:
        """Every cue with its frame, whether or not it attributes in that frame; where not, its content may be left out."""
        lower = self.words.lower
        tags = self.words.tags
        cues = self.cues
        for at in self.words.cues_between(self.low, self.high):
            if self.unit.quoted and self.contents.spoken(at):
                continue
            word = lower[at]
            tag = tags[at]
            self._reached = at
            if word == "according" and lower[at + 1 : at + 2] == ["to"]:
                yield from according_to(self, at)
            elif tag in "VEG" and word in cues.verbs:
                candidate = self._verb(at)
                if tag != "G":
                    self._heard.append((at, candidate))
                if candidate is not None:
                    speaker = candidate.speaker
                    if speaker is not None and tags[speaker.first] == "W":
                        candidate = candidate._replace(antecedent=self.clause.antecedent(speaker.first))
                    yield candidate
            elif tag in "NE" and word in cues.nouns:
                yield from noun_cue(self, at)
            elif tag == "A" and word in cues.adjectives:
                yield from adjective_cue(self, at)
        self._reached = self.high

    @property
    def main(self) -> Phrase | None:
        """The main subject as far as the unit was read: of its first finite verb, else of its first cue.

        Few rules ask for it, so the cues heard are noted in reading, and it is sought only for those rules.
        """
        heard, self._heard = self._heard, []
        reached = self._reached
        for at, candidate in heard:
            if self._main is None:
                self._reached = at  # seeking a speaker may itself ask for the subject known till then
                self._main = self._subject_before(at) or self._speaker(at, candidate)
        self._reached = reached
        if self._main is None:
            self._main = self._subject_before(reached)
        return self._main

    def _subject_before(self, at: int) -> Phrase | None:
        """The subject of the first finite verb, where that stands before word `at`."""
        if self._first_verb < 0:
            self._first_verb = self._find_first_verb()
        return self.clause.subject(self._first_verb) if self._first_verb < at else None

    def _speaker(self, at: int, candidate: Candidate | None) -> Phrase | None:
        """The speaker of the verb at word `at`, whatever its frame; `candidate`: what is known of it."""
        candidate = candidate or self._verb(at, at_all=True)
        return None if candidate is None else candidate.speaker

    def _find_first_verb(self) -> int:
        """The first finite verb outside quotations; the unit's end where there is none."""
        low = self.low
        if self.words.tags[low] in "KEG":  # the main clause of "While …, Moreau said" is the second
            low = max(low, self.words.tags.find(",", low, self.high))
        for match in _VERB.finditer(self.words.tags, low, self.high):
            verb = match.start()
            if self.words.tags[verb] == "E" and self.clause.phrase(verb) is not None:
                continue
            if not self.unit.quoted or not self.contents.spoken(verb):
                return verb
        return self.high

    def _verb(self, at: int, *, at_all: bool = False) -> Candidate | None:
        """The candidate of a verb; of one that can report nothing in its frame only where it is asked for `at_all`."""
        tags = self.words.tags
        word = self.words.lower[at]
        reports = self.cues.reports(word)
        first = group_start(self.clause, at)
        key = self.cues.verbs[word]
        cue = Phrase(at, at + 1)
        if first < at and tags[at] in "EV" and is_passive(self.clause, at):
            return self._passive(at, first, key)
        frame = frame_after(self.clause, at + 1, self.unit, reports=reports)
        before = tags[first - 1] if first > self.low else "."
        if (
            not (reports or at_all or self.unit.quoted)
            and before != "q"
            and frame.name not in ("left", "np+q")
            and not self.cues.takes(key, frame.name)
        ):
            return None
        speaker = self.clause.subject(first)
        if tags[at] == "G" and before in ",-IK.B&(q":
            speaker = self.main or speaker
            if speaker is None and before in ",-":  # "Moreau, noting that …, said"
                speaker = self.clause.chain_before(first - 2)
        elif (
            (before in ",-q" and (speaker is None or before == "q"))
            or before == "K"
            or (before == "," and self._names_speaker(at, key, frame))
        ):
            inverted = self._inverted(at)
            left = self.contents.left(first) if inverted is not None else None
            if inverted is not None and left is not None:
                name = "utterance" if before == "q" else "left"
                return Candidate(key, name, cue, self.contents.around(left, inverted.last), inverted)
            if speaker is None:
                speaker = self.main
        elif first == self.low and speaker is None and reports and frame.name == "np+q":
            speaker, frame = frame.addressee, Frame("q", frame.start)  # "Said Moreau: “…”"
        elif before in "&B" and self.main is not None and "W" not in tags[self.main.last : first]:
            speaker = self.main
        return self._framed(key, cue, frame, speaker, before=before, reports=reports)

    def _framed(
        self, key: str, cue: Phrase, frame: Frame, speaker: Phrase | None, *, before: str, reports: bool
    ) -> Candidate | None:
        """The candidate of a verb whose speaker is known; `before`: the class of the word in front of the verb."""
        tags = self.words.tags
        name = frame.name
        if speaker is not None and name not in _COMPLEMENTS:
            if self.contents.closes_quotation(speaker.first):
                left = self.contents.left(speaker.first)
                if left is not None:
                    return Candidate(
                        key,
                        "utterance",
                        cue,
                        self.contents.around(left, frame.start),
                        speaker,
                        self._addressee(key, frame),
                    )
            if reports and self._trails(key, speaker, frame):
                name = "left"
            elif name in ("left", "np") and speaker.first > self.low and tags[speaker.first - 1] in "WTH":
                relative = Phrase(speaker.first - 1, speaker.first)  # "which Moreau denied"
                if name == "left":
                    return Candidate(key, "relative", cue, (relative,), speaker)
        if before == "o" and name == "left":  # "declined to comment"
            return None
        if speaker is not None and name in ("left", "q", "colon"):
            left = self.contents.left(speaker.first)
            if name == "left":
                left = left or self.contents.lone(speaker.first, frame.start)
                if left is None:
                    return None
                return Candidate(
                    key,
                    "left",
                    cue,
                    self.contents.around(left, frame.start),
                    speaker,
                    self._addressee(key, frame),
                )
            if left is not None and self.contents.opens(left.first):
                right = Phrase(frame.start, self.contents.end(frame))
                return Candidate(key, "left", cue, (left, right), speaker, frame.addressee)
        if name in ("left", "x"):
            return None
        aside = (
            speaker is not None
            and tags[speaker.first] == "W"
            and tags[max(self.low, speaker.first - 1)] in ",-"
        )
        if not has_content(self.clause, frame.start):
            return None
        content: tuple[Phrase, ...] = ()
        if self.cues.takes(key, name):
            content = (Phrase(frame.start, self.contents.end(frame, relative=aside)),)
        return Candidate(key, name, cue, content, speaker, frame.addressee)

    def _addressee(self, key: str, frame: Frame) -> Phrase | None:
        """Who is told: `told The Courier`, `said to reporters`."""
        if frame.name == "to+np" or (frame.name == "np" and self.cues.takes(key, "np+that")):
            return self.clause.chain_after(frame.start)
        return frame.addressee

    def _trails(self, key: str, speaker: Phrase, frame: Frame) -> bool:
        """Whether the reporting clause closes its sentence: `talks failed, the aide told The Courier`."""
        tags = self.words.tags
        if speaker.first - 3 < self.low or tags[speaker.first - 1] != "," or tags[speaker.first] == "W":
            return False
        if frame.name == "np":
            addressee = self._addressee(key, frame)
            if addressee is None or (
                addressee.last < self.high
                and tags[addressee.last] not in ".,I"
                and not self._is_time(addressee.last)
            ):
                return False
        elif frame.name not in _ADJUNCTS:
            return False
        said = tags[self.low : speaker.first - 1]
        if said[0] in "KGEHIR":  # the opening clause or phrase is not all that was said
            said = said[said.find(",") :]
        return _FINITE.search(said) is not None

    def _is_time(self, at: int) -> bool:
        """Whether a phrase of time begins at word `at`: `the same day`, `last week`."""
        phrase = self.clause.phrase(at)
        return phrase is not None and self.words.lower[phrase.last - 1] in TIMES

    def _passive(self, at: int, first: int, key: str) -> Candidate | None:
        """`was rejected by Moreau`: the agent speaks, the subject is the content."""
        lower = self.words.lower
        if lower[at + 1 : at + 2] == ["by"]:
            agent = self.clause.chain_after(at + 2)
            subject = self.clause.subject(first)
            if agent is None or subject is None:
                return None
            if lower[subject.first : subject.last] == ["it"] and lower[agent.last : agent.last + 1] == [
                "that"
            ]:
                # "It was stressed by the Omani side that talks go on"
                if not has_content(self.clause, agent.last + 1):
                    return None  # the article breaks off there
                end = content_end(self.clause, agent.last + 1, "that", self.unit, self.cues)
                return Candidate(key, "that", Phrase(at, at + 1), (Phrase(agent.last + 1, end),), agent)
            return Candidate(key, "passive", Phrase(at, at + 1), (subject,), agent)
        if lower[at] == "quoted":
            speaker = self.clause.subject(first)
            frame = frame_after(self.clause, at + 1, self.unit, reports=self.cues.reports("quoted"))
            if frame.name == "as" and lower[frame.start : frame.start + 1] == ["saying"]:
                frame = frame_after(self.clause, frame.start + 1, self.unit)
            if speaker is not None and frame.name in ("that", "q", "clause", "np"):
                end = self.contents.end(frame)
                return Candidate(key, "passive", Phrase(at, at + 1), (Phrase(frame.start, end),), speaker)
        return None

    def _names_speaker(self, at: int, key: str, frame: Frame) -> bool:
        """Whether a name stands behind a verb that takes none as its object: `…, said Moreau, the envoy`."""
        tags = self.words.tags
        return (
            frame.name == "np"
            and key in _TAKES_NO_THING
            and tags[at + 1 : at + 2] == "C"
            and (phrase := self.clause.phrase(at + 1)) is not None
            and (phrase.last >= self.high or tags[phrase.last] in ".,")
        )

    def _inverted(self, at: int) -> Phrase | None:
        """Subject behind its verb: `said Moreau`."""
        tags = self.words.tags
        phrase = self.clause.chain_after(at + 1)
        if phrase is None or tags[phrase.first] == "M":
            return None
        end = phrase.last
        if end < self.high and tags[end] in "VXT":
            return None
        return phrase
