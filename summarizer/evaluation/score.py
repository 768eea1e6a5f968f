"""The score of one case: labels against claims, field by field, with what became of every item.

Items pair one to one (align.py). An item that pairs and says the opposite is no find: it costs its label and is
named as flipped. Optional labels neither earn nor cost.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from summarizer.evaluation import dates
from summarizer.evaluation.align import (
    MIN_IOU,
    MIN_SHARED,
    any_same,
    assign,
    characters,
    in_common,
    one_party,
    one_person,
    overlap,
)
from summarizer.evaluation.counts import Counts, Tally
from summarizer.fusion.likeness import content_words, likeness
from summarizer.grounding.paraphrase import negative
from summarizer.resolve.actors import find_parties

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from summarizer.evaluation.labels import Chain, Held, Item, Labels, Line, Participant, Position

T = TypeVar("T", bound="Item")
H = TypeVar("H", bound="Held")

Verdict = Literal[
    "right",
    "not strict",
    "optional",
    "missed",
    "fabricated",
    "misattributed",
    "polarity flipped",
    "over-generated",
]


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a label, of a claim, or of both."""

    label: int | None
    """Index among the labels; null for a claim without one."""
    claim: int | None
    """Index among the claims; null for a label that was missed."""
    verdict: Verdict
    why: tuple[str, ...] = ()
    """What a find that is not strict gets wrong."""


@dataclass(slots=True)
class CaseScore:
    """Counts of a case, and the verdict on every item by list."""

    counts: Counts = field(default_factory=Counts)
    judged: dict[str, list[Judged]] = field(default_factory=dict)


def score(gold: Labels, found: Labels) -> CaseScore:
    """Score claims against labels; a list that either side does not have is not scored."""
    result = CaseScore()
    _facts(result.counts, gold, found)
    if gold.participants is not None and found.participants is not None:
        _participants(result, gold.participants, found.participants)
        _bystanders(result.counts, gold, found.participants)
    if gold.red_lines is not None and found.red_lines is not None:
        _red_lines(result, gold.red_lines, found.red_lines)
    if gold.positions is not None and found.positions is not None:
        _positions(result, gold.positions, found.positions)
    if gold.outcomes is not None and found.outcomes is not None:
        labels, claims = gold.outcomes, found.outcomes

        def worth(i: int, j: int) -> float:
            label, claim = labels[i], claims[j]
            return _worth(label, claim, label.status == claim.status) if _overlapping(label, claim) else 0.0

        pairs = assign(labels, claims, worth)
        for i, j in pairs:
            if not labels[i].optional:
                result.counts.fact("status of outcomes", labels[i].status == claims[j].status)
        _judge(result, "outcomes", labels, claims, pairs)
    if gold.disagreements is not None and found.disagreements is not None:
        differing, told = gold.disagreements, found.disagreements
        pairs = assign(differing, told, lambda i, j: _differing(differing[i], told[j]))
        _judge(result, "disagreements", differing, told, pairs)
    _evidence(result.counts, gold, found)
    return result


def _facts(counts: Counts, gold: Labels, found: Labels) -> None:
    counts.fact("date", dates.equal(gold.date, found.date, precision=gold.precision))
    counts.fact("date within a day", dates.near(gold.date, found.date, precision=gold.precision))
    if gold.date is None:
        counts.fact("date null", found.date is None)
    counts.fact(
        "location", gold.country == found.country and _folded(gold.locality) == _folded(found.locality)
    )
    counts.fact("country", gold.country == found.country)
    if gold.country is None:
        counts.fact("country null", found.country is None)
    counts.fact("meeting kind", gold.kind == found.kind)
    counts.fact("meeting status", gold.status == found.status)


def _participants(result: CaseScore, gold: Sequence[Participant], found: Sequence[Participant]) -> None:
    def told(label: Participant, claim: Participant) -> tuple[tuple[str, bool], ...]:
        return (
            ("side", _same_side(label.side, claim.side)),
            ("role", label.role == claim.role),
            ("title", _same_titles(label.titles, claim.titles)),
        )

    def worth(i: int, j: int) -> float:
        label, claim = gold[i], found[j]
        if label.names and claim.names:
            same = label.grounded and claim.grounded and any_same(label.names, claim.names, one_person)
        elif label.names or claim.names or not _same_side(label.side, claim.side, unknown=True):
            same = False
        else:
            same = _overlapping(label, claim)
        return _worth(label, claim, *(right for _, right in told(label, claim))) if same else 0.0

    pairs = assign(gold, found, worth)
    for i, j in pairs:
        if not gold[i].optional:
            for name, right in told(gold[i], found[j]):
                result.counts.fact(f"{name} of participants", right)
    faults = {(i, j): tuple(n for n, right in told(gold[i], found[j]) if not right) for i, j in pairs}
    _judge(result, "participants", gold, found, pairs, faults=faults)


def _bystanders(counts: Counts, gold: Labels, found: Sequence[Participant]) -> None:
    """Whether those whom a careless reader would take for participants were left out."""
    for name in gold.mentioned:
        taken = any(any_same((name,), claim.names, one_person) for claim in found)
        counts.fact("bystanders left out", not taken)


def _red_lines(result: CaseScore, gold: Sequence[Line], found: Sequence[Line]) -> None:
    def wrong(label: Line, claim: Line) -> tuple[str, ...]:
        trigger = likeness(content_words(label.trigger), content_words(claim.trigger)) >= _SAME_TRIGGER
        told = (
            ("status", label.status == claim.status),
            ("target", _same_side(label.target, claim.target)),
            ("trigger", trigger),
        )
        return tuple(name for name, right in told if not right)

    pairs = _held(
        result, "red lines", gold, found, wrong, lambda a, b: (a.status in _DROPPED) != (b.status in _DROPPED)
    )
    if all(line.optional for line in gold):
        result.counts.fact("no red line where there is none", len(pairs) == len(found))


_DROPPED = frozenset(("negated", "rescinded"))
_SAME_TRIGGER = 0.5
"""Share of the content words of the shorter trigger that the longer one has; their evidence overlaps already."""


def _positions(result: CaseScore, gold: Sequence[Position], found: Sequence[Position]) -> None:
    def wrong(label: Position, claim: Position) -> tuple[str, ...]:
        told = (("kind", label.kind == claim.kind), ("speaker", _same_chain(label.chains, claim.chains)))
        return tuple(name for name, right in told if not right)

    pairs = _held(result, "positions", gold, found, wrong, _opposite)
    for i, j in pairs:
        if not gold[i].optional:
            right = _same_chain(gold[i].chains, found[j].chains)
            result.counts.fact("attribution of positions", right)


def _opposite(label: Position, claim: Position) -> bool:
    """Whether one of two statements turns round the words that prove it: "seeks war" for "does not seek war"."""
    if _negative(label.statement) == _negative(claim.statement):
        return False
    return _faithful(label) != _faithful(claim)


def _faithful(item: Position) -> bool:
    """Whether a statement denies something just where its own words do."""
    return _negative(item.statement) == _negative(item.words)


_negative = lru_cache(maxsize=50_000)(negative)


def _held(
    result: CaseScore,
    name: str,
    gold: Sequence[H],
    found: Sequence[H],
    wrong: Callable[[H, H], tuple[str, ...]],
    opposite: Callable[[H, H], bool],
) -> list[tuple[int, int]]:
    """Pair, part finds from flips, and count the field loosely and strictly; the pairs that are finds."""

    again, told_again = _repeated(gold), _repeated(found)

    def may_pair(i: int, j: int) -> bool:
        if i in again or j in told_again:
            return False
        return _overlapping(gold[i], found[j]) and any_same(gold[i].holders, found[j].holders, one_party)

    def worth(i: int, j: int) -> float:
        label, claim = gold[i], found[j]
        if not may_pair(i, j) or opposite(label, claim):
            return 0.0
        faults = wrong(label, claim)
        return _worth(label, claim, not faults, "speaker" not in faults)

    finds = assign(gold, found, worth)
    labels, claims = {i for i, _ in finds}, {j for _, j in finds}

    def turned(i: int, j: int) -> float:
        if i in labels or j in claims or not may_pair(i, j) or not opposite(gold[i], found[j]):
            return 0.0
        return _worth(gold[i], found[j])

    flipped = assign(gold, found, turned)  # of what found no partner, so that no flip costs a find
    pairs = [*finds, *flipped]
    faults = {(i, j): wrong(gold[i], found[j]) for i, j in finds}
    _judge(result, name, gold, found, finds, flipped=flipped, faults=faults)
    strict = [pair for pair in finds if not faults[pair]]
    tally = Tally(
        tp=sum(not gold[i].optional for i, _ in strict),
        fp=len(found)
        - sum(gold[i].optional for i, _ in pairs)
        - sum(not gold[i].optional for i, _ in strict),
        fn=sum(not label.optional for label in gold) - sum(not gold[i].optional for i, _ in strict),
    )
    result.counts.fields[f"{name}, strict"] = tally
    return finds


def _repeated(items: Sequence[Held]) -> set[int]:
    """Indices of items that only say again what an earlier one says: the same holder, words and statement."""
    seen: set[Held] = set()
    again: set[int] = set()
    for index, item in enumerate(items):
        bare = replace(item, shown="", optional=False)
        if bare in seen:
            again.add(index)
        seen.add(bare)
    return again


def _judge(
    result: CaseScore,
    name: str,
    gold: Sequence[T],
    found: Sequence[T],
    pairs: Sequence[tuple[int, int]],
    *,
    flipped: Sequence[tuple[int, int]] = (),
    faults: dict[tuple[int, int], tuple[str, ...]] | None = None,
) -> None:
    """Count a field and give every label and claim its verdict."""
    tally = Tally()
    judged: list[Judged] = []
    for i, j in pairs:
        why = (faults or {}).get((i, j), ())
        if gold[i].optional:
            judged.append(Judged(i, j, "optional"))
            continue
        tally.tp += 1
        judged.append(Judged(i, j, "not strict" if why else "right", why))
    for i, j in flipped:
        if gold[i].optional:  # an optional label does not earn, but its opposite costs
            judged.append(Judged(i, j, "polarity flipped"))
        else:
            tally.fn += 1
            judged.append(Judged(i, j, "polarity flipped"))
        tally.fp += 1
        result.counts.fault(name, "polarity flipped")
    taken = {i for i, _ in (*pairs, *flipped)}
    for i, label in enumerate(gold):
        if i not in taken:
            tally.fn += not label.optional
            judged.append(Judged(i, None, "optional" if label.optional else "missed"))
    paired = {j for _, j in (*pairs, *flipped)}
    for j, claim in enumerate(found):
        if j not in paired:
            tally.fp += 1
            kind = _fault(claim, gold)
            result.counts.fault(name, kind)
            judged.append(Judged(None, j, kind))
    result.counts.fields[name] = tally
    result.judged[name] = judged


def _fault(claim: Item, gold: Sequence[Item]) -> Literal["fabricated", "misattributed", "over-generated"]:
    """What an unpaired claim is."""
    if not claim.grounded or not claim.spans:
        return "fabricated"
    holders = getattr(claim, "holders", None)
    if holders is not None:
        on_it = [label for label in gold if overlap(label.spans, claim.spans) >= MIN_IOU]
        if on_it and not any(any_same(getattr(label, "holders", ()), holders, one_party) for label in on_it):
            return "misattributed"
    return "over-generated"


def _worth(label: Item, claim: Item, *right: bool) -> float:
    """How well two items that may pair go together: what is right, the weightiest first, then the words in common.

    Each weight is more than all that follow it can add up to in one brief, so equal sums mean equal scores and the
    order of items cannot show.
    """
    value = overlap(label.spans, claim.spans) / _WEIGHT ** (len(right) + 2)
    for power, fact in enumerate(right, 1):
        value += fact / _WEIGHT**power
    return value + 1 / _WEIGHT ** (len(right) + 3)


_WEIGHT = 32.0


def _overlapping(label: Item, claim: Item) -> bool:
    """Whether some quotation of each is the same stretch, and neither cites much beside it.

    A claim whose evidence does not stand in its source proves nothing. One that quotes everything, to be right
    somewhere, is held to what both cite: a quarter of the words of whichever cites more.
    """
    if not (label.grounded and claim.grounded) or overlap(label.spans, claim.spans) < MIN_IOU:
        return False
    shared, most = in_common(label.spans, claim.spans)
    return shared >= MIN_SHARED * most


def _differing(label: Item, claim: Item) -> float:
    """A disagreement is found where the words of at least two of its documents are the ones that were found to differ.

    The words of a difference may be few, so half of the shorter quotation is enough.
    """
    documents = {
        a.doc
        for a in label.spans
        for b in claim.spans
        if a.doc == b.doc
        and 2 * (min(a.end, b.end) - max(a.start, b.start)) >= min(a.end - a.start, b.end - b.start)
    }
    return 0.5 if len(documents) > 1 and claim.grounded else 0.0


def _evidence(counts: Counts, gold: Labels, found: Labels) -> None:
    """Characters of evidence in common, over participants, red lines, positions and outcomes; optional ones left out."""
    lists = [
        (labels, claims)
        for labels, claims in (
            (gold.participants, found.participants),
            (gold.red_lines, found.red_lines),
            (gold.positions, found.positions),
            (gold.outcomes, found.outcomes),
        )
        if labels is not None and claims is not None
    ]
    wanted = characters(item for labels, _ in lists for item in labels if not item.optional)
    free = characters(item for labels, _ in lists for item in labels if item.optional)
    cited = characters(item for _, claims in lists for item in claims)
    tally = Tally()
    for doc in wanted.keys() | cited.keys():
        want = wanted.get(doc, set())
        cite = cited.get(doc, set()) - (free.get(doc, set()) - want)
        tally.add(Tally(len(want & cite), len(cite - want), len(want - cite)))
    counts.fields["evidence characters"] = tally
    everything = (found.participants, found.red_lines, found.positions, found.outcomes, found.disagreements)
    for claim in (claim for claims in everything for claim in claims or ()):
        counts.fact("evidence grounded", claim.grounded and bool(claim.spans))
    for words in found.occasion:
        counts.fact("evidence grounded", words)


def _same_side(a: str | None, b: str | None, *, unknown: bool = False) -> bool:
    """Whether two parties are the same; `unknown`: a party that one side does not name hinders nothing."""
    if a is None or b is None:
        return a is b or unknown
    return one_party(a, b)


def _same_titles(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether a title is in common, whosever office it is, or neither has one."""
    some, others = {_office(t) for t in a}, {_office(t) for t in b}
    return bool(some & others) or not (some or others)


@lru_cache(maxsize=10_000)
def _office(title: str) -> str:
    """A title without articles and owner: `France's political director`, `the Minister of Water of Namibia`."""
    words = _ARTICLE.sub("", title)
    for owner in reversed(find_parties(words)):
        before, after = words[: owner.start], words[owner.end :]
        if not after and (of := _OF.search(before)):
            words = before[: of.start()]
        elif not before and (rest := _OWNS.sub("", after)):
            words = rest
    return words.casefold()


_ARTICLE: Final = re.compile(r"^(?:the|a|an|its|his|her|their|our)\s+", re.IGNORECASE)
_OF: Final = re.compile(r"\s+of\s+(?:the\s+)?$")
_OWNS: Final = re.compile(r"^(?:['’]s?)?\s+")


def _same_chain(labels: Sequence[Chain], claims: Sequence[Chain]) -> bool:
    """Whether some chain has the record and, where one is named, the speaker of the label's."""
    return any(
        a.record == b.record
        and (
            a.speaker == b.speaker
            or (a.speaker is not None and b.speaker is not None and one_person(a.speaker, b.speaker))
        )
        for a in labels
        for b in claims
    )


@lru_cache(maxsize=10_000)
def _folded(name: str | None) -> str | None:
    if name is None:
        return None
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return plain.translate(_PLAIN).casefold()


_PLAIN = str.maketrans(
    {
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "’": "'",
        "ʼ": "'",
        "‘": "'",
        "ß": "ss",
    }
)
"""Letters that only look marked and do not fall apart into letter and mark."""
