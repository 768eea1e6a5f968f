"""The lines of a page, each with what it tells by itself, whatever its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from summarizer.loading.dates import find_date, is_date_line
from summarizer.loading.lexicon import Lexicon, lexicon

if TYPE_CHECKING:
    from summarizer.models.document import SectionKind

_SHORT: Final = 160  # page matter says its piece in so many code points
_CAPTION: Final = 400
_HEAD: Final = 30  # a shorter line that begins like the head of a list is one
_CREDIT: Final = 60  # the credit of a picture stands so near to the end of its caption
_LABEL: Final = 80  # what is known by all its words is not longer
_DATE: Final = 120  # a line with a date of its own is not longer
_DATED: Final = 80  # a field that holds a date is not longer
_KEY: Final = re.compile(r"[*_>\-\s]{0,4}([^\W\d][\w ]{1,24}?)[*_]{0,2}\s?[:：=]\s?[*_]{0,2}(\S.{0,300})?$")
_LEADING: Final = re.compile(r"[\s\ufeff]{0,20}([^\W\d_]{3,20})\s{0,2}[:=]?\s{1,3}(?=\d)")
_ZONE: Final = re.compile(r"(?:Z|[+-]\d\d:?\d\d)?\s{1,5}")
CLOSED: Final = re.compile(r"[.!:。！：।؟…][\"”’»)\]」』']{0,3}$")
_CREDIT_OPENS = re.compile(r"[(\[©/（【]")
_COMMENTS: Final = re.compile(
    r"(?:\d{1,5}\s|all\s|view\s|show\s|readers?['’]?\s|user\s|top\s){0,3}(?:comments?|kommentare?|commentaires?|comentarios?"
    r"|comentários?|commenti|комментари(?:и|я|ев|й)|коментар(?:і|ів)|yorum(?:lar)?|تعليقات|תגובות|评论|評論|コメント|댓글)"
    r"(?:\s?[(（:]?\s?\d{1,5})?|join the (?:conversation|discussion)|have your say|what readers say",
)
_HANDLE: Final = re.compile(r"@?(?:[a-z][\w.-]{1,30}|\w[\w.-]{0,30}\d{1,5}|\w{1,20}_\w{1,20}):\s")
_DIVIDER = re.compile(r"[|>›»•·/]")
_DIGIT = re.compile(r"\d")
_WORDS = re.compile(r"\w+")
_THREE = re.compile(r"\W*(?:\w+\W+){2}\w")
_FIVE = re.compile(r"\W*(?:\w+\W+){4}\w")
_IDEOGRAPH = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_EDGES = " \t\r\f\v\xa0\u200b\u200e\u200f\ufeff-–—*#>•·|:：_=~<[]()【】▶►»«.…!"
_BARE = "\ufeff\u200b\u200e\u200f \t\r\f\v\xa0\u3000"
_HEADING = re.compile(r"#{1,6}\s+")


class Line(NamedTuple):
    """One line, or several that an editor wrapped by hand, without the blanks at its edges."""

    start: int
    """Offset of its first character, in code points."""
    end: int
    text: str
    is_prose: bool
    """Whether it reads as a paragraph."""
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
    heads_comments: bool = False
    """Whether it is the head of what readers wrote."""

    @property
    def opens_with_handle(self) -> bool:
        """Whether it opens with the name that a reader writes under, and a colon: `heron77: …`."""
        return _HANDLE.match(self.text) is not None

    @property
    def words(self) -> int:
        """Number of words; in scripts without blanks, two characters count as one."""
        return words_in(self.text)

    @property
    def title(self) -> str:
        """The line as a title: without heading signs, its blanks single."""
        return plain_title(self.text)


def is_prose(text: str) -> bool:
    """Whether a line reads as a paragraph: long, or closed like a sentence of at least five words."""
    return len(text) >= 200 or _is_sentence(text, closed=is_closed(text))


def is_closed(text: str) -> bool:
    """Whether a line ends like a sentence."""
    return CLOSED.search(text, max(0, len(text) - 8)) is not None


def _is_sentence(text: str, *, closed: bool) -> bool:
    if text[-1] in ":：":
        return _has_words(text, 3)  # the minister said:
    return (closed or (len(text) >= 100 and text[-1] in '?"”»:')) and _has_words(text, 5)


def _has_words(text: str, least: Literal[3, 5]) -> bool:
    """Whether a text has so many words, without counting all of them where every script has blanks."""
    if not text.isascii() and _IDEOGRAPH.search(text):
        return words_in(text) >= least
    return (_FIVE if least == 5 else _THREE).match(text) is not None


def words_in(text: str) -> int:
    """Number of words in a line; in scripts without blanks, two characters count as one."""
    text = text[:1000]
    ideographs = len(_IDEOGRAPH.findall(text))
    return ideographs // 2 if ideographs > 4 else len(_WORDS.findall(text))


def plain_title(text: str) -> str:
    """A headline without heading signs, its blanks single."""
    return " ".join(_HEADING.sub("", text).strip("*_\ufeff ").split())


def leading_metadata(text: str) -> tuple[int, str]:
    """A metadata field that leads the text without a line of its own: (where it ends, its words).

    >>> leading_metadata(" date 2025-04-10 Shafaq News/ Talks were held.")
    (17, ' date 2025-04-10 ')
    """
    match = _LEADING.match(text)
    if not match or lexicon().keys.get(match[1].lower()) != "date":
        return 0, ""
    found = find_date(text[match.end() : match.end() + 40])
    if found is None or found[1] != 0:
        return 0, ""
    end = match.end() + found[2]
    blanks = _ZONE.match(text[end : end + 12])
    return (end + blanks.end(), text[: end + blanks.end()]) if blanks else (0, "")


def read_lines(text: str, start: int) -> list[Line]:
    """The lines of `text` from `start` on; lines without a letter or digit are left to their neighbours."""
    words = lexicon()
    lines: list[Line] = []
    block: list[Line] = []
    at = start
    for printed in text[start:].split("\n"):
        line = printed.lstrip(_BARE)
        first = at + len(printed) - len(line)
        at += len(printed) + 1
        line = line.rstrip(_BARE)
        if not line:
            lines += _of_block(text, block)
            block = []
        elif line[0].isalnum() or any(map(str.isalnum, line)):
            block.append(_known(line, first, words))
    return lines + _of_block(text, block)


def _of_block(text: str, block: list[Line]) -> list[Line]:
    """The lines of a block without blank lines, as one where they are one wrapped paragraph."""
    if len(block) < 2:
        return block
    wrapped = (
        all(line.kind is None for line in block)
        and all(45 <= len(line.text) <= 110 for line in block[:-1])
        and 3 * sum(bool(CLOSED.search(line.text)) for line in block[:-1]) <= len(block)
    )
    if not wrapped:
        return block
    start, end = block[0].start, block[-1].end
    whole = text[start:end]
    return [Line(start, end, whole, is_prose(whole))]


def _known(line: str, start: int, words: Lexicon) -> Line:
    """A line with what its words tell."""
    end = start + len(line)
    if len(line) > _CAPTION:
        return Line(start, end, line, is_prose=True)
    closed = is_closed(line)
    prose = len(line) >= 200 or _is_sentence(line, closed=closed)
    small = line.replace("İ", "i").lower()
    low = " ".join(small.split()).strip(_EDGES)
    dated = len(line) <= _DATE and _DIGIT.search(line) is not None
    if dated or ":" in line or "=" in line or "：" in line:
        field, value = _field(line, low, dated, words)
        if field is not None:
            return Line(start, end, line, prose, "metadata", field, value)
    if dated and is_date_line(line):
        return Line(start, end, line, prose, is_date=True)
    label = low if len(low) <= _LABEL else None
    if label and _COMMENTS.fullmatch(label):
        return Line(start, end, line, prose, "furniture", ends_article=True, heads_comments=True)
    short = len(line) <= _SHORT
    # A whole sentence needs more than one word to be told from the article: "Copyright law was discussed."
    sentence = closed and not line.endswith(("!", "...", "…")) and low.count(" ") >= 5
    openings = words.openings
    opens = low[:3] in openings or low[:1] in openings or small[:3] in openings or small[:1] in openings
    if label in words.furniture.whole or (short and opens and _begins(low, words.furniture.starts, sentence)):
        return Line(start, end, line, prose, "furniture", ends_article=short and low.startswith(words.over))
    if label in words.teaser.whole or (
        short and opens and not closed and low.startswith(words.teaser.starts)
    ):
        head = label in words.teaser.whole or line.endswith((":", "：")) or len(line) < _HEAD
        return Line(start, end, line, prose, "teaser", heads_list=head)
    if (opens and (low.startswith(words.caption.starts) or small.startswith(words.caption.starts))) or (
        _has_credit(small, sentence, words)
    ):
        return Line(start, end, line, prose, "caption")
    if short and (opens or not closed) and _is_byline(line, low, closed, words):
        return Line(start, end, line, prose, "byline")
    if short and words.furniture.stand_in(
        low, phrases=sentence
    ):  # a whole sentence at least three words in a row
        return Line(start, end, line, prose, "furniture", ends_article=low.startswith(words.over))
    if short and not closed and _is_navigation(line, words):
        return Line(start, end, line, prose, "furniture")
    return Line(start, end, line, prose)


def _begins(low: str, starts: tuple[str, ...], sentence: bool) -> bool:
    """Whether a line begins like page matter; a whole sentence with at least three words of it."""
    return low.startswith(starts) and (
        not sentence or any(low.startswith(s) for s in starts if s.count(" ") > 1 or not s[0].isalpha())
    )


def _field(line: str, low: str, dated: bool, words: Lexicon) -> tuple[str | None, str | None]:
    """The metadata field that a line holds, by meaning, and its value."""
    match = _KEY.match(line)
    if match and (meaning := words.keys.get(match[1].strip().lower())):
        value = (match[2] or "").strip(" \"'*_")
        if meaning not in {"date", "updated"} or (len(value) < _DATED and find_date(value)):
            return meaning, value.rstrip(".") or None
    found = find_date(line) if dated else None
    if found and (not CLOSED.search(line) or line[found[2] : found[2] + 1] == "."):
        label = low[: found[1]].rstrip(" :,-–|")
        while label:
            if (meaning := words.keys.get(label)) in {"date", "updated"}:
                return meaning, line
            label = label.rpartition(" ")[0]
    return None, None


def _has_credit(small: str, sentence: bool, words: Lexicon) -> bool:
    """Whether a line ends in the credit of a picture; a whole sentence needs a bracket or stroke to set it off."""
    at = max(20, len(small) - _CREDIT)
    if not sentence:
        return words.caption.stand_in(small[at:])
    opening = _CREDIT_OPENS.search(small, at)
    return opening is not None and words.caption.stand_in(small[opening.start() :])


def _is_byline(line: str, low: str, closed: bool, words: Lexicon) -> bool:
    if low.startswith(("reporting by", "editing by", "additional reporting by", "writing by")):
        return True
    if closed:
        return False
    if not low.startswith(words.byline.starts):
        return words.byline.stand_in(low)
    start = next(s for s in words.byline.starts if low.startswith(s))
    rest = line.strip(_EDGES)[len(start) :].lstrip(" :：")
    if not start.endswith((" ", ":")):
        return len(line) <= 60
    following = (_WORDS.findall(rest[:40].lower()) or [""])[0]
    is_day = following.isdigit() or following in words.beside_dates or following in words.months
    # "By our correspondent" is a byline, "By the time they met" is none.
    return (" " in start.strip() or not rest[:1].islower()) and not is_day


def _is_navigation(line: str, words: Lexicon) -> bool:
    """Whether a line is a row of links: `Home | World | Politics`, `News > Asia`."""
    if not _DIVIDER.search(line):
        return False
    parts = [p.strip() for p in re.split(r"\s[|>›»•·/]\s|[|›•]", line)]
    return (
        len(parts) > 1
        and all(len(p) <= 24 for p in parts)
        and any(p.lower() in words.furniture.whole for p in parts)
    )
