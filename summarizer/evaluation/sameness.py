"""When two values are the same for the score: parties, titles, attributions and names of places."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from summarizer.evaluation.align import one_party, one_person
from summarizer.resolve.actors import find_parties

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.evaluation.labels import Chain


def same_side(a: str | None, b: str | None, *, unknown: bool = False) -> bool:
    """Whether two parties are the same; `unknown`: a party that one side does not name hinders nothing."""
    if a is None or b is None:
        return a is b or unknown
    return one_party(a, b)


def same_titles(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether a title is in common, whosever office it is, or neither has one."""
    some, others = {_office(t) for t in a}, {_office(t) for t in b}
    return bool(some & others) or not (some or others)


@lru_cache(maxsize=10_000)
def _office(title: str) -> str:
    """A title without articles and owner: `France's political director`, `the Minister of Water of Namibia`."""
    words = _ARTICLE.sub("", title)
    for owner in reversed(find_parties(words)):
        before, after = words[: owner.start], words[owner.end :]
        if not after and (of := _OF.search(before)):
            words = before[: of.start()]
        elif not before and (rest := _OWNS.sub("", after)):
            words = rest
    return words.casefold()


_ARTICLE: Final = re.compile(r"^(?:the|a|an|its|his|her|their|our)\s+", re.IGNORECASE)
_OF: Final = re.compile(r"\s+of\s+(?:the\s+)?$")
_OWNS: Final = re.compile(r"^(?:['’]s?)?\s+")


def same_chain(labels: Sequence[Chain], claims: Sequence[Chain]) -> bool:
    """Whether some chain has the record and, where one is named, the speaker of the label's."""
    return any(
        a.record == b.record
        and (
            a.speaker == b.speaker
            or (a.speaker is not None and b.speaker is not None and one_person(a.speaker, b.speaker))
        )
        for a in labels
        for b in claims
    )


@lru_cache(maxsize=10_000)
def folded(name: str | None) -> str | None:
    """A name without marks and case: `Tórshavn` is `torshavn`."""
    if name is None:
        return None
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return plain.translate(_PLAIN).casefold()


_PLAIN = str.maketrans(
    {
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "’": "'",
        "ʼ": "'",
        "‘": "'",
        "ß": "ss",
    }
)
"""Letters that only look marked and do not fall apart into letter and mark."""
