"""Meetings an article tells of: its tellings gathered into meetings, the main one first."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import compress
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules import circumstances, places
from summarizer.engines.rules.parties import is_of_parties, lead_end, parties_of
from summarizer.engines.rules.telling import Telling
from summarizer.engines.rules.tellings import find_tellings
from summarizer.models.document import CITABLE
from summarizer.models.reading import Meeting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.attendance import Attendance
    from summarizer.engines.rules.persons import Persons
    from summarizer.models.base import MeetingKind, MeetingStatus


_SEEDS: Final = 25  # tellings that are tried as the first of the main meeting
_OTHERS: Final = 8  # meetings beside the main one


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
    """Meetings of an article, the main one first; empty where nobody met or will meet.

    Captions count where nothing else tells of a meeting.
    """
    told = _gather(article, list(find_tellings(article, persons)), attendance)
    if told or not any(sentence.section == "caption" for sentence in article.sentences):
        return told
    return _gather(article, list(find_tellings(article, persons, captions=True)), attendance)


def _gather(article: Article, tellings: list[Telling], attendance: Sequence[Attendance]) -> list[Gathering]:
    own = [t for t in tellings if not t.earlier and not t.again]
    telling = [t for t in own if t.strong and (t.form not in {"visit", "signed", "received"} or t.who >= 2)]
    if not telling and not (attendance and own):
        front = lead_end(article)
        telling = [t for t in tellings if t.strong and t.earlier and t.who >= 2 and t.sentence.index < front]
        if not telling:
            return []
        tellings = [
            replace(t, earlier=False) if t in telling else t for t in tellings
        ]  # all that is told is past
        telling = [t for t in tellings if not t.earlier and not t.again]
    lead = lead_end(article)
    main = _main(telling or own, lead, attendance)
    taken = {t.head for t in main}
    rest = [t for t in tellings if t.head not in taken]
    gathering = Gathering(main)
    gathering.status = _status(main, lead)
    left: list[Telling] = []
    told = _Told(main, gathering.status)
    for item in rest:
        if not item.earlier and not item.again and told.joins(item):
            told.add(item)
            gathering.tellings.append(item)
        else:
            left.append(item)
    gathering.tellings.sort(key=lambda t: t.head)
    others = _others(left, gathering)
    own_sentences = {t.sentence.index for t in gathering.tellings}
    gathering.elsewhere = frozenset(t.sentence.index for t in left) - own_sentences
    gathering.earlier = frozenset(t.sentence.index for t in rest if t.earlier) - own_sentences
    gathering.kind = _kind(gathering.tellings, lead)
    gathering.certain, gathering.parties = parties_of(article, gathering, attendance)
    if not is_of_parties(article, gathering, attendance):
        return []
    return [gathering, *others]


def _main(tellings: list[Telling], lead: int, attendance: Sequence[Attendance]) -> list[Telling]:
    """The tellings of the main meeting: those that join one told early, often, and with those who met."""
    delegates = sum(a.role == "head" for a in attendance)
    best: tuple[int, int, list[Telling]] | None = None
    weights = [_weight(t, lead) for t in tellings]
    for number, seed in enumerate(tellings[:_SEEDS]):
        told = _Told([seed], seed.status)
        joined = [t is seed or told.joins(t) for t in tellings]
        weight = sum(compress(weights, joined)) + 2 * (seed.who >= 2) + 2 * (seed.sentence.index < lead)
        weight += (
            len(seed.parties)
            + (1 + 3 * (delegates >= 2)) * (seed.kind != "call")
            + 2 * (seed.status in {"held", "ongoing"})
            - 2 * (seed.form in {"visit", "signed", "ended"})
        )
        if best is None or weight > best[0]:
            best = (weight, number, [seed, *(t for t in compress(tellings, joined) if t is not seed)])
    return best[2] if best else []


def _weight(telling: Telling, lead: int) -> int:
    return 1 + 2 * (telling.sentence.index < lead) + (telling.who >= 2) + telling.strong


class _Told:
    """What the tellings of a meeting say together, so that others join them or do not."""

    def __init__(self, tellings: Sequence[Telling], status: MeetingStatus) -> None:
        self._status: Final = status
        self._first: Final = tellings[0].sentence.index
        self._kinds: Final = {t.kind for t in tellings}
        self._forms: Final = {t.form for t in tellings}
        self._parties: Final = {p for t in tellings for p in t.parties}
        self._people: Final = {name for t in tellings for name in t.people}

    def add(self, telling: Telling) -> None:
        """Take one more; that a call is spoken of as talks does not make it another kind of meeting."""
        if self._kinds != {"call"} or telling.form != "noun":
            self._kinds.add(telling.kind)
        self._forms.add(telling.form)
        self._parties.update(telling.parties)
        self._people.update(telling.people)

    def joins(self, item: Telling) -> bool:
        """Whether a telling may be of the meeting: kind, status and those who act do not speak against it."""
        called = self._kinds == {"call"}
        # by phone or not, it does not say
        loose = item.form == "spoke" or self._forms == {"spoke"}
        if (
            not loose
            and called != (item.kind == "call")
            and not (called and item.form == "noun" and item.kind == "talks" and item.who < 2)
        ):
            return False
        statuses = {item.status, self._status}
        if (
            statuses in ({"held", "planned"}, {"ongoing", "planned"})
            and item.sentence.index > self._first + 1
        ):
            return False
        if "denied" in statuses and len(statuses) > 1:
            return False
        here, there = self._parties, set(item.parties)
        if (
            len(there) >= 2
            and len(here) >= 2
            and not (here <= there or there <= here or len(here & there) >= 2)
        ):
            return False
        people, others = self._people, item.people
        if len(others) < 2 or len(people) < 2:
            return True
        common = len(others & people)
        return common > 0 and not (len(there) >= 2 and not there <= here and common < 2)


def _status(tellings: list[Telling], lead: int) -> MeetingStatus:
    """Cancelled and denied where the lead says so first; held before planned."""
    tellings = sorted(tellings, key=lambda t: t.head)
    front = [t.status for t in tellings if t.sentence.index < lead] or [t.status for t in tellings]
    first = next(t for t in tellings if t.status in {"planned", "cancelled"} or t is tellings[-1])
    put_off = first.status == "planned" and first.who > 1  # what was first fixed for an earlier day
    if put_off:
        front = [status for status in front if status != "cancelled"]
    if "cancelled" in front and "ongoing" not in front and front.count("held") <= front.count("cancelled"):
        return "cancelled"
    said = [t.status for t in tellings]
    if front[0] == "planned" and not any(t.status == "held" and t.who >= 2 for t in tellings):
        return "planned"
    for status in ("held", "ongoing", "cancelled", "planned", "denied"):
        if status in said:
            return status
    return said[0]


def _kind(tellings: list[Telling], lead: int) -> MeetingKind:
    """Summit and call where the lead says so; talks before visit and signing."""
    if any(t.kind == "visit" for t in tellings):
        tellings = [t for t in tellings if t.form not in {"received", "guest"}]
    met = {t.kind for t in tellings if t.who >= 2}
    if met == {"signing"}:
        return "signing"
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
        elif len(found) < _OTHERS and not (telling.status == "denied" and main.status == "held"):
            found.append(Gathering([telling], telling.parties, status=telling.status, kind=telling.kind))
    return found


def meeting_of(article: Article, gathering: Gathering, *, main: bool) -> Meeting:
    """The model of a gathered meeting."""
    same = [t for t in gathering.tellings if t.status == gathering.status] or gathering.tellings
    report = main and gathering.status in {"held", "ongoing"}
    place = places.where(article, same, report=report) if gathering.kind != "call" else None
    when = circumstances.when(article, same, gathering.tellings, report=report)
    purpose = next((p for t in gathering.tellings if (p := circumstances.purpose(article, t))), None)
    venue = places.venue(article, gathering.tellings) if gathering.kind != "call" else None
    quotes: list[str] = []
    proofs = [
        circumstances.proof(article, t) for t in gathering.tellings if t.strong or t is gathering.tellings[0]
    ][:2]
    dated = [
        circumstances.proof(article, t) for t in same if when and t.sentence.start <= when[0] < t.sentence.end
    ][:1]
    for stretch in (*proofs, *dated, when, place, venue):
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
