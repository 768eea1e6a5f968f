"""How many tokens a text has, estimated offline and on the high side.

Real tokenizers need a vocabulary of megabytes that is downloaded on first use. This one cuts a text as they
do before they merge (words with their leading blank, digits, runs of punctuation, line breaks) and then
assumes that a word costs a token for every `_LETTERS` letters begun. docs/models.md compares it with a real
one.
"""

from __future__ import annotations

import math
import re
from typing import Final

_PIECE: Final = re.compile(r" ?[A-Za-z]+| ?\d{1,3}| ?[^\sA-Za-z\d]{1,3}|\s+")
_LETTERS: Final = 8


def estimate(text: str) -> int:
    """Tokens of `text`, a little more than a model's own tokenizer would count.

    >>> estimate("The delegation arrived on Monday.")
    7
    """
    total = 0
    for match in _PIECE.finditer(text):
        piece = match[0]
        if piece[-1].isascii():
            total += math.ceil(len(piece.strip()) / _LETTERS) if piece[-1].isalpha() else 1
        else:
            total += len(piece.strip())  # other scripts: a token for each letter or nearly so
    return total
