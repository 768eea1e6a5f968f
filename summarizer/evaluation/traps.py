"""Trap families of the annotation guideline: which finer names belong to them, and what springing one would spoil.

A case passes a family when nothing that the trap is about went wrong in it; the table shows families by their
share of passed cases, traps and controls apart.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from summarizer.evaluation.labels import Labels
    from summarizer.evaluation.verdicts import CaseScore

Check = Callable[["CaseScore", "Labels"], bool | None]
"""Whether something went right; null where the case asks nothing of it."""


def _fact(*names: str) -> Check:
    def right(score: CaseScore, gold: Labels) -> bool | None:
        del gold
        facts = [score.counts.facts[name] for name in names if name in score.counts.facts]
        return all(ratio.right == ratio.asked for ratio in facts) if facts else None

    return right


def _no_fault(*kinds: str, fields: tuple[str, ...]) -> Check:
    def right(score: CaseScore, gold: Labels) -> bool | None:
        del gold
        if not any(f in score.counts.fields for f in fields):
            return None
        found = score.counts.faults
        return not any(number and kind in kinds for f in fields for kind, number in found.get(f, {}).items())

    return right


def _all_found(field: str) -> Check:
    def right(score: CaseScore, gold: Labels) -> bool | None:
        del gold
        tally = score.counts.fields.get(field)
        return None if tally is None else tally.fn == 0

    return right


def _denials(score: CaseScore, gold: Labels) -> bool | None:
    """Whether every labelled denial was found, as a denial."""
    if gold.positions is None:
        return None
    denials = {n for n, p in enumerate(gold.positions or ()) if p.kind == "denial" and not p.optional}
    found = {
        j.label for j in score.judged.get("positions", ()) if j.claim is not None and "kind" not in j.why
    }
    return denials <= found


_CLAIMS: Final = ("red lines", "positions")
_NO_FALSE_PERSON: Final = _no_fault("fabricated", "over-generated", fields=("participants",))
_NO_FALSE_LINE: Final = _no_fault("fabricated", "over-generated", "misattributed", fields=("red lines",))
_RIGHT_HOLDERS: Final = _no_fault("misattributed", fields=_CLAIMS)
_NO_FLIP: Final = _no_fault("polarity flipped", fields=_CLAIMS)

FAMILIES: Final[dict[str, tuple[Check, ...]]] = {
    "leak_vs_readout": (_fact("attribution of positions"), _all_found("red lines")),
    "date_anchor": (_fact("date"),),
    "nested_hops": (_fact("attribution of positions"), _RIGHT_HOLDERS),
    "negated_red_line": (_all_found("red lines"), _NO_FALSE_LINE, _NO_FLIP),
    "hypothetical": (_fact("meeting status"), _NO_FALSE_LINE),
    "reported_denial": (_denials, _NO_FLIP),
    "metonymy": (_fact("location", "side of participants"), _RIGHT_HOLDERS),
    "several_meetings": (_fact("date", "location", "meeting status"),),
    "genre": (_fact("meeting kind"), _NO_FALSE_LINE),
    "translation": (_all_found("participants"), _NO_FALSE_PERSON),
    "false_participants": (_NO_FALSE_PERSON,),
    "page_matter": (_fact("date"), _NO_FALSE_LINE, _NO_FALSE_PERSON),
}
"""What must be right for a case to pass each family."""

_FINER: Final = {
    "leak_vs_readout": "anonymous_source contradiction two_readouts no_comment readouts_differ two_heads_claimed",
    "date_anchor": "relative_date page_date interval_date event_date day_of_month date_in_words page_header "
    "undated_article postponed_date",
    "nested_hops": "words_about_another_party words_about_another words_of_a_mediator third_party",
    "negated_red_line": "negated rescinded rescinded_red_line deterrence_or_compulsion refusal "
    "refusal_or_rejection",
    "hypothetical": "hypothetical_red_line planned_talks planned_meeting conditional announced_delegates "
    "announced_participants cancelled_talks cancelled_meeting",
    "reported_denial": "denial denied_meeting one_sided_claim claimed_outcome",
    "metonymy": "titles then_minister name_order institution_speaker matter_is_not_place",
    "several_meetings": "earlier_meeting shuttle shuttle_mediation sidelines several_places",
    "genre": "op_ed analysis live_blog explainer feature interview transcript think_tank_digest newsletter "
    "commentary commentary_red_line outlet_red_line expert_red_line press_conference nothing_to_find",
    "translation": "quote_drift name_variants non_native_english initials",
    "false_participants": "bystanders bystander_red_line expert alleged_participants observer observers",
    "page_matter": "syndication teaser caption reader_comment injected_instructions injected_instruction "
    "dateline title_or_headline",
}
_FAMILY_OF: Final = {name: family for family, names in _FINER.items() for name in names.split()}


def families(traps: tuple[str, ...]) -> tuple[str, ...]:
    """The families of a case's traps, in the guideline's order.

    >>> families(("relative_date", "teaser", "short"))
    ('date_anchor', 'page_matter')
    """
    named = {name if name in FAMILIES else _FAMILY_OF.get(name) for name in traps}
    return tuple(family for family in FAMILIES if family in named)


def passes(family: str, score: CaseScore, gold: Labels) -> bool | None:
    """Whether a case shows no sign of having fallen into a family's trap; null where its labels ask nothing of it."""
    told = [verdict for check in FAMILIES[family] if (verdict := check(score, gold)) is not None]
    return all(told) if told else None
