"""Where a meeting took place: towns that its words place it in, then the dateline; and the building or hall."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.datelines import dateline_of, has_town
from summarizer.engines.rules.lexicon import alternation, pattern, table
from summarizer.engines.rules.meetingwords import NOUN
from summarizer.resolve.places import resolve_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.engines.rules.article import Article
    from summarizer.engines.rules.attributed import Stretch
    from summarizer.engines.rules.telling import Telling


_CUT: Final = pattern("circumstances", "cut")


_LOCATIVE: Final = pattern("circumstances", "locative")


_VISITED: Final = pattern("circumstances", "visited")


_SPEAKING: Final = pattern("circumstances", "speaking")


_TALKS_OF: Final = re.compile(
    rf"(?:'s)?\s+(?!calls?\b)(?:[\w-]+\s+)?(?:{NOUN}|channel|process)\b", re.IGNORECASE
)


_VENUE: Final = pattern("circumstances", "venue")


_LEAD: Final = 6  # sentences, headline included, whose places go before the dateline


_JOINED: Final = re.compile(r",\s+(?:the\s+)?")


def locates(article: Article, at: int) -> bool:
    """Whether `in`, `at`, `near` stand before an offset."""
    return _LOCATIVE.search(article.flat, max(0, at - 60), at) is not None


def where(article: Article, tellings: Sequence[Telling], *, report: bool) -> Stretch | None:
    """The words for the place, with those for its country where the town's name alone does not tell it."""
    place = _where(article, tellings, report=report)
    known = resolve_place(article.words_of(*place)) if place else None
    if place is None or (known is not None and known.country is not None):
        return place
    behind = _SHORE.match(article.flat, place[1])
    return (place[0], behind.end()) if behind and article.parties_in(*behind.span()) else place


# Copacabana, on the Bolivian shore; Garmsar, in the east of Iran
_SHORE: Final = re.compile(
    r",\s(?:in|on)\s(?:the\s)?(?:[a-z-]+\s){0,3}?(?:of\s)?[A-Z][\w'-]+(?:\s(?:bank|shore|side|coast|border))?\b"
)


def _where(article: Article, tellings: Sequence[Telling], *, report: bool) -> Stretch | None:
    """The words for the place: a town before a country, the tellings before the other sentences, the dateline last.

    `report`: whether the article is the meeting's own report, so that its dateline may place it.
    """
    lead = article.sentences[min(_LEAD, len(article.sentences)) - 1].end
    early = [t for t in tellings if t.sentence.start < lead]
    # Of a long text only its first sentences are looked at, where a town is told there.
    town = _done_at(article) or next(
        (s for s in _told(article, early) if s[0] < lead and has_town(article, s)), None
    )
    if town is not None:
        return town
    found = _told(article, tellings)
    towns = [s for s in found if has_town(article, s)]
    dateline = dateline_of(article) if report else None
    if dateline is not None:
        here = any(
            re.search(r"\bhere\b|\bthe\s+capital\b", article.flat[t.sentence.start : t.sentence.end])
            for t in tellings
        )
        if here:
            return dateline
    named = (_back_from(article) or _named_after(article, tellings)) if report else None
    if named is not None and (not found or _inside(article, named, found[0])):
        return named
    if dateline is not None and (not found or towns or _inside(article, dateline, found[0])):
        return dateline
    return next(iter(towns), found[0] if found else None)


def _told(article: Article, tellings: Sequence[Telling]) -> list[Stretch]:
    """Places that tellings give their meeting, those of several parties first; a building is none."""
    ordered = sorted(tellings, key=lambda t: t.who < 2)
    told = [*_capitals(article, tellings), *(s for t in ordered for s in _places(article, t))]
    words = {s: article.words_of(*s) for s in told}
    known = {each for each in set(words.values()) if resolve_place(each, context=article.text)}
    return [s for s in told if words[s] in known]


def _places(article: Article, telling: Telling) -> list[Stretch]:
    """Places in the telling's sentence that a preposition makes the meeting's; those talked about are not."""
    sentence, flat = telling.sentence, article.flat
    if telling.form == "told":
        return []  # what follows are the words that were said
    cut = _CUT.search(flat, telling.head[1], sentence.end)
    limit = cut.start() if cut else sentence.end
    found: list[Stretch] = []
    for place in article.places_in(sentence):
        start, end = sentence.start + place.start, sentence.start + place.end
        if place.use not in {"place", "metonym"} or start >= limit or not _of_clause(article, telling, start):
            continue
        if found and found[-1][1] < start and _JOINED.fullmatch(flat[found[-1][1] : start]):
            found[-1] = (found[-1][0], end)
            continue
        before = flat[max(sentence.start, start - 80) : start]
        if _VENUE_WORD.search(flat[start:end]):
            continue
        if telling.form == "noun" and _DIRECTLY.fullmatch(flat, telling.head[1], start):
            found.append((start, end))
        elif _LOCATIVE.search(before) or _VISITED.search(before):
            if not _SPEAKING.search(before) or re.search(r"\b(?:held|met)\b[^,.;]{0,40}$", before):
                found.append((start, end))
        elif (_VENUE_IN.search(before) and has_town(article, (start, end))) or (
            (_TALKS_OF.match(flat, end) and flat[start - 1 : start] not in _HYPHENS)
            or _HOSTED.match(flat, end)
            or telling.head[0] <= start < telling.head[1]
        ):
            found.append((start, end))
    return sorted(
        found, key=lambda s: s[0] < telling.head[0] - 60 or _of_another(flat, s[1], telling.head[0])
    )


def _of_another(flat: str, end: int, head: int) -> bool:
    """Whether a place before the words of meeting is another verb's: `crossed at Yei and met`."""
    return end < head and _NEXT_VERB.search(flat, end, head) is not None


_DIRECTLY: Final = re.compile(
    r"\s(?:in|at|near|outside)\s(?:the\s)?"
)  # "said after the last session in Vienna"
_HYPHENS: Final = ("-", "–")  # "the Chad-Mali talks" are between them
# "at Palazzo Bianco, Valletta", "in the Hall of Mirrors, Versailles"
_VENUE_IN: Final = re.compile(
    r"\b(?:at|in|inside)\s(?:the\s)?(?:(?:[A-Z][\w'.-]*|of|de|du|del|al|el)\s?){1,6},\s(?:the\s)?$"
)
_NEXT_VERB: Final = re.compile(r"\band\s+$|\band\s+(?:then\s+|later\s+)?\w+$")


def _capitals(article: Article, tellings: Sequence[Telling]) -> list[Stretch]:
    """Capitals that are not named: `in the Paraguayan capital`."""
    found: list[Stretch] = []
    for telling in tellings:
        named = _CAPITAL.finditer(article.text, telling.sentence.start, telling.sentence.end)
        found.extend(match.span(1) for match in named if has_town(article, match.span(1)))
    return found


def _done_at(article: Article) -> Stretch | None:
    """The place at the foot of a document: `Done at Vienna, on the fifth day of May`."""
    match = _DONE.search(article.text)
    return match.span(1) if match and article.sentence_at(match.start(1)) else None


_CAPITAL: Final = re.compile(r"\bin\s+(the\s+[A-Z]\w+\s+capital)\b")


# It begins with letters, which `re` looks for first: the whole text is searched.
_DONE: Final = re.compile(
    r"one(?<=\b[Dd]one)\s+(?:at|in)\s+([A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?(?:,\s(?:(?:[A-Z][\w'’-]+|of|the)\s?){1,4}(?=[,.]))?)"
)


_HOSTED: Final = re.compile(r"\s+(?:hosted|played\s+host|was\s+the\s+venue)\b")


_VENUE_WORD: Final = re.compile(rf"\b(?:{alternation(table('meetings')['venues']['nouns'])})$")


def _of_clause(article: Article, telling: Telling, at: int) -> bool:
    """Whether a place stands in the telling's clause, or opens its sentence: `In Oslo, ... met`."""
    flat = article.flat
    if telling.clause[0] <= at < telling.clause[1]:
        return True
    if at > telling.head[1]:
        return at - telling.head[1] < _REACH and not _ELSEWHERE.search(flat, telling.head[1], at)
    return (
        re.fullmatch(
            r"(?:In|At|Near|Outside|Inside)\s+(?:[\w'-]+\s+){0,4}"
            r"|(?:In|At|Inside|Aboard|Around|Round|On)\s[^,;:.\"]{3,60},?\s(?:in|at|near|outside)\s(?:the\s(?:\w+\s){0,3})?",
            flat[telling.sentence.start : at],
        )
        is not None
    )


_REACH: Final = 130  # code points between the words of meeting and their place


_ELSEWHERE: Final = pattern("circumstances", "elsewhere")


def _back_from(article: Article) -> Stretch | None:
    """The town that somebody has come home from, in the headline and the first sentences."""
    for sentence in article.sentences[:_LEAD]:
        for place in article.places_in(sentence):
            start, end = sentence.start + place.start, sentence.start + place.end
            lead = max(sentence.start, start - _BACK_REACH)
            if place.use in {"place", "metonym"} and _BACK.search(article.flat, lead, start):
                return (start, end) if has_town(article, (start, end)) else None
    return None


_BACK: Final = re.compile(r"\b(?:back|home|return(?:s|ed|ing)?)\s+from\s+$")
_BACK_REACH: Final = (
    40  # code points before a place; from the sentence's start on it would be a square's work
)


def _named_after(article: Article, tellings: Sequence[Telling]) -> Stretch | None:
    """The place that names the meeting: `the Muscat round`, `Valletta talks`, `negotiators leave Colombo`."""
    telling = {t.sentence.index for t in tellings}
    for sentence in article.sentences:
        heading = sentence.section in {"headline", "standfirst"}
        words = article.flat[sentence.start : sentence.end]
        if not heading and (sentence.paragraph >= _EARLY or not any(noun in words for noun in _NAMED_AFTER)):
            continue
        for place in article.places_in(sentence):
            start, end = sentence.start + place.start, sentence.start + place.end
            named = _NAMING.match(article.flat, end, end + 16)
            if (
                place.use == "place"
                and article.flat[start - 1 : start] not in _HYPHENS
                and (
                    named
                    or (
                        heading
                        and (sentence.index in telling or _OFFICIAL.search(words))
                        and locates(article, start)
                    )
                )
                and has_town(article, (start, end))
            ):
                return start, end
    return None


_EARLY: Final = 12  # paragraphs in which the meeting is called by its place
_NAMED_AFTER: Final = ("talks", "round", "summit", "meeting", "conference", "negotiations", "channel")
_OFFICIAL: Final = pattern("meetings", "official")
_NAMING: Final = re.compile(rf"\s+(?:{'|'.join(_NAMED_AFTER)})\b")


def _inside(article: Article, town: Stretch, area: Stretch) -> bool:
    """Whether a town lies in the country that is named as the place."""
    one, other = resolve_place(article.words_of(*town)), resolve_place(article.words_of(*area))
    return one is not None and other is not None and one.country == other.country


def venue(article: Article, tellings: Sequence[Telling]) -> Stretch | None:
    """The building or hall, as printed."""
    for telling in tellings:
        match = _VENUE.search(article.text, telling.sentence.start, telling.sentence.end)
        if match and not _SPEAKING.search(article.flat[telling.sentence.start : match.start()]):
            return match.span("venue")
    return None
