"""IPTC ninjs 3.2: the brief as a news object for editorial systems, with its page of markdown as body.

ninjs knows a date without a time of day for events alone, and a brief knows no times of day. So the meeting is an
associated object of type event, with its day, and the day a source was published stands in that source's note.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from summarizer.fusion.wording import place_words
from summarizer.rendering.escape import inert_json, plain
from summarizer.rendering.exports.claims import document_urn, urn
from summarizer.rendering.markdown import markdown
from summarizer.rendering.phrases import source, what

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.models.brief import Brief, Source
    from summarizer.models.document import Document
    from summarizer.rendering.words import Words

    Node = dict[str, Any]

VERSION = "3.2"
_STANDARD = {
    "name": "ninjs",
    "version": VERSION,
    "schema": f"http://www.iptc.org/std/ninjs/ninjs-schema_{VERSION}.json",
}
_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_COUNTRIES = "http://cvx.iptc.org/iso3166-1a2/"


def ninjs(briefs: Sequence[Brief], *, words: Words, documents: Sequence[Document]) -> str:
    """One news object, or an array of several."""
    found = [_news_object(brief, words, documents) for brief in briefs]
    text = json.dumps(found[0] if len(found) == 1 else found, indent=2, ensure_ascii=False)
    return inert_json(text) + "\n"


def _news_object(brief: Brief, words: Words, documents: Sequence[Document]) -> Node:
    summary = plain(" ".join(sentence.text for sentence in brief.bottom_line))
    page = markdown((brief,), words=words, documents=documents)
    return _known(
        {
            "standard": _STANDARD,
            "uri": urn(brief),
            "type": "text",
            "profile": "diplomatic-brief",
            "language": "en",
            "title": plain(brief.title),
            "headlines": [{"role": "main", "contentType": "text/plain", "value": plain(brief.title)}],
            "descriptions": [{"role": "summary", "contentType": "text/plain", "value": summary}],
            "bodies": [{"role": "main", "contentType": "text/markdown", "value": page}],
            "people": list(_people(brief)),
            "organisations": list(_organisations(brief)),
            "places": list(_places(brief)),
            "infoSources": list(_publishers(brief)),
            "edNote": " ".join(map(plain, brief.warnings)),
            "digitalSourceType": _made_by(brief),
            "associations": [*_event(brief, words), *(_article(d, words) for d in brief.documents)],
        }
    )


def _made_by(brief: Brief) -> Node:
    """Whether rules alone or a trained model read the sources, in IPTC's terms."""
    model = any(usage.engine != "rules" for usage in brief.provenance.readings)
    code = "trainedAlgorithmicMedia" if model else "algorithmicMedia"
    return {"name": code, "uri": _SOURCE_TYPES + code}


def _people(brief: Brief) -> Iterator[Node]:
    """Persons with a name; an unnamed delegation is none."""
    for person in brief.participants:
        if person.name:
            rel = "participant" if person.basis == "attended" else "announced participant"
            yield {"name": plain(person.name), "rel": rel}
    for mention in brief.mentioned:
        yield {"name": plain(mention.name), "rel": "mentioned"}


def _organisations(brief: Brief) -> Iterator[Node]:
    """The sides of the meeting, and whoever is bound by a statement."""
    sides = dict.fromkeys(person.side for person in brief.participants if person.side)
    holders = dict.fromkeys(claim.holder for claim in (*brief.red_lines, *brief.positions))
    yield from ({"name": plain(side), "rel": "side"} for side in sides)
    yield from ({"name": plain(holder), "rel": "states"} for holder in holders if holder not in sides)


def _places(brief: Brief) -> Iterator[Node]:
    where = brief.location
    name = where.venue or where.locality or where.country_name
    if not name:
        return
    place: Node = {"name": plain(name), "rel": "location of the meeting"}
    address = _known(
        {
            "locality": plain(where.locality or ""),
            "area": where.subdivision,
            "country": where.country_name or where.country,
        }
    )
    if where.country and not (where.venue or where.locality or where.subdivision):
        place["uri"] = _COUNTRIES + where.country.lower()
    yield place | ({"contactInfo": [{"type": "physical", "address": address}]} if address else {})


def _publishers(brief: Brief) -> Iterator[Node]:
    for outlet in dict.fromkeys(document.outlet for document in brief.documents):
        if outlet:
            yield {"name": plain(outlet), "role": "publisher of a source"}


def _event(brief: Brief, words: Words) -> Iterator[Node]:
    """The meeting, where one is told of; a week, month or year in which it lies is no date that it starts on."""
    if brief.meeting.kind in {"none", "statement"} or brief.meeting.status == "denied":
        return
    start, _, end = (brief.date.value or "").partition("/")
    known = brief.date.precision == "day"
    dates = {"expectedStartDate": start} | ({"expectedEndDate": end} if end else {})
    yield _known(
        {
            "name": "meeting",
            "rel": "isAbout",
            "uri": f"{urn(brief)}#meeting",
            "type": "event",
            "title": plain(brief.title),
            "located": plain(place_words(brief.location) or ""),
            "descriptions": [{"contentType": "text/plain", "value": plain(what(brief.meeting, words))}],
            "eventDetails": {"dates": dates} if known else {},
        }
    )


def _article(document: Source, words: Words) -> Node:
    note = plain("".join(run.words for run in source(document, words)))
    title = plain(document.title or "")
    return _known(
        {
            "name": document.id,
            "rel": "isBasedOn",
            "uri": document_urn(document.sha256),
            "type": "text",
            "representationType": "partial",
            "title": title,
            "headlines": [{"role": "main", "contentType": "text/plain", "value": title}] if title else [],
            "infoSources": [{"name": plain(document.outlet), "role": "publisher"}] if document.outlet else [],
            "edNote": note,
        }
    )


def _known(node: Node) -> Node:
    """The node without what is not known."""
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}
