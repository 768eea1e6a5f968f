"""Meetings an article tells of: its events gathered into meetings, the main one first."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules import circumstances
from summarizer.engines.rules.events import MeetingEvent, find_events
from summarizer.engines.rules.names import Actors, actors
from summarizer.models.reading import Meeting
from summarizer.resolve.places import resolve_place

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.persons import Persons
    from summarizer.models.base import MeetingKind, MeetingStatus

Stretch = tuple[int, int]

_OBJECT_END: Final = re.compile(
    r"[;.](?:\s|$)|\b(?:in|on|at|for|to|over|about|amid|aimed|after|before|during|as|where|which|who|whom|late|early|earlier|this|last|"
    r"next|yesterday|today|said|saying|says|told|ahead|following|under|is|was|were|are|will|has|have|had|by|from|since|when|while|that|"
    r"focus\w*|discuss\w*|regarding|concerning|ended|began|took|marking)\b|\s-\s|\"",
)
_LINK: Final = re.compile(r"\b(?:with|between|among|involving|alongside)\s+", re.I)
_WEEKDAY: Final = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b\d{1,2}\b|\b(?:yesterday|today|tomorrow)\b", re.I)


@dataclass(frozen=True, slots=True)
class Told:
    """An event with those who act in it and its circumstances."""

    event: MeetingEvent
    before: Actors
    behind: Actors
    behind_span: Stretch
    when: Stretch | None
    where: Stretch | None
    country: str | None
    venue: Stretch | None
    purpose: Stretch | None

    @property
    def parties(self) -> tuple[str, ...]:
        """All parties that act in it."""
        return tuple(dict.fromkeys(self.before.parties + self.behind.parties))

    @property
    def names(self) -> frozenset[str]:
        """Surnames of the persons who act in it."""
        return frozenset(m.person.surname for m in self.before.people + self.behind.people)


@dataclass(slots=True)
class Gathering:
    """One meeting, as it is gathered from the places that tell of it."""

    told: list[Told] = field(default_factory=list)
    others: frozenset[int] = frozenset()
    """Indexes of sentences that tell only of other meetings."""

    earlier_ones: frozenset[int] = frozenset()
    """Indexes of sentences that recall an earlier meeting."""

    @property
    def events(self) -> list[MeetingEvent]:
        """Its events, in order."""
        return [t.event for t in self.told]

    @property
    def parties(self) -> tuple[str, ...]:
        """Its parties, in order of mention."""
        return tuple(dict.fromkeys(p for t in self.told for p in t.parties))

    @property
    def status(self) -> MeetingStatus:
        """Held wins over planned, cancelled over planned; a denial stands alone."""
        said = [t.event.status for t in self.told]
        for status in ("held", "ongoing", "cancelled", "planned", "denied"):
            if status in said:
                return status  # type: ignore[return-value]
        return said[0]

    @property
    def kind(self) -> MeetingKind:
        """The most telling kind: summit and call before visit and signing, those before talks."""
        said = [t.event.kind for t in self.told]
        if "call" in said and said[0] != "call" and said.count("call") * 2 < len(said):
            said = [k for k in said if k != "call"]
        for kind in ("summit", "call"):
            if kind in said:
                return kind  # type: ignore[return-value]
        rest = [k for k in said if k not in {"visit", "signing"}]
        return rest[0] if rest else said[0]

    @property
    def earlier(self) -> bool:
        """Whether it is told as something past."""
        return all(t.event.earlier for t in self.told)

    def foreign(self, sentence: Sentence) -> bool:
        """Whether a sentence tells of other meetings only."""
        return sentence.index in self.others


    def recalls(self, sentence: Sentence) -> bool:
        """Whether a sentence recalls an earlier meeting only."""
        return sentence.index in self.earlier_ones


def gather(article: Article, persons: Persons) -> list[Gathering]:
    """Meetings of an article, the main one first; empty where nobody met or will meet."""
    told = [_told(article, persons, event) for event in find_events(article)]
    body = [t for t in told if t.event.sentence.section != "headline"] or told
    meetings: list[Gathering] = []
    loose: list[Told] = []
    for item in body:
        if not _tells_who(item):
            loose.append(item)
            continue
        for meeting in meetings:
            if _same(meeting, item):
                meeting.told.append(item)
                break
        else:
            meetings.append(Gathering([item]))
    meetings = [m for m in meetings if _is_diplomatic(m) and not _only_aside(m)]
    if not meetings:
        named = [t for t in loose if (t.where or t.when) and t.event.form not in {"visit", "received"} and not t.event.again and not t.event.earlier and not t.event.aside and t.parties]
        meetings = [Gathering(named[:1])] if named else []
        loose = named[1:]
    if not meetings:
        return []
    meetings.sort(key=_weight)
    main = meetings[0]
    for item in loose:
        if item.event.form in {"passive", "nominal", "light"} and not item.event.earlier and not item.event.again and _same(main, item):
            main.told.append(item)
    main.told.sort(key=lambda t: t.event.head)
    own = {t.event.sentence.index for t in main.told}
    elsewhere = {t.event.sentence.index for m in meetings[1:] for t in m.told}
    elsewhere |= {t.event.sentence.index for t in loose if t.event.earlier or t.event.again}
    main.others = frozenset(elsewhere - own)
    past = {t.event.sentence.index for m in meetings[1:] for t in m.told if t.event.earlier} | {t.event.sentence.index for t in loose if t.event.earlier}
    main.earlier_ones = frozenset(past - own)
    return meetings


_OFFICES: Final = frozenset("minister president premier chancellor envoy ambassador secretary king emir prince leader negotiator adviser advisor".split())


def _is_diplomatic(meeting: Gathering) -> bool:
    """Whether a party met, or at least two office holders: a company's meeting is none."""
    if meeting.parties:
        return True
    people = {m.person.name for t in meeting.told for m in t.before.people + t.behind.people if m.person.roles & _OFFICES}
    return len(people) >= 2


def _only_aside(meeting: Gathering) -> bool:
    """Whether a meeting is only recalled on the way, late in an article: "while the group held a summit"."""
    first = meeting.told[0]
    return len(meeting.told) == 1 and first.event.aside and first.event.sentence.paragraph >= 3 and not first.before.people and not first.behind.people


def meeting_of(article: Article, gathering: Gathering) -> Meeting:
    """The model of a gathered meeting."""
    told = gathering.told
    when = _best([t.when for t in told if t.when and (gathering.earlier or not t.event.earlier)], lambda s: bool(_WEEKDAY.search(article.flat[s[0] : s[1]])))
    where = _best([t.where for t in told if t.where], lambda s: _has_town(article, s))
    level = next((t.event.level for t in told if t.event.level), None)
    purpose = next((t.purpose for t in told if t.purpose), None)
    venue = next((t.venue for t in told if t.venue), None)
    quotes = []
    for item in told:
        quote = article.words_of(*clause(article, item))
        if quote not in quotes and (len(quotes) < 1 or _adds(item, when, where)):
            quotes.append(quote)
    return Meeting(
        quotes=tuple(quotes[:4]),
        kind=gathering.kind,
        status=gathering.status,
        level=level,
        purpose=article.words_of(*purpose)[:300] if purpose else None,
        parties=gathering.parties[:20],
        when=article.words_of(*when)[:120] if when else None,
        where=article.words_of(*where)[:200] if where else None,
        venue=article.words_of(*venue)[:200] if venue else None,
    )


def clause(article: Article, told: Told) -> Stretch:
    """The clause that tells of a meeting: from who met to the end of its circumstances."""
    sentence = told.event.sentence
    start = min(told.event.subject[0], told.event.head[0])
    for stretch in (told.when, told.where):
        if stretch and stretch[0] < start:
            start = sentence.start
    end = max(told.event.head[1], told.event.object[1])
    for stretch in (told.when, told.where, told.purpose):
        if stretch:
            end = max(end, stretch[1])
    end = min(end, sentence.end)
    while end > start and article.flat[end - 1] in " ,;:.-":
        end -= 1
    while start < end and article.flat[start] in " ,;:-":
        start += 1
    return start, end


def _told(article: Article, persons: Persons, event: MeetingEvent) -> Told:
    before = actors(article, persons, *event.subject)
    span = _object_span(article, persons, event)
    behind = actors(article, persons, *span)
    before = _whose(article, persons, event) or before
    where = circumstances.where(article, event)
    place = resolve_place(article.words_of(*where)) if where else None
    return Told(
        event,
        before,
        behind,
        span,
        circumstances.when(article, event),
        where,
        place.country if place else None,
        circumstances.venue(article, event),
        circumstances.purpose(article, event),
    )


_WHOSE: Final = re.compile(r"\b(?:his|her|their)\b", re.I)


def _whose(article: Article, persons: Persons, event: MeetingEvent) -> Actors | None:
    """Who stands behind "his talks with": the last person named before."""
    if event.form != "nominal" or not _WHOSE.search(article.flat, *event.head):
        return None
    begin = max(0, event.head[0] - 400)
    earlier = [m for m in persons.mentions if begin <= m.start < event.head[0] and not m.possessive]
    if not earlier:
        return None
    side = earlier[-1].person.side
    return Actors((earlier[-1],), (), (side,) if side else (), ())


def _object_span(article: Article, persons: Persons, event: MeetingEvent) -> Stretch:
    """Where those are named whom the subject met."""
    flat = article.flat
    start, end = event.object
    if event.form == "nominal":
        start = event.head[1] - len(re.search(r"\w+$", flat[event.head[0] : event.head[1]]).group())  # type: ignore[union-attr]
    link = _LINK.search(flat, start, min(end, start + 160))
    if link:
        start = link.end()
    elif event.form not in {"met", "phone", "received"}:
        return start, start
    at = start
    outer = [(m.outer_start, m.outer_end) for m in persons.within(start, end)]
    while True:
        stop = _OBJECT_END.search(flat, at, end)
        if stop is None:
            return start, end
        inside = next((e for s, e in outer if s <= stop.start() < e), None)
        if inside is None:
            if stop.group() in {"from", "by"} and re.match(r"(?:from|by)\s+(?:the\s+)?[A-Z]|from\s+both", flat[stop.start() : stop.start() + 14]):
                at = stop.end()
                continue
            return start, stop.start()
        at = inside


def _tells_who(told: Told) -> bool:
    """Whether at least two who met are known from the event's own words."""
    known = set(told.parties)
    unknown = [m for m in told.before.people + told.behind.people if m.person.side is None]
    groups = [g for g in told.before.groups + told.behind.groups if not g.parties]
    if told.event.form == "received" and not (told.behind.people or told.behind.groups):
        return False
    if told.event.form == "visit":
        return bool((told.before.people or told.before.groups) and told.where)
    if told.event.form == "signed":
        return len(known) >= 2
    return len(known) + len(unknown) + len(groups) >= 2


def _same(meeting: Gathering, told: Told) -> bool:
    """Whether an event may tell of a meeting: parties, place and time do not speak against it."""
    event = told.event
    if event.earlier != meeting.earlier or (event.again and not meeting.told[0].event.again):
        return False
    status = meeting.status
    if {event.status, status} in ({"held", "planned"}, {"ongoing", "planned"}) and event.sentence.paragraph > 0 and event.status == "planned":
        return False
    if "denied" in {event.status, status} and event.status != status:
        return False
    here = set(meeting.parties)
    there = set(told.parties)
    if here and there and not (here <= there or there <= here or len(here & there) >= 2):
        return False
    names = frozenset(n for t in meeting.told for n in t.names)
    if names and told.names and not names & told.names and len(there | here) < 2:
        return False
    countries = {t.country for t in meeting.told if t.country}
    if countries and told.country and told.country not in countries:
        return False
    calls = {t.event.kind for t in meeting.told} == {"call"}
    return not (calls != (event.kind == "call") and (calls or event.kind == "call") and not (here & there))


def _weight(meeting: Gathering) -> tuple[bool, bool, int]:
    first = meeting.told[0].event
    bare_visit = all(t.event.form in {"visit", "signed"} for t in meeting.told)
    return meeting.earlier or first.again, bare_visit and len(meeting.parties) < 2, first.sentence.index


def _best(stretches, better):  # type: ignore[no-untyped-def]
    return next((s for s in stretches if better(s)), stretches[0] if stretches else None)


def _has_town(article: Article, stretch: Stretch) -> bool:
    place = resolve_place(article.words_of(*stretch))
    return bool(place and place.locality)


def _adds(told: Told, when: Stretch | None, where: Stretch | None) -> bool:
    return bool(told.when == when or told.where == where or told.before.people or told.behind.people)
