"""Every link of the pages leads somewhere: files and headings are looked up, addresses are read for their form."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest

from tests.pages import PAGES, anchors, exists, links, named_files
from tests.shared import ROOT


def broken(page: str, link: str) -> str | None:
    """What is wrong with a link of a page; none where nothing is."""
    parts = urlsplit(link)
    if parts.scheme:
        fine = parts.scheme in {"https", "http", "mailto"} and ("." in parts.netloc or "@" in parts.path)
        return None if fine else f"{link} is no address"
    target = (ROOT / page).parent / unquote(parts.path) if parts.path else ROOT / page
    if not target.exists():
        return f"{link} leads to no file"
    if parts.fragment and parts.fragment not in anchors(target.read_text("utf-8")):
        return f"{link} leads to no heading"
    return None


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_page_leads_somewhere(page: str) -> None:
    found = [broken(page, link) for link in links((ROOT / page).read_text("utf-8"))]
    assert [fault for fault in found if fault] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_names_is_there(page: str) -> None:
    names = named_files((ROOT / page).read_text("utf-8"))
    assert [name for name in names if not exists(name) and not exists(name, ROOT / "summarizer")] == []


@pytest.mark.parametrize(
    ("link", "fault"),
    [
        ("nowhere.md", "leads to no file"),
        ("cli.md#no-such-heading", "leads to no heading"),
        ("#no-such-heading", "leads to no heading"),
        ("https://nowhere", "is no address"),
        ("file:///etc/passwd", "is no address"),
    ],
)
def test_a_link_that_leads_nowhere_is_seen(link: str, fault: str) -> None:
    assert fault in (broken("docs/changes.md", link) or "")


@pytest.mark.parametrize(
    "link", ["cli.md", "cli.md#settings", "#limits", "../README.md", "https://datasette.io"]
)
def test_a_link_that_leads_somewhere_is_let_be(link: str) -> None:
    assert broken("docs/changes.md", link) is None
