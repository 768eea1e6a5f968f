"""What trafilatura takes for the article, as the words of its paragraphs, to be found again in the page's text."""

from __future__ import annotations

import logging
import re
from typing import Any, Final

from summarizer.loading.webpage.hidden import drop_hidden

ELEMENTS: Final = 20_000
WEIGHT: Final = 20_000_000
"""Pages with more elements, or more code points times depth, are not given to trafilatura: its time grows faster than
they do. Their own markup must tell what is article."""

_LEAST: Final = 20  # code points that an element without text weighs
_RUN: Final = 4  # words in a row that make a place in a text known
_TOKEN: Final = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\u0e00-\u0e7f]|[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words of a text, folded; in scripts without blanks, every character is one."""
    return [word.casefold() for word in _TOKEN.findall(text)]


class Extraction:
    """The words of an extracted text; tells of any stretch how much of it was extracted."""

    def __init__(self, text: str) -> None:
        self._runs: set[tuple[str, ...]] = set()
        self._lines: set[tuple[str, ...]] = set()
        for line in text.split("\n"):
            words = words_of(line)
            if words:
                self._lines.add(tuple(words))
                self._runs.update(zip(*(words[i:] for i in range(_RUN)), strict=False))

    def __bool__(self) -> bool:
        return bool(self._lines)

    def share(self, text: str) -> float:
        """How much of a stretch was extracted, from 0 to 1; of a few words, all or nothing."""
        words = words_of(text)
        if len(words) < _RUN:
            return float(bool(words) and tuple(words) in self._lines)
        runs = list(zip(*(words[i:] for i in range(_RUN)), strict=False))
        return sum(run in self._runs for run in runs) / len(runs)


def extracted(root: Any) -> Extraction:
    """Let trafilatura find the article in a page, without what is marked as hidden; it alters the tree.

    Nothing is extracted where the page is too large for it, or where it fails.
    """
    if _is_too_large(root):
        return Extraction("")
    drop_hidden(root)
    import trafilatura

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # what it discards is told by us
    try:
        found = trafilatura.bare_extraction(
            root, include_comments=False, include_tables=True, with_metadata=False
        )
    except Exception:  # noqa: BLE001 - whatever goes wrong in there, the page's own markup is left
        return Extraction("")
    text = getattr(found, "text", None)
    return Extraction(text if isinstance(text, str) else "")


def _is_too_large(root: Any) -> bool:
    from lxml import etree

    elements = weight = depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        depth += 1
        elements += 1
        weight += depth * (_LEAST + len(element.text or ""))
        if elements > ELEMENTS or weight > WEIGHT:
            return True
    return False
