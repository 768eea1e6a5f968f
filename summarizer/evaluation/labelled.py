"""Labels made of what they come from: a gold case labelled by hand, or a brief with its claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.evaluation.labels import (
    Chain,
    Difference,
    Labels,
    Line,
    Outcome,
    Participant,
    Position,
    Span,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from summarizer.evaluation.cases import Case
    from summarizer.models.brief import Brief
    from summarizer.models.evidence import Evidence
    from summarizer.models.gold import GoldItem


def of_gold(case: Case) -> Labels:
    """The labels of a gold case. Raises `GoldError` where a quote does not stand in its document."""
    gold = case.gold

    def spans(item: GoldItem) -> tuple[Span, ...]:
        return tuple(Span(*case.spans(quote)) for quote in item.evidence)

    def words(item: GoldItem) -> str:
        return " … ".join(quote.exact for quote in item.evidence)

    def annotated(name: str) -> bool:
        return getattr(gold, name) is not None or name in gold.absent

    return Labels(
        kind=gold.meeting.kind,
        status=gold.meeting.status,
        date=gold.date.value,
        precision=gold.date.precision,
        country=gold.location.country,
        locality=gold.location.locality,
        participants=tuple(
            Participant(
                spans=spans(p),
                shown=_person(p.name, p.descriptor, p.side, p.role),
                optional=p.optional,
                names=(p.name, *p.aliases) if p.name else (),
                side=p.side,
                role=p.role,
                titles=p.titles,
            )
            for p in gold.participants or ()
        )
        if annotated("participants")
        else None,
        red_lines=tuple(
            Line(
                spans=spans(r),
                shown=_line(r.holder, r.target, r.trigger, r.status),
                optional=r.optional,
                holders=(r.holder, *r.aliases),
                chains=(Chain(r.attribution.speaker, r.attribution.record),),
                words=words(r),
                target=r.target,
                trigger=r.trigger,
                status=r.status,
            )
            for r in gold.red_lines or ()
        )
        if annotated("red_lines")
        else None,
        positions=tuple(
            Position(
                spans=spans(p),
                shown=f"{p.holder}, {p.kind}: {p.statement}",
                optional=p.optional,
                holders=(p.holder, *p.aliases),
                chains=(Chain(p.attribution.speaker, p.attribution.record),),
                words=words(p),
                kind=p.kind,
                statement=p.statement,
            )
            for p in gold.positions or ()
        )
        if annotated("positions")
        else None,
        outcomes=tuple(
            Outcome(spans=spans(o), shown=f"{o.status}: {o.text}", optional=o.optional, status=o.status)
            for o in gold.outcomes or ()
        )
        if annotated("outcomes")
        else None,
        disagreements=tuple(
            Difference(
                spans=tuple(Span(*case.spans(side)) for side in d.sides),
                shown=f"{d.kind} on {d.field}",
                optional=d.optional,
                kind=d.kind,
            )
            for d in gold.disagreements or ()
        )
        if annotated("disagreements") and len(gold.documents) > 1
        else None,
        mentioned=gold.mentioned_only or (),
    )


def of_brief(brief: Brief, texts: Mapping[str, str]) -> Labels:
    """The claims of a brief; `texts` are the stored texts by document id, against which its evidence is checked."""

    def grounded(evidence: Iterable[Evidence]) -> bool:
        return all(texts.get(e.doc, "")[e.start : e.end] == e.exact for e in evidence)

    return Labels(
        kind=brief.meeting.kind,
        status=brief.meeting.status,
        date=brief.date.value,
        precision=brief.date.precision,
        country=brief.location.country,
        locality=brief.location.locality,
        participants=tuple(
            Participant(
                spans=_spans(p.evidence),
                shown=_person(p.name, p.descriptor, p.side, p.role),
                grounded=grounded(p.evidence),
                names=tuple(dict.fromkeys((p.name, *p.surfaces))) if p.name else (),
                side=p.side,
                role=p.role,
                titles=p.titles,
            )
            for p in brief.participants
        ),
        red_lines=tuple(
            Line(
                spans=_spans(r.evidence),
                shown=_line(r.holder, r.target, r.trigger, r.status),
                grounded=grounded(r.evidence),
                holders=(r.holder,),
                chains=tuple(Chain(a.speaker, a.record) for a in r.attribution),
                words=" … ".join(e.exact for e in r.evidence),
                target=r.target,
                trigger=r.trigger,
                status=r.status,
            )
            for r in brief.red_lines
        ),
        positions=tuple(
            Position(
                spans=_spans(p.evidence),
                shown=f"{p.holder}, {p.kind}: {p.statement}",
                grounded=grounded(p.evidence),
                holders=(p.holder,),
                chains=tuple(Chain(a.speaker, a.record) for a in p.attribution),
                words=" … ".join(e.exact for e in p.evidence),
                kind=p.kind,
                statement=p.statement,
            )
            for p in brief.positions
        ),
        outcomes=tuple(
            Outcome(
                spans=_spans(o.evidence),
                shown=f"{o.status}: {o.text}",
                grounded=grounded(o.evidence),
                status=o.status,
            )
            for o in brief.outcomes
        ),
        disagreements=tuple(
            Difference(
                spans=tuple(span for side in d.sides for span in _spans(side.evidence)),
                shown=f"{d.kind} on {d.field}",
                grounded=all(grounded(side.evidence) for side in d.sides),
                kind=d.kind,
            )
            for d in brief.disagreements
        ),
        mentioned=tuple(m.name for m in brief.mentioned),
        occasion=tuple(
            grounded((e,)) for e in (*brief.meeting.evidence, *brief.date.evidence, *brief.location.evidence)
        ),
    )


def _spans(evidence: Iterable[Evidence]) -> tuple[Span, ...]:
    return tuple(Span(e.doc, e.start, e.end) for e in evidence)


def _person(name: str | None, descriptor: str | None, side: str | None, role: str) -> str:
    return f"{name or descriptor or 'unnamed'} ({', '.join(x for x in (side, role) if x)})"


def _line(holder: str, target: str | None, trigger: str, status: str) -> str:
    return f"{holder} → {target or 'nobody named'}, {status}: {trigger}"
