"""What one political actor did to another, in one word (PLV, after the PLOVER event ontology): one row a sentence.

The first predicate behind the acting party decides; a passive's stands before "by" and the party.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DEFAULT = "CONSULT"
"""The label where no predicate is known."""


def rows(articles: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows `{doc_id, label, source, target}` for `{doc_id, text, actor_a, actor_b}`."""
    for article in articles:
        acting, other = article.get("actor_a") or "", article.get("actor_b") or ""
        yield {
            "doc_id": article["doc_id"],
            "label": label(article["text"], acting, other),
            "source": acting,
            "target": other,
        }


def label(text: str, acting: str, other: str) -> str:
    """The label of what `acting` does to `other` in a sentence.

    >>> label("Norland threatened to expel Sudland's envoys.", "Norland", "Sudland's envoys")
    'THREATEN'
    """
    start, end = _window(text, acting, other)
    found = _first(text, start, end) or _first(text, 0, len(text))
    return found or DEFAULT


def _window(text: str, acting: str, other: str) -> tuple[int, int]:
    """Where the predicate is looked for: behind the acting party, or before it in a passive."""
    at = text.find(acting) if acting else -1
    if at < 0:
        return 0, len(text)
    if re.search(r"\bby(?:\s+the)?\s*$", text[:at]):
        first = text.find(other) if other else -1
        return (first + len(other) if 0 <= first < at else 0), at
    return at + len(acting), len(text)


def _first(text: str, start: int, end: int) -> str | None:
    found = [
        (m.start(), rank, name)
        for rank, (name, pattern) in enumerate(_patterns())
        if (m := pattern.search(text, start, end))
    ]
    return min(found)[2] if found else None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Labels with their predicates, the more telling first."""
    with (Path(__file__).parent / "plv.toml").open("rb") as file:
        table = tomllib.load(file)
    return tuple(
        (
            name,
            re.compile(
                r"(?<![\w-])(?:" + "|".join(p.replace(" ", r"\s+") for p in phrases) + r")(?![\w])",
                re.IGNORECASE,
            ),
        )
        for name, phrases in table["predicates"].items()
    )
