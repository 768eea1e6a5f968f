"""The words by which lines of a news page tell what they are, read from `data/page_words.json`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Lines:
    """Ways to know a line: it is just these words, begins with them, or (a short line) contains them."""

    whole: frozenset[str]
    starts: tuple[str, ...]
    parts: tuple[str, ...]
    phrases: tuple[str, ...]
    """Those parts that have at least three words."""

    def stand_in(self, text: str, *, phrases: bool = False) -> bool:
        """Whether one of the parts, or of the `phrases` alone, stands in a text in small letters."""
        # Looking for each in turn is ten times as fast as one expression of all.
        for part in self.phrases if phrases else self.parts:  # noqa: SIM110 - `any` takes three times as long
            if part in text:
                return True
        return False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words of the page, lower case."""

    furniture: Lines
    teaser: Lines
    caption: Lines
    byline: Lines
    openings: frozenset[str]
    """The first three characters of all `starts`, the first one of those that are shorter."""
    over: tuple[str, ...]
    """Beginnings of lines behind which an article is over: comment forms, copyright."""
    press: frozenset[str]
    """Words in the names of outlets and institutions that publish."""
    keys: dict[str, str]
    """Names of metadata fields to their meaning: date, updated, outlet, title, other."""
    months: dict[str, int]
    beside_dates: frozenset[str]
    """Words that stand beside a date in a line that is nothing but a date."""


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    data: dict[str, Any] = json.loads(
        files(__package__).joinpath("data/page_words.json").read_text(encoding="utf-8")
    )
    furniture, teaser, caption, byline = (
        _lines(data[kind]) for kind in ("furniture", "teaser", "caption", "byline")
    )
    starts = (*furniture.starts, *teaser.starts, *caption.starts, *byline.starts)
    return Lexicon(
        furniture=furniture,
        teaser=teaser,
        caption=caption,
        byline=byline,
        openings=frozenset(start[:3] if len(start) >= 3 else start[0] for start in starts),
        over=tuple(data["over"]),
        press=frozenset(data["press"]),
        keys={name: meaning for meaning, names in data["metadata"].items() for name in names},
        months={name: int(number) for number, names in data["months"].items() for name in names},
        beside_dates=frozenset(data["beside_dates"]),
    )


def _lines(entry: dict[str, list[str]]) -> Lines:
    parts = tuple(entry.get("parts", ()))
    return Lines(
        whole=frozenset(entry.get("whole", ())),
        starts=tuple(entry.get("starts", ())),
        parts=parts,
        phrases=tuple(part for part in parts if part.count(" ") > 1),
    )
