"""Targets: the loaders. Any bytes under any name become documents that hold together, or a `SourceError` in one line."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st

from summarizer.errors import SourceError
from summarizer.loading import from_text
from summarizer.loading.gathering import gather
from summarizer.loading.mail import read_mail
from summarizer.loading.making import document_of
from summarizer.loading.markdown import read_markdown
from summarizer.loading.paper import read_pdf
from summarizer.loading.reading import check_text
from summarizer.loading.webpage import read_page
from summarizer.models.document import Document, fingerprint
from tests.attacks.fuzzing import seeds
from tests.attacks.fuzzing.strategies import (
    DATES,
    WORDS,
    bred_json,
    bred_text,
    damaged,
    edited_json,
    encoded,
    pieces,
    prose,
)
from tests.attacks.fuzzing.target import Target, check_message, expect, workplace
from tests.payloads import PAYLOADS

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

    from summarizer.loading.parsed import Parsed

PROMISE: Final = "documents whose sections cover their text, and that read back from JSON as they are"


def check_document(document: Document) -> None:
    """Raise where a document does not hold together."""
    text = document.text
    expect(text.encode("utf-8").decode("utf-8") == text, "the text is no UTF-8")
    expect(document.sha256 == fingerprint(text), "the fingerprint is another text's")
    expect(document.sections, "a text without sections")
    for before, section in zip((None, *document.sections), document.sections, strict=False):
        expect(section.start == (before.end if before else 0), "sections do not touch")
        expect(document.section_at(section.start) == section.kind, "a section is not found by its offset")
        expect(before is None or before.kind != section.kind, "neighbours of one kind are two sections")
    expect(document.sections[-1].end == len(text), "sections do not cover the text")
    expect((document.published is None) == (document.published_basis is None), "a day without what gives it")
    expect(document.title is None or document.title.strip(), "a title of blanks")
    expect(document.outlet is None or document.outlet.strip(), "an outlet of blanks")
    again = Document.model_validate_json(document.model_dump_json())
    expect(again == document, "it reads back from JSON as another")


def gathered(suffix: str) -> Callable[[bytes], bool]:
    """A check of files that end so, through the front door; whether there is a document."""

    def check(data: bytes) -> bool:
        path = workplace() / f"source{suffix}"
        path.write_bytes(data)
        found = gather(path)
        for failure in found.failures:
            check_message(failure)
        for document in found.documents:
            check_document(document)
            if document.format == "text" and suffix == ".txt":
                expect(document.text == data.decode(), "a plain text is altered") if _is_utf8(data) else None
        for note in found.notes:
            expect(len(note.splitlines()) == 1, f"a note of several lines: {note[:200]!r}")
        expect(found.documents or found.failures, "neither a document nor an error")
        return bool(found.documents)

    return check


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not data.startswith((b"\x1f\x8b", b"\xff\xfe", b"\xfe\xff")) and b"\0" not in data


def read_by(reader: Callable[[bytes], Parsed]) -> Callable[[bytes], bool]:
    """A check of one reader, whatever the bytes look like."""

    def check(data: bytes) -> bool:
        parsed = reader(data)
        check_text(parsed.text, "it")
        check_document(document_of(parsed))
        return True

    return check


def _string(data: bytes) -> bool:
    text = data.decode("utf-8", "surrogateescape")
    document = from_text(text)
    expect(document.text == text, "a text given is altered")
    check_document(document)
    return True


_TAGS: Final = (
    "p p p div div article main section h1 h2 h3 ul li table tr td blockquote figure figcaption aside nav footer header "
    "a b span br img time script style template noscript form button select option iframe svg math pre code "
    "details summary dialog object video ruby rt wbr body html head title meta base frameset marquee plaintext"
).split()
_ATTRIBUTES: Final = (
    "", "", ' class="article-body"', ' class="comments"', ' hidden', ' style="display:none"', ' style="visibility:hidden"',
    ' id="consent"', ' href="https://example.org/a"', ' alt="Envoys in Torshavn"', ' datetime="9999-12-31"',
    ' itemprop="articleBody"', ' class="byline"', ' aria-hidden="true"', ' class="teaser related"', ' lang="en"',
    ' content="2031-03-12T25:61"', ' property="article:published_time" content="2031-03-12"', ' name="date" content="x"',
    ' property="og:site_name" content=" "', ' property="og:title" content=" "', " =", ' x="', " on\x00x=1",
    ' style="color:white;background:white;font-size:0"', ' type="application/ld+json"', " dir=rtl", ' rowspan="99999"',
)  # fmt: skip
_LD: Final = (
    '{"@type":"NewsArticle","headline":"Talks","datePublished":"2031-03-12","publisher":{"name":"Ledger"}}',
    '{"@graph":[{"@type":["NewsArticle"],"headline":["a"],"datePublished":[1],"publisher":[[]]}]}',
    '{"@type":{}, "headline":{}, "datePublished":{"a":NaN}}', "[" * 200, '[1,null,"x",[]]', '"\\ud800"',
)  # fmt: skip


def _pages() -> SearchStrategy[bytes]:
    """Trees of elements, well-formed and not, around stretches of an article."""

    def element(tag: str, attribute: str, inner: list[str], closed: bool) -> str:
        return f"<{tag}{attribute}>{''.join(inner)}{f'</{tag}>' if closed else ''}"

    script = st.sampled_from(_LD).map(lambda ld: f'<script type="application/ld+json">{ld}</script>')
    leaf = st.one_of(pieces(), pieces(), script)
    tree = st.recursive(
        leaf,
        lambda inner: st.builds(
            element, st.sampled_from(_TAGS), st.sampled_from(_ATTRIBUTES), st.lists(inner, max_size=5), st.booleans()
        ),
        max_leaves=14,
    )  # fmt: skip
    head = st.sampled_from(
        ("", "<!DOCTYPE html>", "<html><head><title>Talks open</title></head><body>", '<meta charset="x">',
         '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', '<html lang="\u202e"><head>')
    )  # fmt: skip
    return st.tuples(head, st.lists(tree, min_size=1, max_size=5)).map(
        lambda p: encoded(p[0] + "".join(p[1]))
    )


_FIELDS: Final = (
    "From: Ledger <news@example.org>", "Subject: Talks open", "Date: Tue, 11 Mar 2031 10:00:00 +0000", "MIME-Version: 1.0",
    "Subject: =?utf-8?b?4oCc?= =?x?q?=ff?=", "From: =?utf-8?q?=00=0a?= <>", "Date: 99 Foo 9999 99:99:99 +9999",
    "Date: Tue, 11 Mar 2031 10:00:00 -999999999", "Content-Type: text/plain; charset=x-none", "Content-Type: text/html",
    "Content-Type: multipart/alternative; boundary=B", "Content-Type: multipart/mixed; boundary=\"\"", "Content-Type: message/rfc822",
    "Content-Transfer-Encoding: base64", "Content-Transfer-Encoding: quoted-printable", "Content-Type: text/plain; charset=\"\x00\"",
    "Content-Transfer-Encoding: x-uuencode", "Content-Type: text/plain; charset*=utf-8''%E2", "Received: from x",
    "Content-Disposition: attachment; filename*0*=utf-8''%ff; filename*1=\"a\nb\"", "From: ,,,;:<<>>", "Content-Type: ;;=;",
    "Content-Type: text/plain; charset=idna", "Content-Type: text/plain; charset=unicode_escape", "Content-Type: text/html; charset=rot13",
    "Content-Type: text/plain; charset=punycode", "Content-Type: text/plain; charset=utf-7", "Content-Type: text/plain; charset=undefined",
)  # fmt: skip


def _letters() -> SearchStrategy[bytes]:
    """Messages with odd headers and parts."""
    headers = st.lists(st.sampled_from(_FIELDS), max_size=5).map("\n".join)
    packed = prose(most=3).map(lambda t: base64.encodebytes(encoded(t)).decode())
    forwarded = st.tuples(pieces(), pieces()).map(
        lambda p: f"{p[0]}\n---------- Forwarded message ---------\nFrom: {p[1]}\nDate: 1 May 2031\n\n{p[0]}"
    )
    body = st.one_of(prose(most=4), packed, forwarded, _pages().map(lambda b: b.decode("utf-8", "replace")))
    part = st.tuples(headers, body).map(lambda p: f"--B\n{p[0]}\n\n{p[1]}\n")
    parts = st.lists(part, max_size=3).map(lambda p: "".join(p) + "--B--\n")
    first = "From: a@example.org\nSubject: Talks\n"
    return st.tuples(headers, body | parts).map(lambda p: encoded(f"{first}{p[0]}\n\n{p[1]}"))


def _records() -> SearchStrategy[bytes]:
    """Objects with the fields that articles have, and values that they should not have; sound ones with edits."""
    names = st.sampled_from(
        "text body title headline html body_html bodies headlines description url published date outlet source byline "
        "located versioncreated infosource uri language body_text description_text content article provider".split()
    )
    value = st.one_of(
        prose(most=3), st.sampled_from(DATES), st.sampled_from(PAYLOADS), st.none(), st.integers(), st.booleans(),
        st.lists(st.dictionaries(st.sampled_from(("role", "value", "name", "contenttype")), pieces() | st.none(), max_size=3), max_size=2),
        st.sampled_from(("https://[", "http://example.org:99999/", "https://www.example.org/a", "<p>Envoys met.</p>", "//", "://")),
    )  # fmt: skip
    record = st.dictionaries(names, value, max_size=6)
    one = st.one_of(record, st.lists(record, max_size=3)).map(json.dumps)
    lines = st.lists(record.map(json.dumps) | st.sampled_from(("{", "null", "[1]", '{"text": "a"}')), max_size=4).map("\n".join)  # fmt: skip
    return st.one_of(one, lines).map(encoded)


def _blocks() -> SearchStrategy[bytes]:
    """Lines of Markdown in any order."""
    line = st.one_of(
        pieces(),
        st.sampled_from(("---", "...", "```", "~~~~ x", "<!--", "-->", "# Talks", "title: Talks", "date: 9999-12-31", "[x]: y",
                         "![a](b)", "[![a](b)](c)", "[a](b) [c](d)", "> quote", "| a | b |", "    code", "===", "\ufeff---", "outlet: ''")),
    )  # fmt: skip
    return st.lists(line, max_size=14).map("\n".join).map(encoded)


_MARKS: Final = (
    b"<",
    b">",
    b"</p>",
    b"<p>",
    b"&#",
    b"\x00",
    b"<!--",
    b"]]>",
    b'"',
    b"\xff",
    b"\r\n\r\n",
    b"--",
    b"=",
)
_ELEMENTS: Final = tuple(
    f"<{tag}{attribute}>".encode() for tag, attribute in zip(_TAGS, _ATTRIBUTES * 3, strict=False)
)
_PDF: Final = (
    b"obj", b"endobj", b"stream\n", b"endstream", b"<<", b">>", b"/Length 0", b"-1", b"0 R", b"1 0 R", b"4 0 R", b"BT", b"ET", b"Tj",
    b"[(a)]TJ", b"Tf", b"Tm", b"cm", b"q", b"Q", b"/Kids[1 0 R]", b"/Parent 2 0 R", b"/Filter/FlateDecode", b"/MediaBox[0 0 nan inf]",
    b"1e99", b"9999999999999", b"/ToUnicode", b"beginbfchar", b"<D800>", b"xref", b"trailer", b"startxref", b"%%EOF", b"/Count -1",
)  # fmt: skip

SOURCE: Final = (SourceError,)
TARGETS: Final = (
    Target("text", PROMISE, gathered(".txt"), st.one_of(prose().map(encoded), damaged(seeds.texts, _MARKS)), seeds.texts, SOURCE, breed=bred_text(WORDS)),
    Target("string", PROMISE, _string, st.one_of(prose().map(lambda t: t.encode("utf-8", "surrogatepass")), damaged(seeds.texts)), seeds.texts, SOURCE, breed=bred_text(WORDS)),
    Target("markdown", PROMISE, read_by(lambda data: read_markdown(data.decode("utf-8", "replace"))), st.one_of(_blocks(), damaged(seeds.markdown)), seeds.markdown, SOURCE, breed=bred_text(WORDS)),
    Target("html", PROMISE, read_by(lambda data: read_page(data, "it")), st.one_of(_pages(), _pages(), damaged(seeds.html, _MARKS)), seeds.html, SOURCE, breed=bred_text((*WORDS, *_MARKS, *_ELEMENTS))),
    Target("mail", PROMISE, read_by(lambda data: read_mail(data, "it")), st.one_of(_letters(), damaged(lambda: seeds.samples(".eml"), _MARKS)), lambda: seeds.samples(".eml"), SOURCE, breed=bred_text((*WORDS, *_MARKS, *map(encoded, _FIELDS)))),
    Target("pdf", PROMISE, read_by(lambda data: read_pdf(data, "it")), damaged(seeds.pdf, _PDF), seeds.pdf, SOURCE, 25.0, bred_text(_PDF)),
    Target("records", PROMISE, gathered(".json"), st.one_of(_records(), edited_json(lambda: seeds.samples(".json"))), lambda: seeds.samples(".json"), SOURCE, breed=bred_json),
    Target("lines", PROMISE, gathered(".jsonl"), st.one_of(_records(), damaged(lambda: seeds.samples(".jsonl"))), lambda: seeds.samples(".jsonl"), SOURCE),
    Target("docx", PROMISE, gathered(".docx"), damaged(seeds.packed, (b"PK\x03\x04", b"\x1f\x8b\x08", b"BZh")), seeds.packed, SOURCE),
)  # fmt: skip
