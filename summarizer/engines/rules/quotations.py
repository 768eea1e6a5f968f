"""Quotations by their marks: straight, curly, low, doubled and single; nested, reopened and unbalanced."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from summarizer.engines.rules.sentences import paragraphs

if TYPE_CHECKING:
    from summarizer.engines.rules.attributed import Span

# One set of marks opens it, so that the search runs from mark to mark. An apostrophe within a word is none of them.
_MARKS: Final = re.compile(r"[“”„‟«»\"‘’'‚‹›`](?!(?<=[^\W_][‘’'‚])[^\W_])(?:(?<=')'|(?<=`)`)?")
_CLOSER: Final = {"“": "”", "„": "”", "‟": "”", "«": "»", '"': '"', "''": "''", "``": "''", "‹": "›"}
_SINGLE: Final = frozenset("'‘’‚")
_OPENING_CONTEXT: Final = frozenset(" \t\n\u00a0([{—–-/:,;\u2009\u202f")
_WORD: Final = re.compile(r"\w")
_FOUR_WORDS: Final = re.compile(r"(?:\W*+\w++){4}")
# Clipped words that begin with an apostrophe open no quotation.
_CLIPPED: Final = re.compile(r"\d|(?:em|til|tis|twas|cause|bout|round|n)\b", re.IGNORECASE)


class Quotation(NamedTuple):
    """Words between quotation marks; `start` and `end` exclude the marks."""

    start: int
    end: int
    open: bool = False
    """No closing mark: it runs to the end of its paragraph."""
    continues: bool = False
    """It carries on the open quotation of the paragraph before."""
    depth: int = 0
    """0 outside any other quotation, 1 inside one."""
    speech: bool = True
    """Long enough for an utterance; else a term, a title or scare quotes."""


def find_quotations(text: str, start: int = 0, end: int | None = None) -> tuple[Quotation, ...]:
    """Quotations of `text[start:end]` in the order of their first word, inner ones behind their outer one.

    >>> text = "“We will stay,” she said. “It is ‘our’ river.”"
    >>> [(text[q.start : q.end], q.depth) for q in find_quotations(text)]
    [('We will stay,', 0), ('It is ‘our’ river.', 0), ('our', 1)]
    """
    found: list[Quotation] = []
    unclosed = False
    for paragraph in paragraphs(text, start, end):
        here, unclosed = quotations_of(text, paragraph, unclosed)
        found += here
    return tuple(found)


def quotations_of(text: str, paragraph: Span, unclosed: bool) -> tuple[list[Quotation], bool]:
    """The quotations of one paragraph, and whether its last one stays open; `unclosed`: that of the one before did."""
    begin, stop = paragraph
    marks = [(m.start(), m.group()) for m in _MARKS.finditer(text, begin, stop)]
    if not marks:
        return [], False
    here: list[Quotation] = []
    opened = -1
    closer = ""
    after = begin
    carried = False
    singles: list[int] = []
    for at, mark in marks:
        if mark in _SINGLE:
            singles.append(at)
            continue
        size = len(mark)
        if mark == "`":
            continue
        if opened < 0:
            if _may_open(text, at, size, begin, stop, mark):
                opened, closer, after = at, _CLOSER.get(mark, "”"), at + size
                carried = unclosed and not text[begin:at].strip()
        elif mark == closer or (mark in '”"“' and closer in '”"“'):
            if mark == "“" and _may_open(text, at, size, begin, stop, mark) and closer == "”":
                # a second opening mark: the first was never closed, or it is nested without closing
                _close(here, text, after, at, opened=True, continues=carried)
                opened, after, carried = at, at + size, False
                continue
            if mark == '"' and closer == '"' and not _may_close(text, at, size, stop):
                continue
            _close(here, text, after, at, opened=False, continues=carried)
            opened, unclosed = -1, False
    if opened >= 0:
        _close(here, text, after, stop, opened=True, continues=carried)
    if singles:
        _pair_singles(text, singles, paragraph, here)
        here.sort(key=lambda q: (q.start, -q.end))
        here = _nested(here)
    return here, opened >= 0


def _nested(here: list[Quotation]) -> list[Quotation]:
    """Quotations in order, each with the number of those that enclose it."""
    ends: list[int] = []
    nested: list[Quotation] = []
    for quotation in here:
        while ends and ends[-1] <= quotation.start:
            ends.pop()
        nested.append(quotation._replace(depth=len(ends)) if ends else quotation)
        ends.append(quotation.end)
    return nested


def _close(here: list[Quotation], text: str, start: int, end: int, *, opened: bool, continues: bool) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end <= start:
        return
    speech = continues or _FOUR_WORDS.match(text, start, end) is not None
    if not speech and (text[end - 1] in ".,!?…—" or text[end : end + 2] in ("”,", '",')):
        speech = _WORD.search(text, start, end) is not None
    here.append(Quotation(start, end, opened, continues, speech=speech))


def _may_open(text: str, at: int, size: int, begin: int, stop: int, mark: str) -> bool:
    if mark in ("„", "«", "``", "‹"):
        return True
    behind = text[at + size : at + size + 1]
    if at + size >= stop or behind.isspace():
        return False
    if at == begin:
        return True
    before = text[at - 1]
    if mark in "”»" or (mark == '"' and before.isdigit() and not behind.isalnum()):
        return False  # a closing mark, or inches
    return before in _OPENING_CONTEXT or before in "‘'’“\"" or mark == "“" or not before.isalnum()


def _may_close(text: str, at: int, size: int, stop: int) -> bool:
    """A straight mark with a space before it and a word behind it opens rather than closes."""
    return not (text[at - 1].isspace() and at + size < stop and text[at + size].isalnum())


def _pair_singles(text: str, singles: list[int], paragraph: Span, here: list[Quotation]) -> None:
    """Pair single marks: an opening one stands before a word, a closing one behind a word or full stop."""
    begin, stop = paragraph
    outer = list(here)
    roles: list[tuple[int, bool, bool, int]] = []  # offset, may open, may close, enclosing quotation
    k = 0
    for at in singles:
        while k < len(outer) and outer[k].end <= at:
            k += 1
        inside = k if k < len(outer) and outer[k].start <= at else -1
        before = text[at - 1] if at > begin else " "
        behind = text[at + 1] if at + 1 < stop else " "
        opens = (
            not behind.isspace()
            and (before in _OPENING_CONTEXT or before in '“"')
            and not _CLIPPED.match(text, at + 1)
        )
        closes = not before.isspace() and not behind.isalnum() and not opens
        if opens or closes:
            roles.append((at, opens, closes, inside))
    opened = -1
    region = -1
    for n, (at, opens, closes, inside) in enumerate(roles):
        if opened >= 0 and inside != region:
            opened = -1
        if opens and (opened < 0 or text[at] == "‘"):
            opened, region = at, inside
        elif closes and opened >= 0:
            following = roles[n + 1] if n + 1 < len(roles) else None
            if (
                text[at - 1] in "sS"
                and text[at + 1 : at + 2] == " "
                and following is not None
                and following[2]
                and following[3] == region
            ):
                continue  # "the ministers' plan": another closing mark is still to come
            _close(here, text, opened + 1, at, opened=False, continues=False)
            opened = -1
