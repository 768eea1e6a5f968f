"""By what words an order to a machine is known, read from `data/orders.toml`.

An order is in the imperative, at the start of a clause, and its object is something that only a reading machine has:
instructions it was given, a summary it is to write, a message by role. So `ignored previous instructions from the
ministry`, `ignore the previous agreement` and an article about language models are none.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_FOREIGN: Final = re.compile("[\u0400-\u1fff\u3040-\ud7ff]")

WORD: Final = frozenset("abcdefghijklmnopqrstuvwxyz_")
"""What an ASCII word in small letters is made of."""
_LETTERS: Final = bytes(b if chr(b) in WORD else 32 for b in range(256))
"""Bytes of a text in small letters with blanks for all that stands in no ASCII word; far faster than an expression."""
_ASCII: Final = bytes(range(128))
_LARGE: Final = "\u0130\u212a"
"""Capitals beyond ASCII whose small letters begin with one that is ASCII."""


def encoded(text: str) -> bytes:
    """The UTF-8 of a text, in which all that is ASCII is looked for faster."""
    return text.encode("utf-8", "surrogatepass")


def decoded(encoded: bytes) -> str:
    """The text again."""
    return encoded.decode("utf-8", "surrogatepass")


def beyond_ascii(encoded: bytes) -> str:
    """The characters of an encoded text that are not ASCII; looking for some of them is quick there."""
    return decoded(encoded.translate(None, _ASCII))


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """A way to word an order."""

    wording: re.Pattern[str]
    is_code: bool
    """Whether quotation marks around it mean nothing, because it is no speech."""
    beside: tuple[str, ...]
    """Of these one stands in it, in small letters; empty where nothing is known to."""


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """What stands in a sentence wherever one of some orders does."""

    head: str
    """The longest of the words that all stand there; or characters that may stand inside a word."""
    others: tuple[str, ...]
    encoded: frozenset[bytes]
    """All of them as UTF-8."""
    orders: tuple[Order, ...]
    whole: bool = False
    """Whether they stand there as words, and not as parts of others."""


@dataclass(frozen=True, slots=True)
class OrderWords:
    """All ways to word one, and what to look for first: without any of its cues no order is in a text."""

    orders: tuple[Order, ...]
    vocabulary: frozenset[bytes]
    """The words of `cues`, and the letters of `apart`."""
    cues: Mapping[bytes, tuple[Cue, ...]]
    """Cues of ASCII words, by the first of them."""
    signs: tuple[tuple[bytes, re.Pattern[bytes], tuple[Cue, ...]], ...]
    """Cues of ASCII characters that may stand inside a word, by the last of them, which is found faster."""
    beyond: tuple[Cue, ...]
    """Cues of orders that hold Latin letters beyond ASCII."""
    foreign: tuple[Cue, ...]
    """Cues in other scripts."""
    letters: re.Pattern[str]
    """Characters beyond ASCII without which a text holds neither of these two, nor a capital of an ASCII letter."""
    decoded: tuple[str, ...]
    """What of a text that was decoded makes it an order."""
    spelled: tuple[str, ...]
    """Beginnings of orders whose letters stand apart."""
    apart: tuple[frozenset[bytes], ...]
    """The letters inside each of these."""

    def words_in(self, low: bytes) -> frozenset[bytes]:
        """The words of cues in an encoded text in small letters, and the letters that stand apart there."""
        return self.vocabulary.intersection(low.translate(_LETTERS).split())

    def are_apart(self, words: frozenset[bytes]) -> bool:
        """Whether among such words are all the letters that a beginning of an order with its letters apart has."""
        return any(letters <= words for letters in self.apart)

    def cues_in(self, low: bytes, words: frozenset[bytes]) -> list[Cue]:
        """The ASCII cues in an encoded text in small letters that holds these words of cues."""
        cues = [cue for word in words for cue in self.cues.get(word, ()) if cue.encoded <= words]
        for last, ending, signs in self.signs:
            if last in low and ending.search(low):
                cues += [cue for cue in signs if cue.head.encode() in low]
        return cues

    def cues_beyond(self, low: str) -> list[Cue]:
        """The other cues in a text in small letters."""
        cues = [cue for cue in self.beyond if cue.head in low]
        if _FOREIGN.search(beyond_ascii(encoded(low))):
            cues += [cue for cue in self.foreign if cue.head in low]
        return cues


@cache
def order_words() -> OrderWords:
    """The words, read once."""
    data = tomllib.loads(files(__package__).joinpath("data/orders.toml").read_text(encoding="utf-8"))

    def whole(wording: str) -> str:
        return re.sub("«(\\w+)»", lambda part: data["parts"][part[1]], wording)

    worded: dict[str, list[Order]] = defaultdict(list)
    signs: dict[str, list[Order]] = defaultdict(list)
    beyond: dict[str, list[Order]] = defaultdict(list)
    foreign: dict[str, list[Order]] = defaultdict(list)
    orders: list[Order] = []
    for entry in data["order"]:
        flags = 0 if entry.get("cased") else re.IGNORECASE
        order = Order(
            re.compile(whole(entry["wording"]), flags),
            entry.get("code", False),
            tuple(entry.get("beside", ())),
        )
        orders.append(order)
        for cue in entry["cues"]:
            sign = cue.removesuffix("*")
            if _FOREIGN.search(sign):
                foreign[sign].append(order)
            elif entry.get("accented") or not sign.isascii():
                beyond[sign].append(order)
            elif sign != cue:
                signs[sign].append(order)
            else:
                worded[cue].append(order)
    cues: dict[bytes, list[Cue]] = defaultdict(list)
    for words, meant in worded.items():
        cue = _cue(words.split(), meant, whole=True)
        cues[cue.head.encode()].append(cue)
    apart = [frozenset(map(str.encode, word[1:-1])) for word in data["spelled"]]
    own = {letter for cue in [*beyond, *foreign] for letter in cue + cue.upper() if not letter.isascii()}
    return OrderWords(
        orders=tuple(orders),
        vocabulary=frozenset().union(*apart, *(cue.encoded for known in cues.values() for cue in known)),
        cues={word: tuple(known) for word, known in cues.items()},
        signs=tuple(_signs(signs)),
        beyond=_single(beyond),
        foreign=_single(foreign),
        letters=re.compile(f"[{''.join(sorted(own))}{_LARGE}]|{_FOREIGN.pattern}"),
        decoded=tuple(data["decoded"]),
        spelled=tuple(data["spelled"]),
        apart=tuple(apart),
    )


def _cue(words: Iterable[str], orders: Iterable[Order], *, whole: bool = False) -> Cue:
    head, *others = sorted(words, key=len, reverse=True)
    return Cue(head, tuple(others), frozenset(map(str.encode, [head, *others])), tuple(orders), whole)


def _single(known: Mapping[str, Iterable[Order]]) -> tuple[Cue, ...]:
    return tuple(_cue([sign], orders) for sign, orders in known.items())


def _signs(
    known: Mapping[str, Iterable[Order]],
) -> Iterator[tuple[bytes, re.Pattern[bytes], tuple[Cue, ...]]]:
    by_last: dict[str, list[Cue]] = defaultdict(list)
    for cue in _single(known):
        by_last[cue.head[-1]].append(cue)
    for last, cues in by_last.items():
        before = "|".join(f"(?<={re.escape(cue.head)})" for cue in cues)
        yield last.encode(), re.compile(f"{re.escape(last)}(?:{before})".encode()), tuple(cues)
