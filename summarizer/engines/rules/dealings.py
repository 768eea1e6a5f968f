"""Whether an article can be about dealings between parties at all: most news is not, and is not read further."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.speakers import issuer

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article

# Words for a party that no table names: a force, or a state that shares its name with another.
_FORCES: Final = ("rebel", "insurgen", "guerrilla", "separatist", "militia", "liberation", "armed group")
_NAMESAKES: Final = ("Congo", "Guinea", "Dominica", "Korea", "Sudan")
_WORDS: Final = re.compile(
    r"\b(?:talks|negotiat\w+|summit|consultations?|delegations?|ministers?|ministry|envoys?|ambassadors?|embass\w+"
    r"|diplomat\w*|protocol|commission|spokes\w+|truce|cease-?fire|sanctions?|border|treaty|sovereign\w*|foreign|boundary"
    r"|troops)\b",
    re.IGNORECASE,
)
_STEMS: Final = tuple(
    "talks negotiat summit consultation delegation minist envoy ambassador embass diplomat protocol commission spokes"
    " truce cease sanction border treaty sovereign foreign boundary troops".split()
)


def of_parties(article: Article) -> bool:
    """Whether an article names two parties, or one and a word for another that no table names."""
    named = {mention.party.name for mention in article.parties}
    if (signed := issuer(article)) is not None:
        named.add(signed)
    if len(named) != 1:
        return len(named) > 1
    lower, flat = article.lower, article.flat
    return any(word in lower for word in _FORCES) or any(word in flat for word in _NAMESAKES)


def dealing_parties(article: Article) -> frozenset[str]:
    """The two parties that an article names most, where it is about dealings between parties; else none."""
    counted = Counter(mention.party.name for mention in article.parties)
    often = frozenset(name for name, count in counted.most_common(2) if count >= 2)
    if not often or not of_parties(article) or not any(stem in article.lower for stem in _STEMS):
        return frozenset()
    return often if _WORDS.search(article.flat) else frozenset()
