"""The words of a stretch of text: what each one is, and where it stands.

A printed word is looked at once and remembered, since most words come again in every article; what is left to
do for each article is done for all words of a sentence at once.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from itertools import accumulate
from operator import add, itemgetter
from sys import intern
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

# A word, and the full stop or apostrophe behind it that may belong to it. Accents may stand behind their letters, as
# marks of their own. It begins with one class, since `re` looks for that first; the first branch is a short cut.
_MORE: Final = r"[\w\u0300-\u036f]*"
_PRINTED: Final = re.compile(rf"(\w[a-z]*(?:(?=[ ,])|{_MORE}(?:(?:\.-|['.&-])\w{_MORE})*(?:\.|'(?= ))?))")
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
    length: int
    """Of `text`, in code points."""


_LOWER: Final[Callable[[Word], str]] = itemgetter(1)
_LENGTH: Final[Callable[[Word], int]] = itemgetter(5)


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
    return Word(text, lower, cap, possessive, named, len(text))


class Tokens:
    """The words of `flat[start:end]`, in parallel tuples, cut when they are first asked for.

    >>> [word.text for word in Tokens("Brig.-Gen. Sa'ar's U.S. visit.", 0, 30).printed]
    ['Brig.-Gen.', "Sa'ar", 'U.S.', 'visit']
    """

    start: int
    end: int
    # Tuples of words are no burden to the garbage collector, lists of them are; an array has its numbers within.
    printed: tuple[Word, ...]
    lower: tuple[str, ...]
    starts: array[int]
    ends: array[int]

    def __init__(self, flat: str, start: int, end: int) -> None:
        self._flat = flat
        self.start = start
        self.end = end

    def __getattr__(self, name: str) -> Any:
        """Cut the words; asked only for what is not there yet."""
        if name == "ends":
            self.ends = array("I", map(add, self.starts, map(_LENGTH, self.printed)))
            return self.ends
        if name not in _CUT:
            raise AttributeError(name)
        pieces = _PRINTED.split(
            self._flat[self.start : self.end]
        )  # what stands between, and the words, by turns
        self.printed = tuple(map(_WORDS.__getitem__, pieces[1::2]))
        self.lower = tuple(map(_LOWER, self.printed))
        self.starts = array("I", accumulate(map(len, pieces), initial=self.start))[1:-1:2]
        return getattr(self, name)

    def token_at(self, offset: int) -> int:
        """Index of the first word that begins at `offset` or behind it."""
        return bisect_left(self.starts, offset)


_CUT: Final = frozenset(("printed", "lower", "starts"))
