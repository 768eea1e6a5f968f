"""The town that an article is reported from: its dateline, its heading, or a byline that ends in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.resolve.places import resolve_place

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article
    from summarizer.engines.rules.attributed import Stretch


_EARLY: Final = 12  # paragraphs at whose beginning it may stand


_OPENING: Final = re.compile(
    r"\s*(?:\w+\s\d{1,2},?\s\d{4}\s*[–—-]\s*)?"
    r"((?:[A-ZÀ-Þ][A-ZÀ-Þ'’ -]{2,28}[A-ZÀ-Þ]|[A-Z][\w'’-]+)(?:,\s[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)?)"
    r"(?=\s*(?:[,:|(–—-]|\.\s))"
)


# "By Ada Moe in Oslo", "Reporting from Oslo", "That's all from us in Oslo tonight"
_WRITTEN_IN: Final = re.compile(
    r"(?:[Bb][Yy]\s[^,;:.\n]{3,50}\s(?:in|at)|(?:\w+\s){0,2}?[Rr]eport(?:ing|s)\sfrom|[^.\n]{0,40}\bfrom\sus\s(?:here\s)?in)\s"
    r"([A-Z][\w'’-]+(?:[ ][A-Z][\w'’-]+)?(?:,[ ][A-Z][\w'’-]+)?)(?=\s*(?:[,.;|\n]|tonight|today|this|$))"
)


def dateline_of(article: Article) -> Stretch | None:
    """The town that the article is reported from, where its dateline or heading prints one."""
    document = article.document
    left = _EARLY  # paragraphs of the body, which advertisements may part
    for section in document.sections:
        if section.kind not in {"dateline", "headline", "standfirst", "byline", "body"}:
            continue
        at = section.start
        gap = (
            "\n\n" if section.kind == "body" else "\n"
        )  # a dateline may follow a caption, or stand below "Press release"
        for _ in range(left if section.kind == "body" else _EARLY):
            left -= section.kind == "body"
            opening = _OPENING.match(article.text, at, min(section.end, at + 60))
            loud = opening is not None and opening[1].split(",")[0].isupper()
            if opening and (section.kind in {"dateline", "standfirst", "byline"} or loud):
                stretch = opening.span(1)
                if has_town(article, stretch) or section.kind == "dateline":
                    return stretch
            written = _WRITTEN_IN.match(article.text, at, min(section.end, at + 90))
            if written and has_town(article, written.span(1)):
                return written.span(1)
            at = article.text.find(gap, at, section.end) + len(gap)
            if at < len(gap):
                break
        if left <= 0:
            return None
    return None


def has_town(article: Article, stretch: Stretch) -> bool:
    """Whether words name a town that is known."""
    place = resolve_place(article.words_of(*stretch))
    return bool(place and place.locality)
