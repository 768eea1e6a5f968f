"""Word lists of the rules, read once from `data/`."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

_DATA: Final = Path(__file__).parent / "data"


@lru_cache(maxsize=16)
def lexicon(name: str) -> dict[str, Any]:
    """The tables of `data/<name>.toml`."""
    with (_DATA / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def words(name: str, key: str) -> frozenset[str]:
    """The words that `data/<name>.toml` lists under `key`, parted by white space."""
    listed: str = lexicon(name)[key]
    return frozenset(listed.split())
