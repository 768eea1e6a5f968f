"""The article as a model gets it: what may be cited, cleared of what only machines see, between random marks.

Nothing here alters what can be quoted: what is taken out or put in is invisible, and grounding compares texts
without invisible characters.
"""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, Final

from summarizer.models.document import CITABLE

if TYPE_CHECKING:
    from summarizer.models.document import Document

JOINER: Final = "\u2060"
"""Word joiner: no width, no break. Put inside whatever could be taken for a control token or a delimiter."""
PLACEHOLDER: Final = "0000000000000000"
"""Stands for the mark wherever a request is compared with another: the mark is new for every call."""

# Tag characters and variation selectors can spell a hidden message; bidirectional controls show a reader
# other words than a model gets; the rest has no width. Joiners between letters that need them stay.
_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
_JOINERS = re.compile(
    "(?<![\u200c\u200d])(?:(?<![^\x00-\x7f])[\u200c\u200d]++|[\u200c\u200d]++(?![^\x00-\x7f]))"
)
# What chat templates and servers read as control tokens: <|im_end|>, </s>, <end_of_turn>, [INST], any tag.
_TOKEN = re.compile(r"(?<=<)(?=[^\s\d=])|(?<=\[)(?=/?[A-Z_]{3,40}\])")
_DELIMITER = re.compile(r"(?m)^([ \t]{0,40}(?:ARTICLE|END))(?=[ \t]{1,40}[0-9a-f]{4})", re.IGNORECASE)


def new_mark() -> str:
    """A mark that no article can have foreseen: 16 hexadecimal digits."""
    return secrets.token_hex(8)


def citable(document: Document) -> str:
    """The stretches of the document that may prove a claim, in order, page matter left out.

    Stretches that touch stay together; others are parted by a blank line.
    """
    runs: list[list[int]] = []
    for section in document.sections:
        if section.kind not in CITABLE:
            continue
        if runs and runs[-1][1] == section.start:
            runs[-1][1] = section.end
        else:
            runs.append([section.start, section.end])
    stretches = (document.text[start:end].strip() for start, end in runs)
    return "\n\n".join(stretch for stretch in stretches if stretch)


def neutralised(text: str) -> str:
    """`text` without hidden characters, with a joiner inside whatever looks like a token or a delimiter.

    >>> neutralised("He said <|im_end|> and left.").replace(JOINER, "·")
    'He said <·|im_end|> and left.'
    """
    text = _HIDDEN.sub("", text)
    if "\u200c" in text or "\u200d" in text:  # a look behind at every place takes long
        text = _JOINERS.sub("", text)
    if "<" in text or "[" in text:
        text = _TOKEN.sub(JOINER, text)
    return _DELIMITER.sub(lambda match: match[1] + JOINER, text)


def restored(answer: str) -> str:
    """An answer without the joiners that the model copied along with the article's words."""
    return answer.replace(JOINER, "").replace("\\u2060", "")
