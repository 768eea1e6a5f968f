"""Around a phrase of attendance: whom `with her` means, and the words that prove it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.groups import Group

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.person import Person, PersonMention
    from summarizer.engines.rules.persons import Persons
    from summarizer.models.base import Role


def beside_whom(article: Article, persons: Persons, match: re.Match[str]) -> Person | None:
    """Whom `with me` means: in a transcript the speaker whose label stands above."""
    if match.group("whom") in {"him", "her", None}:
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


def in_company_of(article: Article, persons: Persons, sentence: Sentence, at: int) -> str | None:
    """Whom `She was joined by` means, as the mark of somebody's side: the person named last, or in the sentence before."""
    named = [m for m in persons.within(sentence.start, at) if not m.possessive]
    if (
        not named
        and _ONE.match(article.flat, sentence.start)
        and (previous := article.before_in_paragraph(sentence))
    ):
        one = article.sentences[previous[0]]
        named = persons.within(one.start, one.end)[:1]
    return "=" + named[-1].person.name if named else None


_ONE: Final = re.compile(r"(?:He|She)\b")


def bodies_before(article: Article, match: re.Match[str]) -> list[Group]:
    """States and organisations that watch, nobody of theirs being named: `The Holy See attended as an observer`."""
    if "observer" not in match.group().lower():
        return []
    found: list[Group] = []
    end = match.start()
    for one in reversed(article.parties_in(max(0, end - 160), end)):
        between = article.flat[one.end : end]
        if not (_AND if found else _TO_OBSERVE).fullmatch(between) or one.use == "demonym":
            break
        found.append(Group(one.start, one.end, (one.party.name,), "observers", several=True))
        end = one.start
    return found[::-1]


_TO_OBSERVE: Final = re.compile(
    r"(?:\s+(?:was|were|is|are|will|also|both|be|have|has|been|attend(?:ed|s)?|present|represented|t(?:ook|akes?)|part|participate[ds]?"
    r"|sat|sits?|in|joined|there|invited|followed|the|talks|meeting|session|discussions)){1,8}\s+"
)
_AND: Final = re.compile(r",?\s+(?:and\s+)?(?:the\s+)?|,?\s+as\s+well\s+as\s+(?:the\s+)?")


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


def role_beside(persons: Persons, item: PersonMention, low: int) -> Role:
    """The role of somebody beside a person: a head where nobody of the same side is named before."""
    sides = {m.person.side for m in persons.mentions if m.start < low and m.person is not item.person}
    return "member" if item.person.side in sides else "head"
