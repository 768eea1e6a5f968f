"""What the words around participants imply: negotiators by office, those who say `we met`, and who is in the chair."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.lexicon import pattern
from summarizer.engines.rules.places import where
from summarizer.resolve.places import Place, resolve_place

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article
    from summarizer.engines.rules.attendance import Attendance
    from summarizer.engines.rules.meetings import Gathering
    from summarizer.engines.rules.person import Person
    from summarizer.engines.rules.persons import Persons
    from summarizer.engines.rules.roll import Roll
    from summarizer.models.base import Role

_WE_MET: Final = pattern("participants", "we_met")


def enter_by_own_words(article: Article, persons: Persons, main: Gathering, roll: Roll) -> None:
    """Enter those of the parties whose quoted words put themselves there: `"We sat across from them," Moe said`."""
    if main.status not in {"held", "ongoing"}:
        return
    for one in article.attributions:
        if one.form != "direct" or one.speaker is None or not one.content:
            continue
        start, end = one.content[0]
        if not _WE_MET.search(article.flat, start, end) or article.sentence_at(start) is None:
            continue
        named = persons.within(one.speaker.start, one.speaker.end)
        if named and named[0].person.side in main.parties and acts(named[0].person, "head"):
            roll.add((start, end), "unknown", named[0], side=named[0].person.side, announced=False)


def enter_negotiators(persons: Persons, main: Gathering, roll: Roll) -> None:
    """Enter a party's negotiator where nobody else is named for it: the talks are the office."""
    if main.status != "held":
        return
    sides = {e.side or e.person.side for e in roll.entries if e.person}
    for mention in persons.mentions:
        person = mention.person
        if (
            "mediator" in person.roles
            and person.side is not None
            and not (main.certain and person.side in main.parties)
            and not person.former
        ):
            stretch = (mention.outer_start, mention.outer_end)
            roll.add(stretch, "mediator", mention, side=person.side, announced=False)
        elif (
            person.side in main.parties
            and person.side not in sides
            and not person.former
            and (not person.roles.isdisjoint(_NEGOTIATES) or any(map(_HEADS.search, person.titles)))
        ):
            roll.add(
                (mention.outer_start, mention.outer_end), "head", mention, side=person.side, announced=False
            )
            sides.add(person.side)


def enter_counterparts(persons: Persons, main: Gathering, roll: Roll) -> None:
    """Enter `her Malian counterpart` where one of two parties has its head and nobody is named for the other."""
    if main.status not in {"held", "ongoing", "planned"} or len(main.parties) != 2:
        return
    taken = {e.side or e.person.side for e in roll.entries if e.person}
    left = [party for party in main.parties if party not in taken]
    if len(left) != 1 or not any(e.role == "head" and e.person for e in roll.entries):
        return
    for mention in persons.mentions:
        person = mention.person
        if person.fallback and not person.former and person.side in {None, left[0]}:
            stretch = (mention.outer_start, mention.outer_end)
            roll.add(stretch, "head", mention, side=left[0], announced=main.status == "planned")
            return


_NEGOTIATES: Final = frozenset(("negotiator", "delegate"))
_HEADS: Final = re.compile(
    r"\b(?:head|leader|chief)\s+of\s+(?:[\w'-]+\s+){0,3}?(?:delegation|team)\b"
    r"|\b(?:delegation|negotiating\s+team)(?:'s)?\s+(?:head|leader|chief)\b",
    re.IGNORECASE,
)


class Chair:
    """The chair of a meeting, and whether whoever takes it is at home."""

    def __init__(self, article: Article, main: Gathering) -> None:
        self._article = article
        self._main = main

    def role(self, one: Attendance, side: str | None) -> Role:
        """The role of somebody in the chair: a host at home or as one of the parties, else a mediator."""
        article, main = self._article, self._main
        if side is None or side in main.parties or _AS_HOST.search(article.flat, *one.proof):
            return "host"
        if self._place is None and main.certain and len(main.parties) == 2:
            return "mediator"
        country = next((m.party.country for m in article.parties if m.party.name == side), None)
        return "host" if self._place is None or self._place.country in {None, country} else "mediator"

    @cached_property
    def _place(self) -> Place | None:
        """Where they met."""
        article, main = self._article, self._main
        stretch = where(article, main.tellings, report=main.status in {"held", "ongoing"})
        return resolve_place(article.words_of(*stretch), context=article.text) if stretch else None


_AS_HOST: Final = re.compile(r"\bhost", re.IGNORECASE)


def acts(person: Person, role: Role) -> bool:
    """Whether somebody may have acted at a meeting: no expert's or former minister's titles speak against it."""
    if role in {"observer", "mediator"}:
        return not person.observer
    return not (person.observer or person.former)
