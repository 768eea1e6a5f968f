"""Persons named in an article: every mention, the titles printed with it, and the party they act for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.lexicon import table, words
from summarizer.engines.rules.stances import cue_forms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.engines.rules.article import Article, Sentence, Token

ROLES: Final = words("titles", "roles")
RANKS: Final = words("titles", "ranks")
MODIFIERS: Final = words("titles", "modifiers")
OBSERVERS: Final = words("titles", "observers")
PRESS: Final = words("titles", "press")
PARTICLES: Final = frozenset("al el bin ibn bint von van der den de da di du dos la le ben abu abd ter af ul ud".split())
_NOT_NAMES: Final = words("titles", "not_names")
_INSTITUTIONS: Final = words("titles", "institutions")
_FORMER: Final = re.compile(r"\b(?:former|ex-|then-|late|predecessor|ousted|deposed)\b|\bex-|\bthen-", re.I)
# What may follow a person's name without a mark: verbs of meeting and speaking, prepositions, conjunctions.
_AFTER_NAMES: Final = frozenset(
    """and who in on at to for from with by of met meets meet held holds spoke will has had have was is were are led leads
    arrived visited received hosted attended travelled traveled also as during after before would could late early then joined
    flew signed welcomed headed chaired represented took came left returned began ended""".split()
)
_NEVER_IN_TITLES: Final = frozenset("is are was were will has have had met not he she they it this that to".split())
_PLURAL: Final = {"ministers": "minister", "presidents": "president", "leaders": "leader", "envoys": "envoy"}


@dataclass(slots=True)
class Person:
    """Somebody the article names. Grows while the article is read, then stays as it is."""

    name: str
    titles: list[str] = field(default_factory=list)
    side: str | None = None
    roles: set[str] = field(default_factory=set)
    former: bool = False
    mentions: list[tuple[int, int]] = field(default_factory=list)

    @property
    def surname(self) -> str:
        """The last word of the name, folded for comparison."""
        return _fold(self.name).split()[-1]

    @property
    def observer(self) -> bool:
        """Whether every title is that of somebody who watches, not acts."""
        return bool(self.roles) and self.roles <= OBSERVERS | PRESS


@dataclass(frozen=True, slots=True)
class PersonMention:
    """Where a person is named: offsets of the name itself and of the name with its titles."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    person: Person
    possessive: bool


class Persons:
    """The persons of one article, and where they are named."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self.people: list[Person] = []
        self.mentions: list[PersonMention] = []
        self._possible: list[tuple[int, int, bool]] = []
        self._by_surname: dict[str, list[Person]] = {}
        bare: list[tuple[Sentence, int, int]] = []
        for sentence in article.sentences:
            for first, last in _capitalised_runs(sentence.tokens, article.flat):
                self._read_run(sentence, first, last, bare)
        for sentence, first, last in bare:
            self._read_bare(sentence, first, last)
        self.mentions.sort(key=lambda m: m.start)
        for person in self.people:
            person.mentions.sort()

    def within(self, start: int, end: int) -> list[PersonMention]:
        """Mentions whose name begins in a stretch."""
        return [m for m in self.mentions if start <= m.start < end]

    def promote(self, start: int, end: int) -> None:
        """Take untitled names in a stretch where grammar asks for an actor to be persons' names."""
        rest = []
        for begin, stop, possessive in self._possible:
            if not start <= begin < end:
                rest.append((begin, stop, possessive))
                continue
            person = self.ensure(self._article.words_of(begin, stop))
            self._mention(person, begin, stop, begin, stop, possessive)
            self.mentions.sort(key=lambda m: m.start)
        self._possible = rest

    def named(self, name: str) -> Person | None:
        """The person that a name means in this article: the same words, or the same last word."""
        parts = _fold(name).split()
        if not parts:
            return None
        found = [p for p in self._by_surname.get(parts[-1], []) if _compatible(parts, _fold(p.name).split())]
        return found[0] if found else None

    def ensure(self, name: str) -> Person:
        """The person of that name, made when the article gave no title for them."""
        known = self.named(name)
        return known or self._add(name)

    def _add(self, name: str) -> Person:
        person = Person(name)
        self.people.append(person)
        self._by_surname.setdefault(person.surname, []).append(person)
        return person

    def _read_run(
        self, sentence: Sentence, first: int, last: int, bare: list[tuple[Sentence, int, int]]
    ) -> None:
        """Read a run of capitalised words: titles and party words, then a name."""
        article, tokens = self._article, sentence.tokens
        start = first
        while start <= last and self._is_title(tokens[start]):
            start += 1
        if start > last:
            return
        # A portfolio or an organisation's name before it: "Minister for the Middle East Ada Moreau".
        for i in range(last, start - 1, -1):
            if tokens[i].lower in _NOT_NAMES or (i < last and self._inside_party(tokens[i])):
                start = i + 1
                break
        if start > last or tokens[start].lower in PARTICLES - {"al", "el", "abu", "bin"}:
            return
        left = self._extend_left(sentence, start)
        title = article.words_of(tokens[left].start, tokens[start].start).strip(" ,") if left < start else ""
        role = _role_of(tokens[left:start])
        after_title, after_role, outer_end = self._apposition(sentence, last)
        if not role and (not after_role or start == last):
            bare.append((sentence, start, last))
            return
        if self._is_party_run(tokens[start], tokens[last]):
            return
        name = article.words_of(tokens[start].start, tokens[last].end)
        person = self._known(name) or self._add(name)
        if len(name.split()) > len(person.name.split()):
            person.name = name
        for text, found_role, begin in ((title, role, tokens[left].start), (after_title, after_role, tokens[last].end)):
            if found_role:
                self._take_title(person, text, found_role, begin)
        if person.side is None and role:
            person.side = self._of_party(tokens[last])
        begin, end = tokens[start].start, tokens[last].end
        self._mention(person, begin, end, tokens[left].start, max(end, outer_end), tokens[last].possessive)

    def _read_bare(self, sentence: Sentence, first: int, last: int) -> None:
        """Read a name without a title: a known person's, or nobody's."""
        tokens = sentence.tokens
        start, end = tokens[first].start, tokens[last].end
        name = self._article.words_of(start, end)
        person = self._known(name)
        if person is None:
            behind = tokens[last + 1] if last + 1 < len(tokens) else None
            if behind is not None and self._article.flat[end : behind.start] == " " and behind.lower not in _AFTER_NAMES and behind.lower not in cue_forms():
                return
            if 1 <= last - first <= 3 and not any(self._inside_party(t) or t.word.isupper() for t in tokens[first : last + 1]):
                self._possible.append((start, end, tokens[last].possessive))
            return
        if person.side is None and first > 0 and tokens[first - 1].possessive:
            owner = self._article.party_at(tokens[first - 1].start)
            person.side = owner.party.name if owner else None
        self._mention(person, start, end, start, end, tokens[last].possessive)

    def _mention(self, person: Person, start: int, end: int, outer: int, outer_end: int, possessive: bool) -> None:
        person.mentions.append((start, end))
        self.mentions.append(PersonMention(start, end, outer, outer_end, person, possessive))

    def _known(self, name: str) -> Person | None:
        parts = _fold(name).split()
        for person in self._by_surname.get(parts[-1], []):
            if _compatible(parts, _fold(person.name).split()):
                return person
        return None

    def _of_party(self, last: Token) -> str | None:
        """The party behind a titled name: "President Ada Moe of Norway"."""
        if last.possessive or not self._article.flat.startswith(" of ", last.end):
            return None
        at = last.end + 4 + 4 * self._article.flat.startswith("the ", last.end + 4)
        mention = self._article.party_at(at)
        return mention.party.name if mention else None

    def _is_title(self, token: Token) -> bool:
        lower = token.lower
        return (
            lower in ROLES
            or lower in RANKS
            or lower in MODIFIERS
            or lower in _INSTITUTIONS
            or lower in _NOT_NAMES
            or bool(_hyphened(lower))
            or self._inside_party(token)
        )

    def _is_party_run(self, first: Token, last: Token) -> bool:
        return any(m.end >= last.end for m in self._article.parties_in(first.start, first.start + 1))

    def _extend_left(self, sentence: Sentence, start: int) -> int:
        """First token of the title that ends before `start`: role words, their modifiers, party words."""
        tokens, flat = sentence.tokens, self._article.flat
        i = start
        while i > 0 and start - i < 12:
            token = tokens[i - 1]
            gap = flat[token.end : tokens[i].start]
            if gap.strip() not in ({"", "'s", "'", "/"} if i < start else {"", ",", "/"}):
                break
            if gap.strip() == "," and (token.lower not in ROLES or not self._two_words(tokens, start)):
                break
            if token.lower in {"the", "a", "an", "and", "of", "for", "to"}:
                if 1 < i < start and self._joins_titles(token.lower, tokens[i - 2].lower, tokens[i]):
                    i -= 1
                    continue
                break
            if not self._title_like(token):
                break
            i -= 1
        while i < start and tokens[i].lower in {"and", "of", "for", "to", "the"}:
            i += 1
        return i

    def _two_words(self, tokens: Sequence[Token], start: int) -> bool:
        """Whether a name of at least two words begins here."""
        return start + 1 < len(tokens) and (tokens[start + 1].cap or _particle_name(tokens[start + 1].word)) and self._article.flat[tokens[start].end : tokens[start + 1].start] == " "

    def _joins_titles(self, joint: str, before: str, after: Token) -> bool:
        """Whether `of` or `for` stands inside a title: "Minister of Defence", not "government of President"."""
        if joint == "the":
            return before in {"of", "for", "to"}
        if joint == "and":
            return self._title_like(after) and (before in MODIFIERS or before in ROLES)
        return joint not in {"a", "an"} and before in ROLES and after.lower not in ROLES

    def _title_like(self, token: Token) -> bool:
        lower = token.lower
        return (
            lower in ROLES
            or lower in RANKS
            or (lower in MODIFIERS and lower not in {"of", "and", "for", "the"})
            or lower in _INSTITUTIONS
            or bool(_hyphened(lower))
            or self._inside_party(token)
        )

    def _inside_party(self, token: Token) -> bool:
        return self._article.party_at(token.start) is not None

    def _apposition(self, sentence: Sentence, last: int) -> tuple[str, str | None, int]:
        """A title behind the name: "Ada Moreau, the government's envoy for talks,"."""
        tokens, flat = sentence.tokens, self._article.flat
        end = tokens[last].end
        if tokens[last].possessive or flat[end : end + 2] != ", " or last + 1 >= len(tokens):
            return "", None, end
        i = last + 1
        limit = min(len(tokens), i + 10)
        role: str | None = None
        stop = i
        determined = tokens[i].lower in {"the", "a", "an", "his", "her", "its", "their"} or tokens[i].possessive
        while i < limit:
            token = tokens[i]
            if token.lower in {"who", "which", "said", "and", "but", "in", "on", "at", "as", "after", "told", "by"} or (
                i > last + 1 and "," in flat[tokens[i - 1].end : token.start]
            ):
                break
            if role is None and not (determined or self._title_like(token) or token.possessive):
                return "", None, end
            if token.lower in _NEVER_IN_TITLES or token.lower in cue_forms():
                return "", None, end
            if token.lower in ROLES or _hyphened(token.lower):
                role = _hyphened(token.lower) or token.lower
                stop = i
                if i + 1 < limit and tokens[i + 1].lower in {"of", "for", "to"} and flat[token.end] == " ":
                    j = i + 1
                    while j < limit and "," not in flat[tokens[j - 1].end : tokens[j].start] and (
                        tokens[j].cap or tokens[j].lower in MODIFIERS or tokens[j].lower in {"of", "for", "to", "the", "and"}
                    ):
                        j += 1
                    stop = j - 1
                    break
                # "Ada Moreau, foreign minister Bo Lind": the title belongs to the next name.
                if i + 1 < limit and tokens[i + 1].cap and flat[token.end : tokens[i + 1].start] == " ":
                    return "", None, end
            i += 1
        if role is None:
            return "", None, end
        begin = tokens[last + 1]
        skip = last + 1
        if begin.lower in {"a", "an"}:
            skip += 1
        return self._article.words_of(tokens[skip].start, tokens[stop].end), role, tokens[stop].end

    def _take_title(self, person: Person, title: str, role: str, begin: int) -> None:
        clean = title.strip(" ,")
        if clean and clean.lower() not in {t.lower() for t in person.titles} and role not in _NO_TITLES:
            person.titles.append(clean)
        if role not in RANKS:
            person.roles.add(role)
        if _FORMER.search(title):
            person.former = True
        if person.side is None:
            person.side = self._side_of_title(clean, begin)

    def _side_of_title(self, title: str, begin: int) -> str | None:
        """The party a title names: "Turkish foreign minister", "envoy of Qatar"; not "envoy for Syria"."""
        at = self._article.flat.find(title.translate(_QUOTES), begin) if title else -1
        if at < 0:
            return None
        for mention in self._article.parties_in(at, at + len(title)):
            before = self._article.flat[at : mention.start].rstrip().lower()
            if before.endswith((" for", " to", " on", " for the", " to the")):
                continue
            return mention.party.name
        lower = title.lower()
        return next((party for office, party in _OFFICES.items() if office in lower and f"{office} for" not in lower), None)


_NO_TITLES: Final = frozenset({"mr", "mr.", "ms", "mrs", "ms.", "mrs.", "counterpart", "predecessor"})
_OFFICES: Final[dict[str, str]] = table("titles")["offices"]
_QUOTES: Final = str.maketrans("’‘", "''")


def _capitalised_runs(tokens: Sequence[Token], flat: str) -> list[tuple[int, int]]:
    """Index pairs (first, last) of words that stand together and are capitalised, particles included."""
    runs = []
    i = 0
    while i < len(tokens):
        if not tokens[i].cap and not _particle_name(tokens[i].word):
            i += 1
            continue
        j = i
        while j + 1 < len(tokens) and not tokens[j].possessive and flat[tokens[j].end : tokens[j + 1].start] == " ":
            following = tokens[j + 1]
            if following.cap or _particle_name(following.word):
                j += 1
            elif following.lower in PARTICLES and j + 2 < len(tokens) and tokens[j + 2].cap:
                j += 2
            else:
                break
        runs.append((i, j))
        i = j + 1
    return runs


def _particle_name(word: str) -> bool:
    head, dash, tail = word.partition("-")
    return bool(dash) and head in {"al", "el", "ar", "as", "ash", "an", "ad", "at"} and tail[:1].isupper()


def _hyphened(lower: str) -> str | None:
    """The role inside a hyphened word: `then-minister`, `ex-president`, `vice-premier`."""
    if "-" in lower:
        tail = lower.rpartition("-")[2]
        if tail in ROLES:
            return tail
    return _PLURAL.get(lower)


def _role_of(tokens: Sequence[Token]) -> str | None:
    for token in reversed(tokens):
        if token.lower in ROLES:
            return token.lower
        hyphened = _hyphened(token.lower)
        if hyphened:
            return hyphened
    for token in tokens:
        if token.lower in RANKS:
            return token.lower
    return None


def _fold(name: str) -> str:
    return name.translate(_QUOTES).lower().replace("-", " ").replace("al ", "al").replace(".", "")


def _compatible(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two folded names may be one person's: the shorter one's words all stand in the longer."""
    if one[-1] != other[-1]:
        return False
    short, long = sorted((set(one), set(other)), key=len)
    return short <= long
