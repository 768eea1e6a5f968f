"""Meetings an article tells of: its tellings gathered into meetings, the main one first."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules import circumstances
from summarizer.engines.rules.groups import Group
from summarizer.engines.rules.lexicon import pattern, words
from summarizer.engines.rules.tellings import Telling, find_tellings
from summarizer.models.document import CITABLE
from summarizer.models.reading import Meeting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.attendance import Attendance
    from summarizer.engines.rules.persons import Persons
    from summarizer.models.base import MeetingKind, MeetingStatus

Stretch = tuple[int, int]

_OFFICIAL: Final = pattern("meetings", "official")
_SEEDS: Final = 25  # tellings that are tried as the first of the main meeting
_EARLY: Final = 3  # sentences of the body that make the lead


@dataclass(slots=True)
class Gathering:
    """One meeting, as it is gathered from the places that tell of it."""

    tellings: list[Telling] = field(default_factory=list)
    parties: tuple[str, ...] = ()
    certain: bool = True
    """Whether the parties are told, not only those that the article names most."""
    status: MeetingStatus = "held"
    kind: MeetingKind = "talks"
    elsewhere: frozenset[int] = frozenset()
    """Indexes of sentences that tell only of other meetings."""
    earlier: frozenset[int] = frozenset()
    """Those of them that recall an earlier one."""

    def foreign(self, sentence: Sentence) -> bool:
        """Whether a sentence tells of other meetings only."""
        return sentence.index in self.elsewhere

    def recalls(self, sentence: Sentence) -> bool:
        """Whether a sentence recalls an earlier meeting only."""
        return sentence.index in self.earlier


def gather(article: Article, persons: Persons, attendance: Sequence[Attendance]) -> list[Gathering]:
    """Meetings of an article, the main one first; empty where nobody met or will meet."""
    tellings = list(find_tellings(article, persons))
    own = [t for t in tellings if not t.earlier and not t.again]
    telling = [t for t in own if t.strong and (t.form not in {"visit", "signed", "received"} or t.who >= 2)]
    if not telling and not (attendance and own):
        front = _lead(article)
        telling = [t for t in tellings if t.strong and t.earlier and t.who >= 2 and t.sentence.index < front]
        if not telling:
            return []
        tellings = [
            replace(t, earlier=False) if t in telling else t for t in tellings
        ]  # all that is told is past
        telling = [t for t in tellings if not t.earlier and not t.again]
    lead = _lead(article)
    main = _main(article, telling or own, lead, attendance)
    rest = [t for t in tellings if not any(t is m for m in main)]
    gathering = Gathering(main)
    gathering.status = _status(main, lead)
    for item in [t for t in rest if not t.earlier and not t.again]:
        if _joins(gathering, item):
            gathering.tellings.append(item)
    gathering.tellings.sort(key=lambda t: t.head)
    others = _others([t for t in rest if t not in gathering.tellings], gathering)
    own_sentences = {t.sentence.index for t in gathering.tellings}
    gathering.elsewhere = (
        frozenset(t.sentence.index for t in rest if t not in gathering.tellings) - own_sentences
    )
    gathering.earlier = frozenset(t.sentence.index for t in rest if t.earlier) - own_sentences
    gathering.kind = _kind(gathering.tellings, lead)
    gathering.certain, gathering.parties = _parties(article, gathering, attendance)
    if not _diplomatic(article, gathering, attendance):
        return []
    return [gathering, *others]


def _lead(article: Article) -> int:
    """Index behind the last sentence of the lead: headline, standfirst and the first sentences of the body."""
    body = [s.index for s in article.sentences if s.section == "body"]
    return body[min(_EARLY, len(body)) - 1] + 1 if body else len(article.sentences)


def _main(
    article: Article, tellings: list[Telling], lead: int, attendance: Sequence[Attendance]
) -> list[Telling]:
    """The tellings of the main meeting: those that join one told early, often, and with those who met."""
    delegates = sum(a.role == "head" for a in attendance)
    best: tuple[int, int, list[Telling]] | None = None
    for number, seed in enumerate(tellings[:_SEEDS]):
        cluster = Gathering([seed], status=seed.status)
        cluster.tellings += [t for t in tellings if t is not seed and _joins(cluster, t)]
        weight = (
            sum(_weight(t, lead) for t in cluster.tellings)
            + 2 * (seed.who >= 2)
            + 2 * (seed.sentence.index < lead)
        )
        weight += (
            len(seed.parties)
            + (1 + 3 * (delegates >= 2)) * (seed.kind != "call")
            + 2 * (seed.status in {"held", "ongoing"})
            - 2 * (seed.form in {"visit", "signed", "ended"})
        )
        if best is None or weight > best[0]:
            best = (weight, number, cluster.tellings)
    return best[2] if best else []


def _weight(telling: Telling, lead: int) -> int:
    return 1 + 2 * (telling.sentence.index < lead) + (telling.who >= 2) + telling.strong


def _joins(main: Gathering, item: Telling) -> bool:
    """Whether a telling may be of the meeting: kind, status and those who act do not speak against it."""
    first = main.tellings[0]
    called = {t.kind for t in main.tellings} == {"call"}
    loose = item.form == "spoke" or {t.form for t in main.tellings} == {
        "spoke"
    }  # by phone or not, it does not say
    if (
        not loose
        and called != (item.kind == "call")
        and not (called and item.form == "noun" and item.kind == "talks" and item.who < 2)
    ):
        return False
    if {item.status, main.status} in (
        {"held", "planned"},
        {"ongoing", "planned"},
    ) and item.sentence.index > first.sentence.index + 1:
        return False
    if "denied" in {item.status, main.status} and item.status != main.status:
        return False
    here = {p for t in main.tellings for p in t.parties}
    there = set(item.parties)
    if len(there) >= 2 and len(here) >= 2 and not (here <= there or there <= here or len(here & there) >= 2):
        return False
    people = {m.person.name for t in main.tellings for m in t.subject.people + t.object.people}
    others = {m.person.name for m in item.subject.people + item.object.people}
    if len(others) >= 2 and len(people) >= 2 and not others & people:
        return False
    return not (
        len(others) >= 2
        and len(people) >= 2
        and len(there) >= 2
        and not there <= here
        and len(others & people) < 2
    )


def _status(tellings: list[Telling], lead: int) -> MeetingStatus:
    """Cancelled and denied where the lead says so first; held before planned."""
    front = [t.status for t in tellings if t.sentence.index < lead] or [t.status for t in tellings]
    if "cancelled" in front and "ongoing" not in front and front.count("held") <= front.count("cancelled"):
        return "cancelled"
    said = [t.status for t in tellings]
    if front[0] == "planned" and not any(t.status == "held" and t.who >= 2 for t in tellings):
        return "planned"
    for status in ("held", "ongoing", "cancelled", "planned", "denied"):
        if status in said:
            return status  # type: ignore[return-value]
    return said[0]


def _kind(tellings: list[Telling], lead: int) -> MeetingKind:
    """Summit and call where the lead says so; talks before visit and signing."""
    if any(t.kind == "visit" for t in tellings):
        tellings = [t for t in tellings if t.form not in {"received", "guest"}]
    said = [t.kind for t in tellings]
    front = [t.kind for t in tellings if t.sentence.index < lead] or said
    if "summit" in front:
        return "summit"
    if said.count("call") * 2 >= len(said):
        return "call"
    rest = [k for k in said if k not in {"visit", "signing", "call"}]
    if rest:
        return "summit" if rest.count("summit") * 2 > len(rest) else "talks"
    return said[0]


def _parties(
    article: Article, main: Gathering, attendance: Sequence[Attendance]
) -> tuple[bool, tuple[str, ...]]:
    """Who acts in the tellings, and whether that makes two; else the sides that people lead; else those whom the lead and the tellings name most."""
    found = dict.fromkeys(p for t in main.tellings for p in t.parties)
    for group in (
        g for t in main.tellings for g in t.subject.groups + t.object.groups if g.noun.startswith("mediator")
    ):
        for party in group.parties:
            found.pop(party, None)
    if attendance and main.status in {"held", "ongoing", "planned"}:
        heads = [
            a
            for a in attendance
            if a.role in ("head", "member" if len(found) < 2 else "head") and not main.recalls(a.sentence)
        ]
        found |= dict.fromkeys(
            side
            for a in heads
            if (side := a.side or (None if isinstance(a.item, Group) else a.item.person.side))
            and not side.startswith("=")
        )
        acting = {a.side for a in attendance if a.role in {"head", "member"}}
        neutral = {
            side for a in attendance if a.role in {"mediator", "observer"} for side in _sides_of(a)
        } - acting
        if len([p for p in found if p not in neutral]) >= 2:
            found = {p: None for p in found if p not in neutral}
    certain = len(found) >= 2
    if not certain:
        named: Counter[str] = Counter()
        places = {
            m.start
            for t in main.tellings
            for m in article.parties_in(t.sentence.start, t.sentence.end)
            if circumstances.locates(article, m.start)
        }
        near = [*article.sentences[:_EARLY], *(t.sentence for t in main.tellings)]
        for sentence in [*near, *near, *article.sentences]:
            for mention in article.parties_in(sentence.start, sentence.end):
                if mention.start not in places and mention.use != "metonym" and mention.party.kind != "group":
                    named[mention.party.name] += 1
        for name, _ in named.most_common():
            if len(found) < 2:
                found.setdefault(name)
        for mention in article.parties:  # a government is named by its seat: the White House, Quito
            if len(found) < 2 and mention.use == "metonym" and any(t.who >= 2 for t in main.tellings):
                found.setdefault(mention.party.name)
    return certain, tuple(found)[:20]


def _sides_of(one: Attendance) -> tuple[str, ...]:
    if isinstance(one.item, Group):
        return one.item.parties
    return (one.item.person.side,) if one.item.person.side else ()


def _diplomatic(article: Article, main: Gathering, attendance: Sequence[Attendance]) -> bool:
    """Whether this is a meeting of parties: two of them, and people of office near the words that tell it."""
    if len(main.parties) < 2:
        return False
    stretch = " ".join(article.flat[t.sentence.start : t.sentence.end] for t in main.tellings)
    told = (
        any(t.strong and t.who >= 2 for t in main.tellings)
        and len({p for t in main.tellings for p in t.parties}) >= 2
    )
    told = told or any(
        len(t.parties) >= 2
        or (
            t.form not in {"visit", "signed", "ended"}
            and t.strong
            and t.who >= 2
            and t.parties
            and _in_office(t)
        )
        for t in main.tellings
    )
    officials = _OFFICIAL.search(stretch) or any(
        m.person.roles for t in main.tellings for m in t.subject.people + t.object.people
    )
    if told and (officials or any(len(t.object.parties) >= 2 for t in main.tellings)):
        return True
    if told:
        return _OFFICIAL.search(article.flat) is not None
    if len({m.group().lower() for m in _SIGNALS.finditer(article.flat)}) >= _ENOUGH and _OFFICIAL.search(
        article.flat
    ):
        return True
    heads = {a.item.person.side for a in attendance if not isinstance(a.item, Group) and a.role == "head"} - {
        None
    }
    sides = {
        a.item.person.side
        for a in attendance
        if not isinstance(a.item, Group) and a.role in {"head", "member"}
    } - {None}
    lead = _lead(article)
    named = sum(
        1 + (t.sentence.index < lead) for t in main.tellings if _TALKS.match(article.flat[slice(*t.head)])
    )
    return len(heads) >= 2 or len(sides) >= 3 or (named >= 2 and len(_OFFICIAL.findall(article.flat)) >= 3)


def _in_office(telling: Telling) -> bool:
    """Whether somebody of those who met holds a state office."""
    return any(m.person.roles & _OFFICES for m in telling.subject.people + telling.object.people)


_OFFICES: Final = words("occasion", "offices")
# What is said where parties meet, whatever words tell of the meeting itself.
_SIGNALS: Final = pattern("meetings", "signals")
_ENOUGH: Final = 4  # different signals
_TALKS: Final = re.compile(r"(?:talks|negotiations|summit|consultations?)\b", re.IGNORECASE)


def _others(tellings: list[Telling], main: Gathering) -> list[Gathering]:
    """Other meetings that are told with their parties, the earlier ones last."""
    found: list[Gathering] = []
    for telling in sorted(tellings, key=lambda t: t.earlier):
        if len(telling.parties) < 2 or not telling.strong:
            continue
        parties = set(telling.parties)
        known = next(
            (
                g
                for g in found
                if parties & set(g.parties) == parties and g.tellings[0].earlier == telling.earlier
            ),
            None,
        )
        if known is not None:
            known.tellings.append(telling)
        elif not (telling.status == "denied" and main.status == "held"):
            found.append(Gathering([telling], telling.parties, status=telling.status, kind=telling.kind))
    return found[:8]


def meeting_of(article: Article, gathering: Gathering, *, main: bool) -> Meeting:
    """The model of a gathered meeting."""
    same = [t for t in gathering.tellings if t.status == gathering.status] or gathering.tellings
    place = (
        circumstances.where(article, same, report=main and gathering.status in {"held", "ongoing"})
        if gathering.kind != "call"
        else None
    )
    when = circumstances.when(article, gathering.tellings, gathering.status)
    purpose = next((p for t in gathering.tellings if (p := circumstances.purpose(article, t))), None)
    venue = circumstances.venue(article, gathering.tellings) if gathering.kind != "call" else None
    quotes: list[str] = []
    proofs = [
        circumstances.proof(article, t) for t in gathering.tellings if t.strong or t is gathering.tellings[0]
    ][:2]
    for stretch in (*proofs, when, place, venue):
        if stretch is not None and article.document.section_at(stretch[0]) in CITABLE:
            words = article.words_of(*stretch).strip()
            if words and not any(words in known for known in quotes):
                quotes.append(words)
    level = next((t.level for t in gathering.tellings if t.level), None)
    return Meeting(
        quotes=tuple(q[:1900] for q in quotes[:5]),
        kind=gathering.kind,
        status=gathering.status,
        level=level,
        purpose=article.words_of(*purpose)[:300] if purpose else None,
        parties=gathering.parties[:20],
        when=article.words_of(*when)[:280] if when else None,
        where=article.words_of(*place)[:200] if place else None,
        venue=article.words_of(*venue)[:200] if venue else None,
    )
