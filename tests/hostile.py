"""A brief whose every free text is what a test says, so that no output can miss a place where text comes in."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from summarizer.models.brief import Brief
from tests.example import example_brief

if TYPE_CHECKING:
    from collections.abc import Callable

FREE = {  # of the brief's schema; the other strings are ids, codes, dates and values of enumerations
    "title", "text", "outlet", "path", "level", "purpose", "surface", "why", "country_name", "locality", "venue",
    "name", "descriptor", "side", "holder", "target", "speaker", "trigger", "consequence", "topic", "statement",
    "party", "field", "question", "when", "where", "prefix", "suffix", "model",
}  # fmt: skip
FREE_LISTS = {
    "titles",
    "surfaces",
    "variants",
    "delivery",
    "via",
    "hedges",
    "claimed_by",
    "parties",
    "warnings",
}


@lru_cache
def hostile_brief(words: str) -> Brief:
    """The example's brief with `words` as every text, evidence included."""
    return filled_brief(lambda: words)


def filled_brief(following: Callable[[], str]) -> Brief:
    """The example's brief with what `following` returns, call by call, as its texts."""
    dumped = _filled(example_brief().model_dump(mode="json", by_alias=True), following)
    dumped["excluded"] = [{"reason": following(), "count": 2}]
    dumped["mentioned"] = [{"name": following(), "why": following()}]
    dumped["background"] = [
        {"text": following(), "holder": following(), "evidence": dumped["positions"][0]["evidence"]}
    ]
    dumped["other_meetings"] = [
        {
            "kind": "call", "status": "planned", "parties": [following(), following()], "when": following(),
            "where": following(), "evidence": dumped["positions"][0]["evidence"],
        }
    ]  # fmt: skip
    dumped["date"]["rejected"] = [{"value": None, "surface": following(), "doc": "A", "why": following()}]
    return Brief.model_validate(dumped)


def _filled(value: Any, following: Callable[[], str]) -> Any:
    if isinstance(value, list):
        return [_filled(item, following) for item in value]
    if not isinstance(value, dict):
        return value
    if "exact" in value:
        exact = following()
        value = value | {"exact": exact, "end": value["start"] + len(exact)}
    return {key: _field(key, item, following) for key, item in value.items()}


def _field(key: str, value: Any, following: Callable[[], str]) -> Any:
    if key in FREE and isinstance(value, str):
        return following()
    if key in FREE_LISTS:
        return [following() for _ in value] or (
            [following()] if key in {"delivery", "hedges", "warnings"} else []
        )
    return _filled(value, following)
