"""The visible text of a page in document order, in pieces: a paragraph, a heading, a table row, a caption each.

The tree is walked without recursion, so that depth costs nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from summarizer.loading.webpage.hidden import HIDDEN
from summarizer.loading.webpage.roles import Role, role_of

_INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rt ruby s samp small"
    " span strike strong sub sup time tt u var wbr br img picture".split()
)
_CELLS: Final = frozenset({"td", "th"})
_BLANKS: Final = re.compile(r"[ \t\n\r\f]+")
_NOT_TEXT: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_ALT: Final = 400  # code points of a picture's description that is taken for a caption
_ALT_WORDS: Final = 4  # fewer are a label or a file name
_CHAIN: Final = 12  # roles in each other that are kept apart


@dataclass(eq=False, slots=True)
class Region:
    """An element with a role of its own (navigation, comments, caption …), and the one around it."""

    role: Role
    around: Region | None
    depth: int


@dataclass(slots=True)
class Piece:
    """A stretch of the page's text, and what its markup says about it."""

    start: int
    end: int
    tag: str
    """The block element it stands in."""
    container: int
    """Number of the element around that one: pieces side by side share it."""
    region: Region | None
    linked: int
    """How many of its code points are links."""


@dataclass(slots=True)
class Visible:
    """A page's text, its pieces in order, and the `time` elements in them."""

    text: str
    pieces: list[Piece]
    times: list[tuple[int, str]]
    """Number of the piece and `datetime` of each."""


class _Writer:
    """Collects the text of blocks; a block that is written gets a blank line before it."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.length = 0
        self.pieces: list[Piece] = []
        self.times: list[tuple[int, str]] = []
        self.parts: list[str] = []
        self.last = ""  # last character of the block so far
        self.linked = 0
        self.alts: list[tuple[str, Region | None]] = []

    def add(self, text: str, *, verbatim: bool, linked: bool) -> None:
        text = _NOT_TEXT.sub(" ", text)
        text = text if verbatim else _BLANKS.sub(" ", text)
        if self.last in {"", "\n", " ", "\t"} and not verbatim:
            text = text.lstrip(" ")
        if text:
            self.parts.append(text)
            self.last = text[-1]
            self.linked += len(text) if linked else 0

    def line(self) -> bool:
        """End a line inside the block; whether one ends there already, so that this is the end of the block."""
        if self.last == "\n":
            return True
        if self.last:
            self.parts.append("\n")
            self.last = "\n"
        return False

    def cell(self) -> None:
        if self.last not in {"", "\n", "\t"}:
            self.parts.append("\t")
            self.last = "\t"

    def flush(self, tag: str, container: int, region: Region | None) -> None:
        """End the block."""
        text = "".join(self.parts).strip(" \t\n")
        linked, self.parts, self.last, self.linked = self.linked, [], "", 0
        if text:
            self._write(text, tag, container, region, linked)
        if self.alts:
            alts, self.alts = self.alts, []
            for alt, around in alts:
                if alt != text:
                    self._write(alt, "img", container, around, 0)

    def _write(self, text: str, tag: str, container: int, region: Region | None, linked: int) -> None:
        if self.length:
            self.out.append("\n\n")
            self.length += 2
        self.pieces.append(Piece(self.length, self.length + len(text), tag, container, region, linked))
        self.out.append(text)
        self.length += len(text)


def visible(root: Any) -> Visible:
    """Write out what a reader of the page sees. What is marked as hidden is left out."""
    from lxml import etree

    writer = _Writer()
    # The blocks around the place: tag, number, region, whether blanks count. Elements are numbered as they open.
    blocks: list[tuple[str, int, Region | None, bool]] = [("body", 0, None, False)]
    number = links = 0

    def end_block() -> None:
        tag, _, region, _ = blocks[-1]
        writer.flush(tag, blocks[-2][1] if len(blocks) > 1 else 0, region)

    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if tag == HIDDEN:
            if event == "start":
                walk.skip_subtree()
            elif element.tail:
                writer.add(element.tail, verbatim=blocks[-1][3], linked=bool(links))
            continue
        inline = tag in _INLINE or "-" in tag or ":" in tag
        if event == "start":
            number += 1
            verbatim = blocks[-1][3]
            if tag == "br":
                if writer.line():
                    end_block()
            elif tag == "img":
                _describe(writer, element, blocks[-1][2])
            elif tag == "q":
                writer.add("“", verbatim=True, linked=bool(links))
            elif tag == "time" and element.get("datetime"):
                writer.times.append((len(writer.pieces), element.get("datetime")[:80]))
            links += tag == "a"
            if tag in _CELLS:
                writer.cell()
            elif not inline:
                end_block()
            if not inline:
                region = _region(element, blocks[-1][2])
                verbatim = tag == "pre" or (verbatim and tag not in _CELLS)
                kept = blocks[-1][0] if tag in _CELLS else tag
                blocks.append((kept, number, region, verbatim))
            if element.text:
                writer.add(element.text, verbatim=verbatim, linked=bool(links))
        else:
            if tag == "q":
                writer.add("”", verbatim=True, linked=bool(links))
            links -= tag == "a"
            if not inline:
                if tag not in _CELLS or blocks[-1][2] is not blocks[-2][2]:
                    end_block()
                blocks.pop()
            if element.tail and element is not root:
                writer.add(element.tail, verbatim=blocks[-1][3], linked=bool(links))
    end_block()
    return Visible("".join(writer.out), writer.pieces, writer.times)


def _region(element: Any, around: Region | None) -> Region | None:
    role = role_of(element)
    if role is None or (around is not None and (around.role == role or around.depth >= _CHAIN)):
        return around
    return Region(role, around, around.depth + 1 if around else 1)


def _describe(writer: _Writer, element: Any, region: Region | None) -> None:
    """Keep a picture's description for when the paragraph it stands in is over."""
    alt = _BLANKS.sub(" ", _NOT_TEXT.sub(" ", element.get("alt") or "")).strip()
    if len(alt) <= _ALT and len(alt.split()) >= _ALT_WORDS:
        writer.alts.append((alt, region))
