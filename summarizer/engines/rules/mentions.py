"""Persons the article names who did not take part, as far as it tells, and why a reader might think they did."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.models.reading import Mention

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article
    from summarizer.engines.rules.person import Person
    from summarizer.engines.rules.persons import Persons
    from summarizer.models.reading import Participant

# Each expression looks back from a name, and is tried where one of the stems before it stands.
_PICTURES: Final = (
    "mural",
    "portrait",
    "statue",
    "poster",
    "picture",
    "image",
    "photo",
    "banner",
    "bust",
    "painting",
)
_PICTURED: Final = re.compile(
    r"\b(?:mural|portrait|statue|poster|picture|image|photograph|banner|bust|painting)s?\s+(?:of|depicting|showing)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_CREDITS: Final = ("photo", "image", "reporting", "editing", "written", "/")
_PHOTO: Final = re.compile(
    r"\b(?:photo(?:graph)?(?:ed)?(?:\s+by)?|photographer|image\s+by|reporting\s+by|editing\s+by|written\s+by|/\s*Getty|/\s*AFP|/\s*Reuters)\b",
    re.IGNORECASE,
)
_CHANGES: Final = ("replac", "succe", "ousted", "overthrew", "predecessor", "toppled", "late")
_OUSTED: Final = re.compile(
    r"\b(?:replac(?:ed|ing)|succeed(?:ed|ing)|ousted|overthrew|predecessor|toppled|late)\b[^.;]{0,40}$",
    re.IGNORECASE,
)


def find_mentions(
    article: Article, persons: Persons, participants: tuple[Participant, ...], speakers: set[str]
) -> tuple[Mention, ...]:
    """Persons who are not participants, each with the reason; `speakers` are names of those quoted."""
    taking = {p.name for p in participants if p.name}
    found: list[Mention] = []
    for person in persons.people:
        if person.name in taking or not person.mentions:
            continue
        why = _why(article, person, speakers)
        if why is not None:
            found.append(Mention(name=person.name[:120], why=why))
            if len(found) == _MOST:
                break
    return tuple(found)


_MOST: Final = 40
_OFFICE: Final = re.compile(r"'s?\s+(?:office|spokes\w+|government|administration)")


def _why(article: Article, person: Person, speakers: set[str]) -> str | None:
    """The reason; None for people whom only a picture or a byline names, since they have no part in the matter."""
    flat = article.flat
    before = [flat[max(0, start - 80) : start] for start, _ in person.mentions]
    words = "\n".join(before).lower()

    def stands(stems: tuple[str, ...], expression: re.Pattern[str]) -> bool:
        return any(stem in words for stem in stems) and any(expression.search(part) for part in before)

    if stands(_PICTURES, _PICTURED) or stands(_CREDITS, _PHOTO):
        return None
    if person.former or stands(_CHANGES, _OUSTED):
        return "former office holder"
    if person.observer:
        return "comments from outside"
    if any(_OFFICE.match(flat, end, end + 20) for _, end in person.mentions):
        return "office quoted; attendance is not reported"
    if person.name in speakers:
        return "quoted; attendance is not reported"
    return "named; no evidence of attendance"
