"""Prediction rows for the public attribution corpus PolNeAR: one row a fragment of content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from summarizer.engines.rules.attribution import find_attributions

_BETWEEN: Final = frozenset(" \t\n\r\u00a0\"'“”‘’„«»`")

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from summarizer.engines.rules.attributed import Span


def rows(articles: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows of articles `{doc_id, text}`; attributions without a speaker are left out."""
    for article in articles:
        text = article["text"]
        for found in find_attributions(text):
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
