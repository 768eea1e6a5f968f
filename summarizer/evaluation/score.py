"""The score of one case: labels against claims, field by field, with what became of every item.

Items pair one to one (align.py). An item that pairs and says the opposite is no find: it costs its label and is
named as flipped. Optional labels neither earn nor cost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.evaluation import dates
from summarizer.evaluation.align import any_same, assign, characters, one_person
from summarizer.evaluation.counts import Counts, Tally
from summarizer.evaluation.held import score_positions, score_red_lines
from summarizer.evaluation.sameness import folded, same_side, same_titles
from summarizer.evaluation.verdicts import CaseScore, judge, overlapping, worth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.evaluation.labels import Item, Labels, Outcome, Participant


def score(gold: Labels, found: Labels) -> CaseScore:
    """Score claims against labels; a list that either side does not have is not scored."""
    result = CaseScore()
    _facts(result.counts, gold, found)
    if gold.participants is not None and found.participants is not None:
        _participants(result, gold.participants, found.participants)
        _bystanders(result.counts, gold, found.participants)
    if gold.red_lines is not None and found.red_lines is not None:
        score_red_lines(result, gold.red_lines, found.red_lines)
    if gold.positions is not None and found.positions is not None:
        score_positions(result, gold.positions, found.positions)
    if gold.outcomes is not None and found.outcomes is not None:
        _outcomes(result, gold.outcomes, found.outcomes)
    if gold.disagreements is not None and found.disagreements is not None:
        differing, told = gold.disagreements, found.disagreements
        pairs = assign(differing, told, lambda i, j: _differing(differing[i], told[j]))
        judge(result, "disagreements", differing, told, pairs)
    _evidence(result.counts, gold, found)
    return result


def _facts(counts: Counts, gold: Labels, found: Labels) -> None:
    counts.fact("date", dates.equal(gold.date, found.date, precision=gold.precision))
    counts.fact("date within a day", dates.near(gold.date, found.date, precision=gold.precision))
    if gold.date is None:
        counts.fact("date null", found.date is None)
    counts.fact("location", gold.country == found.country and folded(gold.locality) == folded(found.locality))
    counts.fact("country", gold.country == found.country)
    if gold.country is None:
        counts.fact("country null", found.country is None)
    counts.fact("meeting kind", gold.kind == found.kind)
    counts.fact("meeting status", gold.status == found.status)


def _participants(result: CaseScore, gold: Sequence[Participant], found: Sequence[Participant]) -> None:
    def told(label: Participant, claim: Participant) -> tuple[tuple[str, bool], ...]:
        return (
            ("side", same_side(label.side, claim.side)),
            ("role", label.role == claim.role),
            ("title", same_titles(label.titles, claim.titles)),
        )

    def value(i: int, j: int) -> float:
        label, claim = gold[i], found[j]
        if label.names and claim.names:
            same = label.grounded and claim.grounded and any_same(label.names, claim.names, one_person)
        elif label.names or claim.names or not same_side(label.side, claim.side, unknown=True):
            same = False
        else:
            same = overlapping(label, claim)
        return worth(label, claim, *(right for _, right in told(label, claim))) if same else 0.0

    pairs = assign(gold, found, value)
    for i, j in pairs:
        if not gold[i].optional:
            for name, right in told(gold[i], found[j]):
                result.counts.fact(f"{name} of participants", right)
    faults = {(i, j): tuple(n for n, right in told(gold[i], found[j]) if not right) for i, j in pairs}
    judge(result, "participants", gold, found, pairs, faults=faults)


def _bystanders(counts: Counts, gold: Labels, found: Sequence[Participant]) -> None:
    """Whether those whom a careless reader would take for participants were left out."""
    for name in gold.mentioned:
        taken = any(any_same((name,), claim.names, one_person) for claim in found)
        counts.fact("bystanders left out", not taken)


def _outcomes(result: CaseScore, gold: Sequence[Outcome], found: Sequence[Outcome]) -> None:
    def value(i: int, j: int) -> float:
        label, claim = gold[i], found[j]
        return worth(label, claim, label.status == claim.status) if overlapping(label, claim) else 0.0

    pairs = assign(gold, found, value)
    for i, j in pairs:
        if not gold[i].optional:
            result.counts.fact("status of outcomes", gold[i].status == found[j].status)
    judge(result, "outcomes", gold, found, pairs)


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
