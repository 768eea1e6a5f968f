"""Who speaks: words for a speaker turned into a person, an institution, a party or an anonymous source."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

from summarizer.engines.rules.heard import Heard
from summarizer.engines.rules.lexicon import table
from summarizer.engines.rules.pronouns import PRONOUNS, owned_by, pronoun_means
from summarizer.engines.rules.source import Source
from summarizer.engines.rules.speakerparties import (
    body_meant,
    earlier_party,
    introduced_party,
    party_named,
    revealed_parties,
    seated_party,
)
from summarizer.engines.rules.speakerwords import (
    ANONYMOUS,
    DELEGATIONS,
    INSTITUTION,
    LONGEST_DESCRIPTOR,
    OBSERVERS,
    OFFICES,
    OWNING,
    SPOKESMEN,
    head_of,
    words_in,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.person import Person, PersonMention
    from summarizer.engines.rules.persons import Persons
    from summarizer.resolve.actors import PartyMention

_BOTH: Final = re.compile("|".join(map(re.escape, table("speakers")["both"])))
_SEATS: Final = frozenset(table("speakers")["seats"])
_INDEFINITE: Final = frozenset({"a", "an", "one", "another", "some", "former", "several", "two", "three"})
_NOUNS: Final = frozenset(noun.rstrip("s") for noun in ANONYMOUS)
_AT_THE_TABLE: Final = frozenset({"participants", "delegates", "representatives", "negotiators"})
_UNDER: Final = frozenset({"deputy", "vice", "assistant", "acting", "junior", "state"})
"""Words for offices under another of the same name."""
_ONE_NAME: Final = re.compile(r"[A-Z][\w-]{2,40}")


class Sources:
    """Reads speakers in the order of the article; remembers who "he" and "the source" are."""

    def __init__(
        self,
        article: Article,
        persons: Persons,
        talks: tuple[str, ...],
        sides: Mapping[str, str] | None = None,
    ) -> None:
        self._article = article
        self.persons = persons
        self._talks = talks
        self._heard = Heard(article, persons, sides or {})

    @cached_property
    def _revealed(self) -> dict[str, str]:
        """Parties that the article gives to its unnamed sources only later; few articles have such sources."""
        return revealed_parties(self._article)

    def read(self, start: int, end: int, sentence: Sentence, *, name: str | None = None) -> Source:
        """The speaker whom the words from `start` to `end` mean; `name`: the fullest mention, where it is known.

        Calls come in the order of the text, since pronouns and "the source" look back.
        """
        start, end = self._trimmed(start, end, sentence)
        if end <= start:
            return Source("unknown", start, end, None)
        source = self._meant(start, end, name, sentence)
        if source.kind != "unknown":
            self._heard.sources.append(source)
        return source

    def labelled(self, start: int, end: int) -> Source:
        """The speaker whom the label of a transcript means: `MINISTER MOE`."""
        label = self._article.text[start:end]
        source = Source("unknown", start, end, None, descriptor=label)
        name = label.title().split()
        person = (self.persons.named(" ".join(name[-2:])) or self.persons.named(name[-1])) if name else None
        if person is not None and not person.observer:
            source = self._heard.person(person, start, end)
            self._heard.sources.append(source)
        return source

    def passed_on(self, source: Source, via: tuple[str, ...]) -> Source:
        """The source with the media that its words passed through, remembered for "the source said"."""
        if via == source.via:
            return source
        told = source._replace(via=via)
        heard = self._heard.sources
        if heard and heard[-1] == source:
            heard[-1] = told
        return told

    def opener(self, sentence: Sentence, side: str | None) -> Source | None:
        """The person of a side with whom an earlier sentence of the paragraph begins."""
        if not side:
            return None
        for index in self._article.before_in_paragraph(sentence):
            earlier = self._article.sentences[index]
            for mention in self.persons.within(earlier.start, earlier.end)[:1]:
                source = self._heard.person(mention.person, mention.start, mention.end)
                if (
                    earlier.token_at(mention.outer_start) <= 2
                    and not mention.possessive
                    and source.side == side
                    and not mention.person.observer
                ):
                    return source
        return None

    def _trimmed(self, start: int, end: int, sentence: Sentence) -> tuple[int, int]:
        """The speaker's words without a line before them, with the owner and title that stand before them."""
        flat, text = self._article.flat, self._article.text
        line = text.rfind("\n", start, end)
        start = max(start, line + 1)
        while start < end and flat[start] in " ,\"'":
            start += 1
        starts, ends = sentence.starts, sentence.ends
        i = sentence.token_at(start)
        while 0 < i < len(starts) and flat[ends[i - 1] : starts[i]] in {"'s ", "' "}:
            i -= 1
        if i < len(starts) and starts[i] < start:
            start = starts[i]
        for mention in self.persons.within(start, end):
            if mention.outer_start > line:
                start = min(start, mention.outer_start)
        return start, end

    def _meant(self, start: int, end: int, name: str | None, sentence: Sentence) -> Source:
        lower = self._article.flat[start:end].lower().strip()
        first = lower.split(" ", 1)[0]
        if lower in PRONOUNS:
            return pronoun_means(self._heard, lower, start, end, name, sentence)
        people = self.persons.within(start, end)
        named = _unpossessive(people)
        if named is None and first in OWNING:
            owned = owned_by(self._heard, first, lower, start, end, sentence)
            apposed = self._apposed(end)
            if apposed is None or apposed.person.observer:
                return owned
            return self._heard.person(apposed.person, start, end, owned.side)
        named = named or self._apposed(end)
        if named is not None:
            return self._named(named.person, start, end)
        owner = people[-1].person if people else None  # "Moe's office": a name by itself was taken above
        return self._by_noun(start, end, first, owner) or self._untitled(start, end, name)

    def _named(self, person: Person, start: int, end: int) -> Source:
        if person.observer:
            return Source("observer", start, end, None, person)
        return self._heard.person(person, start, end)

    def _by_noun(self, start: int, end: int, first: str, owner: Person | None) -> Source | None:
        """The speaker whom the noun and the parties of the words tell; None where neither does."""
        flat = self._article.flat
        lower = flat[start:end].lower().strip()
        head, behind = head_of(self._article, start, end)
        parties = self._article.parties_in(start, end)
        party = party_named(self._heard, parties, start, end, start + behind, head)
        whole = self._article.words_of(start, end).strip()[:LONGEST_DESCRIPTOR]
        if (together := self._together(lower, head, party, parties)) is not None:
            return Source("both", start, end, None, descriptor=whole, parties=together)
        if head in OBSERVERS:
            return Source("observer", start, end, None, descriptor=whole)
        owned = party or (owner.side if owner else None)
        if head in SPOKESMEN:
            side = owned or seated_party(self._article, start, whole) or earlier_party(self._heard, whole)
            return Source("institution", start, end, side, descriptor=whole, owner=owner)
        if head in OFFICES and first not in _INDEFINITE:
            person = self._holder(head, party, whole)
            if person is not None:
                return self._heard.person(person, start, end, party)
            if head not in ANONYMOUS:
                return Source("institution", start, end, party, descriptor=whole, owner=owner)
        if head in DELEGATIONS or (head in _AT_THE_TABLE and party):
            return Source("delegation", start, end, owned, descriptor=whole)
        if head in ANONYMOUS:
            return self._unnamed(start, end, head, party, whole)
        if head in INSTITUTION or any(_seat(m) for m in parties):
            side = party or body_meant(self._article, head, first, start)
            side = side or seated_party(self._article, start, whole) or earlier_party(self._heard, whole)
            return Source("institution", start, end, side, descriptor=whole, owner=owner)
        if party and any(
            m.end >= start + len(flat[start:end].rstrip(" '\""))
            or (m.use != "demonym" and m.start < start + behind <= m.end + 1)
            for m in parties
        ):
            kind: Literal["party", "institution"] = "party" if party != self._heard.home else "institution"
            return Source(kind, start, end, party, descriptor=whole)
        if owner is not None:
            return Source("institution", start, end, owner.side, descriptor=whole, owner=owner)
        return Source("unknown", start, end, None, descriptor=whole) if party else None

    def _together(
        self, lower: str, head: str, party: str | None, parties: Sequence[PartyMention]
    ) -> tuple[str, ...] | None:
        """The parties that speak together: "both sides", "Oslo and Stockholm"; None where one speaks."""
        if (
            (not party or head in {"both", "sides", "parties"})
            and (head not in ANONYMOUS or head in {"two", "ministers"})
            and _BOTH.search(lower)
        ):
            return self._talks
        if len(parties) > 1 and " and " in lower and head not in ANONYMOUS:
            named = tuple(dict.fromkeys(m.party.name for m in parties))
            return named if len(named) > 1 else None
        return None

    def _untitled(self, start: int, end: int, name: str | None) -> Source:
        """A speaker of whom the article gives only a name."""
        whole = self._article.words_of(start, end).strip()[:LONGEST_DESCRIPTOR]
        self.persons.promote(start, end)
        promoted = _unpossessive(self.persons.within(start, end))
        person = promoted.person if promoted else (self.persons.named(name) if name else None)
        person = person or self._of_surname(whole, start)
        if person is None:
            return Source("unknown", start, end, None, descriptor=whole)
        return self._named(person, start, end)

    def _of_surname(self, word: str, at: int) -> Person | None:
        """The person whom one name means that no title goes with: "Moe", where the article has "Ada Moe" before."""
        if not _ONE_NAME.fullmatch(word):
            return None
        return self.persons.named(word) or self.persons.unclaimed(word, at)

    def _apposed(self, end: int) -> PersonMention | None:
        """The name behind a speaker's office: "a spokeswoman for the ministry, Ada Moe,"."""
        if not self._article.flat.startswith(", ", end):
            return None
        return _unpossessive(self.persons.within(end + 2, end + 3))

    def _unnamed(self, start: int, end: int, head: str, party: str | None, descriptor: str) -> Source:
        """A source without a name, or the earlier one that "the source" points back to."""
        known = party or self._revealed.get(head) or introduced_party(self._article, head, start, descriptor)
        own = Source("anonymous", start, end, known, descriptor=descriptor)
        lower = descriptor.lower()
        back = lower.startswith(("the ", "that ", "this ", "those ", "these ", "another ", "same "))
        back = back or self._article.flat[start:end].lower().startswith(
            ("one of the", "two of the", "one of them", "two of them", "one ")
        )
        if back:
            nouns = {w.rstrip("s") for w in words_in(self._article.flat[start:end].lower())} & _NOUNS
            for earlier in reversed(self._heard.sources):
                if earlier.kind != "anonymous" or (party is not None and earlier.party not in {None, party}):
                    continue
                if " same " in f" {lower} ":
                    return earlier._replace(start=start, end=end)
                if nouns & {
                    w.rstrip("s") for w in words_in((earlier.descriptor or "").lower())
                } or not nouns - {"one", "two"}:
                    return earlier._replace(start=start, end=end, party=party or earlier.party)
        return own

    def _holder(self, role: str, party: str | None, whole: str) -> Person | None:
        """The one person of the article who holds an office or rank: "the foreign minister", "the Kyrgyz colonel"."""
        found = self._heard.in_office.get(role, [])
        if party is not None:
            found = [p for p in found if (p.side or self._heard.sides.get(p.name)) in {None, party}]
            found = [p for p in found if (p.side or self._heard.sides.get(p.name)) == party] or found
        if len(found) > 1:  # "the deputy minister", where the minister is named too
            wanted = set(words_in(whole.lower())) - {"the"}
            found = [p for p in found if any(wanted <= set(words_in(t.lower())) for t in p.titles)]
            first = [p for p in found if any(_UNDER.isdisjoint(words_in(t.lower())) for t in p.titles)]
            found = first if len(first) == 1 and _UNDER.isdisjoint(wanted) else found
        return found[0] if len(found) == 1 else None


def _unpossessive(people: list[PersonMention]) -> PersonMention | None:
    """The first person named by himself, not as an owner."""
    for mention in people:
        if not mention.possessive:
            return mention
    return None


def _seat(mention: PartyMention) -> bool:
    """Whether a seat of government is named."""
    return mention.use == "metonym" and mention.surface.removeprefix("the ") in _SEATS
