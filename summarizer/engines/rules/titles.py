"""Titles around a name: the office, rank and party words that stand before or behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from summarizer.engines.rules.belonging import sent_by
from summarizer.engines.rules.cues import cues
from summarizer.engines.rules.lexicon import known_by_word, table, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.engines.rules.article import Article, Sentence

ROLES: Final = words("titles", "roles")
RANKS: Final = words("titles", "ranks")
MODIFIERS: Final = words("titles", "modifiers")
OBSERVERS: Final = words("titles", "observers")
PRESS: Final = words("titles", "press")
NOT_NAMES: Final = words("titles", "not_names")
INSTITUTIONS: Final = words("titles", "institutions")
_OFFICES: Final[dict[str, str]] = table("titles")["offices"]
_JOINTS: Final = frozenset(["the", "a", "an", "and", "of", "for", "to"])
_DETERMINERS: Final = frozenset(["the", "a", "an", "his", "her", "its", "their", "our", "my"])
COLLEAGUES: Final = frozenset(["counterpart", "colleague", "homologue"])
_NO_TITLES: Final = frozenset(["mr", "mr.", "ms", "mrs", "ms.", "mrs.", "predecessor"]) | COLLEAGUES
_OWNED: Final = re.compile(r"\b(?:his|her|their)\s$")
# "Deputy Defence Minister General": an office and a rank; "Secretary General": one office
_TWO: Final = re.compile(
    r"(?P<office>.*\b(?:[Mm]inister|[Ss]ecretary|[Cc]hief|[Dd]irector|[Gg]overnor|[Cc]ommander|[Aa]ffairs|[Aa]dvis[eo]r|[Pp]resident|[Ee]nvoy))"
    r"\s(?P<rank>(?:Sheikh|Shaikh|Ambassador|Dr\.?|Datuk|Mawlawi|Prince|Princess|Lieutenant|Major|Brigadier|Brig\.|Maj\.|Lt\.|Gen\.|Col\."
    r"|Colonel|Admiral|Vice Admiral|Rear Admiral|(?<!Secretary\s)(?<!Director\s)(?<!Governor\s)General)\b.*)"
)
_FINITE: Final = words("occasion", "no_titles")
_FORMER: Final = re.compile(
    r"\b(?:former|ex-|then-|then|late|predecessor|ousted|deposed|onetime)\b|\bex-|\bthen-", re.IGNORECASE
)
_ABOUT: Final = (" for", " to", " on", " for the", " to the", " on the")
_BODIES: Final = frozenset(
    ("affairs", "general", "ministry", "department", "agency")
)  # State Secretary of the Ministry of Energy
_REACH: Final = 14  # words of a title


class Title(NamedTuple):
    """A title as printed, with its office or rank and the party that it names."""

    words: str
    role: str
    start: int
    end: int
    party: str | None

    @property
    def former(self) -> bool:
        """Whether it says that the office is no longer held."""
        return _FORMER.search(self.words) is not None

    @property
    def each(self) -> tuple[str, ...]:
        """The titles that stand together: an office and a rank are two."""
        two = _TWO.fullmatch(self.words)
        return (two["office"], two["rank"]) if two else (self.words,)

    def owned(self, text: str) -> Title:
        """The title with the possessive before it: `her Peruvian colleague`."""
        whose = _OWNED.search(text, max(0, self.start - 6), self.start)
        return self._replace(words=whose.group() + self.words) if whose else self

    @property
    def counts(self) -> bool:
        """Whether it is worth keeping: `Mr` is not."""
        return self.role not in _NO_TITLES


@known_by_word
def office(lower: str) -> str | None:
    """The office that a word names, singular, also behind a hyphen: `then-minister`, `ministers`."""
    if lower in ROLES:
        return lower
    tail = lower.rpartition("-")[2] if "-" in lower else lower
    if tail in ROLES:
        return tail
    single = tail.removesuffix("s")
    return single if single != tail and single in ROLES else None


def is_title_word(article: Article, sentence: Sentence, i: int) -> bool:
    """Whether word `i` belongs to titles and bodies, not to names."""
    return _titles(sentence.lower[i]) or article.party_at(sentence.starts[i]) is not None


@known_by_word
def no_name(lower: str) -> bool:
    """Whether a word can't be a name's: a title, a body, the first word of a sentence."""
    return lower in NOT_NAMES or _titles(lower)


@known_by_word
def _titles(lower: str) -> bool:
    return lower in RANKS or lower in MODIFIERS or lower in INSTITUTIONS or office(lower) is not None


def title_before(article: Article, sentence: Sentence, first: int) -> Title | None:
    """The title that ends before word `first`: `Israeli National Security Adviser`, `the head of the navy,`."""
    if first == 0:
        return None
    flat, starts, ends = article.flat, sentence.starts, sentence.ends
    if sentence.lower[first - 1] == "number" and sentence.lower[max(0, first - 2)] == "opposite":
        return Title("opposite number", "counterpart", starts[first - 2], ends[first - 1], None)
    gap = flat[ends[first - 1] : starts[first]].strip()
    if gap != "," and not is_title_word(article, sentence, first - 1):
        return None  # before most names
    if gap == ",":
        last = _before_comma(sentence, flat, first)
        if last is None:
            return None
        left = _extend(article, sentence, last, first)
    elif gap in {"", "'s", "'"}:
        left = _extend(article, sentence, first, first)
    else:
        return None
    if left >= first:
        return None
    role = _role(sentence.lower[left:first])
    if role is None:
        return None
    return _title(article, starts[left], ends[first - 1], role)


def _before_comma(sentence: Sentence, flat: str, first: int) -> int | None:
    """Behind which word the office of `the minister of lands and water, Ada Moreau` is to be sought."""
    lower, starts, ends = sentence.lower, sentence.starts, sentence.ends
    if first + 1 >= len(lower) or flat[ends[first] : starts[first + 1]] not in {" ", "-"}:
        return None  # a name alone behind a comma begins something else
    following = sentence.printed[first + 1]
    if (
        not following.cap
        and "-" not in following.text
        and following.lower not in {"al", "el", "van", "bin", "de"}
    ):
        return None
    at = first - 1
    if office(lower[at]):
        return first if office(lower[at]) == lower[at].rpartition("-")[2] or lower[at] in ROLES else None
    while at > 0 and first - at < _REACH:
        if (lower[at] in _FINITE and lower[at] != "and") or (
            at < first - 1 and flat[ends[at] : starts[at + 1]].strip() not in {"", "'s", "'"}
        ):
            return None
        if lower[at] in {"of", "for", "to", "in", "at"} and office(lower[at - 1]):
            return at
        at -= 1
    return None


def _extend(article: Article, sentence: Sentence, at: int, first: int) -> int:
    """First word of the title whose office stands left of word `at`."""
    flat, lower, starts, ends = article.flat, sentence.lower, sentence.starts, sentence.ends
    i = at
    while i > 0 and first - i < _REACH:
        word = lower[i - 1]
        gap = flat[ends[i - 1] : starts[i]].strip()
        if (gap not in {"", "'s", "'", "/"} and not (i == first and gap == ",")) or (
            article.text.find("\n", ends[i - 1], starts[i]) >= 0
        ):
            break
        if word in _JOINTS and not (i < first and article.party_at(starts[i - 1])):
            if 1 < i < first and _joins(article, sentence, i - 1):
                i -= 1
                continue
            break
        if not is_title_word(article, sentence, i - 1):
            printed = sentence.printed[i - 1]
            portfolio = printed.cap and i < first and not printed.possessive and word not in NOT_NAMES
            if not portfolio:
                break
        i -= 1
    while i < first and lower[i] in _JOINTS:
        i += 1
    return i


def _joins(article: Article, sentence: Sentence, at: int) -> bool:
    """Whether `of`, `and`, `the` stand inside a title: `Minister of Defence`, not `government of President`."""
    before, joint, after = sentence.lower[at - 1 : at + 2]
    if joint in {"a", "an"}:
        return False
    if joint == "the":
        return before in {"of", "for", "to"}
    if joint == "and":
        return is_title_word(article, sentence, at + 1) and (
            before in MODIFIERS or office(before) is not None
        )
    if joint == "of" and _of_party(article, sentence, at + 1):
        return before in MODIFIERS or office(before) is not None  # Minister of Energy of the Republic of Chad
    return (office(before) is not None or before in _BODIES) and office(after) is None


def _of_party(article: Article, sentence: Sentence, at: int) -> bool:
    """Whether a party's name begins at a word, an article aside."""
    if sentence.lower[at] == "the" and at + 1 < len(sentence.lower):
        at += 1
    return article.party_at(sentence.starts[at]) is not None


def title_after(article: Article, sentence: Sentence, last: int) -> Title | None:
    """The title behind the name: `Ada Moreau, the government's envoy for talks,`."""
    words, lower = sentence.printed, sentence.lower
    flat, starts, ends = article.flat, sentence.starts, sentence.ends
    if (
        words[last].possessive
        or last + 1 >= len(lower)
        or flat[ends[last]] != ","
        or flat[ends[last] : starts[last + 1]] != ", "
    ):
        return None
    begin = last + 1
    if lower[begin] == "and":
        return None
    opened = lower[begin] in _DETERMINERS or words[begin].possessive
    role: str | None = None
    stop = i = begin
    while i < min(len(lower), begin + _REACH):
        word = lower[i]
        if i > begin and (
            flat[ends[i - 1] : starts[i]] not in {" ", "'s ", "' ", "-", "/"}
            or article.text.find("\n", ends[i - 1], starts[i]) >= 0
        ):
            break
        if (word in _FINITE and not (word == "and" and role is None)) or (
            role is None and word in cues().verbs and office(word) is None and word not in MODIFIERS
        ):
            if role is not None and i > stop + 1:
                break
            if role is None:
                return None
            break
        if role is None:
            role = office(word)
            if role is not None:
                stop = i
                if (
                    i + 1 < len(lower)
                    and flat[ends[i] : starts[i + 1]] == " "
                    and lower[i + 1] not in {"of", "for", "to", "in", "at"}
                ):
                    if words[i + 1].cap and not is_title_word(article, sentence, i + 1):
                        return None  # "Ada Moreau, foreign minister Bo Lind": the next name's
                    role = office(lower[i + 1]) or role
            elif not (opened or is_title_word(article, sentence, i) or words[i].possessive):
                return None
        i += 1
    if role is None:
        return None
    closed = i >= len(lower) or flat[ends[i - 1]] in ',.;:)"- '
    stop = i - 1 if closed and i - 1 > stop else stop
    while stop > begin and (lower[stop] in _JOINTS or lower[stop] in {"in", "at"}):
        stop -= 1
    if lower[begin] in {"a", "an"}:
        begin += 1
    title = _title(article, starts[begin], ends[stop], role)
    return title if title.party else title._replace(party=sent_by(article, ends[stop]))


def _role(lower: Sequence[str]) -> str | None:
    for word in reversed(lower):
        found = office(word)
        if found:
            return found
    return next((word for word in lower if word in RANKS), None)


def _title(article: Article, start: int, end: int, role: str) -> Title:
    printed = article.words_of(start, end).strip(" ,")
    return Title(printed, role, start, end, _party(article, start, end, printed))


def _party(article: Article, start: int, end: int, printed: str) -> str | None:
    """The party a title names: `Turkish foreign minister`, `envoy of Qatar`; not `envoy for Syria`."""
    for mention in article.parties_in(start, end):
        if not article.flat[start : mention.start].rstrip().lower().endswith(_ABOUT):
            return mention.party.name
    lower = printed.lower()
    return next(
        (party for name, party in _OFFICES.items() if lower.startswith(name) and f"{name} for" not in lower),
        None,
    )
