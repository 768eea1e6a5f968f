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
_INVISIBLE = (
    "\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff"  # tags and variation selectors
    "\u0610-\u061a\u0640\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"  # Arabic
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew
)
_SPACES = "\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_LIGATURES = "ĳŉ\ufb00-\ufb06\ufb13-\ufb17\ufb1d\ufb1f-\ufb28\ufb2a-\ufdff\ufe70-\ufefc"
_CLOSING = ",.;:!?…)]}،؛؟"

_IDEOGRAPHS = "\u2e80-\u9fff\uff00-\uffdf"  # with kana and full-width punctuation


_class = re.escape(DASHES + MARKS) + _SPACES + _INVISIBLE
# One run of characters that may need ironing, with the blanks inside it. A lone blank is worth a stop only
# before another blank or closing punctuation, and beside an ideograph.
_ODD = re.compile(f"([{_class}][ {_class}]*| (?=[ {re.escape(_CLOSING)}])[ {_class}]*|\\.\\.\\.+)")
_ODD_IDEOGRAPHIC = re.compile(
    f"([{_class}][ {_class}]*"
    f"| (?:(?=[ {re.escape(_CLOSING)}{_IDEOGRAPHS}])|(?<=[{_IDEOGRAPHS}] ))[ {_class}]*|\\.\\.\\.+)"
)
UNSEEN: Final = re.compile(f"[{_INVISIBLE}]+")
_LIGATURE = re.compile(f"[{_LIGATURES}]")
_DASH = re.compile(f"[{re.escape(DASHES)}]")
_MARK = re.compile(f"[{re.escape(MARKS)}]")
_IDEOGRAPHIC = re.compile(f"[{_IDEOGRAPHS}]")
# Scripts that do not part their words by blanks: Thai to Burmese, Khmer, ideographs and kana.
_UNSPACED = (
    ("\u0e00", "\u109f"),
    ("\u1780", "\u17ff"),
    ("\u2e80", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\uff66", "\uff9f"),
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
_CANONICAL = re.compile(f"[{_LIGATURES}]|[^\\W{_S}]?[{_S}]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and its way back.

    Between two anchors the folded text and what it was made from run in step, one character for one: the
    character `at[i] + k` stems from `start[i] + k`. `ends` holds where a character ends that was composed of
    several. A text that was folded in two passes goes back through both.
    """

    text: str
    at: list[int]
    start: list[int]
    ends: dict[int, int]
    before: Folded | None = None

    def source_start(self, offset: int) -> int:
        """Where the folded character at `offset` begins in the source."""
        i = bisect_right(self.at, offset) - 1
        here = self.start[i] + offset - self.at[i]
        return self.before.source_start(here) if self.before else here

    def source_end(self, offset: int) -> int:
        """Where the folded character before `offset` ends in the source."""
        i = bisect_right(self.at, offset - 1) - 1
        here = self.ends.get(offset - 1, self.start[i] + offset - self.at[i])
        return self.before.source_end(here) if self.before else here


@lru_cache(maxsize=8)
def fold(text: str) -> Folded:
    """Fold `text`. Linear in its length; the last few texts are remembered."""
    # The dotted capital I is the one letter whose lower case is two characters long.
    odd = _ODD if text.isascii() or not _IDEOGRAPHIC.search(text) else _ODD_IDEOGRAPHIC
    parts = odd.split(text.replace("İ", "i").lower().replace("ς", "σ"))
    at, start = [0], [0]
    source = length = 0
    known: dict[tuple[str, str, str], str] = {}
    for i in range(1, len(parts), 2):
        kept, run = parts[i - 1], parts[i]
        source += len(kept) + len(run)
        if kept and kept[-1] == " ":
            parts[i - 1] = kept = kept[:-1]
            run = " " + run
        before = kept[-1:] or (parts[i - 2][-1:] if i > 1 else "")
        after = parts[i + 1][:1] or (parts[i + 2][:1] if i + 2 < len(parts) else "")
        key = (before, run, after)
        new = known.get(key)
        if new is None:
            new = known[key] = _ironed(run, before, after)
        parts[i] = new
        length += len(kept) + len(new)
        if len(new) != len(run):
            at.append(length)
            start.append(source)
    once = Folded("".join(parts), at, start, {})
    # The ellipsis is kept as it is, though its compatibility form is three dots.
    if unicodedata.is_normalized("NFKC", once.text.replace("…", ".")) and "i\u0307" not in once.text:
        return once
    return _composed(once)


def _ironed(run: str, before: str, after: str) -> str:
    """What a run of marks, dashes, blanks and invisible characters folds to between its neighbours."""
    if run[0] == ".":
        return "…"
    run = UNSEEN.sub("", run)
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
    return any(low <= character <= high for low, high in _UNSPACED) or character >= "\U00020000"


def _composed(once: Folded) -> Folded:
    """Bring a folded text into canonical composition and take its ligatures apart."""
    parts: list[str] = []
    at, start = [0], [0]
    ends: dict[int, int] = {}
    done = length = 0
    for run in _CANONICAL.finditer(once.text):
        if "…" in run[0]:
            continue
        if _LIGATURE.match(run[0]):
            new = UNSEEN.sub("", unicodedata.normalize("NFKC", run[0])).replace(" ", "")
        else:
            new = unicodedata.normalize("NFC", run[0]).replace("i\u0307", "i")
        if new == run[0]:
            continue
        parts += (once.text[done : run.start()], new)
        length += run.start() - done
        for k in range(len(new)):
            at.append(length + k)
            start.append(run.start())
            ends[length + k] = run.end()
        length += len(new)
        at.append(length)
        start.append(run.end())
        done = run.end()
    parts.append(once.text[done:])
    return Folded("".join(parts), at, start, ends, once)
