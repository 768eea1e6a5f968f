"""One place where an article tells of a meeting: its kind and status, and who acts in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.engines.rules.actors import Actors
    from summarizer.engines.rules.article import Sentence
    from summarizer.engines.rules.attributed import Stretch
    from summarizer.models.base import MeetingKind, MeetingStatus


@dataclass(frozen=True, slots=True)
class Telling:
    """One place where a meeting is told of. Stretches are code points (start, end) into the document."""

    sentence: Sentence
    head: Stretch
    clause: Stretch
    form: str
    """Which words tell it: met, phone, spoke, received, visit, signed, noun."""
    kind: MeetingKind
    status: MeetingStatus
    earlier: bool
    """Whether it is recalled as something past."""
    again: bool
    """Whether it is a further meeting of the same people."""
    strong: bool
    """Whether it tells that people met, not only that there is a meeting to speak of."""
    level: str | None
    subject: Actors
    object: Actors
    destination: str | None
    """The party whom a visit is paid to."""

    parties: tuple[str, ...] = field(init=False)
    """All parties that act in it."""
    people: frozenset[str] = field(init=False)
    """Names of all persons that act in it."""

    def __post_init__(self) -> None:
        """Gather what each telling is asked again and again, of every other."""
        led_to = (self.destination,) if self.destination else ()
        parties = tuple(dict.fromkeys((*self.subject.parties, *self.object.parties, *led_to)))
        object.__setattr__(self, "parties", parties)
        people = frozenset(m.person.name for m in self.subject.people + self.object.people)
        object.__setattr__(self, "people", people)

    @property
    def who(self) -> int:
        """How many sides are seen: parties, and people whose party is not told."""
        unknown = [m for m in self.subject.people + self.object.people if m.person.side is None]
        loose = [g for g in self.subject.groups + self.object.groups if not g.parties]
        return len(self.parties) + len(unknown) + len(loose)
