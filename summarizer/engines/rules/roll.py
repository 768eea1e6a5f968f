"""The roll of participants: one entry a person or unnamed group, with the weightiest role."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.groups import Group

if TYPE_CHECKING:
    from summarizer.engines.rules.person import Person, PersonMention
    from summarizer.models.base import Role

RANK: Final[dict[str, int]] = {"unknown": 0, "member": 1, "head": 2, "host": 3, "mediator": 4, "observer": 5}


@dataclass(slots=True)
class Taking:
    """Somebody who took part, as it is gathered from the article."""

    person: Person | None
    group: Group | None
    side: str | None
    role: Role
    proofs: list[tuple[int, int]] = field(default_factory=list)
    announced: bool = False
    beside: str | None = None
    """Name of somebody in whose company they came."""


class Roll:
    """The roll of participants; a person is entered once, with the weightiest role."""

    def __init__(self) -> None:
        self.entries: list[Taking] = []

    def add(
        self,
        stretch: tuple[int, int],
        role: Role,
        item: PersonMention | Group,
        *,
        side: str | None,
        announced: bool,
        beside: str | None = None,
    ) -> None:
        """Enter who is named in a stretch; one who stands in the roll gets the stretch, and the role if it is weightier.

        `announced`: it is only told that they will come; `beside`: name of somebody in whose company they
        came.
        """
        person = None if isinstance(item, Group) else item.person
        group = item if isinstance(item, Group) else None
        for entry in self.entries:
            if (person is not None and entry.person is person) or (
                group is not None and entry.group is not None and _same(entry, group, side)
            ):
                if RANK[role] > RANK[entry.role]:
                    entry.role = role
                if stretch not in entry.proofs:
                    entry.proofs.append(stretch)
                entry.side = entry.side or side
                entry.announced = entry.announced and announced
                return
        self.entries.append(Taking(person, group, side, role, [stretch], announced, beside))


def _same(entry: Taking, group: Group, side: str | None) -> bool:
    known = entry.group
    return (
        known is not None
        and known.noun == group.noun
        and (known.parties == group.parties and entry.side in {side, None})
    )
