"""What holds of every brief, whatever the engine: the invariants of the annotation guideline, by their numbers.

They are checked on the briefs of every gold case by the built-in rules and by an ideal reader, and on documents
put together at random from paragraphs, page matter and orders of sources.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer import from_text, render
from summarizer.api import briefs, prepare, read
from summarizer.evaluation.cases import load_cases
from summarizer.fusion.firmness import TERM
from summarizer.fusion.occasion import span
from summarizer.grounding import locate_all
from summarizer.grounding.words import form
from summarizer.models.document import CITABLE
from summarizer.rendering.references import all_evidence
from summarizer.resolve.gazetteer import countries
from summarizer.settings import Settings
from tests.example import example_brief
from tests.shared import ROOT

if TYPE_CHECKING:
    from summarizer.evaluation.cases import Case
    from summarizer.models.brief import Brief
    from summarizer.models.document import Document

RULES = Settings(engine="rules")
CASES = {case.gold.case: case for case in load_cases(ROOT / "evals" / "gold")}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@cache
def brief_of(name: str) -> tuple[Case, Brief]:
    case = CASES[name]
    return case, briefs(*read(case.documents, RULES))[0]


def check(brief: Brief, documents: tuple[Document, ...]) -> None:
    """Every invariant that one brief shows."""
    by_id = {d.id: d for d in documents}
    # 1: offsets lead to the words, the hash to the text
    for evidence in all_evidence(brief):
        document = by_id[evidence.doc]
        assert document.text[evidence.start : evidence.end] == evidence.exact
        # 2: page matter proves nothing
        assert evidence.section in CITABLE
        assert document.section_at(evidence.start) == evidence.section
    for source in brief.documents:
        assert source.sha256 == by_id[source.id].sha256
    # 3: an anonymous speaker has no name, and its descriptor is the article's own
    text = "\n".join(d.text for d in documents).casefold()
    for claim in (*brief.red_lines, *brief.positions):
        for chain in claim.attribution:
            assert chain.record == "named" or chain.speaker is None
            assert chain.descriptor is None or chain.descriptor.casefold() in text
    # 4: a relative date has an anchor, and a weekday is the weekday of the day
    date = brief.date
    if date.basis in {"weekday", "relative"}:
        assert date.anchor is not None
    named = [day for day in WEEKDAYS if date.surface and day in date.surface.casefold()]
    if date.value and date.precision == "day" and named:
        days = {WEEKDAYS[day.weekday()] for day in span(date.value)}
        assert set(named) & days
    # 5: a red line has a holder and a trigger; explicit means that the term stands there
    for line in brief.red_lines:
        assert line.holder
        assert line.trigger
        assert line.explicit == any(TERM.search(e.exact) for e in line.evidence)
    # 6: codes come from the table
    assert brief.location.country is None or brief.location.country in countries().display
    # 8: joint means that both sides are on record
    for outcome in brief.outcomes:
        if outcome.status == "joint" and len(outcome.claimed_by) < 2:
            assert any(re.search(r"joint|both|signed", e.exact, re.IGNORECASE) for e in outcome.evidence)
    # 9: a disagreement keeps both sides, with their words
    for disagreement in brief.disagreements:
        assert len({side.doc for side in disagreement.sides}) >= 2
        assert all(side.evidence for side in disagreement.sides)
    # 7 and 11: quotation marks stand only around words that a source prints, between marks there
    for words in re.findall(r"“([^“”]+)”", render(brief)):
        literal = re.sub(r"\\(.)", r"\1", words).replace("&amp;", "&").strip()
        printed = [form(d.text, *span) for d in documents for span in locate_all(literal, d.text)]
        assert "direct" in printed, literal


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_invariants_hold_for_the_rules_on_every_gold_case(name: str) -> None:
    case, brief = brief_of(name)
    check(brief, case.documents)


def test_the_invariants_hold_for_an_ideal_reader() -> None:
    check(example_brief(), CASES["torshavn-2031"].documents)


@pytest.mark.parametrize("name", sorted(n for n, c in CASES.items() if len(c.documents) > 1))
def test_the_order_of_documents_changes_nothing(name: str) -> None:
    case, brief = brief_of(name)
    backwards = briefs(*read(tuple(reversed(case.documents)), RULES))[0]
    assert backwards.model_dump(exclude={"provenance"}) == brief.model_dump(exclude={"provenance"})


IRRELEVANT = (
    "The botanical garden in Porto reopened its fern house after two years of repairs.\n\n"
    "Visitors can see four hundred species, many of them rare, the director said.\n"
)


@pytest.mark.parametrize("name", sorted(CASES)[::4])
def test_an_irrelevant_or_repeated_document_changes_and_strengthens_no_claim(name: str) -> None:
    case, brief = brief_of(name)
    given_again = [
        *case.documents,
        from_text(case.documents[0].text, id="again"),
        from_text(IRRELEVANT, id="zz"),
    ]
    documents, _ = prepare(given_again)
    found = next(b for b in briefs(*read(documents, RULES)) if b.title == brief.title)
    for field in CLAIMS:
        assert getattr(found, field) == getattr(brief, field), field


PARAGRAPHS = sorted(
    {
        paragraph
        for case in CASES.values()
        if case.gold.split == "dev"
        for document in case.documents
        for paragraph in document.text.split("\n\n")
        if paragraph.strip()
    }
)
PAGE_MATTER = (
    "- Advertisement -",
    "Share this",
    "LEAVE A REPLY",
    "Thursday, June 5, 2031",
    "Latest News",
    "“",
    "",
)


CLAIMS = (
    "meeting",
    "date",
    "location",
    "participants",
    "red_lines",
    "positions",
    "outcomes",
    "disagreements",
)


def claims(brief: Brief) -> dict[str, object]:
    return brief.model_dump(include=set(CLAIMS))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.lists(st.sampled_from([*PARAGRAPHS, *PAGE_MATTER]), min_size=1, max_size=7), min_size=1, max_size=3
    )
)
def test_the_invariants_hold_for_documents_put_together_at_random(drawn: list[list[str]]) -> None:
    texts = {"\n\n".join(paragraphs) for paragraphs in drawn}
    documents = tuple(from_text(text, id=f"D{i}") for i, text in enumerate(sorted(texts)) if text.strip())
    if not documents:
        return
    found = briefs(*read(documents, RULES))
    for brief in found:
        check(brief, documents)
    # 10: the order of inputs changes nothing, and a document that tells of nothing here changes no claim
    backwards = briefs(*read(tuple(reversed(documents)), RULES))
    assert [claims(brief) for brief in backwards] == [claims(brief) for brief in found]
    garden = briefs(*read((*documents, from_text(IRRELEVANT, id="zz")), RULES))
    assert [claims(brief) for brief in garden[: len(found)]] == [claims(brief) for brief in found]
