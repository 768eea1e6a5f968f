"""The words of a stretch of text: what each one is, and where it stands.

A printed word is looked at once and remembered, since most words come again in every article; what is left to
do for each article is done for all words of a sentence at once.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from operator import add, itemgetter
from sys import intern
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

# A word, and the full stop or apostrophe behind it that may belong to it; the first branch is a short cut.
# Accents may stand behind their letters, as marks of their own.
_LETTERS: Final = r"\w[\w\u0300-\u036f]*"
_PRINTED: Final = re.compile(rf"([A-Za-z]+(?=[ ,])|{_LETTERS}(?:(?:\.-|['.&-]){_LETTERS})*(?:\.|'(?= ))?)")
_DOTTED: Final = frozenset(
    "gen brig-gen brig.-gen maj.-gen maj lt.-gen lt lt.-col col capt adm mr mrs ms dr sen rep gov amb prof st".split()
)
_PARTICLES: Final = frozenset({"al", "el", "ar", "as", "ash", "an", "ad", "at"})
_MOST: Final = 50_000  # printed words remembered
_LONGEST: Final = 40  # code points of a printed word worth remembering


class Word(NamedTuple):
    """A word in whatever text; `text` has no possessive ending."""

    text: str
    lower: str
    cap: bool
    possessive: bool
    named: bool
    """Whether it may stand in a name: capitalised, or behind its particle (`al-Sharaa`)."""


_TEXT: Final[Callable[[Word], str]] = itemgetter(0)
_LOWER: Final[Callable[[Word], str]] = itemgetter(1)


class _Words(dict[str, Word]):
    """Words by what is printed; a word is added when it is first met."""

    def __missing__(self, printed: str) -> Word:
        if len(printed) > _LONGEST:
            return word_of(printed)
        if len(self) >= _MOST:
            self.clear()
        # Interned, so that what is printed, the text and its small letters are mostly one string.
        found = self[intern(printed)] = word_of(printed)
        return found


_WORDS: Final = _Words()


def word_of(printed: str) -> Word:
    """The word that is printed, with or without a full stop or an apostrophe behind it.

    >>> word_of("Ministers'").possessive, word_of("al-Sharaa.").text, word_of("Gen.").text
    (True, 'al-Sharaa', 'Gen.')
    """
    mark = printed[-1] if printed[-1] in ".'" else ""
    text = printed.removesuffix(mark)
    possessive = False
    if text.endswith(("'s", "'S")) and len(text) > 2:
        text, possessive = text[:-2], True
    elif mark == "'":
        possessive = text[-1] in "sz"
    elif mark and (
        text.lower() in _DOTTED or (len(text) == 1 and text.isupper()) or ("." in text and len(text) < 8)
    ):
        text = printed
    text, lower = intern(text), intern(text.lower())
    cap = text[0].isupper()
    head, dash, tail = text.partition("-")
    named = cap or (bool(dash) and head in _PARTICLES and tail[:1].isupper())
    return Word(text, lower, cap, possessive, named)


class Tokens:
    """The words of `flat[start:end]`, in parallel lists.

    >>> [word.text for word in Tokens("Brig.-Gen. Sa'ar's U.S. visit.", 0, 30).printed]
    ['Brig.-Gen.', "Sa'ar", 'U.S.', 'visit']
    """

    __slots__ = ("end", "ends", "lower", "printed", "start", "starts", "words")

    def __init__(self, flat: str, start: int, end: int) -> None:
        self.start = start
        self.end = end
        pieces = _PRINTED.split(flat[start:end])  # what stands between the words, and the words, by turns
        self.printed = list(map(_WORDS.__getitem__, pieces[1::2]))
        self.lower = list(map(_LOWER, self.printed))
        self.words = frozenset(self.lower)
        self.starts = list(accumulate(map(len, pieces), initial=start))[1:-1:2]
        self.ends: list[int] = list(map(add, self.starts, map(len, map(_TEXT, self.printed))))

    def token_at(self, offset: int) -> int:
        """Index of the first word that begins at `offset` or behind it."""
        return bisect_left(self.starts, offset)
