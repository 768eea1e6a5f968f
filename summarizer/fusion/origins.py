"""Origins: documents that print most of each other's words are one source, however many outlets carry it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarizer.models.document import Document

RUN = 8
"""Words in a row that two writers hardly choose alike."""
MOST = 0.5
"""Copied wire shares more than half of the shorter article's runs; two reports of one briefing a few quotations."""
MIN_RUNS = 20
"""Fewer runs in common may be one quotation in two short reports."""
_WORD = re.compile(r"\w+")


def origins(documents: Sequence[Document]) -> Mapping[str, str]:
    """For each document's id, the id of the first document, in the order given, whose words it prints; else its own.

    Time grows with the words of the documents, and with their copies.
    """
    if len(documents) < 2:
        return {document.id: document.id for document in documents}
    runs = {document.id: _runs(document) for document in documents}
    carriers: dict[str, list[str]] = {}
    origin: dict[str, str] = {}
    for doc, own in runs.items():
        shared = Counter(other for run in own for other in carriers.get(run, ()))
        copied = [
            other
            for other in sorted(shared, key=list(runs).index)
            if shared[other] >= MIN_RUNS and shared[other] > MOST * min(len(own), len(runs[other]))
        ]
        origin[doc] = origin[copied[0]] if copied else doc
        for run in own:
            carriers.setdefault(run, []).append(doc)
    return origin


def _runs(document: Document) -> frozenset[str]:
    """Every eight words in a row of the article's body, in lower case."""
    body = " ".join(document.text[s.start : s.end] for s in document.sections if s.kind == "body")
    words = [match.group().casefold() for match in _WORD.finditer(body)]
    return frozenset(" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))
