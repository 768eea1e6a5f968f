"""A statement that an article reports where it tells of no meeting: whose words its lead gives, and from which day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.parties import lead_end
from summarizer.models.document import CITABLE
from summarizer.models.reading import Meeting
from summarizer.resolve.actors import party
from summarizer.resolve.dateforms import Decade, Year

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.models.reading import Position, RedLine

_RUN_ON: Final = 500  # code points that words begun in the lead may run beyond it
_ENOUGH: Final = 2  # states that an article on relations between states names


def declaration_of(article: Article, claims: Sequence[RedLine | Position]) -> Meeting | None:
    """The statement of a state, by its officials or its acts, that the lead reports; None where it reports none."""
    states = {m.party.name for m in article.parties if m.party.kind == "state"}
    if len(states) < _ENOUGH:
        return None
    lead = [s for s in article.sentences[: lead_end(article)] if s.section == "body"]
    if not lead:
        return None
    end = lead[-1].end + _RUN_ON
    holders: dict[str, None] = {}
    first: Sentence | None = None
    for claim in claims:
        known = party(claim.holder)
        if known is None or known.kind != "state" or claim.said.record == "anonymous":
            continue
        at = article.text.find(claim.quotes[0], lead[0].start, end) if claim.quotes else -1
        sentence = article.sentence_at(at) if at >= 0 else None
        if sentence is None or sentence.start > lead[-1].start:
            continue
        holders[known.name] = None
        if first is None or sentence.start < first.start:
            first = sentence
    if first is None:
        return None
    day = next((d for s in (first, *lead) if (d := _day(article, s))), None)
    words = [article.words_of(first.start, first.end).strip()[:1900]]
    if article.document.section_at(first.start) not in CITABLE:
        return None
    return Meeting(
        quotes=tuple(words),
        kind="statement",
        status="held",
        level=None,
        purpose=None,
        parties=tuple(holders),
        when=article.words_of(*day) if day else None,
        where=None,
        venue=None,
    )


def _day(article: Article, sentence: Sentence) -> tuple[int, int] | None:
    """The date in a sentence that is no part of what was said."""
    said = [
        span
        for one in article.attributions
        for span in one.content
        if span[0] < sentence.end and sentence.start < span[1]
    ]
    for mention in article.dates_in(sentence):
        start, end = sentence.start + mention.start, sentence.start + mention.end
        if not isinstance(mention.form, Year | Decade) and not any(s <= start < e for s, e in said):
            return start, end
    return None
