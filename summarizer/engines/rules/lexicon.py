"""Word lists of the rules, read once from the TOML files in `data/`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from summarizer.engines.rules.wordings import Wording

_DATA = Path(__file__).parent / "data"
_PART = re.compile(r"<<(\w+)>>")


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
