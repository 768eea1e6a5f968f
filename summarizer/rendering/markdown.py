"""The brief as one page of markdown that GitHub, Obsidian and pandoc read alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.rendering.blocks import Block, Bullets, Heading, Line, Paragraph, Quote, Run, Table
from summarizer.rendering.escape import markdown_text as text
from summarizer.rendering.page import page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.models.brief import Brief
    from summarizer.models.document import Document
    from summarizer.rendering.words import Words

_MARKS = {"plain": ("", ""), "strong": ("**", "**"), "emphasis": ("*", "*"), "reference": ("[", "]")}


def markdown(briefs: Sequence[Brief], *, words: Words, documents: Sequence[Document]) -> str:  # noqa: ARG001
    """The pages, parted by a rule."""
    return "\n---\n\n".join("\n\n".join(map(_block, page(brief, words))) + "\n" for brief in briefs)


def _block(block: Block) -> str:
    match block:
        case Heading(level, line):
            return f"{'#' * level} {_line(line)}"
        case Paragraph(line):
            return _line(line)
        case _:
            return "\n".join(_lines(block))


def _lines(block: Table | Quote | Bullets) -> Iterator[str]:
    match block:
        case Table(rows):
            # Dashes give the widths where a line is too long for one row of the page, as pandoc reads them.
            yield "| | |"
            yield "|---|------------|"
            for head, line in rows:
                yield f"| {_run(Run(head, 'strong'))} | {_line(line)} |"
        case Quote(lines):
            for line in lines:
                yield f"> {_line(line)}  "  # two spaces end a line that goes on below
        case Bullets(items):
            for first, *more in items:
                yield "  \n  ".join([f"- {_line(first)}", *map(_line, more)])


def _line(line: Line) -> str:
    written = ""
    for run in line:
        written += _run(run, inside=bool(written))
    return written


def _run(run: Run, *, inside: bool = False) -> str:
    """The words between the marks of their style; a space at either end stays, outside of the marks."""
    opening, closing = _MARKS[run.style]
    words = text(run.words, inside=inside)
    if not words:
        return " " if run.words else ""
    before, after = run.words[:1].isspace(), run.words[-1:].isspace()
    return f"{' ' * before}{opening}{words}{closing}{' ' * after}"
