"""schema.org JSON-LD: the meeting as an Event, words between quotation marks as Quotations, the rest as Claims.

Nothing is said that the brief does not say: no time of day, no attendee whose attendance is only announced, no
name for a speaker who has none, and a Quotation only of words that the source prints between quotation marks.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from summarizer.rendering.escape import inert_json, plain
from summarizer.rendering.exports.claims import (
    Claim,
    claims,
    document_urn,
    on_whose_word,
    statements,
    urn,
    web_address,
)
from summarizer.rendering.phrases import chain, fullest, what

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summarizer.models.brief import Brief, Location, MeetingDate, PersonOrDelegation, Source
    from summarizer.models.document import Document
    from summarizer.models.evidence import Attribution, Evidence
    from summarizer.rendering.words import Words

    Node = dict[str, Any]

CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    "eventStatus": {"@type": "@id"},
    "url": {"@type": "@id"},
}
"""Inline, so that nobody who reads the file needs the network."""

_STATUS = {
    "held": "https://schema.org/EventScheduled",
    "planned": "https://schema.org/EventScheduled",
    "ongoing": "https://schema.org/EventScheduled",
    "cancelled": "https://schema.org/EventCancelled",
}
_MARKS = "“”„‟\"«»‹›‘’'`「」『』 \t\n"


def jsonld(briefs: Sequence[Brief], *, words: Words, documents: Sequence[Document]) -> str:  # noqa: ARG001
    """One graph with the nodes of all briefs; their addresses keep them apart."""
    graph = [node for brief in briefs for node in _nodes(brief, words)]
    text = json.dumps({"@context": CONTEXT, "@graph": graph}, indent=2, ensure_ascii=False)
    return inert_json(text) + "\n"


def _nodes(brief: Brief, words: Words) -> Iterator[Node]:
    met = brief.meeting.kind not in {"none", "statement"} and brief.meeting.status != "denied"
    quotations = list(_quotations(brief, words))
    told = list(_claims(brief, words))
    report: Node = {
        "@id": urn(brief),
        "@type": "Report",
        "name": plain(brief.title),
        "abstract": plain(" ".join(sentence.text for sentence in brief.bottom_line)),
        "inLanguage": "en",
        "isBasedOn": [{"@id": document_urn(document.sha256)} for document in brief.documents],
        "hasPart": [{"@id": node["@id"]} for node in told],
        "citation": [{"@id": node["@id"]} for node in quotations],
    }
    yield _known(report | ({"about": {"@id": f"{urn(brief)}#meeting"}} if met else {}))
    if met:
        yield _event(brief, words)
    yield from (_article(brief, document) for document in brief.documents)
    yield from told
    yield from quotations


def _event(brief: Brief, words: Words) -> Node:
    present = [p for p in brief.participants if p.basis == "attended" or brief.meeting.status == "planned"]
    event: Node = {
        "@id": f"{urn(brief)}#meeting",
        "@type": "Event",
        "name": plain(brief.title),
        "description": plain(what(brief.meeting, words)),
        **_dates(brief.date),
        "location": _place(brief.location),
        "eventStatus": _STATUS.get(brief.meeting.status or ""),
        "organizer": [_participant(p) for p in present if p.role == "host"],
        "attendee": [_participant(p) for p in present if p.role != "host"],
        "subjectOf": {"@id": urn(brief)},
    }
    return _known(event)


def _dates(date: MeetingDate) -> dict[str, str]:
    """Days only: a week, month or year in which the meeting lies is not how long it took."""
    if date.value is None or date.precision != "day":
        return {}
    start, _, end = date.value.partition("/")
    return {"startDate": start} | ({"endDate": end} if end else {})


def _place(location: Location) -> Node | None:
    address = _known(
        {
            "@type": "PostalAddress",
            "addressLocality": plain(location.locality or ""),
            "addressRegion": location.subdivision,
            "addressCountry": location.country,
        }
    )
    name = location.venue or location.locality or location.country_name
    return {"@type": "Place", "name": plain(name), "address": address} if name else None


def _participant(person: PersonOrDelegation) -> Node:
    side = {"@type": "Organization", "name": plain(person.side)} if person.side else None
    if person.name:
        titles = [plain(title) for title in fullest(person.titles)]
        named = {"@type": "Person", "name": plain(person.name), "jobTitle": titles, "affiliation": side}
        return _known(named)
    described = {"@type": "Organization", "description": plain(person.descriptor or "")}
    return _known(described | {"parentOrganization": side})


def _article(brief: Brief, document: Source) -> Node:
    origin = next((d for d in brief.documents if d.id == document.copy_of), None)
    return _known(
        {
            "@id": document_urn(document.sha256),
            "@type": "Article",
            "headline": plain(document.title or ""),
            "datePublished": document.published.isoformat() if document.published else None,
            "publisher": _organization(document.outlet),
            "url": web_address(document.path),
            "isBasedOn": {"@id": document_urn(origin.sha256)} if origin else None,
        }
    )


def _claims(brief: Brief, words: Words) -> Iterator[Node]:
    """Red lines, positions, outcomes and background: in the words of the brief, which are nobody's."""
    hashes = {document.id: document.sha256 for document in brief.documents}
    told = {words.kinds.outcome, words.kinds.background}
    for claim in claims(brief, words):
        if claim.stated or claim.kind in told:
            yield _known(
                {
                    "@id": f"{urn(brief)}#{claim.id}",
                    "@type": "Claim",
                    "genre": claim.kind,
                    "text": plain(claim.text),
                    "creditText": plain(on_whose_word(claim.stated, words)) if claim.stated else None,
                    "about": _organization(claim.stated.holder) if claim.stated else None,
                    "appearance": _addresses(document_urn(hashes[e.doc]) for e in claim.evidence),
                    "citation": _addresses(
                        _quotation(hashes[e.doc], e)
                        for e in claim.evidence
                        if claim.stated and e.form == "direct"
                    ),
                }
            )


def _addresses(addresses: Iterable[str]) -> list[Node]:
    return [{"@id": address} for address in dict.fromkeys(addresses)]


def _quotation(sha256: str, evidence: Evidence) -> str:
    """Address of a stretch of text, with a fragment as RFC 5147 has it for plain text."""
    return f"{document_urn(sha256)}#char={evidence.start},{evidence.end}"


def _quotations(brief: Brief, words: Words) -> Iterator[Node]:
    """Words that statements cite and that their source prints between quotation marks."""
    documents = {document.id: document for document in brief.documents}
    quoted: dict[tuple[str, int, int], tuple[Evidence, list[Claim]]] = {}
    for claim in statements(brief, words):
        for evidence in claim.evidence:
            if evidence.form == "direct":
                place = (evidence.doc, evidence.start, evidence.end)
                quoted.setdefault(place, (evidence, []))[1].append(claim)
    for _, (evidence, cited_by) in sorted(quoted.items()):
        sha256 = documents[evidence.doc].sha256
        speakers = _speakers(documents[evidence.doc], cited_by)
        only = speakers[0] if len(speakers) == 1 else None
        yield _known(
            {
                "@id": _quotation(sha256, evidence),
                "@type": "Quotation",
                "text": plain(evidence.exact).strip(_MARKS),
                "spokenByCharacter": _speaker(only) if only else None,
                "creditText": plain("; ".join(chain(speaker, words) for speaker in speakers)),
                "isPartOf": {"@id": document_urn(sha256)},
            }
        )


def _speakers(document: Source, cited_by: Iterable[Claim]) -> list[Attribution]:
    """The attributions that reached the reader through this document: those of its outlet, else those that name none."""
    all_of_them = dict.fromkeys(a for claim in cited_by if claim.stated for a in claim.stated.attribution)
    own = [a for a in all_of_them if a.outlet == document.outlet]
    return own or [a for a in all_of_them if a.outlet is None]


def _speaker(attribution: Attribution) -> Node | None:
    """A person with a name, or an institution that speaks as such; nobody for anonymous or unattributed words."""
    if attribution.record != "named":
        return None
    if attribution.speaker:
        title = plain(attribution.descriptor or "")
        return _known({"@type": "Person", "name": plain(attribution.speaker), "jobTitle": title})
    return _organization(attribution.descriptor)


def _organization(name: str | None) -> Node | None:
    return {"@type": "Organization", "name": plain(name)} if name else None


def _known(node: Node) -> Node:
    """The node without what is not known."""
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}
