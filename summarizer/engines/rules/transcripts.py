"""Colon style: transcripts (`SECRETARY DOE: We …`, `Q: Did …`) and headlines (`Moreau: talks failed`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from summarizer.engines.rules.attributed import Span
from summarizer.engines.rules.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAME_WORD: Final = r"(?:[A-Z][\w.'’-]{0,30}|of|de|van|al|the)"
_LABEL: Final = re.compile(rf"({_NAME_WORD}(?: {_NAME_WORD}){{0,6}}):[ \t]{{0,8}}(?=[^\s\d/])")
_NOTES: Final = words("transcripts", "notes")  # labels that name no speaker
_LABELS_OF_A_TRANSCRIPT: Final = 3


_SIGNED: Final = re.compile(
    rf"[\"”’'»]{{0,3}}\s{{0,3}}[―—–-]{{1,2}}\s{{0,2}}({_NAME_WORD}(?: {_NAME_WORD}){{0,6}})"
    r"(?=\.?\s{0,3}(?:\n|$|[“\"]))"
)


class Labelled(NamedTuple):
    """A label and the paragraphs it governs, in code points."""

    label: Span
    said: tuple[Span, ...]


def find_labelled(text: str, blocks: Sequence[Span]) -> tuple[Labelled, ...]:
    """Words given to a speaker by a label and a colon; `blocks`: the paragraphs of the text (see `sentences`).

    In a transcript (three labels or more, one of them in capitals) a label governs every paragraph up to the
    next one; elsewhere only the first line of the stretch, its headline, counts.

    >>> from summarizer.engines.rules.sentences import paragraphs
    >>> text = "MR DOE: We met.\\n\\nQ: Why?\\n\\nMR DOE: To talk.\\n\\nIt went well."
    >>> [(text[slice(*found.label)], len(found.said)) for found in find_labelled(text, paragraphs(text))]
    [('MR DOE', 1), ('Q', 1), ('MR DOE', 2)]
    """
    labels: list[re.Match[str] | None] = []
    for block in blocks:
        begin = block.start + (text[block.start] in '"“')
        reach = min(block.end, begin + 200)
        match = _LABEL.match(text, begin, reach) if text.find(":", begin, reach) >= 0 else None
        if match is not None and _NOTES.intersection(match.group(1).lower().replace("’", "'").split()):
            match = None
        labels.append(match)
    capitals = [m for m in labels if m is not None and m.group(1).isupper()]
    if len(capitals) >= _LABELS_OF_A_TRANSCRIPT and any(len(m.group(1)) > 1 for m in capitals):
        return _transcript(text, blocks, labels)
    if blocks and labels[0] is not None:
        first = labels[0]
        line = text.find("\n", first.end(), blocks[0].end)
        stop = blocks[0].end if line < 0 else line
        if stop > first.end():
            return (Labelled(Span(*first.span(1)), (Span(first.end(), stop),)),)
    return ()


def signature(text: str, end: int) -> Span | None:
    """The name that signs a quotation whose words end at `end`: `“…” — Ada Moreau` at the end of a line."""
    match = _SIGNED.match(text, end, end + 120)
    if match is None:
        return None
    start, stop = match.span(1)
    return Span(start, stop - (text[stop - 1] == "."))


def _transcript(
    text: str, blocks: Sequence[Span], labels: list[re.Match[str] | None]
) -> tuple[Labelled, ...]:
    found: list[Labelled] = []
    current: Span | None = None
    said: list[Span] = []
    for block, match in zip(blocks, labels, strict=True):
        if match is not None and match.group(1).isupper():
            if current is not None and said:
                found.append(Labelled(current, tuple(said)))
            current = Span(*match.span(1))
            said = [Span(match.end(), block.end)] if block.end > match.end() else []
        elif current is not None and text[block.start] not in "([*_#":
            said.append(block)
    if current is not None and said:
        found.append(Labelled(current, tuple(said)))
    return tuple(found)
