"""The second request, made only when it pays: items whose quotes failed and quotations that no item cites.

It repeats the first request word for word, so that a provider's prompt cache applies, and adds what is wanted.
The first answer stays out of it; what fails again is dropped at grounding and counted there.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Final

from summarizer.engines.llm import article
from summarizer.engines.llm.chunking import merged
from summarizer.engines.rules.quotations import find_quotations
from summarizer.grounding import tried
from summarizer.models.document import CITABLE
from summarizer.models.reading import Claim, Reading

if TYPE_CHECKING:
    from summarizer.models.document import Document
    from summarizer.prompting import Template

NOTHING: Final = Reading(
    meetings=(), participants=(), confirmations=(), red_lines=(), positions=(), outcomes=(), mentioned=()
)
LISTS: Final = ("meetings", "participants", "confirmations", "red_lines", "positions", "outcomes")
FEWEST_WORDS: Final = 5
"""Shorter quotations are terms and titles, hardly statements that a reading has missed."""
MOST: Final = 12
"""Items and quotations sent back; more would not be a small request."""
_ALIKE: Final = 0.6
"""Share of its wording that a corrected item keeps (difflib's ratio)."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A claim that does not stand, and why."""

    list: str
    claim: Claim
    reason: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a second request would ask for."""

    failed: tuple[Failed, ...]
    ignored: tuple[str, ...]
    """Quotations of the document that no standing claim cites."""

    def __bool__(self) -> bool:
        return bool(self.failed or self.ignored)


def wanted(document: Document, reading: Reading, *, within: str | None = None) -> Wanted:
    """What of `reading` fails, and which quotations it passes over; `within` is the part that was read."""
    failed: list[Failed] = []
    cited: list[tuple[int, int]] = []
    claims = [(name, claim) for name in LISTS for claim in getattr(reading, name)]
    for (name, claim), proof in zip(claims, tried(document, (each for _, each in claims)), strict=True):
        cited += [(each.start, each.end) for each in proof.evidence]
        if not proof.evidence:
            failed.append(Failed(name, claim, proof.reason or "not proven"))
    ignored = [
        words
        for start, end in _quotations(document)
        if not any(a < end and start < b for a, b in cited)
        and (within is None or (words := document.text[start:end]) in within)
        and (words := document.text[start:end])
    ]
    return Wanted(tuple(failed[:MOST]), tuple(ignored[:MOST]))


def _quotations(document: Document) -> list[tuple[int, int]]:
    """Utterances between quotation marks that stand where they may be cited."""
    text = document.text
    return [
        (each.start, each.end)
        for each in find_quotations(text)
        if each.depth == 0
        and len(text[each.start : each.end].split()) >= FEWEST_WORDS
        and document.section_at(each.start) in CITABLE
    ]


def request(template: Template, wants: Wanted, *, mark: str) -> str:
    """What to add to the first request's user message."""
    failed = [
        {
            "list": each.list,
            "item": article.neutralised(json.dumps(_brief(each.claim), ensure_ascii=False)),
            "reason": each.reason,
        }
        for each in wants.failed
    ]
    ignored = [article.neutralised(words) for words in wants.ignored]
    return template.render(failed=failed, ignored=ignored, mark=mark)["user"]


def _brief(claim: Claim) -> dict[str, Any]:
    return claim.model_dump(mode="json", exclude_none=True, exclude_defaults=True)


def mended(document: Document, reading: Reading, second: Reading, wants: Wanted) -> Reading:
    """`reading` with what stands of the second answer: corrected items in their places, new ones behind."""
    lists: dict[str, tuple[Claim, ...]] = {}
    for name in LISTS:
        claims = getattr(second, name)
        proofs = tried(document, claims)
        standing = [each for each, proof in zip(claims, proofs, strict=True) if proof.evidence]
        failed = [each.claim for each in wants.failed if each.list == name]
        replaced: list[Claim] = []
        for each in standing:
            open_ = [other for other in failed if other not in replaced]
            match = max(open_, key=lambda other: _likeness(each, other), default=None)
            if match is not None and _likeness(each, match) >= _ALIKE:
                replaced.append(match)
        lists[name] = (*(each for each in getattr(reading, name) if each not in replaced), *standing)
    # The second answer may repeat items that stand already; merging with nothing takes those out.
    return merged([reading.model_copy(update=lists), NOTHING])


def _likeness(one: Claim, other: Claim) -> float:
    a, b = (json.dumps(each.model_dump(exclude={"quotes"}), sort_keys=True) for each in (one, other))
    return SequenceMatcher(None, a, b, autojunk=False).ratio()
