"""What proves a claim: the exact words and where they stand, and the chain of people who passed them on.

The selectors carry the names of the W3C Web Annotation model (TextPositionSelector, TextQuoteSelector).
"""

from __future__ import annotations

from pydantic import model_validator

from summarizer.models.base import Model, QuoteForm, Record
from summarizer.models.document import SectionKind


class Evidence(Model):
    """Words of one document, with their place: `document.text[start:end] == exact`."""

    doc: str
    """Id of the document."""
    exact: str
    """The words, verbatim."""
    start: int
    """Offset of the first character, in Unicode code points."""
    end: int
    """Offset behind the last character, in Unicode code points."""
    prefix: str
    """Up to 32 characters of the same section that stand before the words."""
    suffix: str
    """Up to 32 characters of the same section that stand behind the words."""
    section: SectionKind
    """The kind of matter the words stand in."""
    form: QuoteForm
    """direct: inside quotation marks; mixed: partly; indirect: the reporter's wording."""

    @model_validator(mode="after")
    def _check(self) -> Evidence:
        if not self.exact or self.end - self.start != len(self.exact):
            raise ValueError(f"evidence in {self.doc}: {self.start}..{self.end} does not fit its words")
        return self


class Attribution(Model):
    """Who uttered the words, on what record, and through whom they reached the reader."""

    speaker: str | None
    """Name of the person who spoke; null for an institution, an anonymous source or nobody named."""
    descriptor: str | None
    """The article's words for the speaker: title, office or source, verbatim."""
    record: Record
    """named: a person or institution speaking as such; anonymous: officials, a source; else unattributed."""
    via: tuple[str, ...] = ()
    """Media that the words passed through, as the article names them, nearest to the speaker first."""
    outlet: str | None = None
    """The outlet whose article carries the words."""
    hedges: tuple[str, ...] = ()
    """The reporter's hedges, verbatim: reportedly, alleged."""

    @model_validator(mode="after")
    def _check(self) -> Attribution:
        if self.record != "named" and self.speaker:
            raise ValueError(f"{self.record} words have no named speaker: {self.speaker}")
        return self
