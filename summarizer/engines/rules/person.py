"""A person whom an article names, and where it names them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from summarizer.engines.rules.titles import COLLEAGUES, OBSERVERS, PRESS, RANKS

if TYPE_CHECKING:
    from summarizer.engines.rules.titles import Title


@dataclass(slots=True, eq=False)
class Person:
    """Somebody the article names. Grows while the article is read, then stays as it is."""

    name: str
    titles: list[str] = field(default_factory=list)
    side: str | None = None
    roles: set[str] = field(default_factory=set)
    former: bool = False
    fallback: str = ""
    """How another's title names the person, for want of one: `his Iraqi counterpart`."""
    mentions: list[tuple[int, int]] = field(default_factory=list)

    def take(self, title: Title) -> None:
        """Take a title printed with the person's name: its words, role and party."""
        known = {t.lower() for t in self.titles}
        self.titles += [t for t in title.each if t.lower() not in known] if title.counts else []
        if title.role in COLLEAGUES and not self.fallback:
            self.fallback = title.words
        if title.role not in RANKS:
            self.roles.add(title.role)
        self.former = self.former or title.former
        self.side = self.side or title.party

    @property
    def observer(self) -> bool:
        """Whether every title is that of somebody who watches, not acts."""
        return bool(self.roles) and self.roles <= OBSERVERS | PRESS


class PersonMention(NamedTuple):
    """Where a person is named: offsets of the name itself and of the name with its titles."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    person: Person
    possessive: bool
