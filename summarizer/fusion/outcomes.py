"""Outcomes: what was agreed, joint only where both sides are on record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.fusion.likeness import likeness, terms
from summarizer.fusion.people import unique
from summarizer.fusion.statements import canonical
from summarizer.models.brief import AgreedOutcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.models.base import OutcomeStatus
    from summarizer.models.evidence import Evidence
    from summarizer.models.reading import Outcome
    from summarizer.models.verified import Grounded

SAME_OUTCOME = 0.6
JOINT_DOCUMENT = re.compile(
    r"\b(?:joint (?:statement|declaration|communiqu[eé]|document|press release)|both sides said|signed)\b",
    re.IGNORECASE,
)
"""A joint document puts every side on record at once."""


def fuse_outcomes(told: Sequence[Grounded[Outcome]]) -> tuple[AgreedOutcome, ...]:
    """One entry an outcome, with the sides that are on record for it."""
    clusters: list[list[Grounded[Outcome]]] = []
    for item in told:
        mine = terms(item.claim.text)
        home = next(
            (c for c in clusters if any(likeness(mine, terms(o.claim.text)) >= SAME_OUTCOME for o in c)), None
        )
        if home is None:
            clusters.append([item])
        else:
            home.append(item)
    return tuple(_outcome(c) for c in clusters)


def _outcome(cluster: Sequence[Grounded[Outcome]]) -> AgreedOutcome:
    evidence = unique(e for o in cluster for e in o.evidence)
    sides = tuple(dict.fromkeys(canonical(side) for o in cluster for side in o.claim.claimed_by))
    return AgreedOutcome(
        text=cluster[0].claim.text,
        status=_status({o.claim.status for o in cluster}, sides, evidence),
        claimed_by=sides,
        evidence=evidence,
    )


def _status(told: set[OutcomeStatus], sides: Sequence[str], evidence: Sequence[Evidence]) -> OutcomeStatus:
    """Joint only with two sides on record or a joint document; a denial by anyone outweighs a claim."""
    if "denied" in told:
        return "denied"
    if len(sides) >= 2 or ("joint" in told and any(JOINT_DOCUMENT.search(e.exact) for e in evidence)):
        return "joint"
    return "claimed_by_one_side" if sides else "reported"
