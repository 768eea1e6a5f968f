"""The words of a stretch of text: what each one is, and where it stands.

A text is cut at its blanks, and what stands between two blanks is read once and remembered, since most of it
comes again in every article. Places are computed where somebody asks for them: of most sentences nobody
wants more than the set of their words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate, chain
from typing import Final, NamedTuple

# A word, and the full stop or apostrophe behind it that may belong to it.
_WORD: Final = re.compile(r"\w+(?:(?:\.-|['.&-])\w+)*(?:\.|'\Z)?")
_DOTTED: Final = frozenset(
    "gen brig-gen brig.-gen maj.-gen maj lt.-gen lt lt.-col col capt adm mr mrs ms dr sen rep gov amb prof st".split()
)
_PARTICLES: Final = frozenset({"al", "el", "ar", "as", "ash", "an", "ad", "at"})
_MOST: Final = 50_000  # pieces remembered
_LONGEST: Final = 40  # code points of a piece worth remembering


class Word(NamedTuple):
    """A word in whatever text; `text` has no possessive ending."""

    text: str
    lower: str
    cap: bool
    possessive: bool
    named: bool
    """Whether it may stand in a name: capitalised, or behind its particle (`al-Sharaa`)."""
    lead: int
    """Code points before it in its piece: a bracket, a quotation mark, another word."""


class Token(NamedTuple):
    """A word in its place."""

    start: int
    end: int
    word: str
    lower: str
    cap: bool
    possessive: bool


class _Pieces(dict[str, tuple[Word, ...]]):
    """Pieces of text without blanks, and their words; a piece is read when it is first met."""

    def __missing__(self, piece: str) -> tuple[Word, ...]:
        found = words_of(piece)
        if len(piece) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[piece] = found
        return found


_PIECES: Final = _Pieces()


def words_of(piece: str) -> tuple[Word, ...]:
    """The words of a piece of text that has blanks around it.

    >>> [(word.text, word.possessive) for word in words_of("ministers'")]
    [('ministers', True)]
    >>> [(word.text, word.lead) for word in words_of('"Gen.')], words_of("--")
    ([('Gen.', 1)], ())
    """
    found = []
    for match in _WORD.finditer(piece):
        text = match.group()
        mark = text[-1] if text[-1] in ".'" else ""
        bare = text.removesuffix(mark)
        possessive = False
        if bare.endswith(("'s", "'S")) and len(bare) > 2:
            text, possessive = bare[:-2], True
        elif mark == "'":
            text, possessive = bare, bare[-1] in "sz"
        elif mark and not (
            bare.lower() in _DOTTED or (len(bare) == 1 and bare.isupper()) or ("." in bare and len(bare) < 8)
        ):
            text = bare
        cap = text[0].isupper()
        head, dash, tail = text.partition("-")
        named = cap or (bool(dash) and head in _PARTICLES and tail[:1].isupper())
        found.append(Word(text, text.lower(), cap, possessive, named, match.start()))
    return tuple(found)


class Wording:
    """The words of `flat[start:end]`, in parallel lists."""

    __slots__ = ("_ends", "_pieces", "_starts", "_tokens", "end", "list", "lower", "start", "words")

    def __init__(self, flat: str, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self._pieces = pieces = flat[start:end].split(" ")
        if pieces[-1][-1:] == "'":
            pieces[-1] = pieces[-1].rstrip("'")  # no blank behind it: it closes a quotation
        self.list = list(chain.from_iterable(map(_PIECES.__getitem__, pieces)))
        self.lower = [word.lower for word in self.list]
        self.words = frozenset(self.lower)
        self._starts: list[int] | None = None
        self._ends: list[int] | None = None
        self._tokens: tuple[Token, ...] | None = None

    @property
    def starts(self) -> list[int]:
        """Where the words begin."""
        if self._starts is None:
            at = accumulate([len(piece) + 1 for piece in self._pieces], initial=self.start)
            known = _PIECES
            self._starts = [
                begin + word.lead
                for begin, piece in zip(at, self._pieces, strict=False)
                for word in known[piece]
            ]
        return self._starts

    @property
    def ends(self) -> list[int]:
        """Where the words end."""
        if self._ends is None:
            self._ends = [at + len(word.text) for at, word in zip(self.starts, self.list, strict=True)]
        return self._ends

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words in their places."""
        if self._tokens is None:
            places = zip(self.starts, self.ends, self.list, strict=True)
            self._tokens = tuple([Token(start, end, *word[:4]) for start, end, word in places])
        return self._tokens

    def token_at(self, offset: int) -> int:
        """Index of the first word that begins at `offset` or behind it."""
        return bisect_left(self.starts, offset)


def tokenize(flat: str, start: int, end: int) -> tuple[Token, ...]:
    """The words of a stretch of flat text.

    >>> [t.word for t in tokenize("Brig.-Gen. Sa'ar's U.S. visit.", 0, 30)]
    ['Brig.-Gen.', "Sa'ar", 'U.S.', 'visit']
    """
    return Wording(flat, start, end).tokens
