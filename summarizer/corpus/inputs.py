"""A corpus as a stream of pieces of work: a line of JSON, a row, or a file; none is held longer than it is worked on."""

from __future__ import annotations

import glob
import gzip
import os
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, NamedTuple, cast

from summarizer.corpus import parquet
from summarizer.errors import SourceError, cause_of
from summarizer.loading.gathering import is_pattern, passed_over
from summarizer.loading.kinds import is_gzip, suffix_format
from summarizer.loading.making import document_of
from summarizer.loading.reading import check_text, read_articles
from summarizer.loading.records import read_lines_of_json
from summarizer.loading.sources import SIZE_LIMIT, name_of, read_source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from summarizer.models.document import Document

Source = str | os.PathLike[str]
STORES: Final = ("s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "hdfs", "memory")
"""Addresses that are read; the web's are not, because nothing is fetched unasked."""
_TOO_LONG: Final = f"it is longer than {SIZE_LIMIT // 1_000_000} MB"


class Piece(NamedTuple):
    """What one worker takes at a time."""

    name: str
    """Where it stands: `wire.jsonl:17`, `news/a.html`."""
    line: bytes | None
    """A line of JSON; None of a file."""
    path: str | None = None
    """The file; None of a line."""
    advance: int = 0
    """Bytes of the sources' files from the piece before to the end of this one."""
    data: bytes | SourceError | None = None
    """What was read of the file already, or why it could not be; None of a line, and before that."""

    @property
    def size(self) -> int:
        """Bytes that it holds."""
        return len(self.line or b"") + (len(self.data) if isinstance(self.data, bytes) else 0)


def pieces(sources: Iterable[Source], *, own: frozenset[Path] = frozenset()) -> Iterator[Piece]:
    """The pieces of files, folders, patterns, object stores, and standard input (`-`: lines of JSON), in a fixed order.

    `own` are files, without links in their paths, that a folder or a pattern may hold and that are not read. Raises
    `SourceError` where a source cannot be opened, when it is its turn.
    """
    for source in sources:
        if source == "-":
            yield from _lines(cast("IO[bytes]", sys.stdin.buffer), "standard input")
        elif is_in_store(source):
            from summarizer.corpus.stores import pieces_in_store

            yield from pieces_in_store(os.fspath(source))
        else:
            for path in _files(source, own):
                yield from _of_file(path)


def size_of(sources: Iterable[Source], *, own: frozenset[Path] = frozenset()) -> int | None:
    """Bytes of all files that `pieces` reads; None where standard input or a store is one, whose length nobody knows."""
    size = 0
    for source in sources:
        if source == "-" or is_in_store(source):
            return None
        size += sum(map(_size, _files(source, own)))
    return size


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
        text = piece.line.decode("utf-8", "replace")
        found = [(piece.name, parsed) for _, parsed in read_lines_of_json(text, piece.name)]
    for name, parsed in found:
        try:
            if isinstance(parsed, SourceError):
                # a line that is read by itself takes itself for the first
                raise SourceError(parsed.cause, subject=name, remedy=parsed.remedy)
            check_text(parsed.text, name)
            yield name, document_of(parsed, id="A", source=name)
        except SourceError as error:
            yield name, error


def _files(source: Source, own: frozenset[Path]) -> Iterator[Path]:
    """The files of one source."""
    if Path(source).is_dir():
        for where, folders, files in os.walk(source):
            folders[:] = sorted(f for f in folders if not f.startswith("."))
            for path in (Path(where, file) for file in sorted(files) if not file.startswith(".")):
                wanted = parquet.is_parquet(path) or passed_over(path) is None
                if wanted and not _is_own(path, own):
                    yield path
    elif is_pattern(source):
        for match in sorted(glob.iglob(os.fspath(source), recursive=True)):  # noqa: PTH207 - may be absolute
            if not Path(match).is_dir() and not _is_own(Path(match), own):
                yield Path(match)
    else:
        yield Path(source)


def _is_own(path: Path, own: frozenset[Path]) -> bool:
    return any(path.name == each.name for each in own) and path.resolve() in own


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _of_file(path: Path) -> Iterator[Piece]:
    name = name_of(path)
    try:
        if parquet.is_parquet(path):
            yield from _rows(path, name)
        elif suffix_format(path.name) != "jsonl":
            yield Piece(name, None, os.fspath(path), advance=_size(path))
        else:
            with path.open("rb") as file:
                yield from lines_of(file, name)
    except (OSError, EOFError) as error:
        raise SourceError(
            f"cannot be read: {cause_of(error)}", subject=name, remedy="check the path"
        ) from None


def lines_of(file: IO[bytes], name: str) -> Iterator[Piece]:
    """The lines of a file of JSON, packed by gzip or not."""
    packed = is_gzip(file.read(2))
    file.seek(0)
    lines = cast("IO[bytes]", gzip.GzipFile(fileobj=file)) if packed else file
    yield from _lines(lines, name, file.tell)


def _rows(path: Path, name: str) -> Iterator[Piece]:
    size = _size(path)
    at = 0
    for row, of, line in parquet.rows(path, name):
        until = size * row // of
        yield Piece(f"{name}:{row}", line, advance=until - at)
        at = until


def _lines(file: IO[bytes], name: str, tell: Callable[[], int] = lambda: 0) -> Iterator[Piece]:
    number = at = 0
    while line := file.readline(SIZE_LIMIT + 1):
        number += 1
        rest = line
        while len(rest) > SIZE_LIMIT and not rest.endswith(
            b"\n"
        ):  # what belongs to a line too long is passed over
            rest = file.readline(SIZE_LIMIT + 1)
        if line.strip():
            until = tell()
            yield Piece(f"{name}:{number}", line, advance=until - at)
            at = until
