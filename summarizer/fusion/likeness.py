"""How alike two statements are: shared concepts, parties and rare words, without a model."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.resolve.actors import find_parties

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CONCEPTS = Path(__file__).parent / "data" / "concepts.toml"
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d+(?:[.,]\d+)*")
STOP = frozenset(
    "a an the this that these those there here it its he she they them their his her we our us i you "
    "your who whom which what and or but nor so yet if unless of in on at by for from to into onto "
    "with without within over under about around near as than then also any all some each every no "
    "not never is are was were be been being am do does did done has have had having will would "
    "shall should can could may might must say says said saying added adding told according such "
    "particularly especially more most very just only between among against during after before "
    "since until while because concerning regarding toward towards his president minister prime "
    "foreign-minister".split()
)
ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ed", "es", "s", "ly", "al", "ity")


@lru_cache(maxsize=1)
def _concepts() -> re.Pattern[str]:
    """How words begin that belong to a concept: one expression, whose groups are named for the concepts."""
    table = tomllib.loads(CONCEPTS.read_text("utf-8"))
    return re.compile(
        "|".join(f"(?P<{concept}>{'|'.join(map(_entry, table[concept]))})" for concept in table)
    )


def _entry(entry: str) -> str:
    return re.escape(entry.rstrip("$")) + (r"\Z" if entry.endswith("$") else "")


@lru_cache(maxsize=8192)
def _term(word: str) -> str:
    """The concept a word belongs to, or its stem."""
    if known := _concepts().match(word):
        return f"<{known.lastgroup}>"
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=4096)
def terms(text: str) -> frozenset[str]:
    """The terms of a statement: party names in canonical form, concepts, stems of all other content words.

    >>> sorted(terms("Any action against the Turkish army"))
    ['<act>', '<troops>', 'party:Türkiye']
    """
    found: set[str] = set()
    rest: list[str] = []
    at = 0
    for mention in find_parties(text):
        if mention.start < at:
            continue
        rest.append(text[at : mention.start])
        found.add(f"party:{mention.party.name}")
        at = mention.end
    rest.append(text[at:])
    return frozenset(found.union(content_words(" ".join(rest))))


def content_words(text: str) -> Iterator[str]:
    """Terms of the content words, in order: concepts where a word belongs to one, else stems."""
    for match in WORD.finditer(text):
        word = match.group().lower().replace("’", "'").removesuffix("'s")
        if word not in STOP and len(word) > 1:
            yield _term(word)


def likeness(a: Iterable[str], b: Iterable[str]) -> float:
    """How much of the smaller of two sets of terms the larger one has, 0 to 1."""
    first, second = frozenset(a), frozenset(b)
    if not first or not second:
        return 0.0
    return len(first & second) / min(len(first), len(second))
