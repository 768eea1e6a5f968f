"""Paragraphs and sentences by offset; abbreviations, titles and initials do not end a sentence."""

from __future__ import annotations

import re
from typing import Final

from summarizer.engines.rules.attributed import Span
from summarizer.engines.rules.lexicon import words

_BLANK: Final = re.compile(r"\n[^\S\n]{0,200}\n\s*|\n(?=[•▪‣◦·*-]\s)")  # or the next item of a list

# A full stop, question or exclamation mark with what closes after it, before white space or the end.
# One set of marks opens it, so that the search runs from mark to mark rather than trying each character.
_STOP: Final = re.compile(
    r"[.!?…。！？](?:(?<=[.!?…])[.!?…]{0,7}['’]{0,2}[\"”»)\]]{0,2}['’]{0,2}|(?<=[。！？])[。！？]{0,2})"
    r"(?=\s)[^\S\n]{0,20}(\n?)\s{0,200}(\S)(\S?)"
)
_WORD_BEFORE: Final = re.compile(r"[^\s(\[“\"—–]{1,40}$")

# Titles stand before names, so they never end a sentence; abbreviations do before a clear new start.
_TITLES: Final = words("sentences", "titles")
_ABBREVIATIONS: Final = words("sentences", "abbreviations")
_STARTERS: Final = words("sentences", "starters")


def paragraphs(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Stretches between blank lines, without white space at their edges."""
    stop = len(text) if end is None else end
    found: list[Span] = []
    begin = start
    for gap in _BLANK.finditer(text, start, stop):
        _add(found, text, begin, gap.start())
        begin = gap.end()
    _add(found, text, begin, stop)
    return tuple(found)


def sentences(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Sentences of `text[start:end]`; a paragraph's end always ends one.

    >>> text = "Brig.-Gen. Ada Moreau met the U.S. President. “No deal.” She left."
    >>> [text[s:e] for s, e in sentences(text)]
    ['Brig.-Gen. Ada Moreau met the U.S. President.', '“No deal.”', 'She left.']
    """
    found: list[Span] = []
    for paragraph in paragraphs(text, start, end):
        found += sentences_of(text, paragraph)
    return tuple(found)


def sentences_of(text: str, paragraph: Span) -> list[Span]:
    """Sentences of one paragraph, which has no white space at its edges."""
    found: list[Span] = []
    begin, end = paragraph
    for stop in _STOP.finditer(text, begin, end):
        if _ends_sentence(text, begin, stop):
            close = after = stop.start(2)
            while text[close - 1].isspace():
                close -= 1
            found.append(Span(begin, close))
            begin = after
    found.append(Span(begin, end))
    return found


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        found.append(Span(start, end))


def _ends_sentence(text: str, begin: int, stop: re.Match[str]) -> bool:
    follows = stop.group(2)
    if follows.islower():
        return False
    mark = stop.group(0)
    if mark[0] != "." or mark[1:2] == ".":
        return True
    if stop.group(1):  # a line ends behind the full stop
        return True
    if mark[1:2] in "\"”'’»)]" and mark[1:2].strip():
        return True
    at = stop.start()
    low = max(begin, at - 40)
    before = _WORD_BEFORE.search(text, max(low, text.rfind(" ", low, at)), at)
    if before is None:
        return True
    word = before.group().lower().lstrip("'‘")
    if word in _TITLES or (word.rpartition("-")[2] in _TITLES and "." in word):
        return False
    if len(word) == 1 and word.isalpha():  # an initial: "J. Moreau"; "plan B. They" has a starter behind it
        return before.group().isupper() and _next_word(text, stop.start(2)) in _STARTERS
    if word in _ABBREVIATIONS or ("." in word and len(word) <= 8 and word.replace(".", "").isalpha()):
        return not follows.isdigit() and _next_word(text, stop.start(2)) in _STARTERS
    return True


def _next_word(text: str, at: int) -> str:
    while at < len(text) and not text[at].isalnum() and not text[at].isspace():
        at += 1
    end = at
    while end < len(text) and text[end].isalnum() and end - at < 20:
        end += 1
    return text[at:end].lower()
