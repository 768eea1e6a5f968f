"""Markdown: the file's own text, its code, pictures, front matter and link definitions seen as what they are."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from summarizer.loading.blocks import Block
from summarizer.loading.dates import find_date
from summarizer.loading.lexicon import lexicon
from summarizer.loading.parsed import Parsed, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.models.document import SectionKind

_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_PICTURE: Final = re.compile(
    r"\s*\[?!\[[^\]\n]{0,1000}\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,200}\])(?:\]\([^)\n]{0,2000}\))?\s*$"
)
_DEFINITION: Final = re.compile(r" {0,3}\[[^\]\n]{1,200}\]:\s")
_LINKS: Final = re.compile(r"\[[^\[\]\n]{0,500}\]\([^()\n]{0,500}\)")
_HEADING: Final = re.compile(r" {0,3}#\s+\S")
_FIELD: Final = re.compile(r"([A-Za-z_ -]{2,30}):\s*(.*)$")
_OPENS: Final = re.compile(r"[ ]{0,3}[#>|*+\-=`~<\d!\[]")
"""The beginning of a line that opens a block of its own: a heading, an item, a quotation, a row of a table."""
_WRAPPED: Final = 45  # code points of a line that an editor wrapped
_LETTER: Final = re.compile(r"\w")


def read_markdown(text: str) -> Parsed:
    """Read Markdown; its text stays as it is."""
    blocks: list[Block] = []
    fields: dict[str, str] = {}
    for start, end, kind, line in _lines(text):
        if kind == "metadata" and (match := _FIELD.match(line)):
            meaning = lexicon().keys.get(match[1].strip().lower(), "")
            fields.setdefault(meaning, match[2].strip(" \t\r\"'"))
        if kind == "headline" and any(b.kind == "headline" for b in blocks):
            kind = None
        if blocks and blocks[-1].kind == kind and kind != "headline":
            blocks[-1] = Block(blocks[-1].start, end, kind)
        else:
            blocks.append(Block(start, end, kind))
    found = find_date(fields.get("date", ""))
    return parsed(
        text,
        blocks,
        "markdown",
        outlet=fields.get("outlet") or None,
        title=fields.get("title") or None,
        published=found[0] if found else None,
        seen=_unwrapped(text),
    )


def _unwrapped(text: str) -> str:
    """The text with blanks for the line breaks inside a paragraph, which nobody sees; its length stays."""
    lines = text.split("\n")
    joints = [
        " " if len(line) >= _WRAPPED and after.strip() and not _OPENS.match(after) else "\n"
        for line, after in pairwise(lines)
    ]
    return "".join(part for pair in zip(lines, [*joints, ""], strict=True) for part in pair)


def _lines(text: str) -> Iterator[tuple[int, int, SectionKind | None, str]]:
    """Every line that is not blank: start, end, kind, words. Blank lines go with the line before."""
    fence: str | None = None
    front = comment = False
    at = 0
    for number, line in enumerate(text.split("\n")):
        start, at = at, at + len(line) + 1
        bare = line.strip("\ufeff \t\r")
        if not bare:
            continue
        kind: SectionKind | None = None
        opening = _FENCE.match(line)
        if number == 0 and bare == "---":
            front, kind = True, "metadata"
        elif front:
            kind, front = "metadata", bare not in {"---", "..."}
        elif fence is not None:
            kind = "furniture"
            if opening and opening[1].startswith(fence) and not line[opening.end() :].strip():
                fence = None
        elif opening:
            fence, kind = opening[1], "furniture"
        elif comment or bare.startswith("<!--"):
            kind, comment = "furniture", "-->" not in bare
        elif _PICTURE.match(line):
            kind = "caption"
        elif _DEFINITION.match(line):
            kind = "furniture"
        elif _HEADING.match(line):
            kind = "headline"
        elif not _LETTER.search(_LINKS.sub("", line)) and len(_LINKS.findall(line)) > 1:
            kind = "furniture"
        yield start, start + len(line), kind, bare
