"""The models hold their invariants and describe every field."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from summarizer.models.brief import Brief, Disagreement, MeetingDate, PersonOrDelegation, Side
from summarizer.models.document import Document, Section, fingerprint
from summarizer.models.evidence import Attribution, Evidence
from summarizer.models.gold import GoldCase
from summarizer.models.reading import Reading


def document(text: str, *sections: Section) -> Document:
    whole = (Section(kind="body", start=0, end=len(text)),)
    return Document(id="A", text=text, sha256=fingerprint(text), sections=sections or whole)


def test_a_document_whose_hash_does_not_match_its_text_is_refused() -> None:
    with pytest.raises(ValidationError, match="sha256"):
        Document(id="A", text="a", sha256=fingerprint("b"), sections=(Section(kind="body", start=0, end=1),))


@pytest.mark.parametrize("edges", [((0, 2),), ((0, 2), (3, 4)), ((1, 4),), ((0, 2), (1, 4))])
def test_sections_that_do_not_cover_the_text_in_order_are_refused(edges: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(ValidationError, match="section"):
        document("abcd", *(Section(kind="body", start=a, end=b) for a, b in edges))


def test_a_document_knows_the_kind_of_matter_at_an_offset() -> None:
    found = document("abcd", Section(kind="headline", start=0, end=2), Section(kind="body", start=2, end=4))
    assert [found.section_at(i) for i in range(4)] == ["headline", "headline", "body", "body"]
    with pytest.raises(IndexError):
        found.section_at(4)


def test_evidence_whose_offsets_do_not_fit_its_words_is_refused() -> None:
    with pytest.raises(ValidationError, match="does not fit"):
        Evidence(doc="A", exact="ab", start=0, end=3, prefix="", suffix="", section="body", form="direct")


def test_an_anonymous_speaker_has_no_name() -> None:
    with pytest.raises(ValidationError, match="no named speaker"):
        Attribution(speaker="Ana Rey", descriptor="an official", record="anonymous")


def test_a_relative_date_needs_an_anchor() -> None:
    with pytest.raises(ValidationError, match="anchor"):
        MeetingDate(value="2031-03-11", precision="day", surface="on Tuesday", basis="weekday", anchor=None)


def test_a_participant_without_evidence_is_refused() -> None:
    with pytest.raises(ValidationError, match="evidence"):
        PersonOrDelegation(
            name="Ana Rey",
            descriptor=None,
            side=None,
            role="head",
            titles=(),
            surfaces=(),
            basis="attended",
            evidence=(),
        )


def test_a_preference_between_sources_needs_a_reason() -> None:
    sides = (Side(doc="A", value="1", evidence=()), Side(doc="B", value="2", evidence=()))
    with pytest.raises(ValidationError, match="reason"):
        Disagreement(field="date", kind="contradiction", sides=sides, preferred="A", why=None)


def test_values_cannot_be_changed_and_unknown_fields_are_refused() -> None:
    section = Section(kind="body", start=0, end=1)
    with pytest.raises(ValidationError, match="frozen"):
        setattr(section, "start", 1)  # noqa: B010 - mypy knows that it is frozen
    with pytest.raises(ValidationError, match="colour"):
        Section.model_validate({"kind": "body", "start": 0, "end": 1, "colour": "red"})


@pytest.mark.parametrize("model", [Brief, Reading, GoldCase, Document])
def test_every_field_is_described(model: type[BaseModel]) -> None:
    schema = model.model_json_schema()
    definitions = schema.get("$defs", {})
    bare = [
        f"{name}.{field}"
        for name, definition in [(model.__name__, schema), *definitions.items()]
        for field, value in definition.get("properties", {}).items()
        if not _described(value, definitions)
    ]
    assert bare == []


def _described(value: dict[str, Any], definitions: dict[str, Any]) -> bool:
    # pydantic leaves a description out where it repeats that of the model which the field holds
    held = definitions.get(value.get("$ref", "").removeprefix("#/$defs/"), {})
    return bool(value.get("description") or held.get("description"))
