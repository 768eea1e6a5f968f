"""A corpus as a stream of pieces of work: a line of JSON, or a file; none is held longer than it is worked on."""

from __future__ import annotations

import glob
import gzip
import os
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, NamedTuple, cast

from summarizer.errors import SourceError
from summarizer.loading.gathering import is_pattern, passed_over
from summarizer.loading.kinds import is_gzip, suffix_format
from summarizer.loading.making import document_of
from summarizer.loading.reading import check_text, read_articles
from summarizer.loading.records import read_lines_of_json
from summarizer.loading.sources import SIZE_LIMIT, name_of, read_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.models.document import Document

Source = str | os.PathLike[str]
STORES: Final = ("s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "hdfs", "memory")
"""Addresses that are read; the web's are not, because nothing is fetched unasked."""
_TOO_LONG: Final = f"the line is longer than {SIZE_LIMIT // 1_000_000} MB"


class Piece(NamedTuple):
    """What one worker takes at a time."""

    name: str
    """Where it stands: `wire.jsonl:17`, `news/a.html`."""
    line: bytes | None
    """A line of JSON; None of a file."""
    path: str | None = None
    """The file; None of a line."""
    data: bytes | SourceError | None = None
    """What was read of the file already, or why it could not be; None of a line, and before that."""

    @property
    def size(self) -> int:
        """Bytes that it holds."""
        return len(self.line or b"") + (len(self.data) if isinstance(self.data, bytes) else 0)


def pieces(sources: Iterable[Source]) -> Iterator[Piece]:
    """The pieces of files, folders, patterns, object stores, and standard input (`-`: lines of JSON), in a fixed order.

    Raises `SourceError` where a source cannot be opened, when it is its turn.
    """
    for source in sources:
        if source == "-":
            yield from _lines(cast("IO[bytes]", sys.stdin.buffer), "standard input")
        elif is_in_store(source):
            from summarizer.corpus.stores import pieces_in_store

            yield from pieces_in_store(os.fspath(source))
        elif Path(source).is_dir():
            yield from _of_folder(Path(source))
        elif is_pattern(source):
            for match in sorted(glob.iglob(os.fspath(source), recursive=True)):  # noqa: PTH207 - may be absolute
                if not Path(match).is_dir():
                    yield from _of_file(Path(match))
        else:
            yield from _of_file(Path(source))


def is_in_store(source: Source) -> bool:
    """Whether a source is the address of something in an object store."""
    return isinstance(source, str) and source.partition("://")[0] in STORES and "://" in source


def loaded(piece: Piece) -> Piece:
    """The piece with the bytes of its file, for whoever does not have the file itself."""
    if piece.line is not None or piece.data is not None:
        return piece
    try:
        return piece._replace(data=read_source(piece.path or "", piece.name))
    except SourceError as error:
        return piece._replace(data=error)


def articles(piece: Piece) -> Iterator[tuple[str, Document | SourceError]]:
    """The articles of a piece, each with its name, or what is wrong with it: mostly one."""
    if piece.line is None:
        try:
            data = loaded(piece).data or b""
            if isinstance(data, SourceError):
                raise data
            found = list(read_articles(data, piece.name))
        except SourceError as error:
            found = [(piece.name, error)]
    elif len(piece.line) > SIZE_LIMIT:
        found = [(piece.name, SourceError(_TOO_LONG, subject=piece.name, remedy="give one article a line"))]
    else:
        place = piece.name.rpartition(":")
        text = piece.line.decode("utf-8", "replace")
        found = [(piece.name, parsed) for _, parsed in read_lines_of_json(text, place[0])]
    for name, parsed in found:
        try:
            if isinstance(parsed, SourceError):
                raise parsed
            check_text(parsed.text, name)
            yield name, document_of(parsed, id="A", source=name)
        except SourceError as error:
            yield name, error


def _of_folder(folder: Path) -> Iterator[Piece]:
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for file in sorted(files):
            path = Path(where, file)
            if not file.startswith(".") and passed_over(path) is None:
                yield from _of_file(path)


def _of_file(path: Path) -> Iterator[Piece]:
    name = name_of(path)
    try:
        if suffix_format(path.name) != "jsonl":
            yield Piece(name, None, os.fspath(path))
            return
        with path.open("rb") as file:
            yield from lines_of(file, name)
    except (OSError, EOFError) as error:
        cause = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"cannot be read: {cause}", subject=name, remedy="check the path") from None


def lines_of(file: IO[bytes], name: str) -> Iterator[Piece]:
    """The lines of a file of JSON, packed by gzip or not."""
    packed = is_gzip(file.read(2))
    file.seek(0)
    yield from _lines(cast("IO[bytes]", gzip.GzipFile(fileobj=file)) if packed else file, name)


def _lines(file: IO[bytes], name: str) -> Iterator[Piece]:
    number = 0
    while line := file.readline(SIZE_LIMIT + 1):
        number += 1
        rest = line
        while len(rest) > SIZE_LIMIT and not rest.endswith(
            b"\n"
        ):  # what belongs to a line too long is passed over
            rest = file.readline(SIZE_LIMIT + 1)
        if line.strip():
            yield Piece(f"{name}:{number}", line)
