"""Copied wire is one origin, however many outlets carry it; two reports of one meeting are two."""

from __future__ import annotations

from dataclasses import replace

from summarizer import render
from summarizer.fusion import fuse
from summarizer.fusion.origins import origins
from summarizer.grounding import ground
from summarizer.loading import from_text
from summarizer.models.provenance import Usage
from summarizer.models.reading import Reading
from summarizer.models.verified import EngineResult
from tests.example import example_readings

WIRE = (
    "Chadian and Nigerian officials met in Niamey on Monday to discuss fishing rights on the lake.\n\n"
    "The Chadian delegation was led by the fisheries director, who arrived by the night ferry from Baga.\n\n"
    "Both sides left without speaking to the press, and no communiqué was handed out at the gate."
)
OWN = (
    "Reporters waited in Niamey all Monday for word from the fisheries talks between Chad and Nigeria.\n\n"
    "When the doors opened at last, the fisheries director walked past them to his car without a word."
)


def test_wire_with_a_new_head_and_tail_is_one_origin_and_an_own_report_is_not() -> None:
    documents = [
        from_text(WIRE, id="A"),
        from_text(OWN, id="B"),
        from_text(f"Lake talks end in silence\n\n(Agency) {WIRE}\n\nMore to follow on our pages.", id="C"),
    ]
    assert origins(documents) == {"A": "A", "B": "B", "C": "A"}


def test_one_quotation_in_common_makes_no_copy() -> None:
    quotation = "“The lake belongs to those who live on it, and not to those who draw lines on maps of it.”"
    documents = [from_text(f"{WIRE}\n\n{quotation}", id="A"), from_text(f"{OWN}\n\n{quotation}", id="B")]
    assert origins(documents) == {"A": "A", "B": "B"}


def test_a_copy_is_named_in_sources_warnings_and_gaps_and_strengthens_nothing() -> None:
    a, _ = example_readings()
    text = f"{a.document.text}\n\nAll rights remain with the agency."
    copy = replace(a, document=from_text(text, id="Z", published=a.document.published))
    both = fuse([a, copy], version="test")
    assert [d.copy_of for d in both.documents] == [None, "A"]
    assert "Z prints most of the words of A: the two count as one origin" in both.warnings
    assert any("the others copy it" in n.question for n in both.not_established)
    assert "copies A: one origin" in render(both)
    alone = fuse([a], version="test")
    assert [p.credibility for p in both.positions] == [p.credibility for p in alone.positions]


def test_an_empty_reading_of_an_empty_body_is_its_own_origin() -> None:
    empty = Reading.model_validate(dict.fromkeys(Reading.model_fields, ()))
    made = [
        ground(from_text(text, id=doc), EngineResult(empty, Usage(doc=doc, engine="made")))
        for doc, text in (("A", "Short."), ("B", "Short!"))
    ]
    assert origins([r.document for r in made]) == {"A": "A", "B": "B"}
