"""Titles around a name: the office, rank and party words that stand before or behind it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from summarizer.engines.rules.cues import cues
from summarizer.engines.rules.lexicon import table, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.engines.rules.article import Article, Sentence, Token

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
_NO_TITLES: Final = frozenset(
    ["mr", "mr.", "ms", "mrs", "ms.", "mrs.", "counterpart", "colleague", "homologue", "predecessor"]
)
_FINITE: Final = words("occasion", "no_titles")
_FORMER: Final = re.compile(
    r"\b(?:former|ex-|then-|then|late|predecessor|ousted|deposed|onetime)\b|\bex-|\bthen-", re.IGNORECASE
)
_ABOUT: Final = (" for", " to", " on", " for the", " to the", " on the")
_REACH: Final = 14  # words; the longest title that is followed


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
    def counts(self) -> bool:
        """Whether it is worth keeping: `Mr` is not."""
        return self.role not in _NO_TITLES


@lru_cache(maxsize=20_000)
def office(lower: str) -> str | None:
    """The office that a word names, singular, also behind a hyphen: `then-minister`, `ministers`."""
    if lower in ROLES:
        return lower
    tail = lower.rpartition("-")[2] if "-" in lower else lower
    if tail in ROLES:
        return tail
    single = tail.removesuffix("s")
    return single if single != tail and single in ROLES else None


def is_title_word(article: Article, token: Token) -> bool:
    """Whether a word belongs to titles and bodies, not to names."""
    return _titles(token.lower) or article.party_at(token.start) is not None


@lru_cache(maxsize=20_000)
def _titles(lower: str) -> bool:
    return lower in RANKS or lower in MODIFIERS or lower in INSTITUTIONS or office(lower) is not None


def title_before(article: Article, sentence: Sentence, first: int) -> Title | None:
    """The title that ends before word `first`: `Israeli National Security Adviser`, `the head of the navy,`."""
    tokens, flat = sentence.tokens, article.flat
    if first == 0:
        return None
    gap = flat[tokens[first - 1].end : tokens[first].start].strip()
    if gap == ",":
        last = _before_comma(tokens, flat, first)
        if last is None:
            return None
        left = _extend(article, tokens, last, first)
    elif gap in {"", "'s", "'"}:
        left = _extend(article, tokens, first, first)
    else:
        return None
    if left >= first:
        return None
    role = _role(tokens[left:first])
    if role is None:
        return None
    return _title(article, tokens[left].start, tokens[first - 1].end, role)


def _before_comma(tokens: Sequence[Token], flat: str, first: int) -> int | None:
    """Behind which word the office of `the minister of lands and water, Ada Moreau` is to be sought."""
    if first + 1 >= len(tokens) or flat[tokens[first].end : tokens[first + 1].start] not in {" ", "-"}:
        return None  # a name alone behind a comma begins something else
    following = tokens[first + 1]
    if (
        not following.cap
        and "-" not in following.word
        and following.lower not in {"al", "el", "van", "bin", "de"}
    ):
        return None
    at = first - 1
    if office(tokens[at].lower):
        return (
            first
            if office(tokens[at].lower) == tokens[at].lower.rpartition("-")[2] or tokens[at].lower in ROLES
            else None
        )
    while at > 0 and first - at < _REACH:
        if tokens[at].lower in _FINITE - {"and"} or (
            at < first - 1 and flat[tokens[at].end : tokens[at + 1].start].strip() not in {"", "'s", "'"}
        ):
            return None
        if tokens[at].lower in {"of", "for", "to", "in", "at"} and office(tokens[at - 1].lower):
            return at
        at -= 1
    return None


def _extend(article: Article, tokens: Sequence[Token], at: int, first: int) -> int:
    """First word of the title whose office stands left of word `at`."""
    flat = article.flat
    i = at
    while i > 0 and first - i < _REACH:
        token = tokens[i - 1]
        gap = flat[token.end : tokens[i].start].strip()
        if (gap not in {"", "'s", "'", "/"} and not (i == first and gap == ",")) or "\n" in article.text[
            token.end : tokens[i].start
        ]:
            break
        if token.lower in _JOINTS and not (i < first and article.party_at(token.start)):
            if 1 < i < first and _joins(tokens[i - 2], token.lower, tokens[i], article):
                i -= 1
                continue
            break
        portfolio = token.cap and i < first and not token.possessive and token.lower not in NOT_NAMES
        if not is_title_word(article, token) and not portfolio:
            break
        i -= 1
    while i < first and tokens[i].lower in _JOINTS:
        i += 1
    return i


def _joins(before: Token, joint: str, after: Token, article: Article) -> bool:
    """Whether `of`, `and`, `the` stand inside a title: `Minister of Defence`, not `government of President`."""
    if joint in {"a", "an"}:
        return False
    if joint == "the":
        return before.lower in {"of", "for", "to"}
    if joint == "and":
        return is_title_word(article, after) and (
            before.lower in MODIFIERS or office(before.lower) is not None
        )
    return (office(before.lower) is not None or before.lower in {"affairs", "general"}) and office(
        after.lower
    ) is None


def title_after(article: Article, sentence: Sentence, last: int) -> Title | None:
    """The title behind the name: `Ada Moreau, the government's envoy for talks,`."""
    tokens, flat = sentence.tokens, article.flat
    if (
        tokens[last].possessive
        or last + 1 >= len(tokens)
        or flat[tokens[last].end : tokens[last + 1].start] != ", "
    ):
        return None
    begin = last + 1
    if tokens[begin].lower == "and":
        return None
    opened = tokens[begin].lower in _DETERMINERS or tokens[begin].possessive
    role: str | None = None
    stop = i = begin
    while i < min(len(tokens), begin + _REACH):
        token = tokens[i]
        if i > begin and flat[tokens[i - 1].end : token.start] not in {" ", "'s ", "' ", "-", "/"}:
            break
        if (token.lower in _FINITE and not (token.lower == "and" and role is None)) or (
            role is None
            and token.lower in cues().verbs
            and office(token.lower) is None
            and token.lower not in MODIFIERS
        ):
            if role is not None and i > stop + 1:
                break
            if role is None:
                return None
            break
        if role is None:
            role = office(token.lower)
            if role is not None:
                stop = i
                following = tokens[i + 1] if i + 1 < len(tokens) else None
                if (
                    following is not None
                    and flat[token.end : following.start] == " "
                    and following.lower not in {"of", "for", "to", "in", "at"}
                ):
                    if following.cap and not is_title_word(article, following):
                        return None  # "Ada Moreau, foreign minister Bo Lind": the next name's
                    role = office(following.lower) or role
            elif not (opened or is_title_word(article, token) or token.possessive):
                return None
        i += 1
    if role is None:
        return None
    closed = i >= len(tokens) or flat[tokens[i - 1].end] in ',.;:)"- '
    stop = i - 1 if closed and i - 1 > stop else stop
    while stop > begin and tokens[stop].lower in _JOINTS | {"in", "at"}:
        stop -= 1
    if tokens[begin].lower in {"a", "an"}:
        begin += 1
    return _title(article, tokens[begin].start, tokens[stop].end, role)


def _role(tokens: Sequence[Token]) -> str | None:
    for token in reversed(tokens):
        found = office(token.lower)
        if found:
            return found
    return next((token.lower for token in tokens if token.lower in RANKS), None)


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
