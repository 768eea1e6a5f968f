"""Web pages that a browser printed as PDF: what is article, what is page. Invented persons and events, real geography."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from summarizer import Settings, summarize
from summarizer.loading import from_text, load
from summarizer.models.document import CITABLE
from tests import papers

if TYPE_CHECKING:
    from pathlib import Path

    from summarizer.models.document import Document


def section(document: Document, words: str) -> str:
    """The kind of the section in which words stand."""
    assert words in document.text, document.text
    return document.section_at(document.text.index(words))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Document:
    path = tmp_path_factory.mktemp("printed") / "page.pdf"
    path.write_bytes(papers.printed_page())
    return load(path)


def test_lines_of_one_size_and_edge_are_paragraphs_of_their_own_where_they_are_short(page: Document) -> None:
    paragraphs = page.text.split("\n\n")
    for line in (
        *("By Petra Kovac", "Perazic and Lleshi in Ulcinj", "Photo: AFP", papers.DATELINE + papers.BODY[0]),
        *papers.BODY[1:],
    ):
        assert line in paragraphs


def test_the_headline_is_the_largest_line_and_not_the_one_that_asks_for_consent(page: Document) -> None:
    assert page.title == papers.TITLE
    for words in ("We value your privacy", "Montenegro accepts cookies", "Accept all", "Manage settings"):
        assert section(page, words) == "furniture"


def test_a_large_line_about_privacy_is_a_headline_where_nothing_asks_for_consent(tmp_path: Path) -> None:
    paper = papers.Paper()
    paper.add_page()
    paper.head("Albania and Montenegro agree on privacy of river data")
    paper.prose(papers.BODY[0])
    (tmp_path / "a.pdf").write_bytes(bytes(paper.output()))
    assert load(tmp_path / "a.pdf").title == "Albania and Montenegro agree on privacy of river data"


def test_the_day_of_the_dateline_is_found_below_byline_and_caption(page: Document) -> None:
    assert (page.published, page.published_basis) == (date(2033, 5, 14), "dateline")


def test_comments_of_readers_are_page_matter_and_make_no_red_lines(page: Document) -> None:
    for words in ("3 comments", "heron77: Albania", "Marta K.: Nobody"):
        assert section(page, words) not in CITABLE
    brief = summarize(page, settings=Settings(engine="rules"))
    quoted = [evidence.exact for line in brief.red_lines for evidence in line.evidence]
    assert any("dam on the Bojana is a red line" in exact for exact in quoted)
    assert not any("for Tirana" in exact or "for Podgorica" in exact for exact in quoted)


def test_comments_of_readers_are_longer_than_the_article() -> None:
    text = (
        f"{papers.TITLE}\n\n{papers.BODY[0]}\n\nComments (2)\n\nheron77: Not one metre of that barrier will be built.\n\n"
        "bluefin: If it is built, this is a red line for all of us.\n\nbluefin: It must never be built, I say.\n"
    )
    document = from_text(text)
    assert section(document, "Montenegro and Albania ended") == "body"
    for words in ("Not one metre", "for all of us", "never be built"):
        assert section(document, words) not in CITABLE


def test_a_link_to_the_comments_above_the_article_ends_nothing() -> None:
    document = from_text(f"{papers.TITLE}\n\nComments (2)\n\n" + "\n\n".join(papers.BODY))
    assert all(section(document, paragraph) == "body" for paragraph in papers.BODY)


def test_prose_under_the_heading_of_a_box_is_a_teaser_and_the_article_goes_on_behind_it(
    page: Document,
) -> None:
    assert section(page, "Serbia will never accept") == "teaser"
    assert section(page, papers.BODY[3]) == "body"


def test_prose_behind_a_link_that_is_set_like_the_article_is_the_article(tmp_path: Path) -> None:
    paper = papers.Paper()
    paper.add_page()
    paper.head(papers.TITLE)
    for text in (papers.BODY[0], papers.BODY[1], "Read more", *papers.BODY[2:]):
        paper.prose(text)
    (tmp_path / "a.pdf").write_bytes(bytes(paper.output()))
    document = load(tmp_path / "a.pdf")
    assert section(document, papers.BODY[2]) == "body"


def test_a_sentence_goes_on_at_the_top_of_the_next_column(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(papers.broken_columns())
    paragraphs = load(tmp_path / "a.pdf").text.split("\n\n")
    assert (
        "Albanian negotiator Arben Lleshi said after a round of talks with Danilo Perazic of Montenegro that Tirana would go on."
        in paragraphs
    )
    assert papers.BODY[3] in paragraphs


def test_a_browser_s_stamp_of_the_time_of_printing_is_page_matter(page: Document) -> None:
    for words in ("5/20/33, 10:26 AM", "https://example.org/bojana 1/1"):
        assert section(page, words) == "furniture"


def test_ligatures_are_read_as_the_letters_they_join() -> None:
    from summarizer.loading.paper.pages import _Collector

    collected = _Collector(0, "a.pdf", float("inf"))
    collected.visit("the \ufb02ood o\ufb03ce", (1, 0, 0, 1, 0, 0), (1, 0, 0, 1, 0, 0), None, 11)
    assert [line.text for line in collected.lines()] == ["the flood office"]


# -- forwarded mail ------------------------------------------------------------------------------------------

OUTER = (
    "From: Ivo Maric <ivo@example.org>\nSubject: Fwd: Bojana talks\nDate: Tue, 24 May 2033 08:00:00 +0200\n"
    "Content-Type: text/plain; charset=utf-8\n\nFor your files, this is a red line.\n\n"
)
INNER = "From: Adria Wire <desk@example.com>\n{day}Subject: Bojana talks\nTo: ivo@example.org\n\n"


@pytest.mark.parametrize("mark", ["---------- Forwarded message ---------\n", "Begin forwarded message:\n\n"])
@pytest.mark.parametrize(
    ("day", "published"),
    [
        ("Date: Sat, May 14, 2033 at 9:12 PM\n", date(2033, 5, 14)),
        ("Date: Sat, 14 May 2033 21:12:00 +0200\n", date(2033, 5, 14)),
        ("Sent: 14 May 2033 21:12\n", date(2033, 5, 14)),
        ("", None),
    ],
)
def test_a_forwarded_mail_is_dated_by_the_message_that_it_hands_on(
    tmp_path: Path, mark: str, day: str, published: date | None
) -> None:
    (tmp_path / "a.eml").write_text(OUTER + mark + INNER.format(day=day) + "\n\n".join(papers.BODY))
    document = load(tmp_path / "a.eml")
    assert (document.published, document.outlet, document.title) == (published, "Adria Wire", "Bojana talks")
    assert section(document, "For your files") == "furniture"
    assert section(document, mark.strip()) == "metadata"
    assert all(section(document, paragraph) == "body" for paragraph in papers.BODY)


def test_a_mail_that_says_most_by_itself_keeps_its_own_day(tmp_path: Path) -> None:
    own = "\n\n".join(papers.BODY * 3)
    (tmp_path / "a.eml").write_text(
        OUTER
        + own
        + "\n\n-----Original Message-----\n"
        + INNER.format(day="Date: Sat, 14 May 2033 21:12:00 +0200\n")
    )
    assert load(tmp_path / "a.eml").published == date(2033, 5, 24)
