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
    from summarizer.engines.rules.attributed import Stretch
    from summarizer.engines.rules.telling import Telling


_PURPOSE: Final = pattern("circumstances", "purpose")
_PURPOSE_END: Final = pattern("circumstances", "purpose_end")
_SAID: Final = pattern("circumstances", "said")
_AWAY: Final = pattern("circumstances", "away")
_LED_IN: Final = pattern("circumstances", "led_in")
_LENGTH: Final = pattern("circumstances", "length")
_JOIN: Final = pattern("circumstances", "join")


def when(article: Article, tellings: Sequence[Telling], *, report: bool) -> Stretch | None:
    """The words for a meeting's date: several days before one, then the first in the order of the article.

    `report`: whether the article is the meeting's own report, so that the day its lead gives may be the meeting's.
    """
    found: list[Stretch] = []
    for telling in tellings:
        here = _dates(article, telling)
        if here is not None:
            if _days(article, here) > 1:
                return here
            found.append(here)
    exact = next((s for s in found if _exact(article, s)), found[0] if found else None)
    if exact is not None:
        return exact
    clocks = list(_CLOCK.finditer(article.text))
    if len(clocks) >= _ENTRIES:
        first = tellings[0].sentence.start
        return _today(article) or next(
            (c.span(1) for c in reversed(clocks) if c.start() <= first), clocks[0].span(1)
        )
    return _done_on(article) or (_lead_day(article, tellings) if report else None)


_DONE: Final = re.compile(
    r"\b[Dd]one\s+(?:at|in)\s+[A-Z][^;.]{2,60}?,?\s(on\s[^;.]{4,80}?)(?=,\sin\s|[.;]|\sin\s(?:two|three|four|the)\b)"
)


def _done_on(article: Article) -> Stretch | None:
    """The date at the foot of a document: `Done at Vienna, on the fifth day of May`."""
    match = _DONE.search(article.text)
    return match.span(1) if match and article.sentence_at(match.start(1)) else None


def _lead_day(article: Article, tellings: Sequence[Telling]) -> Stretch | None:
    """The one day that the first sentence gives, of an act and not of words; else the day a caption gives."""
    body = [s for s in article.sentences if s.section == "body"][:1]
    for sentence in (*body, *(s for s in article.sentences if s.section == "caption")):
        days = []
        for mention in article.dates_in(sentence):
            start, end = sentence.start + mention.start, sentence.start + mention.end
            before = article.flat[max(sentence.start, start - 70) : start]
            if (
                isinstance(mention.form, Day | Weekday | Span)
                and not _SAID.search(before)
                and not _AWAY.search(before)
                and not (
                    _DAYS_AFTER.search(article.flat, end, end + 20)
                    and any(end < t.head[0] < sentence.end for t in tellings)
                )
            ):
                days.append((start, end))
        if len(days) == 1:
            return days[0]
    return None


_CLOCK: Final = re.compile(r"^\s*(\d{1,2}[:.]\d\d)\b", re.MULTILINE)
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
        if _SAID.search(before) or _AWAY.search(before):
            continue
        if low >= end:
            between = flat[end:low]
            if re.search(
                r"[;]|\b(?:said|since|till|which(?!\s+(?:ended|took|began|were|was|opened|concluded|lasted))|until|agreed|deadline|while|warned|demand\w*)\b",
                between,
            ) or re.search(r"\b(?:after|when|before|where)\b", between):
                continue
            distance = low - end
        else:
            between = flat[high:start]
            if re.search(r"[;]|\b(?:said|confirmed|announced|told)\b", between) or _DAYS_AFTER.search(
                between
            ):
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


_DAYS_AFTER: Final = re.compile(r"\b(?:days?|weeks?|months?|hours?)\s+(?:after|before)\b")


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
