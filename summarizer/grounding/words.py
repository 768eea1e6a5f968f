"""A stretch of a document as evidence: its surroundings, its section, and whether it stands between marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from summarizer.grounding.cues import CONDITION, MODAL, NEGATION, REFUSING
from summarizer.grounding.folding import wordlike
from summarizer.models.document import CITABLE
from summarizer.models.evidence import Evidence

if TYPE_CHECKING:
    from summarizer.models.base import QuoteForm
    from summarizer.models.document import Document, Section, SectionKind

CONTEXT: Final = 32
"""Length of prefix and suffix, in code points."""

_REACH = 4000  # how far back a quotation is looked for, in code points
_CLAUSE = 300  # how far a clause may reach, in code points
_NEAR = 4  # a cue this many words before a fragment governs it

_CLOSERS: Final = {
    "“": "”", "”": "”", "„": "“”\"", "‟": "”", '"': '"', "«": "»", "»": "«", "「": "」", "『": "』", "｢": "｣",
    "〝": "〞〟", "＂": "＂", "‘": "’", "‚": "‘’", "'": "'", "‹": "›", "›": "‹",
}  # fmt: skip
# One set opens it, so that the search runs from mark to mark.
_MARK = re.compile("[" + re.escape("".join(_CLOSERS) + "’」』｣»〞〟") + "\u2029\n](?:(?<!\n)|[ \t\r]*\n)")
_TOKEN = re.compile(r"\w+(?:['’]\w+)*")
_CLAUSE_END = re.compile(r"[.,:](?!\d)|[;!?—–“”\"«»„。、，；：！？؟،؛\n]")
_GOVERNS = NEGATION | MODAL | CONDITION | REFUSING
_BEHIND = frozenset({"not", "nicht", "pas", "jamais", "değil", "nie", "never"})
_CJK_CUE = re.compile("(?:[不没未勿别若非无]|如果|可能|将会|除非|もし)$")
_SENTENCE_END = re.compile(r"[.!?;:。！？؟\n](?:(?<=[.!?;:])(?=\s)|(?<=[。！？؟])|(?<=\n)[ \t\r]*\n)")
_ASKED = re.compile(r"[\"”’»]?[?？؟]")
_CJK_BEHIND = re.compile(
    "(?:(?:ら|わ|か|さ|た|な|ば|ま|が|れ|え|け|せ|て|ね|べ|め|げ|は|じ)?(?:ない|なく|なかった|ません|ず|ぬ))"
)


class Layout:
    """The sections of a document, looked up by offset without walking them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._sections = document.sections
        self._starts = [section.start for section in document.sections]
        self._kinds = [section.kind for section in document.sections]
        page = [section for section in document.sections if section.kind not in CITABLE]
        self._page_starts = [section.start for section in page]
        self._page_ends = [section.end for section in page]

    def at(self, offset: int) -> Section:
        """The section around `offset`. Raises `IndexError` outside the text."""
        if not 0 <= offset < len(self._document.text):
            raise IndexError(f"offset {offset} is outside document {self._document.id}")
        return self._sections[bisect_right(self._starts, offset) - 1]

    def kinds(self, start: int, end: int) -> set[SectionKind]:
        """The kinds of matter that `start:end` touches."""
        first, last = bisect_right(self._starts, start) - 1, bisect_left(self._starts, end)
        return set(self._kinds[first:last])

    def evidence(self, start: int, end: int) -> Evidence:
        """The stretch `start:end` (code points) of the document as evidence.

        Prefix and suffix end with the section: page matter beside the words has no place in a brief.
        """
        text = self._document.text
        low, high = self._article(start, end)
        return Evidence(
            doc=self._document.id,
            exact=text[start:end],
            start=start,
            end=end,
            prefix=text[max(low, start - CONTEXT) : start],
            suffix=text[end : min(high, end + CONTEXT)],
            section=self.at(start).kind,
            form=form(text, start, end),
        )

    def _article(self, start: int, end: int) -> tuple[int, int]:
        """The stretch around `start:end` without page matter, so that no advertisement is shown as context."""
        before, behind = bisect_right(self._page_ends, start), bisect_left(self._page_starts, end)
        low = self._page_ends[before - 1] if before else 0
        high = self._page_starts[behind] if behind < len(self._page_starts) else len(self._document.text)
        return low, high


def evidence(document: Document, start: int, end: int) -> Evidence:
    """The stretch `start:end` (code points) of a document as evidence, as `Layout.evidence` gives it."""
    return Layout(document).evidence(start, end)


def form(text: str, start: int, end: int) -> QuoteForm:
    """direct: wholly between quotation marks; mixed: partly; indirect: not at all.

    >>> form("He called it “a red line” again.", 14, 24)
    'direct'
    """
    inner = [(max(a, start), min(b, end)) for a, b in _quotations(text, start, end) if a < end and b > start]
    if not any(wordlike(character) for a, b in inner for character in text[a:b]):
        return "indirect"
    borders = [start, *(at for span in inner for at in span), end]
    outside = zip(borders[::2], borders[1::2], strict=True)
    return "mixed" if any(wordlike(character) for a, b in outside for character in text[a:b]) else "direct"


def _quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches between quotation marks in the paragraphs that `start:end` touches."""
    spans: list[tuple[int, int]] = []
    opened, closers = -1, ""
    low = max(0, start - _REACH)
    paragraph = text.rfind("\n\n", low, start)  # where none is open
    for mark in _MARK.finditer(text, max(low, paragraph), min(len(text), end + _REACH)):
        at, character = mark.start(), mark[0][0]
        if character in "\n\u2029":
            if opened >= 0:
                spans.append((opened, at))
            opened, closers = -1, ""
            if at >= end:
                return spans
        elif opened >= 0:
            if character in closers and not _inside_word(text, at):
                spans.append((opened, at))
                opened, closers = -1, ""
        elif character in _CLOSERS and _may_open(text, at):
            opened, closers = at + 1, _CLOSERS[character]
    if opened >= 0:
        spans.append((opened, len(text)))
    return spans


def _inside_word(text: str, at: int) -> bool:
    """Whether a mark is an apostrophe between letters."""
    return text[at] in "'’" and 0 < at < len(text) - 1 and wordlike(text[at - 1]) and wordlike(text[at + 1])


def _may_open(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1 : at + 2]
    if text[at] in "'‘\"”»›" and wordlike(before):
        return False
    return bool(after) and not (text[at] in "'\"”" and after.isspace())


def widen(text: str, start: int, end: int, low: int, high: int) -> tuple[int, int]:
    """Widen a fragment to its clause where a negation, modal or condition right before or behind governs it.

    `low` and `high` bound the section. "accept bases" out of "Israel will not accept bases" becomes the
    whole clause; a question mark behind the words is taken in, since a question asserts nothing.
    """
    sentence = max(low, start - _CLAUSE)
    for border in _SENTENCE_END.finditer(text, sentence, start):
        sentence = border.end()
    cue = _cue(text, sentence, start)
    if cue is not None:
        start = _clause_start(text, cue, sentence)
    behind = text[end : min(high, end + _CLAUSE)]
    following = _TOKEN.match(behind.lstrip(" "))
    if (following and following[0].lower() in _BEHIND) or _CJK_BEHIND.match(behind):
        start = min(start, _clause_start(text, start, sentence))
        border_behind = _CLAUSE_END.search(behind)
        end += border_behind.start() if border_behind else len(behind)
    tail = _ASKED.match(text, end, min(high, end + 2))
    return start, end + len(tail[0]) if tail else end


def _cue(text: str, low: int, start: int) -> int | None:
    """Where the word stands that governs a fragment at `start` and is not part of it."""
    if start == low or text[low:start].isspace():
        return None
    for word in list(_TOKEN.finditer(text, low, start))[-_NEAR:]:
        between = text[word.end() : start].strip()
        aside = between.startswith(",") and between.endswith(",")  # will never, he said, accept
        if _governs(word[0]) and (aside or not _CLAUSE_END.search(between)):
            return word.start()
    sign = _CJK_CUE.search(text[max(low, start - 4) : start])
    return start - 1 if sign else None


def _governs(word: str) -> bool:
    word = word.lower().replace("’", "'")
    return word in _GOVERNS or word.endswith(("n't", "'ll")) or word.startswith("n'")


def _clause_start(text: str, at: int, low: int) -> int:
    """Where the clause around `at` begins, skipping blanks and marks."""
    floor = max(low, at - _CLAUSE)
    border = floor
    for match in _CLAUSE_END.finditer(text, floor, at):
        border = match.end()
    while border < at and not wordlike(text[border]):
        border += 1
    return border
