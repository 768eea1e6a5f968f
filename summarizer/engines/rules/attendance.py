"""Who is said to lead a delegation, to be sent, to attend, host, mediate or watch: phrases of attendance and their people.

These hold for the whole article: whoever heads "the Kazakh side" acts for Kazakhstan wherever he is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.actors import (
    bounds,
    items_in,
    list_after,
    list_before,
    party_before,
)
from summarizer.engines.rules.groups import Group, may_hold_groups
from summarizer.engines.rules.heads import HEADING, heads, sent_too, side_told
from summarizer.engines.rules.lexicon import pattern, wording, words
from summarizer.engines.rules.person import PersonMention
from summarizer.engines.rules.presence import beside_whom, bodies_before, in_company_of, proof_of, role_beside
from summarizer.engines.rules.tellings import EARLIER
from summarizer.engines.rules.wordings import Several, Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.heads import Phrase, Said
    from summarizer.engines.rules.persons import Persons
    from summarizer.models.base import Role

_SENT: Final = wording("attendance", "sent")
_HEADING: Final = wording("attendance", "heading")
_FOR_PARTY: Final = wording("attendance", "for_party")
_ACCOMPANIED: Final = wording("attendance", "accompanied")
_ACROSS: Final = wording("attendance", "across")
_BROUGHT: Final = wording("attendance", "brought")
_WITH: Final = wording("attendance", "with")
_BESIDE: Final = wording("attendance", "beside")
_PRESENT: Final = wording("attendance", "present")
_ALSO: Final = wording("attendance", "also")
_ATTENDED_BY: Final = Wording(r"\b(?:attended|joined|assisted)\s+by\s+", re.IGNORECASE)
_OBSERVED_BY: Final = Wording(r"\b(?:observed|watched|witnessed|monitored)\s+by\s+", re.IGNORECASE)
_FALLS_TO: Final = wording("attendance", "falls_to")
_TOGETHER: Final = wording("attendance", "together")
_IN_TEAM: Final = wording("attendance", "in_team")
_INCLUDED: Final = wording("attendance", "included")
_OBSERVED: Final = wording("attendance", "observed")
_BESIDE_ONE: Final = wording("attendance", "beside_one")
_AT_SIDE: Final = wording("attendance", "at_side")
_CHAIR: Final = Wording(r"\bhad\s+(?:only\s+)?an?\s+(?:observer's\s+)?(?:chair|seat)\b", re.IGNORECASE)
_HOST: Final = wording("attendance", "host")
_HOSTED_BY: Final = Wording(r"\b(?:hosted|chaired|co-chaired)\s+by\s+", re.IGNORECASE)
_MEDIATED_BY: Final = wording("attendance", "mediated_by")
_MEDIATES: Final = wording("attendance", "mediates")
_JOINT_PRESS: Final = wording("attendance", "joint_press")
_ARRIVED: Final = wording("attendance", "arrived")
_PHRASES: Final = Several(
    *(
        *HEADING,
        _SENT,
        _HEADING,
        _FOR_PARTY,
        _ACROSS,
        _WITH,
        _BROUGHT,
        _ACCOMPANIED,
        _BESIDE,
        _BESIDE_ONE,
        _FALLS_TO,
        _OBSERVED_BY,
        _TOGETHER,
        _IN_TEAM,
    ),
    *(_AT_SIDE, _PRESENT, _ALSO, _ATTENDED_BY, _INCLUDED, _OBSERVED, _CHAIR, _HOST, _HOSTED_BY, _MEDIATED_BY),
    *(_MEDIATES, _ARRIVED, _JOINT_PRESS),
)
_SIDES: Final = frozenset(("", "side", "delegation", "team", "party", "'s side"))
_NOT: Final = pattern("attendance", "not")
_FUTURE: Final = pattern("attendance", "future")
# "On the Kazakh side, it was asked" names nobody who attends unless one of these words stands there too.
_GATE: Final = words("occasion", "attendance")
_AT_TALKS: Final = pattern("attendance", "at_talks")


_MIDDLE: Final = re.compile(r"in\s+the\s+(?:middle|cent)", re.IGNORECASE)
_SPOKES: Final = frozenset(("spokesman", "spokeswoman", "spokesperson"))
# "picked Ada Moe as its ambassador", "nominated Bo Lind to the court": not for the talks
_TO_OFFICE: Final = re.compile(
    r",?\s+(?:as|to\s+be|to\s+become|for|to)\s+(?![^,.;]{0,40}\b(?:negotiat|delegat|talks|team|represent|envoy|speak|attend|meet|lead|head))"
)
_LISTED: Final = 40  # code points before unnamed people who stand in a list


@dataclass(frozen=True, slots=True)
class Attendance:
    """One person or unnamed group that a phrase puts at a meeting."""

    item: PersonMention | Group
    role: Role
    side: str | None
    proof: tuple[int, int]
    announced: bool
    sentence: Sentence


def find_attendance(article: Article, persons: Persons) -> list[Attendance]:
    """Phrases of attendance in the order of the article."""
    found: list[Attendance] = []
    for sentence in article.sentences:
        if (
            sentence.section == "caption"
            or _GATE.isdisjoint(sentence.lower)
            or not (persons.may_name(sentence.start, sentence.end) or may_hold_groups(sentence.lower))
        ):
            continue
        said = _PHRASES.matches_in(sentence, article.flat)
        if not said or EARLIER.search_in(sentence, article.flat):
            continue
        for item, role, side, start, end in _phrases(article, persons, sentence, said):
            begin = min(start, bounds(item)[0])
            if isinstance(item, Group) and item.start - begin > _LISTED:
                begin = end = -1  # one of a list, whose own words prove it
            announced = bool(
                _FUTURE.search(
                    article.flat, max(sentence.start, min(start, bounds(item)[0])), max(end, start)
                )
            )
            found.append(
                Attendance(
                    item,
                    role,
                    side,
                    bounds(item)
                    if begin < 0
                    else proof_of(article, sentence, begin, max(end, bounds(item)[1])),
                    announced,
                    sentence,
                )
            )
    return found


def _phrases(article: Article, persons: Persons, sentence: Sentence, said: Said) -> Iterator[Phrase]:
    flat, low, high = article.flat, sentence.start, sentence.end

    def negated(at: int) -> bool:
        return _NOT.search(flat[max(low, at - 60) : at]) is not None

    def after(
        match: re.Match[str], role: Role, side: str | None, first: Role | None = None, gap: int = 45
    ) -> Iterator[Phrase]:
        for number, item in enumerate(list_after(article, persons, match.end(), sentence, gap=gap)):
            own = first if first and (number == 0 or not isinstance(item, Group)) else role
            yield item, own, side, match.start(), bounds(item)[1]

    def before(match: re.Match[str], role: Role, side: str | None = None) -> Iterator[Phrase]:
        for item in list_before(article, persons, match.start(), sentence):
            yield item, role, side, bounds(item)[0], match.end()

    yield from heads(article, persons, sentence, said)
    for match in said.get(_SENT, ()):
        near = match.group("near") is not None
        own = article.party_at(match.start() - 2)
        side = (own and own.party.name) if near else party_before(article, match.start(), sentence, reach=45)
        if side and not negated(match.start()):
            lent = match.group("lent") is not None
            sent = list(after(match, "member", side, "mediator" if lent else "head"))
            if not (near and sent and _TO_OFFICE.match(flat, sent[-1][-1], high)):
                yield from sent
                yield from sent_too(article, persons, sentence, sent)
    for match in said.get(_HEADING, ()):
        inside = article.parties_in(*match.span())
        side = inside[0].party.name if inside else party_before(article, match.start(), sentence)
        yield from after(match, "head", side)
    for match in said.get(_FALLS_TO, ()):
        yield from after(match, "member", party_before(article, match.start(), sentence, reach=160))
    for match in said.get(_TOGETHER, ()):
        yield from after(match, "head", None)
    for match in said.get(_IN_TEAM, ()):
        if not negated(match.start()):
            of = article.parties_in(*match.span("team"))
            yield from before(
                match, "head" if _MIDDLE.match(match.group()) else "member", of[0].party.name if of else None
            )
    for match in said.get(_FOR_PARTY, ()):
        named = article.parties_in(*match.span("party"))
        if (
            named
            and flat[named[0].end : match.end("party")].strip() in _SIDES
            and (listed := list_after(article, persons, match.end(), sentence, gap=40))
            and not (isinstance(listed[0], PersonMention) and listed[0].person.roles & _SPOKES)
        ):
            leading: Role = "member" if _ATTENDED_BY.pattern.search(flat, low, match.start()) else "head"
            yield from after(match, "member", named[0].party.name, leading)
    for match in said.get(_ACROSS, ()):
        for one in persons.within(*match.span()):
            yield one, "head", None, *match.span()
        yield from after(match, "member", None, "head")
    for company in (_WITH, _BROUGHT):
        for match in said.get(company, ()):
            leader = [i for i in items_in(article, persons, low, match.start()) if not isinstance(i, Group)]
            if leader and not negated(match.start()):
                if list_after(article, persons, match.end(), sentence):
                    yield leader[-1], "head", None, bounds(leader[-1])[0], match.end()
                yield from after(match, "member", leader[-1].person.side or "=" + leader[-1].person.name)
            elif company is _BROUGHT and (mark := in_company_of(article, persons, sentence, match.start())):
                yield from after(match, "member", mark)
    for match in said.get(_ACCOMPANIED, ()):
        if match.group("whom").lower() != "by" and not match.group("whom").lower().startswith("by "):
            leader = persons.within(*match.span("whom"))
            yield from before(match, "member", "=" + leader[0].person.name if leader else None)
    for match in said.get(_BESIDE, ()):
        whom = beside_whom(article, persons, match)
        if whom is not None:
            for mention in persons.within(match.start("whom"), match.end("whom")):
                yield mention, "head", None, match.start(), match.end()
            yield from after(match, "member", "=" + whom.name)
    for match in said.get(_BESIDE_ONE, ()):
        for item in list_after(article, persons, match.end(), sentence, gap=75)[:1]:
            if not isinstance(item, Group):
                yield (
                    item,
                    role_beside(persons, item, low),
                    item.person.side,
                    match.start(),
                    bounds(item)[1],
                )
    for match in said.get(_AT_SIDE, ()):
        beside = list_before(article, persons, match.start(), sentence)
        standing = persons.within(low, bounds(beside[0])[0]) if beside else []
        if standing:
            yield from before(match, "member", "=" + standing[0].person.name)
    for match in said.get(_PRESENT, ()):
        if negated(match.start()) or (
            match.group("in") is not None
            and match.group("as") is None
            and flat[match.end() : match.end() + 1] not in {".", ","}
            and not _AT_TALKS.search(flat, match.start(), high)
        ):
            continue
        if flat.startswith(" by", match.end()):
            continue
        stop = flat.find(";", match.start(), high)
        watched = _OBSERVED.pattern.search(flat, match.start(), high if stop < 0 else stop)
        role: Role = "observer" if watched else "member"
        yield from before(match, role)
    for match in said.get(_ALSO, ()):
        of = article.parties_in(*match.span())
        yield from after(match, "member" if of else "unknown", of[0].party.name if of else None)
    for match in said.get(_ATTENDED_BY, ()):
        side = side_told(article, low, match.start()) or in_company_of(
            article, persons, sentence, match.start()
        )
        yield from after(match, "member", side, gap=75)
    for match in said.get(_OBSERVED_BY, ()):
        yield from after(match, "observer", None)
    for match in said.get(_INCLUDED, ()):
        side = party_before(article, match.end(), sentence)
        if side or "delegation" in match.group().lower() or "team" in match.group().lower():
            yield from after(match, "member", side)
    for match in said.get(_OBSERVED, ()):
        if not negated(match.start()):
            yield from before(match, "observer", None)
            for body in bodies_before(article, match):
                yield body, "observer", None, body.start, match.end()
    for match in said.get(_CHAIR, ()):
        side = party_before(article, match.start(), sentence)
        for item in items_in(article, persons, match.end(), min(high, match.end() + 90)):
            if not isinstance(item, Group) and side:
                yield item, "observer", side, low, bounds(item)[1]
    for match in said.get(_HOST, ()):
        if not negated(match.start()):
            yield from before(match, "host")
    for match in said.get(_HOSTED_BY, ()):
        yield from after(match, "host", None)
    for match in said.get(_MEDIATED_BY, ()):
        yield from after(match, "mediator", None)
    for match in said.get(_MEDIATES, ()):
        if not negated(match.start()):
            yield from before(match, "mediator")
    for match in said.get(_ARRIVED, ()):
        yield from before(match, "unknown")
    for match in said.get(_JOINT_PRESS, ()):
        spoken = [i for i in items_in(article, persons, low, match.start()) if not isinstance(i, Group)]
        if spoken:
            yield spoken[-1], "head", None, bounds(spoken[-1])[0], match.end()
        yield from after(match, "head", None)
