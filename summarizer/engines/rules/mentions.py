"""Persons the article names who did not take part, as far as it tells, and why a reader might think they did."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.models.reading import Mention

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article
    from summarizer.engines.rules.persons import Person, Persons
    from summarizer.models.reading import Participant

_PICTURED: Final = re.compile(
    r"\b(?:mural|portrait|statue|poster|picture|image|photograph|banner|bust|painting)s?\s+(?:of|depicting|showing)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_PHOTO: Final = re.compile(
    r"\b(?:photo(?:graph)?(?:ed)?(?:\s+by)?|photographer|image\s+by|reporting\s+by|editing\s+by|written\s+by|/\s*Getty|/\s*AFP|/\s*Reuters)\b",
    re.IGNORECASE,
)
_OUSTED: Final = re.compile(
    r"\b(?:replac(?:ed|ing)|succeed(?:ed|ing)|ousted|overthrew|predecessor|toppled|late)\b[^.;]{0,40}$",
    re.IGNORECASE,
)


def find_mentions(
    article: Article, persons: Persons, participants: tuple[Participant, ...], speakers: set[str]
) -> tuple[Mention, ...]:
    """Persons who are not participants, each with the reason; `speakers` are names of those quoted."""
    taking = {p.name for p in participants if p.name}
    found = []
    for person in persons.people:
        if person.name in taking or not person.mentions:
            continue
        why = _why(article, person, speakers)
        if why is not None:
            found.append(Mention(name=person.name[:120], why=why))
    return tuple(found[:40])


def _why(article: Article, person: Person, speakers: set[str]) -> str | None:
    """The reason; None for people whom only a picture or a byline names, since they have no part in the matter."""
    pictured = ousted = photo = office = 0
    for start, end in person.mentions:
        before = article.flat[max(0, start - 80) : start]
        pictured += bool(_PICTURED.search(before))
        ousted += bool(_OUSTED.search(before))
        photo += bool(_PHOTO.search(before))
        office += bool(
            re.match(r"'s?\s+(?:office|spokes\w+|government|administration)", article.flat[end : end + 20])
        )
    if pictured or photo:
        return None
    if person.former or ousted:
        return "former office holder"
    if person.observer:
        return "comments from outside"
    if office:
        return "office quoted; attendance is not reported"
    if person.name in speakers:
        return "quoted; attendance is not reported"
    return "named; no evidence of attendance"
