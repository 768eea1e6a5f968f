"""Who speaks: words for a speaker turned into a person, an institution, a party or an anonymous source."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from summarizer.engines.rules.lexicon import table

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.persons import Person, Persons
    from summarizer.models.base import Record

_ANONYMOUS: Final = re.compile(
    r"\b(?:sources?|officials?|diplomats?|insiders?|aides?|negotiators?|officers?|people|persons?|envoys|advisers|advisors|ministers|lawmakers|mediators?|"
    r"figures?|individuals?|participants?|delegates?|commanders?|leaders|representatives?)\b",
    re.I,
)
_INSTITUTION: Final = re.compile(
    r"\b(?:ministry|office|presidency|government|cabinet|administration|embassy|chancellery|department|council|commission|secretariat|"
    r"parliament|army|military|foreign\s+ministry|white\s+house|kremlin|pentagon|state\s+department|spokes(?:man|woman|person)|spokespeople|movement|"
    r"leadership|bureau|politburo|mission|statement|communiqu[eé]|readout|agency|coalition|group|junta|palace|cabinet|forces|press\s+service)\b",
    re.I,
)
_DELEGATION: Final = re.compile(r"\b(?:delegations?|team|side|negotiating\s+team)\b", re.I)
_BOTH: Final = re.compile(
    r"\b(?:both|two|three|all)\s+(?:sides?|countries|parties|nations|leaders|ministers|governments|delegations|states|teams)\b|\bthe\s+(?:sides|parties|leaders|ministers|delegations|presidents|neighbou?rs)\b",
    re.I,
)
_PRONOUN: Final = frozenset({"he", "she", "they", "it", "i", "we", "his", "her", "their", "him"})
_OBSERVER: Final = re.compile(
    r"\b(?:analysts?|experts?|professors?|researchers?|observers?|critics?|residents?|witness(?:es)?|scholars?|historians?|lawyers?|activists?|columnists?|"
    r"economists?|pundits?|villagers?|protesters?|families|relatives|think\s+tank|institute|monitors?|report|reports|newspaper|media|author|traders?|companies|company)\b",
    re.I,
)
_DEMONSTRATIVE: Final = re.compile(r"^(?:the|that|this|these|those|another|same)\b", re.I)
_OFFICE: Final = re.compile(r"\b(?:minister|president|premier|chancellor|ambassador|envoy|secretary|king|emir|prince|prime\s+minister)$", re.I)
_SEVERAL: Final = re.compile(r"^(?:an?|one|another|some|former)\b", re.I)
_ONE_SOURCE: Final = re.compile(r"\b(?P<article>a|an|one|another|the)\s+(?:[\w'-]+\s+){0,4}?(?P<noun>source|official|diplomat|aide|negotiator|officer)\b", re.I)
_MEDIA: Final = table("media")
_OUTLET: Final = (
    r"(?:(?:[Tt]he\s+)?(?:" + "|".join(sorted((re.escape(n) for n in _MEDIA["names"]), key=len, reverse=True)) + r")(?![\w-])"
    r"|(?:[Tt]he\s+)?(?:[A-Z][\w'-]*\s+|of\s+|and\s+){0,4}?(?:" + "|".join(_MEDIA["ends"]) + r")\b(?:\s+of\s+[A-Z]\w+)?)"
)
_VIA: Final = re.compile(
    rf"\b(?:told|tells|telling|spoke\s+to|speaking\s+to|spoke\s+with|speaking\s+with|interview\s+with|interview\s+to|interview\s+on|quoted\s+by|reported\s+by|cited\s+by|carried\s+by|"
    rf"published\s+(?:by|in)|said\s+to|statement\s+to|comments?\s+to|remarks\s+to|appearance\s+on|speaking\s+on)\s+"
    rf"(?:(?:the\s+)?(?:[\w-]+\s+){{0,4}}?(?:{'|'.join(_MEDIA['common'])})\s+)?(?P<outlet>{_OUTLET})"
)
_CHANNEL: Final = re.compile(
    r"\b(?:in\s+a\s+(?:joint\s+|written\s+|brief\s+|separate\s+|press\s+)?(?:statement|communiqu[eé]|post|letter|speech|readout|note|televised\s+\w+)|(?:told|briefed)\s+(?:reporters|journalists|parliament|lawmakers)|"
    r"press\s+conference|news\s+conference|through\s+a\s+spokes\w+|foreign\s+ministry|in\s+an?\s+(?:\w+\s+)?interview)\b",
    re.I,
)
_HEDGE: Final = re.compile(r"\b(?:reportedly|allegedly|alleged|purportedly|purported|apparently|supposedly|unconfirmed)\b", re.I)


@dataclass(frozen=True, slots=True)
class Source:
    """A speaker as the article gives them."""

    kind: Literal["person", "institution", "party", "anonymous", "delegation", "both", "observer", "unknown"]
    start: int
    end: int
    party: str | None
    person: Person | None = None
    descriptor: str | None = None
    via: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    owner: Person | None = None
    """The person whose office or spokesman speaks."""

    @property
    def side(self) -> str | None:
        """The party they speak for, as far as the article tells by now."""
        return self.party or (self.owner.side if self.owner else None) or (self.person.side if self.person else None)

    @property
    def record(self) -> Record:
        """On what record they speak."""
        if self.kind in {"person", "institution"}:
            return "named"
        return "anonymous" if self.kind == "anonymous" else "unattributed"


class Sources:
    """Reads speakers in the order of the article; remembers who "he" and "the source" are."""

    def __init__(self, article: Article, persons: Persons, talks: tuple[str, ...]) -> None:
        self._article = article
        self._persons = persons
        self._talks = talks
        self._last_person: Source | None = None
        self._last: Source | None = None
        self._last_institution: Source | None = None
        self._anonymous: list[Source] = []
        self._revealed = self._parties_of_definite_sources()

    def read(self, start: int, end: int, sentence: Sentence, *, name: str | None = None) -> Source:
        """The speaker whom the words from `start` to `end` mean.

        Calls come in the order of the text, since pronouns and "the source" look back.
        """
        start, end = self._widen(start, end, sentence)
        words = self._article.flat[start:end]
        source = self._classify(start, end, words, name, sentence)
        via = self._via(sentence, source)
        if via:
            source = replace(source, via=tuple(dict.fromkeys((*source.via, *via))))
        self._remember(source, words)
        return source

    def previous(self) -> Source | None:
        """The last speaker."""
        return self._last

    def hedges(self, start: int, end: int) -> tuple[str, ...]:
        """The reporter's hedges in a stretch outside quotation marks, verbatim."""
        return tuple(dict.fromkeys(self._article.words_of(*m.span()) for m in _HEDGE.finditer(self._article.flat, start, end)))[:6]

    def _widen(self, start: int, end: int, sentence: Sentence) -> tuple[int, int]:
        """Take in the owner and title that stand before a speaker's noun: "Netanyahu's" before "office"."""
        tokens, flat = sentence.tokens, self._article.flat
        i = sentence.token_at(start)
        while 0 < i < len(tokens):
            before = tokens[i - 1]
            gap = flat[before.end : tokens[i].start]
            joined = gap in {" ", "'s ", "' ", "-"} and (
                before.possessive
                or (before.cap and before.start > sentence.start and tokens[i].cap)
                or self._article.party_at(before.start) is not None
                or before.lower in {"foreign", "defense", "defence", "senior", "political", "prime", "minister", "the", "a", "an", "presidential", "top", "interior", "finance"}
            )
            if not joined or before.lower in {"that", "saying", "said"}:
                break
            i -= 1
            if before.lower in {"a", "an", "the"}:
                break
        if i < len(tokens):
            start = min(start, tokens[i].start)
        for mention in self._persons.within(start, end):
            start = min(start, mention.outer_start)
        return start, end

    def _classify(self, start: int, end: int, words: str, name: str | None, sentence: Sentence) -> Source:
        article = self._article
        lower = words.lower().strip()
        if lower in _PRONOUN:
            found = self._pronoun(lower, sentence)
            if found is not None:
                return replace(found, start=start, end=end, via=found.via if found.kind == "anonymous" else ())
            if name:
                person = self._persons.named(name.split(",")[0])
                if person:
                    return Source("person", start, end, person.side, person)
            return Source("unknown", start, end, None)
        people = self._persons.within(start, end)
        named = [m for m in people if not m.possessive]
        owned = [m for m in people if m.possessive]
        descriptor = article.words_of(start, end)[:300]
        if named:
            mention = named[0]
            if mention.person.observer:
                return Source("observer", start, end, None, mention.person)
            return Source("person", start, end, mention.person.side, mention.person)
        parties = tuple(dict.fromkeys(m.party.name for m in article.parties_in(start, end)))
        party = parties[0] if len(parties) == 1 else self._owner(start, end)
        if owned and party is None:
            party = owned[-1].person.side
        if _BOTH.search(words) and not party:
            return Source("both", start, end, None, descriptor=descriptor, parties=self._talks)
        if len(parties) > 1 and re.search(r"\band\b", words) and not _ANONYMOUS.search(words):
            return Source("both", start, end, None, descriptor=descriptor, parties=parties)
        if _OBSERVER.search(words):
            return Source("observer", start, end, None, descriptor=descriptor)
        if re.search(r"\bspokes(?:man|woman|person|people)\b", words, re.I):
            return Source("institution", start, end, party or self._institution_party(words), descriptor=descriptor)
        office = _OFFICE.search(words)
        if office and not _SEVERAL.match(words.strip()):
            holder = self._office_holder(office.group().lower(), party)
            if holder is not None:
                return Source("person", start, end, holder.side or party, holder)
            return Source("institution", start, end, party or self._institution_party(words), descriptor=descriptor)
        if _DELEGATION.search(words) and (party or owned):
            return Source("delegation", start, end, party, descriptor=descriptor)
        if _ANONYMOUS.search(words):
            return self._anonymous_source(start, end, words, party, descriptor)
        owner = owned[-1].person if owned else None
        if _INSTITUTION.search(words) or self._seat(start, end):
            return Source("institution", start, end, party or self._institution_party(words), descriptor=descriptor, owner=owner)
        if party:
            return Source("party", start, end, party, descriptor=descriptor)
        if owned:
            return Source("institution", start, end, owned[-1].person.side, descriptor=descriptor, owner=owner)
        self._persons.promote(start, end)
        promoted = [m for m in self._persons.within(start, end) if not m.possessive]
        if promoted:
            return Source("person", start, end, promoted[0].person.side, promoted[0].person)
        return Source("unknown", start, end, None, descriptor=descriptor)

    def _pronoun(self, word: str, sentence: Sentence) -> Source | None:
        if word in {"he", "she", "i", "his", "her", "him"}:
            last = self._last_person
            before = self._article.sentences[max(0, sentence.index - 1)]
            if last is None or last.start < before.start:
                named = [m for m in self._persons.within(before.start, sentence.start) if not m.possessive]
                if named:
                    return Source("person", named[0].start, named[0].end, named[0].person.side, named[0].person)
            return last
        if word in {"they", "we", "their"}:
            return self._last
        return self._last_institution or self._last

    def _owner(self, start: int, end: int) -> str | None:
        """The party that owns the speaker when several are named: "Israel's delegation to Baku"."""
        mentions = self._article.parties_in(start, end)
        for mention in mentions:
            before = self._article.flat[max(start, mention.start - 12) : mention.start]
            if not re.search(r"\b(?:to|for|with|in|at|on)\s+(?:the\s+)?$", before):
                return mention.party.name
        return None

    def _institution_party(self, words: str) -> str | None:
        """The party of "the ministry": that of the institution named before."""
        if self._last_institution is not None and re.match(r"(?:the|its|a)\b", words.strip(), re.I):
            return self._last_institution.party
        return None

    def _seat(self, start: int, end: int) -> bool:
        mentions = self._article.parties_in(start, end)
        return bool(mentions) and mentions[0].use == "metonym" and mentions[0].surface in _SEATS

    def _anonymous_source(self, start: int, end: int, words: str, party: str | None, descriptor: str) -> Source:
        noun = _ANONYMOUS.search(words).group().lower().rstrip("s")  # type: ignore[union-attr]
        own = Source("anonymous", start, end, party, descriptor=_bare_descriptor(descriptor))
        if own.party is None:
            own = replace(own, party=self._revealed.get(noun))
        if not _DEMONSTRATIVE.match(words.strip()):
            return own
        for earlier in reversed(self._anonymous):
            if noun in (earlier.descriptor or "").lower() and (party is None or earlier.party in {None, party}):
                return replace(earlier, start=start, end=end, party=party or earlier.party)
        return own

    def _office_holder(self, role: str, party: str | None) -> Person | None:
        """The one person of the article who holds an office: "the foreign minister"."""
        found = [p for p in self._persons.people if role in p.roles and (party is None or p.side in {None, party}) and not p.former]
        if party is not None:
            found = [p for p in found if p.side == party] or found
        return found[0] if len(found) == 1 else None

    def _parties_of_definite_sources(self) -> dict[str, str]:
        """Parties that the article gives to a source only later: "a senior source" is "the Israeli source" below.

        Only where the article has one such source, so that "the" cannot mean another.
        """
        new: dict[str, set[str | None]] = {}
        known: dict[str, set[str]] = {}
        for match in _ONE_SOURCE.finditer(self._article.flat):
            noun = match.group("noun").lower()
            party = next((m.party.name for m in self._article.parties_in(*match.span())), None)
            if match.group("article").lower() == "the":
                if party:
                    known.setdefault(noun, set()).add(party)
            else:
                new.setdefault(noun, set()).add(party)
        return {noun: parties.pop() for noun, parties in known.items() if len(parties) == 1 and new.get(noun) == {None}}

    def _via(self, sentence: Sentence, source: Source) -> tuple[str, ...]:
        if source.kind in {"unknown", "observer"}:
            return ()
        found = []
        for match in _VIA.finditer(self._article.flat, sentence.start, sentence.end):
            outlet = self._article.words_of(*match.span("outlet")).strip()
            outlet = outlet.removeprefix("the ")
            if self._article.party_at(match.start("outlet")) is None or " " in outlet:
                found.append(outlet)
        return tuple(dict.fromkeys(found))[:6]

    def channelled(self, sentence: Sentence) -> bool:
        """Whether a sentence names the channel by which a party spoke: "in a statement"."""
        return bool(_CHANNEL.search(self._article.flat, sentence.start, sentence.end))

    def _remember(self, source: Source, words: str) -> None:
        if source.kind == "unknown":
            return
        self._last = source
        if source.kind == "person":
            self._last_person = source
        elif source.kind == "institution":
            self._last_institution = source
        elif source.kind == "anonymous":
            kept = [s for s in self._anonymous if s.descriptor != source.descriptor]
            self._anonymous = [*kept, source]


_SEATS: Final = frozenset(
    ["Kremlin", "White House", "State Department", "U.S. State Department", "US State Department", "Pentagon", "Downing Street", "Élysée", "Elysee", "Blue House", "IRGC", "IDF"]
)


def _bare_descriptor(words: str) -> str:
    """The words for an anonymous source up to a relative clause: "a senior official", not "who spoke to ..."."""
    return re.split(r",|\s+who\s+|\s+that\s+|\s+speaking\s+", words, maxsplit=1)[0].strip()
