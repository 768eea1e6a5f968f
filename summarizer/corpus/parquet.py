"""Parquet by pyarrow (the extra `parquet`): rows as lines of JSON, and records as rows.

https://parquet.apache.org/docs/
"""

from __future__ import annotations

import json
from datetime import date, datetime, time
from importlib.util import find_spec
from typing import IO, TYPE_CHECKING, Any, Final

from summarizer.errors import ConfigError, SourceError
from summarizer.files import rewritten
from summarizer.loading.records import could_be_article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path, PurePath

    import pyarrow as pa

SUFFIX: Final = ".parquet"
_ROWS: Final = 32
"""Rows that are read at a time: an article may have 20 MB."""
_BUFFER: Final = 1 << 20
"""Bytes read of a column at a time; without it all that a group of rows has of the column would be held."""
_GROUP_ROWS: Final = 20_000
_GROUP_BYTES: Final = 64_000_000
"""A group of rows is written when it has so many rows or, before compression, so many bytes."""
_PAGE_ROWS: Final = 64
"""Rows after which it is looked whether a page is full; by default a page has 1,024 briefs, which readers must hold."""
_REMEDY: Final = "pip install 'diplomatic-summarizer[parquet]'"


def is_parquet(path: PurePath) -> bool:
    """Whether a file is one by its name."""
    return path.suffix.lower() == SUFFIX


def check(path: Path) -> None:
    """Raise `ConfigError` where the extra is not installed."""
    if find_spec("pyarrow") is None:
        raise ConfigError("Parquet needs an extra that is not installed", subject=str(path), remedy=_REMEDY)


def rows(path: Path | IO[bytes], name: str) -> Iterator[tuple[int, int, bytes]]:
    """The rows of a file: number from 1 on, number of all rows, and a line of JSON; a few are read at a time.

    Dates and times are written as ISO 8601. Raises `SourceError` where the file cannot be read, or where no column can
    hold an article.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise SourceError(
            "Parquet needs an extra that is not installed", subject=name, remedy=_REMEDY
        ) from None
    try:
        with pq.ParquetFile(
            path, buffer_size=_BUFFER, pre_buffer=False, coerce_int96_timestamp_unit="us"
        ) as file:
            names = file.schema_arrow.names
            if not could_be_article(names):
                raise SourceError(
                    f"none of its columns is the text of an article ({', '.join(names)})",
                    subject=name,
                    remedy="call the column `text`, `body` or `html`",
                )
            of = file.metadata.num_rows
            number = 0
            for batch in file.iter_batches(_ROWS, use_threads=False):
                for row in _microseconds(batch).to_pylist():
                    number += 1
                    line = json.dumps(row, ensure_ascii=False, default=_plain)
                    yield number, of, line.encode("utf-8", "replace")
    except (pa.ArrowException, OSError) as error:
        raise SourceError(
            f"it cannot be read as Parquet ({error})", subject=name, remedy="check the file"
        ) from None


def _microseconds(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Nanoseconds, as pandas writes them, have no place in Python's times."""
    import pyarrow as pa

    fields = [
        field.with_type(pa.timestamp("us", field.type.tz)) if pa.types.is_timestamp(field.type) else field
        for field in batch.schema
    ]
    return batch.cast(pa.schema(fields), safe=False)


def _plain(value: object) -> str:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def write(records: Iterable[bytes], path: Path) -> None:
    """Write records, given as lines of JSON, as rows in the place of `path`; no more than a group of rows is held.

    The columns are the fields of `record/1`; `brief` is JSON, and the error has `error_type` and `error_message`.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema()
    how = {"compression": "zstd", "write_batch_size": _PAGE_ROWS}
    with rewritten(path) as file, pq.ParquetWriter(file, schema, **how) as writer:
        group: list[dict[str, Any]] = []
        held = 0
        for line in records:
            group.append(_row(json.loads(line)))
            held += len(line)
            if len(group) == _GROUP_ROWS or held >= _GROUP_BYTES:
                writer.write_batch(pa.RecordBatch.from_pylist(group, schema))
                group, held = [], 0
        if group:
            writer.write_batch(pa.RecordBatch.from_pylist(group, schema))


def _schema() -> pa.Schema:
    import pyarrow as pa

    types = {
        "schema": pa.string(),
        "article": pa.string(),
        "of": pa.int32(),
        "sha256": pa.string(),
        "outlet": pa.string(),
        "title": pa.string(),
        "published": pa.date32(),
        "brief": pa.json_(),
        "error_type": pa.string(),
        "error_message": pa.string(),
        "requests": pa.int32(),
        "tokens_in": pa.int64(),
        "tokens_out": pa.int64(),
        "cost": pa.float64(),
        "seconds": pa.float64(),
    }
    return pa.schema(list(types.items()))


def _row(record: dict[str, Any]) -> dict[str, Any]:
    error = record.pop("error") or {}
    brief, published = record["brief"], record["published"]
    return record | {
        "brief": None if brief is None else json.dumps(brief, ensure_ascii=False, separators=(",", ":")),
        "published": None if published is None else date.fromisoformat(published),
        "error_type": error.get("type"),
        "error_message": error.get("message"),
    }
