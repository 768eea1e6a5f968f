"""For which party a speaker's words speak: one that they name, or one that the article names before or after them."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.lexicon import wording, words
from summarizer.engines.rules.speakerwords import INSTITUTION, OWNING, SPOKESMEN, WORD, words_in
from summarizer.resolve.actors import party as party_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.engines.rules.article import Article
    from summarizer.engines.rules.heard import Heard
    from summarizer.resolve.actors import PartyMention

_OWNERS: Final = OWNING - {"my"}
_GOVERNING: Final = words("speakers", "governing")
_BODIES: Final = words("speakers", "bodies")
_ARMED: Final = frozenset({"group", "movement", "front", "militia"})
_BODY_WITHIN: Final = 3000  # code points between a body and the noun it is called by
_SEAT: Final = re.compile(
    r"(?:^|[.;:\"]\s{1,2}\"?)(?:[Ii]n|[Ff]rom)\s(?P<seat>(?:[A-Z][\w'-]+\s?){1,3})(?:\s?(?:(?:on|late|early)\s[^,;.\"]{3,30}|meanwhile|later))?,?\s(?:the\s|an?\s)?$"
)
_SEAT_WITHIN: Final = 90  # code points of a sentence before its speaker
_SHORTLY: Final = 500  # code points between "a Chadian official" and "the official"
_PLACED: Final = re.compile(r"\b(?:to|for|with|in|at|on|against)\s(?:the\s)?$")
_OF_OFFICE: Final = re.compile(
    r"['’]s\s(?:readout|statement|note|communiqu[eé]|text|account|version|release|spokes\w+)$"
)
_ONE_SOURCE: Final = wording("sources", "one_source")


def publisher(outlet: str | None) -> str | None:
    """The party whose ministry or office publishes the article itself."""
    if outlet is None or not set(words_in(outlet.lower())) & (_GOVERNING | {"kremlin", "house"}):
        return None
    owner = party_of(outlet)
    return owner.name if owner else None


def party_named(
    heard: Heard, mentions: Sequence[PartyMention], start: int, end: int, behind: int, head: str
) -> str | None:
    """The party of a speaker's words: in front of the noun, or behind it as its owner."""
    for mention in mentions:
        before = heard.article.flat[max(start, mention.start - 12) : mention.start]
        if mention.start < behind or not _PLACED.search(before):
            return mention.party.name
        if before.endswith(("in ", "for ", " for the ", " to the ")) and (
            head in INSTITUTION or head in SPOKESMEN
        ):
            return mention.party.name
    lower = heard.article.flat[start:end].lower()
    if not any(owner in lower for owner in _OWNERS):
        return None
    for match in WORD.finditer(heard.article.flat, start, end):
        word = match.group().lower()
        if word in _OWNERS and match.start() > start:
            own = paragraph_party(heard.article, start)
            if own is not None and word in {"its", "their"}:
                return own
            owner = next(
                (
                    s
                    for s in reversed(heard.sources[-8:])
                    if s.kind
                    in (
                        {"institution", "party", "delegation"} if word == "its" else {"person", "institution"}
                    )
                    and s.side
                ),
                None,
            )
            return owner.side if owner else None
    return None


def paragraph_party(article: Article, at: int) -> str | None:
    """The party named last before an offset, in its paragraph."""
    sentence = article.sentence_at(at)
    if sentence is None:
        return None
    paragraph = article.before_in_paragraph(sentence)
    begin = article.sentences[paragraph[-1] if paragraph else sentence.index].start
    mentions = [m for m in article.parties_in(begin, at) if m.use != "demonym"]
    return mentions[-1].party.name if mentions else None


def earlier_party(heard: Heard, whole: str) -> str | None:
    """The party of "the ministry": that of the body named before."""
    whole = _OF_OFFICE.sub("", whole)  # "the department's readout" is the department's
    if (
        "'s" in whole
        or "’s" in whole
        or not whole.lower().startswith(("the ", "its ", "their "))
        or not words_in(whole.lower())[-1:]
        or not set(words_in(whole.lower())) & _GOVERNING
    ):
        return None
    noun = words_in(whole.lower())[-1]
    last: str | None = None
    for source in reversed(heard.sources):
        if source.kind not in {"institution", "delegation", "person"}:
            continue
        same = noun in (source.descriptor or "").lower()
        if (same or last is None) and source.side:
            last = source.side
            if same:
                break
    return last


def seated_party(article: Article, start: int, whole: str) -> str | None:
    """The party whose town stands before its office: "In Islamabad, the Foreign Office said"."""
    if _GOVERNING.isdisjoint(words_in(whole.lower())):
        return None
    seat = _SEAT.search(article.flat, max(0, start - _SEAT_WITHIN), start)
    if seat is None:
        return None
    return next((m.party.name for m in article.parties_in(*seat.span("seat"))), None)


def body_meant(article: Article, head: str, first: str, at: int) -> str | None:
    """The organisation or group that "the bloc", "the movement" means: the last one named."""
    if head not in _BODIES or first not in {"the", "this"}:
        return None
    named = [m.party for m in article.parties_in(max(0, at - _BODY_WITHIN), at)]
    wanted = "group" if head in _ARMED else "organisation"
    return next((p.name for p in reversed(named) if p.kind == wanted), None)


def introduced_party(article: Article, head: str, at: int, whole: str) -> str | None:
    """The party of "the official": that of "a Chadian official" shortly before, whatever was told of him there."""
    if not whole.lower().startswith(("the ", "that ")):
        return None
    for match in reversed(list(_ONE_SOURCE.pattern.finditer(article.flat, max(0, at - _SHORTLY), at))):
        if match["noun"].lower() == head and match["article"].lower() != "the":
            return next((m.party.name for m in article.parties_in(*match.span())), None)
    return None


def revealed_parties(article: Article) -> dict[str, str]:
    """Parties that the article gives to a source only later: "a senior source" is "the Israeli source" below.

    Only where the article has one such source, so that "the" cannot mean another.
    """
    new: dict[str, set[str | None]] = {}
    known: dict[str, set[str]] = {}
    told = (_ONE_SOURCE.finditer_in(sentence, article.flat) for sentence in article.sentences)
    for match in chain.from_iterable(told):
        noun = match.group("noun").lower()
        party = next((m.party.name for m in article.parties_in(*match.span())), None)
        if match.group("article").lower() == "the":
            if party:
                known.setdefault(noun, set()).add(party)
        else:
            new.setdefault(noun, set()).add(party)
    return {
        noun: parties.pop()
        for noun, parties in known.items()
        if len(parties) == 1 and new.get(noun) == {None}
    }
