"""Coverage: which quotations of the sources the brief uses, and which it leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.engines.rules.quotations import find_quotations
from summarizer.grounding.words import Layout
from summarizer.models.brief import Coverage
from summarizer.models.document import CITABLE, reported

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.models.document import Document
    from summarizer.models.evidence import Evidence

MIN_WORDS = 4
"""Shorter stretches between marks are terms and titles rather than speech."""


def cover(documents: Sequence[Document], cited: Iterable[Evidence]) -> Coverage:
    """Quotations of at least four words in citable sections; one counts as cited where a claim cites half of it."""
    used: dict[str, list[tuple[int, int]]] = {}
    for item in cited:
        used.setdefault(item.doc, []).append((item.start, item.end))
    found = 0
    uncited: list[Evidence] = []
    for document in documents:
        layout = Layout(document)
        own = used.get(document.id, [])
        for quotation in find_quotations(reported(document)):
            start, end = quotation.start, quotation.end
            if end - start == 0 or len(document.text[start:end].split()) < MIN_WORDS:
                continue
            if layout.at(start).kind not in CITABLE:
                continue
            found += 1
            if not any(2 * (min(end, e) - max(start, s)) >= end - start for s, e in own):
                uncited.append(layout.evidence(start, end))
    return Coverage(quotations=found, cited=found - len(uncited), uncited=tuple(uncited))
