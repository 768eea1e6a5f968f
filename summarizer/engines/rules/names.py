"""Names as printed: runs of capitalised words, and whether two forms may be one person's."""

from __future__ import annotations

import re
from itertools import compress
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.lexicon import known_by_word, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from summarizer.engines.rules.tokens import Tokens, Word

PARTICLES: Final = words("occasion", "particles")

_NAMED: Final[Callable[[Word], bool]] = itemgetter(4)  # far quicker than by the attribute's name


def capitalised_runs(tokens: Tokens, text: str) -> list[tuple[int, int]]:
    """Index pairs (first, last) of words that stand together and are capitalised, particles included."""
    runs = []
    found, lower, starts = tokens.printed, tokens.lower, tokens.starts
    last = len(found) - 1
    at = 0  # behind the last run
    for i in compress(range(last + 1), map(_NAMED, found)):
        if i < at:
            continue
        j = i
        while j < last and not found[j].possessive:
            following = found[j + 1]
            reach = 1 if following.named else 2
            if reach == 2 and not (j + 2 <= last and lower[j + 1] in PARTICLES and found[j + 2].cap):
                break
            behind = starts[j] + found[j].length
            if starts[j + 1] - behind != 1 or text[behind] != " ":
                break
            j += reach
        runs.append((i, j))
        at = j + 1
    return runs


_ARTICLE: Final = re.compile(r"\bal ")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.-?){1,3}(?=[^\W\d_]{3})")


@known_by_word
def initialled(word: str) -> bool:
    """Whether a word is a name with its initials set close: `B.Enkhbat`.

    >>> initialled("A.V.Petrov"), initialled("U.S.-led"), initialled("Petrov")
    (True, False, False)
    """
    initials = _INITIALS.match(word) if "." in word else None
    return initials is not None and word[initials.end()].isupper()


def fold(name: str) -> str:
    """A name for comparison: small letters, no hyphens and full stops."""
    if "." in name:
        name = " ".join(_INITIALS.sub(r"\g<0> ", word) if initialled(word) else word for word in name.split())
    plain = name.replace("’", "'").replace("‘", "'").lower().replace("-", " ").replace(".", "")
    return _ARTICLE.sub("al", plain) if "al " in plain else plain


@known_by_word
def parts(name: str) -> tuple[str, ...]:
    """The words of a name, folded for comparison."""
    return tuple(fold(name).split())


def compatible(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two folded names may be one person's: the shorter one's words all stand in the longer, an end too."""
    short, long = (other, one) if len(other) < len(one) else (one, other)
    if len(short) == 1:
        return short[0] in (long[0], long[-1])
    return set(short) <= set(long) or (
        short[-1] == long[-1] and len(short[0]) == 1 and long[0].startswith(short[0])
    )
