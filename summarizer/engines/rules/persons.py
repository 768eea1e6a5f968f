"""Persons named in an article: every mention, the titles printed with it, and the party they act for."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.cues import cues
from summarizer.engines.rules.lexicon import words
from summarizer.engines.rules.names import PARTICLES, capitalised_runs, compatible, fold
from summarizer.engines.rules.titles import (
    NOT_NAMES,
    OBSERVERS,
    PRESS,
    RANKS,
    Title,
    is_title_word,
    title_after,
    title_before,
)
from summarizer.resolve.gazetteer import places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.engines.rules.article import Article, Sentence, Token

_OPENING: Final = frozenset(["al", "el", "abu", "bin", "ibn"])  # particles that may open a name
_AFTER_NAMES: Final = words("occasion", "after_names")
# Titles that are surnames too.
_SURNAMES: Final = words("occasion", "surnames")
# Verbs that a headline written Like This makes look like names.
_HEADLINE_VERBS: Final = words("occasion", "headline_verbs")
# Words before the name of a body, a building or a place.
_BEFORE_THINGS: Final = words("occasion", "before_things")
_AGE: Final = re.compile(r", \d\d,")
_BODY: Final = re.compile(
    r" (?:of|from) (?:the |its )?[A-Z][\w'.-]*"
    r"(?: (?:[A-Z][\w'.-]*|finance|foreign|trade|defen[cs]e|interior|energy|ministry|treasury|army|navy)){0,4}"
    r"(?=[,.;]| (?:and|were|was|met|led|said|sat|also|attended)\b)"
)
_LONGEST: Final = 4  # words of a name without title


@dataclass(slots=True, eq=False)
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
        return fold(self.name).split()[-1]

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
        self._by_word: dict[str, list[Person]] = {}
        bare: list[tuple[Sentence, int, int]] = []
        for sentence in article.sentences:
            for first, last in capitalised_runs(sentence.tokens, article.text):
                self._read_run(sentence, first, last, bare)
        for sentence, first, last in bare:
            self._read_bare(sentence, first, last)
        self.mentions.sort(key=lambda m: m.start)
        for person in self.people:
            person.mentions.sort()

    def within(self, start: int, end: int) -> list[PersonMention]:
        """Mentions whose name begins in a stretch."""
        low = bisect_left(self.mentions, start, key=lambda m: m.start)
        high = bisect_left(self.mentions, end, key=lambda m: m.start)
        return self.mentions[low:high]

    def promote(self, start: int, end: int) -> None:
        """Take untitled names in a stretch where grammar asks for an actor to be persons' names."""
        rest = []
        for begin, stop, possessive in self._possible:
            if not start <= begin < end:
                rest.append((begin, stop, possessive))
                continue
            self._enter(self.ensure(self._article.words_of(begin, stop)), begin, stop, possessive)
        if len(rest) < len(self._possible):
            self.mentions.sort(key=lambda m: m.start)
        self._possible = rest

    def named(self, name: str) -> Person | None:
        """The person that a name means in this article: the same words, or some of them, the first or last too."""
        parts = fold(name).split()
        if not parts:
            return None
        candidates = (p for part in (parts[-1], parts[0]) for p in self._by_word.get(part, ()))
        return next((p for p in candidates if compatible(parts, fold(p.name).split())), None)

    def ensure(self, name: str) -> Person:
        """The person of that name, made when the article gave no title for them."""
        return self.named(name) or self._add(name)

    def _add(self, name: str) -> Person:
        person = Person(name.title() if name.isupper() else name)
        self.people.append(person)
        self._index(person)
        return person

    def _index(self, person: Person) -> None:
        for word in fold(person.name).split():
            known = self._by_word.setdefault(word, [])
            if person not in known:
                known.append(person)

    def _read_run(
        self, sentence: Sentence, first: int, last: int, bare: list[tuple[Sentence, int, int]]
    ) -> None:
        """Read a run of capitalised words: title and party words, then a name."""
        tokens = sentence.tokens
        while last > first and tokens[last].lower in _HEADLINE_VERBS:
            last -= 1
        start = self._name_start(tokens, first, last)
        if start > last or tokens[start].lower in PARTICLES - _OPENING:
            return
        before = title_before(self._article, sentence, start)
        after = title_after(self._article, sentence, last)
        if before is None and (
            after is None
            or start == last
            or self._article.words_of(tokens[start].start, tokens[last].end) in places()
        ):
            bare.append((sentence, start, last))
            return
        name = self._article.words_of(tokens[start].start, tokens[last].end)
        person = self.ensure(name)
        if len(name.split()) > len(person.name.split()):
            person.name = name
            self._index(person)
        for title in (before, after):
            if title is not None:
                _take(person, title)
        if person.side is None:
            person.side = self._owner(tokens, start) or self._of_party(tokens[last])
        outer_start = before.start if before else self._outer(tokens, start)
        further = (
            title_before(self._article, sentence, sentence.token_at(outer_start))
            if before and before.role in RANKS
            else None
        )
        if further is not None:  # Norway's army chief, General Ada Moe
            _take(person, further)
            outer_start = further.start
        outer_end = after.end if after else self._tail(person, tokens[last])
        self._enter(
            person, tokens[start].start, tokens[last].end, tokens[last].possessive, outer_start, outer_end
        )

    def _name_start(self, tokens: Sequence[Token], first: int, last: int) -> int:
        """Where the name begins in a run: behind the last word of titles, parties and bodies."""
        article = self._article
        for i in range(last, first - 1, -1):
            lower = tokens[i].lower
            if not (lower in NOT_NAMES or is_title_word(article, tokens[i])):
                continue
            if (
                i == last
                and lower in _SURNAMES
                and ((i > first and not is_title_word(article, tokens[i - 1])) or lower in self._by_word)
            ):
                continue  # Foreign Minister Tom King
            return i + 1
        return first

    def _read_bare(self, sentence: Sentence, first: int, last: int) -> None:
        """Read a name without a title: a known person's, a speaker's, somebody's of a party, or nobody's yet."""
        tokens, flat = sentence.tokens, self._article.flat
        start, end = tokens[first].start, tokens[last].end
        name = self._article.words_of(start, end)
        person = self.named(name)
        possessive = tokens[last].possessive
        owner = self._owner(tokens, first)
        if person is None:
            called = first > 0 and tokens[first - 1].lower in {"called", "named"}
            if not (1 <= last - first < _LONGEST or (called and first == last)) or any(
                t.word.isupper() and len(t.word) > 2 for t in tokens[first : last + 1]
            ):
                return
            behind = tokens[last + 1] if last + 1 < len(tokens) else None
            spoken = behind is not None and flat[end : behind.start] == " " and cues().reports(behind.lower)
            asked = (
                first > 0
                and flat[tokens[first - 1].end : start] == " "
                and (
                    cues().reports(tokens[first - 1].lower) or tokens[first - 1].lower in {"called", "named"}
                )
            )
            bodied = _BODY.match(flat, end)
            placed = bodied is not None and bool(self._article.parties_in(*bodied.span()))
            if not (spoken or asked or owner or placed or _AGE.match(flat, end)):
                thing = first > 0 and tokens[first - 1].lower in _BEFORE_THINGS
                if not thing and (
                    behind is None
                    or flat[end : behind.start] != " "
                    or behind.lower in _AFTER_NAMES
                    or behind.lower.endswith("ed")
                ):
                    self._possible.append((start, end, possessive))
                return
            if possessive and not asked:
                return
            person = self._add(name)
        person.side = person.side or owner
        self._enter(
            person, start, end, possessive, self._outer(tokens, first), self._tail(person, tokens[last])
        )

    def _enter(
        self,
        person: Person,
        start: int,
        end: int,
        possessive: bool,
        outer_start: int | None = None,
        outer_end: int | None = None,
    ) -> None:
        person.mentions.append((start, end))
        outer = start if outer_start is None else outer_start
        self.mentions.append(PersonMention(start, end, outer, max(end, outer_end or end), person, possessive))

    def _outer(self, tokens: Sequence[Token], first: int) -> int:
        """Where a name begins with the party it belongs to: `Singapore's Koh Wei Shan`."""
        if self._owner(tokens, first) is None:
            return tokens[first].start
        mention = self._article.party_at(tokens[first - 1].start)
        return mention.start if mention else tokens[first].start

    def _owner(self, tokens: Sequence[Token], first: int) -> str | None:
        """The party before a name or its title: `Singapore's Koh Wei Shan`."""
        if first == 0 or not tokens[first - 1].possessive:
            return None
        mention = self._article.party_at(tokens[first - 1].start)
        return mention.party.name if mention else None

    def _tail(self, person: Person, last: Token) -> int:
        """End of a body behind a name, `Ada Moe of the Norwegian treasury`, whose party becomes the person's."""
        tail = None if last.possessive else _BODY.match(self._article.flat, last.end)
        named = self._article.parties_in(*tail.span()) if tail else ()
        if tail is None or not named:
            return last.end
        person.side = person.side or named[0].party.name
        return tail.end()

    def _of_party(self, last: Token) -> str | None:
        """The party behind a titled name: `President Ada Moe of Norway`."""
        flat = self._article.flat
        if last.possessive or not flat.startswith(" of ", last.end):
            return None
        mention = self._article.party_at(last.end + 4 + 4 * flat.startswith("the ", last.end + 4))
        return mention.party.name if mention else None


def _take(person: Person, title: Title) -> None:
    if title.counts and title.words.lower() not in {t.lower() for t in person.titles}:
        person.titles.append(title.words)
    if title.role not in RANKS:
        person.roles.add(title.role)
    person.former = person.former or title.former
    person.side = person.side or title.party
