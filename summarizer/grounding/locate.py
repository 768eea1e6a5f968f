"""Finding a quote in a text: equality up to typography, with `…` as a gap, and never inside a word.

What may differ is what `folding` irons out, and the punctuation at the very edges of the quote: a model ends
`red line.` where the source ends `red line,”`. Inside the quote every word, digit and punctuation mark must
stand in the source, in order. An ellipsis (`…`, `...`, `[…]`) that the source does not print itself is a gap:
it may pass over words of one paragraph, though not over a negation, which would turn the quote round.
Where a quote stands letter for letter, occurrences that differ in typography are not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from summarizer.grounding.cues import NEGATION
from summarizer.grounding.folding import DASHES, MARKS, UNSEEN, Folded, fold, unspaced, wordlike

GAP_LIMIT: Final = 400
"""Longest stretch, in code points, that the gaps of one quote may pass over together."""

PARAGRAPH_BREAK: Final = re.compile(r"\n[ \t\r]*\n|\u2029")

_MOST_STARTS = 5000  # places from which a quote with gaps is tried
_MOST_REFUSED = 5000  # places where a quote stands inside longer words before it is given up; only hostile text has so many
_EDGE_LIMIT = 16  # more punctuation than this at an edge is not compared
_EDGE = " \t\n\r\x0b\x0c\xa0\u3000\u200b\u200e\u200f\ufeff.,;:!?…()[]{}،؛؟。，、；：！？（）" + MARKS + DASHES
_FIRST_UNSEEN = "\u00ad"
"""No character before it is invisible."""
_BLANK = " \n"
"""What most words stand between."""
_GAP = re.compile(r" ?[\[(]…[\])] ?| ?… ?")
_EDGE_GAP = re.compile(r"\A[\[(]?(?:\.{3,}|…)[\])]?\s{0,3}|\s{0,3}[\[(]?(?:\.{3,}|…)[\])]?\Z")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
# Parts of a compound that turn its meaning round: "negotiable" does not stand in "non-negotiable".
_TURNING_HEADS = frozenset(
    {"non", "anti", "un", "counter", "ex", "no", "never", "pseudo", "half", "quasi", "de"}
)
_TURNING_TAILS = frozenset({"free", "less", "proof"})


def locate(quote: str, text: str) -> tuple[int, int] | None:
    """Where `quote` stands first in `text`: half-open offsets in code points, or None.

    >>> locate('cross a "red line."', "Such a move would cross a “red line”.")
    (18, 35)
    >>> locate("is acceptable", "Any change is unacceptable.") is None
    True
    """
    return next(occurrences(quote, text), None)


def locate_all(quote: str, text: str) -> tuple[tuple[int, int], ...]:
    """Every place where `quote` stands in `text`, in order, none overlapping another."""
    return tuple(occurrences(quote, text))


def occurrences(quote: str, text: str) -> Iterator[tuple[int, int]]:
    """What `locate_all` returns, one by one."""
    found = False
    for span in verbatim(quote, text):
        found = True
        yield span
    if not found:
        yield from variants(quote, text)


def verbatim(quote: str, text: str) -> Iterator[tuple[int, int]]:
    """Every place where `quote` stands in `text` letter for letter."""
    quote = quote.strip()
    if _says_nothing(quote):
        return
    at = text.find(quote)
    refused = 0
    while at >= 0 and refused < _MOST_REFUSED:
        end = at + len(quote)
        if borders(text, at, end):
            yield at, end
            at = text.find(quote, end)
        else:
            refused += 1
            at = text.find(quote, _next_word(text, at))


def _says_nothing(quote: str) -> bool:
    """Whether a quote is punctuation and invisible characters alone."""
    bare = quote.strip(_EDGE)
    return not bare or (bare[0] >= _FIRST_UNSEEN and not UNSEEN.sub("", bare).strip(_EDGE))


def variants(quote: str, text: str) -> Iterator[tuple[int, int]]:
    """Every place where `quote` stands in `text`, typographic variants beside the verbatim ones."""
    quote = _EDGE_GAP.sub("", quote.strip())
    head = len(quote) - len(quote.lstrip(_EDGE))
    tail = len(quote.rstrip(_EDGE))
    if tail <= head:
        return
    # A minus sign before a number is no dash at the edge.
    if head and quote[head].isdigit() and quote[head - 1] in "-−":
        head -= 1
    needle = fold(quote[head:tail]).text
    if not needle:
        return
    folded = fold(text)
    spans = _unbroken(needle, folded, text)
    first = next(spans, None)
    if first is None and "…" in needle:
        spans = _with_gaps([p for p in _GAP.split(needle) if p], folded, text)
        first = next(spans, None)
    while first is not None:
        yield _with_edges(quote[:head], quote[tail:], text, *first)
        first = next(spans, None)


def _unbroken(needle: str, folded: Folded, text: str, low: int = 0) -> Iterator[tuple[int, int]]:
    """Occurrences of a folded needle from the folded offset `low` on, as source offsets."""
    at = folded.text.find(needle, low)
    refused = 0
    while at >= 0 and refused < _MOST_REFUSED:
        start, end = _span(folded, at, at + len(needle), text)
        if borders(text, start, end):
            yield start, end
            at = folded.text.find(needle, at + len(needle))
        else:
            refused += 1
            at = folded.text.find(needle, _next_word(folded.text, at))


def _with_gaps(parts: list[str], folded: Folded, text: str) -> Iterator[tuple[int, int]]:
    """Occurrences of the parts in order, inside one paragraph, passing over little and over no negation."""
    if not parts:
        return
    low = 0
    for _ in range(_MOST_STARTS):
        at = folded.text.find(parts[0], low)
        if at < 0:
            return
        low = _next_word(folded.text, at)
        span = _gapped_from(at, parts, folded, text)
        if span is not None:
            yield span
            low = max(low, at + len(parts[0]))


def _gapped_from(at: int, parts: list[str], folded: Folded, text: str) -> tuple[int, int] | None:
    start, end = _span(folded, at, at + len(parts[0]), text)
    if not borders(text, start, end):
        return None
    passed = at + len(parts[0])
    room = GAP_LIMIT
    for part in parts[1:]:
        here = folded.text.find(part, passed, passed + room + len(part))
        while here >= 0:
            low, high = _span(folded, here, here + len(part), text)
            if borders(text, low, high):
                break
            here = folded.text.find(part, here + 1, passed + room + len(part))
        if here < 0 or negated(text[end:low]):
            return None
        room -= here - passed
        passed, end = here + len(part), high
    return None if PARAGRAPH_BREAK.search(text, start, end) else (start, end)


def _span(folded: Folded, at: int, end: int, text: str) -> tuple[int, int]:
    """A folded stretch in the source, with the vowel points of its last letter."""
    start, stop = folded.source_start(at), folded.source_end(end)
    while stop < len(text) and text[stop] > "\u0590" and UNSEEN.match(text[stop]) and wordlike(text[stop]):
        stop += 1
    return start, stop


def negated(words: str) -> bool:
    """Whether a stretch of text contains a negation."""
    return any(
        word in NEGATION or word.endswith(("n't", "n’t")) for word in _WORD.findall(words.lower())
    ) or any(sign in words for sign in "不没未勿")


def borders(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` begins and ends at word borders.

    Scripts without blanks between words have borders everywhere. A number does not begin or end inside a
    longer one (`5` in `1.5`), `can` does not stand in `can’t`, nor `negotiable` in `non-negotiable`.
    """
    return _opens(text, start) and _closes(text, end)


def _opens(text: str, start: int) -> bool:
    first = text[start]
    if start == 0 or text[start - 1] in _BLANK or not wordlike(first):
        return True
    i = _visible(text, start - 1, -1)
    before = text[i] if i >= 0 else ""
    if wordlike(before):
        return unspaced(first) or unspaced(before)
    ahead = text[i - 1] if i > 0 else ""
    if first.isdigit() and before in ".," and ahead.isdigit():
        return False
    if before in "-‐‑" and i == start - 1 and wordlike(ahead):
        return _word_before(text, i) not in _TURNING_HEADS
    # n’accepte: the elided particle is a negation
    return not (before in "'’" and _word_before(text, i) == "n")


def _closes(text: str, end: int) -> bool:
    last = text[end - 1]
    if end == len(text) or text[end] in _BLANK:
        return True
    i = _visible(text, end, 1)
    after = text[i] if i < len(text) else ""
    if after and after > "\u02ff" and wordlike(after) and not after.isalnum():
        return unspaced(after)  # a combining mark makes another letter of the last one
    if not wordlike(last):
        return True
    if wordlike(after):
        return unspaced(last) or unspaced(after)
    beyond = text[i + 1 : i + 2]
    if last.isdigit() and after in ".,":
        return not beyond.isdigit()
    if after in "-‐‑" and wordlike(beyond):
        return _word_after(text, i + 1) not in _TURNING_TAILS
    return not (after and after in "'’" and last in "nN" and _word_after(text, i + 1) == "t")


def _visible(text: str, i: int, step: int) -> int:
    """The nearest index from `i` on that holds no invisible character, of which there are few in a row."""
    for _ in range(8):
        if not (0 <= i < len(text) and text[i] >= _FIRST_UNSEEN and UNSEEN.match(text[i])):
            break
        i += step
    return i


def _word_before(text: str, i: int) -> str:
    words = _WORD.findall(text[max(0, i - 12) : i])
    return words[-1].lower() if words else ""


def _word_after(text: str, i: int) -> str:
    word = _WORD.match(text[i : i + 12])
    return word[0].lower() if word else ""


def _next_word(text: str, at: int) -> int:
    """Offset of the next place behind `at` where a match may begin."""
    at += 1
    if not wordlike(text[at - 1]) or unspaced(text[at - 1]):
        return at
    while at < len(text) and wordlike(text[at]) and not unspaced(text[at]):
        at += 1
    return at


def _with_edges(head: str, tail: str, text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the punctuation at the quote's edges as far as the source prints it too."""
    return start - _shared(head[::-1], text[max(0, start - _EDGE_LIMIT) : start][::-1]), end + _shared(
        tail, text[end : end + _EDGE_LIMIT]
    )


def _shared(wanted: str, printed: str) -> int:
    """Length of the start of `printed` that holds the same punctuation as `wanted`, whatever the blanks."""
    length = at = 0
    for character in wanted:
        if character.isspace():
            continue
        while at < len(printed) and printed[at].isspace():
            at += 1
        if at == len(printed) or not _same(character, printed[at]):
            break
        at += 1
        length = at
    return length


def _same(one: str, other: str) -> bool:
    return one == other or (one in MARKS and other in MARKS)
