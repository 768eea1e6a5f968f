"""The signature of a read article: who is said to have met when and where, and fingerprints of its words."""

from __future__ import annotations

import re
from collections import Counter
from sys import intern
from typing import TYPE_CHECKING, Final, NamedTuple

from summarizer.fusion.grouping import meets, told
from summarizer.fusion.occasion import span
from summarizer.grouping.prints import names_print, quotation_print, words_print
from summarizer.models.document import CITABLE, reported
from summarizer.resolve.actors import find_parties, party
from summarizer.resolve.gazetteer import unaccented

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.grouping.prints import Print
    from summarizer.models.reading import Meeting
    from summarizer.models.verified import Grounded, VerifiedReading
    from summarizer.resolve.actors import PartyMention

MEETINGS: Final = 6
"""Meetings of an article that are looked at, the main one first; a digest of the week tells of more."""
PERSONS: Final = 12
"""Participants that are looked at."""
PARTIES: Final = 12
"""Parties of a meeting that are looked at: a summit has more, and is known by these."""
NAMED: Final = 3
"""Parties that an article names most: of more it is hardly about all."""
LONGEST: Final = 14
"""Days of the longest meeting; a wider date, such as a month, says when it was and not which one."""
REPORTED: Final = 7
"""Days before the article within which a meeting that is news and not dated took place."""
_OF_TALKS: Final = re.compile(
    r"\b(?:met|meetings?|talks|negotiat\w+|delegat\w+|summit|envoys?|encounter|visit\w*)\b", re.IGNORECASE
)


class Occasion(NamedTuple):
    """One meeting as one article tells it."""

    parties: frozenset[str]
    """Canonical names, as printed where no table has them."""
    first: int | None
    """First day (proleptic Gregorian ordinal) on which it may have begun; None where nothing tells."""
    last: int | None
    """Last day on which it may have ended."""
    dated: bool
    """Whether the article gives these days; else its own date does, and they bound a guess."""
    country: str | None
    """ISO 3166-1 alpha-2 code of the country where it took place."""
    town: str | None
    """Without accents: Cucuta."""


class Person(NamedTuple):
    """Who took part in a meeting."""

    name: str
    side: str | None
    """Canonical name of the party that they act for."""


class Signature(NamedTuple):
    """All that grouping needs to know of an article; about a kilobyte."""

    key: str
    """What tells it from others, and breaks ties: never a place in an order of input."""
    published: int | None
    """Its own date (ordinal)."""
    occasions: tuple[Occasion, ...]
    """The meetings that it tells of, the main one first; none where it reports only what somebody stated."""
    persons: tuple[Person, ...]
    """Who took part in the main one."""
    quotations: Print
    words: Print
    parties: frozenset[str]
    """The parties that the article names most, whether or not they met."""
    names: Print
    """Words of other names in it."""
    of_talks: bool
    """Whether it speaks of people who meet, even where no meeting could be read in it."""


def signature(reading: VerifiedReading, *, key: str) -> Signature:
    """The signature of a reading, whatever engine read. `key` must be its own, such as the SHA-256 of the text."""
    document = reading.document
    quotations, words = quotation_print(document), words_print(document)
    published = document.published.toordinal() if document.published else None
    text = reported(document)
    own = "\n".join(text[s.start : s.end] for s in document.sections if s.kind in CITABLE)
    parties = find_parties(own)
    known = quotations, words, _named_most(parties), names_print(own, parties)
    if not meets(reading):
        return Signature(key, published, (), (), *known, of_talks=bool(_OF_TALKS.search(own)))
    meetings = [meeting for meeting in reading.meetings if meeting.claim.kind != "statement"][:MEETINGS]
    # one that is news has taken place shortly before the article; of others told beside it nothing is known
    main = _occasion(reading, meetings[0], since=published and published - REPORTED, until=published)
    occasions = dict.fromkeys((main, *(_occasion(reading, meeting) for meeting in meetings[1:])))
    persons = dict.fromkeys(
        Person(p.claim.name, _side(p.claim.side)) for p in reading.participants if p.claim.name
    )
    return Signature(key, published, tuple(occasions), tuple(persons)[:PERSONS], *known, of_talks=True)


def _named_most(parties: Iterable[PartyMention]) -> frozenset[str]:
    counted = Counter(mention.party.name for mention in parties)
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return frozenset(intern(name) for name, _ in ranked[:NAMED])


def _side(words: str | None) -> str | None:
    known = party(words) if words else None
    return known.name if known else words


def _occasion(
    reading: VerifiedReading,
    meeting: Grounded[Meeting],
    *,
    since: int | None = None,
    until: int | None = None,
) -> Occasion:
    """The meeting; one that was held and is not dated was between `since` and `until`, as far as these are known."""
    known = told(reading, meeting)
    first, last = since, until
    dated = False
    if known.date:
        first, last = (day.toordinal() for day in span(known.date))
        dated = last - first <= LONGEST
    elif meeting.claim.status not in {"held", "ongoing"}:
        first = last = None
    return Occasion(
        parties=frozenset(intern(name) for name in sorted(known.parties)[:PARTIES]),
        first=first,
        last=last,
        dated=dated,
        country=known.country,
        town=intern(unaccented(known.town).title()) if known.town else None,
    )
