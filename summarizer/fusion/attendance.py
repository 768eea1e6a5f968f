"""Where documents name different heads of one side, or give a third party different parts in the talks."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from summarizer.fusion.people import akin, side_of
from summarizer.models.brief import Disagreement, Side
from summarizer.resolve.actors import same_person

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.models.reading import Participant
    from summarizer.models.verified import Grounded, VerifiedReading

PRESIDED = re.compile(
    r"\b(?:chair\w*|presid(?:ed|ing|es)|mediat\w+|moderat\w+|facilitat\w+|conducted|led|broker\w*)\b",
    re.IGNORECASE,
)
"""More than a seat at the wall: whoever only lent the room may have watched too."""


def different_heads(readings: Sequence[VerifiedReading]) -> Iterator[Disagreement]:
    """Two documents name different heads of one side, and neither knows the other's."""
    for first, second in combinations(readings, 2):
        for a in first.participants:
            for b in second.participants:
                if (
                    a.claim.role == b.claim.role == "head"
                    and a.claim.name
                    and b.claim.name
                    and side_of(a.claim) == side_of(b.claim)
                    and side_of(a.claim)
                    and not akin(a, b)
                    and not _knows(first, b.claim.name)
                    and not _knows(second, a.claim.name)
                ):
                    yield _contradiction(
                        f"who led for {side_of(a.claim)}",
                        (first.document.id, a.claim.name, a),
                        (second.document.id, b.claim.name, b),
                    )


def different_parts(readings: Sequence[VerifiedReading]) -> Iterator[Disagreement]:
    """A third party watched in one document and presided or mediated in another."""
    for first, second in combinations(readings, 2):
        for watching, presiding in ((first, second), (second, first)):
            for a in watching.participants:
                side = side_of(a.claim)
                if a.claim.role != "observer" or not side or _presides(watching, side):
                    continue
                b = _presides(presiding, side)
                if b is not None:
                    yield _contradiction(
                        f"the part of {side}",
                        (watching.document.id, a.claim.role, a),
                        (presiding.document.id, b.claim.role, b),
                    )
                    break


def _presides(reading: VerifiedReading, side: str) -> Grounded[Participant] | None:
    return next(
        (
            p
            for p in reading.participants
            if side_of(p.claim) == side
            and p.claim.role in {"mediator", "host"}
            and any(PRESIDED.search(e.exact) for e in p.evidence)
        ),
        None,
    )


def _knows(reading: VerifiedReading, name: str) -> bool:
    return any(p.claim.name and same_person(p.claim.name, name) for p in reading.participants)


def _contradiction(field: str, *told: tuple[str, str, Grounded[Participant]]) -> Disagreement:
    sides = (Side(doc=doc, value=value, evidence=item.evidence) for doc, value, item in told)
    return Disagreement(
        field=field,
        kind="contradiction",
        sides=tuple(sorted(sides, key=lambda s: s.doc)),
        preferred=None,
        why=None,
    )
