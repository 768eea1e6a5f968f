"""The pages that people read, and what of them can be checked: blocks of code, links, headings, names of files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt

from tests.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from markdown_it.token import Token

PAGES: Final = tuple(
    path.relative_to(ROOT).as_posix()
    for path in (
        *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
        *sorted((ROOT / "docs").rglob("*.md")),
        *(ROOT / folder / "README.md" for folder in ("evals", "evals/recordings", "prompts", "schemas")),
    )
)
_MARK = re.compile(r"<!-- (.+?) -->\s*\Z")


@dataclass(frozen=True)
class Block:
    """A block of code of a page. `line` counts from 1; `mark` is the comment before it, which no reader sees."""

    page: str
    line: int
    language: str
    code: str
    mark: str | None = None

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def tokens(text: str) -> list[Token]:
    """A page as CommonMark with tables."""
    return MarkdownIt("commonmark").enable("table").parse(text)


def blocks(page: str) -> Iterator[Block]:
    """The blocks of a page, in its order."""
    before: Token | None = None
    for token in tokens((ROOT / page).read_text("utf-8")):
        if token.type in {"fence", "code_block"}:
            mark = (
                _MARK.search(before.content) if before is not None and before.type == "html_block" else None
            )
            line = (token.map or [0])[0] + 1
            yield Block(page, line, token.info.strip(), token.content, mark[1] if mark else None)
        before = token


def links(text: str) -> Iterator[str]:
    """Where the links and pictures of a page lead."""
    for token in tokens(text):
        for child in token.children or ():
            if child.type == "link_open":
                yield str(child.attrs["href"])
            elif child.type == "image":
                yield str(child.attrs["src"])


@lru_cache(maxsize=64)
def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as GitHub and the site make them: lower case, no punctuation, dashes."""
    found: set[str] = set()
    inside = False
    for token in tokens(text):
        if inside:
            words = "".join(child.content for child in token.children or ())
            slug = re.sub(r"[^\w\- ]", "", words.lower()).strip().replace(" ", "-")
            found.add(slug)
        inside = token.type == "heading_open"
    return found


def named_files(text: str) -> Iterator[str]:
    """Names of the project's files that stand as code in a page: `docs/page.md`, `evals/gates.toml`."""
    folders = "|".join(
        path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")
    )
    for token in tokens(text):
        for child in token.children or ():
            if child.type == "code_inline" and re.fullmatch(rf"({folders})/[\w./-]+\.\w+", child.content):
                yield child.content


def exists(name: str, base: Path = ROOT) -> bool:
    """Whether a file of the project is there; those that programs make in `build/` need not be."""
    return name.startswith("build/") or (base / name).exists()
