"""Parts of what a sentence tells of a paper: one stretch for each thing that it lays down."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.agreeing import ARRANGED
from summarizer.engines.rules.lexicon import pattern

if TYPE_CHECKING:
    from summarizer.engines.rules.attributed import Stretch

_AND_VERB: Final = pattern("outcomes", "and_verb")


def parts_of(flat: str, start: int, end: int) -> list[Stretch]:
    """What one document lays down, cut where a second verb begins: `creates a fund and bans the anchoring`."""
    cuts = [start]
    for match in _AND_VERB.finditer(flat, start, end):
        if not flat[match.end()].isupper() or ARRANGED.search(flat, cuts[-1], match.start()):
            cuts.append(match.end())  # "officers in Acandi and Panamanian ones will" is one subject
    return list(pairwise([*cuts, end]))


def trimmed(flat: str, start: int, end: int) -> Stretch:
    """A stretch without marks and a dangling `and` at its edges; an expression's limit may have cut its last word."""
    if end < len(flat) and flat[end].isalnum() and flat[end - 1].isalnum():
        end = max(start, flat.rfind(" ", start, end))
    while end > start and flat[end - 1] in ' ,;:.-"':
        end -= 1
    if flat.endswith(" and", start, end):
        end = trimmed(flat, start, end - 4)[1]
    while start < end and flat[start] in ' ,;:"':
        start += 1
    return start, end
