"""Around a phrase of attendance: whom `with her` means, and the words that prove it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.person import Person
    from summarizer.engines.rules.persons import Persons


def beside_whom(article: Article, persons: Persons, match: re.Match[str]) -> Person | None:
    """Whom `with me` means: in a transcript the speaker whose label stands above."""
    if match.group("whom") in {"him", "her"}:
        sentence = article.sentence_at(match.start())
        before = persons.within(sentence.start, match.start()) if sentence else []
        if not before and sentence and (previous := article.before_in_paragraph(sentence)):
            one = article.sentences[previous[0]]
            before = persons.within(one.start, one.end)[:1]
        return before[-1].person if before else None
    if match.group("whom") != "me":
        return persons.named(match.group("whom")) if match.group("whom")[0].isupper() else None
    labels = list(_LABEL.finditer(article.text, max(0, match.start() - 4000), match.start()))
    return persons.named(labels[-1][1].split()[-1]) if labels else None


_LABEL: Final = re.compile(r"\n([A-Z][A-Z.' -]{2,40}):")


def proof_of(article: Article, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The clause around a stretch, at most its sentence."""
    flat = article.flat
    begin = sentence.start
    for match in re.finditer(r";\s|\bsaid\s(?:that\s)?", flat[sentence.start : start]):
        begin = sentence.start + match.end()
    if start - begin > 160:
        begin = start
    end = min(end, sentence.end)
    while end < sentence.end and flat[end] not in ",;." and end - begin < 400:
        end += 1
    while end > begin and flat[end - 1] in ' ,;:."':
        end -= 1
    while begin < end and flat[begin] in ' ,;:"':
        begin += 1
    return begin, end
