"""The speakers of an article in the order in which it gives them, so that "he" and "the source" can look back."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from summarizer.engines.rules.source import Source
from summarizer.engines.rules.speakerparties import publisher
from summarizer.engines.rules.speakerwords import words_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from summarizer.engines.rules.article import Article
    from summarizer.engines.rules.person import Person
    from summarizer.engines.rules.persons import Persons


class Heard:
    """Who was heard so far. `sides`: the side on which the article has a person at the table, by name."""

    def __init__(self, article: Article, persons: Persons, sides: Mapping[str, str]) -> None:
        self.article = article
        self.persons = persons
        self.sides = sides
        self.home = publisher(article.document.outlet)
        """The party whose ministry or office publishes the article itself."""
        self.sources: list[Source] = []

    @cached_property
    def in_office(self) -> dict[str, list[Person]]:
        """The persons of the article by their roles and the words of their titles; none gets another title by now."""
        found: dict[str, list[Person]] = {}
        for person in self.persons.people:
            if not person.former:
                for word in person.roles.union(*(words_in(title.lower()) for title in person.titles)):
                    found.setdefault(word, []).append(person)
        return found

    def person(self, person: Person, start: int, end: int, party: str | None = None) -> Source:
        """A person as the speaker whom the words from `start` to `end` mean."""
        return Source(
            "person",
            start,
            end,
            person.side or party,
            person,
            acts_for=self.sides.get(person.name) or self.home,
        )
