"""Where what one document claims excludes what another claims: statuses, denials, refusals to agree, numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from summarizer.fusion.likeness import likeness, terms
from summarizer.fusion.opposition import differing_counts
from summarizer.models.brief import Disagreement, Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.fusion.statements import Told
    from summarizer.models.evidence import Evidence
    from summarizer.models.reading import RedLine
    from summarizer.models.verified import VerifiedReading

SAME_MATTER = 0.4
"""Share of the shorter claim's terms that two claims on one matter have in common."""
NO_AGREEMENT = re.compile(
    r"\b(?:no|not|nothing|without|failed to|never)\b[^.;]{0,40}"
    r"\b(?:agree\w*|accord|deal|date|decision|breakthrough|set|reached|fixed)\b",
    re.IGNORECASE,
)
NEXT_ROUND = re.compile(
    r"\b(?:next|another|further|second|third|fourth|new) (?:round|meeting|session)\b|\bmeet again\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """What one document claims: an outcome, a position or a red line."""

    doc: str
    text: str
    evidence: tuple[Evidence, ...]
    denial: bool
    outcome: bool

    @property
    def words(self) -> str:
        return " ".join(e.exact for e in self.evidence)


def claims_of(readings: Sequence[VerifiedReading]) -> list[Claim]:
    """All claims of all documents."""
    found: list[Claim] = []
    for reading in readings:
        doc = reading.document.id
        found += [
            Claim(doc, o.claim.text, o.evidence, o.claim.status == "denied", True) for o in reading.outcomes
        ]
        found += [
            Claim(doc, p.claim.statement, p.evidence, p.claim.kind == "denial", False)
            for p in reading.positions
        ]
        found += [Claim(doc, line.claim.trigger, line.evidence, False, False) for line in reading.red_lines]
    return found


def find_contradictions(
    readings: Sequence[VerifiedReading],
    red_lines: Sequence[Sequence[Told[RedLine]]],
) -> Iterator[Disagreement]:
    """Contradictions between claims of different documents, each pair of documents once a matter."""
    claims = claims_of(readings)
    yield from _statuses(red_lines)
    yield from _denials(claims)
    yield from _agreements(claims)
    yield from _numbers(claims)


def _statuses(red_lines: Sequence[Sequence[Told[RedLine]]]) -> Iterator[Disagreement]:
    """A line that one document reports as drawn is dropped or denied by another."""
    for first, second in combinations(red_lines, 2):
        a, b = first[0], second[0]
        if a.holder != b.holder or a.item.claim.status == b.item.claim.status:
            continue
        if "active" not in {a.item.claim.status, b.item.claim.status}:
            continue
        own = {f"party:{a.holder}"}
        if likeness(terms(a.words) - own, terms(b.words) - own) < SAME_MATTER:
            continue
        pair = next(((x, y) for x in first for y in second if x.document.id != y.document.id), None)
        if pair:
            sides = [
                Side(doc=t.document.id, value=t.item.claim.status, evidence=t.item.evidence) for t in pair
            ]
            yield _contradiction(f"{a.holder}'s red line: {a.item.claim.trigger}", sides)


def _denials(claims: Sequence[Claim]) -> Iterator[Disagreement]:
    """One document reports what a party denies in another."""
    for denial in claims:
        if not denial.denial:
            continue
        for other in claims:
            if other.doc != denial.doc and not other.denial and _same_matter(denial, other):
                yield _contradiction(
                    denial.text, [Side(doc=c.doc, value=c.text, evidence=c.evidence) for c in (denial, other)]
                )
                break


def _agreements(claims: Sequence[Claim]) -> Iterator[Disagreement]:
    """One document reports an agreement or a next round, another that there is none."""
    outcomes = [c for c in claims if c.outcome and not c.denial]
    for a, b in combinations(outcomes, 2):
        if a.doc == b.doc or bool(NO_AGREEMENT.search(a.words)) == bool(NO_AGREEMENT.search(b.words)):
            continue
        if (NEXT_ROUND.search(a.words) and NEXT_ROUND.search(b.words)) or _same_matter(a, b):
            field = "the next round" if NEXT_ROUND.search(a.words) else a.text
            yield _contradiction(field, [Side(doc=c.doc, value=c.text, evidence=c.evidence) for c in (a, b)])


def _numbers(claims: Sequence[Claim]) -> Iterator[Disagreement]:
    """Two documents count the same things differently."""
    told: set[tuple[str, str, str]] = set()
    for a, b in combinations(claims, 2):
        if a.doc == b.doc or not _same_matter(a, b):
            continue
        for unit, (ours, theirs) in differing_counts(a.words, b.words).items():
            if (unit, a.doc, b.doc) in told:
                continue
            told.add((unit, a.doc, b.doc))
            sides = [
                Side(doc=c.doc, value=", ".join(f"{n:g}" for n in sorted(values)), evidence=c.evidence)
                for c, values in ((a, ours), (b, theirs))
            ]
            yield _contradiction(f"number of {unit}", sides)


def _same_matter(a: Claim, b: Claim) -> bool:
    first, second = terms(a.words), terms(b.words)
    return len(first & second) >= 2 and likeness(first, second) >= SAME_MATTER


def _contradiction(field: str, sides: Sequence[Side]) -> Disagreement:
    return Disagreement(
        field=field,
        kind="contradiction",
        sides=tuple(sorted(sides, key=lambda s: s.doc)),
        preferred=None,
        why=None,
    )
