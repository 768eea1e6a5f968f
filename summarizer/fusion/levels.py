"""Words for the level of a meeting, and which of them exclude each other."""

from __future__ import annotations

import re

SCALES: tuple[tuple[tuple[str, re.Pattern[str]], ...], ...] = (
    (
        (
            "technical",
            re.compile(
                r"\b(?:technical|working[- ]level|expert[- ]level|experts|low[- ]level)\b", re.IGNORECASE
            ),
        ),
        (
            "high",
            re.compile(
                r"\b(?:high[- ]level|high[- ]ranking|top[- ]level|senior|ministerial|leaders)\b",
                re.IGNORECASE,
            ),
        ),
    ),
    (
        ("informal", re.compile(r"\b(?:exploratory|informal|preliminary|unofficial)\b", re.IGNORECASE)),
        ("formal", re.compile(r"\b(?:formal|official)\b", re.IGNORECASE)),
    ),
)
"""What the words for a meeting's level say on each scale: its rank, its formality."""


def levels_differ(a: str, b: str) -> bool:
    """Whether two wordings stand at different places of one scale.

    >>> levels_differ("technical", "high-level"), levels_differ("technical", "exploratory")
    (True, False)
    """
    for scale in SCALES:
        places = [{name for name, pattern in scale if pattern.search(words)} for words in (a, b)]
        if all(places) and places[0].isdisjoint(places[1]):
            return True
    return False
