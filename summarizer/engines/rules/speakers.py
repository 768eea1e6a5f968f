"""Whose word it is: the side of whoever an attribution names, and who signs a readout."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from summarizer.engines.rules.wordings import Wording
from summarizer.resolve.actors import party
from summarizer.resolve.persons import split_title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.engines.rules.article import Article
    from summarizer.engines.rules.attributed import Attributed
    from summarizer.engines.rules.persons import Persons

_BOTH: Final = re.compile(
    r"\b(?:both|all\s+three|the\s+two|the\s+three)\s+(?:[\w-]+\s+){0,3}?(?:sides|countries|parties|leaders|ministers|delegations|nations|governments|ministries|capitals|presidents|teams|states|men|women|envoys|negotiators|premiers|generals|commanders|chiefs)\b"
    r"|^(?:the|their)\s+(?:two\s+)?(?:countries'|governments'|sides'|neighbou?rs'|respective)\s+(?:[\w-]+\s+){0,2}(?:ministers|presidents|leaders|envoys|premiers|negotiators|ministries|delegations)\b|^the\s+(?:pair|duo)$"
    r"|\balike$|\b(?:officials|representatives|sources)\s+(?:from|of|in)\s+both\b|^(?:they|both|the\s+sides|the\s+parties)$",
    re.IGNORECASE,
)
_OFFICE: Final = Wording(
    r"\b(?:ministry|department|office|embassy|affairs|kremlin|palace|government|presidency|chancellery|cabinet|secretariat|mission|delegation)\b",
    re.IGNORECASE,
)
_HEADING: Final = 90  # code points; a longer line is no name of an office


class Word(NamedTuple):
    """Whose word something is."""

    sides: tuple[str, ...]
    both: bool
    """Whether the parties of the talks say it together."""


def issuer(article: Article) -> str | None:
    """The party whose ministry signs the document: a readout speaks of its own people without naming their state."""
    document = article.document
    title = (document.title or article.text[:200].strip()).split("\n")[0]
    for words in (document.outlet, title):
        if words and len(words) < _HEADING and _OFFICE.may_stand_in(words) and _OFFICE.pattern.search(words):
            at = article.text.find(words[:20])
            named = article.parties_in(at, at + len(words)) if at >= 0 else ()
            if named:
                return named[-1].party.name
            if words.isupper() and (known := party(words.title().replace(" Of ", " of "))):
                return known.name  # MINISTRY OF FOREIGN AFFAIRS OF THE REPUBLIC OF KENYA
            heading = article.text[: article.text.find("\n\n")][:_HEADING]
            above = {m.party.name for m in article.parties_in(0, len(heading))}
            if len(above) == 1:  # "State of Kuwait" in the line above "Ministry of Foreign Affairs"
                return above.pop()
    return None


def word_of(article: Article, persons: Persons, start: int, end: int, *, name: str | None = None) -> Word:
    """Whose word the speaker's words from `start` to `end` mean."""
    words = article.flat[start:end].strip()
    parties = [m.party.name for m in article.parties_in(start, end)]
    both = _BOTH.search(words)
    if both and (not parties or both.start() == 0):
        return Word((), both=True)
    sides = [m.person.side for m in persons.within(start, end) if m.person.side]
    if sides:
        return Word((sides[0],), both=False)
    if parties:
        joined = len(set(parties)) > 1 and " and " in words
        return Word(tuple(dict.fromkeys(parties)) if joined else (parties[-1],), both=False)
    if name:
        person = persons.named(split_title(name)[1] or name)
        if person is not None and person.side:
            return Word((person.side,), both=False)
    return Word((), both=False)


def said_by(
    article: Article, persons: Persons, start: int, end: int, attributions: Iterable[Attributed]
) -> Word:
    """Whose word a stretch is: that of the attributions whose content holds most of it."""
    sides: list[str] = []
    both = False
    attributions = list(attributions)
    for one in attributions:
        if one.speaker is not None and any(
            c.start <= one.speaker.start < c.end
            for other in attributions
            if other is not one and other.speaker is not None
            for c in other.content
        ):
            continue  # whom another speaks of
        held = sum(max(0, min(end, c.end) - max(start, c.start)) for c in one.content)
        if one.speaker is None or 2 * held < end - start:
            continue
        word = word_of(article, persons, one.speaker.start, one.speaker.end, name=one.name)
        both = both or word.both
        sides.extend(word.sides)
    return Word(tuple(dict.fromkeys(sides)), both)
