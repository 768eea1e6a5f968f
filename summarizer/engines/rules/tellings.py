"""Where an article tells that people met, will meet, or did not: each place with its kind, status and those around it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from summarizer.engines.rules.actors import Actors, actors
from summarizer.engines.rules.antecedents import antecedents, speaker_there
from summarizer.engines.rules.lexicon import pattern, wording
from summarizer.engines.rules.meetingwords import GATE, HOLDING, KIND_OF, LEVELS, NOUN, WEAK, verbs_in
from summarizer.engines.rules.statuses import status_of
from summarizer.engines.rules.telling import Telling
from summarizer.engines.rules.wordings import Wording, runs_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.persons import Persons
    from summarizer.models.base import MeetingKind, MeetingStatus

_CLAUSE_BREAK: Final = pattern("tellings", "clause_break")
EARLIER: Final = wording("tellings", "earlier")
_AGAIN: Final = pattern("tellings", "again")


_MOST: Final = 25
"""Verbs of meeting in one sentence; more are no prose, and each is read with all that stands around it."""
_OPENING: Final = 8  # sentences, headline and standfirst among them


def find_tellings(article: Article, persons: Persons, *, captions: bool = False) -> Iterator[Telling]:
    """Places where a meeting is told of, in order; mere wishes and possibilities are left out.

    `captions`: look at pictures' captions, and at nothing else.
    """
    for sentence in article.sentences:
        if GATE.isdisjoint(sentence.lower) or (sentence.section == "caption") != captions:
            continue
        told: set[tuple[str, tuple[int, int]]] = set()
        for match in islice(verbs_in(article.flat, sentence), _MOST):
            telling = _telling(article, persons, sentence, match)
            if telling is not None and (telling.form, telling.clause) not in told:
                told.add((telling.form, telling.clause))
                yield telling


def opens_with_one(article: Article) -> bool:
    """Whether words near the article's beginning tell of a meeting if parties act there.

    What news is about it tells first. An article that is not on dealings between parties, and comes to a meeting
    further down, tells of somebody's past or of a meeting in passing.
    """
    flat = article.flat
    return any(
        not GATE.isdisjoint(runs_of(flat[sentence.start : sentence.end].lower()))
        and not GATE.isdisjoint(sentence.lower)
        and any(
            _head(flat, sentence, match)
            for match in islice(verbs_in(flat, sentence), _MOST)
            if match.lastgroup != "joined" or len(article.parties_in(sentence.start, sentence.end)) > 1
        )
        for sentence in article.sentences[:_OPENING]
    )


_OF_TALKS: Final = re.compile(rf"\s+(?:[\w-]+\s+){{0,4}}?(?:{NOUN})\b", re.IGNORECASE)
_A_CALL: Final = re.compile(
    r"\b(?:an?|the|this|that|their|his|her|its|phone|telephone|video|minute|hour|same)\s+$", re.IGNORECASE
)
_HOSTS: Final = pattern("tellings", "hosts")
# "He talks about dialogue", "recalled its ambassador for consultations".
_NO_MEETING: Final = pattern("tellings", "no_meeting")


class _Head(NamedTuple):
    """What words of meeting tell by themselves, whoever acts there."""

    low: int
    high: int
    """Bounds of their clause."""
    status: MeetingStatus
    word: str
    held: bool
    weak: bool
    """Whether they tell of a meeting only where two parties are named behind them."""


def _head(flat: str, sentence: Sentence, match: re.Match[str]) -> _Head | None:
    """What a verb or noun of meeting tells by itself; None where it is none of a meeting."""
    start, end = match.span()
    form = match.lastgroup
    low, high = _clause(flat, sentence, start, end)
    status = status_of(flat, sentence, match, str(form), low, high)
    if status is None:
        return None
    word = " ".join(match.group().lower().split())
    nearby = flat[max(sentence.start, start - 60) : min(sentence.end, end + 60)]
    held = form not in {"noun", "ended"} or not HOLDING.isdisjoint(runs_of(nearby.lower()))
    if _NO_MEETING.search(nearby):
        return None
    weak = form == "noun" and word in WEAK and not held and status != "cancelled"
    if weak and _OF.match(flat, end, high) is None:
        return None
    if form == "noun" and word.startswith("call") and not _A_CALL.search(flat[low:start]):
        return None
    return _Head(low, high, status, word, held, weak)


def _telling(article: Article, persons: Persons, sentence: Sentence, match: re.Match[str]) -> Telling | None:
    flat = article.flat
    head = _head(flat, sentence, match)
    if head is None:
        return None
    start, end = match.span()
    form = str(match.lastgroup)
    low, high, status, word, held, weak = head
    clause = flat[low:high]
    around = flat[max(low, start - 30) : start]
    headed = form == "noun" and sentence.section in {"headline", "standfirst"}
    met = actors(article, persons, *((end, high) if headed else _object(flat, form, end, high)))
    if form == "noun" and not (met.people or met.parties):
        met = _members(article, persons, end, high) or _there(article, persons, sentence, end) or met
    if weak:
        if len(met.parties) < 2:
            return None
        held = not HOLDING.isdisjoint(runs_of(clause.lower()))
    if form == "received" and (
        _OF_TALKS.match(flat, end)
        or not (met.people or any(g.parties for g in met.groups) or _people_of(article, met, end))
    ):
        return None
    held = held or status == "cancelled" or len(met.parties) > 1
    level = LEVELS.search(around) if form == "noun" else LEVELS.search(flat, end, min(high, end + 110))
    shift = max(low, start - 30) if form == "noun" else 0
    subject = actors(article, persons, sentence.start if form == "guest" else low, start)
    if form == "joined" or (form == "noun" and _HOSTS.search(flat, low, start)):
        subject = Actors((), (), ())  # who hosts or mediates does not meet
    elif not (subject.people or subject.parties):
        subject = antecedents(article, persons, sentence, low, start) or subject
        if form == "noun" and met.people and not (subject.people or subject.parties):
            subject = speaker_there(article, persons, sentence, low, start) or subject
    if form == "visit" and status == "held" and _TALKS_WITH.search(flat, end, high):
        status = "planned"  # "arrived in Oslo for talks with Peru": the talks are still to come
    telling = Telling(
        sentence=sentence,
        head=(start, end),
        clause=(low, high),
        form=form,
        kind=_kind(form, word, clause),
        status=status,
        earlier=status in {"held", "ongoing"} and _recalls(clause),
        again=status == "planned" and bool(_AGAIN.search(clause)),
        strong=held,
        level=article.words_of(level.start() + shift, level.end() + shift) if level else None,
        subject=subject,
        object=met,
        destination=_destination(article, end, high)
        if form == "visit" or word.endswith(("visit", "trip"))
        else None,
    )
    acting = subject.parties if form == "cosigned" else telling.parties
    return None if form in _JOINTLY and len(acting) < 2 else telling


def _members(article: Article, persons: Persons, end: int, high: int) -> Actors | None:
    """The parties whose meeting it is: `the meeting of the working groups of Chad and Mali`."""
    if _OF.match(article.flat, end, high) is None:
        return None
    stop = _MEMBERS_END.search(article.flat, end, high)
    members = actors(article, persons, end, stop.start() if stop else high)
    return Actors((), (), members.parties) if len(members.parties) > 1 else None


_MEMBERS_END: Final = re.compile(
    r"\s(?:in|at|on|to|for|was|were|took|will|has|had|is|are|which|that|from|,\s+the)\b"
)


def _there(article: Article, persons: Persons, sentence: Sentence, end: int) -> Actors | None:
    """The parties that act at a meeting: `the encounter in Puno, where Peru and Bolivia tried to settle it`."""
    where = _WHERE.match(article.flat, end, sentence.end)
    if where is None:
        return None
    acting = actors(article, persons, where.end(), min(sentence.end, where.end() + 90))
    return Actors((), (), acting.parties) if len(acting.parties) > 1 else None


_WHERE: Final = re.compile(
    r"[^,;:.\"]{0,60},\s(?:where|at\swhich|in\swhich|during\swhich)\s(?=(?:the\s)?[A-Z])"
)


def _recalls(clause: str) -> bool:
    """Whether a clause tells of something past, and not only how long after it this comes."""
    match = EARLIER.search(clause)
    return match is not None and _AFTER_IT.search(clause[: match.start()]) is None


_AFTER_IT: Final = re.compile(r"\b(?:after|since|than|from|following)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)


_JOINTLY: Final = frozenset(
    ("together", "talked", "cosigned", "joined")
)  # forms that tell of a meeting where several parties act


def _people_of(article: Article, met: Actors, end: int) -> bool:
    """Whether the people of a country are received: `hosts Colombians`, not `hosts Colombia`."""
    return bool(met.parties) and any(
        m.use == "demonym" and m.surface.endswith("s") for m in article.parties_in(end, end + 30)
    )


_WITH: Final = re.compile(r"\b(?:with|between|among|involving)\s+", re.IGNORECASE)
_OF: Final = re.compile(r"\s+of\s+", re.IGNORECASE)
_MET_WITH: Final = re.compile(r"[^,;]{0,60}?\bwith\s+", re.IGNORECASE)
_OBJECT_END: Final = pattern("tellings", "object_end")


def _object(flat: str, form: str, end: int, high: int) -> tuple[int, int]:
    """Where those are named whom the subject met."""
    if form == "noun":
        link = _WITH.search(flat, end, min(high, end + 160))
    else:
        link = _MET_WITH.match(flat, end, high) if form not in {"received", "guest"} else None
    start = link.end() if link else end
    if link is None and form in {"noun", "visit", "signed", "ended"}:
        return end, end
    stop = _OBJECT_END.search(flat, start, high)
    return start, stop.start() if stop else high


_BY_PHONE: Final = Wording(
    r"\b(?:by|on\s+the|over\s+the)\s+(?:phone|telephone)\b|\bby\s+video\b"
    r"|\bin\s+an?\s+(?:[\w-]+\s+){0,2}(?:tele)?phone\s+(?:call|conversation)\b|\bin\s+an?\s+(?:[\w-]+\s+)?call\b",
    re.IGNORECASE,
)


_KINDS: Final[dict[str, MeetingKind]] = {
    "phone": "call",
    "signed": "signing",
    "cosigned": "signing",
    "exchanged": "signing",
    "visit": "visit",
}


def _kind(form: str, word: str, clause: str) -> MeetingKind:
    if form in _KINDS:
        return _KINDS[form]
    kind = KIND_OF.get(word, "talks")
    if kind == "talks" and _BY_PHONE.search(clause):
        return "call"
    return kind


_TALKS_WITH: Final = re.compile(
    r"\bfor\s(?:[\w-]+\s){0,4}(?:talks|negotiations|consultations|discussions|meetings?)\swith\b",
    re.IGNORECASE,
)


def _destination(article: Article, end: int, high: int) -> str | None:
    """The party whose land or capital a visit leads to: `arrived in Oslo`, `visit to Norway`.

    None where it leads to talks with somebody else there: `arrived in Oslo for talks with Peru`.
    """
    others = _TALKS_WITH.search(article.flat, end, high)
    there = {m.party.name for m in article.parties_in(end, others.start())} if others else set()
    if others and {m.party.name for m in article.parties_in(others.end(), high)} - there:
        return None
    for mention in article.parties_in(end, high):
        before = article.flat[end : mention.start]
        if re.search(r"(?:^|\b(?:to|in|from)\s)\s*(?:the\s+)?$", before) and mention.use != "demonym":
            return mention.party.name
    return None


def _clause(flat: str, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    low = sentence.start
    if sentence.section in {"headline", "standfirst"}:
        return low, sentence.end
    for broken in _CLAUSE_BREAK.finditer(flat, sentence.start, start):
        low = broken.end()
    stop = _CLAUSE_BREAK.search(flat, end, sentence.end)
    high = stop.start() if stop else sentence.end
    while low < start and flat[low] in " ,":
        low += 1
    return low, high
