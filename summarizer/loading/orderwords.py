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

WORD: Final = re.compile("[a-z_\xdf-\u024f]+")
"""A word in small letters, of the scripts that `cues` are in; plain ranges are searched for faster than `\\w`."""
_FOREIGN: Final = re.compile("[\u0400-\u1fff\u3040-\ud7ff]")

_LETTERS: Final = bytes(b if chr(b) in "abcdefghijklmnopqrstuvwxyz_" else 32 for b in range(256))
"""Bytes of a text in small letters with blanks for all that stands in no ASCII word; far faster than an expression."""
_ASCII: Final = bytes(range(128))


def beyond_ascii(text: str) -> str:
    """The characters of a text that are not ASCII; looking for some of them is quick there."""
    if text.isascii():
        return ""
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")


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
    words: frozenset[str]
    """The words that `cues` are by."""
    accented: tuple[str, ...]
    """Words of cues that are not all ASCII."""
    signs: Mapping[str, tuple[Order, ...]]
    """Characters that may stand inside a word, and of which orders they are the cue."""
    foreign: Mapping[str, tuple[Order, ...]]
    """The same in other scripts."""
    decoded: tuple[str, ...]
    """What of a text that was decoded makes it an order."""
    spelled: tuple[str, ...]
    """Beginnings of orders whose letters stand apart."""

    def possible(self, low: str) -> dict[Order, list[frozenset[str]]]:
        """The orders that a text in small letters may hold, each with the words that stand together in it."""
        words = set(low.encode("utf-8", "surrogatepass").translate(_LETTERS).decode("ascii").split())
        if not low.isascii():
            words.update(word for word in self.accented if word in low)
        found: dict[Order, list[frozenset[str]]] = {}
        for word in self.words.intersection(words):
            for cue, order in self.cues[word]:
                if cue <= words:
                    found.setdefault(order, []).append(cue)
        signs = [sign for sign in self.signs if sign in low]
        if _FOREIGN.search(beyond_ascii(low)):
            signs += [sign for sign in self.foreign if sign in low]
        for sign in signs:
            for order in self.signs.get(sign) or self.foreign[sign]:
                found.setdefault(order, []).append(frozenset({sign}))
        return found


@cache
def order_words() -> OrderWords:
    """The words, read once."""
    data = tomllib.loads(files(__package__).joinpath("data/orders.toml").read_text(encoding="utf-8"))

    def whole(wording: str) -> str:
        return re.sub("«(\\w+)»", lambda part: data["parts"][part[1]], wording)

    cues: dict[str, list[tuple[frozenset[str], Order]]] = {}
    signs: dict[str, list[Order]] = {}
    orders: list[Order] = []
    for entry in data["order"]:
        flags = 0 if entry.get("cased") else re.IGNORECASE
        order = Order(re.compile(whole(entry["wording"]), flags), entry.get("code", False))
        orders.append(order)
        for cue in entry["cues"]:
            if cue.endswith("*"):
                signs.setdefault(cue.removesuffix("*"), []).append(order)
            else:
                words = frozenset(WORD.findall(cue))
                cues.setdefault(max(words, key=len), []).append((words, order))
    return OrderWords(
        orders=tuple(orders),
        cues={word: tuple(known) for word, known in cues.items()},
        words=frozenset(cues),
        accented=tuple(
            {word for each in cues.values() for cue, _ in each for word in cue if not word.isascii()}
        ),
        signs={sign: tuple(meant) for sign, meant in signs.items() if not _FOREIGN.search(sign)},
        foreign={sign: tuple(meant) for sign, meant in signs.items() if _FOREIGN.search(sign)},
        decoded=tuple(data["decoded"]),
        spelled=tuple(data["spelled"]),
    )
