"""The words for a speaker: the noun that they are about, and what such a noun names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.lexicon import words

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article

ANONYMOUS: Final = words("speakers", "anonymous")
INSTITUTION: Final = words("speakers", "institution")
SPOKESMEN: Final = words("speakers", "spokesmen")
OFFICES: Final = words("speakers", "offices")
DELEGATIONS: Final = words("speakers", "delegations")
OBSERVERS: Final = words("speakers", "observers")
OWNING: Final = frozenset({"his", "her", "its", "their", "our", "my"})
WORD: Final = re.compile(r"[^\W_]+(?:[.'&-][^\W_]+)*\.?")
LONGEST_DESCRIPTOR: Final = 300  # code points
_LINKS: Final = words("speakers", "links")


def words_in(text: str) -> list[str]:
    """The words of a text, without a full stop behind them."""
    return [w.rstrip(".") for w in WORD.findall(text)]


def head_of(article: Article, start: int, end: int) -> tuple[str, int]:
    """The noun that a speaker's words are about, in lower case, and how far its phrase reaches."""
    flat = article.flat
    head, reach = "", end - start
    for match in WORD.finditer(flat, start, end):
        word = match.group().lower()
        if head and (word in _LINKS or flat[match.start() - 2] in ",("):
            reach = match.start() - start
            break
        head = word
    return head.removesuffix("'s").rstrip("."), reach
