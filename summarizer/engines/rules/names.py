"""Names as printed: runs of capitalised words, and whether two forms may be one person's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.engines.rules.article import Token

PARTICLES: Final = words("occasion", "particles")


def capitalised_runs(tokens: Sequence[Token], text: str) -> list[tuple[int, int]]:
    """Index pairs (first, last) of words that stand together and are capitalised, particles included."""
    runs = []
    i = 0
    while i < len(tokens):
        if not tokens[i].cap and not particle_name(tokens[i].word):
            i += 1
            continue
        j = i
        while (
            j + 1 < len(tokens)
            and not tokens[j].possessive
            and text[tokens[j].end : tokens[j + 1].start] == " "
        ):
            following = tokens[j + 1]
            if following.cap or particle_name(following.word):
                j += 1
            elif following.lower in PARTICLES and j + 2 < len(tokens) and tokens[j + 2].cap:
                j += 2
            else:
                break
        runs.append((i, j))
        i = j + 1
    return runs


def particle_name(word: str) -> bool:
    head, dash, tail = word.partition("-")
    return bool(dash) and head in {"al", "el", "ar", "as", "ash", "an", "ad", "at"} and tail[:1].isupper()


_ARTICLE: Final = re.compile(r"\bal ")


_QUOTES: Final = str.maketrans("’‘", "''")


def fold(name: str) -> str:
    """A name for comparison: small letters, no hyphens and full stops."""
    return _ARTICLE.sub("al", name.translate(_QUOTES).lower().replace("-", " ").replace(".", ""))


def compatible(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two folded names may be one person's: the shorter one's words all stand in the longer, an end too."""
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return short[0] in (long[0], long[-1])
    return set(short) <= set(long) or (
        short[-1] == long[-1] and len(short[0]) == 1 and long[0].startswith(short[0])
    )
