"""Where what one document claims excludes what another claims: statuses, denials, refusals to agree, numbers."""

from __future__ import annotations

import re
from calendar import month_name
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from summarizer.fusion.acts import reversed_act
from summarizer.fusion.likeness import likeness, terms
from summarizer.fusion.opposition import differing_counts, negative
from summarizer.fusion.statements import canonical
from summarizer.models.brief import Disagreement, Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.fusion.statements import Told
    from summarizer.models.base import Record
    from summarizer.models.evidence import Evidence
    from summarizer.models.reading import RedLine
    from summarizer.models.verified import VerifiedReading

SAME_MATTER = 0.4
"""Share of the shorter claim's terms that two claims on one matter have in common."""
NO_AGREEMENT = re.compile(
    r"\b(?:no|not|nothing|without|failed|failing|unable|never|\w+n't)\b[^.;]{0,40}"
    r"\b(?:agree\w*|accord|deal|date|decision|breakthrough|progress|consensus|set|reach\w*|fixed|named)\b|"
    r"\b(?:deadlock\w*|inconclusive\w*|collapsed|broke down|empty-handed)\b",
    re.IGNORECASE,
)
PROSPECT = re.compile(
    r"\bto (?:\w+ly )?(?:reach|conclude|finali[sz]e|strike|seek|work (?:on|for|towards?)|try)\b",
    re.IGNORECASE,
)
"""What parties promise each other to agree on is neither an agreement nor the want of one."""
REVERSED = 0.6
"""Share of all terms of two statements that both have, where one negates the other: nearly the same words."""
CONDITION = re.compile(r"\b(?:if|unless|until|once|before|without|only|provided|except)\b", re.IGNORECASE)
CONDITIONAL = re.compile(r"\b(?:if|unless|once|provided|except|whether)\b", re.IGNORECASE)
"""Words that make what goes on depend; `until` only says how long."""
DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|dismiss\w*|refut\w+|reject\w*)\s+(?:(?:the|a|any|all|media|press|earlier)\s+){0,2}"
    r"(?:reports?|claims?|suggestions?|allegations?|rumou?rs?|assertions?|accounts?)?\s*(?:that|of|about)?\s*"
    r"(?P<what>[^.;]{12,200})",
    re.IGNORECASE,
)
WISHES = frozenset({"demand", "threat", "offer"})
LINE = terms("a red line, no longer, remains, drew, negotiable")
"""What every red line says, whatever it forbids."""
NEXT_ROUND = re.compile(
    r"\b(?:next|another|further|second|third|fourth|new|follow-up) "
    r"(?:round|meeting|session|talks|consultations?|negotiations?|summit)\b|\b(?:meet again|reconvene)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Claim:
    """What one document claims: an outcome, a position or a red line."""

    doc: str
    text: str
    evidence: tuple[Evidence, ...]
    denial: bool
    holder: str | None
    """Whose statement it is; None for an outcome."""
    record: Record | None
    """On what record it stands; None for an outcome."""
    wished: bool = False
    """Whether it is asked for or threatened, not said to be so."""

    @cached_property  # asked for with every claim of every other document
    def words(self) -> str:
        return " ".join(e.exact for e in self.evidence)


def claims_of(readings: Sequence[VerifiedReading]) -> list[Claim]:
    """All claims of all documents."""
    found: list[Claim] = []
    for reading in readings:
        doc = reading.document.id
        found += [
            Claim(doc, o.claim.text, o.evidence, o.claim.status == "denied", None, None)
            for o in reading.outcomes
        ]
        found += [
            Claim(
                doc,
                c.statement,
                p.evidence,
                c.kind == "denial",
                canonical(c.holder),
                c.said.record,
                wished=c.kind in WISHES,
            )
            for p in reading.positions
            for c in (p.claim,)
        ]
        found += [
            Claim(doc, c.trigger, line.evidence, False, canonical(c.holder), c.said.record, wished=True)
            for line in reading.red_lines
            for c in (line.claim,)
        ]
    return found


def find_contradictions(
    readings: Sequence[VerifiedReading],
    red_lines: Sequence[Sequence[Told[RedLine]]],
) -> Iterator[Disagreement]:
    """Contradictions between claims of different documents, each pair of documents once a matter."""
    claims = claims_of(readings)
    yield from _statuses(red_lines)
    yield from _denials(claims)
    yield from _reversals(claims)
    yield from _acts(claims)
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
        own = LINE | {f"party:{a.holder}"}
        if likeness(terms(a.words) - own, terms(b.words) - own) < SAME_MATTER:
            continue
        pair = next(((x, y) for x in first for y in second if x.document.id != y.document.id), None)
        if pair:
            sides = [
                Side(doc=t.document.id, value=t.item.claim.status, evidence=t.item.evidence) for t in pair
            ]
            records = [t.item.claim.said.record for t in pair]
            yield _contradiction(f"{a.holder}'s red line", sides, records)


def _denials(claims: Sequence[Claim]) -> Iterator[Disagreement]:
    """One document reports what a party denies in another."""
    for denial in claims:
        if not denial.denial:
            continue
        for other in claims:
            if other.doc != denial.doc and not other.denial and _denied(denial, other):
                whose = f"what {denial.holder} denies" if denial.holder else "what was agreed"
                yield _between(whose, denial, other)
                break


def _denied(denial: Claim, other: Claim) -> bool:
    """Whether a denial is of what another document claims; "denied a report that …" denies what follows."""
    second = terms(other.text)
    for words in (denial.text, *(m["what"] for m in DENIED.finditer(denial.words))):
        first = terms(words)
        if len(first & second) > 2 and likeness(first, second) >= SAME_MATTER:
            return True
    return _same_matter(denial, other)


def _reversals(claims: Sequence[Claim]) -> Iterator[Disagreement]:
    """One document has a party say what it says it will not in another, without a condition in either."""
    stated = [c for c in claims if c.holder and not c.denial and not CONDITION.search(c.words)]
    for a, b in combinations(stated, 2):
        if a.doc == b.doc or a.holder != b.holder or negative(a.text) == negative(b.text):
            continue
        first, second = (terms(c.text) - {f"party:{c.holder}"} for c in (a, b))
        if len(first & second) > 2 and len(first & second) >= REVERSED * len(first | second):
            yield _between(f"{a.holder}'s position", a, b)


def _acts(claims: Sequence[Claim]) -> Iterator[Disagreement]:
    """What one document says goes on, another says is to stop, without a condition in either."""
    told = [c for c in claims if not c.denial and not c.wished and not CONDITIONAL.search(c.words)]
    seen: set[tuple[str, str, str]] = set()
    for a, b in combinations(told, 2):
        if a.doc == b.doc or (a.holder and b.holder and a.holder != b.holder):
            continue
        about = reversed_act(a.words, b.words)
        if about and (about, a.doc, b.doc) not in seen:
            seen.add((about, a.doc, b.doc))
            yield _between("whether it goes on", a, b)


def _agreements(claims: Sequence[Claim]) -> Iterator[Disagreement]:
    """One document reports an agreement or a next round, another that there is none."""
    outcomes = [
        c
        for c in claims
        if c.holder is None
        and not c.denial
        and (NO_AGREEMENT.search(c.words) or not PROSPECT.search(c.words))
    ]
    failed = [bool(NO_AGREEMENT.search(c.words)) for c in outcomes]
    for (a, failed_a), (b, failed_b) in combinations(zip(outcomes, failed, strict=True), 2):
        if a.doc == b.doc or failed_a == failed_b:
            continue
        if (NEXT_ROUND.search(a.words) and NEXT_ROUND.search(b.words)) or _same_matter(a, b):
            yield _between("the next round" if NEXT_ROUND.search(a.words) else "what was agreed", a, b)


def _between(field: str, a: Claim, b: Claim) -> Disagreement:
    sides = [Side(doc=c.doc, value=c.text, evidence=c.evidence) for c in (a, b)]
    return _contradiction(field, sides, [a.record, b.record])


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
            field = f"day of {unit}" if unit in month_name else f"number of {unit}"
            yield _contradiction(field, sides, [a.record, b.record])


def _same_matter(a: Claim, b: Claim) -> bool:
    first, second = terms(a.words), terms(b.words)
    return len(first & second) >= 2 and likeness(first, second) >= SAME_MATTER


def _contradiction(field: str, sides: Sequence[Side], records: Sequence[Record | None]) -> Disagreement:
    """`records` are those of the two sides: what is on record is preferred to what nobody puts a name to."""
    named = [side.doc for side, record in zip(sides, records, strict=True) if record == "named"]
    decided = len(named) == 1 and None not in records
    return Disagreement(
        field=field,
        kind="contradiction",
        sides=tuple(sorted(sides, key=lambda s: s.doc)),
        preferred=named[0] if decided else None,
        why="a statement on record outweighs one without a name" if decided else None,
    )
