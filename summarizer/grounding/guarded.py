"""What a claim may say in its own words where its article gives orders to machines, which its reader may have obeyed.

In any other article a paraphrase may use words of its own; here one whose words are not those of the paragraph of its quotes
is refused, and one that adds a word to the article's gives way to the quotes themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from summarizer.grounding.cues import COMMON
from summarizer.grounding.paraphrase import WORD, refuses, stems
from summarizer.models.reading import RedLine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.models.reading import Claim

_SMALL: Final = 4  # shorter words are in every text
_ROOT: Final = 5  # letters that forms of one word share: agreed, agreement
_SHARE: Final = 0.5  # of a paraphrase's words that the paragraph of its quotes has
_LONGEST: Final = 2_000  # code points that a field of a claim may have


class Guarded(NamedTuple):
    """A paraphrase after the check."""

    value: str
    fault: str | None = None
    """Why its claim cannot stand."""
    warning: str | None = None


def guarded(field: str, value: str, proof: str, *, around: str, article: str, comparable: bool) -> Guarded:
    """Hold a paraphrase to its quotes (`proof`), the paragraphs around them and the whole article.

    `comparable`: it can be assumed to be in the language of the article.
    """
    if comparable and _share(value, around) < _SHARE:
        return Guarded(value, f"{field} says something else than its quotes")
    if tells(article, value):
        return Guarded(value)
    return Guarded(
        proof[:_LONGEST],
        warning=f"{field} says more than the article, so the article's own words stand for it",
    )


def tells(article: str, value: str) -> bool:
    """Whether an article has every word of a text, or a form of it, but for the small words of any text."""
    return _share(value, article) == 1


def draws_nothing(claim: Claim, proof: str) -> str | None:
    """Why a red line cannot stand whose English quotes neither deny anything nor set a condition."""
    return "its quotes refuse nothing" if isinstance(claim, RedLine) and not refuses(proof) else None


def _share(value: str, text: str) -> float:
    """How many of the telling words of a text another one has, from 0 to 1; 1 where there is none."""
    told = {w for word in WORD.findall(value) if len(w := word.lower()) >= _SMALL and w not in COMMON}
    known = _forms(WORD.findall(text)) if told else frozenset()
    return sum(not known.isdisjoint(_forms([word])) for word in told) / len(told) if told else 1.0


def _forms(words: Iterable[str]) -> frozenset[str]:
    return frozenset(
        form for word in {w.lower() for w in words} for form in (*stems(word), f"{word[:_ROOT]}…")
    )
