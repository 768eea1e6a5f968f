"""The dateline that opens an article: outlet or agency, place and day, before the first sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.loading.dates import find_date
from summarizer.loading.lexicon import lexicon

if TYPE_CHECKING:
    from datetime import date

_REACH: Final = 160  # a dateline ends within so many code points
_DASH = r"(?:--|[-–—_―:]|\.-)"
_SLUG = re.compile(r"([^\W\d_][\w.&’'-]{0,20}(?: [\w.&’'-]{1,20}){0,4})\s?/\s+(?=\S)")
_AGENCY = re.compile(
    rf"([^\n()（）!?;]{{0,80}}?)[(（]([^\n()（）]{{2,40}})[)）]\.?\s{{0,3}}{_DASH}{{1,2}}\s{{0,3}}"
)
_BRACKET = re.compile(r"(?:【[^】\n]{2,40}】|\[[^\]\n]{2,40}\]\s{0,2}[-–—])\s{0,2}")
_PLACE = re.compile(r"([^\n()!?:;–—]{2,70}?)\s?(?:--|[–—]|\s-)\s+")
_SLASHED = re.compile(r"([^\n()/!?;]{2,60})[.,]\s{0,2}/([^/\n]{2,30})/\.?\s{1,3}")
_XINHUA = re.compile(
    r"([\u4e00-\u9fff]{2,3}社)[\u4e00-\u9fff]{2,12}\d{1,2}月\d{1,2}日电(?:\s{0,2}[（(][^）)\n]{1,30}[）)])?\s{0,3}"
)
_WORD = re.compile(r"[^\s,.\-]+")
_JOINING: Final = frozenset(
    {"de", "del", "di", "da", "do", "la", "le", "les", "el", "al", "of", "the", "and", "du"}
)


def dateline(text: str) -> tuple[int, str | None, date | None]:
    """Where the dateline that opens a paragraph ends, whose it is, and the full date in it.

    >>> dateline("BAKU, April 9, 2025 (Northwire) — Envoys met.")
    (34, 'Northwire', datetime.date(2025, 4, 9))
    >>> dateline("Envoys met in Baku.")
    (0, None, None)
    """
    head = text[:_REACH]
    if match := _XINHUA.match(head):
        return match.end(), match[1], None
    if match := _BRACKET.match(head):
        return match.end(), None, _day(match[0])
    bracketed = "(" in head or "（" in head
    slashed = "/" in head
    if (
        bracketed
        and (match := _AGENCY.match(head))
        and _is_place(match[1])
        and _is_agency(match[2], match[1])
    ):
        # "(NEW YORK) -" is a place
        agency = match[2].strip() if match[1].strip() or " " not in match[2] else None
        return match.end(), agency, _day(match[1])
    if slashed and (match := _SLASHED.match(head)) and _is_place(match[1]) and _is_name(match[2]):
        return match.end(), match[2].strip(), _day(match[1])
    if slashed and (match := _SLUG.match(head)) and _is_name(match[1]) and not match[1].isupper():
        return match.end(), match[1], None
    dashed = "-" in head or "–" in head or "—" in head
    if dashed and (match := _PLACE.match(head)) and _is_place(match[1]) and _is_marked(match[1]):
        return match.end(), None, _day(match[1])
    return 0, None, None


def _day(text: str) -> date | None:
    found = find_date(text)
    return found[0] if found else None


def _is_name(text: str) -> bool:
    words = _WORD.findall(text)
    return bool(words) and len(words) <= 5 and all(not w[0].islower() or w in _JOINING for w in words)


def _is_agency(text: str, place: str) -> bool:
    """Whether the words in brackets name an agency; the German ones write themselves small (dpa, apa)."""
    return _is_name(text) or (bool(place.strip()) and len(text) == 3 and text.isalpha())


def _is_place(text: str) -> bool:
    """Whether the words could be a place and a day: names, numbers and months only."""
    months = lexicon().months
    beside = lexicon().beside_dates
    words = _WORD.findall(text)
    return len(words) <= 9 and all(
        not w[0].islower() or w in _JOINING or w in months or w in beside for w in words
    )


def _is_marked(text: str) -> bool:
    """Whether capitals or a day tell a place before a dash from the subject of a sentence."""
    first = next(iter(_WORD.findall(text)), "")
    months = lexicon().months
    has_day = any(c.isdigit() for c in text) and any(w.lower() in months for w in _WORD.findall(text))
    return (len(first) > 2 and first.isupper()) or has_day
