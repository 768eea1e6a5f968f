"""Prediction rows for the public attribution corpus PolNeAR: one row a fragment of content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from summarizer.engines.rules.attribution import find_attributions

_BETWEEN: Final = frozenset(" \t\n\r\u00a0\"'“”‘’„«»`")

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from summarizer.engines.rules.attributed import Attributed, Span


def rows(articles: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows of articles `{doc_id, text}`.

    The corpus has one source for a stretch of words, the outer one: attributions without a speaker, and those
    that fill most of another's content, are left out.
    """
    for article in articles:
        text = article["text"]
        attributions = [a for a in find_attributions(text) if a.speaker is not None]
        for found in _outer(attributions):
            if found.speaker is None:
                continue
            for start, end in _joined(text, found.content):
                yield {
                    "doc_id": article["doc_id"],
                    "quote_start": start,
                    "quote_end": end,
                    "quote_text": text[start:end],
                    "speaker_text": text[found.speaker.start : found.speaker.end],
                    "speaker_start": found.speaker.start,
                    "speaker_end": found.speaker.end,
                    "kind": found.form,
                }


def _joined(text: str, content: tuple[Span, ...]) -> list[tuple[int, int]]:
    """Fragments, joined where only marks and white space part them, as in the corpus."""
    joined: list[tuple[int, int]] = []
    for start, end in content:
        if joined and not set(text[joined[-1][1] : start]) - _BETWEEN:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _outer(attributions: list[Attributed]) -> Iterator[Attributed]:
    """Attributions that do not fill more than half of another's content."""
    longest: Attributed | None = None
    for found in sorted(attributions, key=lambda a: (a.content[0].start, -a.content[0].end)):
        start, end = found.content[0]
        if longest is not None:
            first, last = longest.content[0]
            if end <= last and 2 * (end - start) > last - first:
                continue
        if longest is None or end > longest.content[0].end:
            longest = found
        yield found
