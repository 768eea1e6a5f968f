"""Everything that a source holds: one article, or the many of a folder, a pattern, a file with several."""

from __future__ import annotations

import errno
import glob
import os
import re
import stat
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from summarizer.errors import SourceError
from summarizer.loading.kinds import foreign, is_gzip, kind_of, suffix_format
from summarizer.loading.making import document_of
from summarizer.loading.reading import check_text, read_articles
from summarizer.loading.sources import check_named, name_of, read_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.models.document import Document

FILES: Final = 2_000
"""Files of the largest folder that is read."""
ARTICLES: Final = 10_000
"""Articles of the largest file, folder or pattern."""

_HEAD: Final = 66_000  # bytes of a file that tell what it is
_TAR: Final = re.compile(r"\.(?:tar\.gz|tgz)$", re.IGNORECASE)
_SUFFIX: Final = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}")  # what follows another dot is part of a name
_UNTOLD: Final = frozenset({"text", "json"})  # kinds that content alone does not tell from other things
_NAMED: Final = 5  # files that a message names, before it counts the rest
_ADDRESS: Final = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a source held: its articles, notes for the reader of a brief, and what could not be read."""

    documents: tuple[Document, ...]
    notes: tuple[str, ...] = ()
    failures: tuple[SourceError, ...] = ()

    def check(self) -> None:
        """Raise `SourceError` where something could not be read: a brief must not lack a source in silence."""
        if len(self.failures) == 1:
            raise self.failures[0]
        if self.failures:
            told = "; ".join(f"{f.subject}: {f.cause}" for f in self.failures[:_NAMED])
            more = len(self.failures) - _NAMED
            raise SourceError(
                f"{len(self.failures)} articles cannot be read ({told}{f'; and {more} more' if more > 0 else ''})",
                remedy="correct them, or leave them out",
            )


def gather(source: str | os.PathLike[str], *, one: bool = False) -> Gathered:
    """Read everything that a source holds. With `one`, folders and patterns are refused.

    Raises `SourceError` where nothing can be read; in a folder or a file with several articles, what fails becomes
    one of `failures` and the others are read.
    """
    check_named(source)
    name = name_of(source)
    if isinstance(source, str) and source.lower().startswith(_ADDRESS):
        raise SourceError(
            "it is an address, and nothing is fetched unasked",
            subject=name,
            remedy="give it with --url (load_url)",
        )
    if not one and not (isinstance(source, str) and source == "-"):
        if _is_folder(source):
            return _of_files(sorted(_files_in(Path(source), name)), name, f"folder {name}")
        if is_pattern(source):
            return _of_files(_matches(os.fspath(source)), name, name)
    return _of_file(source, name)


def _of_file(source: str | os.PathLike[str], name: str) -> Gathered:
    documents: list[Document] = []
    notes: list[str] = []
    failures: list[SourceError] = []
    piped = isinstance(source, str) and source == "-"
    for where, found in read_articles(read_source(source, name), name):
        if len(documents) + len(failures) >= ARTICLES:
            raise SourceError(
                f"it holds more than {ARTICLES:,} articles", subject=name, remedy="give a part of it"
            )
        try:
            if isinstance(found, SourceError):
                raise found
            check_text(found.text, where)
        except SourceError as error:
            failures.append(error)
            continue
        documents.append(document_of(found, source=None if piped and where == name else where))
        notes += [f"{where}: {note}" for note in found.notes]
    if not documents and not failures:
        raise SourceError("it holds no article", subject=name, remedy="give an article")
    return Gathered(tuple(documents), tuple(notes), tuple(failures))


def _of_files(paths: list[Path], name: str, what: str) -> Gathered:
    documents: list[Document] = []
    notes: list[str] = []
    failures: list[SourceError] = []
    passed: list[str] = []
    if len(paths) > FILES:
        raise SourceError(f"it has more than {FILES:,} files", subject=name, remedy="give a smaller folder")
    for path in paths:
        shown = name_of(path)
        if (why := passed_over(path)) is not None:
            passed.append(f"{name_of(path.name)} ({why})")
            continue
        try:
            found = _of_file(path, shown)
        except SourceError as error:
            failures.append(error)
            continue
        documents += found.documents
        notes += found.notes
        failures += found.failures
        if len(documents) > ARTICLES:
            raise SourceError(
                f"it holds more than {ARTICLES:,} articles", subject=name, remedy="give a smaller folder"
            )
    if passed:
        more = len(passed) - _NAMED
        notes.append(
            f"not read in {what}: {', '.join(passed[:_NAMED])}{f' and {more} more' if more > 0 else ''}"
        )
    if not documents and not failures:
        cause = "it is a folder without files" if what != name else "no file matches it"
        if passed:
            cause = f"no file of it holds an article ({notes[-1]})"
        raise SourceError(cause, subject=name, remedy="give files that docs/inputs.md lists")
    return Gathered(tuple(documents), tuple(notes), tuple(failures))


def _is_folder(source: str | os.PathLike[str]) -> bool:
    try:
        return Path(source).is_dir()
    except (OSError, ValueError):
        return False


def is_pattern(source: str | os.PathLike[str]) -> bool:
    """Whether a string is a pattern: a file of that very name comes first."""
    if not isinstance(source, str) or "\0" in source or not glob.has_magic(source):
        return False
    try:
        return not os.path.lexists(source)
    except (OSError, ValueError):
        return False


def _matches(pattern: str) -> list[Path]:
    # `**` follows links to folders, and two that lead back give more paths than anybody has patience for
    found = islice(glob.iglob(pattern, recursive=True), 10 * FILES)  # noqa: PTH207 - Path.glob takes no absolute pattern
    paths = [Path(p) for p in sorted(found)]
    return [p for p in paths if not p.is_dir()] if "**" in pattern else paths


def _files_in(folder: Path, name: str) -> Iterator[Path]:
    """Files of a folder and the folders in it; links to folders are not followed, so there are no circles."""
    failed: list[OSError] = []
    count = 0
    for where, folders, files in os.walk(folder, onerror=failed.append):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for file in files:
            if not file.startswith("."):
                count += 1
                yield Path(where, file)
                if count > FILES:
                    return
    if failed:
        raise SourceError(
            f"cannot be read: {failed[0].strerror}",
            subject=name_of(failed[0].filename or name),
            remedy="check its permissions",
        )


def passed_over(path: Path) -> str | None:
    """Why a file of a folder is not read: it is none, or of a kind that holds no article."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            return "a folder"
        if not stat.S_ISREG(mode):
            return "no regular file"
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        if path.is_symlink() and error.errno in {errno.ENOENT, errno.ELOOP}:
            return "a link that leads nowhere"
        return None  # reading will say what is wrong
    if (what := foreign(head)) is not None:
        return what
    if _TAR.search(path.name):
        return "a tar archive"
    if is_gzip(head) or suffix_format(path.name) is not None or not _SUFFIX.fullmatch(path.suffix):
        return None
    try:
        kind = kind_of(head, path.name)
    except SourceError as error:
        return error.cause
    return f"{path.suffix} is no kind of article" if kind in _UNTOLD else None
