"""Text from sources made harmless: what an article prints is shown as words and never obeyed."""

from __future__ import annotations

import re

_CONTROL = re.compile(
    # C0 and C1 controls but tab and newline; bidi controls; zero-width characters; tag characters; surrogates
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
_SPACE = re.compile(r"\s+")
_MARKDOWN = re.compile(r"([\\`*_\[\]|~#])")
_SCHEME = re.compile(r"\b(https?|ftp|file|data|javascript|mailto|vbscript)(:)", re.IGNORECASE)
_WWW = re.compile(r"\bwww\.", re.IGNORECASE)


def plain(text: str) -> str:
    """One line without control, direction or invisible characters."""
    return _SPACE.sub(" ", _CONTROL.sub("", text)).strip()


def markdown_text(text: str) -> str:
    r"""One line of literal text in markdown: no markup, no HTML, no link that anybody could follow.

    >>> markdown_text("a *b* [c](http://d) <e>")
    'a \\*b\\* \\[c\\](http&#58;//d) &lt;e&gt;'
    """
    text = plain(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _MARKDOWN.sub(r"\\\1", text)
    text = _SCHEME.sub(r"\1&#58;", text)
    return _WWW.sub(lambda m: m.group()[:-1] + "&#46;", text).replace("@", "&#64;")
