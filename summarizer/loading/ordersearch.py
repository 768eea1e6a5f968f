"""Which orders a text seems to hold: a search that ends here for nearly all articles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.loading.orderwords import WORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summarizer.loading.orderwords import Cue, Order

    Head = tuple[str, bool]
    """The head of a cue, and whether it is a word."""

_BORDER: Final = re.compile(r"[.!?…。！？][\"”’»)\]]{0,3}\s+")
"""What ends a sentence, and the blanks behind it."""
_PIECE: Final = re.compile(r"[.!?…。！？\n](?:(?<=\n)|[\"”’»)\]]{0,3}\s+)")
"""The same, or the end of a line."""
_PASSING: Final = ("ı", "ſ")
"""Small letters that pass for the capitals of ASCII ones where an expression disregards capitals."""
_WRAPPED: Final = re.compile(r"\n(?<=\w\n)\w")


def seeming_orders(view: str, low: str, cues: Sequence[Cue]) -> list[Order]:
    """The orders that a text with such cues seems to hold, sentence by sentence; none for nearly all articles.

    `low` is the text with its ASCII letters small, and the others where a cue has such.
    """
    if len(low) != len(view):  # a capital whose small letter is two
        return list({order for cue in cues for order in cue.orders})
    heads: dict[Head, list[Cue]] = {}
    for cue in cues:
        heads.setdefault((cue.head, cue.whole), []).append(cue)
    places = sorted((at, head) for head in heads for at in _places(*head, low))
    texts = [(view, low, _PIECE)]
    if _WRAPPED.search(view):
        texts.append((view.replace("\n", " "), low.replace("\n", " "), _BORDER))
    plain = not any(letter in low for letter in _PASSING)
    found: set[Order] = set()
    for text, small, border in texts:
        for start, end, here in _sentences(text, border, places):
            if text is not view and "\n" not in view[start:end].rstrip():  # as it was read in its line
                continue
            sentence = text[start:end]
            own = small[start:end]
            possible: set[Order] = set()
            for head in here:
                for cue in heads[head]:
                    if not cue.others or all(word in own for word in cue.others):
                        possible.update(cue.orders)
            for order in possible - found:
                if plain and order.beside and not any(word in own for word in order.beside):
                    continue
                if order.wording.search(sentence):
                    found.add(order)
    return list(found)


def _places(head: str, whole: bool, text: str) -> Iterator[int]:
    """Where the head of a cue stands in a text, as a word where it is one: "ai", and not in "said"."""
    at = text.find(head)
    while at >= 0:
        end = at + len(head)
        if not (whole and (text[at - 1 : at] in WORD or text[end : end + 1] in WORD)):
            yield at
        at = text.find(head, at + 1)


def _sentences(
    text: str, border: re.Pattern[str], places: Iterable[tuple[int, Head]]
) -> Iterator[tuple[int, int, set[Head]]]:
    """The sentences in which something stands, each as (start, end, what); `places`: what stands where, in order."""
    start = end = 0
    here: set[Head] = set()
    for at, word in places:
        if at >= end:
            if here:
                yield start, end, here
                here = set()
            # a line that is not indented begins a sentence, and what is before it need not be cut
            line = text.rfind("\n", end, at) + 1
            start = line if line and not text[line].isspace() else end
            end = len(text)
            for match in border.finditer(text, start):
                if match.end() > at:
                    end = match.end()
                    break
                start = match.end()
        here.add(word)
    if here:
        yield start, end, here
