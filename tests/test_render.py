"""What a brief looks like, and that text from a source stays text."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import render
from summarizer.errors import ConfigError
from summarizer.models.brief import Brief
from summarizer.rendering.escape import markdown_text, plain
from summarizer.rendering.phrases import fullest
from summarizer.rendering.references import References
from tests.example import example_brief

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def test_json_reads_back_as_the_same_brief() -> None:
    brief = example_brief()
    assert Brief.model_validate_json(render(brief, "json")) == brief
    assert json.loads(render(brief, "json"))["schema"] == "brief/1"


def test_half_a_character_in_a_file_name_does_not_break_json() -> None:
    brief = example_brief()
    named = brief.documents[0].model_copy(update={"path": "caf\udce9.txt"})
    text = render(brief.model_copy(update={"documents": (named, *brief.documents[1:])}), "json")
    assert Brief.model_validate_json(text).documents[0].path == "caf?.txt"
    assert len(text.splitlines()) == len(render(brief, "json").splitlines())


def test_every_reference_leads_to_words_and_offsets_in_the_list_of_sources() -> None:
    brief = example_brief()
    page = render(brief)
    cited = {
        label for group in re.findall(r"\[([A-Z]\d+(?:, [A-Z]\d+)*)\]", page) for label in group.split(", ")
    }
    listed = dict(re.findall(r"^- \[([A-Z]\d+)\] .* \((\d+–\d+)\)$", page, re.MULTILINE))
    assert cited == set(listed)
    assert len(cited) > 10


def test_no_two_references_share_a_label_whatever_documents_are_called() -> None:
    brief = example_brief()
    proof = brief.red_lines[0].evidence[0]
    places = [("A", 1), ("A2", 1), ("A2", 2), ("B.", 1), *(("A", start) for start in range(2, 30))]
    evidence = tuple(proof.model_copy(update={"doc": d, "start": n, "end": n + 5}) for d, n in places)
    documents = [brief.documents[0].model_copy(update={"id": d}) for d in ("A", "A2", "B.")]
    empty = dict.fromkeys(("bottom_line", "participants", "confirmations", "red_lines", "positions"), ())
    empty |= dict.fromkeys(("outcomes", "other_meetings", "background", "disagreements"), ())
    bare = brief.model_copy(update={"documents": tuple(documents), **empty})
    for part in ("date", "location", "meeting"):
        bare = bare.model_copy(update={part: getattr(brief, part).model_copy(update={"evidence": ()})})
    refs = References(
        bare.model_copy(update={"meeting": brief.meeting.model_copy(update={"evidence": evidence})})
    )
    labels = [refs.label(e) for e in evidence]
    assert labels[:4] == ["A1", "A2:1", "A2:2", "B.:1"]
    assert len(set(labels)) == len(labels)


def test_words_that_the_source_does_not_quote_stand_without_quotation_marks() -> None:
    brief = example_brief()
    page = render(brief)
    indirect = next(e for line in brief.red_lines for e in line.evidence if e.form == "indirect")
    direct = next(e for line in brief.red_lines for e in line.evidence if e.form == "direct")
    assert f"> {indirect.exact} [" in page
    assert f"> “{direct.exact.strip('“”')}” [" in page


def test_a_disagreement_is_a_list_with_each_documents_words() -> None:
    page = render(example_brief())
    assert "**Level** (contradiction)\n\n- A: technical [" in page
    assert re.search(r"^- A is preferred: a statement on record", page, re.MULTILINE)


def test_every_table_row_has_two_cells_whatever_the_words() -> None:
    brief = example_brief()
    person = brief.participants[0].model_copy(update={"titles": ("head | of\nunit",)})
    page = render(brief.model_copy(update={"participants": (person, *brief.participants[1:])}))
    rows = [line for line in page.splitlines() if line.startswith("|")]
    assert len(rows) > 5
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 3 for row in rows)


def test_a_title_that_another_contains_is_not_shown_twice() -> None:
    assert fullest(("Vice Minister", "Second Vice Minister", "Envoy")) == ["Second Vice Minister", "Envoy"]


def test_an_unknown_format_is_a_clear_error() -> None:
    with pytest.raises(ConfigError, match="use one of md, html, json"):
        render(example_brief(), "pdf")


@given(st.text())
def test_no_text_keeps_control_characters_or_markup(text: str) -> None:
    shown = markdown_text(text)
    assert not CONTROL.search(shown)
    assert "<" not in shown
    assert not re.search(r"(?<!\\)(?:\\\\)*[\[\]`*_|]", shown)
    assert "\n" not in shown


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>x</script>",
        "[a](javascript:x)",
        "![x](http://x.example/y)",
        "\x1b[31mred",
        "a\u202eb",
        "| a | b |",
    ],
)
def test_hostile_text_is_shown_as_words(hostile: str) -> None:
    shown = markdown_text(hostile)
    assert "<script" not in shown
    assert "](" not in shown.replace("\\](", "")
    assert "\x1b" not in shown
    assert "://" not in shown.replace("&#58;//", "")


def test_plain_text_is_one_line() -> None:
    assert plain(" a\n\tb\u200b ") == "a b"
