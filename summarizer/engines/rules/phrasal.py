"""Verbs that state something only with the words behind them: "gave its word", "brushed aside", "held out for"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from summarizer.engines.rules.inflection import forms
from summarizer.engines.rules.lexicon import table

if TYPE_CHECKING:
    from summarizer.models.base import PositionKind


@cache
def _phrases() -> dict[str, list[tuple[re.Pattern[str], PositionKind]]]:
    """By the base form of a verb: what stands behind it, and the kind of statement that both make together."""
    found: dict[str, list[tuple[re.Pattern[str], PositionKind]]] = {}
    for kind, verbs in table("kinds")["phrases"].items():
        for listed, behind in verbs.items():
            for lemma in listed.split():
                found.setdefault(lemma, []).append((re.compile(behind, re.VERBOSE), kind))
    return found


@cache
def phrasal_forms() -> dict[str, tuple[str, str]]:
    """Form of a verb that takes such words: its lemma and its letter (see `inflection.forms`)."""
    return {form: (lemma, letter) for lemma in _phrases() for form, letter in forms(lemma)}


def kind_with(lemma: str, flat: str, start: int, end: int) -> PositionKind | None:
    """The kind of statement that a verb makes with the words behind it; None where they make none together.

    >>> kind_with("give", "gave his word that the road would open", 5, 39)
    'assurance'
    """
    while start < end and flat[start] == " ":
        start += 1
    for behind, kind in _phrases().get(lemma, ()):
        if behind.match(flat, start, end) is not None:
            return kind
    return None
