"""Who speaks: words for a speaker turned into a person, an institution, a party or an anonymous source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.lexicon import pattern, table, words
from summarizer.engines.rules.source import Source
from summarizer.engines.rules.tagging import classes
from summarizer.resolve.actors import party as party_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.persons import Person, PersonMention, Persons
    from summarizer.resolve.actors import PartyMention

LINKS: Final = words("speakers", "links")
ANONYMOUS: Final = words("speakers", "anonymous")
INSTITUTION: Final = words("speakers", "institution")
SPOKESMEN: Final = words("speakers", "spokesmen")
OFFICES: Final = words("speakers", "offices")
DELEGATIONS: Final = words("speakers", "delegations")
OBSERVERS: Final = words("speakers", "observers")
_BOTH: Final = tuple(table("speakers")["both"])
_SEATS: Final = frozenset(table("speakers")["seats"])
_GOVERNING: Final = words("speakers", "governing")
_HE: Final = frozenset({"he", "she", "i", "him", "her", "his", "hers", "himself", "herself"})
_IT: Final = frozenset({"it", "its", "itself"})
_THEY: Final = frozenset({"they", "we", "their", "our", "them", "us"})
_PRONOUNS: Final = _HE | _IT | _THEY
_OWNING: Final = frozenset({"his", "her", "its", "their", "our", "my"})
_OWNERS: Final = _OWNING - {"my"}
_INDEFINITE: Final = frozenset({"a", "an", "one", "another", "some", "former", "several", "two", "three"})
_NOUNS: Final = frozenset(noun.rstrip("s") for noun in ANONYMOUS)
_ONE_STEMS: Final = ("source", "official", "diplomat", "aide", "negotiator", "officer")
_ONE_NOUN: Final = re.compile(r"\s(?:source|official|diplomat|aide|negotiator|officer)\b", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W_]+(?:[.'&-][^\W_]+)*\.?")
_LONGEST_DESCRIPTOR: Final = 300  # code points
_PLACED: Final = re.compile(r"\b(?:to|for|with|in|at|on|against)\s(?:the\s)?$")
_BODIES: Final = words("speakers", "bodies")
_FINITE: Final = frozenset("VXE")  # see `tagging`
_OF_OFFICE: Final = re.compile(
    r"['’]s\s(?:readout|statement|note|communiqu[eé]|text|account|version|release|spokes\w+)$"
)
_AT_THE_TABLE: Final = frozenset({"participants", "delegates", "representatives", "negotiators"})
_ARMED: Final = frozenset({"group", "movement", "front", "militia"})
_BODY_WITHIN: Final = 3000  # code points between a body and the noun it is called by
_ONE_NAME: Final = re.compile(r"[A-Z][\w-]{2,40}")
_ONE_SOURCE: Final = pattern("sources", "one_source")


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
        self._sides = dict(sides or {})
        self._read: list[Source] = []
        self._home = _publisher(article.document.outlet)
        self._revealed = self._parties_of_definite_sources()

    def read(self, start: int, end: int, sentence: Sentence, *, name: str | None = None) -> Source:
        """The speaker whom the words from `start` to `end` mean.

        Calls come in the order of the text, since pronouns and "the source" look back.
        """
        start, end = self._trimmed(start, end, sentence)
        if end <= start:
            return Source("unknown", start, end, None)
        source = self._classify(start, end, name, sentence)
        if source.kind != "unknown":
            self._read.append(source)
        return source

    def labelled(self, start: int, end: int) -> Source:
        """The speaker whom the label of a transcript means: `MINISTER MOE`."""
        label = self._article.text[start:end]
        source = Source("unknown", start, end, None, descriptor=label)
        name = label.title().split()
        person = (self.persons.named(" ".join(name[-2:])) or self.persons.named(name[-1])) if name else None
        if person is not None and not person.observer:
            source = self._person(person, start, end)
            self._read.append(source)
        return source

    def previous(self) -> Source | None:
        """The last speaker."""
        return self._read[-1] if self._read else None

    def passed_on(self, source: Source, via: tuple[str, ...]) -> Source:
        """The source with the media that its words passed through, remembered for "the source said"."""
        if via == source.via:
            return source
        told = source._replace(via=via)
        if self._read and self._read[-1] == source:
            self._read[-1] = told
        return told

    def opener(self, sentence: Sentence, side: str | None) -> Source | None:
        """The person of a side with whom an earlier sentence of the paragraph begins."""
        if not side:
            return None
        for index in self._article.before_in_paragraph(sentence):
            earlier = self._article.sentences[index]
            for mention in self.persons.within(earlier.start, earlier.end)[:1]:
                source = self._person(mention.person, mention.start, mention.end)
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

    def _classify(self, start: int, end: int, name: str | None, sentence: Sentence) -> Source:
        article = self._article
        lower = article.flat[start:end].lower().strip()
        first = lower.split(" ", 1)[0]
        if lower in _PRONOUNS:
            return self._pronoun(lower, start, end, name, sentence)
        people = self.persons.within(start, end)
        named = _unpossessive(people)
        if named is None and first in _OWNING:
            owned = self._owned(first, lower, start, end, sentence)
            apposed = self._apposed(end)
            if apposed is None or apposed.person.observer:
                return owned
            return self._person(apposed.person, start, end, owned.side)
        named = named or self._apposed(end)
        if named is not None:
            if named.person.observer:
                return Source("observer", start, end, None, named.person)
            return self._person(named.person, start, end)
        head, behind = self._head(start, end)
        parties = article.parties_in(start, end)
        party = self._party(parties, start, end, start + behind, head)
        owner = people[-1].person if people else None  # "Moe's office": a name by itself was taken above
        words = article.words_of(start, end)
        whole = words.strip()[:300]
        if (
            (not party or head in {"both", "sides", "parties"})
            and (head not in ANONYMOUS or head in {"two", "ministers"})
            and any(both in lower for both in _BOTH)
        ):
            return Source("both", start, end, None, descriptor=whole, parties=self._talks)
        if len(parties) > 1 and " and " in lower and head not in ANONYMOUS:
            named_parties = tuple(dict.fromkeys(m.party.name for m in parties))
            if len(named_parties) > 1:
                return Source("both", start, end, None, descriptor=whole, parties=named_parties)
        if head in OBSERVERS:
            return Source("observer", start, end, None, descriptor=words.strip()[:_LONGEST_DESCRIPTOR])
        if head in SPOKESMEN:
            side = party or (owner.side if owner else None) or self._earlier_party(whole)
            return Source("institution", start, end, side, descriptor=whole, owner=owner)
        if head in OFFICES and first not in _INDEFINITE:
            person = self._holder(head, party, whole)
            if person is not None:
                return self._person(person, start, end, party)
            if head not in ANONYMOUS:
                return Source("institution", start, end, party, descriptor=whole, owner=owner)
        if head in DELEGATIONS or (head in _AT_THE_TABLE and party):
            return Source(
                "delegation", start, end, party or (owner.side if owner else None), descriptor=whole
            )
        if head in ANONYMOUS:
            return self._unnamed(start, end, head, party, words.strip()[:_LONGEST_DESCRIPTOR])
        if head in INSTITUTION or any(_seat(m) for m in parties):
            return Source(
                "institution",
                start,
                end,
                party or self._body(head, first, start) or self._earlier_party(whole),
                descriptor=whole,
                owner=owner,
            )
        if party and any(
            m.end >= start + len(article.flat[start:end].rstrip(" '\""))
            or (m.use != "demonym" and m.start < start + behind <= m.end + 1)
            for m in parties
        ):
            return Source(
                "party" if party != self._home else "institution", start, end, party, descriptor=whole
            )
        if owner is not None:
            return Source("institution", start, end, owner.side, descriptor=whole, owner=owner)
        if party:
            return Source("unknown", start, end, None, descriptor=whole)
        return self._untitled(start, end, name, whole)

    def _untitled(self, start: int, end: int, name: str | None, whole: str) -> Source:
        """A speaker of whom the article gives only a name."""
        self.persons.promote(start, end)
        promoted = self._mentioned(start, end)
        person = promoted.person if promoted else (self.persons.named(name) if name else None)
        person = person or self._of_surname(whole, start)
        if person is None:
            return Source("unknown", start, end, None, descriptor=whole)
        if person.observer:
            return Source("observer", start, end, None, person)
        return self._person(person, start, end)

    def _of_surname(self, word: str, at: int) -> Person | None:
        """The person whom one name means that no title goes with: "Moe", where the article has "Ada Moe" before."""
        if not _ONE_NAME.fullmatch(word):
            return None
        return self.persons.named(word) or self.persons.unclaimed(word, at)

    def _mentioned(self, start: int, end: int) -> PersonMention | None:
        """The person named in a stretch, behind whom no institution's noun stands."""
        return _unpossessive(self.persons.within(start, end))

    def _apposed(self, end: int) -> PersonMention | None:
        """The name behind a speaker's office: "a spokeswoman for the ministry, Ada Moe,"."""
        if not self._article.flat.startswith(", ", end):
            return None
        return _unpossessive(self.persons.within(end + 2, end + 3))

    def _person(self, person: Person, start: int, end: int, party: str | None = None) -> Source:
        return Source(
            "person",
            start,
            end,
            person.side or party,
            person,
            acts_for=self._sides.get(person.name) or self._home,
        )

    def _head(self, start: int, end: int) -> tuple[str, int]:
        """The noun that a speaker's words are about, in lower case, and how far its phrase reaches."""
        flat = self._article.flat
        head, reach = "", end - start
        for match in _WORD.finditer(flat, start, end):
            word = match.group().lower()
            if head and (word in LINKS or flat[match.start() - 2] in ",("):
                reach = match.start() - start
                break
            head = word
        return head.removesuffix("'s").rstrip("."), reach

    def _party(
        self, mentions: Sequence[PartyMention], start: int, end: int, behind: int, head: str
    ) -> str | None:
        """The party of a speaker's words: in front of the noun, or behind it as its owner."""
        for mention in mentions:
            before = self._article.flat[max(start, mention.start - 12) : mention.start]
            if mention.start < behind or not _PLACED.search(before):
                return mention.party.name
            if before.endswith(("in ", "for ", " for the ", " to the ")) and (
                head in INSTITUTION or head in SPOKESMEN
            ):
                return mention.party.name
        lower = self._article.flat[start:end].lower()
        if not any(owner in lower for owner in _OWNERS):
            return None
        for match in _WORD.finditer(self._article.flat, start, end):
            word = match.group().lower()
            if word in _OWNERS and match.start() > start:
                own = self._paragraph_party(start)
                if own is not None and word in {"its", "their"}:
                    return own
                owner = next(
                    (
                        s
                        for s in reversed(self._read[-8:])
                        if s.kind
                        in (
                            {"institution", "party", "delegation"}
                            if word == "its"
                            else {"person", "institution"}
                        )
                        and s.side
                    ),
                    None,
                )
                return owner.side if owner else None
        return None

    def _paragraph_party(self, at: int) -> str | None:
        """The party named last before an offset, in its paragraph."""
        sentence = self._article.sentence_at(at)
        if sentence is None:
            return None
        paragraph = self._article.before_in_paragraph(sentence)
        begin = self._article.sentences[paragraph[-1] if paragraph else sentence.index].start
        mentions = [m for m in self._article.parties_in(begin, at) if m.use != "demonym"]
        return mentions[-1].party.name if mentions else None

    def _pronoun(self, word: str, start: int, end: int, name: str | None, sentence: Sentence) -> Source:
        found: Source | None = None
        if word in _HE:
            found = self._he(start, name, sentence)
        elif word in _IT:
            found = next(
                (s for s in reversed(self._read[-8:]) if s.kind in {"institution", "party", "delegation"}),
                None,
            )
            last = self._read[-1] if self._read else None
            if found is None and last is not None and last.kind == "person" and last.side:
                found = Source("party", start, end, last.side)
        else:
            found = next(
                (s for s in reversed(self._read[-6:]) if s.kind not in {"observer", "unknown"}), None
            )
        if found is None:
            return Source("unknown", start, end, None)
        return found._replace(start=start, end=end)

    def _he(self, at: int, name: str | None, sentence: Sentence) -> Source | None:
        """Whom "he" means: the nearest before it of those who spoke or opened a sentence in its paragraph."""
        paragraph = self._article.before_in_paragraph(sentence)
        first = paragraph[-1] if paragraph else sentence.index
        begin = self._article.sentences[first].start
        spoken = [s for s in self._read[-12:] if s.kind in {"person", "anonymous", "observer", "institution"}]
        best = next((s for s in reversed(spoken) if begin <= s.start < at), None)
        for mention in reversed(self.persons.within(begin, at)):
            own = self._article.sentence_at(mention.start)
            opens = (
                own is not None
                and not mention.possessive
                and (
                    sum(not word.isdigit() for word in own.lower[: own.token_at(mention.outer_start)]) <= 3
                    or self._acts(mention, own)
                )
            )
            if opens and (best is None or mention.start > best.start) and not mention.person.observer:
                return self._person(mention.person, mention.start, mention.end)
        if best is not None:
            return best
        if spoken and spoken[-1].kind == "person" and spoken[-1].start >= self._before(first):
            return spoken[-1]._replace(via=())
        person = self.persons.named(name.split(",")[0]) if name else None
        if person is not None and not person.observer:
            return self._person(person, at, at)
        return spoken[-1] if spoken else None

    def _acts(self, mention: PersonMention, sentence: Sentence) -> bool:
        """Whether a person named later in a sentence is its subject: "On Friday, at noon, Moe went to the assembly"."""
        flat = self._article.flat
        if not flat.startswith(", ", mention.outer_start - 2) or not flat.startswith(" ", mention.outer_end):
            return False
        following = sentence.token_at(mention.outer_end)
        return following < len(sentence.lower) and classes().get(sentence.lower[following], "") in _FINITE

    def _before(self, first: int) -> int:
        """Where the paragraph before a paragraph's first sentence begins."""
        sentences = self._article.sentences
        index = max(0, first - 1)
        while index > 0 and sentences[index - 1].paragraph == sentences[index].paragraph:
            index -= 1
        return sentences[index].start

    def _owned(self, pronoun: str, lower: str, start: int, end: int, sentence: Sentence) -> Source:
        """ "His side", "its spokesman", "her government": of the party of whom the pronoun means."""
        owner = self._pronoun(
            "he" if pronoun in {"his", "her"} else "it" if pronoun == "its" else "they",
            start,
            start,
            None,
            sentence,
        )
        side = (self._paragraph_party(start) if pronoun in {"its", "their"} else None) or owner.side
        head, _ = self._head(start, end)
        whole = self._article.words_of(start, end).strip()[:300]
        if head in OBSERVERS:
            return Source("observer", start, end, None, descriptor=whole)
        if head in DELEGATIONS or lower.split(" ", 1)[-1] in {"government", "country", "side", "state"}:
            return Source("delegation", start, end, side, descriptor=whole)
        if head in INSTITUTION or head in SPOKESMEN:
            return Source("institution", start, end, side, descriptor=whole)
        if head in ANONYMOUS:
            return Source("anonymous", start, end, side, descriptor=whole)
        return Source("unknown", start, end, None, descriptor=whole)

    def _earlier_party(self, whole: str) -> str | None:
        """The party of "the ministry": that of the body named before."""
        whole = _OF_OFFICE.sub("", whole)  # "the department's readout" is the department's
        if (
            "'s" in whole
            or "’s" in whole
            or not whole.lower().startswith(("the ", "its ", "their "))
            or not _words(whole.lower())[-1:]
            or not set(_words(whole.lower())) & _GOVERNING
        ):
            return None
        known = [s for s in self._read if s.kind in {"institution", "delegation", "person"} and s.side]
        noun = _words(whole.lower())[-1]
        last = next((s for s in reversed(known) if noun in (s.descriptor or "").lower()), None)
        last = last or (known[-1] if known else None)
        return last.side if last else None

    def _body(self, head: str, first: str, at: int) -> str | None:
        """The organisation or group that "the bloc", "the movement" means: the last one named."""
        if head not in _BODIES or first not in {"the", "this"}:
            return None
        named = [m.party for m in self._article.parties_in(max(0, at - _BODY_WITHIN), at)]
        wanted = "group" if head in _ARMED else "organisation"
        return next((p.name for p in reversed(named) if p.kind == wanted), None)

    def _unnamed(self, start: int, end: int, head: str, party: str | None, descriptor: str) -> Source:
        """A source without a name, or the earlier one that "the source" points back to."""
        own = Source("anonymous", start, end, party or self._revealed.get(head), descriptor=descriptor)
        lower = descriptor.lower()
        back = lower.startswith(("the ", "that ", "this ", "those ", "these ", "another ", "same "))
        back = back or self._article.flat[start:end].lower().startswith(
            ("one of the", "two of the", "one of them", "two of them", "one ")
        )
        if back:
            nouns = {w.rstrip("s") for w in _words(self._article.flat[start:end].lower())} & _NOUNS
            for earlier in reversed(self._read):
                if earlier.kind != "anonymous" or (party is not None and earlier.party not in {None, party}):
                    continue
                if " same " in f" {lower} ":
                    return earlier._replace(start=start, end=end)
                if nouns & {
                    w.rstrip("s") for w in _words((earlier.descriptor or "").lower())
                } or not nouns - {"one", "two"}:
                    return earlier._replace(start=start, end=end, party=party or earlier.party)
        return own

    def _holder(self, role: str, party: str | None, whole: str) -> Person | None:
        """The one person of the article who holds an office or rank: "the foreign minister", "the Kyrgyz colonel"."""
        found = [
            p
            for p in self.persons.people
            if not p.former and (role in p.roles or any(role in _words(t.lower()) for t in p.titles))
        ]
        if party is not None:
            found = [p for p in found if (p.side or self._sides.get(p.name)) in {None, party}]
            found = [p for p in found if (p.side or self._sides.get(p.name)) == party] or found
        if len(found) > 1:  # "the deputy minister", where the minister is named too
            wanted = set(_words(whole.lower())) - {"the"}
            found = [p for p in found if any(wanted <= set(_words(t.lower())) for t in p.titles)]
        return found[0] if len(found) == 1 else None

    def _parties_of_definite_sources(self) -> dict[str, str]:
        """Parties that the article gives to a source only later: "a senior source" is "the Israeli source" below.

        Only where the article has one such source, so that "the" cannot mean another.
        """
        lower = self._article.lower
        if not any(stem in lower for stem in _ONE_STEMS) or not _ONE_NOUN.search(self._article.flat):
            return {}
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
        return {
            noun: parties.pop()
            for noun, parties in known.items()
            if len(parties) == 1 and new.get(noun) == {None}
        }


def _unpossessive(people: list[PersonMention]) -> PersonMention | None:
    """The first person named by himself, not as an owner."""
    for mention in people:
        if not mention.possessive:
            return mention
    return None


def _seat(mention: PartyMention) -> bool:
    """Whether a seat of government is named."""
    return mention.use == "metonym" and mention.surface.removeprefix("the ") in _SEATS


def _publisher(outlet: str | None) -> str | None:
    """The party whose ministry or office publishes the article itself."""
    if outlet is None or not set(_words(outlet.lower())) & (_GOVERNING | {"kremlin", "house"}):
        return None
    owner = party_of(outlet)
    return owner.name if owner else None


def _words(text: str) -> list[str]:
    return [w.rstrip(".") for w in _WORD.findall(text)]
