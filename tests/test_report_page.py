"""The report as a page: all that a run came to, readable without a script, and hostile words stay words."""

from __future__ import annotations

import base64
import doctest
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.evaluation.baseline import Baseline
from summarizer.evaluation.cases import Case, load_case
from summarizer.evaluation.counts import Tally
from summarizer.evaluation.gates import Verdict
from summarizer.evaluation.labels import Labels, Outcome, Position, Span, nothing
from summarizer.evaluation.reports import pieces as cutting
from summarizer.evaluation.reports.entries import entry_of
from summarizer.evaluation.reports.page import MEANINGS, report
from summarizer.evaluation.reports.pieces import Quote, pieces
from summarizer.evaluation.reports.rows import SIGNS, Row
from summarizer.evaluation.reports.summary import CaseReport, Summary, summarise
from summarizer.evaluation.reports.tables import tables
from summarizer.evaluation.run import run
from summarizer.evaluation.score import score
from summarizer.evaluation.verdicts import Verdict as Judgement
from summarizer.loading import from_text
from summarizer.rendering import selfcontained
from summarizer.rendering.escape import plain
from summarizer.rendering.selfcontained import visible
from summarizer.settings import Settings
from tests.shared import EXAMPLE

VOID = {"meta", "input"}
KNOWN = {
    "html": "lang",
    "meta": "charset http-equiv content name",
    "a": "href",
    "section": "aria-labelledby",
    "nav": "aria-label",
    "details": "class id data-split data-families data-wrong",
    "div": "class dir id role hidden",
    "th": "scope class colspan",
    "td": "class data-side",
    "tr": "id class",
    "mark": "class title data-signs",
    "label": "for",
    "input": "type id value autocomplete spellcheck placeholder",
    "fieldset": "id",
    "button": "type id",
    "output": "id for",
} | dict.fromkeys(["p", "h2", "span", "table", "ul", "dl"], "class id")
KNOWN |= dict.fromkeys(
    "head title style script body header main h1 h3 h4 h5 article summary legend dt dd li thead tbody caption".split(),
    "",
)
"""Every element that a page may have, with its attributes."""

HOSTILE = (
    "</script><script>alert(1)</script>",
    "</style><style>*{display:none}</style>",
    "<img src=x onerror=alert(1)>",
    "\"><a href='javascript:alert(1)'>go</a>",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "<!-- ]]> <![CDATA[ &lt;b&gt; &#60;b&#62;",
    "a\u202eb\u2066c\u200bd\x00e\x1bf\x85g\ufeffh",
)
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


class Reader(HTMLParser):
    """A page as a browser takes it in: its elements, the words of those with the class `text`, its blocks."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.words: list[str] = []
        self.blocks: dict[str, list[str]] = {"style": [], "script": []}
        self._inside = 0
        self.feed(html)
        self.close()
        assert not self.open, "elements are left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in VOID:
            return
        self.open.append(tag)
        if tag in self.blocks:
            self.blocks[tag].append("")
        if self._inside or (tag == "div" and ("class", "text") in attrs):
            if not self._inside:
                self.texts.append("")
            self._inside += 1

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self._inside = max(0, self._inside - 1)

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in self.blocks:
            self.blocks[self.open[-1]][-1] += data
            return
        self.words.append(data)
        if self._inside:
            self.texts[-1] += data

    def handle_comment(self, data: str) -> None:
        pytest.fail(f"a comment: {data}")

    def values(self, name: str) -> list[str]:
        """All values of an attribute."""
        return [value for _, attributes in self.elements if (value := attributes.get(name)) is not None]


@pytest.fixture(scope="module")
def summary() -> Summary:
    """Two cases as the rules read them, with a gate that failed and a baseline that was better and worse."""
    cases = [load_case(EXAMPLE), load_case(EXAMPLE.parent / "amapala-2029")]
    found = run(cases, Settings(engine="rules")).records
    counts = {record.case: record.counts for record in found}
    before = {name: replace(each, fields=dict(each.fields)) for name, each in counts.items()}
    before["amapala-2029"].fields["participants"] = Tally(tp=4)
    before["amapala-2029"].fields["outcomes"] = Tally(fn=4)
    made = summarise(cases, found, baseline=Baseline("rules of old", before, {}))
    return replace(
        made, verdicts=(Verdict("calm", True, "it is calm"), Verdict("date floor", False, "99 asked"))
    )


def shown(html: str) -> str:
    """All words of a page but those of its style and script."""
    return plain(" ".join(Reader(html).words))


def hostile(words: str) -> Summary:
    """A summary in which a stranger wrote everything that a stranger can write."""
    text = f"{words}\n\nThe minister said {words} twice.\n"
    case = load_case(EXAMPLE)
    document = from_text(text, id="A", source=words, outlet=words)
    gold = case.gold.model_copy(update={"traps": (words,), "control_for": words})

    def labels(start: int, end: int) -> Labels:
        spans = (Span("A", start, end),)
        position = Position(
            spans=spans,
            shown=words,
            holders=(words,),
            chains=(),
            words=words,
            kind="demand",
            statement=words,
            grounded=False,
        )
        outcome = Outcome(spans=(*spans, Span("A", -5, 9999)), shown=words, status="joint")
        nowhere = Outcome(spans=(Span("Z", 0, 4), Span("A", 9000, 9999)), shown=words, status="joint")
        return replace(
            nothing(),
            date=words,
            country=words,
            locality=words,
            positions=(position,),
            outcomes=(outcome, nowhere),
        )

    label, claim = labels(0, len(words)), labels(len(words) // 2, len(text))
    one = CaseReport(
        Case(gold, (document,)),
        gold=label,
        found=claim,
        score=score(label, claim),
        families=((words, False),),
        failures=(("A", words), (words, words)),
        changes={"positions": (0.5, 1.0)},
    )
    return Summary(
        system=words,
        repeats=1,
        parts=(),
        families=(),
        cases=(one,),
        failure_rate=0.0,
        cost=0.0,
        seconds=0.0,
        baseline=words,
        verdicts=(Verdict(words, False, words),),
        public=((words, words, 1.0, words),),
    )


def test_the_page_is_complete_without_a_script(summary: Summary) -> None:
    html = re.sub(r"<script>.*?</script>", "", report(summary), flags=re.DOTALL)
    reader, words = Reader(html), shown(html)
    hidden = [attributes.get("id") for _, attributes in reader.elements if "hidden" in attributes]
    assert hidden == ["filter"]
    for table in tables(summary):
        for cell in (table.heading, *table.columns, *(cell for row in table.rows for cell in row)):
            assert plain(cell) in words
    for each in summary.cases:
        assert each.case.gold.case in reader.values("id")
        assert f"{each.wrong} wrong" in words


def test_failed_gates_come_before_passed_ones(summary: Summary) -> None:
    words = shown(report(summary))
    assert "Gates failed: date floor." in words
    assert words.index("99 asked") < words.index("it is calm")
    assert "All gates passed" in shown(report(replace(summary, verdicts=summary.verdicts[:1])))


def test_every_label_and_claim_appears_with_its_verdict(summary: Summary) -> None:
    words = shown(report(summary))
    for each in summary.cases:
        rows = [row for group in entry_of(each).groups for row in group.rows]
        for side in (each.gold, each.found):
            for name in ("participants", "red_lines", "positions", "outcomes", "disagreements"):
                for item in getattr(side, name) or ():
                    assert plain(item.shown) in words
                    assert any(
                        item.shown in (r.label and r.label.shown, r.claim and r.claim.shown) for r in rows
                    )
        assert [row.number for row in rows] == list(range(1, len(rows) + 1))


def test_items_of_a_list_that_is_not_annotated_are_told_as_not_scored(summary: Summary) -> None:
    report_of = summary.cases[0]
    gold = replace(report_of.gold, positions=None)
    bare = replace(report_of, gold=gold, score=score(gold, report_of.found))
    words = shown(report(replace(summary, cases=(bare,))))
    assert "positions (not labelled, so not scored)" in words
    assert report_of.found.positions
    assert all(plain(position.shown) in words for position in report_of.found.positions)


def test_wrong_facts_say_what_was_asked_and_what_was_found(summary: Summary) -> None:
    one = next(each for each in summary.cases if each.case.gold.case == "amapala-2029")
    found = replace(one.found, date="2029-09-06", locality="Nacaome", country="HN", status="planned")
    words = shown(report(replace(summary, cases=(replace(one, found=found, score=score(one.gold, found)),))))
    assert "date 2029-09-05 2029-09-06 ✗ wrong, within a day" in words
    assert "location Amapala, HN Nacaome, HN ✗ wrong, the country is right" in words
    assert "meeting status held planned ✗ wrong" in words
    assert "meeting kind talks talks ✓ right" in words


def test_what_changed_from_the_baseline_is_told_case_by_case(summary: Summary) -> None:
    words = shown(report(summary))
    assert "differs from the baseline (rules of old)" in words
    assert "100.0 → 85.7 ▼ -14.3" in words
    assert "0.0 → 100.0 ▲ +100.0" in words
    same = replace(summary, cases=tuple(replace(each, changes={}) for each in summary.cases))
    assert "No case differs from the baseline" in shown(report(same))
    assert "baseline" not in shown(report(replace(same, baseline=None, parts=())))


def test_each_document_stands_twice_character_for_character(summary: Summary) -> None:
    texts = Reader(report(summary)).texts
    documents = [document.text for each in summary.cases for document in each.case.documents]
    assert texts == [text for text in documents for _ in ("labels", "claims")]


@given(
    st.text(st.sampled_from("ab \n\t<&\"'é𝔞"), min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40)), max_size=6),
)
def test_overlapping_quotes_keep_the_text_and_cover_what_they_cited(
    text: str, ranges: list[tuple[int, int]]
) -> None:
    rows = [Row(number, None, None, "missed") for number in range(len(ranges))]
    quotes = [
        Quote(start, min(start + length, len(text)), row)
        for (start, length), row in zip(ranges, rows, strict=True)
        if start < len(text)
    ]
    cut = pieces(text, quotes)
    assert "".join(piece.words for piece in cut) == text
    for quote in quotes:
        assert "".join(p.words for p in cut if quote.row in p.rows) == text[quote.start : quote.end]
        assert sum(quote.row in piece.anchors for piece in cut) == 1


def test_line_breaks_and_odd_spaces_of_a_document_stay() -> None:
    text = " one\u00a0two\u202fthree\t4\n\n  five \u2003six\r\nseven\reight\n"
    assert visible(text) == text.replace("\r\n", "\n").replace("\r", "\n")
    assert visible("".join(HOSTILE[-1:])) == "abcdefgh"


def test_links_lead_to_something_and_no_two_things_share_a_name(summary: Summary) -> None:
    for each in (summary, hostile("words")):
        reader = Reader(report(each))
        ids, links = reader.values("id"), reader.values("href")
        assert len(ids) == len(set(ids))
        assert {link.removeprefix("#") for link in links} <= set(ids)
        assert all(link.startswith("#") for link in links)
    assert "amapala-2029.1.label" in Reader(report(summary)).values("id")


def test_each_highlight_has_a_sign_and_a_title_as_well_as_a_colour(summary: Summary) -> None:
    marks = [attributes for tag, attributes in Reader(report(summary)).elements if tag == "mark"]
    titled = [mark for mark in marks if "title" in mark]
    assert len(titled) > 40
    kinds = {verdict.replace(" ", "-") for verdict in SIGNS}
    for mark in titled:
        kind = (mark["class"] or "").split()[0]
        assert kind in kinds
        assert kind in (mark["title"] or "").replace(" ", "-")
        assert all(sign[-1] in SIGNS.values() for sign in (mark.get("data-signs") or "1✓").split())
    assert any("Beatriz Menjívar Orantes (El Salvador, head)" in (mark["title"] or "") for mark in titled)


def test_every_verdict_has_a_sign_of_its_own_and_a_meaning() -> None:
    assert {*get_args(Judgement), "not scored"} == set(SIGNS) == set(MEANINGS)
    assert len(set(SIGNS.values())) == len(SIGNS)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_come_out_as_words(words: str) -> None:
    html = report(hostile(words))
    reader = Reader(html)
    for tag, attributes in reader.elements:
        assert tag in KNOWN
        assert set(attributes) <= set(KNOWN[tag].split()), tag
    assert not UNSEEN.search(html.replace("\n", ""))
    assert all(link.startswith("#") for link in reader.values("href"))
    assert [len(blocks) for blocks in reader.blocks.values()] == [1, 1]
    assert reader.texts == [visible(f"{words}\n\nThe minister said {words} twice.\n")] * 2
    assert plain(words) in shown(html)


def test_the_page_of_hostile_words_has_the_elements_of_a_tame_one() -> None:
    def shape(words: str) -> list[tuple[str, list[str]]]:
        return [(tag, sorted(attributes)) for tag, attributes in Reader(report(hostile(words))).elements]

    assert all(shape(words) == shape("x" * 12) for words in HOSTILE)


def test_a_browser_may_run_these_blocks_and_load_nothing(summary: Summary) -> None:
    reader = Reader(report(summary))
    policies = [a["content"] for _, a in reader.elements if a.get("http-equiv") == "Content-Security-Policy"]
    blocks = {name: block for name, (block,) in reader.blocks.items()}
    hashes = {
        name: base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()
        for name, block in blocks.items()
    }
    assert policies == [
        f"default-src 'none'; style-src 'sha256-{hashes['style']}'; script-src 'sha256-{hashes['script']}'; "
        "base-uri 'none'; form-action 'none'"
    ]
    assert not re.search(r"url\(|@import|https?:|//\w", blocks["style"])
    assert not re.search(r"innerHTML|eval|https?:|document\.write", blocks["script"])
    assert not [a for _, a in reader.elements if a.keys() & {"src", "style", "action", "srcset"}]


def test_the_examples_in_the_docstrings_run() -> None:
    assert [doctest.testmod(module).failed for module in (cutting, selfcontained)] == [0, 0]
