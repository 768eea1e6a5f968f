"""Which side people act for, wherever they are named: by those they lead or speak for, by owners, by who signs."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.groups import Group
from summarizer.engines.rules.lexicon import words
from summarizer.engines.rules.speakers import issuer
from summarizer.resolve.places import resolve_place

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article
    from summarizer.engines.rules.attendance import Attendance
    from summarizer.engines.rules.person import PersonMention
    from summarizer.engines.rules.persons import Persons


def unlisted_side(article: Article, at: int) -> str | None:
    """A side that no table knows, by the word for it: the article's own name for `the front`."""
    word = re.match(
        r"(front|movement|alliance|group|council|coalition|federation)\b", article.flat[at : at + 14]
    )
    if word is None:
        return None
    noun = word[1]  # first in the expression, since a search for fixed letters is fast
    named = re.search(rf"{noun}(?<!\w{noun})\s+((?:[A-Z][\w'’-]+)(?:\s[A-Z][\w'’-]+){{0,3}})", article.flat)
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
    for mention in persons.mentions:
        if mention.person.side is None:
            mention.person.side = _owned_side(article, mention)
    away = {one.item.person for one in attendance if not isinstance(one.item, Group) and one.side == "="}
    bare = [
        p
        for p in persons.people
        if p.side is None and p.roles and p not in away and not (p.former or p.observer)
    ]
    signed = issuer(article)
    home = signed or (_home_of(article, persons) if bare else None)
    shared = Counter(title.lower() for p in bare for title in set(p.titles))
    for person in bare:
        if any(shared[title.lower()] > 1 for title in person.titles):
            continue  # two presidents are not of one state
        if signed is not None or person.roles & _OFFICES:
            person.side = home


_OFFICES: Final = words("occasion", "offices")


def _home_of(article: Article, persons: Persons) -> str | None:
    """The state whose ministers an article names without their state: that of its dateline, or the one left over.

    In a report from Paramaribo "Foreign Minister Rohan Ramsundar" is Suriname's. Without a dateline it is the state
    that the article names beside the one whose people it does tell the state of.
    """
    states = Counter(m.party.name for m in article.parties if m.party.kind == "state")
    line = next((s for s in article.document.sections if s.kind == "dateline"), None)
    if line is not None:
        here = resolve_place(article.text[line.start : line.end].split("(")[0].strip(" -–—,"))
        named = {m.party.name for m in article.parties if m.party.country == (here and here.country)}
        if here is not None and here.country and named:
            return named.pop()
    told = {p.side for p in persons.people if p.side}
    left = [name for name, count in states.most_common(2) if name not in told and count > 1]
    return left[0] if len(left) == 1 and len(told & set(states)) >= 1 else None


def _owned_side(article: Article, mention: PersonMention) -> str | None:
    """The party of `its minister, Ada Moe`: the one that the sentence before begins with."""
    flat, start = article.flat, mention.outer_start
    if not flat.startswith(
        ("Its ", "Their "), max(0, start - (6 if flat.endswith("heir ", 0, start) else 4))
    ):
        return None
    sentence = article.sentence_at(start)
    if sentence is None or not (before := article.before_in_paragraph(sentence)):
        return None
    opening = article.sentences[before[0]].start
    opening += 4 * article.flat.startswith("The ", opening)
    party = article.party_at(opening)
    return party.party.name if party else None
