"""TempEval-3: time expressions and their TIMEX3 values, counted from the article's date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from summarizer.resolve.dates import find_dates, resolve_form, tense_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def rows(articles: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One row an article: `{doc_id, timexes: [{start, end, text, value}]}`."""
    for article in articles:
        text, anchor = article["text"], date.fromisoformat(article["date"][:10])
        timexes = []
        for mention in find_dates(text):
            tense = tense_at(text, mention.start, mention.end)
            resolved = resolve_form(mention.form, surface=mention.surface, anchor=anchor, tense=tense)
            timexes.append(
                {"start": mention.start, "end": mention.end, "text": mention.surface, "value": resolved.value}
            )
        yield {"doc_id": article["doc_id"], "timexes": timexes}
