"""What a statement is about: the noun phrase of its matter, and the classes of matter it touches."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from summarizer.engines.rules.lexicon import table

_WORD: Final = re.compile(r"[A-Za-zÀ-ÿ][\w'-]*")
_STOP: Final = frozenset(
    """the a an and or but that this these those its their his her our my we they it he she i is are was
    were be been being will would could should may might must can not no any all to of in on at for with
    by from as about over against if has have had do does did said says than into more most very also
    only such some which who there particularly especially including""".split()
)
_NAMED_MATTER: Final = re.compile(
    r"\b(?:the|an?|its|their|our|any|this|such)\s+(?P<np>(?:(?!(?:of|in|on|at|for|to|that|which|and|or|is|are|was|were|will|would|could|has|have|had|with|by|from|as|where|when)\b)[\w'-]+\s?){1,4})(?<!\s)"
)
_BETWEEN: Final = frozenset("of in with for on against between over to".split())
_VERB_BEFORE: Final = frozenset(
    "to not we they it he she you will would could can must should may might never also and".split()
)
_COMPASS: Final = frozenset(
    "north south east west northern southern eastern western central occupied upper lower".split()
)
_WEAK: Final = frozenset(
    {"military", "security", "forces", "land", "region", "law", "response", "threat", "stability", "rights"}
)


@cache
def _class_of() -> dict[str, str]:
    return {word: name for name, listed in table("topics")["classes"].items() for word in listed.split()}


def classes(words: str) -> frozenset[str]:
    """Classes of matter that words touch."""
    return frozenset(filter(None, map(_class_of().get, map(str.lower, _WORD.findall(words)))))


def topic(words: str) -> str:
    """A short noun phrase for what a statement is about.

    >>> topic("Ankara does not seek confrontation with any actor in Syria")
    'confrontation with any actor in Syria'
    """
    known = _class_of()
    tokens = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(words)]
    hits = [i for i, t in enumerate(tokens) if t[0].lower() in known]
    if not hits:
        named = _NAMED_MATTER.search(words)
        if named:
            return named.group("np")[:120]
        kept = [t for t in tokens if t[0].lower() not in _STOP]
        return words[kept[0][1] : kept[min(2, len(kept) - 1)][2]][:120] if kept else words[:60].strip()
    strong = [i for i in hits if tokens[i][0].lower() not in _WEAK]
    first = (strong or hits)[0]
    last = first
    while last + 1 < len(tokens) and (last + 1) in hits and _adjacent(words, tokens, last):
        last += 1
    begin = first
    while (
        begin > 0
        and first - begin < 3
        and _adjacent(words, tokens, begin - 1)
        and tokens[begin - 1][0].lower() not in _STOP
    ):
        if tokens[begin - 1][0].endswith(("ing", "ed")) or tokens[begin - 1][0].endswith("'s"):
            break
        begin -= 1
    if (
        begin < first
        and begin > 0
        and tokens[begin - 1][0].lower() in _VERB_BEFORE
        and _adjacent(words, tokens, begin - 1)
    ):
        begin += 1
    added = 0
    while last + 1 < len(tokens) and added < 6 and _adjacent(words, tokens, last):
        word = tokens[last + 1][0].lower()
        behind = tokens[last][0].lower() in _BETWEEN | {"the", "any", "its", "their", "our"}
        behind = behind or tokens[last][0].lower() in _COMPASS
        if word in _BETWEEN or behind or (tokens[last + 1][0][0].isupper() and tokens[last][0][0].isupper()):
            last += 1
            added += 1
        else:
            break
    while tokens[last][0].lower() in _STOP:
        last -= 1
    return words[tokens[begin][1] : tokens[max(last, first)][2]][:120]


def _adjacent(words: str, tokens: list[tuple[str, int, int]], i: int) -> bool:
    return words[tokens[i][2] : tokens[i + 1][1]] == " "
