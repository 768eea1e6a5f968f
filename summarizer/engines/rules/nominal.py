"""Cues that are no verbs: `according to Moreau`, `Moreau's claim that`, `is confident that`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.engines.rules.borders import content_end
from summarizer.engines.rules.candidates import Candidate
from summarizer.engines.rules.frames import frame_after, group_start
from summarizer.engines.rules.nounphrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.engines.rules.reporting import ReportingClauses


def according_to(reporting: ReportingClauses, at: int) -> Iterator[Candidate]:
    """`according to Moreau`, in front of its content or behind it."""
    speaker = reporting.clause.chain_after(at + 2)
    if speaker is None:
        return
    cue = Phrase(at, at + 2)
    left = reporting.contents.left(at) if at > reporting.low else None
    if left is None and at > reporting.low:
        first = reporting.low
        left = Phrase(first, at) if at - first > 2 else None
    if left is not None:
        yield Candidate("accord/v", "left", cue, (left,), speaker)
        return
    start = speaker.last
    tags = reporting.words.tags
    while start < reporting.high and tags[start] != ",":
        start += 1
    if start + 1 < reporting.high:
        end = content_end(reporting.clause, start + 1, "clause", reporting.unit, reporting.cues)
        yield Candidate("accord/v", "clause", cue, (Phrase(start + 1, end),), speaker)


def noun_cue(reporting: ReportingClauses, at: int) -> Iterator[Candidate]:
    """`Moreau's claim that`, `his promise to`."""
    tags = reporting.words.tags
    lower = reporting.words.lower
    speaker: Phrase | None = None
    own = reporting.clause.phrase(at)
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
    if speaker is not None and own.first > reporting.low and lower[at] in _VIEWS:
        if lower[own.first - 1] in ("in", "by", "from"):
            yield from _in_view_of(reporting, at, own, speaker)
        return
    frame = frame_after(reporting.clause, at + 1, reporting.unit)
    if lower[at + 1 : at + 2] == ["by"] or lower[at + 1 : at + 2] == ["from"]:
        agent = reporting.clause.chain_after(at + 2)
        if agent is not None and speaker is None:
            speaker = agent
            frame = frame_after(reporting.clause, agent.last, reporting.unit)
    if frame.name in ("left", "x", "np", "clause"):
        return
    if speaker is None:
        first = own.first
        if first - 1 >= reporting.low and tags[first - 1] in "VEG":
            speaker = reporting.clause.subject(group_start(reporting.clause, first - 1))
    if speaker is None:
        return
    end = reporting.contents.end(frame)
    if end > frame.start:
        yield Candidate(
            f"{reporting.cues.nouns[lower[at]]}/n",
            frame.name,
            Phrase(at, at + 1),
            (Phrase(frame.start, end),),
            speaker,
        )


def _in_view_of(reporting: ReportingClauses, at: int, own: Phrase, speaker: Phrase) -> Iterator[Candidate]:
    """`In Moreau's view talks failed`, `talks, in her words, failed`."""
    tags = reporting.words.tags
    preposition = own.first - 1
    start = at + 1
    if start < reporting.high and tags[start] == ",":
        start += 1
    cue = Phrase(at, at + 1)
    if preposition == reporting.low and start + 1 < reporting.high:
        end = content_end(reporting.clause, start, "clause", reporting.unit, reporting.cues)
        if end > start:
            yield Candidate("accord/v", "clause", cue, (Phrase(start, end),), speaker)
        return
    left = reporting.contents.left(preposition)
    if left is not None:
        yield Candidate("accord/v", "left", cue, reporting.contents.around(left, at + 1), speaker)


_VIEWS = frozenset(("view", "opinion", "account", "words", "telling", "reading", "estimation", "eyes"))


def adjective_cue(reporting: ReportingClauses, at: int) -> Iterator[Candidate]:
    """`is confident that`, `was critical of`."""
    tags = reporting.words.tags
    if at - 1 < reporting.low or tags[at - 1] not in "XRVA":
        return
    frame = frame_after(reporting.clause, at + 1, reporting.unit)
    if frame.name in ("left", "x", "np", "clause", "np+that"):
        return
    speaker = reporting.clause.subject(group_start(reporting.clause, at))
    if speaker is None:
        return
    end = reporting.contents.end(frame)
    if end > frame.start:
        yield Candidate(
            f"{reporting.words.lower[at]}/a",
            frame.name,
            Phrase(at, at + 1),
            (Phrase(frame.start, end),),
            speaker,
        )
