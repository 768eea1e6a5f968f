"""What a reader would ask and no source answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.fusion.likeness import likeness, terms
from summarizer.models.brief import NotEstablished

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.models.brief import (
        AgreedOutcome,
        Location,
        MeetingDate,
        MeetingSummary,
        PersonOrDelegation,
        StatedPosition,
        StatedRedLine,
    )

NEXT_ROUND = re.compile(
    r"\b(?:next (?:round|meeting|session|talks)|meet again|reconvene|resume|follow-up)\b", re.IGNORECASE
)
PLAN_DOUBTED = re.compile(
    r"\b(?:possible|alleged(?:ly)?|suspected|reported(?:ly)?|apparent(?:ly)?|potential)\b", re.IGNORECASE
)
ANSWERS = 0.4


def find_gaps(
    *,
    meeting: MeetingSummary,
    date: MeetingDate,
    location: Location,
    parties: Sequence[str],
    participants: Sequence[PersonOrDelegation],
    red_lines: Sequence[StatedRedLine],
    positions: Sequence[StatedPosition],
    outcomes: Sequence[AgreedOutcome],
    documents: int,
) -> tuple[NotEstablished, ...]:
    """The questions, in the order in which a reader would ask them."""
    if meeting.kind == "none":
        return (NotEstablished(question="Whether a meeting took place", reason="not reported"),)
    found = [
        *_when_and_where(date, location, documents),
        *_who(parties, participants, location),
        *(gap for line in red_lines for gap in _red_line(line, positions)),
    ]
    if not outcomes:
        found.append(NotEstablished(question="What was agreed", reason="not reported"))
    elif all(o.status != "joint" for o in outcomes):
        sides = {side for o in outcomes for side in o.claimed_by}
        if len(sides) == 1:
            found.append(
                NotEstablished(
                    question=f"Whether the other side confirms what {sides.pop()} says was agreed",
                    reason="single source",
                )
            )
    if meeting.status in {"held", "ongoing"} and not any(NEXT_ROUND.search(o.text) for o in outcomes):
        found.append(NotEstablished(question="Whether and when there is a next round", reason="not reported"))
    return tuple(dict.fromkeys(found))


def _when_and_where(date: MeetingDate, location: Location, documents: int) -> Iterator[NotEstablished]:
    if date.value is None:
        reason = "unresolved" if date.surface else "not reported"
        yield NotEstablished(
            question="When it took place", reason="unresolved" if reason == "unresolved" else "not reported"
        )
    if location.country is None and location.locality is None:
        yield NotEstablished(question="Where it took place", reason="not reported")
        return
    if documents > 1 and location.locality:
        telling = {e.doc for e in location.evidence if location.locality in e.exact}
        if len(telling) == 1:
            yield NotEstablished(
                question=f"{location.locality} as the place: document {telling.pop()} alone gives it",
                reason="single source",
            )
    if location.venue is None:
        yield NotEstablished(question="At which venue it took place", reason="not reported")


def _who(
    parties: Sequence[str], participants: Sequence[PersonOrDelegation], location: Location
) -> Iterator[NotEstablished]:
    for side in parties:
        own = [p for p in participants if p.side == side]
        if not any(p.name for p in own):
            yield NotEstablished(
                question=f"Who took part for {side}", reason="unnamed" if own else "not reported"
            )
    host = location.country_name
    if host and host not in parties and not any(p.side == host for p in participants):
        yield NotEstablished(question=f"What part {host} had as the host country", reason="not reported")


def _red_line(line: StatedRedLine, positions: Sequence[StatedPosition]) -> Iterator[NotEstablished]:
    if line.status != "active":
        return
    about = f"{line.holder}'s red line" + (f" on {line.target}" if line.target else "")
    if line.credibility == 3:
        yield NotEstablished(
            question=f"Whether {line.holder} states its red line on the record", reason="anonymous only"
        )
    if line.target:
        own = terms(line.trigger) - {f"party:{line.target}"}
        answered = any(
            p.holder == line.target
            and (p.kind == "denial" or p.target == line.holder)
            and likeness(own, terms(p.statement)) >= ANSWERS
            for p in positions
        )
        if not answered:
            yield NotEstablished(question=f"{line.target}'s answer to {about}", reason="not reported")
    doubted = [e for e in line.evidence if PLAN_DOUBTED.search(e.exact) or PLAN_DOUBTED.search(e.prefix)]
    if doubted or any(PLAN_DOUBTED.search(t) for t in (line.trigger, *line.variants)):
        yield NotEstablished(question=f"Whether the plan behind {about} exists", reason="unresolved")
    if line.specificity != "specific":
        reason = f"What {line.holder} would do if the line were crossed"
        yield NotEstablished(question=reason, reason="not reported")
