"""What a page holds and no reader of it sees: code, hidden elements, fields of forms."""

from __future__ import annotations

import re
from typing import Any, Final

HIDDEN: Final = "x-hidden"
_NEVER_SEEN: Final = frozenset(
    "head script style noscript template title meta link base object embed applet iframe frame frameset noframes"
    " canvas svg math audio video map area select datalist textarea input progress meter param source track"
    " noembed rp".split()
)
_CLASSES: Final = frozenset(
    "sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only screenreader-only u-hidden"
    " is-hidden d-none hidden hide element-invisible a11y-hidden assistive-text offscreen off-screen".split()
)
_SHOWN: Final = re.compile(r"(?:^|\s)(?:(?:sm|md|lg|xl|2xl):|d-(?:sm|md|lg|xl|xxl)-)(?!hidden|none)")
"""Classes that show on wide screens what another class hides on narrow ones (Tailwind, Bootstrap)."""
_STYLE: Final = re.compile(
    r"(?:^|;)\s{0,9}(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}(?:hidden|collapse)"
    r"|opacity\s{0,9}:\s{0,9}0?\.?0{1,9}(?=\s{0,9}(?:;|!|$))"
    r"|(?:font-size|max-height)\s{0,9}:\s{0,9}0(?:px|em|rem|pt|%)?(?=\s{0,9}(?:;|!|$))"
    r"|text-indent\s{0,9}:\s{0,9}-\d{3,9}"
    r"|(?:left|top)\s{0,9}:\s{0,9}-\d{4,9})",
    re.IGNORECASE,
)
_SELECTOR: Final = re.compile(r"([.#])([\w-]{1,80})")
_SHEETS: Final = 200_000  # code points of style sheets that are looked at
_AT: Final = re.compile(r"@[^{};]{0,300}\{")


def mark_hidden(root: Any) -> None:
    """Give elements that no reader sees the tag `HIDDEN`.

    Hidden by attribute, by its own style, by a rule for one class or id in the page's own style sheets, or by a class
    that every style sheet hides. Style sheets that lie elsewhere are not fetched.
    """
    classes, ids = _hidden_by_rules(root)
    for element in [e for e in root.iter() if isinstance(e.tag, str) and _is_hidden(e, classes, ids)]:
        element.tag = HIDDEN


def drop_hidden(root: Any) -> None:
    """Take the marked elements out of the tree; the text behind them stays."""
    from lxml import etree

    etree.strip_elements(root, HIDDEN, with_tail=False)


def _is_hidden(element: Any, classes: frozenset[str], ids: frozenset[str]) -> bool:
    if element.tag in _NEVER_SEEN:
        return True
    if not element.attrib or element.tag in {"html", "body"}:
        return False  # a page whose body is hidden until a script runs is read all the same
    get = element.get
    if get("hidden") is not None or (element.tag == "dialog" and get("open") is None):
        return True
    if (style := get("style")) and _STYLE.search(style[:2000]):
        return True
    if (names := get("class")) and not classes.isdisjoint(names.split()):
        return _SHOWN.search(names) is None
    return bool(ids) and get("id") in ids


def _hidden_by_rules(root: Any) -> tuple[frozenset[str], frozenset[str]]:
    """Classes and ids that the page's own style sheets hide, on every medium and by themselves."""
    classes, ids = set(_CLASSES), set[str]()
    sheets = "\n".join(sheet.text or "" for sheet in root.iter("style"))[:_SHEETS]
    for rule in _without_at_rules(_without_comments(sheets)).split("}"):
        selectors, _, body = rule.partition("{")
        if not _STYLE.search(body):
            continue
        for selector in selectors.split(","):
            if match := _SELECTOR.fullmatch(selector.strip()):
                (classes if match[1] == "." else ids).add(match[2])
    return frozenset(classes), frozenset(ids)


def _without_comments(text: str) -> str:
    kept: list[str] = []
    at = 0
    while (opening := text.find("/*", at)) >= 0:
        kept.append(text[at:opening])
        closing = text.find("*/", opening + 2)
        at = closing + 2 if closing >= 0 else len(text)
    kept.append(text[at:])
    return " ".join(kept)


def _without_at_rules(text: str) -> str:
    """A style sheet without its `@media`, `@supports` and other conditional blocks."""
    kept: list[str] = []
    at = 0
    while (opening := _AT.search(text, at)) is not None:
        kept.append(text[at : opening.start()])
        depth, end = 1, opening.end()
        while depth and end < len(text):
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        at = end
    kept.append(text[at:])
    return "".join(kept)
