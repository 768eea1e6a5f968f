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
    party_after,
    party_before,
)
from summarizer.engines.rules.groups import Group, may_hold_groups
from summarizer.engines.rules.lexicon import pattern, wording, words
from summarizer.engines.rules.presence import beside_whom, proof_of
from summarizer.engines.rules.sides import home_state, unlisted_side
from summarizer.engines.rules.tellings import EARLIER
from summarizer.engines.rules.wordings import Several, Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.person import PersonMention
    from summarizer.engines.rules.persons import Persons
    from summarizer.models.base import Role

_LED_BY: Final = wording("attendance", "led_by")
_NOT_A_TEAM: Final = pattern("attendance", "not_a_team")
_TALKS_LED: Final = pattern("attendance", "talks_led")
_AND_BY: Final = pattern("attendance", "and_by")
_LEADS: Final = wording("attendance", "leads")
_THAT_OF: Final = re.compile(r"\s+that\s+of\s+(?:the\s+)?", re.IGNORECASE)
_LED_FOR: Final = wording("attendance", "led_for")
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
_ATTENDED_BY: Final = Wording(r"\b(?:attended|joined)\s+by\s+", re.IGNORECASE)
_INCLUDED: Final = wording("attendance", "included")
_OBSERVED: Final = wording("attendance", "observed")
_AT_SIDE: Final = Wording(r"\bat\s+(?:his|her|their)\s+side\b", re.IGNORECASE)
_CHAIR: Final = Wording(r"\bhad\s+(?:only\s+)?an?\s+(?:observer's\s+)?(?:chair|seat)\b", re.IGNORECASE)
_HOST: Final = wording("attendance", "host")
_HOSTED_BY: Final = Wording(r"\b(?:hosted|chaired|co-chaired)\s+by\s+", re.IGNORECASE)
_MEDIATED_BY: Final = wording("attendance", "mediated_by")
_MEDIATES: Final = wording("attendance", "mediates")
_JOINT_PRESS: Final = wording("attendance", "joint_press")
_ARRIVED: Final = wording("attendance", "arrived")
_PHRASES: Final = Several(
    *(
        _LED_BY,
        _LEADS,
        _LED_FOR,
        _SENT,
        _HEADING,
        _FOR_PARTY,
        _ACROSS,
        _WITH,
        _BROUGHT,
        _ACCOMPANIED,
        _BESIDE,
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
            or sentence.words.isdisjoint(_GATE)
            or not (persons.may_name(sentence.start, sentence.end) or may_hold_groups(sentence.words))
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


_Phrase = tuple["PersonMention | Group", "Role", str | None, int, int]
_Said = dict[Wording, list[re.Match[str]]]
"""The phrases of attendance in a sentence, by their wordings."""


def _phrases(article: Article, persons: Persons, sentence: Sentence, said: _Said) -> Iterator[_Phrase]:
    flat, low, high = article.flat, sentence.start, sentence.end

    def negated(at: int) -> bool:
        return _NOT.search(flat[max(low, at - 60) : at]) is not None

    def after(
        match: re.Match[str], role: Role, side: str | None, first: Role | None = None
    ) -> Iterator[_Phrase]:
        for number, item in enumerate(list_after(article, persons, match.end(), sentence)):
            own = first if first and (number == 0 or not isinstance(item, Group)) else role
            yield item, own, side, match.start(), bounds(item)[1]

    def before(match: re.Match[str], role: Role, side: str | None = None) -> Iterator[_Phrase]:
        for item in list_before(article, persons, match.start(), sentence):
            yield item, role, side, bounds(item)[0], match.end()

    yield from _heads(article, persons, sentence, said)
    for match in said.get(_SENT, ()):
        side = party_before(article, match.start(), sentence, reach=45)
        if side and not negated(match.start()):
            yield from after(match, "member", side, "head")
    for match in said.get(_HEADING, ()):
        yield from after(match, "head", party_before(article, match.start(), sentence))
    for match in said.get(_FOR_PARTY, ()):
        named = article.parties_in(*match.span("party"))
        if (
            named
            and flat[named[0].end : match.end("party")].strip() in _SIDES
            and list_after(article, persons, match.end(), sentence, gap=40)
        ):
            leading: Role = "member" if _ATTENDED_BY.pattern.search(flat, low, match.start()) else "head"
            yield from after(match, "member", named[0].party.name, leading)
    for match in said.get(_ACROSS, ()):
        yield from after(match, "member", None, "head")
    for company in (_WITH, _BROUGHT):
        for match in said.get(company, ()):
            leader = [i for i in items_in(article, persons, low, match.start()) if not isinstance(i, Group)]
            if leader and not negated(match.start()):
                if list_after(article, persons, match.end(), sentence):
                    yield leader[-1], "head", None, bounds(leader[-1])[0], match.end()
                yield from after(match, "member", leader[-1].person.side or "=" + leader[-1].person.name)
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
    for match in said.get(_AT_SIDE, ()):
        beside = list_before(article, persons, match.start(), sentence)
        standing = persons.within(low, bounds(beside[0])[0]) if beside else []
        if standing:
            yield from before(match, "member", "=" + standing[0].person.name)
    for match in said.get(_PRESENT, ()):
        if negated(match.start()) or (
            match.group("in") is not None
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
        yield from after(match, "unknown", None)
    for match in said.get(_ATTENDED_BY, ()):
        yield from after(match, "member", None)
    for match in said.get(_INCLUDED, ()):
        side = party_before(article, match.end(), sentence)
        if side or "delegation" in match.group().lower() or "team" in match.group().lower():
            yield from after(match, "member", side)
    for match in said.get(_OBSERVED, ()):
        if not negated(match.start()):
            yield from before(match, "observer", None)
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


def _heads(article: Article, persons: Persons, sentence: Sentence, said: _Said) -> Iterator[_Phrase]:
    """Those who lead or are sent to speak for a side, and the sides they speak for."""
    flat, low, high = article.flat, sentence.start, sentence.end
    for match in said.get(_LED_BY, ()):
        subject = flat[max(low, match.start() - 90) : match.start()]
        if _NOT_A_TEAM.search(subject) or _NOT.search(subject[-40:]):
            continue
        at: re.Match[str] | None = match
        start = max(low, match.start() - 70)
        side = None if _TALKS_LED.search(subject) else party_before(article, match.start(), sentence)
        while at is not None:
            taken = list_after(article, persons, at.end(), sentence, gap=75)
            for number, item in enumerate(taken):
                if isinstance(item, Group) and number > 0:
                    yield item, "member", side, start, bounds(item)[1]
                elif not isinstance(item, Group) or not item.several:
                    yield item, "head", side, start, bounds(item)[1]
            end = bounds(taken[-1])[1] if taken else at.end()
            at = _AND_BY.match(flat, end, high)
            if at is not None:
                named = article.parties_in(*at.span("who"))
                side = named[0].party.name if named else None
                start = at.start("who")
                if not named:
                    break
    for match in said.get(_LEADS, ()):
        leaders = list_before(article, persons, match.start(), sentence)
        named = article.parties_in(*match.span("team"))
        side = named[-1].party.name if named else None
        if side is None and "government" in match.group("team").lower():
            side = home_state(article)
        if not _NOT.search(flat[max(low, match.start() - 40) : match.start()]):
            for item in leaders:
                if not isinstance(item, Group):
                    yield item, "head", side or item.person.side, bounds(item)[0], match.end()
        for other in _THAT_OF.finditer(flat, match.end(), high):
            for item in list_before(article, persons, other.start(), sentence):
                named_side = party_after(article, other.end()) or unlisted_side(article, other.end())
                yield item, "head", named_side, bounds(item)[0], other.end() + 10
    for match in said.get(_LED_FOR, ()):
        party = party_after(article, match.end())
        if party is None or _NOT.search(flat[max(low, match.start() - 40) : match.start()]):
            continue
        for item in list_before(article, persons, match.start(), sentence):
            if not isinstance(item, Group):
                yield item, "head", party, bounds(item)[0], match.end() + 12
