"""When, where and what for: the words around a meeting that give its date, place, venue and purpose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.lexicon import pattern
from summarizer.resolve.dateforms import Day, Decade, Span, Weekday, Year
from summarizer.resolve.dates import find_dates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.tellings import Telling

Stretch = tuple[int, int]

_PURPOSE: Final = pattern("circumstances", "purpose")
_PURPOSE_END: Final = pattern("circumstances", "purpose_end")
_SAID: Final = pattern("circumstances", "said")
_AWAY: Final = pattern("circumstances", "away")
_AWAY_OK: Final = re.compile(r"\b(?:from)\s+$", re.IGNORECASE)
_LED_IN: Final = pattern("circumstances", "led_in")
_LENGTH: Final = pattern("circumstances", "length")
_JOIN: Final = pattern("circumstances", "join")


def when(article: Article, tellings: Sequence[Telling]) -> Stretch | None:
    """The words for a meeting's date: several days before one, then the first in the order of the article."""
    found: list[Stretch] = []
    for telling in tellings:
        here = _dates(article, telling)
        if here is not None:
            if _days(article, here) > 1:
                return here
            found.append(here)
    exact = next((s for s in found if _exact(article, s)), found[0] if found else None)
    return exact or (_today(article) if len(_CLOCK.findall(article.text)) >= _ENTRIES else None)


_CLOCK: Final = re.compile(r"^\s*\d{1,2}[:.]\d\d\b", re.MULTILINE)
_ENTRIES: Final = 3  # lines that begin with a time of day make a live blog
_TODAY: Final = re.compile(r"\b(?:today|this\s+(?:morning|afternoon|evening)|tonight)\b", re.IGNORECASE)


def _today(article: Article) -> Stretch | None:
    """The word in a live blog that dates what it reports: the day it was written."""
    for sentence in article.sentences:
        match = _TODAY.search(article.flat, sentence.start, sentence.end)
        if match and sentence.section == "body" and not match.group().isupper():
            return match.span()
    return None


def _exact(article: Article, stretch: Stretch) -> bool:
    return any(isinstance(m.form, Day | Weekday | Span) for m in find_dates(article.words_of(*stretch)))


def _days(article: Article, stretch: Stretch) -> int:
    words = article.words_of(*stretch)
    mentions = find_dates(words)
    if _LENGTH.search(words[: mentions[0].start]) if mentions else False:
        return 2
    return sum(2 if isinstance(m.form, Span) else 1 for m in mentions)


def _dates(article: Article, telling: Telling) -> Stretch | None:
    """The date nearest to the words of meeting in their sentence; a date of speaking is not one."""
    sentence, flat = telling.sentence, article.flat
    start, end = telling.head
    best: tuple[int, int, int] | None = None
    mentions = [
        (sentence.start + m.start, sentence.start + m.end)
        for m in article.dates_in(sentence)
        if not isinstance(m.form, Year | Decade) and not (m.surface.isupper() and m.surface.isalpha())
    ]
    for number, (low, high) in enumerate(mentions):
        before = flat[max(sentence.start, low - 70) : low]
        if _SAID.search(before) or (_AWAY.search(before) and not _AWAY_OK.search(before)):
            continue
        if low >= end:
            between = flat[end:low]
            if re.search(
                r"[;]|\b(?:said|since|which(?!\s+(?:ended|took|began|were|was|opened|concluded|lasted))|until|agreed|deadline|while|warned|demand\w*)\b",
                between,
            ) or re.search(r"\b(?:after|when|before|where)\b", between):
                continue
            distance = low - end
        else:
            between = flat[high:start]
            if re.search(r"[;]|\b(?:said|confirmed|announced|told)\b", between):
                continue
            distance = start - high + 40
        if best is None or distance < best[0]:
            best = (distance, number, number)
    if best is None:
        return None
    first = last = best[1]
    while (
        last + 1 < len(mentions)
        and _JOIN.fullmatch(flat[mentions[last][1] : mentions[last + 1][0]])
        and last - first < 1
    ):
        last += 1
    while (
        first > 0 and _JOIN.fullmatch(flat[mentions[first - 1][1] : mentions[first][0]]) and last - first < 1
    ):
        first -= 1
    low, high = mentions[first][0], mentions[last][1]
    length = _LENGTH.search(flat, sentence.start, low) if first == last else None
    if length is not None and low - length.start() < 150:
        return length.start(), high
    lead = _LED_IN.search(flat, max(sentence.start, low - 14), low)
    return (lead.start() if lead else low, high)


def purpose(article: Article, telling: Telling) -> Stretch | None:
    """What the meeting was for, as printed behind `aimed at`, `to discuss`, `focused on`."""
    sentence = telling.sentence
    lead = _PURPOSE.search(article.flat, telling.head[1], sentence.end)
    if lead is None:
        return None
    start, end = lead.start(), sentence.end
    stop = _PURPOSE_END.search(article.flat, lead.end(), sentence.end)
    if stop:
        end = stop.start()
    if end - start > 290:
        end = article.flat.rfind(" ", start, start + 290)
    while end > start and article.flat[end - 1] in ' ,.;:-"':
        end -= 1
    return (start, end) if end - start > 12 else None


def proof(article: Article, telling: Telling) -> Stretch:
    """The words that tell of the meeting: its sentence, or the part of a long one around it."""
    sentence: Sentence = telling.sentence
    start, end = sentence.start, sentence.end
    if end - start > 600:
        start, end = max(start, telling.clause[0]), min(end, telling.clause[1])
    while end > start and article.flat[end - 1] in ' ,;:.-"':
        end -= 1
    while start < end and article.flat[start] in ' ,;:-"':
        start += 1
    return start, end
