"""Files of the formats that the loaders read, as hypothesis builds them: pages, letters, records, Markdown."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st

from tests.attacks.fuzzing.strategies import DATES, encoded, pieces, prose
from tests.payloads import PAYLOADS

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

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


def pages() -> SearchStrategy[bytes]:
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


FIELDS: Final = (
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


def letters() -> SearchStrategy[bytes]:
    """Messages with odd headers and parts."""
    headers = st.lists(st.sampled_from(FIELDS), max_size=5).map("\n".join)
    packed = prose(most=3).map(lambda t: base64.encodebytes(encoded(t)).decode())
    forwarded = st.tuples(pieces(), pieces()).map(
        lambda p: f"{p[0]}\n---------- Forwarded message ---------\nFrom: {p[1]}\nDate: 1 May 2031\n\n{p[0]}"
    )
    body = st.one_of(prose(most=4), packed, forwarded, pages().map(lambda b: b.decode("utf-8", "replace")))
    part = st.tuples(headers, body).map(lambda p: f"--B\n{p[0]}\n\n{p[1]}\n")
    parts = st.lists(part, max_size=3).map(lambda p: "".join(p) + "--B--\n")
    first = "From: a@example.org\nSubject: Talks\n"
    return st.tuples(headers, body | parts).map(lambda p: encoded(f"{first}{p[0]}\n\n{p[1]}"))


def records() -> SearchStrategy[bytes]:
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


def markdown() -> SearchStrategy[bytes]:
    """Lines of Markdown in any order."""
    line = st.one_of(
        pieces(),
        st.sampled_from(("---", "...", "```", "~~~~ x", "<!--", "-->", "# Talks", "title: Talks", "date: 9999-12-31", "[x]: y",
                         "![a](b)", "[![a](b)](c)", "[a](b) [c](d)", "> quote", "| a | b |", "    code", "===", "\ufeff---", "outlet: ''")),
    )  # fmt: skip
    return st.lists(line, max_size=14).map("\n".join).map(encoded)


MARKS: Final = (
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
ELEMENTS: Final = tuple(
    f"<{tag}{attribute}>".encode() for tag, attribute in zip(_TAGS, _ATTRIBUTES * 3, strict=False)
)
OPERATORS: Final = (
    b"obj", b"endobj", b"stream\n", b"endstream", b"<<", b">>", b"/Length 0", b"-1", b"0 R", b"1 0 R", b"4 0 R", b"BT", b"ET", b"Tj",
    b"[(a)]TJ", b"Tf", b"Tm", b"cm", b"q", b"Q", b"/Kids[1 0 R]", b"/Parent 2 0 R", b"/Filter/FlateDecode", b"/MediaBox[0 0 nan inf]",
    b"1e99", b"9999999999999", b"/ToUnicode", b"beginbfchar", b"<D800>", b"xref", b"trailer", b"startxref", b"%%EOF", b"/Count -1",
)  # fmt: skip
