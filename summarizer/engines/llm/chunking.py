"""A long article in parts that a model can take in, and the readings of the parts as one.

Parts begin and end at paragraphs, and the head of the article is repeated in each, because that is where the
speakers and the meeting are introduced. Most articles are one part; parts cost tokens and cut speakers from
their words, so they are used past the model's limit only.
"""

from __future__ import annotations

import logging
import re
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from summarizer.engines.llm.tokens import estimate
from summarizer.models.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic import BaseModel

log = logging.getLogger(__name__)

_PARAGRAPH: Final = re.compile(r"[^\n]+(?:\n|$)\s*")
_SENTENCE: Final = re.compile(r"[^.!?\n]*[.!?\n]+[\"”’)\s]*|[^.!?\n]+$")
_HEAD_SHARE: Final = 6
"""The head may take up to this part of the limit: one sixth."""


def parts(text: str, *, limit: int) -> tuple[str, ...]:
    """`text` in parts of at most `limit` tokens (estimated), every part but the first with the head before it.

    >>> parts("Short.", limit=100)
    ('Short.',)
    """
    if len(text) <= limit or estimate(text) <= limit:  # no character is more than a token
        return (text,)
    pieces = list(_pieces(text, limit // 2))
    head = _head(pieces, limit // _HEAD_SHARE)
    done: list[str] = []
    current, size = "", 0
    for piece in pieces:
        cost = estimate(piece)
        if current and size + cost > limit:
            done.append(current.strip())
            current, size = head, estimate(head)
        current += piece
        size += cost
    return (*done, current.strip())


def _pieces(text: str, limit: int) -> Iterator[str]:
    """Paragraphs; one over the limit in sentences; a sentence over the limit in stretches of characters."""
    for paragraph in _PARAGRAPH.findall(text):
        if estimate(paragraph) <= limit:
            yield paragraph
            continue
        for sentence in _SENTENCE.findall(paragraph):
            if estimate(sentence) <= limit:
                yield sentence
            else:  # hardly an article, but it must not stop a run; a character is never more than three tokens
                step = max(limit // 3, 1)
                yield from (sentence[at : at + step] for at in range(0, len(sentence), step))


def _head(pieces: list[str], limit: int) -> str:
    """The first paragraphs, as many as the limit allows."""
    head, size = "", 0
    for piece in pieces:
        size += estimate(piece)
        if size > limit:
            break
        head += piece
    return head.rstrip() + "\n\n" if head else ""


def merged(readings: Iterable[Reading]) -> Reading:
    """Several readings of one document as one, in order, an item that occurs twice only once.

    Two items are one where they share a quote and what they say of whom, or agree in everything but quotes;
    the quotes of both are kept.
    """
    readings = list(readings)
    if len(readings) == 1:
        return readings[0]
    lists: dict[str, tuple[Any, ...]] = {}
    for name, field in Reading.model_fields.items():
        items = _without_repetition(chain.from_iterable(getattr(reading, name) for reading in readings))
        longest = next(each.max_length for each in field.metadata if hasattr(each, "max_length"))
        if len(items) > longest:
            log.warning("a long article has %d %s, %d are kept", len(items), name, longest)
        lists[name] = tuple(items[:longest])
    return Reading(**lists)


def _without_repetition(items: Iterable[BaseModel]) -> list[BaseModel]:
    kept: list[BaseModel] = []
    for item in items:
        for at, other in enumerate(kept):
            if _same(item, other):
                kept[at] = _joined(other, item)
                break
        else:
            kept.append(item)
    return kept


_IDENTITY: Final = ("kind", "holder", "party", "name", "descriptor")
"""Fields that tell items apart which rest on one and the same sentence."""


def _same(one: BaseModel, other: BaseModel) -> bool:
    a, b = _values(one), _values(other)
    if a == b:
        return True
    shares = set(getattr(one, "quotes", ())) & set(getattr(other, "quotes", ()))
    return bool(shares) and all(a.get(name) == b.get(name) for name in _IDENTITY)


def _values(item: BaseModel) -> dict[str, Any]:
    said = item.model_dump(exclude={"quotes", "why"})
    return {name: value.casefold() if isinstance(value, str) else value for name, value in said.items()}


def _joined(one: BaseModel, other: BaseModel) -> BaseModel:
    quotes = tuple(dict.fromkeys([*getattr(one, "quotes", ()), *getattr(other, "quotes", ())]))
    return one.model_copy(update={"quotes": quotes[:8]}) if quotes else one
