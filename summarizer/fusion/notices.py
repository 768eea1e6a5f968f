"""What a brief warns of: orders to machines, copies, paraphrases that go too far, names that look like others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.resolve.actors import mixed_scripts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from summarizer.models.document import Document
    from summarizer.models.verified import VerifiedReading


def notices(readings: Sequence[VerifiedReading], origin: Mapping[str, str]) -> Iterator[str]:
    """The warnings of a brief of these readings; `origin` tells of which document each is a copy."""
    yield from _orders(reading.document for reading in readings)
    yield from _copies(origin)
    yield from _warnings(readings)
    yield from _look_alikes(readings)


def _orders(documents: Iterable[Document]) -> Iterator[str]:
    """Which documents hold words addressed to a machine, and how many characters of them."""
    for document in documents:
        length = sum(
            len(document.text[s.start : s.end].strip()) for s in document.sections if s.kind == "order"
        )
        if length:
            yield (
                f"{document.id}: {length:,} characters are addressed to an AI that reads the article, not to its"
                " readers; they were left out, and nothing here rests on them"
            )


def _copies(origin: Mapping[str, str]) -> Iterator[str]:
    for doc, first in origin.items():
        if doc != first:
            yield f"{doc} prints most of the words of {first}: the two count as one origin"


def _warnings(readings: Iterable[VerifiedReading]) -> tuple[str, ...]:
    found = dict.fromkeys(
        f"{reading.document.id}: {warning}"
        for reading in readings
        for group_ in (reading.red_lines, reading.positions, reading.outcomes)
        for item in group_
        for warning in item.warnings
    )
    return tuple(found)


def _look_alikes(readings: Iterable[VerifiedReading]) -> tuple[str, ...]:
    """Names with letters of another script in them, which look like a name and are another."""
    named = (
        (reading.document.id, name)
        for reading in readings
        for name in (
            *(p.claim.name for p in reading.participants),
            *(p.claim.said.speaker for p in reading.positions),
            *(line.claim.said.speaker for line in reading.red_lines),
            *(m.name for m in reading.mentioned),
        )
    )
    return tuple(
        dict.fromkeys(
            f"{doc}: the name {name} mixes letters of different scripts and is joined with no other"
            for doc, name in dict.fromkeys(named)
            if name and mixed_scripts(name)
        )
    )
