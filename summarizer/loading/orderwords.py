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
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

WORD: Final = re.compile(r"\w+")
_FOREIGN: Final = re.compile("[\u0400-\u1fff\u3040-\ud7ff]")


@dataclass(frozen=True, slots=True)
class Order:
    """A way to word an order."""

    wording: re.Pattern[str]
    is_code: bool
    """Whether quotation marks around it mean nothing, because it is no speech."""


@dataclass(frozen=True, slots=True)
class OrderWords:
    """All ways to word one, and what to look for first: without any of its cues no order is in a text."""

    orders: tuple[Order, ...]
    cues: Mapping[str, tuple[tuple[frozenset[str], Order], ...]]
    """By a word: words that must be in the text with it, and of which order they are the cue."""
    signs: tuple[tuple[str, Order], ...]
    """Characters that may stand inside a word."""
    foreign: tuple[tuple[str, Order], ...]
    """The same in other scripts."""
    decoded: tuple[str, ...]
    """What of a text that was decoded makes it an order."""
    spelled: tuple[str, ...]
    """Beginnings of orders whose letters stand apart."""

    def possible(self, low: str) -> dict[Order, list[frozenset[str]]]:
        """The orders that a text in small letters may hold, each with the words that stand together in it."""
        words = frozenset(WORD.findall(low))
        found: dict[Order, list[frozenset[str]]] = {}
        for word in words & self.cues.keys():
            for cue, order in self.cues[word]:
                if cue <= words:
                    found.setdefault(order, []).append(cue)
        for sign, order in (*self.signs, *(self.foreign if _FOREIGN.search(low) else ())):
            if sign in low:
                found.setdefault(order, []).append(frozenset({sign}))
        return found


@cache
def order_words() -> OrderWords:
    """The words, read once."""
    data = tomllib.loads(files(__package__).joinpath("data/orders.toml").read_text(encoding="utf-8"))

    def whole(wording: str) -> str:
        return re.sub("«(\\w+)»", lambda part: data["parts"][part[1]], wording)

    cues: dict[str, list[tuple[frozenset[str], Order]]] = {}
    signs: list[tuple[str, Order]] = []
    orders: list[Order] = []
    for entry in data["order"]:
        flags = 0 if entry.get("cased") else re.IGNORECASE
        order = Order(re.compile(whole(entry["wording"]), flags), entry.get("code", False))
        orders.append(order)
        for cue in entry["cues"]:
            if cue.endswith("*"):
                signs.append((cue.removesuffix("*"), order))
            else:
                words = frozenset(WORD.findall(cue))
                cues.setdefault(max(words, key=len), []).append((words, order))
    return OrderWords(
        orders=tuple(orders),
        cues={word: tuple(known) for word, known in cues.items()},
        signs=tuple(each for each in signs if not _FOREIGN.search(each[0])),
        foreign=tuple(each for each in signs if _FOREIGN.search(each[0])),
        decoded=tuple(data["decoded"]),
        spelled=tuple(data["spelled"]),
    )
