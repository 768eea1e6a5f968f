"""When, where and what for: the words around a meeting that give its date, place, venue and purpose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.lexicon import alternation, pattern, table
from summarizer.engines.rules.tellings import NOUN
from summarizer.resolve.dateforms import Day, Decade, Span, Weekday, Year
from summarizer.resolve.dates import find_dates
from summarizer.resolve.places import find_places, resolve_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.tellings import Telling
    from summarizer.models.base import MeetingStatus

Stretch = tuple[int, int]

_PURPOSE: Final = pattern("circumstances", "purpose")
_PURPOSE_END: Final = pattern("circumstances", "purpose_end")
_SAID: Final = pattern("circumstances", "said")
_AWAY: Final = pattern("circumstances", "away")
_AWAY_OK: Final = re.compile(r"\b(?:from)\s+$", re.IGNORECASE)
_LED_IN: Final = pattern("circumstances", "led_in")
_LENGTH: Final = pattern("circumstances", "length")
_JOIN: Final = pattern("circumstances", "join")
_CUT: Final = pattern("circumstances", "cut")
_LOCATIVE: Final = pattern("circumstances", "locative")
_VISITED: Final = pattern("circumstances", "visited")
_SPEAKING: Final = pattern("circumstances", "speaking")
_TALKS_OF: Final = re.compile(rf"(?:'s)?\s+(?:[\w-]+\s+)?(?:{NOUN}|channel|process)\b", re.IGNORECASE)
_VENUE: Final = pattern("circumstances", "venue")
_LEAD: Final = 6  # sentences, headline included, whose places go before the dateline
_JOINED: Final = re.compile(r",\s+(?:the\s+)?")


def locates(article: Article, at: int) -> bool:
    """Whether `in`, `at`, `near` stand before an offset."""
    return _LOCATIVE.search(article.flat, max(0, at - 60), at) is not None


def when(article: Article, tellings: Sequence[Telling], status: MeetingStatus) -> Stretch | None:
    """The words for a meeting's date: several days before one, then the first in the order of the article."""
    found: list[Stretch] = []
    for telling in tellings:
        here = _dates(article, telling, status)
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


def _dates(article: Article, telling: Telling, status: MeetingStatus) -> Stretch | None:
    """The date nearest to the words of meeting in their sentence; a date of speaking is not one."""
    sentence, flat = telling.sentence, article.flat
    start, end = telling.head
    text = article.text[sentence.start : sentence.end]
    best: tuple[int, int, int] | None = None
    mentions = [
        (sentence.start + m.start, sentence.start + m.end)
        for m in find_dates(text)
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


def where(article: Article, tellings: Sequence[Telling], *, report: bool) -> Stretch | None:
    """The words for the place: a town before a country, the tellings before the other sentences, the dateline last.

    `report`: whether the article is the meeting's own report, so that its dateline may place it.
    """
    ordered = sorted(tellings, key=lambda t: t.who < 2)
    found = [*_capitals(article, tellings), *(s for t in ordered for s in _places(article, t))]
    lead = article.sentences[min(_LEAD, len(article.sentences)) - 1].end
    towns = [s for s in found if _has_town(article, s)]
    town = _done_at(article) or next((s for s in towns if s[0] < lead), None)
    if town is not None:
        return town
    dateline = _dateline(article) if report else None
    if dateline is not None:
        here = any(
            re.search(r"\bhere\b|\bthe\s+capital\b", article.flat[t.sentence.start : t.sentence.end])
            for t in tellings
        )
        if here:
            return dateline
    named = _named_after(article) if report else None
    if named is not None and (not found or _inside(article, named, found[0])):
        return named
    if dateline is not None and (not found or towns or _inside(article, dateline, found[0])):
        return dateline
    return next(iter(towns), found[0] if found else None)


def _places(article: Article, telling: Telling) -> list[Stretch]:
    """Places in the telling's sentence that a preposition makes the meeting's; those talked about are not."""
    sentence, flat = telling.sentence, article.flat
    cut = _CUT.search(flat, telling.head[1], sentence.end)
    limit = cut.start() if cut else sentence.end
    found: list[Stretch] = []
    for place in find_places(article.text[sentence.start : sentence.end]):
        start, end = sentence.start + place.start, sentence.start + place.end
        if place.use not in {"place", "metonym"} or start >= limit or not _of_clause(article, telling, start):
            continue
        if found and found[-1][1] < start and _JOINED.fullmatch(flat[found[-1][1] : start]):
            found[-1] = (found[-1][0], end)
            continue
        before = flat[max(sentence.start, start - 80) : start]
        if _IN_VENUE.match(flat, end) or _VENUE_WORD.search(flat[start:end]):
            continue
        if _LOCATIVE.search(before) or _VISITED.search(before):
            if not _SPEAKING.search(before) or re.search(r"\b(?:held|met)\b[^,.;]{0,40}$", before):
                found.append((start, end))
        elif (
            _TALKS_OF.match(flat, end)
            or _HOSTED.match(flat, end)
            or telling.head[0] <= start < telling.head[1]
        ):
            found.append((start, end))
    return sorted(found, key=lambda s: s[0] < telling.head[0] - 60)


def _capitals(article: Article, tellings: Sequence[Telling]) -> list[Stretch]:
    """Capitals that are not named: `in the Paraguayan capital`."""
    found = []
    for telling in tellings:
        for match in _CAPITAL.finditer(article.text, telling.sentence.start, telling.sentence.end):
            if _has_town(article, match.span(1)):
                found.append(match.span(1))
    return found


def _done_at(article: Article) -> Stretch | None:
    """The place at the foot of a document: `Done at Vienna, on the fifth day of May`."""
    match = _DONE.search(article.text)
    return match.span(1) if match and article.sentence_at(match.start(1)) else None


_CAPITAL: Final = re.compile(r"\bin\s+(the\s+[A-Z]\w+\s+capital)\b")
_DONE: Final = re.compile(r"\b[Dd]one\s+(?:at|in)\s+([A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)")
_HOSTED: Final = re.compile(r"\s+(?:hosted|played\s+host|was\s+the\s+venue)\b")
_VENUE_WORD: Final = re.compile(rf"\b(?:{alternation(table('meetings')['venues']['nouns'])})$")
_IN_VENUE: Final = re.compile(rf"\s+(?:{alternation(table('meetings')['venues']['nouns'])})\b")


def _of_clause(article: Article, telling: Telling, at: int) -> bool:
    """Whether a place stands in the telling's clause, or opens its sentence: `In Oslo, ... met`."""
    flat = article.flat
    if telling.clause[0] <= at < telling.clause[1]:
        return True
    if at > telling.head[1]:
        return at - telling.head[1] < _REACH and not _ELSEWHERE.search(flat, telling.head[1], at)
    return (
        re.fullmatch(r"(?:In|At|Near|Outside)\s+(?:[\w'-]+\s+){0,4}", flat[telling.sentence.start : at])
        is not None
    )


_REACH: Final = 130  # code points between the words of meeting and their place
_ELSEWHERE: Final = pattern("circumstances", "elsewhere")


def _named_after(article: Article) -> Stretch | None:
    """The place that names the meeting: `the Muscat round`, `Valletta talks`, `negotiators leave Colombo`."""
    for sentence in article.sentences:
        if sentence.section in {"headline", "standfirst"} or sentence.paragraph < 12:
            for place in find_places(article.text[sentence.start : sentence.end]):
                start, end = sentence.start + place.start, sentence.start + place.end
                named = re.match(
                    r"\s+(?:talks|round|summit|meeting|conference|negotiations|channel)\b",
                    article.flat[end : end + 16],
                )
                headed = sentence.section in {"headline", "standfirst"} and locates(article, start)
                if place.use == "place" and (named or headed) and _has_town(article, (start, end)):
                    return start, end
    return None


def _dateline(article: Article) -> Stretch | None:
    """The town that the article is reported from, where its dateline or heading prints one."""
    document = article.document
    for section in document.sections:
        if section.kind in {"dateline", "headline", "standfirst", "byline", "body"}:
            head = article.text[section.start : min(section.end, section.start + 60)]
            opening = re.match(
                r"\s*(?:\w+\s\d{1,2},?\s\d{4}\s*[–—-]\s*)?((?:[A-ZÀ-Þ][A-ZÀ-Þ'’ -]{2,28}[A-ZÀ-Þ]|[A-Z][\w'’-]+)(?:,\s[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)?)(?=\s*(?:[,:|(–—-]|\.\s))",
                head,
            )
            if opening and (section.kind in {"dateline", "standfirst", "byline"} or opening[1].isupper()):
                stretch = (section.start + opening.start(1), section.start + opening.end(1))
                if _has_town(article, stretch):
                    return stretch
            if section.kind == "body":
                return None
    return None


def _inside(article: Article, town: Stretch, area: Stretch) -> bool:
    """Whether a town lies in the country that is named as the place."""
    one, other = resolve_place(article.words_of(*town)), resolve_place(article.words_of(*area))
    return one is not None and other is not None and one.country == other.country


def _has_town(article: Article, stretch: Stretch) -> bool:
    place = resolve_place(article.words_of(*stretch))
    return bool(place and place.locality)


def venue(article: Article, tellings: Sequence[Telling]) -> Stretch | None:
    """The building or hall, as printed."""
    for telling in tellings:
        match = _VENUE.search(article.text, telling.sentence.start, telling.sentence.end)
        if match and not _SPEAKING.search(article.flat[telling.sentence.start : match.start()]):
            return match.span("venue")
    return None


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
