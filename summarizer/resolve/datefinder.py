"""Finds dates in a text: all wordings of `datewords` as one expression, tried only near a sign of a date.

The first wording that fits wins. Cost grows linearly with the text: every repeat is bounded.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.resolve.dateforms import DateMention
from summarizer.resolve.datewords import FORMS

if TYPE_CHECKING:
    from collections.abc import Iterator

# How a form may begin: looked at before the forms are tried one by one, which halves the time.
_FIRST = (
    r"(?=\d|[JFMASONDTW](?:an|eb|ar|pr|ay|un|ul|ug|ep|ct|ov|ec|ue|ed|hu|ri|at|on|AN|EB|AR|PR|AY|UN|UL|UG|EP"
    r"|CT|OV|EC|UE|ED|HU|RI|AT|ON)|[Tt]h(?:e [a-z\d]|is |at |ir|an)|[Ii]n (?:\d|[aoftsenm])|[Aa]n? [dwmqycf]"
    r"|[Tt]o[dmn]|[Yy]est|[Ll]a|[Nn][ei]|[Pp][ar]|[Cc]o|[Ee][ailv]|[Mm]id|[Nn]oon|[Ff][iou]|[Ss][epuio]"
    r"|[Oo](?:ne|ve)|[Aa]t |[Dd]u|[Tt]w|[Tt]en |[Ww][ie]|[Aa]u|[Mm]any|Chr|Q)"
)
_ALL = re.compile(
    rf"(?<!\w){_FIRST}(?:"
    + "|".join(
        f"(?P<{name}>{re.sub(r'[(][?]P<[a-z0-9]+>', '(?:', pattern.pattern)})".replace("(?P=sep)", "[/.-]")
        for name, (pattern, _) in FORMS.items()
    )
    + ")"
)
# Every form holds one of these.
_SIGN = re.compile(
    r"day|DAY|[JFMASOND](?:an|eb|ar|pr|ay|un|ul|ug|ep|ct|ov|ec|AN|EB|AR|PR|AY|UN|UL|UG|EP|CT|OV|EC)|[12]\d{3}"
    r"|\d[/.-]\d|morrow|night|week|month|year|quarter|decade|century|spring|summer|fall|autumn|winter|morning"
    r"|afternoon|evening|Christmas|Thanksgiving|New Year|Q[1-4]"
)
_TWINS = str.maketrans("\u017f\u212a\u0131\u0130", "skiI")
"""Letters that an expression without regard to case takes for these; tables do not know them."""
_AROUND = 64
"""Code points before and behind a sign within which its date stands."""


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of whole words in which a date may stand, in order and apart."""
    low = high = 0
    for sign in _SIGN.finditer(text):
        start, end = sign.start() - _AROUND, sign.end() + _AROUND
        if start > high:
            if high:
                yield low, high
            low = text.rfind(" ", 0, max(start, 0)) + 1
        if end > high:
            high = text.find(" ", end)
            high = len(text) if high < 0 else high
    if high:
        yield low, high


def read_dates(text: str) -> Iterator[DateMention]:
    """Dates in the order of the text; they do not overlap."""
    flat = text.replace("’", "'").replace("\n", " ").replace("\u00a0", " ")
    if not flat.isascii():
        flat = flat.translate(_TWINS)
    for low, high in _stretches(flat):
        for match in _ALL.finditer(flat, low, high):
            pattern, build = FORMS[match.lastgroup or ""]
            start, end = match.span()
            exact = pattern.match(flat, start, high)
            if exact:
                yield DateMention(start, end, text[start:end], build(exact))
