"""Folding: a text with its typography ironed out, and the way back to the untouched text.

Two texts fold alike when they differ only in quotation marks, dashes, white space, case, canonical form
(NFC, NFD), typographic ligatures and invisible characters. Vowel points that Arabic and Hebrew may or may
not print (tashkeel, niqqud) count as invisible. Digits, accents, punctuation and letters are left alone:
`Türkiye` is not `Turkiye`, `½` is not `1/2`, `Maße` is not `Masse`.

    >>> folded = fold("It’s a  “red\\nline”.")
    >>> folded.text
    "it's a red line."
    >>> folded.source_start(7), folded.source_end(15)     # red line
    (9, 17)
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

DASHES: Final = "-‐‑‒–—―−⸺⸻﹘﹣－־"
SINGLE_MARKS: Final = "'‘’‚‛ʼʻʹ`´‹›＇׳"
DOUBLE_MARKS: Final = '"“”„‟«»＂〝〞〟״「」『』｢｣'
MARKS: Final = SINGLE_MARKS + DOUBLE_MARKS
INVISIBLE: Final = (
    "\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff"  # tags and variation selectors
    "\u0610-\u061a\u0640\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"  # Arabic
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew
)
_SPACES = "\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_LIGATURES = "ĳŉ\ufb00-\ufb06\ufb13-\ufb17\ufb1d\ufb1f-\ufb28\ufb2a-\ufdff\ufe70-\ufefc"
_CLOSING = ",.;:!?…)]}،؛؟"

_class = re.escape(DASHES + MARKS) + _SPACES + INVISIBLE
# One run of characters that may need ironing, with the blanks inside it. A lone blank is worth a stop only
# before another blank or closing punctuation.
_ODD = re.compile(
    f"[{_class}][ {_class}]*| (?=[ {re.escape(_CLOSING)}])[ {_class}]*|\\.\\.\\.+|[{_LIGATURES}]"
)
_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
_LIGATURE = re.compile(f"[{_LIGATURES}]")
_LETTER_OR_DOTS = re.compile(f"[.{_LIGATURES}]")
_DASH = re.compile(f"[{re.escape(DASHES)}]")
_MARK = re.compile(f"[{re.escape(MARKS)}]")
_IDEOGRAPHIC = re.compile(
    "[\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff\uff00-\uff64\uff66-\uffdf\U00020000-\U0003ffff]"
)
# Scripts that do not part their words by blanks: Thai, Lao, Burmese, Khmer, Tibetan, ideographs and kana.
_UNSPACED = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)

# Stretches where canonical composition may act: combining marks with their base, Indic vowels, Hangul
# letters, and the letters whose canonical form is another letter.
_S = (
    "\u0300-\u036f\u0374\u037e\u0387\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u0711\u0730-\u074a\u07eb-\u07fd\u0816-\u082d\u0859-\u085b\u0897-\u109f\u1100-\u11ff"
    "\u135d-\u135f\u1712-\u17d3\u18a9\u1930-\u1a7f\u1ab0-\u1cff\u1dc0-\u1dff\u1f71-\u1fff\u2000\u2001"
    "\u20d0-\u20ff\u2126\u212a\u212b\u2329\u232a\u2adc\u2cef-\u2cf1\u2d7f\u2de0-\u2dff\u302a-\u302f\u3099\u309a"
    "\ua66f-\ua69f\ua6f0\ua6f1\ua806-\uabff\uf900-\ufaff\ufb1d-\ufb4f\ufe20-\ufe2f\U00010a00-\U000e01ef"
)
_CANONICAL = re.compile(f"[^{_S}]?[{_S}]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and its map: piece i of the folded text begins at `at[i]` and stems from the source
    at `start[i]:end[i]`; pieces alternate between stretches kept as they are and stretches replaced."""

    text: str
    at: tuple[int, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]
    kept: tuple[bool, ...]

    def source_start(self, offset: int) -> int:
        """Where the folded character at `offset` begins in the source."""
        i = bisect_right(self.at, offset) - 1
        return self.start[i] + offset - self.at[i] if self.kept[i] else self.start[i]

    def source_end(self, offset: int) -> int:
        """Where the folded character before `offset` ends in the source."""
        i = bisect_right(self.at, offset - 1) - 1
        return self.start[i] + offset - self.at[i] if self.kept[i] else self.end[i]


class _Pieces:
    """Collects the pieces of a folded text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.done = 0  # source read so far
        self.length = 0  # folded text written so far
        self.parts: list[str] = []
        self.at: list[int] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.kept: list[bool] = []

    def keep(self, end: int) -> None:
        if end > self.done:
            self._add(self.text[self.done : end], end, True)

    def replace(self, end: int, new: str) -> None:
        self._add(new, end, len(new) == end - self.done)

    def _add(self, part: str, end: int, kept: bool) -> None:
        """Write `part` for the source up to `end`; `kept`: one character for one character."""
        if part:
            self.parts.append(part)
            if kept and self.kept and self.kept[-1] and self.end[-1] == self.done:
                self.end[-1] = end
            else:
                self.at.append(self.length)
                self.start.append(self.done)
                self.end.append(end)
                self.kept.append(kept)
            self.length += len(part)
        self.done = end

    def finish(self) -> Folded:
        self.keep(len(self.text))
        return Folded(
            "".join(self.parts), tuple(self.at), tuple(self.start), tuple(self.end), tuple(self.kept)
        )


@lru_cache(maxsize=8)
def fold(text: str) -> Folded:
    """Fold `text`. Linear in its length; the last few texts are remembered."""
    # The dotted capital I is the one letter whose lower case is two characters long.
    lower = text.replace("İ", "i").lower().replace("ς", "σ")
    pieces = _Pieces(lower)
    for run in _ODD.finditer(lower):
        start, end = run.span()
        if start > pieces.done and lower[start - 1] == " " and not _LETTER_OR_DOTS.match(lower, start):
            start -= 1
        before = lower[start - 1] if start else ""
        after = lower[end] if end < len(lower) else ""
        new = _ironed(lower[start:end], before, after)
        if new == lower[start:end]:
            continue
        pieces.keep(start)
        pieces.replace(end, new)
    once = pieces.finish()
    if unicodedata.is_normalized("NFC", once.text) and "i\u0307" not in once.text:
        return once
    return _composed(once)


def _ironed(run: str, before: str, after: str) -> str:
    """What a run of marks, dashes, blanks and invisible characters folds to between its neighbours."""
    if run[0] == ".":
        return "…"
    if _LIGATURE.match(run):
        return _INVISIBLE.sub("", unicodedata.normalize("NFKC", run)).replace(" ", "")
    run = _INVISIBLE.sub("", run)
    if not run:
        return ""
    if _DASH.search(run):
        return "-"
    if _IDEOGRAPHIC.match(before) or _IDEOGRAPHIC.match(after):
        return ""
    if len(run) == 1 and _MARK.match(run) and wordlike(before) and wordlike(after):
        return "'" if run in SINGLE_MARKS else '"'
    return "" if after in _CLOSING or before in "([{" else " "


def wordlike(character: str) -> bool:
    """Whether a character is part of a word or number: a letter, a digit, or a mark on one."""
    return character.isalnum() or (character > "\u02ff" and unicodedata.category(character)[0] == "M")


def unspaced(character: str) -> bool:
    """Whether a character is of a script that writes words without blanks between them."""
    return _UNSPACED.match(character) is not None


def _composed(once: Folded) -> Folded:
    """Bring a folded text into canonical composition, chaining the maps."""
    pieces = _Pieces(once.text)
    for run in _CANONICAL.finditer(once.text):
        new = unicodedata.normalize("NFC", run[0]).replace("i\u0307", "i")
        if new != run[0]:
            pieces.keep(run.start())
            pieces.replace(run.end(), new)
    twice = pieces.finish()
    at: list[int] = []
    start: list[int] = []
    end: list[int] = []
    kept: list[bool] = []
    for i, offset in enumerate(twice.at):
        low, high = twice.start[i], twice.end[i]
        if not twice.kept[i]:
            at.append(offset)
            start.append(once.source_start(low))
            end.append(once.source_end(high))
            kept.append(False)
            continue
        j = bisect_right(once.at, low) - 1
        while j < len(once.at) and once.at[j] < high:
            first = max(low, once.at[j])
            at.append(offset + first - low)
            start.append(once.source_start(first))
            last = min(high, once.at[j + 1] if j + 1 < len(once.at) else high)
            end.append(once.source_end(last))
            kept.append(once.kept[j])
            j += 1
    return Folded(twice.text, tuple(at), tuple(start), tuple(end), tuple(kept))
