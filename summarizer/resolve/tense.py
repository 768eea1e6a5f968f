"""Whether the words around a date tell of what was or of what is to come, by cue words."""

from __future__ import annotations

import re
from typing import Literal

_FUTURE = re.compile(
    r"\b(?:will|shall|won't|would|(?:is|are|was|were|be) (?:\w+ )?(?:to|due|set|scheduled|expected|slated|planned|going|meeting"
    r"|traveling|travelling|visiting|heading|leaving|arriving)|set to|scheduled|due|expected|plans?|planned|planning|hopes?|intends?"
    r"|ahead of|upcoming|until|by|deadline|expires?|begins|starts|opens|resumes|meets?|takes? place|headed)\b|'ll\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?]['\"”’]*\s+(?=[A-Z\"“‘'`])|\n\s*\n")


def tense_at(text: str, start: int, end: int) -> Literal["past", "future"] | None:
    """The tense of the clause around `text[start:end]`; None where nothing tells.

    Looks at most 160 code points back and 80 ahead, and not beyond the sentence.
    """
    before = _SENTENCE.split(text[max(0, start - 160) : start])[-1]
    after = _SENTENCE.split(text[end : end + 80])[0]
    cues = list(_FUTURE.finditer(before))
    return "future" if cues or _FUTURE.search(after) else None
