"""Every export is valid by the published rules of its format, and says no more than the brief does."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from pyld import jsonld

from summarizer.api import read
from summarizer.evaluation.cases import load_cases
from summarizer.fusion import fuse
from summarizer.models.brief import Brief
from summarizer.published import schema_text
from summarizer.rendering import encode, render, render_all
from summarizer.rendering.exports.table import COLUMNS, cell
from summarizer.rendering.references import References
from summarizer.rendering.words import load_words
from summarizer.settings import Settings
from tests.example import example_brief, example_readings
from tests.formatrules import ANNOTATION_TERMS, ANNOTATIONS, NINJS, faults, schema_org_faults
from tests.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from summarizer.models.document import Document

Node = dict[str, Any]


@lru_cache
def dev_briefs() -> dict[str, tuple[Brief, tuple[Document, ...]]]:
    """Briefs of the development cases as the built-in rules read them: talks, calls, none at all."""
    found = {}
    for case in load_cases(ROOT / "evals" / "gold"):
        if case.gold.split == "dev":
            readings, _ = read(case.documents, Settings(engine="rules"))
            found[case.gold.case] = fuse(readings, version="test"), case.documents
    return found


def graph(brief: Brief) -> list[Node]:
    return list(json.loads(render(brief, "jsonld"))["@graph"])


def of_type(nodes: list[Node], kind: str) -> list[Node]:
    return [node for node in nodes if node["@type"] == kind]


def changed(part: str, **values: object) -> Brief:
    """The example's brief with other values in one of its parts."""
    brief = example_brief()
    return brief.model_copy(update={part: getattr(brief, part).model_copy(update=values)})


def never(url: str, options: object) -> Node:
    raise AssertionError(f"{url} was fetched")


def keys(value: Any) -> Counter[str]:
    """How often each key stands in JSON, but for JSON-LD's own."""
    found: Counter[str] = Counter()
    if isinstance(value, dict):
        found.update(key for key in value if not key.startswith("@"))
        value = list(value.values())
    for each in value if isinstance(value, list) else []:
        found.update(keys(each))
    return found


def test_all_development_cases_are_valid_in_every_export() -> None:
    own = Draft202012Validator(json.loads(schema_text("brief")))
    assert len(dev_briefs()) > 50
    for name, (brief, _) in dev_briefs().items():
        assert list(own.iter_errors(json.loads(render(brief, "json")))) == [], name
        assert faults(json.loads(render(brief, "ninjs")), NINJS) == [], name
        assert faults(json.loads(render(brief, "annotations")), ANNOTATIONS) == [], name
        assert schema_org_faults(graph(brief)) == [], name


def test_the_rules_find_a_fault() -> None:
    news = json.loads(render(example_brief(), "ninjs"))
    assert faults(news | {"headline": "x"}, NINJS)
    assert faults(news | {"uri": "no address"}, NINJS)
    collection = json.loads(render(example_brief(), "annotations"))
    assert faults({key: value for key, value in collection.items() if key != "first"}, ANNOTATIONS)
    nodes = graph(example_brief())
    assert schema_org_faults([*nodes, {"@id": "urn:x", "@type": "Event", "startDate": "Tuesday"}])
    assert schema_org_faults([*nodes, {"@id": "urn:x", "@type": "Quotation", "speaker": "x"}])
    assert schema_org_faults([*nodes, {"@id": "urn:x", "@type": "Claim", "appearance": {"@id": "urn:none"}}])


# JSON-LD --------------------------------------------------------------------------------------------------


def test_json_ld_expands_without_the_network_and_loses_no_key() -> None:
    for brief in (example_brief(), hosted(), *(brief for brief, _ in list(dev_briefs().values())[:10])):
        document = json.loads(render(brief, "jsonld"))
        expanded = jsonld.expand(document, {"documentLoader": never})
        known = keys(document["@graph"])
        assert keys(expanded) == Counter({f"https://schema.org/{key}": count for key, count in known.items()})


def hosted() -> Brief:
    """The example's brief, its event hosted by a named person."""
    brief = example_brief()
    host = brief.participants[1].model_copy(update={"role": "host"})
    return brief.model_copy(update={"participants": (brief.participants[0], host)})


def test_the_meeting_is_an_event_with_day_place_and_who_took_part() -> None:
    (event,) = of_type(graph(example_brief()), "Event")
    assert event["startDate"] == "2031-03-11"
    assert event["location"]["address"]["addressCountry"] == "FO"
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    people = {p.get("name"): p for p in event["attendee"]}
    assert people["Henrik Aasland"]["affiliation"] == {"@type": "Organization", "name": "Norway"}


def test_an_interval_is_two_days_and_a_month_no_day_at_all() -> None:
    days = changed("date", value="2031-03-11/2031-03-13", basis="absolute")
    (event,) = of_type(graph(days), "Event")
    assert (event["startDate"], event["endDate"]) == ("2031-03-11", "2031-03-13")
    (event,) = of_type(graph(changed("date", value="2031-03", precision="month", basis="absolute")), "Event")
    assert "startDate" not in event


@pytest.mark.parametrize(
    ("status", "address"), [("planned", "EventScheduled"), ("cancelled", "EventCancelled")]
)
def test_an_events_status_is_schema_orgs(status: str, address: str) -> None:
    (event,) = of_type(graph(changed("meeting", status=status)), "Event")
    assert event["eventStatus"] == f"https://schema.org/{address}"


@pytest.mark.parametrize(
    "values", [{"status": "denied"}, {"kind": "none", "status": None}, {"kind": "statement"}]
)
def test_no_event_is_made_of_a_meeting_that_was_not(values: dict[str, object]) -> None:
    nodes = graph(changed("meeting", **values))
    assert of_type(nodes, "Event") == []
    assert len(of_type(nodes, "Claim")) > 3


def test_who_is_only_announced_did_not_attend() -> None:
    brief = example_brief()
    announced = tuple(p.model_copy(update={"basis": "announced"}) for p in brief.participants)
    (event,) = of_type(graph(brief.model_copy(update={"participants": announced})), "Event")
    assert "attendee" not in event


def test_a_quotation_is_words_that_the_source_prints_between_marks() -> None:
    checked = 0
    for brief, documents in dev_briefs().values():
        texts = {f"urn:sha256:{document.sha256}": document.text for document in documents}
        for quotation in of_type(graph(brief), "Quotation"):
            address, _, place = quotation["@id"].partition("#char=")
            start, end = map(int, place.split(","))
            text = texts[address]
            assert quotation["isPartOf"] == {"@id": address}
            assert quotation["text"] in " ".join(text[start:end].split())
            assert any(mark in text[max(0, start - 400) : start + 1] for mark in "“\"'‘«„”’")
            checked += 1
    assert checked > 30


def test_the_reporters_wording_is_a_claim_and_no_quotation() -> None:
    quoted = {node["text"] for node in of_type(graph(example_brief()), "Quotation")}
    indirect = {e.exact for line in example_brief().red_lines for e in line.evidence if e.form == "indirect"}
    assert indirect
    assert not quoted & indirect


def test_only_words_on_record_have_a_speaker() -> None:
    """A named person, an institution without a name; anonymous and unattributed words have nobody."""
    line = example_brief().red_lines[0]
    direct = next(e for e in line.evidence if e.form == "direct")

    def speaker(**values: object) -> object:
        attribution = line.attribution[0].model_copy(update={"outlet": None, **values})
        alone = line.model_copy(update={"attribution": (attribution,), "evidence": (direct,)})
        brief = example_brief().model_copy(update={"red_lines": (alone,), "positions": ()})
        (quotation,) = of_type(graph(brief), "Quotation")
        assert quotation["creditText"]
        return quotation.get("spokenByCharacter")

    assert speaker(record="anonymous", speaker=None, descriptor="a senior official") is None
    assert speaker(record="unattributed", speaker=None, descriptor="Iceland") is None
    assert speaker(record="named", speaker=None, descriptor="the ministry") == {
        "@type": "Organization",
        "name": "the ministry",
    }
    assert speaker(record="named", speaker="Ari Jonsson", descriptor="envoy") == {
        "@type": "Person",
        "name": "Ari Jonsson",
        "jobTitle": "envoy",
    }


def test_no_person_is_without_a_name_and_no_unnamed_speaker_gets_one() -> None:
    for brief, _ in dev_briefs().values():
        named = {p.name for p in brief.participants} | {
            a.speaker for claim in (*brief.red_lines, *brief.positions) for a in claim.attribution
        }
        text = render(brief, "jsonld")
        for person in _nested(json.loads(text), "Person"):
            assert person["name"] in {" ".join(name.split()) for name in named if name}


def _nested(value: Any, kind: str) -> list[Node]:
    if isinstance(value, list):
        return [node for each in value for node in _nested(each, kind)]
    if not isinstance(value, dict):
        return []
    return ([value] if value.get("@type") == kind else []) + _nested(list(value.values()), kind)


def test_words_that_two_people_may_have_said_are_put_into_neithers_mouth() -> None:
    line = example_brief().red_lines[0]
    direct = next(e for e in line.evidence if e.form == "direct")
    named = line.attribution[0].model_copy(update={"record": "named", "outlet": None})
    two = tuple(named.model_copy(update={"speaker": name}) for name in ("Ari Jonsson", "Una Helgadottir"))
    alone = line.model_copy(update={"attribution": two, "evidence": (direct,)})
    brief = example_brief().model_copy(update={"red_lines": (alone,), "positions": ()})
    (quotation,) = of_type(graph(brief), "Quotation")
    assert "spokenByCharacter" not in quotation
    assert "Ari Jonsson" in quotation["creditText"]
    assert "Una Helgadottir" in quotation["creditText"]


# web annotations ------------------------------------------------------------------------------------------


def annotations_of(brief: Brief) -> list[Node]:
    return list(json.loads(render(brief, "annotations")).get("first", {}).get("items", ()))


def test_every_piece_of_evidence_is_one_annotation_that_selects_its_words() -> None:
    for brief, documents in dev_briefs().values():
        texts = {f"urn:sha256:{document.sha256}": document.text for document in documents}
        refs = References(brief)
        labels = [label for listed in refs.by_document.values() for label, _ in listed]
        collection = json.loads(render(brief, "annotations"))
        items = collection["first"]["items"] if labels else []
        assert collection["total"] == len(items) == len(labels)
        for item in items:
            position, quote = item["target"]["selector"]
            text = texts[item["target"]["source"]["id"]]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert text[: position["start"]].endswith(quote["prefix"])
            assert text[position["end"] :].startswith(quote["suffix"])


def test_the_body_is_the_claim_with_who_says_so() -> None:
    line = example_brief().red_lines[0]
    label = References(example_brief()).label(line.evidence[0])
    (item,) = [a for a in annotations_of(example_brief()) if a["id"].endswith(f"#evidence-{label}")]
    told = [body["value"] for body in item["body"]]
    head = f"red line (active), Iceland → Norway: {line.trigger}. If crossed: {line.consequence}"
    assert any(value.startswith(head) and "one side on record" in value for value in told), told
    assert "red line" in told


@pytest.mark.parametrize("status", ["negated", "rescinded"])
def test_a_red_line_that_is_none_any_more_says_so_wherever_it_stands_alone(status: str) -> None:
    line = example_brief().red_lines[0].model_copy(update={"status": status})
    brief = example_brief().model_copy(update={"red_lines": (line,)})
    texts = [node["text"] for node in of_type(graph(brief), "Claim")]
    texts += [body["value"] for item in annotations_of(brief) for body in item["body"]]
    about = [text for text in texts if line.trigger in text and "Iceland → Norway" in text]
    assert len(about) > 1
    assert all(text.startswith(f"red line ({status}), ") for text in about)
    assert status in next(row["status"] for row in rows((brief,)) if row["kind"] == "red line")


def test_no_two_things_in_a_collection_share_an_address() -> None:
    for brief, _ in dev_briefs().values():
        items = annotations_of(brief)
        claims = {body["id"]: body["value"] for item in items for body in item["body"] if "id" in body}
        ids = [item["id"] for item in items]
        assert len(set(ids)) == len(ids)
        assert not set(ids) & set(claims)
        for item in items:
            assert all(claims[body["id"]] == body["value"] for body in item["body"] if "id" in body)


def test_annotations_expand_as_linked_data_and_lose_no_key() -> None:
    def known(url: str, options: object) -> Node:
        assert url == "http://www.w3.org/ns/anno.jsonld"
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": ANNOTATION_TERMS}}

    document = json.loads(render(example_brief(), "annotations"))
    expanded = jsonld.expand(document, {"documentLoader": known})
    written = keys(document)
    assert sum(keys(expanded).values()) == sum(written.values()) - written["id"] - written["type"]


def test_a_brief_without_evidence_is_an_empty_collection() -> None:
    brief = example_brief()
    bare = dict.fromkeys(
        ("bottom_line", "participants", "confirmations", "red_lines", "positions", "outcomes", "background"),
        (),
    )
    empty = brief.model_copy(update={**bare, "other_meetings": (), "disagreements": ()})
    for part in ("meeting", "date", "location"):
        empty = empty.model_copy(update={part: getattr(brief, part).model_copy(update={"evidence": ()})})
    collection = json.loads(render(empty, "annotations"))
    assert collection["total"] == 0
    assert faults(collection, ANNOTATIONS) == []


def test_an_address_on_the_web_is_told_beside_the_text_that_offsets_count_in() -> None:
    brief = example_brief()
    read_at = brief.documents[0].model_copy(update={"path": "https://example.org/a?b=1"})
    brief = brief.model_copy(update={"documents": (read_at, *brief.documents[1:])})
    source = annotations_of(brief)[0]["target"]["source"]
    assert source["id"] == f"urn:sha256:{read_at.sha256}"
    assert source["schema:url"] == read_at.path
    assert of_type(graph(brief), "Article")[0]["url"] == read_at.path


# ninjs ----------------------------------------------------------------------------------------------------


def test_a_news_object_names_people_sides_place_and_what_made_it() -> None:
    brief = example_brief()
    news = json.loads(render(brief, "ninjs"))
    assert {"name": "Sigrun Valdsdottir", "rel": "participant"} in news["people"]
    names = {p.name for p in brief.participants if p.name} | {m.name for m in brief.mentioned}
    assert {p["name"] for p in news["people"]} == names
    assert news["bodies"][0]["value"] == render(brief)
    (event,) = [a for a in news["associations"] if a["type"] == "event"]
    assert event["eventDetails"]["dates"] == {"expectedStartDate": "2031-03-11"}
    assert [a["name"] for a in news["associations"] if a["type"] == "text"] == [d.id for d in brief.documents]


@pytest.mark.parametrize(
    ("engine", "kind"), [("rules", "algorithmicMedia"), ("llm", "trainedAlgorithmicMedia")]
)
def test_a_news_object_says_whether_a_trained_model_read(engine: str, kind: str) -> None:
    provenance = example_brief().provenance
    used = tuple(usage.model_copy(update={"engine": engine}) for usage in provenance.readings)
    news = json.loads(render(changed("provenance", readings=used), "ninjs"))
    assert news["digitalSourceType"]["uri"] == f"http://cv.iptc.org/newscodes/digitalsourcetype/{kind}"


# CSV ------------------------------------------------------------------------------------------------------


def rows(briefs: tuple[Brief, ...]) -> list[dict[str, str]]:
    text = render_all(briefs, "csv")
    assert text.count("\r\n") >= 1
    assert "\n" not in text.replace("\r\n", "")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_the_table_has_a_row_for_each_statement_and_each_way_it_reached_the_reader() -> None:
    for brief, _ in dev_briefs().values():
        statements = (*brief.red_lines, *brief.positions)
        assert len(rows((brief,))) == sum(len(set(statement.attribution)) for statement in statements)


def test_a_row_holds_what_the_brief_says() -> None:
    line = example_brief().red_lines[0]
    found = [row for row in rows((example_brief(),)) if row["kind"] == "red line"]
    row = found[0]
    assert (row["holder"], row["target"], row["statement"]) == (line.holder, line.target, line.trigger)
    assert (row["explicit"], row["credibility"], row["date"]) == ("true", "2", "2031-03-11")
    assert tuple(row) == COLUMNS


def test_a_row_of_the_table_has_the_words_of_its_own_attribution() -> None:
    line = example_brief().red_lines[0]
    found = [row for row in rows((example_brief(),)) if row["kind"] == "red line"]
    assert len(found) == len(line.attribution) == 2
    outlets = {document.id: document.outlet for document in example_brief().documents}
    for row, attribution in zip(found, line.attribution, strict=True):
        places = [place.split()[0] for place in row["evidence"].split("; ")]
        assert {outlets[doc] for doc in places} == {attribution.outlet}
    assert sum(len(row["evidence"].split("; ")) for row in found) == len(line.evidence)


def test_a_quotation_is_credited_to_nobody_who_spoke_to_another_outlet() -> None:
    line = example_brief().red_lines[0]
    documents = tuple(d.model_copy(update={"outlet": None}) for d in example_brief().documents[:1])
    brief = example_brief().model_copy(
        update={
            "documents": (*documents, *example_brief().documents[1:]),
            "positions": (),
            "red_lines": (line,),
        }
    )
    others = {a.outlet for a in line.attribution} - {None}
    told = [
        quotation.get("creditText", "")
        for quotation in of_type(graph(brief), "Quotation")
        if documents[0].sha256 in quotation["@id"]
    ]
    assert told
    assert others
    assert not [credit for credit in told for outlet in others if outlet in credit]


def test_a_file_of_the_table_begins_with_a_mark_for_spreadsheets_and_standard_output_does_not() -> None:
    assert encode(example_brief(), "csv").startswith(b"\xef\xbb\xbfbrief,")
    assert render(example_brief(), "csv").startswith("brief,")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("=1", "'=1"),
        ("-5 °C", "'-5 °C"),
        ("@x", "'@x"),
        ("a;=1", "a;'=1"),
        ("a = b - c", "a = b - c"),
        ("“=1”", "“=1”"),
    ],
)
def test_only_what_a_spreadsheet_would_compute_gets_an_apostrophe(words: str, shown: str) -> None:
    assert cell(words) == shown


# several briefs, languages, addresses ---------------------------------------------------------------------


def two() -> tuple[Brief, Brief]:
    a, b = example_readings()
    return fuse([a], version="test"), fuse([b], version="test")


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("json", lambda value: len(value)),
        ("ninjs", lambda value: len(value)),
        ("jsonld", lambda value: len(of_type(value["@graph"], "Report"))),
        ("annotations", lambda value: len(value["label"])),
    ],
)
def test_several_briefs_share_one_file(name: str, count: Callable[[Any], int]) -> None:
    joined = json.loads(render_all(two(), name))
    assert count(joined) == 2
    alone = [json.loads(render(brief, name)) for brief in two()]
    if name == "annotations":
        assert joined["total"] == sum(each["total"] for each in alone)
        assert faults(joined, ANNOTATIONS) == []
    if name == "jsonld":
        assert joined["@graph"] == [node for each in alone for node in each["@graph"]]


def test_several_briefs_share_a_page_and_a_table() -> None:
    assert render_all(two(), "md") == "\n---\n\n".join(render(brief) for brief in two())
    assert rows(two()) == [row for brief in two() for row in rows((brief,))]


def test_the_address_of_a_brief_is_that_of_its_content() -> None:
    brief = example_brief()
    moved = brief.documents[0].model_copy(update={"path": "elsewhere.txt"})
    slower = tuple(usage.model_copy(update={"seconds": 9.0}) for usage in brief.provenance.readings)
    again = changed("provenance", readings=slower).model_copy(
        update={"documents": (moved, *brief.documents[1:])}
    )
    other = brief.model_copy(update={"title": "Other talks"})
    addresses = [json.loads(render(each, "ninjs"))["uri"] for each in (brief, again, other)]
    assert addresses[0] == addresses[1] != addresses[2]


def test_a_word_for_a_kind_is_one_of_the_catalogue() -> None:
    words = load_words()
    kinds = set(words.terms.position_kind.values()) | {words.kinds.red_line}
    assert {row["kind"] for row in rows((example_brief(),))} <= kinds
