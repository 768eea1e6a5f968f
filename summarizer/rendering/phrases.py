"""Phrases of the page: when, who told whom, words as quoted, a source with its date and fingerprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.fusion.wording import spoken_date
from summarizer.rendering.escape import markdown_text as text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.models.brief import Claimed, Credibility, MeetingDate, Source
    from summarizer.models.evidence import Attribution, Evidence

CREDIBILITY: dict[Credibility, str] = {
    1: "both sides on record",
    2: "one side on record",
    3: "anonymous only",
    4: "contradicted by a better-recorded statement",
    5: "under review",
    6: "unattributed",
}


def when(date: MeetingDate) -> str:
    """The date and the words it rests on, as markdown; words of a source that it does not quote are in italics."""
    if date.value is None:
        return (
            f"not established (*{text(date.surface)}* cannot be resolved)"
            if date.surface
            else "not established"
        )
    words = text(spoken_date(date.value))
    if date.anchor:
        anchor = text(spoken_date(date.anchor.date.isoformat()))
        return f"{words} (*{text(date.surface or '')}*, counted from {anchor}, the date of document {date.anchor.doc})"
    return f"{words} (as printed)"


def fullest(titles: Sequence[str]) -> list[str]:
    """The titles without those that another one contains: `Vice Minister` beside `Second Vice Minister`."""
    folded = [title.casefold() for title in titles]
    return [
        title
        for title, words in zip(titles, folded, strict=True)
        if not any(words != other and words in other for other in folded)
    ]


def chain(attribution: Attribution) -> str:
    """Who told whom: `An Israeli political source, anonymous → Times of Israel → Shafaq News`."""
    if attribution.speaker:
        title = attribution.descriptor
        extra = f", {title}" if title and attribution.speaker not in title else ""
        first = title if title and attribution.speaker in title else f"{attribution.speaker}{extra}"
    else:
        first = attribution.descriptor or "no source named"
    if attribution.record != "named" and (attribution.speaker or attribution.descriptor):
        first = f"{first}, {attribution.record}"
    hedges = f", hedged by “{'”, “'.join(attribution.hedges)}”" if attribution.hedges else ""
    return (
        " → ".join([first, *attribution.via, *([attribution.outlet] if attribution.outlet else [])]) + hedges
    )


def chains(claim: Claimed) -> str:
    return "; ".join(dict.fromkeys(chain(a) for a in claim.attribution))


def quoted(evidence: Evidence) -> str:
    """The words; between quotation marks only where the source prints them so."""
    words = evidence.exact.strip()
    return f"“{words}”" if evidence.form == "direct" else words


def source(document: Source) -> str:
    published = (
        spoken_date(document.published.isoformat())
        if document.published
        else "publication date not established"
    )
    parts = [text(document.outlet or "outlet not stated"), text(published)]
    if document.title:
        parts.append(f"*{text(document.title)}*")
    if document.path:
        parts.append(text(document.path))
    if document.copy_of:
        parts.append(f"**copies {document.copy_of}: one origin**")
    return ", ".join(parts) + f" (SHA-256 {document.sha256[:12]}…)"
