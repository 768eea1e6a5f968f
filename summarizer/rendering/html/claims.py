"""The claims of a brief as the page shows them: each with an id of its own, what filters ask for, and its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.fusion.wording import place_words, spoken_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summarizer.models.base import QuoteForm, Record
    from summarizer.models.brief import Brief, Disagreement, Source
    from summarizer.models.evidence import Evidence
    from summarizer.rendering.references import Proven, References


@dataclass(frozen=True, slots=True)
class Claim:
    """Anything in a brief that rests on words of the sources."""

    id: str
    """Its id in the page."""
    part: str
    """The part of the brief: red line, position, outcome …"""
    kind: str
    """What the filter by kind calls it."""
    side: str | None
    """The party whose claim it is."""
    item: Proven
    """The part of the brief itself."""
    text: str
    """It in few words."""
    evidence: tuple[Evidence, ...]
    """The words that prove it, every place once."""
    labels: tuple[str, ...]
    """The labels of these words."""
    records: tuple[Record, ...]
    """On what record it was said; empty where the brief keeps no attribution."""
    outlets: int
    """Outlets that print it."""
    origins: int
    """How many of their documents are no copies of one another."""

    @property
    def forms(self) -> tuple[QuoteForm, ...]:
        """How the words stand in the sources: direct, mixed, indirect."""
        return tuple(dict.fromkeys(e.form for e in self.evidence))


@dataclass(frozen=True, slots=True)
class Claims:
    """All claims of a brief, by part, in the order of the page."""

    what: Claim
    when: Claim
    where: Claim
    people: tuple[Claim, ...]
    confirmations: tuple[Claim, ...]
    red_lines: tuple[Claim, ...]
    positions: tuple[Claim, ...]
    outcomes: tuple[Claim, ...]
    disagreements: tuple[Claim, ...]
    other_meetings: tuple[Claim, ...]
    background: tuple[Claim, ...]

    def __iter__(self) -> Iterator[Claim]:
        yield from (self.what, self.when, self.where, *self.people, *self.confirmations, *self.red_lines)
        yield from (*self.positions, *self.outcomes, *self.disagreements, *self.other_meetings)
        yield from self.background

    @property
    def citing(self) -> dict[str, tuple[Claim, ...]]:
        """Every label of evidence with the claims that cite it."""
        found: dict[str, list[Claim]] = {}
        for claim in self:
            for label in claim.labels:
                found.setdefault(label, []).append(claim)
        return {label: tuple(claims) for label, claims in found.items()}


def claims_of(brief: Brief, refs: References) -> Claims:
    """The claims of a brief; `refs` labels their evidence."""
    made = _Maker(brief.documents, refs)
    unknown = "not established"
    return Claims(
        what=made("what", "meeting", brief.meeting, _what(brief)),
        when=made(
            "when", "meeting", brief.date, spoken_date(brief.date.value) if brief.date.value else unknown
        ),
        where=made("where", "meeting", brief.location, place_words(brief.location) or unknown),
        people=made.each(
            "person",
            "participant",
            ((p, p.name or p.descriptor or "", p.side, "participant") for p in brief.participants),
        ),
        confirmations=made.each(
            "confirmation",
            "confirmation",
            (
                (c, f"{c.party}: {c.stance.replace('_', ' ')}", c.party, "confirmation")
                for c in brief.confirmations
            ),
        ),
        red_lines=made.each(
            "line", "red line", ((r, r.trigger, r.holder, "red line") for r in brief.red_lines)
        ),
        positions=made.each(
            "position", "position", ((p, p.statement, p.holder, p.kind) for p in brief.positions)
        ),
        outcomes=made.each(
            "outcome",
            "outcome",
            (
                (o, o.text, o.claimed_by[0] if len(o.claimed_by) == 1 else None, "outcome")
                for o in brief.outcomes
            ),
        ),
        disagreements=made.each(
            "difference",
            "disagreement",
            ((_Sides(d), d.field, None, "disagreement") for d in brief.disagreements),
        ),
        other_meetings=made.each(
            "meeting",
            "other meeting",
            ((m, f"{m.kind} of {', '.join(m.parties)}", None, "other meeting") for m in brief.other_meetings),
        ),
        background=made.each(
            "background", "background", ((b, b.text, b.holder, "background") for b in brief.background)
        ),
    )


def _what(brief: Brief) -> str:
    return ", ".join(word for word in (brief.meeting.kind, brief.meeting.status) if word)


@dataclass(frozen=True, slots=True)
class _Sides:
    """A disagreement with the evidence of all its sides."""

    item: Disagreement

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return tuple(e for side in self.item.sides for e in side.evidence)


class _Maker:
    """Makes claims of the parts of one brief."""

    def __init__(self, documents: Sequence[Source], refs: References) -> None:
        self._documents = {d.id: d for d in documents}
        self._refs = refs

    def __call__(
        self,
        id: str,  # noqa: A002 - the name that HTML has
        part: str,
        item: Proven,
        text: str,
        *,
        side: str | None = None,
        kind: str | None = None,
    ) -> Claim:
        evidence = {self._refs.label(e): e for e in item.evidence}
        documents = [self._documents[doc] for doc in dict.fromkeys(e.doc for e in item.evidence)]
        attributions = getattr(item, "attribution", ())
        return Claim(
            id=id,
            part=part,
            kind=kind or part,
            side=side,
            item=item,
            text=text,
            evidence=tuple(evidence.values()),
            labels=tuple(evidence),
            records=tuple(dict.fromkeys(a.record for a in attributions)),
            outlets=len({d.outlet or d.id for d in documents}),
            origins=len({d.copy_of or d.id for d in documents}),
        )

    def each(
        self, stem: str, part: str, items: Iterable[tuple[Proven, str, str | None, str]]
    ) -> tuple[Claim, ...]:
        return tuple(
            self(f"{stem}-{n}", part, item, text, side=side, kind=kind)
            for n, (item, text, side, kind) in enumerate(items, 1)
        )
