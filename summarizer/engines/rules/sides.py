"""Which side people act for, wherever they are named: by those they lead or speak for, by owners, by who signs."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from summarizer.engines.rules.groups import Group
from summarizer.engines.rules.speakers import issuer

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article
    from summarizer.engines.rules.attendance import Attendance
    from summarizer.engines.rules.persons import Persons


def unlisted_side(article: Article, at: int) -> str | None:
    """A side that no table knows, by the word for it: the article's own name for `the front`."""
    word = re.match(
        r"(front|movement|alliance|group|council|coalition|federation)\b", article.flat[at : at + 14]
    )
    if word is None:
        return None
    named = re.search(rf"\b{word[1]}\s+((?:[A-Z][\w'’-]+)(?:\s[A-Z][\w'’-]+){{0,3}})", article.flat)
    return article.words_of(*named.span(1)) if named else None


def home_state(article: Article) -> str | None:
    """The state whose government is meant without its name: the one that the article names most."""
    named = Counter(m.party.name for m in article.parties if m.party.kind == "state" and m.use != "metonym")
    return named.most_common(1)[0][0] if named else None


def give_sides(article: Article, persons: Persons, attendance: list[Attendance]) -> None:
    """Give persons the side that the article's phrases, owners or signature tell, wherever they are named."""
    for one in attendance:
        if (
            not isinstance(one.item, Group)
            and one.side
            and not one.side.startswith("=")
            and (one.item.person.side is None or one.role == "head")
        ):
            one.item.person.side = one.side
    for person in persons.people:
        if person.side is None:
            for title in person.titles:
                owner = re.match(r"([A-Z][\w-]+)['’]s?\s", title)
                known = persons.named(owner[1]) if owner else None
                if known is not None and known is not person:
                    person.side = known.side
    signed = issuer(article)
    if signed is not None:
        bare = [p for p in persons.people if p.side is None and p.roles and not (p.former or p.observer)]
        for person in bare:
            person.side = signed
