"""Changes: what two briefs on the same matter tell differently.

>>> from summarizer.changes import diff
>>> diff(old, new).changes  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from summarizer.changes.occasion import occasion_changes
from summarizer.changes.outcomes import outcome_changes
from summarizer.changes.pairing import one_party
from summarizer.changes.people import people_changes
from summarizer.changes.statements import statement_changes
from summarizer.models.changes import Changes, Compared, Part

if TYPE_CHECKING:
    from summarizer.models.brief import Brief
    from summarizer.models.changes import Change, ChangeKind, Same

__all__ = ["diff"]

_PARTS: tuple[Part, ...] = get_args(Part)
_KINDS: tuple[ChangeKind, ...] = ("new", "hardened", "softened", "changed", "dropped")


def diff(old: Brief, new: Brief) -> Changes:
    """What changed from one brief to another on the same matter (docs/changes.md tells the rules).

    Items are matched by what they say: order, ids, documents and wording make no difference by themselves. A warning
    says where the two share no party. Comparing the other way round gives the same entries turned round.
    """
    statements, statements_reworded = statement_changes(old, new)
    outcomes, outcomes_reworded = outcome_changes(old, new)
    changes = [*occasion_changes(old, new), *people_changes(old, new), *statements, *outcomes]
    return Changes(
        old=Compared(title=old.title, documents=old.documents),
        new=Compared(title=new.title, documents=new.documents),
        changes=tuple(sorted(changes, key=_order)),
        reworded=tuple(sorted((*statements_reworded, *outcomes_reworded), key=_reworded_order)),
        warnings=_warnings(old, new),
    )


def _order(change: Change) -> tuple[int, str, int, str, str]:
    told = change.new or change.old
    return (
        _PARTS.index(change.part),
        (told.party if told else None) or "",
        _KINDS.index(change.kind),
        change.new.text if change.new else "",
        change.old.text if change.old else "",
    )


def _reworded_order(same: Same) -> tuple[int, str, str, str]:
    return _PARTS.index(same.part), same.new.party or "", same.new.text, same.old.text


def _warnings(old: Brief, new: Brief) -> tuple[str, ...]:
    before, after = _parties(old), _parties(new)
    if before and after and not any(one_party(a, b) for a in before for b in after):
        return (
            f"the briefs share no party ({', '.join(sorted(before))}; {', '.join(sorted(after))}): "
            "they seem to be about different matters",
        )
    return ()


def _parties(brief: Brief) -> set[str]:
    """Everyone who acts in a brief: sides, holders, those addressed, those who confirm or claim."""
    claims = (*brief.red_lines, *brief.positions)
    return {
        name
        for name in (
            *(person.side for person in brief.participants),
            *(claim.holder for claim in claims),
            *(claim.target for claim in claims),
            *(item.party for item in brief.confirmations),
            *(side for outcome in brief.outcomes for side in outcome.claimed_by),
        )
        if name
    }
