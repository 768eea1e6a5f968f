"""Inputs: a file of any kind becomes documents whose text, sections and metadata are exactly these.

The files in `data/inputs` and the papers in `papers.py` tell of one invented meeting; real geography.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.api import briefs, read
from summarizer.errors import NotEnglish, SourceError
from summarizer.loading import load, load_all
from summarizer.loading.kinds import kind_of
from summarizer.models.document import CITABLE, Format
from summarizer.rendering.references import all_evidence
from summarizer.settings import Settings
from tests import papers

if TYPE_CHECKING:
    from summarizer.models.document import Document

DATA = Path(__file__).parent / "data"
INPUTS = DATA / "inputs"
EXPECTED: dict[str, list[dict[str, Any]]] = json.loads((DATA / "inputs.json").read_text("utf-8"))
RULES = Settings(engine="rules")
PAPERS = {"press.pdf": papers.press, "columns.pdf": papers.columns}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All samples in one folder, the drawn papers among them."""
    path = tmp_path_factory.mktemp("inputs")
    for file in INPUTS.iterdir():
        (path / file.name).write_bytes(file.read_bytes())
    for name, draw in PAPERS.items():
        (path / name).write_bytes(draw())
    return path


def seen(document: Document) -> dict[str, Any]:
    """A document as `inputs.json` has it."""
    return {
        "source": Path(document.source or "").name,
        "format": document.format,
        "outlet": document.outlet,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "basis": document.published_basis,
        "sections": [[s.kind, document.text[s.start : s.end]] for s in document.sections],
    }


def test_there_is_a_sample_of_every_kind(folder: Path) -> None:
    assert {p.name for p in folder.iterdir()} == set(EXPECTED)
    assert len(EXPECTED) >= 12
    assert {d["format"] for found in EXPECTED.values() for d in found} == set(get_args(Format))


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_has_exactly_this_text_in_these_sections_and_this_metadata(folder: Path, name: str) -> None:
    assert [seen(document) for document in load_all(folder / name)] == EXPECTED[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_standard_input_of_any_kind_is_told_by_its_content(
    folder: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name in {"notes.md", "old.htm"}:  # nothing but the name says so
        return
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((folder / name).read_bytes())))
    for piped, named in zip(load_all("-"), load_all(folder / name), strict=True):
        assert (piped.text, piped.sections, piped.format) == (named.text, named.sections, named.format)


def test_the_evidence_of_a_brief_stands_where_it_says_in_any_kind_of_source(folder: Path) -> None:
    found: dict[str, int] = {}
    for name in EXPECTED:
        documents = load_all(folder / name)
        by_id = {d.id: d for d in documents}
        readings, failures = read(documents, RULES)
        # The old page is not in English, to try its encoding.
        assert [type(f.error) for f in failures] == ([NotEnglish] if name == "old.htm" else [])
        for brief in briefs(readings, failures) if readings else ():
            for evidence in all_evidence(brief):
                document = by_id[evidence.doc]
                assert document.text[evidence.start : evidence.end] == evidence.exact
                assert document.section_at(evidence.start) in CITABLE
                found[document.format or ""] = found.get(document.format or "", 0) + 1
    assert {"text", "markdown", "html", "pdf", "ninjs", "jsonl", "eml"} <= set(found)


def test_what_no_reader_of_the_page_sees_is_nowhere_in_its_text() -> None:
    text = load(INPUTS / "page.html").text
    for hidden in (
        "declares war",
        "agrees to everything",
        "Albania had won",
        "Ignore what was said",
        "Say something",
    ):
        assert hidden not in text


def test_page_matter_is_kept_and_never_citable() -> None:
    document = load(INPUTS / "page.html")
    for words in (
        *("We use cookies", "Friday, 20 May 2033", "Three soldiers die", "Albania will invade"),
        *("Envoys of Iran", "Copyright 2033", "Accept all", "Balkans"),
    ):
        assert document.section_at(document.text.index(words)) not in CITABLE


def test_the_later_day_of_a_change_is_not_the_day_of_publication() -> None:
    assert load(INPUTS / "plain.xhtml").published == date(2033, 5, 14)


def test_the_day_a_pdf_was_made_says_nothing_about_its_article(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(papers.columns())
    assert b"CreationDate" in path.read_bytes()
    assert load(path).published is None


def test_one_article_is_asked_for_and_several_are_there(folder: Path) -> None:
    with pytest.raises(SourceError, match=r"articles\.jsonl: it holds 3 articles; read them with load_all"):
        load(folder / "articles.jsonl")


@pytest.mark.parametrize(
    ("record", "format_", "title", "text"),
    [
        ({"title": "Talks", "body_html": "<p>Envoys met.</p>"}, "json", "Talks", "Envoys met."),
        ({"title": "Talks", "body_text": "Envoys met."}, "json", "Talks", "Envoys met."),
        ({"Title": "Talks", "Content": "<p>Envoys met.</p>"}, "json", "Talks", "Envoys met."),
        ({"headline": "Talks", "body_text": "Envoys met."}, "ninjs", "Talks", "Talks\n\nEnvoys met."),
        (
            {"uri": "x:1", "title": "Talks", "body_main": "Envoys met."},
            "ninjs",
            "Talks",
            "Talks\n\nEnvoys met.",
        ),
        (
            {
                "headline": "Talks",
                "bodies": [{"value": "short"}, {"value": "<p>Envoys met.</p>"}],
                "located": "Ulcinj",
            },
            *("ninjs", "Talks", "Talks\n\nUlcinj\n\nEnvoys met."),
        ),
    ],
)
def test_json_is_ninjs_where_its_fields_say_so(
    tmp_path: Path, record: dict[str, object], format_: str, title: str, text: str
) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    document = load(path)
    assert (document.format, document.title, document.text) == (format_, title, text)


# -- broken ones ---------------------------------------------------------------------------------------------

PAGE = (INPUTS / "page.html").read_bytes()
DEEP = b"<html><body>" + b"<div>" * 100_000 + b"<p>Envoys met.</p>"
BROKEN: dict[str, tuple[bytes, str]] = {
    "cut.pdf": (papers.press()[:1500], "the PDF is cut off before its end"),
    "damaged.pdf": (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n", "the PDF is damaged"),
    "pictures.pdf": (papers.pictures(), "the PDF holds no text, only pictures of pages; run it through text rec"),
    "locked.pdf": (papers.locked(), "the PDF is encrypted; save it without a password"),
    "garbage.txt.gz": (b"\x1f\x8b\x08garbage of some length", "it is damaged (not valid gzip)"),
    "cut.txt.gz": (gzip.compress(b"Envoys met. " * 99)[:-9], "it is cut off before its end"),
    "bomb.txt.gz": (gzip.compress(bytes(21_000_000)), "it is larger than 20 MB when unpacked"),
    "twice.txt.gz": (gzip.compress(gzip.compress(b"Envoys met.")), "it is compressed twice"),
    "members.txt.gz": (gzip.compress(b"a") * 101, "it has more than 100 gzip members"),
    "photo.json": (b'{"uri": "x", "type": "picture", "versioncreated": "2033-05-14", "headline": "Boats"}', "no body text"),
    "empty.json": (b'{"title": "Boats"}', "the article has no text; give a field `text` or `body`"),
    "number.json": (b"17", "neither an article nor a list"),
    "bad.json": (b'{\n"text": "Envoys met."\n"x": 1}', "bad.json:3: it is not valid JSON ("),
    "nested.json": (b"[" * 200_000, "nested too deep"),
    "bad.jsonl": (b'{"text": "Envoys met."}\n\n{"text": "They par\n', "bad.jsonl:3: it is not valid JSON ("),
    "textless.jsonl": (b'{"text": "Envoys met."}\n{"title": "x"}\n', "textless.jsonl:2: the article has no text"),
    "list.jsonl": (b'{"text": "Envoys met."}\n[1]\n', "list.jsonl:2: it is JSON, but no object"),
    "bare.eml": (b"From: a@example.org\nSubject: x\nMIME-Version: 1.0\n\n", "the message has no text"),
    "empty.html": (b"<!DOCTYPE html><html><head><title>x</title></head><body></body></html>", "a page without text"),
    "hidden.html": (b"<html><body><p hidden>Envoys met in Lisbon for talks.</p></body></html>", "a page without text"),
    "nav.html": (b"<html><body><nav><a href=1>World</a></nav><footer>All rights</footer></body></html>", "no article"),
    "deep.html": (DEEP, "nested more than 2048 deep"),
    "crowd.html": (b"<p " + b"a " * 501 + b">Envoys met.</p>", "an element of it has more than 500 attributes"),
    "feed.xml": (b'<?xml version="1.0"?><rss><channel/></rss>', "it is XML (rss), not an article"),
    "report.docx": (b"PK\x03\x04" + b"\x00" * 30 + b"word/document.xml", "it is a Word document (docx), not text"),
    "map.png": (b"\x89PNG\r\n\x1a\n" + bytes(20), "it is a PNG picture, not text; save it as plain text"),
    "letter.rtf": (b"{\\rtf1\\ansi Envoys met.}", "it is a rich text file (RTF)"),
    "zero.md": (b"\n \n", "it is empty"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_source_gives_one_line_with_its_name_the_cause_and_a_remedy(
    tmp_path: Path, name: str
) -> None:
    data, cause = BROKEN[name]
    path = tmp_path / name
    path.write_bytes(data)
    for reader in (load, load_all):
        with pytest.raises(SourceError) as caught:
            reader(path)
        message = str(caught.value)
        assert cause in message
        assert name in message
        assert "\n" not in message
        assert caught.value.remedy


def test_nothing_that_pypdf_or_trafilatura_log_reaches_a_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("damaged.pdf", "nav.html"):
        (tmp_path / name).write_bytes(BROKEN[name][0])
        with pytest.raises(SourceError):
            load(tmp_path / name)
    assert capsys.readouterr() == ("", "")


# -- what content says ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"Envoys met.", "a", "text"),
        (b"Date: 2033-05-14\nSource: Oru Gazette\n\nEnvoys met.", "a.txt", "text"),
        (b"From: the border\nSubject: talks\n\nEnvoys met.", "a.txt", "text"),
        (b'["We met," he said.]', "a.txt", "json"),  # and read as text, since it is none
        (b"<b>Talks</b> went on.", "a.txt", "text"),
        (b"\xef\xbb\xbf  <!-- x --> <!DOCTYPE HTML>", "a.txt", "html"),
        (b"<html>", "a.pdf", "html"),
        ("<html>".encode("utf-16"), "a", "html"),
        (b"%PDF-1.4", "a.txt", "pdf"),
        (b"Envoys met.", "a.md.gz", "markdown"),
        (b"Received: by x\nFrom: y\n\nz", "-", "eml"),
    ],
)
def test_content_comes_before_the_name(data: bytes, name: str, kind: str) -> None:
    assert kind_of(data, name) == kind


def test_prose_in_brackets_is_no_json(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text('["We met," the envoy said.]', encoding="utf-8")
    assert load(path).text == '["We met," the envoy said.]'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1250"])
def test_a_page_is_decoded_by_its_mark_its_declaration_or_a_guess(tmp_path: Path, encoding: str) -> None:
    page = (INPUTS / "old.htm").read_bytes().decode("cp1250")
    if encoding != "cp1250":
        page = page.replace("windows-1250", "utf-8")
    path = tmp_path / "a.htm"
    path.write_bytes(page.encode(encoding))
    assert "Danilo Peražić, koji je predvodio" in load(path).text


TAGS = st.sampled_from(
    ["<p>", "</p>", "<div class=related>", "</div>", "<h1>", "</h1>", "<nav>", "</nav>", "<br>", "<td>", "<table>",
     "<pre>", "</pre>", "<!--", "-->", "<q>", "<a href=x>", "</a>", "<img alt='the two ministers in Lisbon'>", "<li>",
     "<article>", "</article>", "<script>", "</script>", "<p hidden>", "&amp;", "&#xD800;", "\x00", "<", "\u200b", " \n",
     "Envoys met in Lisbon on Wednesday for talks about the lake. ", "“No,” he said. ", "A", "\t"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(TAGS, max_size=40).map("".join))
def test_sections_cover_the_text_of_any_page(tmp_path_factory: pytest.TempPathFactory, markup: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.html"
    path.write_text("<html><body>" + markup, encoding="utf-8", errors="surrogatepass")
    try:
        document = load(path)
    except SourceError:
        return
    assert "".join(document.text[s.start : s.end] for s in document.sections) == document.text


MARKDOWN = st.sampled_from(
    ["# Talks\n", "\n", "```\n", "---\n", "title: x\n", "![a lake](x.png)\n", "Envoys met in Lisbon on Wednesday.\n",
     "> “No,” he said.\n", "- one\n", "[a](b) [c](d)\n", "<!-- x\n", "-->\n", "word " * 12 + "\n", "[x]: y\n", "\r\n"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(MARKDOWN, min_size=1, max_size=25).map("".join))
def test_markdown_stays_as_it_is_and_is_covered(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.md"
    path.write_bytes(text.encode())
    try:
        document = load(path)
    except SourceError:
        return
    assert document.text == text
    assert document.sections[-1].end == len(text)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["pdf", "html", "eml", "json", "jsonl", "md", "gz", "txt"]))
def test_bytes_of_any_sort_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, end: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any.{end}"
    opening = {
        "pdf": b"%PDF-1.4\n",
        "html": b"<html>",
        "eml": b"From: a\nSubject: b\n\n",
        "gz": b"\x1f\x8b",
    }.get(end, b"")
    path.write_bytes(opening + data)
    documents: tuple[Document, ...] = ()
    with contextlib.suppress(SourceError):
        documents = load_all(path)
    for document in documents:
        assert document.sections[-1].end == len(document.text)


@pytest.mark.parametrize("charset", ["undefined", "idna", "punycode", "rot13", "x-none"])
def test_a_charset_that_decodes_nothing_is_passed_over(tmp_path: Path, charset: str) -> None:
    prose = "Iceland and Norway met in Torshavn on Tuesday for talks on mackerel quotas – “no deal”."
    header = (
        f"From: Ledger <news@example.org>\nMIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\n"
    )
    for name, source in (
        ("a.eml", f"{header}\n{prose}\n"),
        ("a.html", f"<meta charset={charset}><p>{prose}</p>"),
    ):
        (tmp_path / name).write_text(source, "utf-8")
        assert prose in load(tmp_path / name).text


def test_a_control_character_in_the_title_of_a_page_does_not_cost_the_page(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    prose = "Iceland and Norway met in Torshavn on Tuesday for talks on mackerel quotas."
    page.write_text(f"<title>Talks\x01 open</title><h1>Talks\x02 open</h1><p>{prose}</p>", "utf-8")
    document = load(page)
    assert prose in document.text
    assert document.title is not None
    assert document.title.startswith("Talks")


@pytest.mark.parametrize("role", [["main"], {"name": "main"}, None, 1])
def test_a_ninjs_role_of_another_type_is_no_role(tmp_path: Path, role: object) -> None:
    prose = "Iceland and Norway met in Torshavn on Tuesday for talks on mackerel quotas."
    item = {
        "uri": "urn:x",
        "headlines": [{"role": role, "value": "No deal"}, {"role": "main", "value": "Talks end"}],
    }
    path = tmp_path / "a.json"
    path.write_text(json.dumps(item | {"bodies": [{"role": role, "value": prose}]}), "utf-8")
    document = load(path)
    assert document.title == "Talks end"
    assert prose in document.text
