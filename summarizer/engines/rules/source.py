"""A speaker as an article gives them: a person, an institution, a party or an anonymous source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from summarizer.engines.rules.person import Person
    from summarizer.models.base import Record


class Source(NamedTuple):
    """A speaker as the article gives them; offsets in code points."""

    kind: Literal["person", "institution", "party", "anonymous", "delegation", "both", "observer", "unknown"]
    start: int
    end: int
    party: str | None
    person: Person | None = None
    descriptor: str | None = None
    via: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    owner: Person | None = None
    """The person whose office or spokesman speaks."""
    acts_for: str | None = None
    """The side on which the article has the person at the table."""

    @property
    def side(self) -> str | None:
        """The party they speak for, as far as the article tells by now."""
        return (
            self.party
            or (self.owner.side if self.owner else None)
            or (self.person.side if self.person else None)
            or self.acts_for
        )

    @property
    def record(self) -> Record:
        """On what record they speak."""
        if self.kind in {"person", "institution"}:
            return "named"
        return "anonymous" if self.kind == "anonymous" else "unattributed"
