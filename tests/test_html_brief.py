"""The page of a brief: every claim leads to its words and back, the sources are whole, hostile words stay words."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import from_text, render
from summarizer.models.evidence import Evidence
from summarizer.rendering.html.claims import claims_of
from summarizer.rendering.html.matrix import matrix
from summarizer.rendering.html.sources import matters, shown
from summarizer.rendering.html.timeline import timeline
from summarizer.rendering.references import References, all_evidence
from summarizer.rendering.words import load_words
from tests.example import example_brief, example_readings

if TYPE_CHECKING:
    from summarizer.models.document import Document
    from summarizer.rendering.html.matrix import Row

VOID = {"meta", "input", "br", "wbr"}


class Page(HTMLParser):
    """A page as a browser takes it in: ids, links within it, elements, the text of each source."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.texts: dict[str, str] = {}
        self.blocks: dict[str, str] = {}
        self._open: list[tuple[str, str | None]] = []
        self.feed(text)
        self.close()
        assert not self._open, f"elements left open: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self.attributes |= set(given)
        if "id" in given:
            self.ids.append(given["id"] or "")
        if "href" in given:
            self.links.append(given["href"] or "")
        if tag not in VOID:
            self._open.append((tag, given.get("data-document") if given.get("class") == "text" else None))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for _, document in self._open:
            if document:
                self.texts[document] = self.texts.get(document, "") + data
        if self._open and self._open[-1][0] in {"style", "script"}:
            self.blocks[self._open[-1][0]] = data


def documents() -> tuple[Document, ...]:
    return tuple(reading.document for reading in example_readings())


def test_the_page_holds_the_whole_text_of_every_source() -> None:
    page = Page(render(example_brief(), "html", documents=documents()))
    assert page.texts == {d.id: d.text for d in documents()}


def test_every_link_leads_somewhere_in_the_page_and_no_id_stands_twice() -> None:
    page = Page(render(example_brief(), "html", documents=documents()))
    assert len(page.ids) == len(set(page.ids))
    assert all(link.startswith("#") for link in page.links)
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)


def test_every_evidence_of_the_brief_has_its_place_in_the_page_with_and_without_the_sources() -> None:
    brief = example_brief()
    refs = References(brief)
    labels = {refs.label(e) for e in all_evidence(brief)}
    for given_ in (documents(), ()):
        page = Page(render(brief, "html", documents=given_))
        assert {f"e-{label}" for label in labels} <= set(page.ids)
        assert {f"#e-{label}" for label in labels} <= set(page.links)


def test_a_source_that_is_not_at_hand_or_was_altered_is_shown_by_its_cited_words() -> None:
    brief, (a, b) = example_brief(), documents()
    altered = from_text(b.text + "\n\nA line too many.", id=b.id)
    page = render(brief, "html", documents=(a, altered))
    assert page.count(">The text of this source is not at hand") == 1
    assert set(Page(page).texts) == {a.id}
    assert "A line too many" not in page


def test_page_matter_is_told_apart_from_what_claims_may_rest_on() -> None:
    document = documents()[0]
    told = {(m.kind, m.citable) for m in matters(document, ())}
    assert ("body", True) in told
    assert ("byline", False) in told or ("metadata", False) in told


@given(
    st.text(st.characters(exclude_categories=["Cs"])).map(lambda text: f"Talks{text}"),
    st.lists(st.tuples(st.integers(0, 400), st.integers(1, 400)), max_size=8),
)
def test_whatever_evidence_overlaps_the_text_is_cut_and_nothing_lost(
    text: str, places: list[tuple[int, int]]
) -> None:
    document = from_text(text, id="A")
    evidence = []
    for n, (start, length) in enumerate(places):
        begin = start % len(text)
        end = min(len(text), begin + length)
        proof = Evidence(
            doc="A",
            exact=text[begin:end],
            start=begin,
            end=end,
            prefix="",
            suffix="",
            section="body",
            form="indirect",
        )
        evidence.append((f"A{n}", proof))
    found = [s for m in matters(document, evidence) for s in m.stretches]
    assert "".join(s.text for s in found) == shown(text)
    for label, proof in evidence:
        covered = "".join(s.text for s in found if label in s.labels)
        assert covered == shown(proof.exact)
        assert sum(label in s.begins for s in found) == 1


def test_hidden_and_direction_characters_of_a_source_are_named() -> None:
    assert shown("a\u202eb\u200b\x1b[31m\r\nc") == (
        'a<span class="hidden-character">[U+202E]</span>b<span class="hidden-character">[U+200B]</span>'
        '<span class="hidden-character">[U+001B]</span>[31m\nc'
    )


def test_the_matrix_tells_who_says_who_differs_and_who_is_silent() -> None:
    brief = example_brief()
    rows = matrix(brief, claims_of(brief, References(brief), load_words()), References(brief))
    level = row(rows, "level")
    assert (level.agreement, [c.words for c in level.cells]) == ("differ", ["technical", "high-level"])
    assert row(rows, "11 March 2031").agreement == "agree"
    alone = row(rows, "Norway does not intend")
    assert alone.agreement == "only one"
    assert [bool(c.labels) for c in alone.cells] == [True, False]


def test_what_two_copies_of_one_text_say_has_one_origin() -> None:
    brief = example_brief()
    first, second = brief.documents
    copied = brief.model_copy(
        update={"documents": (first, second.model_copy(update={"copy_of": first.id})), "disagreements": ()}
    )
    rows = matrix(copied, claims_of(copied, References(copied), load_words()), References(copied))
    assert row(rows, "11 March 2031").agreement == "one origin"


def test_a_single_document_has_no_matrix() -> None:
    brief = example_brief()
    alone = brief.model_copy(update={"documents": brief.documents[:1]})
    assert matrix(alone, claims_of(brief, References(brief), load_words()), References(brief)) == ()


def test_the_timeline_places_statements_by_the_day_of_the_meeting_or_of_first_print() -> None:
    brief = example_brief()
    claims = claims_of(brief, References(brief), load_words())
    found = timeline(brief, claims)
    assert found.days == ("2031-03-11", "2031-03-12", "2031-03-13")
    at_meeting = {e.claim.id for e in found.at("statement", "2031-03-11") if e.claim}
    assert at_meeting == {
        c.id for c, p in zip(claims.positions, brief.positions, strict=True) if p.at_meeting
    }
    printed = [e.claim.text for e in found.at("printed", "2031-03-12") if e.claim]
    assert any("west of the median line" in text for text in printed)


def test_what_has_no_day_lies_in_the_tray() -> None:
    brief = example_brief()
    undated = brief.model_copy(
        update={"documents": tuple(d.model_copy(update={"published": None}) for d in brief.documents)}
    )
    found = timeline(undated, claims_of(undated, References(undated), load_words()))
    assert found.days == ("2031-03-11",)
    assert {e.document.id for e in found.undated if e.document} == {"A", "B"}


def test_the_review_has_the_places_and_words_of_every_claim() -> None:
    brief = example_brief()
    block = Page(render(brief, "html", documents=documents())).blocks
    text = re.search(
        r'<script type="application/json" id="data">(.*?)</script>',
        render(brief, "html", documents=documents()),
    )
    assert text is not None
    data = json.loads(text.group(1))
    texts = {d.id: d.text for d in documents()}
    for e in data["evidence"].values():
        assert texts[e["doc"]][e["start"] : e["end"]] == e["exact"]
    assert set(data["claims"]["line-1"]["labels"]) <= set(data["evidence"])
    assert set(block) == {"style", "script"}


@pytest.mark.parametrize("part", ["title", "trigger", "name", "path", "outlet"])
def test_markup_in_any_part_of_a_brief_stays_words(part: str) -> None:
    hostile = '</script><img src=x onerror=alert(1)>"\'><a href="javascript:alert(1)">{{ 7*7 }}\u202e\x1b[31m'
    brief = example_brief()
    plain = Page(render(brief, "html", documents=documents()))
    match part:
        case "title":
            brief = brief.model_copy(update={"title": hostile})
        case "trigger":
            line = brief.red_lines[0].model_copy(update={"trigger": hostile})
            brief = brief.model_copy(update={"red_lines": (line, *brief.red_lines[1:])})
        case "name":
            person = brief.participants[0].model_copy(update={"name": hostile, "side": hostile})
            brief = brief.model_copy(update={"participants": (person, *brief.participants[1:])})
        case _:
            source = brief.documents[0].model_copy(update={part: hostile})
            brief = brief.model_copy(update={"documents": (source, *brief.documents[1:])})
    text = render(brief, "html", documents=documents())
    page = Page(text)
    assert page.tags == plain.tags
    assert page.attributes == plain.attributes
    assert all(link.startswith("#") for link in page.links)
    assert not {"\u202e", "\x1b"} & set(text)
    assert "{{ 7*7 }}" in text


def row(rows: tuple[Row, ...], text: str) -> Row:
    return next(r for r in rows if text in r.claim.text)


def test_participants_without_a_side_stand_beside_those_with_one() -> None:
    brief = example_brief()
    first, *others = brief.participants
    mixed = brief.model_copy(update={"participants": (first.model_copy(update={"side": None}), *others)})
    assert "Side not stated" in render(mixed, "html", documents=documents())


def test_a_document_that_says_less_agrees_in_part() -> None:
    brief = example_brief()
    claims = claims_of(brief, References(brief), load_words())
    where = row(matrix(brief, claims, References(brief)), "Torshavn, Faroe Islands")
    assert where.agreement == "in part"
    assert "Faroe Islands" in [cell.words for cell in where.cells]
    first, second = brief.documents
    undated = brief.model_copy(update={"documents": (first, second.model_copy(update={"published": None}))})
    when = row(
        matrix(undated, claims_of(undated, References(undated), load_words()), References(undated)),
        "11 March",
    )
    assert (when.agreement, when.cells[1].words) == ("in part", "on Tuesday")


def test_the_page_tells_a_files_name_and_not_its_folders() -> None:
    brief = example_brief()
    source = brief.documents[0].model_copy(update={"path": "/home/ada/secret/talks.txt"})
    text = render(brief.model_copy(update={"documents": (source, *brief.documents[1:])}), "html")
    assert "talks.txt" in text
    assert "ada/secret" not in text
