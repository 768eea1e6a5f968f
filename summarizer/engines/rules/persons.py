"""Persons named in an article: every mention, the titles printed with it, and the party they act for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.belonging import body_behind, owning, party_of
from summarizer.engines.rules.cues import cues
from summarizer.engines.rules.lexicon import known_by_word, words
from summarizer.engines.rules.names import PARTICLES, capitalised_runs, compatible, initialled, parts
from summarizer.engines.rules.person import Person, PersonMention
from summarizer.engines.rules.titles import (
    COLLEAGUES,
    RANKS,
    is_title_word,
    no_name,
    title_after,
    title_before,
)
from summarizer.resolve.gazetteer import places

_START: Final = attrgetter("start")

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article, Sentence

_OPENING: Final = frozenset(["al", "el", "abu", "bin", "ibn"])  # particles that may open a name
_AFTER_NAMES: Final = words("occasion", "after_names")
# Titles that are surnames too.
_SURNAMES: Final = words("occasion", "surnames")
# Verbs that a headline written Like This makes look like names.
_HEADLINE_VERBS: Final = words("occasion", "headline_verbs")
# Words before the name of a body, a building or a place.
_BEFORE_THINGS: Final = words("occasion", "before_things")
_LEADING: Final = frozenset(("leadership", "command", "direction", "guidance", "chairmanship"))
_AGE: Final = re.compile(r", \d\d,")
_AGAIN: Final = 20_000  # code points behind a name in which its surname is looked for
_NAMESAKES: Final = 200  # persons looked at who share a word of their names; only hostile text has more
_TWO_SURNAMES: Final = 3  # words of a name with two surnames
_LONGEST: Final = 4  # words of a name without title


class Persons:
    """The persons of one article, and where they are named."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self.people: list[Person] = []
        self.mentions: list[PersonMention] = []
        self._possible: list[tuple[int, int, bool]] = []  # in order
        self._by_word: dict[str, list[Person]] = {}
        bare: list[tuple[Sentence, int, int, str]] = []
        for sentence in article.sentences:
            for first, last in capitalised_runs(sentence, article.text):
                if not _ends_no_name(sentence.lower[last]):
                    self._read_run(sentence, first, last, bare)
        for run in bare:
            self._read_bare(*run)
        self.mentions.sort(key=_START)
        for person in self.people:
            person.mentions.sort()
        self._starts = [mention.start for mention in self.mentions]

    def within(self, start: int, end: int) -> list[PersonMention]:
        """Mentions whose name begins in a stretch."""
        low = bisect_left(self._starts, start)
        return self.mentions[low : bisect_left(self._starts, end, low)]

    def may_name(self, start: int, end: int) -> bool:
        """Whether a person is named in a stretch, or somebody whom grammar may show to be one."""
        low = bisect_left(self._starts, start)
        if low < len(self._starts) and self._starts[low] < end:
            return True
        low = bisect_left(self._possible, (start,))
        return low < len(self._possible) and self._possible[low][0] < end

    def promote(self, start: int, end: int) -> None:
        """Take untitled names in a stretch where grammar asks for an actor to be persons' names."""
        low = bisect_left(self._possible, (start,))
        high = bisect_left(self._possible, (end,), low)
        if low == high:
            return
        names = self._possible[low:high]
        del self._possible[low:high]
        for begin, stop, possessive in names:
            person = self._lengthened(self._article.words_of(begin, stop))
            person.mentions.append((begin, stop))
            at = bisect_right(self._starts, begin)
            self._starts.insert(at, begin)
            self.mentions.insert(at, PersonMention(begin, stop, begin, stop, person, possessive))
            if len(person.mentions) == 1:
                self._name_again(person, stop)

    def _name_again(self, person: Person, at: int) -> None:
        """Enter where somebody who was just found to be a person is named by surname further on."""
        surname = person.name.rpartition(" ")[2]
        flat, high = self._article.flat, at + _AGAIN
        begin = -1 if surname in places() else flat.find(f" {surname}", at, high) + 1
        while begin > 0:
            end = begin + len(surname)
            low = bisect_right(self._starts, begin)
            before = flat[flat.rfind(" ", 0, begin - 1) + 1 : begin - 1]
            if not (
                flat[end : end + 1].isalnum()
                or flat[end : end + 1] == "-"
                or (before[:1].isupper() and before[-1].isalpha())  # another of that name
                or self._article.sentence_at(begin) is None
                or (low and self.mentions[low - 1].end > begin)
            ):
                person.mentions.append((begin, end))
                self._starts.insert(low, begin)
                owns = flat.startswith("'s", end)
                self.mentions.insert(low, PersonMention(begin, end, begin, end, person, owns))
            begin = flat.find(f" {surname}", end, high) + 1

    def unclaimed(self, surname: str, at: int) -> Person | None:
        """The person whose full name stands untitled before an offset, and who goes by the surname behind it."""
        for start, end, possessive in self._by_surname.get(surname, ()):
            if start < at and not possessive and (start, end, possessive) in self._possible:
                self.promote(start, end)
                return self.named(surname)
        return None

    @cached_property
    def _by_surname(self) -> dict[str, list[tuple[int, int, bool]]]:
        """Full names that stand untitled, in order, by their last word."""
        found: dict[str, list[tuple[int, int, bool]]] = {}
        for name in self._possible:
            found.setdefault(self._article.text[name[0] : name[1]].rpartition(" ")[2], []).append(name)
        return found

    def named(self, name: str) -> Person | None:
        """The person that a name means in this article: the same words, or some of them, the first or last too."""
        words = parts(name)
        if not words:
            return None
        for word in (words[-1], words[0]):
            for person in self._by_word.get(word, ()):
                if compatible(words, parts(person.name)):
                    return person
        # "Viteri" for "Paulina Viteri Egas": the first of two surnames, where nobody else has it
        known = self._by_word.get(words[0], ()) if len(words) == 1 else ()
        return known[0] if len(known) == 1 and len(parts(known[0].name)) == _TWO_SURNAMES else None

    def ensure(self, name: str) -> Person:
        """The person of that name, made when the article gave no title for them."""
        return self.named(name) or self._add(name)

    def _lengthened(self, name: str) -> Person:
        """The person of that name, who goes by it from now on where it is longer than what was known."""
        person = self.ensure(name)
        if len(name.split()) > len(person.name.split()):
            person.name = name
            self._index(person)
        return person

    def _add(self, name: str) -> Person:
        person = Person(name.title() if name.isupper() else name)
        self.people.append(person)
        self._index(person)
        return person

    def _index(self, person: Person) -> None:
        for word in parts(person.name):
            known = self._by_word.setdefault(word, [])
            if len(known) < _NAMESAKES and person not in known:
                known.append(person)

    def _read_run(
        self, sentence: Sentence, first: int, last: int, bare: list[tuple[Sentence, int, int, str]]
    ) -> None:
        """Read a run of capitalised words: title and party words, then a name."""
        lower = sentence.lower
        while last > first and lower[last] in _HEADLINE_VERBS:
            last -= 1
        start = self._name_start(sentence, first, last)
        if start > last or (lower[start] in PARTICLES and lower[start] not in _OPENING):
            return
        begin, end = sentence.starts[start], sentence.ends[last]
        name = self._article.words_of(begin, end)
        before = title_before(self._article, sentence, start)
        several = start < last or initialled(name)
        after = title_after(self._article, sentence, last) if before or several else None
        if before is None and (after is None or name in places()):
            bare.append((sentence, start, last, name))
            return
        person = self._lengthened(name)
        for title in (before, after):
            if title is not None:
                person.take(title.owned(self._article.text) if title.role in COLLEAGUES else title)
        if person.side is None:
            person.side = self._owner(sentence, start) or party_of(self._article, sentence, last)
        outer_start = before.start if before else self._outer(sentence, start)
        further = (
            title_before(self._article, sentence, sentence.token_at(outer_start))
            if before and before.role in RANKS
            else None
        )
        if further is not None:  # Norway's army chief, General Ada Moe
            person.take(further)
            outer_start = further.start
        outer_end = after.end if after else self._tail(person, sentence, last)
        self._enter(person, begin, end, sentence.printed[last].possessive, outer_start, outer_end)

    def _name_start(self, sentence: Sentence, first: int, last: int) -> int:
        """Where the name begins in a run: behind the last word of titles, parties and bodies."""
        lower, starts, party_at = sentence.lower, sentence.starts, self._article.party_at
        for i in range(last, first - 1, -1):
            if not no_name(lower[i]) and party_at(starts[i]) is None:
                continue
            if (
                i == last
                and lower[i] in _SURNAMES
                and (
                    (i > first and not is_title_word(self._article, sentence, i - 1))
                    or lower[i] in self._by_word
                )
            ):
                continue  # Foreign Minister Tom King
            return i + 1
        return first

    def _read_bare(self, sentence: Sentence, first: int, last: int, name: str) -> None:
        """Read a name without a title: a known person's, a speaker's, somebody's of a party, or nobody's yet."""
        words, lower, flat = sentence.printed, sentence.lower, self._article.flat
        person = self.named(name)
        if person is not None and sentence.section == "body" and not lower[first].endswith("ing"):
            self._lengthened(name)
        called = first > 0 and lower[first - 1] in {"called", "named"}
        several = first < last or initialled(name)
        if person is None and not several and not called:
            return  # most capitalised words
        start, end = sentence.starts[first], sentence.ends[last]
        possessive = words[last].possessive
        owner = self._owner(sentence, first)
        if person is None:
            if not ((several and last - first < _LONGEST) or (called and first == last)) or any(
                word.text.isupper() and len(word.text) > 2 for word in words[first : last + 1]
            ):
                return
            behind = lower[last + 1] if last + 1 < len(lower) else None
            joined = behind is not None and flat[end : sentence.starts[last + 1]] == " "
            spoken = joined and behind is not None and cues().reports(behind)
            asked = (
                first > 0
                and flat[sentence.ends[first - 1] : start] == " "
                and (called or cues().reports(lower[first - 1]))
            )
            if not (spoken or asked or owner or body_behind(self._article, end) or _AGE.match(flat, end)):
                thing = first > 0 and lower[first - 1] in _BEFORE_THINGS and lower[first - 2] not in _LEADING
                if not thing and (
                    behind is None or not joined or behind in _AFTER_NAMES or behind.endswith("ed")
                ):
                    self._possible.append((start, end, possessive))
                return
            if possessive and not asked:
                return
            person = self._add(name)
        person.side = person.side or owner
        self._enter(
            person, start, end, possessive, self._outer(sentence, first), self._tail(person, sentence, last)
        )

    def _enter(
        self, person: Person, start: int, end: int, possessive: bool, outer_start: int, outer_end: int
    ) -> None:
        person.mentions.append((start, end))
        self.mentions.append(PersonMention(start, end, outer_start, max(end, outer_end), person, possessive))

    def _outer(self, sentence: Sentence, first: int) -> int:
        """Where a name begins with the party it belongs to: `Singapore's Koh Wei Shan`."""
        mention = owning(self._article, sentence, first)
        return mention.start if mention else sentence.starts[first]

    def _owner(self, sentence: Sentence, first: int) -> str | None:
        """The party before a name or its title: `Singapore's Koh Wei Shan`."""
        mention = owning(self._article, sentence, first)
        return mention.party.name if mention else None

    def _tail(self, person: Person, sentence: Sentence, last: int) -> int:
        """End of a body behind a name, `Ada Moe of the Norwegian treasury`, whose party becomes the person's."""
        end = sentence.ends[last]
        body = None if sentence.printed[last].possessive else body_behind(self._article, end)
        if body is None:
            return end
        end, party = body
        person.side = person.side or party
        return end


@known_by_word
def _ends_no_name(lower: str) -> bool:
    """Whether a word ends no name: `The`, `Minister`; a surname or a headline's verb may stand at the end of one."""
    return no_name(lower) and lower not in _SURNAMES and lower not in _HEADLINE_VERBS
