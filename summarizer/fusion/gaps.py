"""What a reader would ask and no source answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.fusion.contradictions import NEXT_ROUND
from summarizer.fusion.likeness import likeness, terms
from summarizer.fusion.outcomes import principals
from summarizer.fusion.wording import listed, named, possessive
from summarizer.models.brief import NotEstablished
from summarizer.resolve.actors import party

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Literal

    from summarizer.models.brief import (
        AgreedOutcome,
        Disagreement,
        Location,
        MeetingDate,
        MeetingSummary,
        PersonOrDelegation,
        StatedPosition,
        StatedRedLine,
    )

    Reason = Literal["unnamed", "anonymous only", "single source", "not reported", "unresolved"]

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
    disagreements: Sequence[Disagreement],
    origin: Mapping[str, str],
) -> tuple[NotEstablished, ...]:
    """The questions, in the order in which a reader would ask them; `origin` as `origins` gives it."""
    if meeting.kind == "none":
        return (NotEstablished(question="Whether a meeting took place", reason="not reported"),)
    if meeting.kind == "statement":
        when = [_gap("When it was stated", "unresolved" if date.surface else "not reported")]
        lines = [gap for line in red_lines for gap in _red_line(line, positions)]
        met = _gap("Whether a meeting took place", "not reported")
        return tuple(dict.fromkeys([*_origin(origin), *(when if date.value is None else ()), met, *lines]))
    found = [
        *_origin(origin),
        *_when_and_where(date, location, origin),
        *_who(parties, participants, location),
        *(gap for line in red_lines for gap in _red_line(line, positions)),
        *_agreed(outcomes, principals(parties, participants), disagreements),
    ]
    if meeting.status in {"held", "ongoing"}:
        found += _next_round(outcomes, disagreements)
    return tuple(dict.fromkeys(found))


def _gap(question: str, reason: Reason) -> NotEstablished:
    return NotEstablished(question=question, reason=reason)


def _origin(origin: Mapping[str, str]) -> Iterator[NotEstablished]:
    first = set(origin.values())
    if len(origin) > 1 and len(first) == 1:
        yield _gap(
            f"Whether anyone besides document {first.pop()} reports it: the others copy it", "single source"
        )


def _when_and_where(
    date: MeetingDate, location: Location, origin: Mapping[str, str]
) -> Iterator[NotEstablished]:
    if date.value is None:
        yield _gap("When it took place", "unresolved" if date.surface else "not reported")
    if location.country is None and location.locality is None:
        yield _gap("Where it took place", "not reported")
        return
    if location.locality:
        telling = {e.doc for e in location.evidence if location.locality in e.exact}
        if len({origin[doc] for doc in telling}) == 1 < len(set(origin.values())):
            yield _gap(
                f"{location.locality} as the place: document {min(telling)} alone gives it", "single source"
            )
    if location.venue is None:
        yield _gap("At which venue it took place", "not reported")


def _who(
    parties: Sequence[str], participants: Sequence[PersonOrDelegation], location: Location
) -> Iterator[NotEstablished]:
    for side in parties:
        own = [p for p in participants if p.side == side]
        if not any(p.name for p in own):
            yield _gap(f"Who took part for {named(side)}", "unnamed" if own else "not reported")
    host = location.country_name
    if host and host not in parties and not any(p.side == host for p in participants):
        yield _gap(f"What part {named(host)} had as the host country", "not reported")


def _red_line(line: StatedRedLine, positions: Sequence[StatedPosition]) -> Iterator[NotEstablished]:
    if line.status != "active":
        return
    about = f"{possessive(line.holder)} red line" + (f" on {named(line.target)}" if line.target else "")
    if line.credibility in {3, 4}:
        yield _gap(f"Whether {possessive(line.holder)} red line is stated on the record", "anonymous only")
    # Only a party can answer: soldiers, or settlers, have no spokesman.
    if line.target and party(line.target) and not _answered(line, positions):
        yield _gap(f"{possessive(line.target)} answer to {about}", "not reported")
    doubted = [e for e in line.evidence if PLAN_DOUBTED.search(e.exact) or PLAN_DOUBTED.search(e.prefix)]
    if doubted or any(PLAN_DOUBTED.search(t) for t in (line.trigger, *line.variants)):
        yield _gap(f"Whether the plan behind {about} exists", "unresolved")
    if line.specificity != "specific":
        exactly = "exactly " if line.specificity == "vague" else ""
        yield _gap(f"What {exactly}{named(line.holder)} would do if the line were crossed", "not reported")


def _answered(line: StatedRedLine, positions: Sequence[StatedPosition]) -> bool:
    """Whether the target says something on the act that it is warned of."""
    own = terms(line.trigger) - {f"party:{line.target}"}
    for position in positions:
        if position.holder == line.target:
            said = terms(position.statement) - {f"party:{line.target}"}
            if len(own & said) > 1 and likeness(own, said) >= ANSWERS:
                return True
    return False


def _agreed(
    outcomes: Sequence[AgreedOutcome], bound: Sequence[str], disagreements: Sequence[Disagreement]
) -> Iterator[NotEstablished]:
    if not outcomes:
        yield _gap("What was agreed", "not reported")
        return
    if any(o.status == "joint" for o in outcomes) or any(d.field == "what was agreed" for d in disagreements):
        return
    sides = {side for o in outcomes if o.status == "claimed_by_one_side" for side in o.claimed_by}
    others = [p for p in bound if p not in sides]
    if len(sides) == 1 and others:
        who = listed([named(p) for p in others]) + (" confirms" if len(others) == 1 else " confirm")
        yield _gap(
            f"Whether {who} what {named(min(sides))} says was agreed",
            "single source",
        )


def _next_round(
    outcomes: Sequence[AgreedOutcome], disagreements: Sequence[Disagreement]
) -> Iterator[NotEstablished]:
    question = "Whether and when there is a next round"
    if any(d.field == "the next round" for d in disagreements):
        yield _gap(question, "unresolved")
    elif not any(
        NEXT_ROUND.search(words) for o in outcomes for words in (o.text, *(e.exact for e in o.evidence))
    ):
        yield _gap(question, "not reported")
