"""Background: statements that the article dates to an earlier month than the meeting, kept apart from positions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.engines.rules.sentences import paragraphs, sentences_of
from summarizer.fusion.occasion import span
from summarizer.models.brief import Background
from summarizer.resolve.dates import find_dates, resolve_mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from summarizer.fusion.statements import Told
    from summarizer.models.brief import StatedPosition
    from summarizer.models.document import Document
    from summarizer.models.evidence import Evidence
    from summarizer.models.reading import Position

OPENING, NEAR = 16, 40
"""A date dates what follows within the first 16 code points of a sentence, or within 40 before the words with no
comma between."""
CONTEXT = 400
"""How far around the words their sentence is looked for, in code points."""


def is_background(cluster: Sequence[Told[Position]], occasion: str | None) -> bool:
    """Whether every telling of a statement dates it to a month before that of the meeting.

    The date must stand in the sentence and outside the words themselves: in "Oslo said in January that it had
    widened its zone in May" only January dates the statement.
    """
    if occasion is None:
        return False
    first, _ = span(occasion)
    return all(
        any(_stated_before(evidence, told.document, first) for evidence in told.item.evidence)
        for told in cluster
    )


def _stated_before(evidence: Evidence, document: Document, day: date) -> bool:
    low, high = max(0, evidence.start - CONTEXT), min(len(document.text), evidence.end + CONTEXT)
    around = (p for p in paragraphs(document.text, low, high) if p.start <= evidence.start < p.end)
    for sentence in (s for paragraph in around for s in sentences_of(document.text, paragraph)):
        if not sentence.start <= evidence.start < sentence.end:
            continue
        words = document.text[sentence.start : sentence.end]
        for mention in find_dates(words):
            if not _dates_the_saying(words, mention.start, evidence.start - sentence.start):
                continue
            value = resolve_mention(words, mention, anchor=document.published).value
            if value is not None:
                _, last = span(value)
                if (last.year, last.month) < (day.year, day.month):
                    return True
    return False


def _dates_the_saying(sentence: str, at: int, content: int) -> bool:
    """Whether a date at `at` is that of the saying: it opens the sentence, or stands close before the content.

    Content that begins with its sentence holds the date that opens it.
    """
    before = sentence[:at].rstrip().rpartition(" ")[2].casefold()
    opens = at < OPENING and (at < content or content == 0)
    near = 0 < content - at <= NEAR and "," not in sentence[at:content]
    return (opens or near) and before not in {"since", "by", "until", "after", "before", "from"}


def background(positions: Iterable[StatedPosition]) -> tuple[Background, ...]:
    """The statements as background."""
    return tuple(Background(text=p.statement, holder=p.holder, evidence=p.evidence) for p in positions)
