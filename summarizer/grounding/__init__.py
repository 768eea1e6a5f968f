"""Quotes to evidence: what a reading claims is held against the untouched words of its document.

    locate(quote, text)       where the quote stands, or None
    locate_all(quote, text)   every place where it stands
    evidence(document, a, b)  a stretch of a document as evidence
    ground(document, result)  a reading with every quote located or refused, every claim proven or dropped
    tried(document, claims)   how each claim would fare there

Grounding knows no fuzzy match: "is acceptable" and "is unacceptable" are one edit apart.
"""

from summarizer.grounding.claims import ground, tried
from summarizer.grounding.locate import locate, locate_all
from summarizer.grounding.words import evidence

__all__ = ["evidence", "ground", "locate", "locate_all", "tried"]
