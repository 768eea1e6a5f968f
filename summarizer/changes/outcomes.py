"""Outcomes that are new, gone, or told with another status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.changes.pairing import nearness, pair, share_words, told
from summarizer.fusion.likeness import likeness, terms
from summarizer.fusion.opposition import differing_counts, opposed
from summarizer.fusion.outcomes import AGREEING, SAME_ELSEWHERE, SAME_OUTCOME
from summarizer.models.changes import Change, Same, Step, Version

if TYPE_CHECKING:
    from summarizer.changes.pairing import Told
    from summarizer.models.brief import AgreedOutcome, Brief


def outcome_changes(old: Brief, new: Brief) -> tuple[list[Change], list[Same]]:
    """What changed among outcomes, and what was taken for the same in other words."""
    paired = pair(told(old, old.outcomes, _says), told(new, new.outcomes, _says), _likeness)
    changes = [
        Change(part="outcomes", kind="dropped", old=_version(item), new=None) for item in paired.dropped
    ]
    changes += [Change(part="outcomes", kind="new", old=None, new=_version(item)) for item in paired.new]
    reworded = []
    for before, after in paired.both:
        versions = _version(before), _version(after)
        if steps := _steps(before.item, after.item):
            changes.append(
                Change(part="outcomes", kind="changed", steps=steps, old=versions[0], new=versions[1])
            )
        elif before.item.text.casefold() != after.item.text.casefold():
            reworded.append(Same(part="outcomes", old=versions[0], new=versions[1]))
    return changes, reworded


def _says(outcome: AgreedOutcome) -> tuple[object, ...]:
    return outcome.text, outcome.status, *sorted(outcome.claimed_by)


def _likeness(a: Told[AgreedOutcome], b: Told[AgreedOutcome]) -> float:
    """As fusion joins the outcomes of two documents; another number of the same things is a change."""
    one, other = a.item.text, b.item.text
    if one.casefold() == other.casefold():
        return 2.0
    first, second = terms(one) - AGREEING, terms(other) - AGREEING
    alike, shared = likeness(first, second), len(first & second)
    near = (alike + nearness(first, second)) / 2
    if share_words(a, b) and alike >= SAME_ELSEWHERE:
        return 1 + near
    if opposed(one, other) and not differing_counts(one, other):
        return 0.0
    matter = sum(not term.startswith("party:") for term in first & second)
    least = SAME_ELSEWHERE if matter > 2 else SAME_OUTCOME
    return near if alike >= (least if shared > 1 else 1) else 0.0


def _version(outcome: Told[AgreedOutcome]) -> Version:
    by = ", ".join(sorted(outcome.item.claimed_by))
    return Version(party=by or None, text=outcome.item.text, evidence=outcome.evidence)


def _steps(old: AgreedOutcome, new: AgreedOutcome) -> tuple[Step, ...]:
    steps = []
    if old.status != new.status or (
        old.status == "claimed_by_one_side" and set(old.claimed_by).isdisjoint(new.claimed_by)
    ):
        steps.append(Step(field="status", old=_status(old), new=_status(new)))
    if differing_counts(old.text, new.text):
        steps.append(Step(field="numbers", old=old.text, new=new.text))
    return tuple(steps)


def _status(outcome: AgreedOutcome) -> str:
    words = outcome.status.replace("_", " ")
    by = ", ".join(sorted(outcome.claimed_by))
    return f"{words} ({by})" if by and outcome.status == "claimed_by_one_side" else words
