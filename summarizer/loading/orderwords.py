"""By what words an order to a machine is known, read from `data/orders.toml`.

An order is in the imperative, at the start of a clause, and its object is something that only a reading machine has:
instructions it was given, a summary it is to write, a message by role. So `ignored previous instructions from the
ministry`, `ignore the previous agreement` and an article about language models are none.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final


@dataclass(frozen=True, slots=True)
class Order:
    """A way to word an order. Its wording cannot match without one of its cues, which are quickly looked for."""

    cues: tuple[frozenset[str], ...]
    """Words all of which must be there."""
    signs: tuple[str, ...]
    """Characters that may stand inside a word."""
    wording: re.Pattern[str]
    is_code: bool
    """Whether quotation marks around it mean nothing, because it is no speech."""

    def within(self, low: str, words: frozenset[str]) -> Order | None:
        """The order with the cues alone that a text in small letters, of these words, has; None where it has none."""
        cues = tuple(cue for cue in self.cues if cue <= words)
        signs = tuple(sign for sign in self.signs if sign in low)
        return Order(cues, signs, self.wording, self.is_code) if cues or signs else None

    @property
    def traces(self) -> frozenset[str]:
        """Of each cue the characters that are looked for first."""
        return frozenset((*self.signs, *(max(cue, key=len) for cue in self.cues)))


@dataclass(frozen=True, slots=True)
class OrderWords:
    """All of them."""

    orders: tuple[Order, ...]
    decoded: tuple[str, ...]
    """What of a text that was decoded makes it an order."""
    spelled: tuple[str, ...]
    """Beginnings of orders whose letters stand apart."""
    anchors: frozenset[str]
    """The longest word of each cue."""
    signs: frozenset[str]


@cache
def order_words() -> OrderWords:
    """The words, read once."""
    data = tomllib.loads(files(__package__).joinpath("data/orders.toml").read_text(encoding="utf-8"))

    def whole(wording: str) -> str:
        return re.sub("«(\\w+)»", lambda part: data["parts"][part[1]], wording)

    orders = tuple(
        Order(
            tuple(frozenset(cue.split()) for cue in entry["cues"] if not cue.endswith("*")),
            tuple(cue.removesuffix("*") for cue in entry["cues"] if cue.endswith("*")),
            re.compile(whole(entry["wording"]), 0 if entry.get("cased") else re.IGNORECASE),
            entry.get("code", False),
        )
        for entry in data["order"]
    )
    return OrderWords(
        orders=orders,
        decoded=tuple(data["decoded"]),
        spelled=tuple(data["spelled"]),
        anchors=frozenset(max(cue, key=len) for order in orders for cue in order.cues),
        signs=frozenset(sign for order in orders for sign in order.signs),
    )


WORD: Final = re.compile(r"\w+")


def words_of(low: str) -> frozenset[str]:
    """The words of a text in small letters."""
    return frozenset(WORD.findall(low))
