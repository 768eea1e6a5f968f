"""Persons, organisations and places in documents on a conflict (re3d): one row a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from summarizer.engines.rules.article import Article
from summarizer.engines.rules.persons import Persons
from summarizer.evaluation.public._openers import OPENERS
from summarizer.loading.documents import from_text
from summarizer.resolve.places import find_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_RUN: Final = re.compile(
    r"\b[A-Z][\w'’&-]*(?:\.(?=[A-Z])[\w.]*)?(?:(?:\s+(?:of|for|the|and)){0,2}\s+[A-Z][\w'’&-]*){0,6}"
)

_BODY: Final = re.compile(
    r"(?:[’']s)?\s+(?:[\w-]+\s+)?(?:forces|government|regime|people|troops|army|officials?|authorities|militias?|parties|leaders|troops|population|delegation|military|coalition|"
    r"opposition|rebels|fighters|soldiers|police|partners|ministers?|leadership|community|side|Government|Army|Forces|Ministry)\b"
)
_WHERE: Final = re.compile(
    r"\b(?:in|from|to|into|across|near|over|inside|within|throughout|around|outside|of|towards?|through|northern|southern|eastern|western|central|for|about|on)\s+(?:the\s+)?(?:[A-Z]\w+\s+and\s+)?$"
)
_PLACES: Final = re.compile(
    r"\b(?:Province|Governorate|District|City|Village|Region|River|Valley|Road|Street|Airport|Border|Mountains?|Square|Camp|Dam|Bridge|Hospital|Airfield|Airbase)\b"
)
_ORGANISED: Final = re.compile(
    r"\b(?:Council|Ministry|Government|Forces?|Army|Coalition|Committee|Commission|Union|League|Nations|Office|Agency|Front|Party|Movement|Group|Department|"
    r"Command|Airlines|Command|University|Bank|Court|Parliament|Brigades?|Militias?|Guard|Corps|Police|Observatory|Organi[sz]ation|Authority|Fund|Programme|Program|Mission|Centre|Center|Institute|Initiative|Task|Members)\b"
)


def rows(articles: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows `{doc_id, participants, persons, organisations, locations}` for `{doc_id, text}`."""
    for article in articles:
        yield {"doc_id": article["doc_id"], **_entities(article["text"])}


def _entities(text: str) -> dict[str, list[str]]:
    article = Article(from_text(text, id="A"))
    people = Persons(article)
    people.promote(0, len(text))
    persons = dict.fromkeys(text[m.outer_start : m.end] for m in people.mentions)
    named = {text[m.start : m.end] for m in people.mentions}
    organisations: dict[str, None] = {}
    acting: set[tuple[int, int]] = set()
    for mention in article.parties:
        behind = _BODY.match(text, mention.end)
        if behind:
            organisations[text[mention.start : behind.end()]] = None
        elif mention.use == "demonym":
            if text[mention.end - 1] == "s":
                organisations[mention.surface] = None
            continue
        elif mention.party.kind != "state" or not _WHERE.search(
            text, max(0, mention.start - 30), mention.start
        ):
            organisations[mention.surface] = None
        else:
            continue
        acting.add((mention.start, mention.end))
    places = [m for m in find_places(text) if m.use == "place"]
    locations = dict.fromkeys(m.surface for m in places if (m.start, m.end) not in acting)
    spans = {(m.start, m.end) for m in places} | {(m.start, m.end) for m in article.parties}
    seen: dict[str, int] = {}
    for match in _RUN.finditer(text):
        run = _trimmed(match.group())
        if not run or any(run in name for name in named) or match.span() in spans:
            continue
        if _PLACES.search(run):
            locations[run] = None
        elif _ORGANISED.search(run) or (run.isupper() and 2 <= len(run) <= 7):
            organisations[run] = None
        elif (
            " " not in run
            and run == match.group()
            and text[max(0, match.start() - 2) : match.start()].strip(" ") not in {".", "", "\n", '"', "“"}
        ):
            seen[run] = seen.get(run, 0) + 1
        elif " " in run and not any(s[0] >= match.start() and s[1] <= match.end() for s in spans):
            persons[run] = None
    for run, count in seen.items():
        if count >= 2 and run.lower() not in OPENERS:
            persons[run] = None
    return {
        "persons": list(persons),
        "organisations": list(organisations),
        "participants": [*persons, *organisations],
        "locations": list(locations),
    }


def _trimmed(run: str) -> str:
    """A run of capitalised words without what only opens the sentence."""
    tokens = run.split()
    while tokens and tokens[0].lower() in OPENERS and not _ORGANISED.search(tokens[0]):
        tokens = tokens[1:]
    return " ".join(tokens).removesuffix("'s").removesuffix("’s")
