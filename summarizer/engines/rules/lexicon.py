"""Word lists of the rules, read once from the TOML files in `data/`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from summarizer.engines.rules.wordings import Wording

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_DATA = Path(__file__).parent / "data"
_PART = re.compile(r"<<(\w+)>>")

_MOST: Final = 20_000  # words whose answers one function remembers
_LONGEST: Final = 40  # code points of a word that is worth remembering


class _Answers(dict[str, T]):
    """What a pure function gives for words; a word is added when it is first asked for."""

    def __init__(self, function: Callable[[str], T]) -> None:
        self._function = function

    def __missing__(self, word: str) -> T:
        answer = self._function(word)
        if len(word) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[word] = answer
        return answer


def known_by_word(function: Callable[[str], T]) -> Callable[[str], T]:
    """Remember what a pure function gives for words; far quicker than a cache that keeps the order of its uses."""
    return _Answers(function).__getitem__


@cache
def table(name: str) -> dict[str, Any]:
    """The contents of `data/<name>.toml`."""
    with (_DATA / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def words(name: str, key: str) -> frozenset[str]:
    """The words of one entry: a string of words, or a list of strings."""
    value = table(name)[key]
    return frozenset(value.split() if isinstance(value, str) else value)


def alternation(phrases: list[str] | tuple[str, ...] | frozenset[str]) -> str:
    """A regular expression that matches any of the phrases, longest first; `_` stands for white space."""
    return "|".join(sorted((p.replace("_", r"\s+") for p in phrases), key=len, reverse=True))


@cache
def pattern(name: str, key: str) -> re.Pattern[str]:
    """A regular expression of `data/patterns.toml`; white space in it means nothing."""
    return re.compile(expression(name, key), re.VERBOSE)


@cache
def wording(name: str, key: str) -> Wording:
    """A regular expression of `data/patterns.toml` for whole sentences and statements."""
    return Wording(expression(name, key), re.VERBOSE)


def expression(name: str, key: str) -> str:
    """An expression of `data/patterns.toml` with the parts that several share in their places: `<<act>>`."""
    return _PART.sub(lambda match: expression("parts", match[1]), table("patterns")[name][key].strip())
