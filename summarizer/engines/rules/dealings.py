"""Whether an article can be about dealings between parties at all: most news is not, and is not read further."""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.speakers import issuer
from summarizer.models.document import CITABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.engines.rules.article import Article

# Words for a party that no table names: a force, or a state that shares its name with another.
_FORCES: Final = ("rebel", "insurgen", "guerrilla", "separatist", "militia", "liberation", "armed group")
_NAMESAKES: Final = ("Congo", "Guinea", "Dominica", "Korea", "Sudan")
WORDS: Final = re.compile(  # tried where one of `_STEMS` stands
    r"\b(?:talks|negotiat\w+|summit|consultations?|delegations?|ministers?|ministry|envoys?|ambassadors?|embass\w+"
    r"|diplomat\w*|protocol|commission|spokes\w+|truce|cease-?fire|sanctions?|border|treaty|sovereign\w*|foreign|boundary"
    r"|troops|counterparts?|bilateral\w*|mediat\w+|red lines?|frontiers?|demarcat\w+|(?:two|both) sides|patrol\w*"
    r"|coast ?guards?|colonels?)\b"
)
# Beginnings of these words, the frequent ones first: looking for them is far quicker than the expression.
_STEMS: Final = (
    *"minist foreign spokes border talks troops commission ambassador summit negotiat delegation diplomat sanction".split(),
    *"envoy truce cease treaty embass consultation protocol sovereign boundary patrol counterpart bilateral mediat".split(),
    *("both sides", "two sides", "red line", "coast guard", "coastguard", "frontier", "colonel", "demarcat"),
)
_APART: Final = 1_000
"""Code points, at most, for each such word; where an article is about dealings there is one in 500, else in 2,000."""


def of_parties(article: Article) -> bool:
    """Whether an article names two parties, or one and a word for another that no table names."""
    named = {mention.party.name for mention in article.parties}
    if len(named) > 1:
        return True
    if (signed := issuer(article)) is not None:
        named.add(signed)
    if len(named) != 1:
        return len(named) > 1
    lower, flat = article.lower, article.matter
    return any(word in lower for word in _FORCES) or any(word in flat for word in _NAMESAKES)


def dealing_parties(article: Article) -> frozenset[str]:
    """The two parties that an article names most, where it is about dealings between parties; else none.

    News of elections, crimes and firms names ministers and borders too: it takes more than a word in passing.
    """
    counted = Counter([mention.party.name for mention in article.parties])
    often = frozenset(name for name, count in counted.most_common(2) if count >= 2)
    if not often or not (len(counted) > 1 or of_parties(article)):
        return frozenset()
    return often if _speaks_of_dealings(article) else frozenset()


def _speaks_of_dealings(article: Article) -> bool:
    """Whether words for dealings between parties are as frequent in an article as where it is about them."""
    size = sum(s.end - s.start for s in article.document.sections if s.kind in CITABLE)
    missing = max(1, math.ceil(size / _APART))
    return next(islice(words_of_dealings(article.lower), missing - 1, None), None) is not None


def words_of_dealings(lower: str) -> Iterator[int]:
    """Where a word for dealings between parties begins in a text in small letters; in no order."""
    for stem in _STEMS:
        at = lower.find(stem)
        while at >= 0:
            if WORDS.match(lower, at):
                yield at
            at = lower.find(stem, at + 1)
