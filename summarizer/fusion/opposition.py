"""What keeps two like wordings from being one statement: a negation that one alone has, or different counts."""

from __future__ import annotations

import re
from functools import lru_cache

from summarizer.fusion.likeness import WORD, content_words
from summarizer.grounding.cues import NEGATION, REFUSING

WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBERS = {
    **{word: n for n, word in enumerate(WORDS)},
    **{word: 10 * n for n, word in enumerate(TENS, 2)},
    "hundred": 100,
    "dozen": 12,
}
UNITS = {"km": "kilometr", "kilomet": "kilometr", "pct": "percent"}
NUMBER = re.compile(
    r"(?<![\w.,])(\d{1,12}(?:[.,]\d{1,6})?|[A-Za-z]{3,10}(?:-[a-z]{3,6})?)[ -](?=[A-Za-z%])", re.ASCII
)
AFFIRMING = re.compile(
    r"\bwithout\s+(?:further\s+|any\s+)?(?:delay|hesitation|interruption|exception|fail)\b|\b(?:not|no)\s+(?:only|later\s+than|less\s+than|fewer\s+than|more\s+than)\b",
    re.IGNORECASE,
)
"""Negations that negate no statement."""
FORMER = re.compile(r"\bfrom $", re.IGNORECASE)
"""Before the figure that a new one replaces: `50 sen, up from 3 sen`."""


def opposed(a: str, b: str) -> bool:
    """Whether two wordings on one matter exclude each other.

    >>> opposed("The gates will open in May", "The gates will not open in May")
    True
    >>> opposed("a list of forty-one lorries", "a list of 38 lorries")
    True
    """
    return negative(a) != negative(b) or bool(differing_counts(a, b))


@lru_cache(maxsize=4096)
def negative(words: str) -> bool:
    """Whether a wording negates, refuses or denies."""
    words = AFFIRMING.sub(" ", words)
    found = {match.group().lower().replace("’", "'") for match in WORD.finditer(words)}
    return not found.isdisjoint(NEGATION | REFUSING) or any(word.endswith("n't") for word in found)


def differing_counts(a: str, b: str) -> dict[str, tuple[set[float], set[float]]]:
    """What two wordings count differently: its printed word, with the counts of each."""
    first, second = counts(a), counts(b)
    return {
        first[unit][0]: (first[unit][1], second[unit][1])
        for unit in sorted(set(first) & set(second))
        if first[unit][1].isdisjoint(second[unit][1])
    }


def counts(words: str) -> dict[str, tuple[str, set[float]]]:
    """What is counted, by its stem: the word as printed, and the counts.

    >>> counts("a list of forty-one lorries and 3 km")
    {'lorr': ('lorries', {41.0}), 'kilometr': ('km', {3.0})}
    """
    found: dict[str, tuple[str, set[float]]] = {}
    for match in NUMBER.finditer(words):
        value = _value(match[1])
        if value is None or FORMER.search(words[max(0, match.start() - 5) : match.start()]):
            continue
        following = words[match.end() : match.end() + 40]
        named = ((m.group(), stem) for m in WORD.finditer(following) for stem in content_words(m.group()))
        printed, unit = next(named, (None, None))
        if printed and unit and not printed[0].isdigit():
            found.setdefault(UNITS.get(unit, unit), (printed, set()))[1].add(value)
    return found


def _value(words: str) -> float | None:
    if words[0].isdigit():
        whole, _, rest = words.replace(",", ".").rpartition(".")
        if not whole:
            return float(rest)
        # 1,200 is twelve hundred; 14.6 has a fraction
        return float(whole + rest) if len(rest) == 3 else float(f"{whole}.{rest}")
    first, joined, second = words.casefold().partition("-")
    if first not in NUMBERS or (joined and second not in NUMBERS):
        return None
    return float(NUMBERS[first] + NUMBERS.get(second, 0))
