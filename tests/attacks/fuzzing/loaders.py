"""Targets: the loaders. Any bytes under any name become documents that hold together, or a `SourceError` in one line."""

from __future__ import annotations

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
from tests.attacks.fuzzing import formats, seeds
from tests.attacks.fuzzing.strategies import (
    WORDS,
    bred_json,
    bred_text,
    damaged,
    edited_json,
    encoded,
    prose,
)
from tests.attacks.fuzzing.target import Target, check_message, expect, workplace

if TYPE_CHECKING:
    from collections.abc import Callable

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
            if document.format == "text" and _is_utf8(data):
                expect(document.text == data.decode(), "a plain text is altered")
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


SOURCE: Final = (SourceError,)
TARGETS: Final = (
    Target(
        "text",
        PROMISE,
        gathered(".txt"),
        st.one_of(prose().map(encoded), damaged(seeds.texts, formats.MARKS)),
        seeds.texts,
        SOURCE,
        breed=bred_text(WORDS),
    ),
    Target(
        "string",
        PROMISE,
        _string,
        st.one_of(prose().map(lambda t: t.encode("utf-8", "surrogatepass")), damaged(seeds.texts)),
        seeds.texts,
        SOURCE,
        breed=bred_text(WORDS),
    ),
    Target(
        "markdown",
        PROMISE,
        read_by(lambda data: read_markdown(data.decode("utf-8", "replace"))),
        st.one_of(formats.markdown(), damaged(seeds.markdown)),
        seeds.markdown,
        SOURCE,
        breed=bred_text(WORDS),
    ),
    Target(
        "html",
        PROMISE,
        read_by(lambda data: read_page(data, "it")),
        st.one_of(formats.pages(), formats.pages(), damaged(seeds.html, formats.MARKS)),
        seeds.html,
        SOURCE,
        breed=bred_text((*WORDS, *formats.MARKS, *formats.ELEMENTS)),
    ),
    Target(
        "mail",
        PROMISE,
        read_by(lambda data: read_mail(data, "it")),
        st.one_of(formats.letters(), damaged(lambda: seeds.samples(".eml"), formats.MARKS)),
        lambda: seeds.samples(".eml"),
        SOURCE,
        breed=bred_text((*WORDS, *formats.MARKS, *map(encoded, formats.FIELDS))),
    ),
    Target(
        "pdf",
        PROMISE,
        read_by(lambda data: read_pdf(data, "it")),
        damaged(seeds.pdf, formats.OPERATORS),
        seeds.pdf,
        SOURCE,
        25.0,
        bred_text(formats.OPERATORS),
    ),
    Target(
        "records",
        PROMISE,
        gathered(".json"),
        st.one_of(formats.records(), edited_json(lambda: seeds.samples(".json"))),
        lambda: seeds.samples(".json"),
        SOURCE,
        breed=bred_json,
    ),
    Target(
        "lines",
        PROMISE,
        gathered(".jsonl"),
        st.one_of(formats.records(), damaged(lambda: seeds.samples(".jsonl"))),
        lambda: seeds.samples(".jsonl"),
        SOURCE,
    ),
    Target(
        "docx",
        PROMISE,
        gathered(".docx"),
        damaged(seeds.packed, (b"PK\x03\x04", b"\x1f\x8b\x08", b"BZh")),
        seeds.packed,
        SOURCE,
    ),
)
