"""W3C Web Annotations (Recommendation of 23 February 2017): one annotation for each piece of evidence.

The target is the stored text of a document, named by its SHA-256, because the offsets count in that text and
in no other copy of the article; position and quote selectors point at the same words. Bodies are the claims
that the words prove.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from summarizer.rendering.escape import inert_json, plain
from summarizer.rendering.exports.claims import Claim, claims, document_urn, urn, web_address
from summarizer.rendering.references import References

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.models.brief import Brief, Source
    from summarizer.models.document import Document
    from summarizer.models.evidence import Evidence
    from summarizer.rendering.words import Words

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def web_annotations(briefs: Sequence[Brief], *, words: Words, documents: Sequence[Document]) -> str:  # noqa: ARG001
    """One collection with one page in it."""
    items = [item for brief in briefs for item in _items(brief, words)]
    labels = [plain(brief.title) for brief in briefs]
    address = f"{urn(briefs[0])}#annotations"
    collection: dict[str, Any] = {
        "@context": CONTEXT,
        "id": address,
        "type": "AnnotationCollection",
        "label": labels[0] if len(labels) == 1 else labels,
        "total": len(items),
    }
    if items:  # a page holds one annotation at least
        page = {"id": f"{urn(briefs[0])}#page", "type": "AnnotationPage", "partOf": address, "startIndex": 0}
        collection |= {"first": page | {"items": items}, "last": page["id"]}
    return inert_json(json.dumps(collection, indent=2, ensure_ascii=False)) + "\n"


def _items(brief: Brief, words: Words) -> Iterator[dict[str, Any]]:
    refs = References(brief)
    proven: dict[str, dict[str, Claim]] = {}
    for claim in claims(brief, words):
        for evidence in claim.evidence:
            found = proven.setdefault(refs.label(evidence), {})
            if claim.id[0] != "S" or not found:  # the bottom line repeats what other claims say
                found[claim.id] = claim
    generator = {"type": "Software", "name": f"summarizer {brief.provenance.version}"}
    for document in brief.documents:
        for label, evidence in refs.by_document[document.id]:
            yield {
                "id": f"{urn(brief)}#evidence-{label}",
                "type": "Annotation",
                "motivation": "describing",
                "generator": generator,
                "body": [body for claim in proven[label].values() for body in _bodies(brief, claim, words)],
                "target": {"source": _source(document), "selector": _selectors(evidence)},
            }


def _bodies(brief: Brief, claim: Claim, words: Words) -> Iterator[dict[str, str]]:
    """The claim as text, and its kind as a tag."""
    yield {
        "id": f"{urn(brief)}#{claim.id}",
        "type": "TextualBody",
        "purpose": "describing",
        "format": "text/plain",
        "language": "en",
        "value": plain(claim.told(words)),
    }
    yield {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": claim.kind}


def _source(document: Source) -> dict[str, str]:
    told = {
        "dc:title": document.title,
        "dc:publisher": document.outlet,
        "dc:date": document.published.isoformat() if document.published else None,
    }
    source = {"id": document_urn(document.sha256), "type": "Text", "format": "text/plain"}
    source |= {key: plain(value) for key, value in told.items() if value}
    address = web_address(document.path)
    return source | ({"schema:url": address} if address else {})


def _selectors(evidence: Evidence) -> list[dict[str, str | int]]:
    return [
        {"type": "TextPositionSelector", "start": evidence.start, "end": evidence.end},
        {
            "type": "TextQuoteSelector",
            "exact": evidence.exact,
            "prefix": evidence.prefix,
            "suffix": evidence.suffix,
        },
    ]
