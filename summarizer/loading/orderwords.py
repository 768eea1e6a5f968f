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


@dataclass(frozen=True, slots=True)
class Order:
    """A way to word an order."""

    cues: tuple[str, ...]
    """Without one of these, in small letters, the wording cannot match: a look for them costs next to nothing."""
    wording: re.Pattern[str]

    def may_stand_in(self, low: str) -> bool:
        """Whether a text in small letters has a cue."""
        return any(cue in low for cue in self.cues)


@dataclass(frozen=True, slots=True)
class OrderWords:
    """All of them."""

    orders: tuple[Order, ...]
    decoded: tuple[str, ...]
    """What of a text that was decoded makes it an order."""
    spelled: tuple[str, ...]
    """Beginnings of orders whose letters stand apart."""


@cache
def order_words() -> OrderWords:
    """The words, read once."""
    data = tomllib.loads(files(__package__).joinpath("data/orders.toml").read_text(encoding="utf-8"))

    def whole(wording: str) -> str:
        return re.sub("«(\\w+)»", lambda part: data["parts"][part[1]], wording)

    return OrderWords(
        orders=tuple(
            Order(
                tuple(entry["cues"]),
                re.compile(whole(entry["wording"]), 0 if entry.get("cased") else re.IGNORECASE),
            )
            for entry in data["order"]
        ),
        decoded=tuple(data["decoded"]),
        spelled=tuple(data["spelled"]),
    )
