"""Text from sources made harmless: what an article prints is shown as words and never obeyed."""

from __future__ import annotations

import re
from typing import Final

HIDDEN: Final = re.compile(
    # C0 and C1 controls but tab and newline; soft hyphen and other characters that show nothing; bidi controls;
    # zero-width characters; tag characters and other plane-14 selectors; surrogates; what XML has no place for
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff\ud800-\udfff]"
)
_SPACE = re.compile(r"\s+")


def plain(text: str) -> str:
    """One line without control, direction or invisible characters."""
    return _SPACE.sub(" ", HIDDEN.sub("", text)).strip()


_ALWAYS = r"""[\\`*_\[\]|~#$^{}"@]"""  # markup, tables, tags, formulas, footnotes, attributes, addresses
_RUNS = (
    r"=(?==)|(?<==)=|%(?=%)|(?<=%)%|-(?=-)|(?<=-)-|\.(?=\.)|(?<=\.)\."  # highlights, comments, dashes, dots
)
_QUOTE = r"(?<!\w)'"  # pandoc's typography; an apostrophe inside a word is left alone
_EMOJI = r":(?=[\w+-]+:)"
_WORD_BEFORE = "(?<=(?<![^\\W_]){})"
_LINK = (
    r"(?i:(?<=/)/|(?<=www)\.|(?<=http):|(?<=https):|(?<=ftp):|"
    + "|".join(
        _WORD_BEFORE.format(scheme) + ":" for scheme in "mailto xmpp file data javascript vbscript".split()
    )
    # a domain without scheme, as readers built on linkify-it know it
    + r"|(?<=\S)\.(?=(?:[a-z]{2}|biz|com|edu|gov|net|org|pro|web|xxx|aero|asia|coop|info|museum|name|shop|рф)\b))"
)
_FIRST = r"^[-+=:%]"  # lists, underlines of headings, definitions, title blocks
_INSIDE = re.compile("|".join((_ALWAYS, _RUNS, _QUOTE, _EMOJI, _LINK)))
_AT_START = re.compile(f"{_INSIDE.pattern}|{_FIRST}")
_NUMBER = re.compile(r"\(?(?:\d+|[a-z]|[ivxlcdm]+|[IVXLCDM]{2,}|[A-Z](?=\)|\.$))(?=[.)](?:\s|$))")
_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def markdown_text(text: str, *, inside: bool = False) -> str:
    r"""One line of literal text in markdown: no markup, no HTML, no link that anybody could follow.

    What CommonMark, GitHub, Obsidian or pandoc would read as more than words gets a backslash. Where the
    text is `inside` a line, what only the start of a line gives a meaning stays as it is.

    >>> markdown_text("a *b* [c](http://d) <e>")
    'a \\*b\\* \\[c\\](http\\:/\\/d) &lt;e&gt;'
    >>> markdown_text("1. of May"), markdown_text("1. of May", inside=True)
    ('1\\. of May', '1. of May')
    """
    words = plain(text)
    number = None if inside else _NUMBER.match(words)
    if number:  # it is no item of a list once the stop or bracket behind it is escaped
        return f"{_escaped(number[0], _AT_START)}\\{_escaped(words[number.end() :], _INSIDE)}"
    return _escaped(words, _INSIDE if inside else _AT_START)


def _escaped(words: str, special: re.Pattern[str]) -> str:
    return special.sub(r"\\\g<0>", words).translate(_HTML)


def inert_json(text: str) -> str:
    r"""JSON that may be printed to a terminal or put into a script element of a page.

    Control, direction and invisible characters and `<` become `\uXXXX`: the same data for every reader of JSON.
    Half a character, as in a file name of older bytes, becomes `?`, because JSON has no place for it.

    >>> inert_json('["</script>"]')
    '["\\u003c/script>"]'
    """
    return _UNSAFE.sub(_spelled, text.encode("utf-8", "replace").decode("utf-8"))


_UNSAFE = re.compile(f"<|{HIDDEN.pattern}")


def _spelled(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
