"""From the bytes of a page to its elements: encoding, limits of the parser, what no reader sees."""

from __future__ import annotations

import codecs
import re
from itertools import islice
from typing import Any, Final

from summarizer.errors import SourceError
from summarizer.loading.decoding import decode

_DECLARED: Final = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE
)
_XML_DECLARED: Final = re.compile(
    rb"""\s{0,50}<\?xml[^>]{0,100}?encoding\s{0,5}=\s{0,5}["']([A-Za-z0-9_:.-]{2,40})"""
)
_WHATWG: Final = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "big5": "big5hkscs",
    "x-mac-cyrillic": "mac-cyrillic",
}
"""What browsers read for these labels (WHATWG Encoding, section 4.2)."""
_ATTRIBUTE: Final = r"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+"""
_TAG: Final = re.compile(rf"<[A-Za-z][^\s/>]*+(?:[\s/]++|{_ATTRIBUTE})*+")
_ATTRIBUTES: Final = re.compile(_ATTRIBUTE)
_BOMS: Final = (b"\xef\xbb\xbf", codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

ATTRIBUTES: Final = 500
"""Attributes of one element; the parser's time grows with their square."""
ELEMENTS: Final = 500_000
"""Elements of the largest page that is read; pages of news have some thousands."""
DEPTH: Final = 2048
"""Elements that the parser lets stand in each other; what is deeper it would drop."""


def decode_page(data: bytes, name: str, *, charset: str | None = None) -> str:
    """The text of a page's bytes: by byte order mark, `charset` (of the HTTP header), what it declares, or a guess."""
    if data.startswith(_BOMS):
        return decode(data, name).lstrip("\ufeff")
    declared = _DECLARED.search(data[:4096]) or _XML_DECLARED.match(data[:1024])
    for label in (charset, declared[1].decode("ascii") if declared else None):
        if label is None:
            continue
        label = label.strip().lower()
        try:
            encoding = codecs.lookup(_WHATWG.get(label, label))
            if not encoding._is_text_encoding or encoding.name.startswith("utf-16"):
                continue  # bytes in which a declaration can be read are no UTF-16
            return data.decode(encoding.name)
        except (
            LookupError,
            ValueError,
        ):  # codecs for names of hosts, `undefined` and a NUL in the label fail so
            continue
    return decode(data.replace(b"\x00", b""), name)


def parse(text: str, name: str) -> Any:
    """The root element of a page, without comments. Entities are never fetched: HTML knows no external ones.

    Raises `SourceError` where the page is empty, too large, or nested deeper than the parser follows.
    """
    from lxml import etree, html

    _check_attributes(text, name)
    # The limits that huge_tree lifts are those of one text (10 MB) and of depth (256); the size of a page is limited
    # where it is read. Bytes and not a string, because lxml refuses strings that declare an encoding.
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        raise SourceError(
            "it is empty (a page without text)", subject=name, remedy="give an article's page"
        ) from None
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise SourceError(
            f"its elements are nested more than {DEPTH} deep",
            subject=name,
            remedy="save the article's text as plain text",
        )
    if sum(1 for _ in islice(root.iter(), ELEMENTS + 1)) > ELEMENTS:
        raise SourceError(
            f"it has more than {ELEMENTS:,} elements",
            subject=name,
            remedy="save the article's text as plain text",
        )
    return root


def _check_attributes(text: str, name: str) -> None:
    """Raise `SourceError` where an element, or the page, has so many attributes that parsing it is an ordeal."""
    total = 0
    for tag in _TAG.finditer(text):
        own = len(_ATTRIBUTES.findall(tag[0]))
        total += own
        if own > ATTRIBUTES or total > ELEMENTS:
            most, where = (ATTRIBUTES, "an element of it") if own > ATTRIBUTES else (ELEMENTS, "it")
            raise SourceError(
                f"{where} has more than {most:,} attributes",
                subject=name,
                remedy="save the article's text as plain text",
            )
