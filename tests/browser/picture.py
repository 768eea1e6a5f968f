"""The picture of the page: `python -m tests.browser.picture` opens a red line of the example case and writes docs/brief.png."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from summarizer import render
from summarizer.api import briefs, prepare, read
from summarizer.settings import Settings
from tests.browser.conftest import CHROMIUM, QUIET
from tests.shared import EXAMPLE, ROOT

PICTURE = ROOT / "docs" / "brief.png"


def page() -> str:
    """The page of the example case, read by the rules."""
    documents, _ = prepare([EXAMPLE / "A.txt", EXAMPLE / "B.txt"])
    (brief,) = briefs(*read(documents, Settings(engine="rules")))
    return render(brief, "html", documents=documents)


def main() -> None:
    """Write the picture, in 64 colours, which is a third of the bytes and looks the same."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as running:
        file = Path(name) / "brief.html"
        file.write_text(page(), encoding="utf-8")
        browser = running.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        window = browser.new_page(
            viewport={"width": 1280, "height": 760}, color_scheme="light", reduced_motion="reduce"
        )
        window.goto(file.as_uri())
        window.click("#line-1 .open")
        shot = window.screenshot()
        browser.close()
    Image.open(io.BytesIO(shot)).convert("RGB").quantize(64).save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()
