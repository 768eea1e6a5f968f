"""Who, where and when of a news story (Giveme5W1H's annotations): one row an article, the best answer first."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from summarizer.engines.rules.lexicon import words
from summarizer.evaluation.public._openers import OPENERS
from summarizer.resolve.dates import find_dates, resolve_date
from summarizer.resolve.places import find_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NAME: Final = re.compile(r"\b[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,3}")
_CROWD: Final = re.compile(
    r"\b(?:[Aa]t\s+least\s+|[Mm]ore\s+than\s+)?(?:\d+|[A-Z]?[a-z]*(?:one|two|three|four|five|six|seven|eight|nine|ten|dozens|several))\s+(?:\w+\s+)?"
    r"(?:people|passengers|victims|soldiers|workers|men|women|protesters|residents)\b"
)
_SITE: Final = re.compile(
    r"\b(?:the\s+)?(?:White\s+House|Oval\s+Office|Kremlin|Capitol(?:\s+Hill)?|Pentagon|Downing\s+Street|Trump\s+Tower|[A-Z]\w+\s+(?:Palace|Airport|Stadium|Square|Hospital|Hotel|Station))\b"
)
_OPENERS: Final = (
    OPENERS | words("titles", "roles") | {"prime", "foreign", "vice", "deputy", "mr", "mrs", "ms"}
)
_FIRST: Final = 300
"""Code points in which the day of the story is looked for; later days are other events'."""
_LEAD: Final = 1200
"""Code points of an article in which the main facts are looked for."""


def rows(articles: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows `{doc_id, participants, locations, date}` for `{doc_id, text, title?, date?}`."""
    for article in articles:
        text, title = article["text"], article.get("title") or ""
        yield {
            "doc_id": article["doc_id"],
            "participants": _who(text, title),
            "locations": _where(text, title),
            "date": _when(text, article.get("date")),
        }


def _who(text: str, title: str) -> list[str]:
    """Names by how often the story has them, those of its title first; crowds as they are counted."""
    places = {m.surface for m in find_places(text[:_LEAD])}
    counted: dict[str, int] = {}
    for match in _NAME.finditer(text):
        name = _trimmed(match.group())
        if name and name not in places and name.lower() not in _OPENERS:
            counted[name] = counted.get(name, 0) + 1
    for name in list(counted):
        whole = [other for other in counted if other != name and other.split()[-1] == name]
        if whole:
            counted[max(whole, key=counted.__getitem__)] += counted.pop(name)
    scored = sorted(
        counted,
        key=lambda n: (
            -counted[n] * (4 if _in_title(n, title) else 1) * (2 if n in text[:400] else 1),
            text.find(n),
        ),
    )
    crowd = [m.group() for m in _CROWD.finditer(text[:_LEAD])][:1]
    harmed = re.search(r"\b(?:kill|dead|dies|died|injur|hurt|derail|crash)", title, re.IGNORECASE)
    return [*crowd, *scored[:3]] if crowd and harmed else [*scored[:3], *crowd]


def _in_title(name: str, title: str) -> bool:
    return any(re.search(rf"\b{re.escape(part)}\b", title) for part in name.split() if len(part) > 3)


def _where(text: str, title: str) -> list[str]:
    """Places by how often the story has them, those of its title first; a building with a name before its town."""
    counted: dict[str, float] = {}
    for weight, words_ in ((3.0, title), (1.0, text[:3000])):
        for match in _SITE.finditer(words_):
            counted[match.group().removeprefix("the ")] = (
                counted.get(match.group().removeprefix("the "), 0) + weight * 1.5
            )
        for mention in find_places(words_):
            if mention.use == "place":
                counted[mention.surface] = counted.get(mention.surface, 0) + weight
    return sorted(counted, key=lambda p: -counted[p])[:3]


def _when(text: str, published: str | None) -> str | None:
    """The day that the lead names, counted from the publication date; else that date."""
    if published is None:
        return None
    anchor = date.fromisoformat(published[:10])
    for mention in find_dates(text[:_FIRST]):
        found = resolve_date(text[mention.start : mention.end], anchor=anchor)
        if found.precision == "day" and found.value and "/" not in found.value:
            day = date.fromisoformat(found.value)
            if 0 <= (anchor - day).days <= 6:
                return found.value
    return anchor.isoformat()


def _trimmed(name: str) -> str:
    tokens = name.removesuffix("'s").removesuffix("’s").split()
    while tokens and tokens[0].lower() in _OPENERS:
        tokens = tokens[1:]
    return " ".join(tokens)
