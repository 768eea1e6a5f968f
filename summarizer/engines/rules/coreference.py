"""Who a speaker is: pronouns and short names traced to the fullest mention in the article."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from summarizer.engines.rules.lexicon import words as listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.engines.rules.attributed import Attributed, Span
    from summarizer.engines.rules.tagging import Words

_MALE: Final = listed("names", "male")
_FEMALE: Final = listed("names", "female")
_PRONOUNS: Final = {
    **dict.fromkeys(("he", "his", "him", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
_UNNAMED: Final = listed("names", "unnamed")
_BODIES: Final = listed("names", "bodies")
_TITLES: Final = listed("names", "titles")
_NAME: Final = re.compile(r"[ANC](?:(?<=C)C{0,8}|(?<=[AN])[AN]{0,2}C{1,9})")  # on the letters of `tagging`
_REACH: Final = 20  # speakers; how far back a pronoun may point
_FAR: Final = 1500  # code points; how far back a pronoun may point
_NEAREST: Final = 20  # names; how many a pronoun may look back over
_MOST_MENTIONS: Final = 60  # of one name, that are looked at
_LONGEST: Final = 9  # words in the fullest mention
_OWNED: Final = re.compile(r"(?:his|her|their|its|our|my)\s|[^\n]{1,80}['’]s\s", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*\.?")


class _Mention(NamedTuple):
    """A capitalised name in the text."""

    start: int
    end: int
    key: str
    """Last word, lower case: the surname of a person."""
    given: str
    """Word before it, where that is no title."""
    length: int
    person: bool
    gender: str


class Mentions:
    """The names of one stretch, in order; what is not asked for is not worked out."""

    def __init__(self, words: Words) -> None:
        tags, starts = words.tags, words.starts
        self._words = words
        self._spans = [match.span() for match in _NAME.finditer(tags)]
        self._known: dict[int, _Mention] = {}
        self.starts = array("I", [starts[first] for first, _ in self._spans])
        self.keys = [words.lower[last - 1] for _, last in self._spans]
        self.subjects = [
            n for n, (first, _) in enumerate(self._spans) if first == 0 or tags[first - 1] in ".q"
        ]
        """Mentions that begin a sentence."""

    def __getitem__(self, index: int) -> _Mention:
        """A name with its titles, without the common words before them."""
        known = self._known.get(index)
        if known is not None:
            return known
        first, last = self._spans[index]
        words = self._words
        tags, lower = words.tags, words.lower
        while tags[first] != "C" and lower[first] not in _TITLES:
            first += 1
        before = lower[first : last - 1]
        given = before[-1] if before and tags[last - 2] == "C" and before[-1] not in _TITLES else ""
        made = self._known[index] = _Mention(
            start=words.starts[first],
            end=words.ends[last - 1],
            key=lower[last - 1],
            given=given,
            length=last - first,
            person=lower[last - 1] not in _BODIES and (bool(given) or not _TITLES.isdisjoint(before)),
            gender="m" if not _MALE.isdisjoint(before) else "f" if not _FEMALE.isdisjoint(before) else "",
        )
        return made


class Names:
    """The names of one article; what is not asked for is not worked out."""

    def __init__(self, text: str, stretches: Sequence[Mentions]) -> None:
        self.text = text
        self._stretches = stretches
        self._firsts: list[int] = []
        """The number of the first mention of each stretch."""
        self._starts = array("I")
        self._subjects: list[int] = []
        self._by_key: dict[str, list[int]] = {}
        self._named: dict[str, list[_Mention]] = {}
        self._fullest: dict[str, str] = {}
        self._genders: dict[str, str] = {}
        for stretch in stretches:
            first = len(self._starts)
            self._firsts.append(first)
            self._starts += stretch.starts
            self._subjects += [first + index for index in stretch.subjects]
            for number, key in enumerate(stretch.keys, first):
                self._by_key.setdefault(key, []).append(number)

    def mention(self, number: int) -> _Mention:
        """A name by its number in the article."""
        at = bisect_right(self._firsts, number) - 1
        return self._stretches[at][number - self._firsts[at]]

    def named(self, key: str) -> list[_Mention]:
        """Mentions whose last word is `key`."""
        known = self._named.get(key)
        if known is None:
            indices = self._by_key.get(key, ())[:_MOST_MENTIONS]
            known = self._named[key] = [self.mention(index) for index in indices]
        return known

    def gender(self, key: str) -> str:
        """m or f, where a title or an earlier pronoun tells; else nothing."""
        if key not in self._genders:
            self._genders[key] = next((m.gender for m in self.named(key) if m.gender), "")
        return self._genders[key]

    def learn_gender(self, name: str, gender: str) -> None:
        """A pronoun stands for this name."""
        key = _key(name)
        if not self.gender(key):
            self._genders[key] = gender

    def fullest(self, name: str) -> str:
        """The fullest mention of a name: `Moreau` → `Foreign Minister Ada Moreau`; other words stay."""
        known = self._fullest.get(name)
        if known is None:
            known = self._fullest[name] = self._find_fullest(name)
        return known

    def _find_fullest(self, name: str) -> str:
        words = _WORD.findall(name)
        if not words or not words[-1][0].isupper():
            return name
        mentions = self.named(words[-1].lower())
        given = words[-2].lower() if len(words) > 1 else ""
        if given not in {mention.given for mention in mentions if mention.given}:
            # the first mention that is more than the surname introduces the person
            given = next((mention.given for mention in mentions if mention.length > 1), "")
        best = max(
            (mention for mention in mentions if mention.length <= _LONGEST and mention.given == given),
            key=lambda mention: (mention.length, -mention.start),
            default=None,
        )
        if best is None or best.length <= len(words):
            return name
        return self.text[best.start : best.end]

    def person_ending(self, speaker: Span) -> str | None:
        """The person named at the end of a speaker's phrase: `her brother Luc Moreau` → `Luc Moreau`."""
        index = bisect_left(self._starts, speaker.end) - 1
        if index < 0:
            return None
        mention = self.mention(index)
        if mention.end != speaker.end or mention.start <= speaker.start or not mention.person:
            return None
        return self.text[mention.start : mention.end]

    def person_before(self, offset: int, gender: str, spoken: list[tuple[int, str]]) -> str | None:
        """The person a pronoun at `offset` stands for: the latest speaker or subject of that gender."""
        latest = next(
            (one for one in reversed(spoken[-_REACH:]) if one[0] < offset and self._agrees(one[1], gender)),
            None,
        )
        stop = max(latest[0] if latest else 0, offset - _FAR)
        subject = self._person_within(self._subjects, stop, offset, gender)
        if subject is not None:
            return subject
        return latest[1] if latest else self._person_within(range(len(self._starts)), stop, offset, gender)

    def _person_within(self, among: Sequence[int], stop: int, offset: int, gender: str) -> str | None:
        """The last person among these mentions that is named between two offsets."""
        at = bisect_left(among, offset, key=self._starts.__getitem__) - 1
        for index in among[max(0, at - _NEAREST) : at + 1][::-1]:
            if self._starts[index] <= stop:
                return None
            mention = self.mention(index)
            if self._is_person(mention) and self.gender(mention.key) in ("", gender):
                return self.text[mention.start : mention.end]
        return None

    def _is_person(self, mention: _Mention) -> bool:
        return mention.person or any(other.person for other in self.named(mention.key)[:8])

    def _agrees(self, name: str, gender: str) -> bool:
        key = _key(name)
        return bool(key) and self.gender(key) in ("", gender)


def _key(name: str) -> str:
    """Last word of a name in lower case; nothing for words that are no name."""
    words = _WORD.findall(name)
    return words[-1].lower() if words and words[-1][0].isupper() else ""


def name_speakers(
    text: str, stretches: Sequence[Mentions], found: Sequence[Attributed]
) -> tuple[Attributed, ...]:
    """Attributions with `name` set to the fullest mention of their speaker.

    A speaker who has no name keeps the article's words for him: `a senior official`. What cannot be resolved
    (`they`, a pronoun without antecedent) has no name.
    """
    names = Names(text, stretches)
    spoken: list[tuple[int, str]] = []
    named: list[Attributed] = []
    for attribution in found:
        speaker = attribution.speaker
        if speaker is None:
            named.append(attribution)
            continue
        words = attribution.name or text[speaker.start : speaker.end]
        low = words.lower()
        name: str | None
        if low in _PRONOUNS:
            gender = _PRONOUNS[low]
            name = names.person_before(speaker.start, gender, spoken)
            if name is not None:
                names.learn_gender(name, gender)
        elif low in _UNNAMED:
            name = None
        else:
            name = (names.person_ending(speaker) if _OWNED.match(words) else None) or words
        if name is not None:
            name = names.fullest(name)
            spoken.append((speaker.start, name))
        named.append(attribution if name == attribution.name else attribution._replace(name=name))
    return tuple(named)
