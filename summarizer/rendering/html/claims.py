"""The claims of a brief as the page shows them: each with an id of its own, what filters ask for, and its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from summarizer.fusion.wording import marked, place_words, spoken_date
from summarizer.rendering.phrases import other_meeting, what

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from summarizer.models.base import QuoteForm, Record
    from summarizer.models.brief import Brief, Disagreement, Source
    from summarizer.models.evidence import Attribution, Evidence
    from summarizer.rendering.references import Proven, References
    from summarizer.rendering.words import Words

    P = TypeVar("P", bound=Proven)


_LETTERS: Final = {
    "what": "M",
    "when": "D",
    "where": "L",
    "person": "A",
    "confirmation": "C",
    "line": "R",
    "position": "P",
    "outcome": "O",
    "difference": "X",
    "meeting": "E",
    "background": "B",
}
"""The part of a brief that a claim is in, and the letter that exports call it by."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Anything in a brief that rests on words of the sources."""

    stem: str
    """The part of the brief that it is in: line, position, outcome …"""
    number: int
    """Its place in that part, from 1."""
    kind: str
    """What readers and the filter call it: red line, demand, outcome."""
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
    def id(self) -> str:
        """Its id in the page."""
        return f"{self.stem}-{self.number}"

    @property
    def name(self) -> str:
        """What exports call it: R1 for the first red line."""
        return f"{_LETTERS[self.stem]}{self.number}"

    @property
    def is_fact(self) -> bool:
        """Whether it tells of the meeting itself, and so is nobody's."""
        return self.stem in {"what", "when", "where"}

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


def claims_of(brief: Brief, refs: References, words: Words) -> Claims:
    """The claims of a brief; `refs` labels their evidence."""
    made = _Maker(brief.documents, refs)
    kinds, terms = words.kinds, words.terms
    unknown = words.phrases.not_established
    day = spoken_date(brief.date.value) if brief.date.value else unknown
    return Claims(
        what=made("what", 1, brief.meeting, what(brief.meeting, words), kinds.meeting),
        when=made("when", 1, brief.date, day, kinds.date),
        where=made("where", 1, brief.location, place_words(brief.location) or unknown, kinds.location),
        people=made.each(
            "person", brief.participants, lambda p: (p.name or p.descriptor or "", kinds.participant, p.side)
        ),
        confirmations=made.each(
            "confirmation",
            brief.confirmations,
            lambda c: (f"{c.party}: {terms.stance[c.stance]}", kinds.confirmation, c.party),
        ),
        red_lines=made.each(
            "line", brief.red_lines, lambda r: (marked(r.trigger, r.evidence), kinds.red_line, r.holder)
        ),
        positions=made.each(
            "position",
            brief.positions,
            lambda p: (marked(p.statement, p.evidence), terms.position_kind[p.kind], p.holder),
        ),
        outcomes=made.each(
            "outcome",
            brief.outcomes,
            lambda o: (marked(o.text, o.evidence), kinds.outcome, _only(o.claimed_by)),
        ),
        disagreements=made.each(
            "difference", map(Sides, brief.disagreements), lambda s: (s.item.field, kinds.disagreement, None)
        ),
        other_meetings=made.each(
            "meeting", brief.other_meetings, lambda m: (other_meeting(m, words), kinds.other_meeting, None)
        ),
        background=made.each("background", brief.background, lambda b: (b.text, kinds.background, b.holder)),
    )


def _only(parties: Sequence[str]) -> str | None:
    return parties[0] if len(parties) == 1 else None


@dataclass(frozen=True, slots=True)
class Sides:
    """A disagreement with the evidence of all its sides."""

    item: Disagreement

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words of all sides."""
        return tuple(e for side in self.item.sides for e in side.evidence)


class _Maker:
    """Makes claims of the parts of one brief."""

    def __init__(self, documents: Sequence[Source], refs: References) -> None:
        self._documents = {d.id: d for d in documents}
        self._refs = refs

    def __call__(
        self, stem: str, number: int, item: Proven, text: str, kind: str, side: str | None = None
    ) -> Claim:
        evidence = {self._refs.label(e): e for e in item.evidence}
        documents = [self._documents[doc] for doc in dict.fromkeys(e.doc for e in item.evidence)]
        attributions: Sequence[Attribution] = getattr(item, "attribution", ())
        return Claim(
            stem=stem,
            number=number,
            kind=kind,
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
        self, stem: str, items: Iterable[P], told: Callable[[P], tuple[str, str, str | None]]
    ) -> tuple[Claim, ...]:
        """Claims of all items; `told` gives an item's text, its kind and its side."""
        return tuple(self(stem, n, item, *told(item)) for n, item in enumerate(items, 1))
