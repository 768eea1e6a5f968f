"""Where sources contradict each other or differ in reach or wording. Both sides are kept, with their words."""

from __future__ import annotations

import re
import unicodedata
from itertools import combinations
from typing import TYPE_CHECKING

from summarizer.fusion.attendance import different_heads, different_parts
from summarizer.fusion.contradictions import find_contradictions
from summarizer.fusion.firmness import ORDER, firmness
from summarizer.fusion.levels import levels_differ
from summarizer.fusion.likeness import terms
from summarizer.fusion.occasion import apart
from summarizer.fusion.statements import canonical
from summarizer.models.brief import Disagreement, Side
from summarizer.models.reading import Position
from summarizer.resolve.places import find_places, resolve_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from summarizer.fusion.occasion import When
    from summarizer.fusion.statements import S, Told
    from summarizer.models.base import Stance
    from summarizer.models.evidence import Evidence
    from summarizer.models.reading import Confirmation, Meeting, RedLine
    from summarizer.models.verified import Grounded, VerifiedReading
    from summarizer.resolve.places import Place

GENERIC_ACTOR = re.compile(
    r"\b(?:foreign|any (?:other )?(?:country|state|party|power)|outside|anyone)\b", re.IGNORECASE
)


def find_disagreements(
    readings: Sequence[VerifiedReading],
    *,
    mains: Mapping[str, Grounded[Meeting]],
    whens: Sequence[When],
    places: Sequence[tuple[str, Place | None, Grounded[Meeting]]],
    red_lines: Sequence[Sequence[Told[RedLine]]],
    positions: Sequence[Sequence[Told[Position]]],
) -> tuple[Disagreement, ...]:
    """All of them, from what changes the picture most to what changes it least; a document disagrees with no other alone."""
    if len(readings) < 2:
        return ()
    found = (
        *_confirmations(readings),
        *_statuses(mains),
        *_dates(whens),
        *_places(places),
        *_levels(mains),
        *different_heads(readings),
        *different_parts(readings),
        *find_contradictions(readings, red_lines),
        *_scopes(red_lines, {p.locality for _, p, _ in places if p and p.locality}),
        *_wordings(red_lines),
        *_wordings(positions),
    )
    return _merged(found)


def _merged(found: Iterable[Disagreement]) -> tuple[Disagreement, ...]:
    """One entry where a side stands against several documents that say the same, as copies of one wire do."""
    kept: list[Disagreement] = []
    for item in found:
        told = {(side.doc, side.value) for side in item.sides}
        for i, known in enumerate(kept):
            before = {(side.doc, side.value) for side in known.sides}
            if (known.field, known.kind, known.preferred) == (
                item.field,
                item.kind,
                item.preferred,
            ) and told & before:
                sides = {(s.doc, s.value): s for s in (*item.sides, *known.sides)}
                kept[i] = known.model_copy(update={"sides": tuple(sides[key] for key in sorted(sides))})
                break
        else:
            kept.append(item)
    return tuple(kept)


def outweighed(disagreements: Iterable[Disagreement]) -> frozenset[Evidence]:
    """The words against which a better-recorded statement stands."""
    return frozenset(
        evidence
        for item in disagreements
        if item.kind == "contradiction" and item.preferred
        for side in item.sides
        if side.doc != item.preferred
        for evidence in side.evidence
    )


def _confirmations(readings: Sequence[VerifiedReading]) -> Iterator[Disagreement]:
    told: dict[str, list[tuple[str, Grounded[Confirmation]]]] = {}
    for reading in readings:
        for item in reading.confirmations:
            told.setdefault(canonical(item.claim.party), []).append((reading.document.id, item))
    for party, items in told.items():
        first: dict[Stance, tuple[str, Grounded[Confirmation]]] = {}
        for doc, item in items:
            first.setdefault(item.claim.stance, (doc, item))
        if len(first) < 2 or len({doc for doc, _ in first.values()}) < 2:
            continue
        sides = [_side(doc, _STANCES[stance], item.evidence) for stance, (doc, item) in first.items()]
        confirmed = first.get("confirmed")
        silent = set(first) == {"confirmed", "no_comment"}
        yield _disagreement(
            f"{party}'s confirmation",
            "contradiction",
            sides,
            preferred=confirmed[0] if confirmed and silent else None,
            why="a statement on record outweighs a report of silence" if confirmed and silent else None,
        )


_STANCES: dict[Stance, str] = {
    "confirmed": "confirmed the meeting",
    "denied": "denied the meeting",
    "no_comment": "had not commented",
}


def _statuses(mains: Mapping[str, Grounded[Meeting]]) -> Iterator[Disagreement]:
    first: dict[str, tuple[str, Grounded[Meeting]]] = {}
    for doc, meeting in mains.items():
        first.setdefault(meeting.claim.status, (doc, meeting))
    if len(first) > 1 and not {"held", "ongoing"} >= set(first):
        yield _disagreement(
            "whether it took place",
            "contradiction",
            [_side(doc, status, meeting.evidence) for status, (doc, meeting) in first.items()],
        )


def _dates(whens: Sequence[When]) -> Iterator[Disagreement]:
    for a, b in combinations([w for w in whens if w.resolved.value], 2):
        if (
            a.doc != b.doc
            and apart(a.resolved.value or "", b.resolved.value or "") > 0
            and a.evidence
            and b.evidence
        ):
            yield _disagreement(
                "date",
                "contradiction",
                [_side(w.doc, w.resolved.value or "", w.evidence) for w in (a, b)],
            )
            return


def _places(places: Sequence[tuple[str, Place | None, Grounded[Meeting]]]) -> Iterator[Disagreement]:
    for (doc_a, a, meeting_a), (doc_b, b, meeting_b) in combinations(places, 2):
        if doc_a == doc_b or a is None or b is None:
            continue
        for field, one, other in (
            ("country", a.country_name, b.country_name),
            ("place", a.locality, b.locality),
        ):
            if one and other and _folded(one) != _folded(other):
                yield _disagreement(
                    field,
                    "contradiction",
                    [_side(doc_a, one, meeting_a.evidence), _side(doc_b, other, meeting_b.evidence)],
                )
                return


def _folded(name: str) -> str:
    """A place name without accents: `Cúcuta` and `Cucuta` are one town."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(c for c in letters if not unicodedata.combining(c)).casefold()


def _levels(mains: Mapping[str, Grounded[Meeting]]) -> Iterator[Disagreement]:
    told = [(doc, m, m.claim.level) for doc, m in mains.items() if m.claim.level]
    for (doc_a, a, words_a), (doc_b, b, words_b) in combinations(told, 2):
        if levels_differ(words_a, words_b):
            sides = [
                _side(doc, w, _with(m.evidence, w))
                for doc, m, w in ((doc_a, a, words_a), (doc_b, b, words_b))
            ]
            yield _disagreement("level", "contradiction", sides)
            return


def _with(evidence: tuple[Evidence, ...], words: str) -> tuple[Evidence, ...]:
    return tuple(e for e in evidence if words.casefold() in e.exact.casefold()) or evidence


def _scopes(red_lines: Sequence[Sequence[Told[RedLine]]], venues: Set[str]) -> Iterator[Disagreement]:
    """One document forbids an act to one party or in one town, another to anyone or in the whole country."""
    for cluster in red_lines:
        reaches = [(told, _reach(told, venues)) for told in cluster]
        for (a, reach_a), (b, reach_b) in combinations(reaches, 2):
            if a.document.id != b.document.id and reach_a != reach_b:
                yield _disagreement(
                    "red line's reach",
                    "scope",
                    [_side(t.document.id, t.item.claim.trigger, t.item.evidence) for t in (a, b)],
                )
                break


def _reach(told: Told[RedLine], venues: Set[str]) -> tuple[bool, bool]:
    """Whether the words bind anyone rather than one party, and whether they name a town or region.

    The town of the talks is left out: "warned Norway in Torshavn that …" forbids nothing there.
    """
    words = f"{told.item.claim.trigger} {told.words}"
    found = [resolve_place(p.surface) for p in find_places(words) if p.use == "place"]
    towns = {place.locality for place in found if place and place.locality}
    return bool(GENERIC_ACTOR.search(words)), bool(towns - venues)


def _wordings(clusters: Sequence[Sequence[Told[S]]]) -> Iterator[Disagreement]:
    """One document prints `could`, another `will`: the firmness of one statement differs between outlets."""
    for cluster in clusters:
        graded = [(t, e, f) for t in cluster for e in t.item.evidence if (f := firmness(e.exact))]
        by_doc: dict[str, tuple[Told[S], Evidence, int]] = {}
        for told, item, grade in graded:
            rank = ORDER.index(grade)
            if told.document.id not in by_doc or rank < by_doc[told.document.id][2]:
                by_doc[told.document.id] = (told, item, rank)
        for (a, words_a, rank_a), (b, words_b, rank_b) in combinations(by_doc.values(), 2):
            both_quoted = words_a.form == words_b.form == "direct"
            if rank_a != rank_b and both_quoted and terms(words_a.exact) != terms(words_b.exact):
                yield _disagreement(
                    _topic(a),
                    "wording",
                    [_side(t.document.id, w.exact, (w,)) for t, w in ((a, words_a), (b, words_b))],
                )
                break


def _topic(told: Told[S]) -> str:
    claim = told.item.claim
    return claim.topic if isinstance(claim, Position) else claim.trigger


def _side(doc: str, value: str, evidence: tuple[Evidence, ...]) -> Side:
    return Side(doc=doc, value=value, evidence=evidence)


def _disagreement(
    field: str,
    kind: _Kind,
    sides: Sequence[Side],
    *,
    preferred: str | None = None,
    why: str | None = None,
) -> Disagreement:
    return Disagreement(
        field=field,
        kind=kind,
        sides=tuple(sorted(sides, key=lambda s: s.doc)),
        preferred=preferred,
        why=why,
    )


if TYPE_CHECKING:
    from typing import Literal

    _Kind = Literal["contradiction", "scope", "wording"]
