"""What a source is, by its content first and by its name where content does not tell."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from summarizer.errors import SourceError

if TYPE_CHECKING:
    from summarizer.models.document import Format

_HEAD: Final = 4096  # bytes that tell what a file is
_SUFFIXES: Final[dict[str, Format]] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".json": "json",
    ".ninjs": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".eml": "eml",
}
_FOREIGN: Final = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a WebP picture or a sound file"),
    (b"\x00\x00\x00\x0cjP", "a JPEG 2000 picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (doc, xls, msg)"),
    (b"{\\rtf", "a rich text file (RTF)"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"\x7fELF", "a program"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"%!PS", "a PostScript file"),
)
_MAGIC: Final = tuple(magic for magic, _ in _FOREIGN)
_INSIDE_ZIP: Final = (
    (b"word/", "a Word document (docx)"),
    (b"xl/", "an Excel sheet (xlsx)"),
    (b"ppt/", "a PowerPoint file (pptx)"),
    (b"mimetypeapplication/vnd.oasis", "an OpenDocument file"),
    (b"mimetypeapplication/epub", "an e-book (epub)"),
)
_AS_TEXT: Final = "save it as plain text (UTF-8) or PDF"
_REMEDIES: Final = {"a Parquet file": "read it with summarizer corpus"}
_BLANK: Final = b"\xef\xbb\xbf \t\r\n\f"
_HTML: Final = re.compile(
    rb"<(?:!doctype\s{1,5}html|(?:html|head|body|article|main|section|div|p|h1|table|meta|title|script|style)[\s/>])",
    re.IGNORECASE,
)
_TAG: Final = re.compile(rb"<(?:html|head|body|article|div|p|h\d|a|span|br|td)[\s/>]", re.IGNORECASE)
_XML: Final = re.compile(rb"<\?xml\b.{0,2000}?<([A-Za-z][\w:.-]{0,40})", re.DOTALL)
_FIELD: Final = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,40}):(?:[ \t]|\r?\n[ \t])")
_MAIL: Final = frozenset(
    {
        b"received",
        b"mime-version",
        b"message-id",
        b"return-path",
        b"delivered-to",
        b"dkim-signature",
        b"x-mailer",
    }
)


def suffix_format(name: str) -> Format | None:
    """What the end of a file's name says, `.gz` left aside; null for ends that nobody agreed on."""
    path = PurePath(name.lower())
    if path.suffix == ".gz":
        path = path.with_suffix("")
    return _SUFFIXES.get(path.suffix)


def is_gzip(data: bytes) -> bool:
    """Whether the bytes are compressed by gzip."""
    return data.startswith(b"\x1f\x8b")


def foreign(data: bytes) -> str | None:
    """What the bytes are, where that is a known kind of file that no article can be read from."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        head = data[:65536] + data[-65536:]  # a zip's list of names stands at its end
        return next((what for part, what in _INSIDE_ZIP if part in head), "a zip archive")
    if data[257:262] == b"ustar":
        return "a tar archive"
    if data[4:8] == b"ftyp":
        return "a video or sound file"
    if not data.startswith(_MAGIC):
        return None
    return next(what for magic, what in _FOREIGN if data.startswith(magic))


def kind_of(data: bytes, name: str) -> Format:
    """What a source is to be read as. Raises `SourceError` for kinds of files that no article can be read from.

    >>> kind_of(b"<!DOCTYPE html><title>Talks</title>", "a.txt"), kind_of(b"Envoys met.", "-")
    ('html', 'text')
    """
    if (what := foreign(data)) is not None:
        raise SourceError(f"it is {what}, not text", subject=name, remedy=_REMEDIES.get(what, _AS_TEXT))
    head = data[:_HEAD].lstrip(_BLANK)
    if head.startswith(b"%PDF-"):
        return "pdf"
    if b"\x00" in head:  # UTF-16 and UTF-32: what it says is looked at in UTF-8
        head = head.replace(b"\x00", b"").lstrip(b"\xff\xfe" + _BLANK)
    named = suffix_format(name)
    if _HTML.match(_behind_comments(head)) or (named == "html" and _TAG.search(data)):
        return "html"
    if (xml := _XML.match(head)) is not None:
        root = xml[1].decode("ascii").lower()
        raise SourceError(f"it is XML ({root}), not an article", subject=name, remedy=_AS_TEXT)
    if named == "jsonl":
        return "jsonl"
    if head[:1] in {b"{", b"["} and (named == "json" or head[1:].lstrip()[:1] in {b'"', b"{"}):
        return "json"
    if named == "eml" or _is_mail(head):
        return "eml"
    if named == "json":
        return "json"
    return "markdown" if named == "markdown" else "text"


def _behind_comments(head: bytes) -> bytes:
    """What follows an XML declaration and comments that open a page."""
    while (
        end := b"?>" if head.startswith(b"<?") else b"-->" if head.startswith(b"<!--") else b""
    ) and end in head:
        head = head.partition(end)[2].lstrip(_BLANK)
    return head


def _is_mail(head: bytes) -> bool:
    """Whether the bytes open with the header of a message: fields line by line, one of them a mail server's."""
    if _FIELD.match(head.partition(b"\n")[0] + b"\n ") is None:
        return False
    names = set()
    for line in re.split(rb"\r?\n(?![ \t])", head):
        match = _FIELD.match(line + b"\n ")
        if match is None:
            break
        names.add(match[1].lower())
    return bool(names & _MAIL) and bool(names & {b"from", b"subject", b"date"})
