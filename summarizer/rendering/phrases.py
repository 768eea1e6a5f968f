"""Phrases of the page: when, who told whom, words as quoted, a source with its date and fingerprint.

They are text without markup; `Run`s where a part of the phrase has a style of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.fusion.wording import place_words, spoken_date
from summarizer.rendering.blocks import Line, Run
from summarizer.rendering.escape import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.models.brief import (
        Brief,
        Claimed,
        Location,
        MeetingDate,
        MeetingSummary,
        OtherMeeting,
        PersonOrDelegation,
        Side,
        Source,
    )
    from summarizer.models.evidence import Attribution, Evidence
    from summarizer.rendering.words import Words


def spaced(*lines: Line) -> Line:
    """Lines joined to one by spaces; empty ones leave no space."""
    return joined(lines, " ")


def joined(lines: Iterable[Line], by: str) -> Line:
    """Lines joined to one by `by`; empty ones leave nothing."""
    runs: list[Run] = []
    for line in lines:
        if line:
            runs += [Run(by), *line] if runs else line
    return tuple(runs)


def said(words: str) -> Line:
    """Words in plain style; nothing where there are none."""
    words = plain(words)
    return (Run(words),) if words else ()


def when(date: MeetingDate, words: Words) -> Line:
    """The date and the words it rests on; words of a source that the page does not quote are in italics."""
    phrases = words.phrases
    surface = Run(plain(date.surface or ""), "emphasis")
    if date.value is None:
        unknown = said(phrases.not_established)
        return (*unknown, Run(" ("), surface, Run(f" {phrases.unresolved})")) if date.surface else unknown
    value = said(spoken_date(date.value))
    if date.anchor:
        counted = phrases.counted_from.format(
            date=spoken_date(date.anchor.date.isoformat()), doc=date.anchor.doc
        )
        return (*value, Run(" ("), surface, Run(f", {counted})"))
    return (*value, Run(f" ({phrases.as_printed})"))


def what(meeting: MeetingSummary, words: Words) -> str:
    """`talks, held, described as high-level, on quotas`."""
    parts = [
        words.terms.meeting_kind[meeting.kind],
        words.terms.meeting_status[meeting.status] if meeting.status else "",
        words.phrases.described_as.format(level=meeting.level) if meeting.level else "",
        meeting.purpose or "",
    ]
    return ", ".join(part for part in parts if part)


def other_meeting(meeting: OtherMeeting, words: Words) -> str:
    """`call, planned, Iceland and Norway, on Friday`."""
    parts = [
        words.terms.meeting_kind[meeting.kind],
        words.terms.meeting_status[meeting.status],
        words.listed(meeting.parties),
        meeting.when or "",
        meeting.where or "",
    ]
    return ", ".join(part for part in parts if part)


def where(location: Location, words: Words) -> str:
    """`Baku, Azerbaijan (Gulustan Palace)`."""
    venue = f" ({location.venue})" if location.venue else ""
    return (place_words(location) or words.phrases.not_established) + venue


def person(person: PersonOrDelegation, words: Words) -> str:
    """`Sigrun Valdsdottir, head (Fisheries Minister)`."""
    part = "" if person.role in {"member", "unknown"} else f", {words.terms.role[person.role]}"
    announced = f", {words.terms.basis['announced']}" if person.basis == "announced" else ""
    titles = f" ({'; '.join(fullest(person.titles))})" if person.titles else ""
    name = person.name or words.phrases.unnamed.format(descriptor=person.descriptor)
    return f"{name}{part}{announced}{titles}"


def fullest(titles: Sequence[str]) -> list[str]:
    """The titles without those that another one contains: `Vice Minister` beside `Second Vice Minister`."""
    folded = [title.casefold() for title in titles]
    return [
        title
        for title, words in zip(titles, folded, strict=True)
        if not any(words != other and words in other for other in folded)
    ]


def chain(attribution: Attribution, words: Words) -> str:
    """Who told whom: `An Israeli political source, anonymous → Times of Israel → Shafaq News`."""
    if attribution.speaker:
        title = attribution.descriptor
        extra = f", {title}" if title and attribution.speaker not in title else ""
        first = title if title and attribution.speaker in title else f"{attribution.speaker}{extra}"
    else:
        first = attribution.descriptor or words.phrases.no_source
    if attribution.record != "named" and (attribution.speaker or attribution.descriptor):
        first = f"{first}, {words.terms.record[attribution.record]}"
    outlet = [attribution.outlet] if attribution.outlet else []
    quoted_hedges = ", ".join(f"“{hedge}”" for hedge in attribution.hedges)
    hedges = f", {words.phrases.hedged_by.format(hedges=quoted_hedges)}" if attribution.hedges else ""
    return " → ".join([first, *attribution.via, *outlet]) + hedges


def chains(claim: Claimed, words: Words) -> str:
    """Every way the words reached the reader, once each."""
    return "; ".join(dict.fromkeys(chain(attribution, words) for attribution in claim.attribution))


def target(claim: Claimed) -> str:
    """` → Norway`, or nothing where the words are addressed to nobody."""
    return f" → {claim.target}" if claim.target else ""


def quoted(evidence: Evidence) -> str:
    """The words; between quotation marks only where the source prints them so."""
    exact = evidence.exact.strip()
    return f"“{exact}”" if evidence.form == "direct" else exact


def told_by(side: Side) -> str:
    """What a document says: its own words as quoted where the value is words of it."""
    return next((quoted(e) for e in side.evidence if e.exact == side.value), side.value)


def source(document: Source, words: Words) -> Line:
    """`Reykjavik Ledger, 12 March 2031, Iceland draws line …, a.txt (SHA-256 0123456789ab…)`."""
    published = (
        spoken_date(document.published.isoformat())
        if document.published
        else words.phrases.date_not_established
    )
    copied = words.phrases.copies.format(doc=document.copy_of) if document.copy_of else ""
    parts: list[Line] = [
        said(document.outlet or words.phrases.outlet_not_stated),
        said(published),
        tuple(Run(run.words, "emphasis") for run in said(document.title or "")),
        said(document.path or ""),
        tuple(Run(run.words, "strong") for run in said(copied)),
    ]
    return (*joined(parts, ", "), Run(f" (SHA-256 {document.sha256[:12]}…)"))


def read_by(brief: Brief, words: Words) -> str:
    """Which engines or models read the sources, and with which version of this package."""
    engines = list(dict.fromkeys(usage.model or usage.engine for usage in brief.provenance.readings))
    return words.phrases.read_by.format(engines=words.listed(engines), version=brief.provenance.version)
