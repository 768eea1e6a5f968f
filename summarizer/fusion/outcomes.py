"""Outcomes: what was agreed, joint only where every party to it is on record."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.fusion.likeness import likeness, terms
from summarizer.fusion.opposition import differing_counts, opposed
from summarizer.fusion.people import unique
from summarizer.fusion.statements import canonical
from summarizer.models.brief import AgreedOutcome
from summarizer.resolve.actors import find_parties

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.models.base import OutcomeStatus
    from summarizer.models.brief import PersonOrDelegation
    from summarizer.models.document import Document
    from summarizer.models.reading import Outcome
    from summarizer.models.verified import Grounded, VerifiedReading

SAME_OUTCOME = 0.6
"""Share of the shorter wording's terms that two wordings of one outcome have in common."""
SAME_ELSEWHERE = 0.5
"""The same for the wordings of two documents that share three terms."""
AGREEING = terms(
    "agreed concurred decided shared view understanding undertook consented resolved both two sides parties"
)
"""What every outcome says, whatever was agreed."""
JOINT_DOCUMENT = re.compile(
    r"\b(?:joint (?:statement|declaration|communiqu[eé]|document|note|press release)|both sides said|signed)\b",
    re.IGNORECASE,
)
"""A joint document puts every side on record at once."""
OFFICE = re.compile(
    r"\b(?:ministry|department of state|state department|foreign office|government|embassy|presidency|"
    r"office of the (?:president|prime minister))\b",
    re.IGNORECASE,
)
ORDER: tuple[OutcomeStatus, ...] = ("joint", "claimed_by_one_side", "reported", "denied")


@dataclass(frozen=True, slots=True)
class _Told:
    """An outcome as one document tells it."""

    item: Grounded[Outcome]
    document: Document

    @property
    def text(self) -> str:
        return self.item.claim.text

    @property
    def words(self) -> str:
        return " ".join(e.exact for e in self.item.evidence)

    @property
    def claimed_by(self) -> tuple[str, ...]:
        """The sides on record for it; a party's own readout puts that party on record."""
        named = tuple(canonical(side) for side in self.item.claim.claimed_by)
        own = readout_of(self.document) if self.item.claim.status != "denied" else None
        return named or ((own,) if own else ())


def readout_of(document: Document) -> str | None:
    """The party whose office publishes the document: `Ministry of Foreign Affairs of Japan`."""
    outlet = document.outlet or ""
    mentions = find_parties(outlet) if OFFICE.search(outlet) else []
    return mentions[0].party.name if mentions else None


def fuse_outcomes(
    readings: Sequence[VerifiedReading],
    *,
    parties: Sequence[str] = (),
    participants: Sequence[PersonOrDelegation] = (),
) -> tuple[AgreedOutcome, ...]:
    """One entry an outcome, those with most sides on record first.

    `parties` are those of the meeting. Whoever only mediates, hosts or watches among `participants` is party
    to nothing: its word makes an outcome neither joint nor claimed by a side.
    """
    clusters: list[list[_Told]] = []
    for told in (_Told(item, reading.document) for reading in readings for item in reading.outcomes):
        home = next((c for c in clusters if all(_same(told, other) for other in c)), None)
        if home is None:
            clusters.append([told])
        else:
            home.append(told)
    bound = principals(parties, participants)
    fused = [_outcome(c, bound) for c in clusters]
    return tuple(sorted(fused, key=lambda o: (ORDER.index(o.status), o.evidence[0].doc, o.evidence[0].start)))


def principals(parties: Sequence[str], participants: Sequence[PersonOrDelegation]) -> tuple[str, ...]:
    """The parties between which the talks are: without those whose people only mediate, host or watch."""
    roles: dict[str, set[str]] = {}
    for person in participants:
        if person.side:
            roles.setdefault(person.side, set()).add(person.role)
    return tuple(p for p in parties if not roles.get(p) or roles[p] - {"mediator", "host", "observer"})


def _same(a: _Told, b: _Told) -> bool:
    first, second = terms(a.text) - AGREEING, terms(b.text) - AGREEING
    shared = first & second
    matter = sum(not term.startswith("party:") for term in shared)
    # Two documents word one thing differently; one document that says two things alike means two.
    least = SAME_ELSEWHERE if a.document.id != b.document.id and matter > 2 else SAME_OUTCOME
    if likeness(first, second) < (least if len(shared) > 1 else 1):
        return False
    return not (opposed(a.text, b.text) or differing_counts(a.words, b.words))


def _outcome(cluster: Sequence[_Told], bound: Sequence[str]) -> AgreedOutcome:
    evidence = unique(e for told in cluster for e in told.item.evidence)
    sides = tuple(sorted({side for told in cluster for side in told.claimed_by}))
    told = {told.item.claim.status for told in cluster}
    document = any(JOINT_DOCUMENT.search(e.exact) for e in evidence)
    return AgreedOutcome(
        text=cluster[0].text,
        status=_status(told, sides, bound, document=document),
        claimed_by=sides,
        evidence=evidence,
    )


def _status(
    told: set[OutcomeStatus], sides: Sequence[str], bound: Sequence[str], *, document: bool
) -> OutcomeStatus:
    """Joint only with a joint document or every party on record; a denial outweighs a claim."""
    if "denied" in told:
        return "denied"
    own = [side for side in sides if side in bound] if len(bound) > 1 else list(sides)
    if ("joint" in told and document) or (len(own) > 1 and (len(own) >= len(bound) or "joint" in told)):
        return "joint"
    if own:
        return "claimed_by_one_side"
    return "reported"
