"""When, where and what for: the words around a meeting that give its date, place, venue and purpose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.lexicon import alternation, table
from summarizer.resolve.dates import find_dates
from summarizer.resolve.places import find_places

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article
    from summarizer.engines.rules.events import MeetingEvent

Stretch = tuple[int, int]

_PURPOSE: Final = re.compile(
    r"\b(?P<lead>aimed\s+at|aiming\s+to|intended\s+to|designed\s+to|meant\s+to|to\s+(?=discuss|address|negotiate|review|explore|resolve|end|finali[sz]e|coordinate|agree|seek|prevent|avoid|ease|talk|broker|secure|work|revive|prepare)"
    r"|focus(?:ed|ing)?\s+on|centred\s+on|centered\s+on|devoted\s+to|dedicated\s+to|discussing|in\s+an?\s+(?:bid|effort|attempt)\s+to|(?<=talks\s)on|(?<=talks\s)over|(?<=talks\s)about"
    r"|(?<=discussions\s)on|(?<=negotiations\s)on|(?<=negotiations\s)over|(?<=meeting\s)on)\s+(?!the\s+sidelines|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)",
)
_PURPOSE_END: Final = re.compile(
    r"[;.](?:\s|$)|,\s+(?:according|said|officials|sources|amid|as|while|with|which|where|who|but|in\s+the|marking|the\s+\w+\s+said)\b|,\s+[^,;]{0,60}\b(?:said|confirmed|announced|reported|told)\b|\s-\s|\bamid\b|,?\s+(?:on|late)\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\s(?:after|before|when)\s|\"",
)
_SAID_BEFORE: Final = re.compile(
    r"\b(?:said|told|confirmed|announced|reported|added|stated|declared|statement|saying|tweeted|wrote|revealed|warned|quoted|published|issued)\b[^,.;\"]{0,25}$",
    re.I,
)
_PLACE_LEAD: Final = re.compile(r"\b(?:in|at|near|to|outside)\s+(?:the\s+)?(?:(?:[\w'-]+\s+){0,3}(?:capital|city|town|resort|port|village|emirate|kingdom|island|state|region)(?:\s+(?:city|town))?(?:\s+of)?,?\s+)?$", re.I)
_VISITED: Final = re.compile(r"\b(?:visit(?:ed|s|ing)?|arrived\s+in|travel\w*\s+to)\s+(?:the\s+)?$", re.I)
_VENUE: Final = re.compile(
    rf"\b(?:at|in|inside|aboard)\s+(?P<venue>(?:the\s+|a\s+|an\s+)?(?:(?:[A-Z][\w'’.-]*|of|de|du|al|el|la|le|presidential|foreign|government|luxury|seaside|guest|royal|state)\s+){{0,5}}(?:(?:{alternation(table('meetings')['venues']['nouns'])})\b(?:\s+of\s+[A-Z][\w'-]+)?|(?:{alternation(table('meetings')['venues']['small'])})\b))"
)
_CUT: Final = re.compile(r"\b(?:aimed|to\s+(?:discuss|address|prevent|avoid|end|negotiate|resolve|review)|amid|focus\w*|discussing|over|about|regarding|concerning|after|following|as)\b", re.I)
_JOINED: Final = re.compile(r",\s+(?:the\s+)?")


def when(article: Article, event: MeetingEvent) -> Stretch | None:
    """The words for a meeting's date nearest to it, if its sentence gives any; a date of speaking is not one."""
    sentence = event.sentence
    text = article.text[sentence.start : sentence.end]
    candidates = []
    for found in find_dates(text):
        start, end = sentence.start + found.start, sentence.start + found.end
        before = article.flat[max(sentence.start, start - 60) : start]
        if _SAID_BEFORE.search(before):
            continue
        if start >= event.head[1]:
            between = article.flat[event.head[1] : start]
            if re.search(r"[;]|\b(?:said|since|after|when|while|before|which|where|until)\b", between):
                continue
            candidates.append((start - event.head[1], start, end))
        else:
            between = article.flat[end : event.head[0]]
            if re.search(r"[;]|\b(?:said|that|after|confirmed|announced|when|while)\b", between):
                continue
            candidates.append((event.head[0] - end + 40, start, end))
    if not candidates:
        return None
    _, start, end = min(candidates)
    lead = re.search(r"\b(?:on|late\s+on|early\s+on|in|late|early)\s+$", article.flat[max(sentence.start, start - 12) : start], re.I)
    return (start - len(lead.group()) if lead else start, end)


def where(article: Article, event: MeetingEvent) -> Stretch | None:
    """The words for the place of a meeting; places talked about stand behind its purpose and are not taken."""
    sentence = event.sentence
    flat = article.flat
    cut = _CUT.search(flat, event.head[1], sentence.end)
    limit = cut.start() if cut else sentence.end
    found: list[tuple[int, int]] = []
    for place in find_places(article.text[sentence.start : sentence.end]):
        start, end = sentence.start + place.start, sentence.start + place.end
        if place.use != "place" or start >= limit:
            continue
        if found and found[-1][1] < start and _JOINED.fullmatch(flat[found[-1][1] : start]):
            found[-1] = (found[-1][0], end)
            continue
        before = flat[max(sentence.start, start - 70) : start]
        lead = _PLACE_LEAD.search(before)
        opening = lead and lead.group().lower().startswith("to ")
        if (lead and not opening) or (event.form == "visit" and (_VISITED.search(before) or lead)):
            if start < event.subject[0] and not re.match(r"\s*in\b", flat[sentence.start : sentence.start + 4], re.I):
                continue
            found.append((start, end))
        elif start < event.head[0] and flat[end : end + 20].lower().startswith((" talks", " meeting", " summit", " negotiations")):
            found.append((start, end))
        elif event.head[0] <= start < event.head[1]:
            found.append((start, end))
    after = [f for f in found if f[0] >= event.head[0]]
    return (after or found or [None])[0]


def venue(article: Article, event: MeetingEvent) -> Stretch | None:
    """The building or hall, as printed."""
    sentence = event.sentence
    cut = _CUT.search(article.flat, event.head[1], sentence.end)
    for found in _VENUE.finditer(article.text, event.head[1], cut.start() if cut else sentence.end):
        return found.span("venue")
    return None


def purpose(article: Article, event: MeetingEvent) -> Stretch | None:
    """What the meeting was for, as printed behind "aimed at", "to discuss", "focused on"."""
    sentence = event.sentence
    lead = _PURPOSE.search(article.flat, event.head[1], sentence.end)
    if lead is None:
        return None
    start = lead.start()
    end = sentence.end
    stop = _PURPOSE_END.search(article.flat, lead.end(), sentence.end)
    if stop:
        end = stop.start()
    if end - start > 290:
        end = article.flat.rfind(" ", start, start + 290)
    while end > start and article.flat[end - 1] in " ,.;:-\"":
        end -= 1
    return (start, end) if end - start > 12 else None
