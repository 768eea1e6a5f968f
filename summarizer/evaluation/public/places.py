"""Place names in news (GeoWebNews, TR-News): every name of a place and every word for its people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summarizer.resolve.places import find_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def rows(articles: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One row an article: `{doc_id, locations}`, each surface once, in the order of the text."""
    for article in articles:
        surfaces = dict.fromkeys(mention.surface for mention in find_places(article["text"]))
        yield {"doc_id": article["doc_id"], "locations": list(surfaces)}
