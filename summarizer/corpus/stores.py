"""Object stores as sources of a corpus: files, folders and patterns behind addresses such as `s3://news/2034/*.jsonl.gz`.

fsspec reaches them, each by a package of its own (s3fs, gcsfs, adlfs) with the keys it finds by itself.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from summarizer.corpus import parquet
from summarizer.corpus.inputs import Piece, lines_of
from summarizer.errors import ConfigError, SourceError
from summarizer.loading.gathering import is_pattern
from summarizer.loading.kinds import suffix_format
from summarizer.loading.sources import SIZE_LIMIT, check_size, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator


def pieces_in_store(address: str) -> Iterator[Piece]:
    """The pieces at an address, in order of names, as of a file, a folder or a pattern on disk.

    Raises `SourceError` where the store or what is asked of it cannot be reached, and `ConfigError` where the package
    that reaches it is not installed.
    """
    try:
        store, files = _found(address)
        for path in files:
            yield from _of_file(store, path)
    except ImportError as error:
        raise ConfigError(
            f"it needs a package that is not installed ({error})",
            subject=address,
            remedy="pip install 'diplomatic-summarizer[ray]' and the store's own: s3fs, gcsfs or adlfs",
        ) from None
    except SourceError:
        raise
    except Exception as error:  # noqa: BLE001 - every store has errors of its own
        raise SourceError(
            f"cannot be read: {error or type(error).__name__}",
            subject=address,
            remedy="check the address and the keys that the store's package finds",
        ) from None


def _found(address: str) -> tuple[Any, list[str]]:
    import fsspec

    store, path = fsspec.url_to_fs(address)
    if is_pattern(address):
        return store, sorted(found for found in store.glob(path) if store.isfile(found))
    if store.isdir(path):
        return store, [found for found in sorted(store.find(path)) if not _hidden(found[len(path) :])]
    return store, [path]


def _hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


def _of_file(store: Any, path: str) -> Iterator[Piece]:
    name = store.unstrip_protocol(path)
    with store.open(path, "rb") as file:
        if parquet.is_parquet(PurePosixPath(path)):
            for row, _, line in parquet.rows(file, name):
                yield Piece(f"{name}:{row}", line)
            return
        if suffix_format(path) == "jsonl":
            yield from lines_of(file, name)
            return
        data = file.read(SIZE_LIMIT + 1)
    try:
        check_size(data, name)
        yield Piece(name, None, data=unpacked(data, name))
    except SourceError as error:
        yield Piece(name, None, data=error)
