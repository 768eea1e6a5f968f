"""Undoing gzip, without letting a small file become a large one."""

from __future__ import annotations

import zlib
from typing import Final

from summarizer.errors import SourceError

_STEP: Final = 1 << 20
_MEMBERS: Final = 100  # each costs a copy of what follows it


def gunzip(data: bytes, name: str, *, limit: int) -> bytes:
    """The bytes that gzip compressed, at most `limit` of them; members that follow each other are joined.

    Raises `SourceError` where the data is damaged, cut off or larger than `limit` when unpacked; no more than
    `limit` bytes are ever held.
    """
    out = bytearray()
    rest = data
    for _ in range(_MEMBERS):
        unpacking = zlib.decompressobj(wbits=31)
        while rest and not unpacking.eof:
            try:
                out += unpacking.decompress(rest, min(_STEP, limit + 1 - len(out)))
            except zlib.error:
                raise SourceError(
                    "it is damaged (not valid gzip)",
                    subject=name,
                    remedy="pack it again, or give it unpacked",
                ) from None
            rest = unpacking.unconsumed_tail
            if len(out) > limit:
                raise SourceError(
                    f"it is larger than {limit // 1_000_000} MB when unpacked",
                    subject=name,
                    remedy="give one article a file",
                )
        if not unpacking.eof:
            raise SourceError(
                "it is cut off before its end (gzip)",
                subject=name,
                remedy="copy it again, or give it unpacked",
            )
        rest = unpacking.unused_data.lstrip(b"\x00")  # zeros may pad it
        if not rest:
            return bytes(out)
    raise SourceError(
        f"it has more than {_MEMBERS} gzip members", subject=name, remedy="unpack it, or pack it in one go"
    )
