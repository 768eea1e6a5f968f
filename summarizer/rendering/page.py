"""The brief as blocks of a page: the bottom line first, then who drew which line, who says so, how sure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.fusion.wording import marked
from summarizer.rendering.blocks import Block, Bullets, Heading, Line, Paragraph, Quote, Run, Table
from summarizer.rendering.phrases import (
    chains,
    other_meeting,
    person,
    quoted,
    read_by,
    said,
    source,
    spaced,
    target,
    told_by,
    what,
    when,
    where,
)
from summarizer.rendering.phrases import joined as put_together
from summarizer.rendering.references import References

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summarizer.models.brief import Brief, PersonOrDelegation, Side, StatedPosition, StatedRedLine
    from summarizer.models.evidence import Evidence
    from summarizer.rendering.words import Words


def page(brief: Brief, words: Words) -> Iterator[Block]:
    """The blocks; every claim cites labels such as [A2] that the list of sources resolves to words and offsets."""
    yield from _Page(brief, words).blocks()


class _Page:
    """The parts of one page, which share its brief, its words and its references."""

    def __init__(self, brief: Brief, words: Words) -> None:
        self.brief = brief
        self.words = words
        self.refs = References(brief)

    def blocks(self) -> Iterator[Block]:
        brief, heads = self.brief, self.words.headings
        yield Heading(1, said(brief.title))
        yield self._bottom_line()
        yield Table(tuple(self._facts()))
        yield from self._red_lines()
        yield from self._positions(heads.at_table, [p for p in brief.positions if p.at_meeting])
        yield from self._positions(heads.away, [p for p in brief.positions if not p.at_meeting])
        yield from self._outcomes()
        yield from self._disagreements()
        yield from self._list(heads.not_established, self._gaps())
        yield from self._list(
            heads.other_meetings,
            (
                spaced(said(other_meeting(m, self.words)), self._cite(m.evidence))
                for m in brief.other_meetings
            ),
        )
        yield from self._list(
            heads.background, (spaced(said(b.text), self._cite(b.evidence)) for b in brief.background)
        )
        yield from self._list(heads.left_out, self._left_out())
        yield from self._list(heads.warnings, map(said, brief.warnings))
        yield from self._sources()
        yield Paragraph((Run(read_by(brief, self.words), "emphasis"),))

    def _cite(self, evidence: Iterable[Evidence]) -> Line:
        labels = self.refs.labels(evidence)
        return (Run(", ".join(labels), "reference"),) if labels else ()

    def _list(self, head: str, lines: Iterable[Line]) -> Iterator[Block]:
        items = tuple((line,) for line in lines)
        if items:
            yield Heading(2, said(head))
            yield Bullets(items)

    def _bottom_line(self) -> Block:
        lines: list[Line] = [(Run(self.words.headings.bottom_line, "strong"),)]
        for sentence in self.brief.bottom_line:
            bare = tuple(Run(run.words.removesuffix(".")) for run in said(sentence.text))
            lines.append((*spaced(bare, self._cite(sentence.evidence)), Run(".")))
        return Paragraph(spaced(*lines))

    def _facts(self) -> Iterator[tuple[str, Line]]:
        brief, rows = self.brief, self.words.rows
        if brief.meeting.kind != "none":
            yield rows.what, spaced(said(what(brief.meeting, self.words)), self._cite(brief.meeting.evidence))
        yield rows.when, spaced(when(brief.date, self.words), self._cite(brief.date.evidence))
        yield rows.where, spaced(said(where(brief.location, self.words)), self._cite(brief.location.evidence))
        sides: dict[str, list[PersonOrDelegation]] = {}
        for taking_part in brief.participants:
            sides.setdefault(taking_part.side or rows.side_not_stated, []).append(taking_part)
        for side, people in sides.items():
            told = (spaced(said(person(p, self.words)), self._cite(p.evidence)) for p in people)
            yield side, put_together(told, "; ")
        if brief.confirmations:
            stances = (
                spaced(said(f"{c.party}: {self.words.terms.stance[c.stance]}"), self._cite(c.evidence))
                for c in brief.confirmations
            )
            yield rows.confirmed, put_together(stances, "; ")
        reasons: dict[str, list[str]] = {}
        for mention in brief.mentioned:
            reasons.setdefault(mention.why, []).append(mention.name)
        if reasons:
            named = "; ".join(f"{self.words.listed(names)} ({why})" for why, names in reasons.items())
            yield rows.named_only, said(named)

    def _red_lines(self) -> Iterator[Block]:
        yield Heading(2, said(self.words.headings.red_lines))
        if not self.brief.red_lines:
            yield Paragraph(said(self.words.phrases.no_red_lines))
        for line in self.brief.red_lines:
            yield Heading(3, said(f"{line.holder}{target(line)}: {marked(line.trigger, line.evidence)}"))
            yield Quote(tuple(spaced(said(quoted(item)), self._cite([item])) for item in line.evidence))
            yield Bullets(tuple((self._labelled(*told),) for told in self._about(line)))

    def _labelled(self, label: str, told: str) -> Line:
        return spaced((Run(label, "strong"),), said(told))

    def _about(self, line: StatedRedLine) -> Iterator[tuple[str, str]]:
        labels, terms, phrases = self.words.labels, self.words.terms, self.words.phrases
        status = [terms.red_line_status[line.status]]
        status.append(phrases.term_used if line.explicit else phrases.term_not_used)
        if line.firmness and line.status == "active":
            status.append(phrases.wording.format(firmness=terms.firmness[line.firmness]))
        yield labels.status, ", ".join(status)
        yield labels.who, chains(line, self.words)
        yield labels.how_sure, f"{line.credibility} ({terms.credibility[line.credibility]})"
        if line.delivery:
            yield labels.delivered, "; ".join(line.delivery)
        specific = f" ({terms.specificity[line.specificity]})" if line.consequence else ""
        yield labels.if_crossed, (line.consequence or phrases.no_consequence) + specific
        if line.variants:
            yield labels.other_wordings, "; ".join(line.variants)

    def _positions(self, head: str, positions: Sequence[StatedPosition]) -> Iterator[Block]:
        if not positions:
            return
        yield Heading(2, said(head))
        sides: dict[str, list[StatedPosition]] = {}
        for position in positions:
            sides.setdefault(position.holder, []).append(position)
        for holder, own in sorted(sides.items()):
            yield Paragraph(tuple(Run(run.words, "strong") for run in said(holder)))
            yield Bullets(tuple(self._position(position) for position in own))

    def _position(self, position: StatedPosition) -> tuple[Line, Line]:
        terms = self.words.terms
        kind = Run(terms.position_kind[position.kind], "emphasis")
        stated = spaced(said(marked(position.statement, position.evidence)), self._cite(position.evidence))
        told = f"{chains(position, self.words)} ({terms.credibility[position.credibility]})"
        return (kind, Run(f"{target(position)}: "), *stated), said(told)

    def _outcomes(self) -> Iterator[Block]:
        yield Heading(2, said(self.words.headings.outcomes))
        if not self.brief.outcomes:
            yield Paragraph(said(self.words.phrases.no_outcomes))
            return
        items: list[tuple[Line]] = []
        for outcome in self.brief.outcomes:
            status = Run(self.words.terms.outcome_status[outcome.status], "emphasis")
            by = f" ({self.words.listed(outcome.claimed_by)})" if outcome.claimed_by else ""
            told = spaced(said(marked(outcome.text, outcome.evidence)), self._cite(outcome.evidence))
            items.append(((status, Run(f"{by}: "), *told),))
        yield Bullets(tuple(items))

    def _disagreements(self) -> Iterator[Block]:
        if not self.brief.disagreements:
            return
        yield Heading(2, said(self.words.headings.disagreements))
        for item in self.brief.disagreements:
            field = Run(item.field[:1].upper() + item.field[1:], "strong")
            yield Paragraph((field, Run(f" ({self.words.terms.disagreement_kind[item.kind]})")))
            told: dict[str, list[Side]] = {}
            for side in item.sides:
                told.setdefault(told_by(side), []).append(side)
            lines = [
                (
                    Run(f"{self.words.listed([side.doc for side in sides])}: "),
                    *spaced(said(words), self._cite(e for side in sides for e in side.evidence)),
                )
                for words, sides in told.items()
            ]
            if item.preferred:
                preferred = self.words.phrases.preferred.format(doc=item.preferred)
                lines.append(spaced(said(preferred), said(item.why or "")))
            yield Bullets(tuple((line,) for line in lines))

    def _gaps(self) -> Iterator[Line]:
        for gap in self.brief.not_established:
            yield said(f"{gap.question} ({self.words.terms.gap_reason[gap.reason]})")

    def _left_out(self) -> Iterator[Line]:
        cover, phrases = self.brief.coverage, self.words.phrases
        if cover.quotations:
            yield said(phrases.quotations_cited.format(cited=cover.cited, quotations=cover.quotations))
        else:
            yield said(phrases.no_quotations)
        for item in cover.uncited:
            yield said(f"{phrases.not_cited} {quoted(item)} ({item.doc}, {item.start}–{item.end})")
        for rejected in self.brief.date.rejected:
            value = f" ({rejected.value})" if rejected.value else ""
            date = f"{rejected.surface}{value}"
            yield said(phrases.date_not_taken.format(date=date, doc=rejected.doc, why=rejected.why))
        for excluded in self.brief.excluded:
            yield said(phrases.dropped.format(count=excluded.count, reason=excluded.reason))

    def _sources(self) -> Iterator[Block]:
        yield Heading(2, said(self.words.headings.sources))
        for document in self.brief.documents:
            yield Paragraph((Run(document.id, "strong"), Run(" "), *source(document, self.words)))
            listed = self.refs.by_document[document.id]
            if listed:
                yield Bullets(tuple((_reference(label, item),) for label, item in listed))


def _reference(label: str, item: Evidence) -> Line:
    return (Run(label, "reference"), Run(" "), *said(quoted(item)), Run(f" ({item.start}–{item.end})"))
