"""Text from a source stays text in markdown, whoever reads it: CommonMark, GitHub, Obsidian, pandoc."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import cmarkgfm
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from summarizer.rendering.escape import markdown_text, plain
from tests.payloads import PAYLOADS

if TYPE_CHECKING:
    from markdown_it.token import Token

COMMONMARK = MarkdownIt("commonmark")
GFM_LIKE = MarkdownIt("gfm-like")  # with tables, strike-through, and links made of bare addresses
needs_pandoc = pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")

PIECES = [*r"\`*_[]|~#$^{}=%-+.:;!<>&()@/'\"“”‘’", *PAYLOADS]
MARKED = st.lists(st.sampled_from(PIECES) | st.text(max_size=3) | st.sampled_from("ab1 \n"), max_size=12)
TEXTS = st.text() | MARKED.map("".join)


def leaves(tokens: list[Token]) -> list[Token]:
    return [leaf for token in tokens for leaf in (token.children if token.children is not None else [token])]


def words_of(page: str, reader: MarkdownIt) -> str:
    """The text of one paragraph; anything but text is a failure."""
    if not page:
        return ""
    tokens = reader.parse(page)
    assert [t.type for t in tokens] == ["paragraph_open", "inline", "paragraph_close"], page
    found = leaves(tokens[1:2])
    assert {t.type for t in found} <= {"text"}, page
    return "".join(t.content for t in found)


@pytest.mark.parametrize("reader", [COMMONMARK, GFM_LIKE], ids=["commonmark", "gfm-like"])
@given(text=TEXTS)
def test_any_text_comes_out_as_its_words_and_nothing_else(reader: MarkdownIt, text: str) -> None:
    assert words_of(markdown_text(text), reader) == plain(text)


@given(text=TEXTS)
def test_inside_a_line_too(text: str) -> None:
    page = f"x {markdown_text(text, inside=True)} y"
    assert words_of(page, GFM_LIKE) == f"x {plain(text)} y"


@given(text=TEXTS)
def test_text_after_a_mark_of_a_list_or_quotation_starts_nothing_new(text: str) -> None:
    for mark, kind in (("- ", "list_item"), ("> ", "blockquote"), ("# ", "heading")):
        opened = [
            t.type for t in GFM_LIKE.parse(mark + (markdown_text(text) or "x")) if t.type.endswith("_open")
        ]
        assert set(opened) <= {"bullet_list_open", f"{kind}_open", "paragraph_open"}, (text, opened)


class Page(HTMLParser):
    """Text of a page and the elements in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.elements: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag if tag != "a" else f"a {dict(attrs)['href']}")

    def handle_data(self, data: str) -> None:
        self.text += data


def github(page: str) -> Page:
    """A page as the parser that GitHub uses reads it; its filters for mentions and emoji run later."""
    found = Page()
    found.feed(cmarkgfm.github_flavored_markdown_to_html(page))
    return found


@given(text=TEXTS)
def test_github_shows_the_words(text: str) -> None:
    found = github(markdown_text(text))
    assert found.text.strip("\n") == plain(text)
    # An address of mail becomes one that can be written to there, however it is escaped; nothing else does.
    assert {e for e in found.elements if not e.startswith("a mailto:")} <= {"p"}


def pandoc(page: str, reader: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        ["pandoc", "-f", reader, "-t", "json"], input=page.encode(), capture_output=True, check=True
    )
    return list(json.loads(done.stdout)["blocks"])


def typed(text: str) -> str:
    """Without pandoc's typography: the shape of quotation marks, and the spaces around them and abbreviations."""
    text = text.translate(str.maketrans("“”‘’\xa0", "\"\"'' "))
    return re.sub(r" *([\"']) *", r"\1", text)


def inlines(nodes: list[dict[str, Any]]) -> str:
    """The text of pandoc's inline nodes; anything but words, spaces and curly quotation marks is a failure."""
    out = ""
    for node in nodes:
        if node["t"] == "Quoted":
            opening, closing = "“”" if node["c"][0]["t"] == "DoubleQuote" else "‘’"
            out += f"{opening}{inlines(node['c'][1])}{closing}"
        else:
            assert node["t"] in {"Str", "Space"}, node
            out += node["c"] if node["t"] == "Str" else " "
    return out


@needs_pandoc
@pytest.mark.parametrize("reader", ["markdown", "gfm", "commonmark_x"])
def test_pandoc_shows_the_words(reader: str) -> None:
    texts = [plain(p) for p in PAYLOADS] + [
        "Iceland's (1) e.g. U.S. “words” – p.m.",
        "J. Smith",
        "i. e. that",
    ]
    texts = [t for t in texts if t]
    for block, text in zip(pandoc("\n\n".join(markdown_text(t) for t in texts), reader), texts, strict=True):
        assert block["t"] == "Para", (text, block)
        assert typed(inlines(block["c"])) == typed(text)


@needs_pandoc
@settings(max_examples=20, deadline=None)
@given(texts=st.lists(TEXTS.map(plain).filter(bool), min_size=20, max_size=40))
def test_pandoc_shows_any_words(texts: list[str]) -> None:
    blocks = pandoc("\n\n".join(markdown_text(t) for t in texts), "markdown")
    assert [b["t"] for b in blocks] == ["Para"] * len(texts)
    for block, text in zip(blocks, texts, strict=True):
        assert typed(inlines(block["c"])) == typed(text)


OBSIDIAN = {
    "link to a note": r"\[\[",
    "tag": r"(?:^|\s)#\w",
    "comment": "%%",
    "highlight": "==",
    "formula": r"\$",
    "block id": r"\s\^[\w-]+$",
    "footnote": r"\[\^",
    "inline footnote": r"\^\[",
    "callout": r"^\[!",
    "emoji code": r":[\w+-]+:",
    "frontmatter": r"^---",
    "embedded page": r"<\w",
}


@pytest.mark.parametrize("mark", OBSIDIAN.values(), ids=OBSIDIAN)
@given(text=TEXTS)
def test_no_mark_of_obsidian_stands_without_a_backslash(mark: str, text: str) -> None:
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "\x00", markdown_text(text))  # what a backslash makes literal
    assert not re.search(mark, html.unescape(bare) if mark != r"<\w" else bare)
