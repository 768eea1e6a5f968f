"""The person whom an office means where nobody is named: `the presidents of Chad and Mali`, `Chad's trade minister`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.titles import office

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article
    from summarizer.engines.rules.groups import Group
    from summarizer.engines.rules.person import PersonMention
    from summarizer.engines.rules.persons import Persons


def office_holder(
    article: Article, persons: Persons, group: Group, party: str | None
) -> PersonMention | None:
    """The one person whom an office means for a party: `the presidents of Chad and Mali`, `Chad's trade minister`."""
    words = _office_words(article, group)
    if not words or office(words[-1]) not in _TOP:
        return None
    asked = {*words[:-1], str(office(words[-1]))}
    holders = [
        p
        for p in persons.people
        if p.mentions
        and not p.former
        and (p.side == party if party else True)
        and any(asked <= set(title.lower().split()) for title in p.titles)
    ]
    if len({p.name for p in holders}) != 1:
        return None
    return next((m for m in persons.mentions if m.person in holders), None)


_TOP: Final = frozenset(("president", "premier", "king", "chancellor", "minister", "emir", "secretary"))


def _office_words(article: Article, group: Group) -> list[str]:
    """The words of an office without the party's name, articles and numbers."""
    owners = [(m.start, m.end) for m in article.parties_in(group.start, group.end)]
    words = []
    for match in _OFFICE_WORD.finditer(article.flat, group.start, group.end):
        if match.group() in {"of", "from"}:
            break
        if not any(start <= match.start() < end + 2 for start, end in owners):
            words.append(match.group().lower())
    while words and words[0] in _SMALL:
        del words[0]
    return words


_OFFICE_WORD: Final = re.compile(r"[\w-]+")
_SMALL: Final = frozenset("the a an its his her their two three four five both s".split())
