"""A verified reading: the claims of a reading whose quotes stand in the document, each with its evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

# Not for type checkers alone: a corpus run writes verified readings into its records, by pydantic (models/record.py).
from summarizer.models.document import Document
from summarizer.models.evidence import Evidence
from summarizer.models.provenance import Usage
from summarizer.models.reading import (
    Confirmation,
    Meeting,
    Mention,
    Outcome,
    Participant,
    Position,
    Reading,
    RedLine,
)

C = TypeVar("C", covariant=True)


@dataclass(frozen=True, slots=True)
class EngineResult:
    """What an engine returns for one document: the reading, and what it took."""

    reading: Reading
    usage: Usage


@dataclass(frozen=True, slots=True)
class Grounded(Generic[C]):
    """A claim with the evidence that its quotes were found to be."""

    claim: C
    evidence: tuple[Evidence, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedQuote:
    """A quote that does not stand in the document, or may not be cited, and why."""

    quote: str
    reason: str
    claim: str
    """Kind of the claim that gave it: red_line, position …"""


@dataclass(frozen=True, slots=True)
class VerifiedReading:
    """What one document says, as far as its own words prove it."""

    document: Document
    usage: Usage
    meetings: tuple[Grounded[Meeting], ...]
    participants: tuple[Grounded[Participant], ...]
    confirmations: tuple[Grounded[Confirmation], ...]
    red_lines: tuple[Grounded[RedLine], ...]
    positions: tuple[Grounded[Position], ...]
    outcomes: tuple[Grounded[Outcome], ...]
    mentioned: tuple[Mention, ...]
    refused: tuple[RefusedQuote, ...]
    dropped: tuple[tuple[str, str], ...]
    """Claims without any standing quote: (kind of claim, reason)."""

    def renamed(self, doc: str) -> VerifiedReading:
        """The reading of the same document under another id."""
        return replace(
            self,
            document=self.document.model_copy(update={"id": doc}),
            usage=self.usage.model_copy(update={"doc": doc}),
            meetings=_renamed(self.meetings, doc),
            participants=_renamed(self.participants, doc),
            confirmations=_renamed(self.confirmations, doc),
            red_lines=_renamed(self.red_lines, doc),
            positions=_renamed(self.positions, doc),
            outcomes=_renamed(self.outcomes, doc),
        )


def _renamed(claims: tuple[Grounded[C], ...], doc: str) -> tuple[Grounded[C], ...]:
    return tuple(
        replace(claim, evidence=tuple(e.model_copy(update={"doc": doc}) for e in claim.evidence))
        for claim in claims
    )
