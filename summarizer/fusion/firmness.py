"""How firm the speaker's own words are, and the term that makes a red line explicit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.models.base import Firmness

TERM = re.compile(r"\bred[\s-]?lines?\b", re.IGNORECASE)

# From the firmest to the least: the first family with a hit in a wording decides it.
_ABSOLUTE = re.compile(
    r"\b(?:red[\s-]?lines?|unacceptable|non-?negotiable|inadmissible|intolerable|under no circumstances|"
    r"(?:will|shall|would) (?:not|never)|won['’]t|never (?:accept|allow|agree|permit|tolerate)|"
    r"can(?:not|['’]t| not)(?: \w+)? (?:accept|allow|tolerate|permit|relinquish)|not (?:accept|tolerate)|"
    r"zero tolerance|out of the question|non-starter|rul(?:e|es|ed|ing) out)\b",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(
    r"\b(?:if|unless|should (?:\w+ ){1,4}\w+,|as long as|provided that|in case)\b", re.IGNORECASE
)
_STRONG = re.compile(
    r"\b(?:must|will|shall|need(?:s)? to|ha(?:s|ve) to|demand(?:s|ed)?|insist(?:s|ed)?)\b", re.IGNORECASE
)
# `may` is a hedge, `May` a month.
_HEDGED = re.compile(r"\b(?:could|(?-i:may)|might|would consider|possibly|perhaps)\b", re.IGNORECASE)

ORDER: tuple[Firmness, ...] = ("absolute", "strong", "conditional", "hedged")


@remembered(1_000)
def firmness(words: str) -> Firmness | None:
    """Firmness of one wording; a condition weakens `will`, not `unacceptable`.

    >>> firmness("If the dam is closed, we will respond")
    'conditional'
    """
    if _ABSOLUTE.search(words):
        return "absolute"
    if _CONDITIONAL.search(words):
        return "conditional"
    if _STRONG.search(words):
        return "strong"
    return "hedged" if _HEDGED.search(words) else None


def firmest(wordings: Iterable[str]) -> Firmness | None:
    """The firmest of several wordings of one statement."""
    found = {f for words in wordings if (f := firmness(words))}
    return next((f for f in ORDER if f in found), None)
