"""Who took part in the main meeting: persons and unnamed delegations with words that prove it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.groups import Group, find_groups
from summarizer.engines.rules.meetings import clause
from summarizer.models.reading import Participant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.meetings import Gathering, Told
    from summarizer.engines.rules.names import Actors
    from summarizer.engines.rules.persons import Person, PersonMention, Persons
    from summarizer.models.base import Role

_RANK: Final[dict[str, int]] = {"unknown": 0, "member": 1, "observer": 2, "host": 3, "mediator": 4, "head": 5}
_TEAM: Final = r"(?:delegations?|teams?|sides?|mission|negotiators|negotiating\s+teams?)"
_LED_BY: Final = re.compile(rf"\b{_TEAM}\b(?P<middle>[^.;\"]{{0,70}}?)\b(?:led|headed)\s+by\s+(?P<list>)", re.I)
_LEADS: Final = re.compile(
    rf"\b(?P<verb>(?:is\s+|was\s+|will\s+be\s+)?(?:leading|led|headed|heads|leads|heading|lead|head))\s+(?:the|a|an|his|her|its|their|[A-Z][\w.]*'s?)\s+(?:[\w'.-]+\s+){{0,4}}?{_TEAM}\b"
)
_INCLUDED: Final = re.compile(
    rf"\b{_TEAM}\b(?P<middle>[^.;\"]{{0,60}}?)\b(?:includ(?:ed|es|ing)|compris(?:ed|es|ing)|consist(?:ed|s|ing)\s+of|(?:was\s+)?made\s+up\s+of|featured|will\s+include)\s+",
    re.I,
)
_WITH: Final = re.compile(r"\b(?:accompanied\s+by|flanked\s+by|along\s+with|together\s+with|alongside)\s+", re.I)
_ATTENDED_BY: Final = re.compile(r"\b(?:attended|joined)\s+by\s+", re.I)
_ATTENDED: Final = re.compile(
    r"\b(?:(?:also\s+)?attend(?:ed|s|ing)|(?:also\s+)?took\s+part|(?:also\s+)?participated|represented\s+\w+\s+at|(?:was|were)\s+(?:also\s+)?(?:present|in\s+attendance)|will\s+(?:also\s+)?(?:attend|take\s+part|participate)|"
    r"joined\s+(?:the\s+)?(?:talks|meeting|discussions|negotiations|call))\b",
    re.I,
)
_MEDIATED: Final = re.compile(r"\b(?:mediat(?:ed|ing)|brokered|facilitated|moderated|chaired)\s+by\s+|\bwith\s+(?=[^.;,]{0,50}\b(?:mediating|acting\s+as\s+(?:a\s+)?mediator|as\s+(?:a\s+)?mediator)\b)", re.I)
_HOSTED: Final = re.compile(r"\bhosted\s+by\s+", re.I)
_LIST_END: Final = re.compile(
    r"[;.](?:\s|$)|\b(?:met|meets|held|hold|said|told|who|which|where|that|while|will|was|were|is|are|has|have|had|arrived|on\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"in\s+(?:[A-Z])|at\s+(?:the|a)|to\s+(?:discuss|meet)|after|during|for\s+(?:talks|the)|travell?ed|as\s+(?:well\s+)?(?=saying))\b",
)
_NOT: Final = re.compile(
    r"\b(?:not|n't|never|whether|if|could|might|may|should|refus\w+|declin\w+|without|unless|would)\b[^,;]{0,25}$", re.I
)
_FUTURE: Final = re.compile(r"\b(?:will|is\s+to|are\s+to|to\s+be|expected|due|scheduled|set\s+to|planned|would)\b", re.I)
_OTHER_MEETING: Final = re.compile(r"\b(?:last\s+(?:week|month|year)|previous|earlier\s+round|ago|first\s+round)\b", re.I)


@dataclass(slots=True)
class _Taking:
    """Somebody who took part, as it is gathered from the article."""

    person: Person | None
    group: Group | None
    side: str | None
    role: Role
    proofs: list[tuple[int, int]] = field(default_factory=list)
    announced: bool = False


class _Roll:
    """The roll of participants; a person is entered once, with the weightiest role."""

    def __init__(self) -> None:
        self.entries: list[_Taking] = []

    def add(self, proof: tuple[int, int], role: Role, *, person: Person | None = None, group: Group | None = None, side: str | None = None, announced: bool) -> None:
        for entry in self.entries:
            if (person is not None and entry.person is person) or (
                group is not None and entry.group is not None and _same_group(entry.group, group)
            ):
                if _RANK[role] > _RANK[entry.role]:
                    entry.role = role
                if proof not in entry.proofs:
                    entry.proofs.append(proof)
                entry.side = entry.side or side
                entry.announced = entry.announced and announced
                return
        self.entries.append(_Taking(person, group, side, role, [proof], announced))


def find_participants(article: Article, persons: Persons, main: Gathering) -> tuple[Participant, ...]:
    """Participants of the main meeting, in order of mention; none where it was cancelled or denied."""
    if main.status in {"cancelled", "denied"}:
        return ()
    roll = _Roll()
    planned = main.status == "planned"
    for told in main.told:
        if told.event.earlier == main.earlier:
            _from_event(article, main, told, roll, planned)
    for sentence in article.sentences:
        if sentence.section not in {"headline", "caption"} and not main.foreign(sentence):
            for found in _from_patterns(article, persons, sentence, main):
                _enter(roll, found, article, planned, main)
    return tuple(_participants(article, roll, main))[:40]


def _from_event(
    article: Article, main: Gathering, told: Told, roll: _Roll, planned: bool
) -> None:
    """Enter those who met, were received or spoke by phone."""
    event = told.event
    proof = clause(article, told)
    announced = planned and event.status == "planned"
    for where, span in ((told.before, event.subject), (told.behind, told.behind_span)):
        for mention in where.people:
            if not _acts(mention.person):
                continue
            lead = article.flat[span[0] : mention.outer_start]
            role: Role = "head"
            if _WITH.search(lead):
                role = "member"
            elif event.form == "received" and where is told.before:
                role = "host"
            if mention.person.side is None:
                mention.person.side = _opposite(main, where, told.behind if where is told.before else told.before)
            roll.add(proof, role, person=mention.person, side=mention.person.side, announced=announced)
        for group in where.groups:
            if group.led:
                continue
            parties = group.parties or _left_over(main, told)
            role = "mediator" if group.noun == "mediators" else "unknown"
            for party in parties:
                roll.add(proof, role, group=_own_words(article, group, party), side=party, announced=announced)


def _acts(person: Person) -> bool:
    return not (person.observer or person.former)


def _opposite(main: Gathering, own: Actors, others: Actors) -> str | None:
    """The side of people whose words name none, from whom they met: the other party of a meeting of two."""
    if own.parties or len(others.parties) != 1 or len(main.parties) != 2:
        return None
    return next((p for p in main.parties if p not in others.parties), None)


def _left_over(main: Gathering, told: Told) -> tuple[str, ...]:
    """The party of people whose side the event does not name: the other one of a meeting of two."""
    rest = [p for p in main.parties if p not in told.parties]
    return (rest[0],) if len(main.parties) == 2 and len(rest) == 1 else ()


def _own_words(article: Article, group: Group, party: str) -> Group:
    """A delegation of several parties as one party's: its words from that party's name on."""
    if len(group.parties) < 2 or group.parties[-1] != party:
        return group
    for mention in article.parties_in(group.start, group.end):
        if mention.party.name == party:
            return Group(mention.start, group.end, (party,), group.noun, led=group.led)
    return group


_Found = tuple[tuple[int, int], "Role", "PersonMention | Group | str", str | None, bool, tuple[int, int]]


def _from_patterns(article: Article, persons: Persons, sentence: Sentence, main: Gathering) -> Iterator[_Found]:
    """Those whom a sentence says to lead, belong to, attend, mediate or host."""
    flat, words = article.flat, sentence.words
    for pattern, gate, role in _PATTERNS:
        if not words & gate:
            continue
        for match in pattern.finditer(flat, sentence.start, sentence.end):
            before = flat[max(sentence.start, match.start() - 60) : match.start()]
            if _NOT.search(flat[match.start() : match.end()] + " ") or _OTHER_MEETING.search(flat[sentence.start : sentence.end]):
                continue
            if role == "observer" and _NOT.search(before):
                continue
            announced = bool(_FUTURE.search(match.group()))
            side = _team_side(article, match.start(), match.start() + 1) if role in {"head", "member"} else None
            if pattern is _WITH:
                companion = _last_person(article, persons, sentence, match.start())
                if companion is None:
                    continue
                side = companion.person.side
            end = _list_end(article, persons, match.end(), sentence.end)
            proof = _proof(article, sentence, match.start(), end)
            for item in _listed(article, persons, match.end(), end, bare=role in {"mediator", "host"}):
                yield proof, role, item, side, announced, (match.end(), end)
    if words & {"led", "leads", "leading", "headed", "heads", "heading", "lead", "head"}:
        for match in _LEADS.finditer(flat, sentence.start, sentence.end):
            mention = _last_person(article, persons, sentence, match.start("verb"))
            if mention is not None and not _NOT.search(flat[mention.end : match.start("verb")]):
                side = _team_side(article, match.end() - 1, match.start("verb"))
                proof = _proof(article, sentence, mention.outer_start, match.end())
                yield proof, "head", mention, side, bool(_FUTURE.search(match.group("verb"))), match.span()
    if words & {"attend", "attended", "attends", "attending", "participated", "participate", "took", "take", "present", "joined", "attendance", "represented"}:
        for match in _ATTENDED.finditer(flat, sentence.start, sentence.end):
            if _NOT.search(flat[max(sentence.start, match.start() - 40) : match.start()]):
                continue
            if not _AT_TALKS.search(flat, match.start(), sentence.end) or _AFTER_BY.match(flat, match.end()):
                continue
            start = _subject_start(flat, sentence.start, match.start())
            proof = _proof(article, sentence, start, match.end())
            for item in _listed(article, persons, start, match.start(), bare=False):
                yield proof, "member", item, None, bool(_FUTURE.search(match.group())), (start, match.start())


_AFTER_BY: Final = re.compile(r"\s+by\b")
_AT_TALKS: Final = re.compile(r"\b(?:talks|meetings?|discussions|negotiations|summit|call|session|round|conference|ceremony|consultations)\b", re.I)
_PATTERNS: Final[tuple[tuple[re.Pattern[str], frozenset[str], Role], ...]] = (
    (_LED_BY, frozenset({"led", "headed"}), "head"),
    (_INCLUDED, frozenset("included includes including comprised comprises comprising consisted consists consisting made featured include".split()), "member"),
    (_ATTENDED_BY, frozenset({"attended", "joined"}), "member"),
    (_MEDIATED, frozenset("mediated mediating brokered facilitated moderated chaired mediator".split()), "mediator"),
    (_HOSTED, frozenset({"hosted"}), "host"),
    (_WITH, frozenset("accompanied flanked along together alongside".split()), "member"),
)


def _subject_start(flat: str, begin: int, at: int) -> int:
    found = begin
    for match in re.finditer(r"[;:]|\b(?:that|where|when|while|after|said)\b", flat[begin:at]):
        found = begin + match.end()
    return found


def _last_person(article: Article, persons: Persons, sentence: Sentence, at: int) -> PersonMention | None:
    start = _subject_start(article.flat, sentence.start, at)
    persons.promote(start, at)
    found = [m for m in persons.within(start, at) if not m.possessive and m.outer_end <= at + 1]
    return found[-1] if found else None


def _team_side(article: Article, at: int, low: int) -> str | None:
    """The party whose delegation is meant by the words just before `at`: "the Israeli team", "Oman's delegation"."""
    found = [m for m in article.parties_in(max(0, min(low, at) - 45), at) if "." not in article.flat[m.end : at].replace("U.S.", "")]
    return found[-1].party.name if found else None


def _list_end(article: Article, persons: Persons, start: int, end: int) -> int:
    at = start
    persons.promote(start, min(end, start + 200))
    outer = [(m.outer_start, m.outer_end) for m in persons.within(start, end)]
    while True:
        stop = _LIST_END.search(article.flat, at, end)
        if stop is None:
            return end
        inside = next((e for s, e in outer if s <= stop.start() < e), None)
        if inside is None:
            return stop.start()
        at = inside


def _listed(article: Article, persons: Persons, start: int, end: int, *, bare: bool) -> list[PersonMention | Group | str]:
    """Persons, unnamed delegations and, where `bare`, parties of a list."""
    found: list[PersonMention | Group | str] = []
    people = [m for m in persons.within(start, end) if not m.possessive]
    for mention in people:
        before = article.flat[max(start, mention.outer_start - 25) : mention.outer_start]
        if not re.search(r"\b(?:of|from|for|under|replac\w+|succeed\w+|to)\s+(?:the\s+)?$", before):
            found.append(mention)
    found.extend(g for g in find_groups(article, start, end) if not any(m.outer_start <= g.start < m.outer_end for m in people))
    if bare and not found:
        named = article.parties_in(start, end)
        if named and named[0].start - start < 6 and named[0].use == "name":
            found.append(named[0].party.name + "\0" + named[0].surface)
    return found


def _proof(article: Article, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The clause around a stretch, at most its sentence."""
    begin = sentence.start
    for match in re.finditer(r"\bthat\s|;\s|:\s|\bsaid\s", article.flat[sentence.start : start]):
        begin = sentence.start + match.end()
    while end < sentence.end and article.flat[end] not in ",;." and end - start < 400:
        end += 1
    while end > start and article.flat[end - 1] in " ,;:.\"":
        end -= 1
    return begin, end


def _enter(roll: _Roll, found: _Found, article: Article, planned: bool, main: Gathering) -> None:
    proof, role, item, side, announced, span = found
    announced = announced or planned
    if isinstance(item, str):
        party, _, surface = item.partition("\0")
        roll.add(proof, role, group=Group(span[0], span[0] + len(surface), (party,), "", led=False), side=party, announced=announced)
    elif isinstance(item, Group):
        if item.led:
            return
        sides = (side,) if role == "member" and side else item.parties or ((side,) if side else ())
        for party in sides:
            roll.add(proof, role, group=_own_words(article, item, party), side=party, announced=announced)
    elif _acts(item.person):
        own = item.person.side or side
        if own is None and role in {"member", "observer"}:
            own = _companion_side(roll, proof)
        if item.person.side is None:
            item.person.side = own
        roll.add(proof, role, person=item.person, side=own, announced=announced)


def _companion_side(roll: _Roll, proof: tuple[int, int]) -> str | None:
    sides = {e.side for e in roll.entries if e.person and any(p[0] <= proof[1] and proof[0] <= p[1] for p in e.proofs)}
    return sides.pop() if len(sides) == 1 else None


def _same_group(one: Group, other: Group) -> bool:
    return bool(one.noun) and one.parties == other.parties and one.noun == other.noun


def _participants(article: Article, roll: _Roll, main: Gathering) -> Iterator[Participant]:
    """Models of the entries; a bare "officials" goes where the same side has named people."""
    named = {e.side for e in roll.entries if e.person is not None and e.side}
    seen_groups: set[str] = set()
    for entry in sorted(roll.entries, key=lambda e: min(e.proofs)):
        side = entry.side or (entry.person.side if entry.person else None) or _remaining_side(roll, main)
        descriptor = None
        if entry.person is None and entry.group is not None:
            if entry.role == "unknown" and (side in named or side in seen_groups):
                continue
            descriptor = article.words_of(entry.group.start, entry.group.end)[:300]
            if entry.role == "unknown" and side:
                seen_groups.add(side)
        if entry.person is not None and entry.person.side is None:
            entry.person.side = side
        yield Participant(
            quotes=tuple(article.words_of(*p) for p in entry.proofs[:4]),
            name=entry.person.name[:120] if entry.person else None,
            descriptor=descriptor,
            side=side,
            role=entry.role,
            basis="announced" if entry.announced else "attended",
            titles=tuple(t[:300] for t in entry.person.titles[:6]) if entry.person else (),
        )


def _remaining_side(roll: _Roll, main: Gathering) -> str | None:
    """The side of somebody whose words name none: the party of a meeting of two that nobody else acts for."""
    taken = {e.side for e in roll.entries if e.side}
    rest = [p for p in main.parties if p not in taken]
    return rest[0] if len(main.parties) == 2 and len(rest) == 1 else None
