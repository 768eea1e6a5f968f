"""The site builds without a warning, has every page, and asks no other host for anything."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from lxml import html

from tests.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

LOADING = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "iframe": ("src",),
    "source": ("src", "srcset"),
    "video": ("src",),
    "audio": ("src",),
    "object": ("data",),
    "form": ("action",),
}
"""Elements that make a browser ask for something, and where they name it; links of a kind are told by `rel`."""
HARMLESS_LINKS = {"canonical", "next", "prev", "alternate"}
_FAR = re.compile(r"^\s*(?:https?:)?//", re.IGNORECASE)
_FAR_STYLE = re.compile(r"(?:url\(\s*['\"]?|@import\s+['\"])(?:https?:)?//", re.IGNORECASE)


def build(folder: Path) -> subprocess.CompletedProcess[str]:
    """Build the site of a folder that has `mkdocs.yml` and `docs/`."""
    return subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tree")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "docs", folder / "docs")
    return folder


@pytest.fixture(scope="module")
def site(tree: Path) -> Path:
    done = build(tree)
    assert done.returncode == 0, done.stderr
    assert "No issues found" in done.stdout + done.stderr
    return tree / "build" / "site"


def configured() -> Any:
    return yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))


def fetched(page: str) -> Iterator[str]:
    """What a browser would ask other hosts for, opening a page."""
    root = html.fromstring(page)
    for tag, names in LOADING.items():
        yield from (
            element.get(name)
            for element in root.iter(tag)
            for name in names
            if _FAR.match(element.get(name) or "")
        )
    for link in root.iter("link"):
        if _FAR.match(link.get("href") or "") and (link.get("rel") or "") not in HARMLESS_LINKS:
            yield link.get("href")
    yield from _FAR_STYLE.findall(page)


def test_every_page_stands_in_the_navigation_once_and_is_built(site: Path) -> None:
    named = [
        page
        for part in configured()["nav"]
        for pages in part.values()
        for each in pages
        for page in each.values()
    ]
    pages = sorted(path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md"))
    assert sorted(named) == pages
    assert all((site / page).with_suffix(".html").is_file() for page in pages)


def test_no_page_and_no_style_asks_another_host_for_anything(site: Path) -> None:
    pages = [*site.rglob("*.html")]
    assert len(pages) > 20
    assert [(page.name, asked) for page in pages for asked in fetched(page.read_text("utf-8"))] == []
    styles = [path for path in site.rglob("*.css") if _FAR_STYLE.search(path.read_text("utf-8"))]
    assert styles == []


def test_no_page_has_what_makes_the_theme_ask(site: Path) -> None:
    # its script fetches mermaid for a diagram, and counts of stars for an address of a repository
    for page in site.rglob("*.html"):
        root = html.fromstring(page.read_text("utf-8"))
        assert root.xpath("//*[contains(@class, 'mermaid') or @data-md-component='source']") == [], page.name


@pytest.mark.parametrize(
    "words",
    [
        '<script src="https://cdn.example.org/a.js"></script>',
        '<link rel="stylesheet" href="//fonts.example.org/css">',
        '<link rel="preconnect" href="https://fonts.example.org">',
        '<img src="https://example.org/a.png">',
        "<style>@import 'https://example.org/a.css'</style>",
        '<p style="background: url(https://example.org/a.png)">a</p>',
    ],
)
def test_a_request_to_another_host_is_seen(words: str) -> None:
    assert [*fetched(f"<html><body>{words}</body></html>")] != []


@pytest.mark.parametrize("line", ["[a](nowhere.md)", "[a](concepts.md#nowhere)"])
def test_a_broken_link_stops_the_build(tree: Path, tmp_path: Path, line: str) -> None:
    shutil.copy(tree / "mkdocs.yml", tmp_path)
    shutil.copytree(tree / "docs", tmp_path / "docs")
    page = tmp_path / "docs" / "index.md"
    page.write_text(f"{page.read_text('utf-8')}\n{line}\n", "utf-8")
    assert build(tmp_path).returncode != 0
