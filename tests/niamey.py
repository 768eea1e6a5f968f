"""Invented talks of Chad and Nigeria in Niamey, with whatever a test has a reading claim of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summarizer.grounding import ground
from summarizer.loading import from_text
from summarizer.models.provenance import Usage
from summarizer.models.reading import Meeting, Reading
from summarizer.models.verified import EngineResult

if TYPE_CHECKING:
    from datetime import date

    from summarizer.models.verified import VerifiedReading

PARTIES = ("Chad", "Nigeria")


def verified(
    doc: str,
    text: str,
    *,
    met: str,
    parties: tuple[str, ...] = PARTIES,
    when: str | None = None,
    outlet: str | None = None,
    published: date | None = None,
    **claims: Any,
) -> VerifiedReading:
    """A reading of `met`, which tells of the talks, and a text below it; `claims` are lists of a `Reading`."""
    document = from_text(f"{met}\n\n{text}", id=doc, outlet=outlet, published=published)
    meeting = Meeting(
        quotes=(met,),
        kind="talks",
        status="held",
        level=None,
        purpose=None,
        parties=parties,
        when=when,
        where="Niamey",
        venue=None,
    )
    empty: dict[str, object] = dict.fromkeys(Reading.model_fields, ())
    reading = Reading.model_validate({**empty, "meetings": (meeting,), **claims})
    return ground(document, EngineResult(reading, Usage(doc=doc, engine="made")))
