"""What the paragraphs of a printed page are, by their sizes and places: headline, consent box, box of other articles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.loading.lines import read_lines
from summarizer.loading.paper.paragraphs import usual_size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.loading.lines import Line
    from summarizer.loading.paper.paragraphs import Paragraph
    from summarizer.models.document import SectionKind

_LARGE: Final = 1.2  # times the size of the body, from which a line is a headline
_HEADING: Final = 1.1  # times the size of the body, from which a line heads a part of the page
_WORDS: Final = 4  # words of a headline; a large line of fewer is a paper's name
_LONG: Final = 200  # code points of a paragraph that is certainly the article's
_LONGEST: Final = 600  # code points of a paragraph that asks for consent
_BOX: Final = 5.0  # in ems; a box stands so far from its article's edge, another column farther
_CONSENT: Final = re.compile(
    r"\b(?:value|respect|care about) your (?:privacy|data)"
    r"|\b(?:use|accept|refus\w+|reject|allow|manage|these|our) (?:all )?cookies"
    r"|\bcookies? (?:settings|preferences|policy|and similar)|\bclick to consent|\b(?:your|withdraw|give) consent\b"
    r"|\bour (?:\d+ )?partners\b.{0,60}\b(?:device|data|cookies|process)|\bprivacy (?:settings|choices|preferences)"
    r"|^(?:please )?(?:sign in|log in|sign up|register|subscribe|create (?:an|your) account)\b"
    r"|\b(?:sign in|log in|subscribe|register)(?: now| here)? to (?:continue|read|keep|unlock)"
    r"|wir (?:schätzen|respektieren) ihre privatsphäre|nous respectons votre vie privée"
    r"|(?:nos importa|valoramos) (?:tu|su) privacidad|мы (?:ценим|уважаем) вашу конфиденциальность",
    re.IGNORECASE,
)
_LABEL: Final = 60  # code points of the heading of a box that asks for consent
_PRIVACY: Final = re.compile(r"\bprivacy\b|\bcookies?\b|\bconsent\b|\byour data\b", re.IGNORECASE)


def kinds(found: Sequence[Paragraph]) -> list[SectionKind | None]:
    """What each paragraph is; null where only its words and its place in the text can tell."""
    known: list[SectionKind | None] = ["furniture" if p.running else None for p in found]
    usual = usual_size((p.size, p.text) for p in found if not p.running)
    asks = [_asks_consent(p) for p in found]
    asks = [
        own or (following and len(p.text) <= _LABEL and _PRIVACY.search(p.text) is not None)
        for p, own, following in zip(found, asks, [*asks[1:], False], strict=True)
    ]
    headline = _headline(found, usual, asks)
    if headline is not None:
        known[headline] = "headline"
        for i in _consent(found[:headline], asks):
            known[i] = "furniture"
    for i in _boxed(found, known, usual):
        known[i] = "teaser"
    return known


def _asks_consent(paragraph: Paragraph) -> bool:
    return len(paragraph.text) <= _LONGEST and _CONSENT.search(paragraph.text) is not None


def _headline(found: Sequence[Paragraph], usual: float, asks: Sequence[bool]) -> int | None:
    """The largest line of the first page before the first long paragraph in the usual size; of equals, the first."""
    best: int | None = None
    for i, p in enumerate(found):
        if p.running or asks[i]:
            continue
        if p.page > 0 or (len(p.text) > _LONG and p.size <= usual):
            break
        fits = p.size >= _LARGE * usual > 0 and len(p.text.split()) >= _WORDS and len(p.text) <= 300
        if fits and (best is None or p.size > found[best].size):
            best = i
    return best


def _consent(before: Sequence[Paragraph], asks: Sequence[bool]) -> list[int]:
    """Paragraphs above the headline that ask for consent or a login, and what stands under the heading of such a box."""
    taken: list[int] = []
    heading: float | None = None  # size of the heading of the box
    for i, p in enumerate(before):
        if heading is not None and p.size >= heading:
            heading = None
        if asks[i] and i + 1 < len(before) and p.size >= _HEADING * before[i + 1].size:
            heading = p.size
        if asks[i] or heading is not None:
            taken.append(i)
    return taken


def _boxed(found: Sequence[Paragraph], known: Sequence[SectionKind | None], usual: float) -> list[int]:
    """Prose that stands under the heading of a box of other articles: the first paragraph, and others in the box.

    Where a heading is set like the text itself, or links follow it, the words tell (`sections`).
    """
    lines = [_line(p) for p in found]
    taken: list[int] = []
    body: Paragraph | None = None  # the last paragraph of prose before the box
    i = 0
    while i < len(found):
        p, line = found[i], lines[i]
        i += 1
        if line is None or known[i - 1] is not None:
            continue
        if body is None or not line.heads_list or p.size < _HEADING * usual:
            body = p if line.is_prose else body
            continue
        first = True
        while i < len(found) and (known[i] is not None or _in_box(found[i], lines[i], p, body, first=first)):
            if known[i] is None:
                taken.append(i)
                first = False
            i += 1
    return taken


def _in_box(p: Paragraph, line: Line | None, head: Paragraph, body: Paragraph, *, first: bool) -> bool:
    if line is None or not line.is_prose or line.kind is not None:
        return False
    set_in = 1.0 < abs(p.x - body.x) / (p.size or 10.0) < _BOX and p.page == body.page
    return first or (set_in and abs(p.x - head.x) < 1.0)


def _line(paragraph: Paragraph) -> Line | None:
    return next(iter(read_lines(paragraph.text, 0)), None)
