"""Typed, source-checked briefs from news articles and readouts about diplomatic talks.

>>> from summarizer import summarize
>>> brief = summarize("a.txt", "b.txt")  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from summarizer.api import asummarize, summarize, summarize_each
    from summarizer.changes import diff
    from summarizer.errors import SummarizerError
    from summarizer.loading import from_text, load, load_all, load_url
    from summarizer.mixed import group
    from summarizer.models.brief import Brief
    from summarizer.models.changes import Changes
    from summarizer.models.document import Document
    from summarizer.models.evidence import Evidence
    from summarizer.models.reading import Reading
    from summarizer.rendering import render
    from summarizer.settings import Settings

_HOMES = {
    "Brief": "summarizer.models.brief",
    "Changes": "summarizer.models.changes",
    "Document": "summarizer.models.document",
    "Evidence": "summarizer.models.evidence",
    "Reading": "summarizer.models.reading",
    "Settings": "summarizer.settings",
    "SummarizerError": "summarizer.errors",
    "asummarize": "summarizer.api",
    "diff": "summarizer.changes",
    "from_text": "summarizer.loading",
    "group": "summarizer.mixed",
    "load": "summarizer.loading",
    "load_all": "summarizer.loading",
    "load_url": "summarizer.loading",
    "render": "summarizer.rendering",
    "summarize": "summarizer.api",
    "summarize_each": "summarizer.api",
}

__all__ = [
    "Brief",
    "Changes",
    "Document",
    "Evidence",
    "Reading",
    "Settings",
    "SummarizerError",
    "asummarize",
    "diff",
    "from_text",
    "group",
    "load",
    "load_all",
    "load_url",
    "render",
    "summarize",
    "summarize_each",
]


def __getattr__(name: str) -> object:
    # Imported on first use: `summarizer --help` must not pay for pydantic.
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
