"""Targets: briefs read back from JSON, and briefs with any words in them written in every format."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
import zipfile
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st
from lxml import etree
from lxml import html as markup

from summarizer import diff
from summarizer.errors import SourceError
from summarizer.loading.briefs import load_briefs, unsupported
from summarizer.rendering import FORMATS, encode_all, render
from summarizer.rendering.references import all_evidence
from tests.attacks.fuzzing import seeds
from tests.attacks.fuzzing.strategies import ODD, WORDS, bred_json, bred_text, damaged, edited_json, encoded
from tests.attacks.fuzzing.target import Target, expect, workplace
from tests.example import example_brief
from tests.hostile import filled_brief
from tests.payloads import PAYLOADS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.models.brief import Brief
    from summarizer.models.document import Document

_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff]"
)
_FORMULA: Final = tuple("=+-@＝＋－＠\t\r")
_LIVE: Final = frozenset(
    "hyperlink fldSimple instrText fldChar object drawing altChunk pict OLEObject control".split()
)
_ADDRESS: Final = re.compile(r"\s*(?:#|urn:|https?://schema\.org)", re.IGNORECASE)


def check_brief(brief: Brief, documents: Sequence[Document] = ()) -> None:
    """Raise where a brief cites what its documents do not say, or cannot be written in every format without harm."""
    texts = {d.id: d.text for d in documents}
    for each in all_evidence(brief) if texts else ():
        expect(texts[each.doc][each.start : each.end] == each.exact, f"not the words at that place: {each}")
    for name in FORMATS:
        written = encode_all((brief,), name, documents=documents)
        _INERT[name](written)
    again = _read(encode_all((brief,), "json"))
    expect(len(again) == 1, "it reads back as several briefs")
    expect(_plain(again[0]) == _plain(brief), "it reads back from JSON as another brief")
    expect(not diff(brief, again[0]).changes, "it differs from itself")


def _plain(brief: Brief) -> str:
    """The brief as JSON, halves of characters as question marks, as files have them."""
    return json.dumps(brief.model_dump(mode="json"), ensure_ascii=False).encode("utf-8", "replace").decode()


def _read(data: bytes) -> tuple[Brief, ...]:
    path = workplace() / "brief.json"
    path.write_bytes(data)
    return load_briefs(path)


def _inert_json(data: bytes) -> None:
    text = data.decode("utf-8")
    json.loads(text)
    expect("<" not in text, "JSON that can close a script")
    expect(not _UNSEEN.search(text), f"JSON with {_UNSEEN.findall(text)[:3]}")


def _inert_markdown(data: bytes) -> None:
    from tests.test_markdown import GFM_LIKE, leaves

    page = data.decode("utf-8")
    expect(not _UNSEEN.search(page), f"markdown with {_UNSEEN.findall(page)[:3]}")
    kinds = {token.type for token in leaves(GFM_LIKE.parse(page))}
    live = kinds & {"link_open", "image", "html_inline", "html_block", "code_inline", "code_block", "fence", "s_open"}  # fmt: skip
    expect(not live, f"markdown with {sorted(live)}")


def _inert_csv(data: bytes) -> None:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    expect(len({len(row) for row in rows}) == 1, "rows of several lengths")
    for cell in (cell for row in rows for cell in row):
        live = cell.startswith(_FORMULA) or _UNSEEN.search(cell) or "\n" in cell
        live = live or any(piece.lstrip(' "').startswith(_FORMULA) for piece in cell.split(";"))
        expect(not live, f"a cell that is more than words: {cell[:200]!r}")


@cache
def _own_markup() -> tuple[frozenset[str], frozenset[str], int]:
    """Tags, attributes and number of scripts of pages without hostile words."""
    pages = [filled_brief(lambda: "plain words"), example_brief()]
    trees = [markup.document_fromstring(render(p, "html").encode("utf-8")) for p in pages]
    elements = [e for tree in trees for e in tree.iter() if isinstance(e.tag, str)]
    scripts = max(sum(1 for _ in tree.iter("script")) for tree in trees)
    return frozenset(e.tag for e in elements), frozenset(a for e in elements for a in e.attrib), scripts


def _inert_html(data: bytes) -> None:
    tags, attributes, scripts = _own_markup()
    text = data.decode("utf-8")
    expect(not _UNSEEN.search(text), f"a page with {_UNSEEN.findall(text)[:3]}")
    tree = markup.document_fromstring(data)
    found = 0
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        expect(element.tag in tags | _SOMETIMES, f"a page with <{element.tag}>")
        strange = set(element.attrib) - attributes - _SOMETIMES
        expect(not strange, f"a page with the attributes {sorted(strange)}")
        found += element.tag == "script"
        for name in ("href", "src", "action"):
            address = element.get(name)
            expect(address is None or _ADDRESS.match(address), f"a page that leads to {address!r}")
    expect(found <= scripts, f"a page with {found} scripts")


_SOMETIMES: Final = frozenset(
    {"open", "hidden", "checked", "selected", "colspan", "rowspan", "mark", "br", "wbr"}
)
"""What our own page has only where a brief gives cause for it."""


def _inert_word(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            part = package.read(name)
            expect("vba" not in name.lower() and "embed" not in name.lower(), f"a document with {name}")
            if name.endswith((".xml", ".rels")):
                tags = {str(e.tag).rpartition("}")[2] for e in etree.fromstring(part).iter()}
                expect(not (tags & _LIVE and name == "word/document.xml"), f"a document with {tags & _LIVE}")
                expect(b'TargetMode="External"' not in part, "a document that leads elsewhere")


_INERT: Final[dict[str, Any]] = {
    "md": _inert_markdown,
    "html": _inert_html,
    "csv": _inert_csv,
    "docx": _inert_word,
    **dict.fromkeys(("json", "jsonld", "ninjs", "annotations"), _inert_json),
}


def _show(data: bytes) -> bool:
    for brief in _read(data):
        unsupported(brief)
        check_brief(brief)
        diff(brief, example_brief())
        diff(example_brief(), brief)
    return True


def _renderers(data: bytes) -> bool:
    """The parts of the input, one after the other, as all texts of a brief."""
    words = data.decode("utf-8", "replace").split("\x1e")
    following = itertools.cycle([w or "x" for w in words])
    check_brief(filled_brief(lambda: next(following)))
    return True


_WORDS: Final = st.lists(
    st.one_of(st.sampled_from(PAYLOADS), st.text(max_size=20), ODD, st.tuples(st.sampled_from(PAYLOADS), st.sampled_from(PAYLOADS)).map("".join)),
    min_size=1, max_size=7,
)  # fmt: skip


def _payloads() -> Sequence[bytes]:
    return [encoded("\x1e".join(PAYLOADS[n : n + 8])) for n in range(0, len(PAYLOADS), 8)]


SHOWN: Final = st.one_of(edited_json(seeds.briefs), edited_json(seeds.briefs), damaged(seeds.briefs, (b'"', b"{", b"]", b",", b"NaN", b"\\u0000")))  # fmt: skip
TARGETS: Final = (
    Target(
        "show",
        "a brief that every format can be made of, the same when it is read again, or a refusal",
        _show,
        SHOWN,
        seeds.briefs,
        (SourceError,),
        breed=bred_json,
    ),
    Target(
        "renderers",
        "every format, with the words as words and nothing that acts",
        _renderers,
        _WORDS.map("\x1e".join).map(encoded),
        _payloads,
        breed=bred_text((*WORDS, b"\x1e")),
    ),
)
