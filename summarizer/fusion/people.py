"""People: one participant for all the forms of a name, unnamed delegations by side, others mentioned only."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from summarizer.models.brief import MentionedOnly, PersonOrDelegation
from summarizer.resolve.actors import find_parties, mixed_scripts, party, same_person

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.models.base import Basis, Role
    from summarizer.models.evidence import Evidence
    from summarizer.models.reading import Participant
    from summarizer.models.verified import Grounded, VerifiedReading

GENERIC = re.compile(
    r"\b(?:officials?|representatives?|delegations?|delegates|teams?|sides?|counterparts?|negotiators?|"
    r"diplomats?|parties|envoys?|ministers|directors|leaders|advisers|advisors|ambassadors|experts|officers|colleagues)\b",
    re.IGNORECASE,
)
FILLER = frozenset(
    "the a an of and its his her their from with senior top both two three other unnamed foreign political high "
    "ranking level technical government".split()
)
TRANSLITERATED = 0.85
"""Likeness of two transliterations of a name, as difflib measures it; two ministers' names are far below."""
ROLE_ORDER: tuple[Role, ...] = ("head", "mediator", "host", "member", "observer", "unknown")


def side_of(participant: Participant) -> str | None:
    """Canonical name of the side; as printed where no table knows it."""
    if participant.side is None:
        return None
    known = party(participant.side)
    return known.name if known else participant.side


def is_generic(descriptor: str) -> bool:
    """Whether an unnamed delegation's words say no more than its side: `Turkish officials`, `the Iranians`."""
    rest = GENERIC.sub(" ", descriptor)
    for mention in reversed(find_parties(rest)):
        rest = rest[: mention.start] + " " + rest[mention.end :]
    return all(word.casefold() in FILLER for word in re.findall(r"[^\W\d_]+", rest) if word != "s")


def akin(a: Grounded[Participant], b: Grounded[Participant]) -> bool:
    """Whether two documents name one side's head in two transliterations: `Vitali Karanchuk`, `Vital Karanczuk`."""
    one, other = a.claim, b.claim
    if not (one.name and other.name and one.role == other.role == "head"):
        return False
    if side_of(one) is None or side_of(one) != side_of(other) or a.evidence[0].doc == b.evidence[0].doc:
        return False
    if mixed_scripts(one.name) or mixed_scripts(other.name):
        return False  # a look-alike is no transliteration
    return SequenceMatcher(None, one.name.casefold(), other.name.casefold()).ratio() >= TRANSLITERATED


def fuse_participants(told: Sequence[Grounded[Participant]]) -> tuple[PersonOrDelegation, ...]:
    """One entry a person or delegation; an unnamed `Turkish officials` adds nothing to a named Turkish head."""
    clusters: list[list[Grounded[Participant]]] = []
    for item in told:
        home = next(
            (c for c in clusters if any(_same(item.claim, o.claim) or akin(item, o) for o in c)), None
        )
        if home is None:
            clusters.append([item])
        else:
            home.append(item)
    named_sides = {side_of(c[0].claim) for c in clusters if any(i.claim.name for i in c)}
    people = [
        _participant(cluster)
        for cluster in clusters
        if not (
            cluster[0].claim.name is None
            and side_of(cluster[0].claim) in named_sides
            and all(is_generic(i.claim.descriptor or "") for i in cluster)
        )
    ]
    order = {role: rank for rank, role in enumerate(ROLE_ORDER)}
    return tuple(sorted(people, key=lambda p: (p.side or "\uffff", p.name is None, order[p.role], _first(p))))


def _first(person: PersonOrDelegation) -> tuple[str, int]:
    return person.evidence[0].doc, person.evidence[0].start


def _same(a: Participant, b: Participant) -> bool:
    side_a, side_b = side_of(a), side_of(b)
    if side_a and side_b and side_a != side_b:
        return False
    if a.name and b.name:
        return same_person(a.name, b.name)
    if a.name or b.name or side_a is None:
        return False
    words_a, words_b = a.descriptor or "", b.descriptor or ""
    return words_a.casefold() == words_b.casefold() or (is_generic(words_a) and is_generic(words_b))


def _participant(cluster: Sequence[Grounded[Participant]]) -> PersonOrDelegation:
    names = _distinct(i.claim.name for i in cluster)
    descriptors = _distinct(i.claim.descriptor for i in cluster)
    roles = [i.claim.role for i in cluster]
    bases: list[Basis] = [i.claim.basis for i in cluster]
    return PersonOrDelegation(
        name=max(names, key=len) if names else None,
        descriptor=descriptors[0] if descriptors else None,
        side=next((s for i in cluster if (s := side_of(i.claim))), None),
        role=min(roles, key=ROLE_ORDER.index),
        titles=_distinct(title for i in cluster for title in i.claim.titles),
        surfaces=names or descriptors,
        basis="attended" if "attended" in bases else "announced",
        evidence=unique(e for i in cluster for e in i.evidence),
    )


def fuse_mentions(
    readings: Iterable[VerifiedReading], participants: Sequence[PersonOrDelegation]
) -> tuple[MentionedOnly, ...]:
    """Persons mentioned only, one entry each, by the fullest form of the name; participants are left out."""
    found: list[MentionedOnly] = []
    for reading in readings:
        for mention in reading.mentioned:
            if any(p.name and same_person(p.name, mention.name) for p in participants):
                continue
            known = next((i for i, m in enumerate(found) if same_person(m.name, mention.name)), None)
            if known is None:
                found.append(MentionedOnly(name=mention.name, why=mention.why))
            elif len(mention.name) > len(found[known].name):
                found[known] = MentionedOnly(name=mention.name, why=found[known].why)
    return tuple(found)


def _distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for value in values:
        if value:
            seen.setdefault(value.casefold(), value)
    return tuple(seen.values())


def unique(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Evidence without repetition, in the order of documents and offsets; a stretch inside another goes."""
    given = tuple(evidence)
    if len(given) < 2:
        return given
    ordered = sorted(set(given), key=lambda e: (e.doc, e.start, -e.end))
    kept: list[Evidence] = []
    for item in ordered:
        if kept and kept[-1].doc == item.doc and item.end <= kept[-1].end:
            continue
        kept.append(item)
    return tuple(kept)
