"""What is the same: two wordings of a statement, two triggers of a red line, two ways of telling one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.topics import classes

if TYPE_CHECKING:
    from summarizer.models.reading import Said

_WORD: Final = re.compile(r"[A-Za-zÀ-ÿ][\w'-]+")
_COMMON: Final = frozenset(
    """the and that with for its their our his her not will would any this these those from are was were has have
    had been being into over such a an of in on to at by or as is be it they we he she there""".split()
)
_RECORD_WEIGHT: Final = {"named": 3, "anonymous": 2, "unattributed": 1}


def better(one: Said, other: Said) -> Said:
    """The better recorded of two ways in which a statement is told; media of equal records are joined."""
    a, b = _RECORD_WEIGHT[one.record], _RECORD_WEIGHT[other.record]
    best, rest = (one, other) if a >= b else (other, one)
    via = tuple(dict.fromkeys((*best.via, *rest.via))) if a == b else best.via
    return best.model_copy(
        update={"via": via[:6], "hedges": tuple(dict.fromkeys((*one.hedges, *other.hedges)))[:6]}
    )


@lru_cache(maxsize=4096)
def _content_words(words: str) -> frozenset[str]:
    return frozenset(w.lower().rstrip("s") for w in _WORD.findall(words) if w.lower() not in _COMMON)


# Every new claim is held against those before it, so what is read off a wording is read once.
_classes = lru_cache(maxsize=4096)(classes)


def alike(one: str, other: str) -> bool:
    """Whether two wordings state the same: three quarters of the words of the shorter one are in the other."""
    a, b = _content_words(one), _content_words(other)
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= 0.75


def one_matter(triggers: list[str], new: str) -> bool:
    """Whether a trigger is one with those before: the same matter, at the same places or pointing back to them."""
    return any(_entails(t, new) for t in triggers)


def _entails(one: str, other: str) -> bool:
    a, b = _content_words(one), _content_words(other)
    if a and b and len(a & b) / min(len(a), len(b)) >= 0.6:
        return True
    if not _classes(one) & _classes(other):
        return False
    names_a = set(re.findall(r"\b[A-Z][\w'-]+", one))
    names_b = set(re.findall(r"\b[A-Z][\w'-]+", other))
    points_back = re.search(r"\b(?:there|such|this|these)\b", f"{one} {other}") is not None
    return bool(names_a & names_b) or points_back or not names_a or not names_b
