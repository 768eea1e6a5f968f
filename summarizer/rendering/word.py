"""The brief as a Word document, by python-docx (the extra `docx`); the same blocks as the page of markdown.

The file holds text and styles: no link, no field, no picture, no macro, so nothing in it can be followed or run.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from itertools import zip_longest
from typing import TYPE_CHECKING

from summarizer.rendering.blocks import Bullets, Heading, Line, Paragraph, Quote, Run, Table
from summarizer.rendering.escape import plain
from summarizer.rendering.page import page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph as WordParagraph

    from summarizer.models.brief import Brief
    from summarizer.models.document import Document
    from summarizer.rendering.blocks import Block
    from summarizer.rendering.words import Words

_STYLES = {1: "Title", 2: "Heading 1", 3: "Heading 2"}
_TYPE = (  # style, size, space before and behind, in points
    ("Normal", 10.5, 0, 6),
    ("Title", 18, 0, 10),
    ("Heading 1", 14, 14, 4),
    ("Heading 2", 11.5, 10, 4),
    ("Quote", 10.5, 0, 6),
    ("List Bullet", 10.5, 0, 3),
)
_COLUMNS_CM = (3.5, 13.0)
_REFERENCE_GREY = "595959"  # 7:1 on white


def document(briefs: Sequence[Brief], *, words: Words, documents: Sequence[Document]) -> bytes:  # noqa: ARG001
    """The bytes of a .docx; each brief begins on a page of its own."""
    import docx

    word = docx.Document()
    _set_up(word, briefs)
    for number, brief in enumerate(briefs):
        if number:
            word.add_page_break()  # type: ignore[no-untyped-call]
        blocks = list(page(brief, words))
        for block, following in zip_longest(blocks, blocks[1:]):
            _add(word, block, leads=isinstance(following, Bullets))
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _set_up(word: WordDocument, briefs: Sequence[Brief]) -> None:
    from docx.shared import Cm, Pt

    section = word.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.25)
    section.top_margin = section.bottom_margin = Cm(2.0)
    for name, size, before, after in _TYPE:
        style = word.styles[name]
        style.font.size = Pt(size)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
    quote = word.styles["Quote"]
    quote.font.italic = False  # italics would make the reporter's wording look like speech
    quote.paragraph_format.left_indent = Cm(0.75)
    about = word.core_properties
    about.title = plain("; ".join(brief.title for brief in briefs))
    about.author = f"summarizer {briefs[0].provenance.version}"
    about.comments = ""
    about.created = about.modified = datetime.now(UTC)


def _add(word: WordDocument, block: Block, *, leads: bool) -> None:
    """Add a block; one that `leads` to a list stays on the list's page."""
    from docx.shared import Pt

    match block:
        case Heading(level, line):
            _fill(word.add_paragraph(style=_STYLES[level]), line)
        case Paragraph(line):
            paragraph = word.add_paragraph()
            if leads:
                paragraph.paragraph_format.keep_with_next = True
                paragraph.paragraph_format.space_before = Pt(6)
            _fill(paragraph, line)
        case Table(rows):
            _add_table(word, rows)
        case Quote(lines):
            _fill_lines(word.add_paragraph(style="Quote"), lines)
        case Bullets(items):
            for lines in items:
                _fill_lines(word.add_paragraph(style="List Bullet"), lines)


def _add_table(word: WordDocument, rows: Sequence[tuple[str, Line]]) -> None:
    from docx.shared import Cm, Pt

    table = word.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, _COLUMNS_CM, strict=True):
        column.width = Cm(width)
    for head, line in rows:
        cells = table.add_row().cells
        for cell, width, words in zip(cells, _COLUMNS_CM, ((Run(head, "strong"),), line), strict=True):
            cell.width = Cm(width)
            space = cell.paragraphs[0].paragraph_format
            space.space_before = space.space_after = Pt(2)
            _fill(cell.paragraphs[0], words)


def _fill_lines(paragraph: WordParagraph, lines: Sequence[Line]) -> None:
    for number, line in enumerate(lines):
        if number:
            paragraph.add_run().add_break()
        _fill(paragraph, line)


def _fill(paragraph: WordParagraph, line: Line) -> None:
    from docx.shared import RGBColor

    for run in line:
        words = plain(run.words)
        if run.style == "reference":
            words = f"[{words}]"
        elif words != run.words:  # a space at either end parts the run from its neighbours
            words = (
                f"{' ' * run.words[:1].isspace()}{words}{' ' * (run.words[-1:].isspace() and bool(words))}"
            )
        added = paragraph.add_run(words)
        added.bold = True if run.style == "strong" else None
        added.italic = True if run.style == "emphasis" else None
        if run.style == "reference":
            added.font.color.rgb = RGBColor.from_string(_REFERENCE_GREY)
