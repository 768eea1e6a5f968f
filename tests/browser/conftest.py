"""One headless Chromium for all tests; a fresh page for each, which fails where it complains or asks for anything."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Request

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
)
"""A browser that asks nobody for anything by itself; without a sandbox, since tests may run as root."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    with playwright.sync_playwright() as running:
        launched = running.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield launched
        launched.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Opens a page of HTML in a window; at the end, nothing may have been logged, asked for or asked of the user."""
    seen: list[str] = []
    contexts: list[BrowserContext] = []

    def open_(text: str, *, width: int = 1440, height: int = 900, **options: Any) -> Page:
        file = tmp_path / "brief.html"
        file.write_text(text, encoding="utf-8", newline="")
        context = browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce", **options
        )
        contexts.append(context)
        page = context.new_page()

        def asked(request: Request) -> None:
            if request.url.split("#")[0] != file.as_uri() and not request.url.startswith("blob:"):
                seen.append(f"request: {request.url}")

        def dialog(shown: Dialog) -> None:
            seen.append(f"dialog: {shown.message}")
            shown.dismiss()

        page.on("console", lambda message: seen.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: seen.append(f"error: {error}"))
        page.on("popup", lambda popup: seen.append(f"popup: {popup.url}"))
        page.on("dialog", dialog)
        page.on("request", asked)
        page.goto(file.as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()
    assert seen == []


@pytest.fixture
def axe() -> str:
    """The source of axe-core, an accessibility checker, where npm has fetched it."""
    source = Path("build/browser/node_modules/axe-core/axe.min.js")
    if not source.is_file():
        pytest.skip("axe-core is not installed (npm)")
    return source.read_text("utf-8")
