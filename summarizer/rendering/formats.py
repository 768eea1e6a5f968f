"""The formats that a brief is written in: one table that the library, the command line and the guide share.

Nothing heavy is imported here, so that `summarizer --help` can name the formats.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from summarizer.errors import ConfigError

if TYPE_CHECKING:
    import os


class Format(NamedTuple):
    """One way to write briefs down."""

    name: str
    """What `--format` is given."""
    media_type: str
    """IANA media type, such as `text/csv`."""
    suffixes: tuple[str, ...]
    """Endings of file names that imply it, lower case; the first is the usual one."""
    joined: str
    """How several briefs share one file."""
    writer: str
    """`module:function` under `summarizer.rendering`; takes briefs, words and documents, returns text or bytes."""
    single: bool = False
    """Whether a file holds one brief only."""
    binary: bool = False
    """Whether it is bytes rather than text."""
    extra: str | None = None
    """The extra of this package that it needs, called like the module which that installs."""

    def check(self) -> None:
        """Raise `ConfigError` where what the format needs is not installed."""
        if self.extra and find_spec(self.extra) is None:
            raise ConfigError(
                f"{self.name} needs an extra that is not installed",
                remedy=f"pip install 'diplomatic-summarizer[{self.extra}]'",
            )


_TABLE = (
    Format("md", "text/markdown", (".md", ".markdown"), "pages parted by a rule", "markdown:markdown"),
    Format("html", "text/html", (".html", ".htm"), "a file each: `brief-1.html` …", "html:html", single=True),
    Format(
        "json",
        "application/json",
        (".json",),
        "an array where there is more than one",
        "exports.own:own_json",
    ),
    Format("jsonld", "application/ld+json", (".jsonld",), "one @graph", "exports.jsonld:jsonld"),
    Format(
        "ninjs",
        "application/json",
        (".ninjs.json",),
        "an array where there is more than one",
        "exports.ninjs:ninjs",
    ),
    Format(
        "annotations",
        'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
        (".annotations.json", ".annotations.jsonld"),
        "one collection",
        "exports.annotations:web_annotations",
    ),
    Format("csv", "text/csv; charset=utf-8", (".csv",), "rows of one table", "exports.table:table"),
    Format(
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (".docx",),
        "each from a new page on",
        "word:document",
        binary=True,
        extra="docx",
    ),
)

FORMATS: dict[str, Format] = {format_.name: format_ for format_ in _TABLE}


def find(name: str) -> Format:
    """The format of that name. Raises `ConfigError` for an unknown one."""
    if name not in FORMATS:
        raise ConfigError(f"unknown format {name!r}", remedy=f"use one of {', '.join(FORMATS)}")
    return FORMATS[name]


def implied(path: str | os.PathLike[str]) -> str | None:
    """The format that a file's name implies, the longest ending first; None where it implies none.

    >>> implied("Brief.ANNOTATIONS.json")
    'annotations'
    """
    name = str(path).lower()
    endings = ((suffix, format_.name) for format_ in _TABLE for suffix in format_.suffixes)
    return max((e for e in endings if name.endswith(e[0])), key=lambda e: len(e[0]), default=(None, None))[1]
