"""Who is said to lead a delegation or to speak for a party, and for which."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.actors import bounds, list_after, list_before, party_after, party_before
from summarizer.engines.rules.groups import Group
from summarizer.engines.rules.lexicon import pattern, wording
from summarizer.engines.rules.sides import home_state, unlisted_side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.person import PersonMention
    from summarizer.engines.rules.persons import Persons
    from summarizer.engines.rules.wordings import Wording
    from summarizer.models.base import Role

    Phrase = tuple[PersonMention | Group, Role, str | None, int, int]
    """Somebody whom a phrase of attendance names: role, side, and where the words that tell it begin and end."""
    Said = dict[Wording, list[re.Match[str]]]
    """The phrases of attendance in a sentence, by their wordings."""

_LED_BY: Final = wording("attendance", "led_by")
_UNDER: Final = wording("attendance", "under")
_NOT_A_TEAM: Final = pattern("attendance", "not_a_team")
_TALKS_LED: Final = pattern("attendance", "talks_led")
_AND_BY: Final = pattern("attendance", "and_by")
_LEADS: Final = wording("attendance", "leads")
_OVER: Final = wording("attendance", "over")
_THAT_OF: Final = re.compile(r"\s+that\s+of\s+(?:the\s+)?", re.IGNORECASE)
_LED_FOR: Final = wording("attendance", "led_for")
_FOR_EACH: Final = wording("attendance", "for_each")
_NOT: Final = pattern("attendance", "not")
HEADING: Final = (_LED_BY, _UNDER, _LEADS, _OVER, _LED_FOR, _FOR_EACH)
"""The wordings of those who lead."""


def heads(article: Article, persons: Persons, sentence: Sentence, said: Said) -> Iterator[Phrase]:
    """Those who lead or are sent to speak for a side, and the sides they speak for."""
    flat, low, high = article.flat, sentence.start, sentence.end
    for match in (*said.get(_LED_BY, ()), *said.get(_UNDER, ())):
        verb = match.start("verb")
        subject = flat[max(low, verb - 90) : verb]
        if _NOT_A_TEAM.search(subject) or _NOT.search(subject[-40:]):
            continue
        at: re.Match[str] | None = match
        start = max(low, verb - 70)
        side = (
            side_told(article, low, verb)
            if _TALKS_LED.search(subject)
            else party_before(article, verb, sentence)
        )
        while at is not None:
            taken = list_after(
                article, persons, at.end(), sentence, gap=75 if at.re is not _UNDER.pattern else 20
            )
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
    for match in (*said.get(_LEADS, ()), *said.get(_OVER, ())):
        leaders = list_before(article, persons, match.start(), sentence)
        named = article.parties_in(*match.span("team"))
        side = named[-1].party.name if named else None
        other_side = "=" if match.group("team").lower().startswith("the other") else None
        if side is None and "government" in match.group("team").lower():
            side = home_state(article)
        if not _NOT.search(flat[max(low, match.start() - 40) : match.start()]):
            for item in leaders:
                if not isinstance(item, Group):
                    yield item, "head", side or item.person.side or other_side, bounds(item)[0], match.end()
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
    if _FOR_EACH in said:
        yield from _each_for(article, persons, sentence)


def _each_for(article: Article, persons: Persons, sentence: Sentence) -> Iterator[Phrase]:
    """Those who stand there for two parties or more: `signed by Ada Moe for Norway and Bo Lind for Sweden`."""
    flat = article.flat
    found: list[tuple[PersonMention, str, int]] = []
    for match in _FOR.finditer(flat, sentence.start, sentence.end):
        party = article.party_at(match.end())
        if party is None:
            continue
        low = max(sentence.start, match.start() - 60)
        persons.promote(low, match.start())
        named = [
            m
            for m in persons.within(low, match.start())
            if not m.possessive and _SPEAKS.fullmatch(flat, m.outer_end, match.start())
        ]
        found += [(mention, party.party.name, match.end()) for mention in named]
    if len({party for _, party, _ in found}) > 1:
        for mention, side, end in found:
            yield mention, "head", side, mention.outer_start, end


_SPEAKS: Final = re.compile(
    r"(?:,?\s(?:has\s|had\s|will\s)?(?:spoken?|signed?|acted|led|negotiated|sat|sits?|there|attending|present|initialled))?"
)
_FOR: Final = re.compile(r",?\s(?:for|on\s+behalf\s+of)\s(?:the\s)?")


def side_told(article: Article, low: int, high: int) -> str | None:
    """The party whose side a sentence tells of in its course: `On the Kazakh side the talks were led by`."""
    told = _SIDE_TOLD.search(article.flat, low, high)
    named = article.parties_in(*told.span()) if told else ()
    return named[0].party.name if named else None


_SIDE_TOLD: Final = re.compile(
    r"\b(?:[Ff]rom|[Oo]n|[Ff]or)\s+(?:the\s+)?[A-Z][^,;:.\"]{2,40}?\s+(?:side|part|delegation|team)\b"
)


def sent_too(article: Article, persons: Persons, sentence: Sentence, sent: list[Phrase]) -> Iterator[Phrase]:
    """Whom another party sent in the same breath: `Norway sent Ada Moe and Sweden its trade minister, Bo Lind`."""
    for item, *_ in sent:
        and_party = _AND_ANOTHER.match(article.flat, bounds(item)[1], sentence.end)
        party = article.party_at(and_party.end()) if and_party else None
        if party is not None and article.flat[party.end : party.end + 1] in {" ", ","}:
            for other in list_after(article, persons, party.end, sentence, gap=12):
                yield other, "head", party.party.name, party.start, bounds(other)[1]


_AND_ANOTHER: Final = re.compile(r"(?:,?\s+(?:and|while)|;)\s+(?:the\s+)?(?=[A-Z])")
