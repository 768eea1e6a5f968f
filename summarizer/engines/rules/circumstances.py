"""When, where and what for: the words around a meeting that give its date, place, venue and purpose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.lexicon import pattern
from summarizer.engines.rules.tellings import EARLIER
from summarizer.resolve.dateforms import Day, Decade, Month, Period, Season, Span, Weekday, Weekend, Year
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


def when(
    article: Article, tellings: Sequence[Telling], around: Sequence[Telling], *, report: bool
) -> Stretch | None:
    """The words for a meeting's date: several days before one, then the first in the order of the article.

    `around`: all that is told of the meeting. `report`: whether the article is the meeting's own report, so that the
    day its lead gives may be the meeting's.
    """
    found: list[Stretch] = []
    for telling in tellings:
        here = _dates(article, telling)
        if here is not None:
            if _days(article, here) > 1:
                return here
            found.append(here)
    exact = next((s for s in found if _exact(article, s)), found[0] if found else None)
    if exact is not None and not _vague(article, exact):
        return exact
    beside = _beside(article, around) or (None if report else _day_ahead(article, around))
    if beside is not None or exact is not None:
        return beside or exact
    clocks = list(_CLOCK.finditer(article.text))
    if len(clocks) >= _ENTRIES:
        first = tellings[0].sentence.start
        return _today(article) or next(
            (c.span(1) for c in reversed(clocks) if c.start() <= first), clocks[0].span(1)
        )
    if not report:
        return _done_on(article)
    return _done_on(article) or _lead_day(article, tellings) or _today(article, _SOON)


# It begins with letters, which `re` looks for first: the whole text is searched.
_DONE: Final = re.compile(
    r"one(?<=\b[Dd]one)\s+(?:at|in)\s+[A-Z][^;.]{2,60}?,?\s(on\s[^;.]{4,80}?)(?=,\sin\s|[.;]|\sin\s(?:two|three|four|the)\b)"
)


def _done_on(article: Article) -> Stretch | None:
    """The date at the foot of a document: `Done at Vienna, on the fifth day of May`."""
    match = _DONE.search(article.text)
    return match.span(1) if match and article.sentence_at(match.start(1)) else None


def _lead_day(article: Article, tellings: Sequence[Telling]) -> Stretch | None:
    """The one day that the first sentence gives, of an act and not of words; else the day a caption gives."""
    body = [s for s in article.sentences if s.section == "body"][:1]
    spoken = any(
        (t.who > 1 or len(t.people) > 1) and _RIGHT_AFTER.search(article.flat, t.clause[0], t.head[0])
        for t in tellings
    )
    for sentence in (*body, *(s for s in article.sentences if s.section == "caption")):
        days = []
        for mention in article.dates_in(sentence):
            start, end = sentence.start + mention.start, sentence.start + mention.end
            before = article.flat[max(sentence.start, start - 70) : start]
            if (
                isinstance(mention.form, Day | Weekday | Span)
                and (spoken or not _SAID.search(before))
                and not _AWAY.search(before)
            ):
                days.append((start, end))
        if len(days) == 1:
            return days[0]
    return None


def _vague(article: Article, stretch: Stretch) -> bool:
    """Whether words give a week, a month or more, of which other words may give the day."""
    return all(
        isinstance(m.form, Month | Season | Weekend) or (isinstance(m.form, Period) and m.form.unit != "day")
        for m in find_dates(article.words_of(*stretch))
    )


def _beside(article: Article, tellings: Sequence[Telling]) -> Stretch | None:
    """The one day that the sentence before a telling gives, or the one behind it: `On Sunday it rained. They met.`"""
    for telling in tellings:
        at = telling.sentence.index
        for sentence in article.sentences[max(0, at - 1) : at] + article.sentences[at + 1 : at + 2]:
            if (
                sentence.section == "body"
                and sentence.paragraph == telling.sentence.paragraph
                and EARLIER.search_in(sentence, article.flat) is None
                and (day := _one_day(article, sentence)) is not None
                and (day[0] - sentence.start < _NEAR or sentence.end - day[1] < _NEAR)
            ):
                return day
    return None


_NEAR: Final = 6  # code points between a day and the border of the sentence that it frames


def _day_ahead(article: Article, tellings: Sequence[Telling]) -> Stretch | None:
    """The one day that a sentence of the lead gives which names two of those who will meet."""
    parties = {party for telling in tellings for party in telling.parties}
    for sentence in [s for s in article.sentences if s.section == "body"][:_LEAD]:
        named = {m.party.name for m in article.parties_in(sentence.start, sentence.end)}
        if len(named & parties) > 1 and (day := _one_day(article, sentence)) is not None:
            return day
    return None


def _one_day(article: Article, sentence: Sentence) -> Stretch | None:
    """The day that a sentence gives of an act, not of words, where it gives one only."""
    days = []
    for mention in article.dates_in(sentence):
        start, end = sentence.start + mention.start, sentence.start + mention.end
        before = article.flat[max(sentence.start, start - 70) : start]
        if not isinstance(mention.form, Day | Weekday | Span) or _SAID.search(before) or _AWAY.search(before):
            return None
        days.append((start, end))
    if not 1 <= len(days) <= 2 or (
        len(days) == 2 and not _JOIN.fullmatch(article.flat[days[0][1] : days[1][0]])
    ):
        return None
    return days[0][0], days[-1][1]


_LEAD: Final = 3  # sentences of the body


_CLOCK: Final = re.compile(r"^\s*(\d{1,2}[:.]\d\d)\b", re.MULTILINE)
_ENTRIES: Final = 3  # lines that begin with a time of day make a live blog
_TODAY: Final = re.compile(r"\b(?:today|this\s+(?:morning|afternoon|evening)|tonight)\b", re.IGNORECASE)


def _today(article: Article, sentences: int | None = None) -> Stretch | None:
    """The word that dates what a live blog reports: the day it was written; elsewhere only in the first sentences."""
    for sentence in article.sentences[:sentences]:
        match = _TODAY.search(article.flat, sentence.start, sentence.end)
        if match and sentence.section == "body" and not match.group().isupper():
            if sentences and '"' in article.flat[sentence.start : sentence.end]:
                continue
            return match.span()
    return None


_SOON: Final = 5  # sentences in which a report that gives no other day says `today`


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
        if (_SAID.search(before) and not _AT_ONCE.fullmatch(flat, high, start)) or _AWAY.search(before):
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
            if re.search(r"[;]|\b(?:said|confirmed|announced|told)\b", between):
                continue
            away = _DAYS_FROM.match(flat, high, start)
            if away is not None and number == len(mentions) - 1:
                return low, away.end()
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


# "said on Thursday after talks with": what is said right after a meeting is said on its day
_AT_ONCE: Final = re.compile(
    r",?\s(?:right\s|shortly\s|immediately\s|soon\s)?(?:after|following|during|at\sthe\s(?:end|close)\sof|emerging\sfrom|as\s\w+\sleft)\s[^,;:.\"]{0,40}"
)
# "began a joint news conference following two hours of talks"
_RIGHT_AFTER: Final = re.compile(
    r"\b(?:news|press)\s(?:conference|briefing)\b[^;:.\"]{0,60}\b(?:after|following)\s[^,;:.\"]{0,40}$"
    r"|\b(?:told|said|announced|spoke)\b[^;:.\"]{0,40}\b(?:after|following|emerging\sfrom)\s[^,;:.\"]{0,30}$"
)
_DAYS_FROM: Final = re.compile(
    r",?\s(?:just\s|only\s|barely\s)?(?:a|one|the|two|three|four)\sdays?\s(?:after|before)\b(?!\s(?:the\s)?\w+day)"
)


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
