"""Media that words passed through: `told Reuters`, `in an interview with CNN Turk`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.lexicon import table
from summarizer.engines.rules.wordings import Wording

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.attributed import Span

_MEDIA: Final = table("media")
_NAMES: Final = "|".join(sorted((re.escape(n) for n in _MEDIA["names"]), key=len, reverse=True))
_OUTLET: Final = re.compile(
    rf"(?:[Tt]he\s)?(?:(?:{_NAMES})(?![\w-])|(?:[A-Z][\w'-]*\s|of\s|and\s){{0,4}}?(?:{'|'.join(_MEDIA['ends'])})\b(?:\sof\s[A-Z]\w+)?)"
)
_TOLD: Final = Wording(
    r"\b(?:told|tells?|telling|spoke\sto|spoken\sto|speaking\sto|spoke\swith|speaking\swith|interview\swith|interview\sto|interview\son|quoted\sby|reported\sby|cited\sby|carried\sby"
    r"|published\s(?:by|in)|said\sto|statement\sto|comments?\sto|remarks\sto|appearance\son|speaking\son)\s(?:(?:the\s)?(?:[\w-]+\s){0,4}?(?:"
    + "|".join(_MEDIA["common"])
    + r")\s)?"
)


def media_in(article: Article, sentence: Sentence, medium: Span | None) -> tuple[str, ...]:
    """Media that a sentence says were told, as the article names them; `medium` is who was told.

    A place named like a medium is none: `told Kan` is a broadcaster, `told Ankara` is not.
    """
    found: list[str] = []
    flat = article.flat
    starts = [match.end() for match in _TOLD.finditer_in(sentence, flat)]
    if medium is not None:
        starts.append(medium.start)
    for start in starts:
        match = _OUTLET.match(flat, start, sentence.end)
        if match is None:
            continue
        outlet = article.words_of(*match.span()).strip().removeprefix("the ")
        if article.party_at(start) is None or " " in outlet:
            found.append(outlet)
    return tuple(dict.fromkeys(found))[:6]
