"""Whose side a person is on by the words around the name, where no title of theirs names a party."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.lexicon import pattern, words

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.person import Person

_OFFICES: Final = (
    words("speakers", "offices") | words("speakers", "spokesmen") | words("speakers", "anonymous")
)
_WORD: Final = re.compile(r"[\w-]+")
_REACH: Final = 110  # code points between a name and the words that tell its side
_MOST: Final = 4  # mentions looked at; a side is told where a person comes in
_BEFORE: Final = re.compile(r"(?:^|[,;:(\"]\s?|\.\s)(?P<office>[^,;:(\"]{4,100}),\s$")
_BEHIND: Final = pattern("allegiance", "behind")
_RUNS: Final = pattern("allegiance", "runs")
_PRIVATE: Final = pattern("allegiance", "private")
_DEALS_WITH: Final = re.compile(r"\b(?:to|for|with|in|on|at|against|from|about)\s(?:the\s)?$")
_IS: Final = re.compile(
    r"(?:He|She)\s(?:is|was|has\sbeen|runs|heads|leads|speaks\sfor)\b(?P<rest>[^.;]{4,110})"
)


def side_by_words(article: Article, person: Person) -> str | None:
    """The party that an article puts a person with: "Norway's envoy, Ada Moe", "Ada Moe, who runs the Oslo office"."""
    for start, end in person.mentions[:_MOST]:
        sentence = article.sentence_at(start)
        if sentence is None:
            continue
        side = (
            _apposed_before(article, sentence, start)
            or _apposed_behind(article, sentence, end)
            or _said_to_be(article, sentence)
        )
        if side is not None:
            return side
    return None


def bystander(article: Article, person: Person) -> bool:
    """Whether the words behind a name tell a trade and no office: "Ada Moe, a shipping broker", "Ada Moe, 54,"."""
    if person.side is not None:
        return False
    if person.roles:
        return any("opposition" in title.lower() for title in person.titles)
    for start, end in person.mentions[:_MOST]:
        sentence = article.sentence_at(start)
        told = _PRIVATE.match(article.flat, end, sentence.end) if sentence else None
        if told is not None and not _holds_office(told.group()):
            return True
    return False


def _apposed_before(article: Article, sentence: Sentence, start: int) -> str | None:
    """ "The Canadian negotiator, Ada Moe", "Rossi's spokesman, Ada Moe"."""
    low = max(sentence.start, start - _REACH)
    before = article.flat[low:start]
    office = _BEFORE.search(before)
    if office is not None and _holds_office(office["office"]):
        begin = low + office.start("office")
        side = _owner_in(article, begin, low + office.end("office"))
        if side is not None:
            return side
    return None


def _apposed_behind(article: Article, sentence: Sentence, end: int) -> str | None:
    """ "Ada Moe, who heads the Norwegian team", "Ada Moe, chief of Norway's coast guard"."""
    flat, high = article.flat, min(sentence.end, end + _REACH)
    behind = _BEHIND.match(flat, end, high)
    if behind is None:
        return None
    told = behind["told"]
    if _RUNS.match(told) is not None:
        named = article.parties_in(*behind.span("told"))
        return named[0].party.name if named else None
    return _owner_in(article, *behind.span("told")) if _holds_office(told) else None


def _said_to_be(article: Article, sentence: Sentence) -> str | None:
    """ "Ada Moe came by ferry. She is a secretary at Norway's foreign ministry"."""
    following = sentence.index + 1
    if following >= len(article.sentences):
        return None
    then = article.sentences[following]
    told = _IS.match(article.flat, then.start, then.end) if then.paragraph == sentence.paragraph else None
    if told is None or not _holds_office(told["rest"]):
        return None
    return _owner_in(article, *told.span("rest"))


def _owner_in(article: Article, start: int, end: int) -> str | None:
    """The first party that an office belongs to, not the one it deals with: "Oslo's envoy to Chad", "envoy for Chad"."""
    for mention in article.parties_in(start, end):
        before = article.flat[max(start, mention.start - 12) : mention.start]
        if article.flat.startswith("'s", mention.end) or not _DEALS_WITH.search(before):
            return mention.party.name
    return None


def _holds_office(told: str) -> bool:
    return any(match.group().lower() in _OFFICES for match in _WORD.finditer(told))
