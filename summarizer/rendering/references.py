"""Numbered references: every piece of evidence of a brief gets one label, such as A2, in order of its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Protocol

    from summarizer.models.brief import Brief
    from summarizer.models.document import Document
    from summarizer.models.evidence import Evidence

    class Proven(Protocol):
        """Anything with evidence."""

        @property
        def evidence(self) -> tuple[Evidence, ...]: ...


def all_evidence(brief: Brief) -> Iterable[Evidence]:
    """Every piece of evidence that the brief cites, repetitions included; uncited quotations are not among them."""
    for sentence in brief.bottom_line:
        yield from sentence.evidence
    yield from brief.meeting.evidence
    yield from brief.date.evidence
    yield from brief.location.evidence
    yield from _of(brief.participants)
    yield from _of(brief.confirmations)
    yield from _of(brief.red_lines)
    yield from _of(brief.positions)
    yield from _of(brief.outcomes)
    yield from _of(brief.other_meetings)
    yield from _of(brief.background)
    for disagreement in brief.disagreements:
        for side in disagreement.sides:
            yield from side.evidence


def _of(claims: Iterable[Proven]) -> Iterator[Evidence]:
    for claim in claims:
        yield from claim.evidence


def misplaced(brief: Brief, documents: Iterable[Document]) -> tuple[Evidence, ...]:
    """Evidence whose words do not stand where it says in the documents given; of other documents nothing is said."""
    texts = {document.id: document.text for document in documents}
    cited = {(e.doc, e.start, e.exact): e for e in (*all_evidence(brief), *brief.coverage.uncited)}
    return tuple(e for e in cited.values() if e.doc in texts and texts[e.doc][e.start : e.end] != e.exact)


class References:
    """Labels of a brief's evidence: the document's id and a number, counted by offset within the document.

    A colon parts them where the id ends in no letter: the first of document A2 is A2:1, and A21 the
    twenty-first of document A.

    Two pieces of evidence that are the same words at the same place share a label.
    """

    def __init__(self, brief: Brief) -> None:
        places = sorted({(e.doc, e.start, e.end): e for e in all_evidence(brief)}.items())
        self._labels: dict[tuple[str, int, int], str] = {}
        self.by_document: dict[str, list[tuple[str, Evidence]]] = {d.id: [] for d in brief.documents}
        for place, evidence in places:
            listed = self.by_document[evidence.doc]
            parted = "" if evidence.doc[-1].isalpha() else ":"
            label = f"{evidence.doc}{parted}{len(listed) + 1}"
            self._labels[place] = label
            listed.append((label, evidence))

    def label(self, evidence: Evidence) -> str:
        """The label of one piece of evidence."""
        return self._labels[evidence.doc, evidence.start, evidence.end]

    def labels(self, evidence: Iterable[Evidence]) -> list[str]:
        """The labels of several pieces of evidence, once each, in the order given."""
        return list(dict.fromkeys(self.label(e) for e in evidence))
