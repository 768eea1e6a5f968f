"""Who took part in the main meeting: persons and unnamed delegations with words that prove it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.circumstances import proof
from summarizer.engines.rules.groups import Group
from summarizer.engines.rules.implied import (
    Chair,
    acts,
    enter_by_own_words,
    enter_counterparts,
    enter_negotiators,
)
from summarizer.engines.rules.lexicon import pattern
from summarizer.engines.rules.officeholders import office_holder
from summarizer.engines.rules.roll import Roll, Taking
from summarizer.models.reading import Participant

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.engines.rules.actors import Actors
    from summarizer.engines.rules.article import Article
    from summarizer.engines.rules.attendance import Attendance
    from summarizer.engines.rules.meetings import Gathering
    from summarizer.engines.rules.person import Person, PersonMention
    from summarizer.engines.rules.persons import Persons
    from summarizer.engines.rules.telling import Telling
    from summarizer.models.base import Role

_COMPANION: Final = pattern("participants", "companion")
_OUTSIDE: Final[tuple[Role, ...]] = ("mediator", "observer")  # roles that are offices too
_TOLD: Final = frozenset(
    (
        "met",
        "phone",
        "spoke",
        "received",
        "guest",
        "noun",
        "together",
        "joined",
        "talked",
        "told",
        "cosigned",
        "exchanged",
        "signed",
    )
)


def find_participants(
    article: Article, persons: Persons, main: Gathering, attendance: Sequence[Attendance]
) -> tuple[Participant, ...]:
    """Participants of the main meeting, in order of mention; none where it was cancelled or denied."""
    if main.status in {"cancelled", "denied"}:
        return ()
    roll, chair = Roll(), Chair(article, main)
    planned = main.status == "planned"
    for telling in main.tellings:
        if telling.form in _TOLD and telling.status == main.status and not telling.earlier:
            _from_telling(article, persons, main, telling, roll, planned)
    for one in attendance:
        if main.foreign(one.sentence) or (one.sentence.section == "headline" and one.role != "head"):
            continue
        if not isinstance(one.item, Group) and not acts(one.item.person, one.role):
            continue
        side, beside = one.side, None
        if one.side is not None and one.side.startswith("="):
            side, beside = None, one.side[1:]
        announced = planned or (one.announced and main.status != "held")
        if isinstance(one.item, Group):
            if len(one.item.parties) > 1 and _before_noun(article, one.item):
                for party in one.item.parties:
                    own = _own_words(article, one.item, party)
                    roll.add(one.proof, one.role, own, side=party, announced=announced)
                continue
            side = one.item.parties[0] if len(one.item.parties) == 1 else side
            if side is None and beside is None and one.role in {"member", "unknown", "observer"}:
                side = _companion(roll, one.proof)
        else:
            side = (
                one.item.person.side
                or side
                or (_companion(roll, one.proof) if one.role == "member" and beside is None else None)
            )
        role = chair.role(one, side) if one.role == "host" else one.role
        roll.add(one.proof, role, one.item, side=side, announced=announced, beside=beside)
    enter_negotiators(persons, main, roll)
    enter_counterparts(persons, main, roll)
    enter_by_own_words(article, persons, main, roll)
    for person in persons.people:
        office = next((role for role in _OUTSIDE if role in person.roles), None)
        for entry in roll.entries:
            if office and entry.person is person and entry.role != "observer" and not person.observer:
                entry.role = office
    return tuple(_participants(article, roll, main))[:40]


def _from_telling(
    article: Article, persons: Persons, main: Gathering, telling: Telling, roll: Roll, planned: bool
) -> None:
    """Enter those who met, were received or spoke by phone."""
    stretch = proof(article, telling)
    for actors, behind in ((telling.subject, False), (telling.object, True)):
        if not behind and telling.form == "noun" and not telling.strong:
            continue
        for group in actors.groups:
            _named_behind(persons, group)
        for mention in actors.people:
            if not acts(mention.person, "head") or not _near(article, telling, mention, behind=behind):
                continue
            hosting = (telling.form == "received" and not behind) or (telling.form == "guest" and behind)
            role: Role = "host" if hosting else "head"
            if _COMPANION.search(article.flat[max(0, mention.outer_start - 30) : mention.outer_start]):
                role = "member"
            if mention.person.side is None:
                mention.person.side = _opposite(
                    main, actors, telling.object if not behind else telling.subject
                )
            roll.add(stretch, role, mention, side=mention.person.side, announced=planned)
        for group in actors.groups:
            if group.noun == "leaders" or _named_behind(persons, group):
                continue
            role = "mediator" if group.noun.startswith("mediator") else "unknown"
            behind_noun = len(group.parties) > 1 and not _before_noun(article, group)
            holders = [office_holder(article, persons, group, party) for party in group.parties]
            if behind_noun and not any(holders):  # the directors of France and Germany
                roll.add(stretch, role, group, side=None, announced=planned)
                continue
            for party in group.parties or _left_over(main, telling):
                holder = office_holder(article, persons, group, party)
                if holder is None and not group.parties:
                    holder = office_holder(article, persons, group, None)
                if holder is not None:
                    side = holder.person.side or party
                    roll.add(stretch, "head", holder, side=side, announced=planned)
                    continue
                roll.add(stretch, role, _own_words(article, group, party), side=party, announced=planned)


def _before_noun(article: Article, group: Group) -> bool:
    """Whether the parties are adjectives: `Chadian and Malian officials`, not `officials of Chad and Mali`."""
    first = article.parties_in(group.start, group.end)[0].start
    return first <= group.start + article.flat[group.start : group.end].lower().find(group.noun)


def _named_behind(persons: Persons, group: Group) -> bool:
    """Give the people named behind a group their sides: `the ministers of Chad and Mali, Ada Moe and Bo Lind`."""
    if len(group.parties) < 2:
        return False
    persons.promote(group.end, group.end + 120)
    named = [m for m in persons.within(group.end, group.end + 160) if not m.possessive][: len(group.parties)]
    if len(named) < len(group.parties) or not 0 <= named[0].outer_start - group.end <= 2:
        return False
    for mention, party in zip(named, group.parties, strict=True):
        mention.person.side = mention.person.side or party
    return True


def _opposite(main: Gathering, own: Actors, others: Actors) -> str | None:
    """The side of people whose words name none, from whom they met: the other party of a meeting of two."""
    if own.parties or len(others.parties) != 1 or len(main.parties) != 2 or not main.certain:
        return None
    return next((p for p in main.parties if p not in others.parties), None)


_NOT_WHO: Final = re.compile(
    r"\b(?:said|told|says|whose|according|office|spokes\w+|ministry|hailed|praised|lauded|applauded|dismissed|criticis\w+|criticiz\w+"
    r"|condemned|denounced|described|mocked|slammed|also\s+(?:attended|took\s+part|participated|joined))\b"
)


def _near(article: Article, telling: Telling, mention: PersonMention, *, behind: bool) -> bool:
    """Whether somebody belongs to the words of meeting: nobody else's verb stands between."""
    start, end = telling.head
    if behind:
        return _NOT_WHO.search(article.flat, end, mention.outer_start) is None
    return _NOT_WHO.search(article.flat, mention.outer_end, start) is None


def _left_over(main: Gathering, telling: Telling) -> tuple[str, ...]:
    """The party of people whose side the telling does not name: the other one of a meeting of two."""
    rest = [p for p in main.parties if p not in telling.parties]
    return (rest[0],) if len(main.parties) == 2 and len(rest) == 1 else ()


def _own_words(article: Article, group: Group, party: str) -> Group:
    """A delegation of several parties as one party's: its words from that party's name on."""
    if len(group.parties) < 2 or group.parties[-1] != party:
        return group
    for mention in article.parties_in(group.start, group.end):
        if mention.party.name == party:
            return Group(mention.start, group.end, (party,), group.noun, several=group.several)
    return group


def _companion(roll: Roll, stretch: tuple[int, int]) -> str | None:
    """The side of the people named beside somebody, where they are of one."""
    sides = {
        e.side
        for e in roll.entries
        if e.person and any(p[0] <= stretch[1] and stretch[0] <= p[1] for p in e.proofs)
    }
    return sides.pop() if len(sides) == 1 else None


def _participants(article: Article, roll: Roll, main: Gathering) -> Iterator[Participant]:
    """Models of the entries; a bare `officials` goes where the same side has named people."""
    ordered = sorted(roll.entries, key=lambda e: min(e.proofs))
    for entry in ordered:
        entry.side = (
            entry.side or (entry.person.side if entry.person else None) or _remaining_side(roll, main, entry)
        )
    for entry in ordered:
        leader = next(
            (e for e in roll.entries if entry.beside and e.person and e.person.name == entry.beside), None
        )
        entry.side = entry.side or (leader.side if leader else None)
    named = {e.side for e in roll.entries if e.person is not None and e.side}
    seen: set[str] = set()
    for entry in ordered:
        side = entry.side
        descriptor = None
        if entry.person is None and entry.group is not None:
            if entry.role == "unknown" and entry.group.several and (side in named or side in seen):
                continue
            if len(entry.group.parties) > 1 and side is None and named >= set(entry.group.parties):
                continue
            descriptor = article.words_of(entry.group.start, entry.group.end)[:300]
            if entry.role == "unknown" and side:
                seen.add(side)
        if entry.person is not None and entry.person.side is None:
            entry.person.side = side
        yield Participant(
            quotes=tuple(article.words_of(*p)[:1900] for p in entry.proofs[:4]),
            name=entry.person.name[:120] if entry.person else None,
            descriptor=descriptor,
            side=side,
            role=entry.role,
            basis="announced" if entry.announced else "attended",
            titles=_titles(entry.person) if entry.person else (),
        )


def _titles(person: Person) -> tuple[str, ...]:
    titles = person.titles[:6] or ([person.fallback] if person.fallback else [])
    return tuple(title[:300] for title in titles)


def _remaining_side(roll: Roll, main: Gathering, entry: Taking) -> str | None:
    """The side of a head whose words name none: the party of a meeting of two that nobody else acts for."""
    if entry.role not in {"head", "unknown"}:
        return None
    if (
        len(main.parties) != 2
        or not main.certain
        or (entry.group is not None and len(entry.group.parties) > 1)
    ):
        return None
    people = {e.side or e.person.side for e in roll.entries if e.person}
    for taken in (
        people,
        people | {e.side for e in roll.entries if e.group and e.role == "unknown" and e is not entry},
    ):
        rest = [p for p in main.parties if p not in taken]
        if len(rest) == 1:
            return rest[0]
    return None
