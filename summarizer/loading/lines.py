"""The lines of a page, each with what it tells by itself, whatever its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from summarizer.loading.dates import find_date, is_date_line
from summarizer.loading.lexicon import Lexicon, lexicon

if TYPE_CHECKING:
    from summarizer.models.document import SectionKind

_SHORT: Final = 160  # page matter says its piece in so many code points
_CAPTION: Final = 400
_DATED: Final = 80  # a field that holds a date is not longer
_KEY: Final = re.compile(r"[*_>\-\s]{0,4}([^\W\d][\w ]{1,24}?)[*_]{0,2}\s?[:：=]\s?[*_]{0,2}(\S.{0,300})?$")
_CLOSED = re.compile(r"[.!:。！：।؟…][\"”’»)\]」』']{0,3}$")
_WORDS = re.compile(r"\w+")
_IDEOGRAPH = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_EDGES = " \t\r\f\v\xa0\u200b\u200e\u200f\ufeff-–—*#>•·|:：_=~<[]()【】▶►»«.…!"
_BARE = "\ufeff\u200b\u200e\u200f \t\r\f\v\xa0\u3000"
_HEADING = re.compile(r"#{1,6}\s+")


@dataclass(frozen=True)
class Line:
    """One line, or several that an editor wrapped by hand, without the blanks at its edges."""

    start: int
    """Offset of its first character, in code points."""
    end: int
    text: str
    kind: SectionKind | None = None
    """What it is by its own words; null where only its place can tell."""
    field: str | None = None
    """Of a line `Published: …`: date, updated, outlet, title or other."""
    value: str | None = None
    is_date: bool = False
    """Whether it is nothing but a date."""
    heads_list: bool = False
    """Whether it is the head of a list of other articles."""
    ends_article: bool = False
    """Whether nothing behind it is the article's."""

    @cached_property
    def is_prose(self) -> bool:
        """Whether it reads as a paragraph: long, or closed like a sentence of at least five words."""
        if len(self.text) >= 200:
            return True
        closed = _CLOSED.search(self.text) or (len(self.text) >= 100 and self.text[-1] in '?"”»:')
        return bool(closed) and self.words >= 5

    @cached_property
    def words(self) -> int:
        """Number of words; in scripts without blanks, two characters count as one."""
        text = self.text[:1000]
        ideographs = len(_IDEOGRAPH.findall(text))
        return ideographs // 2 if ideographs > 4 else len(_WORDS.findall(text))

    @cached_property
    def title(self) -> str:
        """The line as a title: without heading signs, its blanks single."""
        return " ".join(_HEADING.sub("", self.text).strip("*_\ufeff ").split())


def leading_metadata(text: str) -> tuple[int, str]:
    """A metadata field that leads the text without a line of its own: (where it ends, its words).

    >>> leading_metadata(" date 2025-04-10 Shafaq News/ Talks were held.")
    (17, ' date 2025-04-10 ')
    """
    keys = lexicon().keys
    match = re.match(r"[\s\ufeff]{0,20}([^\W\d_]{3,20})\s{0,2}[:=]?\s{1,3}(?=\d)", text)
    if not match or keys.get(match[1].lower()) != "date":
        return 0, ""
    found = find_date(text[match.end() : match.end() + 40])
    if found is None or found[1] != 0:
        return 0, ""
    end = match.end() + found[2]
    blanks = re.match(r"(?:Z|[+-]\d\d:?\d\d)?\s{1,5}", text[end : end + 12])
    return (end + blanks.end(), text[: end + blanks.end()]) if blanks else (0, "")


def read_lines(text: str, start: int) -> list[Line]:
    """The lines of `text` from `start` on; lines without a letter or digit are left to their neighbours."""
    words = lexicon()
    lines: list[Line] = []
    block: list[tuple[int, int]] = []
    at = start
    while at <= len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        first, last = at, stop
        while first < last and text[first] in _BARE:
            first += 1
        while last > first and text[last - 1] in _BARE:
            last -= 1
        if first < last and any(map(str.isalnum, text[first:last])):
            block.append((first, last))
        if first == last or stop == len(text):
            lines.extend(_of_block(text, block, words))
            block = []
        at = stop + 1
    return lines


def _of_block(text: str, block: list[tuple[int, int]], words: Lexicon) -> list[Line]:
    """The lines of a block without blank lines, as one where they are one wrapped paragraph."""
    lines = [_known(text, start, end, words) for start, end in block]
    wrapped = (
        len(lines) > 1
        and all(line.kind is None for line in lines)
        and all(45 <= len(line.text) <= 110 for line in lines[:-1])
        and 3 * sum(bool(_CLOSED.search(line.text)) for line in lines[:-1]) <= len(lines)
    )
    if not wrapped:
        return lines
    start, end = block[0][0], block[-1][1]
    return [Line(start, end, text[start:end])]


def _known(text: str, start: int, end: int, words: Lexicon) -> Line:
    """A line with what its words tell."""
    line = text[start:end]
    if len(line) > _CAPTION:
        return Line(start, end, line)
    low = " ".join(line.lower().split()).strip(_EDGES)
    field, value = _field(line, low, words)
    if field is not None:
        return Line(start, end, line, "metadata", field, value)
    short = len(line) <= _SHORT
    over = short and line.lower().lstrip(_EDGES).startswith(words.over)
    if is_date_line(line):
        return Line(start, end, line, is_date=True)
    if low in words.furniture.whole or (
        short and line.lower().lstrip("-–—* [(").startswith(words.furniture.starts)
    ):
        return Line(start, end, line, "furniture", ends_article=over)
    if low in words.teaser.whole or (
        short and low.startswith(words.teaser.starts) and not _CLOSED.search(line)
    ):
        head = low in words.teaser.whole or line.rstrip().endswith((":", "：")) or len(line) < 30
        return Line(start, end, line, "teaser", heads_list=head)
    if _is_caption(line, low, words):
        return Line(start, end, line, "caption")
    if _is_byline(line, low, words):
        return Line(start, end, line, "byline")
    if short and not _CLOSED.search(line) and any(part in low for part in words.furniture.parts):
        return Line(start, end, line, "furniture", ends_article=over)
    if short and _is_navigation(line, words):
        return Line(start, end, line, "furniture")
    return Line(start, end, line)


def _field(line: str, low: str, words: Lexicon) -> tuple[str | None, str | None]:
    """The metadata field that a line holds, by meaning, and its value."""
    match = _KEY.match(line)
    if match and (meaning := words.keys.get(match[1].strip().lower())):
        value = (match[2] or "").strip(" \"'*_")
        if meaning not in {"date", "updated"} or (len(value) < _DATED and find_date(value)):
            return meaning, value.rstrip(".") or None
    found = find_date(line) if len(line) <= 120 else None
    if found and not _CLOSED.search(line):
        label = low[: found[1]].rstrip(" :,-–|")
        while label:
            if (meaning := words.keys.get(label)) in {"date", "updated"}:
                return meaning, line
            label = label.rpartition(" ")[0]
    return None, None


def _is_caption(line: str, low: str, words: Lexicon) -> bool:
    if low.startswith(words.caption.starts) or line.lower().startswith(words.caption.starts):
        return True
    tail = line.lower()
    return any(tail.rfind(part) > max(20, len(tail) - len(part) - 30) for part in words.caption.parts)


def _is_byline(line: str, low: str, words: Lexicon) -> bool:
    if low.startswith(("reporting by", "editing by", "additional reporting by", "writing by")):
        return True
    if len(line) > 140 or _CLOSED.search(line):
        return False
    start = next((s for s in words.byline.starts if low.startswith(s)), None)
    if start is None:
        return any(part in low for part in words.byline.parts)
    rest = line[len(line) - len(line.lstrip(_EDGES)) + len(start) :].lstrip(" :：")
    following = (_WORDS.findall(rest[:40].lower()) or [""])[0]
    if not start.endswith((" ", ":")):
        return len(line) <= 60
    return (
        not rest[:1].islower()
        and not following.isdigit()
        and following not in (words.beside_dates | set(words.months))
    )


def _is_navigation(line: str, words: Lexicon) -> bool:
    """Whether a line is a row of links: `Home | World | Politics`, `News > Asia`."""
    parts = [p.strip() for p in re.split(r"\s[|>›»•·/]\s|[|›•]", line)]
    return (
        len(parts) > 1
        and all(len(p) <= 24 for p in parts)
        and any(p.lower() in words.furniture.whole for p in parts)
    )
