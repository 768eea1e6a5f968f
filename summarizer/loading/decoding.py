"""From bytes to text: UTF-8 and UTF-16 first, then a careful guess at older encodings."""

from __future__ import annotations

import codecs
from typing import Final

from summarizer.errors import SourceError

_WIDE: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PLAIN_TEXT: Final = "save it as plain text (UTF-8)"


def decode(data: bytes, name: str) -> str:
    """Decode a source; `name` is what errors call it.

    A UTF-8 byte order mark stays in the text, so that offsets are those of anyone who decodes the file as
    UTF-8. Bytes that no encoding turns into plausible text raise `SourceError`.
    """
    try:
        for mark, encoding in _WIDE:
            if data.startswith(mark):
                return data.decode(encoding)
        if b"\x00" in data[:65536]:
            raise SourceError("it is binary, not text", subject=name, remedy=_PLAIN_TEXT)
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _older(data, name)


def _older(data: bytes, name: str) -> str:
    """Damaged UTF-8 as what is left of it; else a guess at an encoding from before Unicode.

    Text cut in the middle of a character, or with a stray byte, would turn wholly into gibberish if it were
    taken for an older encoding. In UTF-8, bytes above 127 that make characters outnumber those that do not;
    in older encodings they hardly ever do.
    """
    mended = data.decode("utf-8", "replace")
    lost, kept = mended.count("\ufffd"), sum(character > "\x7f" for character in mended)
    if kept > 3 * lost:  # `kept` counts the lost ones too
        return mended
    control = sum(data[:65536].count(byte) for byte in (*range(9), *range(14, 32), 127))
    if control <= 0.01 * min(len(data), 65536):
        from charset_normalizer import from_bytes  # late: only old files need it

        best = from_bytes(data[:200_000]).best()
        if best is not None:
            try:
                return data.decode(best.encoding)
            except UnicodeDecodeError:
                pass
    raise SourceError("its encoding is unknown", subject=name, remedy=_PLAIN_TEXT)
