"""The texts that a brief's offsets count in: saved beside it, and found again by their fingerprint."""

from __future__ import annotations

import logging
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from summarizer.errors import ConfigError, SourceError, cause_of
from summarizer.files import write_bytes
from summarizer.loading.documents import from_text
from summarizer.loading.gathering import gather
from summarizer.loading.sources import SIZE_LIMIT, without_place
from summarizer.models.document import Document, fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from summarizer.models.brief import Source

log = logging.getLogger(__name__)

_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
"""Names that are devices on Windows, whatever follows their first dot."""


def save_documents(documents: Iterable[Document], folder: Path) -> tuple[Path, ...]:
    """Write each document into `folder`, which is made where it is missing; the paths of the texts.

    `ID-SHA.txt` holds exactly the text, in UTF-8, so that its SHA-256 is the one that a brief names; `ID-SHA.json` the
    whole document. SHA are the first twelve digits. Each file is written whole or not at all. Raises `ConfigError`
    where that cannot be done.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise ConfigError(
            f"cannot be made ({cause_of(error)})",
            subject=str(folder),
            remedy="give another --save-documents",
        ) from None
    written = []
    for document in documents:
        stem = _stem(document)
        path = folder / f"{stem}.txt"
        write_bytes(path, document.text.encode("utf-8"), follow=False)
        whole = document.model_dump_json(indent=1).encode("utf-8")
        write_bytes(folder / f"{stem}.json", whole, follow=False)
        written.append(path)
    return tuple(written)


def _stem(document: Document) -> str:
    """A name that is a file's on every system: neither hidden, nor like an option, nor a device's."""
    unsafe = document.id.startswith((".", "-")) or _RESERVED.match(document.id)
    return f"{'_' if unsafe else ''}{document.id}-{document.sha256[:12]}"


def saved_documents(
    sources: Iterable[Source], folder: Path, *, tell: Callable[[str], None] = log.warning
) -> tuple[Document, ...]:
    """Those of the documents in `folder` that `sources` name, under the ids that the sources have.

    A text counts only if its SHA-256 is the source's. Where the document beside it is missing or damaged, the text is
    cut into sections anew. `tell` hears of every source whose text is missing or was altered. Raises `SourceError`
    where there is no such folder.
    """
    try:
        names = sorted(path.name for path in folder.iterdir())
    except (OSError, ValueError) as error:
        raise SourceError(
            f"it is no folder that can be read ({cause_of(error)})",
            subject=str(folder),
            remedy="give the folder of brief --save-documents",
        ) from None
    found = []
    for source in sources:
        named = [name for name in names if name.endswith(f"-{source.sha256[:12]}.txt")]
        document = next((d for name in named if (d := _saved(folder / name, source))), None)
        if document is not None:
            found.append(document)
        elif named:
            tell(
                f"{folder / named[0]}: the text was altered, its SHA-256 is not that of document {source.id}"
            )
        else:
            tell(f"{folder}: the text of document {source.id} (SHA-256 {source.sha256[:12]}…) is not there")
    return tuple(found)


def _saved(text_file: Path, source: Source) -> Document | None:
    data = _bytes(text_file)
    if data is None:
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if fingerprint(text) != source.sha256:
        return None
    whole = _bytes(text_file.with_suffix(".json"))
    try:
        document = Document.model_validate_json(whole or b"")
    except ValidationError:
        document = None
    if document is None or document.sha256 != source.sha256:
        try:
            document = from_text(text, outlet=source.outlet, title=source.title, published=source.published)
        except SourceError:
            return None
    return document.model_copy(update={"id": source.id})


def _bytes(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            data = file.read(10 * SIZE_LIMIT + 1)
    except (OSError, ValueError):
        return None
    return data if len(data) <= 10 * SIZE_LIMIT else None


def local_documents(
    sources: Iterable[Source],
    *,
    tell: Callable[[str], None] = log.warning,
    note: Callable[[str], None] = log.info,
) -> tuple[Document, ...]:
    """Those documents whose files still lie where the brief read them, with the same text.

    Only plain files of this machine are opened: a brief may come from a stranger, so no address is fetched, no device
    and no share of another machine is touched. `note` hears of every source whose file is not there to be read, `tell`
    of every one whose file gives another text now.
    """
    read: dict[str, tuple[Document, ...]] = {}
    found = []
    for source in sources:
        file = _file(source.path)
        if file is None:
            note(f"{source.id}: its text is not at hand; quotations not checked")
            continue
        if file not in read:
            read[file] = _documents(file)
        document = next((d for d in read[file] if d.sha256 == source.sha256), None)
        if document is not None:
            found.append(document.model_copy(update={"id": source.id}))
        else:
            tell(
                f"{source.path}: the article was altered, its SHA-256 is not that of document {source.id}; "
                "quotations not checked"
            )
    return tuple(found)


def _documents(file: str) -> tuple[Document, ...]:
    try:
        return gather(file, one=True).documents
    except (SourceError, ValidationError):
        return ()


def _file(path: str | None) -> str | None:
    """The plain file of this machine that a source's path names, itself or with the place of an article behind it."""
    if path is None or "://" in path or path.startswith(("\\\\", "//")):
        return None
    for file in (path, without_place(path)):
        try:
            if Path(file).is_file() and os.access(file, os.R_OK):
                return file
        except (OSError, ValueError):
            continue
    return None
