"""Statements: red lines and positions told by several documents become one claim each, wordings side by side."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from summarizer.fusion.firmness import TERM, firmest
from summarizer.fusion.likeness import likeness, terms
from summarizer.fusion.opposition import differing_counts, opposed
from summarizer.fusion.people import unique
from summarizer.models.brief import StatedPosition, StatedRedLine
from summarizer.models.document import reported
from summarizer.models.evidence import Attribution
from summarizer.models.reading import Position, RedLine
from summarizer.resolve.actors import party, same_person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set

    from summarizer.models.base import PositionKind, RedLineStatus, Specificity
    from summarizer.models.brief import Credibility
    from summarizer.models.document import Document
    from summarizer.models.evidence import Evidence
    from summarizer.models.reading import Said
    from summarizer.models.verified import Grounded, VerifiedReading

S = TypeVar("S", RedLine, Position)
C = TypeVar("C", StatedRedLine, StatedPosition)

SAME_TRIGGER = 0.4
"""Share of the shorter wording's terms that two wordings of one trigger have in common."""
SAME_STATEMENT = 0.55
"""The same for positions: one party states many, so they must be closer."""
FAMILIES: tuple[frozenset[PositionKind], ...] = (
    frozenset({"demand", "assurance", "announcement", "denial", "offer"}),
    frozenset({"threat", "demand"}),
    frozenset({"accusation", "condemnation"}),
)
"""Kinds that two outlets may give to one statement."""
OUTSIDER = re.compile(
    r"\b(?:analysts?|experts?|professors?|researchers?|scholars?|historians?|commentators?|columnists?|"
    r"journalists?|mediators?|former|ex-?\w+)\b",
    re.IGNORECASE,
)
"""Offices whose word is nobody's on record: neither a former minister nor a mediator binds a party."""
DELIVERED = ("warning", "message", "ultimatum", "signal", "statement", "caution")
DELIVERY = re.compile(
    r"\b(?:an? )?(?:(?:stern|blunt|clear|direct|explicit|sharp|strong|firm|private|formal|final|unusual|veiled|"
    rf"thinly veiled) ){{1,2}}(?:{'|'.join(DELIVERED)})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Told(Generic[S]):
    """A statement of one document."""

    item: Grounded[S]
    document: Document

    @cached_property
    def holder(self) -> str:
        return canonical(self.item.claim.holder)

    @cached_property
    def words(self) -> str:
        return " ".join(e.exact for e in self.item.evidence)


def canonical(name: str) -> str:
    """Canonical name of a party; as given where no table knows it."""
    known = party(name)
    return known.name if known else name


def told_red_lines(readings: Iterable[VerifiedReading]) -> list[Told[RedLine]]:
    """All red lines, document by document."""
    return [Told(item, reading.document) for reading in readings for item in reading.red_lines]


def told_positions(readings: Iterable[VerifiedReading]) -> list[Told[Position]]:
    """All positions, document by document."""
    return [Told(item, reading.document) for reading in readings for item in reading.positions]


def cluster_red_lines(told: Sequence[Told[RedLine]]) -> list[list[Told[RedLine]]]:
    """Red lines of one holder on one trigger, whatever the wording."""

    def same(a: Told[RedLine], b: Told[RedLine]) -> bool:
        if a.holder != b.holder or a.item.claim.status != b.item.claim.status:
            return False
        target_a, target_b = a.item.claim.target, b.item.claim.target
        if target_a and target_b and canonical(target_a) != canonical(target_b):
            return False
        own = {f"party:{a.holder}"}
        first, second = terms(a.item.claim.trigger) - own, terms(b.item.claim.trigger) - own
        # One word in common says nothing ("opening the gates", "closing the gates") unless it is all that one says.
        return likeness(first, second) >= (SAME_TRIGGER if len(first & second) > 1 else 1)

    return _cluster(told, same)


def cluster_positions(told: Sequence[Told[Position]]) -> list[list[Told[Position]]]:
    """Positions of one holder that say the same; what one document says twice in different words stays two."""

    def same(a: Told[Position], b: Told[Position]) -> bool:
        if a.holder != b.holder or not _kin(a.item.claim.kind, b.item.claim.kind):
            return False
        if any(
            one.start == other.start and one == other for one in a.item.evidence for other in b.item.evidence
        ):
            return True
        if a.document.id == b.document.id:
            return a.item.claim.statement.casefold() == b.item.claim.statement.casefold()
        own = {f"party:{a.holder}"}
        first, second = terms(a.words) - own, terms(b.words) - own
        if len(first & second) < 2 or likeness(first, second) < SAME_STATEMENT:
            return False
        return not (
            opposed(a.item.claim.statement, b.item.claim.statement) or differing_counts(a.words, b.words)
        )

    return _cluster(told, same)


def _kin(a: PositionKind, b: PositionKind) -> bool:
    # "position" is what a statement is where nothing more telling fits, so it goes with every kind
    return a == b or "position" in {a, b} or any(a in family and b in family for family in FAMILIES)


def _cluster(told: Sequence[Told[S]], same: _Same[S]) -> list[list[Told[S]]]:
    """Each joins the first cluster all of whose members it is like: no chain of likenesses joins what is unlike."""
    clusters: list[list[Told[S]]] = []
    for item in told:
        home = next((c for c in clusters if all(same(item, other) for other in c)), None)
        if home is None:
            clusters.append([item])
        else:
            home.append(item)
    return clusters


if TYPE_CHECKING:
    from collections.abc import Callable

    _Same = Callable[[Told[S], Told[S]], bool]


def attribution(said: Said, document: Document) -> Attribution:
    """The chain of one document: speaker, media, the outlet that prints it."""
    return Attribution(
        speaker=said.speaker,
        descriptor=said.descriptor,
        record=said.record,
        via=said.via,
        outlet=document.outlet,
        hedges=said.hedges,
    )


def _attributions(cluster: Sequence[Told[S]]) -> tuple[Attribution, ...]:
    seen = dict.fromkeys(attribution(t.item.claim.said, t.document) for t in cluster)
    return tuple(seen)


def credibility(cluster: Sequence[Told[S]], sides: Mapping[str, str]) -> Credibility:
    """Credibility by rule; `sides` tells for whom a named speaker speaks.

    1 both holder and target on record; 2 the holder on record; 3 anonymous only; 6 unattributed, and
    whatever only another party says of the holder. `contested` makes 4 of a 3 or 6.
    """
    holder = cluster[0].holder
    target = next((canonical(t.item.claim.target) for t in cluster if t.item.claim.target), None)
    speaking = {speaking_for(t, sides) for t in cluster if t.item.claim.said.record == "named"}
    if holder in speaking:
        return 1 if target and target in speaking else 2
    if any(t.item.claim.said.record == "anonymous" for t in cluster):
        return 3
    return 6


def speaking_for(told: Told[S], sides: Mapping[str, str]) -> str | None:
    """The party that a named speaker speaks for: by title, by the sides known of persons, else the holder.

    None for a bystander: an analyst, a mediator, a former minister.
    """
    said = told.item.claim.said
    if said.speaker:
        for person, side in sides.items():
            if same_person(person, said.speaker):
                return side
    if OUTSIDER.search(said.descriptor or ""):
        return None
    known = party(said.descriptor) if said.descriptor else None
    if known is None and said.speaker:
        known = party(said.speaker)
    return known.name if known else told.holder


def fuse_red_line(cluster: Sequence[Told[RedLine]], sides: Mapping[str, str]) -> StatedRedLine:
    """One red line with its variants."""
    lead = cluster[0].item.claim
    evidence = _evidence(cluster)
    triggers = list(dict.fromkeys(t.item.claim.trigger for t in cluster))
    consequences = list(dict.fromkeys(c for t in cluster if (c := t.item.claim.consequence)))
    grades: tuple[Specificity, ...] = ("specific", "vague", "none")
    specificity = next(g for g in grades if any(t.item.claim.specificity == g for t in cluster))
    status: RedLineStatus = lead.status
    return StatedRedLine(
        holder=cluster[0].holder,
        target=_common(canonical(t.item.claim.target) if t.item.claim.target else None for t in cluster),
        trigger=triggers[0],
        variants=tuple(triggers[1:]),
        consequence="; ".join(consequences) or None,
        specificity=specificity if consequences else "none",
        explicit=any(TERM.search(e.exact) for e in evidence),
        status=status,
        firmness=firmest(e.exact for e in evidence),
        delivery=tuple(dict.fromkeys(words for t in cluster for words in delivery(t))),
        attribution=_attributions(cluster),
        credibility=credibility(cluster, sides),
        evidence=evidence,
    )


def fuse_position(cluster: Sequence[Told[Position]], sides: Mapping[str, str]) -> StatedPosition:
    """One position; the most telling kind that most documents give, the first document's wording."""
    lead = cluster[0].item.claim
    evidence = _evidence(cluster)
    kinds = Counter(t.item.claim.kind for t in cluster)
    return StatedPosition(
        holder=cluster[0].holder,
        target=_common(canonical(t.item.claim.target) if t.item.claim.target else None for t in cluster),
        kind=max(kinds, key=lambda k: (k != "position", kinds[k], k == lead.kind)),
        topic=lead.topic,
        statement=lead.statement,
        at_meeting=any(t.item.claim.at_meeting for t in cluster),
        firmness=firmest(e.exact for e in evidence),
        attribution=_attributions(cluster),
        credibility=credibility(cluster, sides),
        evidence=evidence,
    )


def contested(claim: C, against: Set[Evidence]) -> C:
    """The claim, at 4 where it rests on no record and words in `against` have a better-recorded statement against them."""
    if claim.credibility in {3, 6} and not against.isdisjoint(claim.evidence):
        return claim.model_copy(update={"credibility": 4})
    return claim


def red_line_order(line: StatedRedLine) -> tuple[bool, bool, bool, int, str, int]:
    """Active before dropped, uncontested before contested, by name before implied; then as the sources tell them."""
    first = line.evidence[0]
    return (
        line.status != "active",
        line.credibility == 4,
        not line.explicit,
        line.credibility,
        first.doc,
        first.start,
    )


def _evidence(cluster: Sequence[Told[S]]) -> tuple[Evidence, ...]:
    return unique(e for t in cluster for e in t.item.evidence)


def _common(values: Iterable[str | None]) -> str | None:
    told = [value for value in values if value]
    return Counter(told).most_common(1)[0][0] if len(told) > 1 else next(iter(told), None)


def delivery(told: Told[RedLine]) -> tuple[str, ...]:
    """How the red line was delivered, in the words of its own and the preceding paragraph."""
    text = reported(told.document)
    found: list[str] = []
    for item in told.item.evidence:
        here = text.rfind("\n\n", 0, item.start)
        start = text.rfind("\n\n", 0, max(0, here)) + 1 if here > 0 else 0
        stop = text.find("\n\n", item.end)
        words = text[start : stop if stop >= 0 else len(text)]
        small = words.casefold()
        if any(noun in small for noun in DELIVERED):
            found += [m.group() for m in DELIVERY.finditer(words)]
    return tuple(dict.fromkeys(found))
