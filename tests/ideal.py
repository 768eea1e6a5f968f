"""What an ideal reader would return for each document of a gold case: the labels as readings.

Gold has no words for when and where, so a test gives them (`occasion`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.models.provenance import Usage
from summarizer.models.reading import (
    Confirmation,
    Meeting,
    Mention,
    Outcome,
    Participant,
    Position,
    Reading,
    RedLine,
    Said,
)
from summarizer.models.verified import EngineResult

if TYPE_CHECKING:
    from collections.abc import Mapping

    from summarizer.evaluation.cases import Case
    from summarizer.models.gold import GoldAttribution, GoldItem


@dataclass(frozen=True)
class Occasion:
    """What gold does not tell of one document: words for the meeting, and confirmations."""

    quotes: tuple[str, ...]
    when: str | None = None
    where: str | None = None
    level: str | None = None
    parties: tuple[str, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    claimed_by: tuple[str, ...] = ()
    """Parties on record for the document's outcomes."""
    at_meeting: frozenset[str] = frozenset()
    """Kinds of this document's statements that were made at the meeting."""


def readings(case: Case, occasions: Mapping[str, Occasion]) -> dict[str, EngineResult]:
    """One reading a document, with the labels that the document's own words prove."""
    return {
        d.id: EngineResult(_reading(case, d.id, occasions[d.id]), Usage(doc=d.id, engine="ideal"))
        for d in case.documents
    }


def _quotes(item: GoldItem, doc: str) -> tuple[str, ...]:
    return tuple(q.exact for q in item.evidence if q.doc == doc)


def _said(attribution: GoldAttribution, text: str) -> Said:
    """The chain, less the words that this document does not have."""

    def here(words: str | None) -> str | None:
        return words if words and words.casefold() in text.casefold() else None

    speaker = here(attribution.speaker)
    if attribution.speaker and not speaker:
        surname = attribution.speaker.split()[-1]
        speaker = here(surname)
    return Said(
        speaker=speaker,
        descriptor=here(attribution.descriptor),
        record=attribution.record,
        via=tuple(medium for medium in attribution.via if here(medium)),
        hedges=(),
    )


def _reading(case: Case, doc: str, occasion: Occasion) -> Reading:
    gold = case.gold
    text = next(d.text for d in case.documents if d.id == doc)
    meeting = Meeting(
        quotes=occasion.quotes,
        kind=gold.meeting.kind,
        status=gold.meeting.status or "held",
        level=occasion.level,
        purpose=None,
        parties=occasion.parties,
        when=occasion.when,
        where=occasion.where,
        venue=None,
    )
    return Reading(
        meetings=(meeting,),
        participants=tuple(
            Participant(
                quotes=quotes,
                name=p.name,
                descriptor=p.descriptor,
                side=p.side,
                role=p.role,
                basis=p.basis,
                titles=tuple(t for t in p.titles if t in text),
            )
            for p in gold.participants or ()
            if (quotes := _quotes(p, doc))
        ),
        confirmations=occasion.confirmations,
        red_lines=tuple(
            RedLine(
                quotes=quotes,
                holder=line.holder,
                target=line.target,
                trigger=line.trigger,
                consequence=line.consequence,
                specificity="vague" if line.consequence else "none",
                status=line.status,
                said=_said(line.attribution, text),
            )
            for line in gold.red_lines or ()
            if (quotes := _quotes(line, doc))
        ),
        positions=tuple(
            Position(
                quotes=quotes,
                holder=p.holder,
                target=None,
                kind=p.kind,
                topic=p.topic,
                statement=p.statement,
                at_meeting=p.kind in occasion.at_meeting,
                said=_said(p.attribution, text),
            )
            for p in gold.positions or ()
            if (quotes := _quotes(p, doc))
        ),
        outcomes=tuple(
            Outcome(quotes=quotes, text=o.text, status=o.status, claimed_by=occasion.claimed_by)
            for o in gold.outcomes or ()
            if (quotes := _quotes(o, doc))
        ),
        mentioned=tuple(
            Mention(name=name, why="not reported as taking part")
            for name in gold.mentioned_only or ()
            if name in text
        ),
    )
