"""TempEval-3: time expressions and their TIMEX3 values, counted from the article's date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from summarizer.resolve.dateforms import (
    Away,
    Decade,
    Form,
    Narrative,
    Period,
    Quarter,
    Season,
    Weekend,
    WeekOf,
)
from summarizer.resolve.dates import find_dates, resolve_mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.resolve.dates import ResolvedDate

_SEASONS = ("SP", "SU", "FA", "WI")


def rows(articles: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One row an article: `{doc_id, timexes: [{start, end, text, value}]}`."""
    for article in articles:
        text, anchor = article["text"], date.fromisoformat(article["date"][:10])
        timexes = []
        for mention in find_dates(text):
            value = timex_value(mention.form, resolve_mention(text, mention, anchor=anchor))
            timexes.append(
                {"start": mention.start, "end": mention.end, "text": mention.surface, "value": value}
            )
        yield {"doc_id": article["doc_id"], "timexes": timexes}


def timex_value(form: Form, resolved: ResolvedDate) -> str | None:
    """The TIMEX3 value: `2025-W14` for a week, `2025-Q1` for a quarter, `2025-SU` for a season."""
    if isinstance(form, Narrative | Away) and form.number is None:
        return "PAST_REF" if form.direction < 0 else "FUTURE_REF"
    if isinstance(form, Narrative):
        return f"P{form.number}{form.unit[0].upper()}"
    if resolved.value is None:
        return None
    first = resolved.value.split("/")[0]
    match form:
        case Season(season):
            return f"{first[:4]}-{_SEASONS[season]}"
        case Quarter() | Period("quarter"):
            return f"{first[:4]}-Q{(int(first[5:7]) + 2) // 3}"
        case Decade() | Period("decade"):
            return first[:3]
        case Period("century"):
            return first[:2]
        case WeekOf() | Weekend() | Period("week") | Away("week"):
            year, week, _ = date.fromisoformat(first).isocalendar()
            return f"{year}-W{week:02}" + ("-WE" if isinstance(form, Weekend) else "")
        case _:
            return first
