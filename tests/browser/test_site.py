"""The site in a browser: every page opens without a complaint, and nothing is asked of any host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.test_site import site, tree

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

__all__ = ["site", "tree"]  # the site that is built once


def test_every_page_opens_with_its_heading_and_asks_no_host(browser: Browser, site: Path) -> None:
    seen: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    page.on("pageerror", lambda error: seen.append(f"error: {error}"))
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith(("file:", "blob:", "data:")) else seen.append(request.url)
        ),
    )
    pages = sorted(site.rglob("*.html"))
    for path in pages:
        page.goto(path.as_uri())
        assert page.locator("h1").count() == 1, path.name
    context.close()
    assert seen == []
    assert len(pages) > 20
