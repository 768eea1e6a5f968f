"""From a path or standard input to bytes: within the size limit, unpacked."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Final

from summarizer.errors import SourceError, cause_of
from summarizer.loading.gzipped import gunzip
from summarizer.loading.kinds import is_gzip

if TYPE_CHECKING:
    from summarizer.models.document import Document

_NUMBER: Final = re.compile(r"[:#]\d+$")
SIZE_LIMIT: Final = 20_000_000
"""Largest source that is read, in bytes; of a compressed one, unpacked."""


def name_of(source: str | os.PathLike[str]) -> str:
    """What a source is called in messages and in the document: its path on one line, as UTF-8."""
    if isinstance(source, str) and source == "-":
        return "standard input"
    name = os.fsencode(source).decode("utf-8", "replace")
    return "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in name)


def check_named(source: str | os.PathLike[str]) -> None:
    """Raise `SourceError` where a source has no name, as an unset variable gives it.

    To the system it would be the working directory. `Path("")` and `Path(".")` are one to Python, so both are refused;
    the string "." is the working directory.
    """
    if os.fspath(source) == "":
        raise SourceError(
            "it is an empty name", subject="source", remedy="give a file, or . for the working directory"
        )
    if isinstance(source, Path) and not source.parts:
        raise SourceError(
            "it is an empty path",
            subject="source",
            remedy='give a file, or the string "." or Path.cwd() for the working directory',
        )


def file_of(document: Document) -> str | None:
    """The file that a document was read from, without the line or number of an article; null for an address."""
    if document.source is None or "://" in document.source:
        return None
    if document.format in {"jsonl", "json", "ninjs"}:
        return without_place(document.source)
    return document.source


def without_place(path: str) -> str:
    """A path without the line or number of an article that may stand behind it: `wire.jsonl:3`.

    >>> without_place("wire.jsonl:3")
    'wire.jsonl'
    """
    return _NUMBER.sub("", path)


def read_source(source: str | os.PathLike[str], name: str) -> bytes:
    """The bytes of a file, or of standard input where `source` is the string `-`. gzip is undone.

    Raises `SourceError` where it cannot be read, is empty or too large.
    """
    return unpacked(_bytes_of(source, name), name)


def unpacked(data: bytes, name: str) -> bytes:
    """The bytes of a source without gzip. Raises `SourceError` where they are empty or too many."""
    if is_gzip(data):
        data = gunzip(data, name, limit=SIZE_LIMIT)
        if is_gzip(data):
            raise SourceError("it is compressed twice", subject=name, remedy="unpack it first")
    if not data.strip():
        raise SourceError("it is empty", subject=name, remedy="give an article's text")
    return data


def check_size(data: bytes, name: str) -> None:
    """Raise `SourceError` where there are more bytes than are read."""
    if len(data) > SIZE_LIMIT:
        raise SourceError(
            f"it is larger than {SIZE_LIMIT // 1_000_000} MB", subject=name, remedy="give one article a file"
        )


def _bytes_of(source: str | os.PathLike[str], name: str) -> bytes:
    if isinstance(source, str) and source == "-":
        if sys.stdin is None:
            raise SourceError("it is closed", subject=name, remedy="pipe an article into it")
        data = sys.stdin.buffer.read(SIZE_LIMIT + 1)
    else:
        path = Path(source)
        try:
            if path.is_dir():
                raise SourceError("it is a directory", subject=name, remedy="name the files inside it")
            with path.open("rb") as file:
                data = file.read(SIZE_LIMIT + 1)
        except FileNotFoundError:
            raise SourceError("no such file", subject=name, remedy="check the path") from None
        except (OSError, ValueError) as error:
            cause = cause_of(error)
            raise SourceError(
                f"cannot be read: {cause}", subject=name, remedy="check path and permissions"
            ) from None
    check_size(data, name)
    return data
