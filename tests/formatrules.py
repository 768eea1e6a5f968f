"""What the published formats ask of a file, in our own words: the rules that the exports are held to.

Sources: IPTC's ninjs 3.2 schema, the W3C Web Annotation Data Model (Recommendation of 23 February 2017) and the
definitions of schema.org. Only what the exports use is stated, and what is stated is closed: a name that is not
listed here is a fault.
"""

from __future__ import annotations

import re
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

Schema = dict[str, Any]

FORMATS = FormatChecker(formats=())
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x1f]+")


@FORMATS.checks("uri")
def _is_uri(value: object) -> bool:
    return not isinstance(value, str) or URI.fullmatch(value) is not None


def faults(value: object, schema: Schema) -> list[str]:
    """What of a value is against a schema; nothing where all is well."""
    found = Draft202012Validator(schema, format_checker=FORMATS).iter_errors(value)
    return [f"{error.json_path}: {error.message}" for error in found]


def _closed(properties: Schema, *required: str) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": list(required),
    }


def _some(items: Schema, least: int = 0) -> Schema:
    return {"type": "array", "items": items, "minItems": least}


TEXT: Schema = {"type": "string"}
ADDRESS: Schema = {"type": "string", "format": "uri"}
COUNT: Schema = {"type": "integer", "minimum": 0}

# ninjs 3.2 ------------------------------------------------------------------------------------------------

_DATE = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"  # with time of day where it is known
_DATES = {
    **_closed(
        {
            "expectedStartDate": {"type": "string", "pattern": _DATE},
            "expectedEndDate": {"type": "string", "pattern": _DATE},
        }
    ),
    "minProperties": 1,
}
_CONTACT = {  # either a value or an address
    **_closed(
        {
            "type": TEXT,
            "address": _closed({"lines": _some(TEXT), "locality": TEXT, "area": TEXT, "country": TEXT}),
        },
        "address",
    )
}
_CONTENT = _closed({"role": TEXT, "contentType": TEXT, "value": TEXT}, "value")
_CODED = {"name": TEXT, "uri": ADDRESS, "literal": TEXT}
_NEWS_TYPES = [
    "text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning",
]  # fmt: skip
_NEWS: Schema = {
    "uri": ADDRESS,
    "type": {"enum": _NEWS_TYPES},
    "representationType": {"enum": ["full", "partial"]},
    "profile": TEXT,
    "language": TEXT,
    "title": TEXT,
    "edNote": TEXT,
    "located": TEXT,
    "headlines": _some(_CONTENT),
    "descriptions": _some(_CONTENT),
    "bodies": _some(_CONTENT),
    "people": _some(_closed({**_CODED, "rel": TEXT, "contactInfo": _some(_CONTACT)})),
    "organisations": _some(_closed({**_CODED, "rel": TEXT, "contactInfo": _some(_CONTACT)})),
    "places": _some(_closed({**_CODED, "rel": TEXT, "contactInfo": _some(_CONTACT)})),
    "infoSources": _some(_closed({**_CODED, "role": TEXT, "contactInfo": _some(_CONTACT)})),
    "eventDetails": _closed({"eventStatus": ADDRESS, "dates": _DATES}),
    "digitalSourceType": _closed(_CODED),
    "standard": _closed({"name": TEXT, "version": TEXT, "schema": ADDRESS}),
}
_ASSOCIATED = _closed({**_NEWS, "name": TEXT, "rel": TEXT}, "uri", "name")
NINJS = _closed({**_NEWS, "associations": _some(_ASSOCIATED)}, "uri")

# Web annotations ------------------------------------------------------------------------------------------

_BODY = _closed(
    {
        "id": ADDRESS,
        "type": {"const": "TextualBody"},
        "purpose": {"enum": ["describing", "tagging"]},
        "format": {"const": "text/plain"},
        "language": {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]+)*$"},
        "value": TEXT,
    },
    "type",
    "value",
)
_POSITION = _closed(
    {"type": {"const": "TextPositionSelector"}, "start": COUNT, "end": COUNT}, "type", "start", "end"
)
_QUOTE = _closed(
    {"type": {"const": "TextQuoteSelector"}, "exact": TEXT, "prefix": TEXT, "suffix": TEXT}, "type", "exact"
)
_SOURCE = _closed(
    {
        "id": ADDRESS,
        "type": {"const": "Text"},
        "format": {"const": "text/plain"},
        "dc:title": TEXT,
        "dc:publisher": TEXT,
        "dc:date": TEXT,
        "schema:url": ADDRESS,
    },
    "id",
)
_ANNOTATION = _closed(
    {
        "id": ADDRESS,
        "type": {"const": "Annotation"},
        "motivation": {"const": "describing"},
        "generator": _closed({"type": {"const": "Software"}, "name": TEXT}),
        "body": _some(_BODY, 1),
        "target": _closed(
            {
                "source": _SOURCE,
                "selector": {"prefixItems": [_POSITION, _QUOTE], "items": False, "minItems": 2},
            },
            "source",
        ),
    },
    "id",
    "type",
    "target",
)
_PAGE = _closed(  # an embedded page has no context of its own, and never no annotation
    {
        "id": ADDRESS,
        "type": {"const": "AnnotationPage"},
        "partOf": ADDRESS,
        "startIndex": COUNT,
        "items": _some(_ANNOTATION, 1),
    },
    "id",
    "type",
    "items",
)
ANNOTATIONS: Schema = {
    **_closed(
        {
            "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
            "id": ADDRESS,
            "type": {"const": "AnnotationCollection"},
            "label": {"anyOf": [TEXT, _some(TEXT, 1)]},
            "total": COUNT,
            "first": _PAGE,
            "last": ADDRESS,
        },
        "@context",
        "id",
        "type",
    ),
    "if": {"properties": {"total": {"minimum": 1}}},
    "then": {"required": ["first"]},
    "else": {"not": {"required": ["first"]}},
}

_OA, _AS, _DC = (
    "http://www.w3.org/ns/oa#",
    "http://www.w3.org/ns/activitystreams#",
    "http://purl.org/dc/elements/1.1/",
)
ANNOTATION_TERMS: Schema = {
    "id": "@id",
    "type": "@type",
    "dc": _DC,
    "schema": "http://schema.org/",
    **{
        name: _OA + name
        for name in ("Annotation", "TextualBody", "TextPositionSelector", "TextQuoteSelector")
    },
    **{name: _OA + name for name in ("exact", "prefix", "suffix", "start", "end")},
    "AnnotationCollection": _AS + "OrderedCollection",
    "AnnotationPage": _AS + "OrderedCollectionPage",
    "Software": _AS + "Application",
    "Text": "http://purl.org/dc/dcmitype/Text",
    "describing": _OA + "describing",
    "tagging": _OA + "tagging",
    "body": {"@id": _OA + "hasBody", "@type": "@id"},
    "target": {"@id": _OA + "hasTarget", "@type": "@id"},
    "source": {"@id": _OA + "hasSource", "@type": "@id"},
    "selector": {"@id": _OA + "hasSelector", "@type": "@id"},
    "motivation": {"@id": _OA + "motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": _OA + "hasPurpose", "@type": "@vocab"},
    "generator": {"@id": _AS + "generator", "@type": "@id"},
    "first": {"@id": _AS + "first", "@type": "@id"},
    "last": {"@id": _AS + "last", "@type": "@id"},
    "partOf": {"@id": _AS + "partOf", "@type": "@id"},
    "items": {"@id": _AS + "items", "@type": "@id", "@container": "@list"},
    "startIndex": _AS + "startIndex",
    "total": _AS + "totalItems",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "name": "http://xmlns.com/foaf/0.1/name",
    "format": _DC + "format",
    "language": _DC + "language",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
}
"""What the terms of the annotation context stand for, so that no test fetches it."""

# schema.org -----------------------------------------------------------------------------------------------

TEXTUAL, DATE, IRI = "Text", "Date", "IRI"
_THING = {"name": {TEXTUAL}, "description": {TEXTUAL}, "subjectOf": {"CreativeWork", "Event"}, "url": {IRI}}
_CREATIVE_WORK = _THING | {
    "about": {"Thing"},
    "abstract": {TEXTUAL},
    "citation": {"CreativeWork"},
    "creditText": {TEXTUAL},
    "datePublished": {DATE},
    "genre": {TEXTUAL},
    "hasPart": {"CreativeWork"},
    "headline": {TEXTUAL},
    "inLanguage": {TEXTUAL},
    "isBasedOn": {"CreativeWork"},
    "isPartOf": {"CreativeWork"},
    "publisher": {"Organization", "Person"},
    "text": {TEXTUAL},
}
SCHEMA_ORG: dict[str, dict[str, set[str]]] = {
    "Report": _CREATIVE_WORK,
    "Article": _CREATIVE_WORK,
    "Quotation": _CREATIVE_WORK | {"spokenByCharacter": {"Organization", "Person"}},
    "Claim": _CREATIVE_WORK | {"appearance": {"CreativeWork"}},
    "Event": _THING
    | {
        "about": {"Thing"},
        "attendee": {"Organization", "Person"},
        "endDate": {DATE},
        "eventStatus": {IRI},
        "location": {"Place"},
        "organizer": {"Organization", "Person"},
        "startDate": {DATE},
    },
    "Person": _THING | {"affiliation": {"Organization"}, "jobTitle": {TEXTUAL}},
    "Organization": _THING | {"parentOrganization": {"Organization"}},
    "Place": _THING | {"address": {"PostalAddress"}},
    "PostalAddress": _THING
    | {"addressCountry": {TEXTUAL}, "addressLocality": {TEXTUAL}, "addressRegion": {TEXTUAL}},
}
"""Properties of each type, its ancestors' included, and what schema.org expects their values to be."""

ANCESTORS = {
    **{kind: {"CreativeWork", "Thing"} for kind in ("Report", "Article", "Quotation", "Claim")},
    **{kind: {"Thing"} for kind in ("Event", "Person", "Organization", "Place", "PostalAddress")},
}


def schema_org_faults(graph: list[dict[str, Any]]) -> list[str]:
    """What in a graph of schema.org nodes has a property or a value that its type does not expect."""
    types = {node["@id"]: node["@type"] for node in graph}
    return [fault for node in graph for fault in _node_faults(node, types)]


def _node_faults(node: dict[str, Any], types: dict[str, str]) -> list[str]:
    found = []
    for name, value in node.items():
        if name in {"@id", "@type"}:
            continue
        expected = SCHEMA_ORG[node["@type"]].get(name)
        if expected is None:
            found.append(f"{node['@type']} has no {name}")
            continue
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict) and set(each) == {"@id"}:
                kind = types.get(each["@id"], "nothing")
            elif isinstance(each, dict):
                kind = each["@type"]
                found += _node_faults(each, types)
            else:
                kind = next((kind for kind in sorted(expected) if _is(each, kind)), TEXTUAL)
            if not {kind, *ANCESTORS.get(kind, ())} & expected:
                found.append(f"{node['@type']}.{name} is a {kind}: {each!r}")
    return found


def _is(value: str, kind: str) -> bool:
    """Whether a string can be read as what is expected; any string is text."""
    patterns = {TEXTUAL: re.compile("(?s).*"), DATE: re.compile(r"\d{4}-\d{2}-\d{2}"), IRI: URI}
    return kind in patterns and patterns[kind].fullmatch(value) is not None
