"""The lines of a PDF's pages, by pypdf, with place and size."""

from __future__ import annotations

import io
import logging
import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from summarizer.errors import SourceError

if TYPE_CHECKING:
    from pypdf import PdfReader

PAGES: Final = 300
"""Pages of the longest PDF that is read."""
SECONDS: Final = 20.0
"""Processor time that reading a PDF may take; damaged and hostile ones can take any."""
CHARACTERS: Final = 5_000_000
"""Code points of the longest text of a PDF."""

_STREAM: Final = 10_000_000  # bytes of an unpacked stream; a page of print has some thousands
_WORK: Final = 500_000  # operands and operators of a page
_END: Final = 4096  # bytes before the end of the file in which its end marker stands
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_LIGATURES: Final = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
    }
)
_REMEDY: Final = "save it again, or save the article's text as plain text"


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A printed line; places and sizes are in points, from the lower left corner of its page."""

    text: str
    page: int
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Pages:
    """The lines of all pages in the order in which they are drawn, each page's height, and the title given."""

    lines: list[PdfLine]
    heights: list[float]
    title: str | None


def read_pages(data: bytes, name: str) -> Pages:
    """Read the lines of a PDF.

    Raises `SourceError` where it is damaged, cut off, encrypted, too long, or takes too much time.
    """
    from pypdf import apply_configuration
    from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what is wrong is told by us
    if b"%%EOF" not in data[-_END:]:
        raise SourceError(
            "the PDF is cut off before its end", subject=name, remedy="copy or download it again"
        )
    try:
        with apply_configuration(
            zlib_maximum_output_length=_STREAM,
            lzw_maximum_output_length=_STREAM,
            run_length_maximum_output_length=_STREAM,
            array_based_stream_maximum_output_length=_STREAM,
            stream_parsing_work_maximum_count=_WORK,
            page_tree_maximum_page_entries=10 * PAGES,
        ):
            return _read(data, name)
    except SourceError:
        raise
    except DependencyError:
        raise _encrypted(name) from None
    except LimitReachedError as error:
        cause = f"a part of the PDF is larger than is read ({' '.join(str(error).split())[:120]})"
        raise SourceError(cause, subject=name, remedy=_REMEDY) from None
    except MemoryError:
        raise SourceError("the PDF needs too much memory", subject=name, remedy=_REMEDY) from None
    except Exception as error:  # noqa: BLE001 - damaged files make pypdf fail in any way
        cause = (
            str(error).splitlines()[0][:120]
            if isinstance(error, PyPdfError) and str(error)
            else type(error).__name__
        )
        raise SourceError(f"the PDF is damaged ({cause})", subject=name, remedy=_REMEDY) from None


def _read(data: bytes, name: str) -> Pages:
    from pypdf import PasswordType, PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise _encrypted(name)
    count = len(reader.pages)
    if count > PAGES:
        raise SourceError(
            f"it has {count} pages; at most {PAGES} are read",
            subject=name,
            remedy="give the article's pages only",
        )
    deadline = time.process_time() + SECONDS
    lines: list[PdfLine] = []
    heights: list[float] = []
    length = 0
    for number in range(count):
        page = reader.pages[number]
        collected = _Collector(number, name, deadline)
        collected.check_time()
        page.extract_text(visitor_text=collected.visit)
        found = collected.lines()
        length += sum(len(line.text) for line in found)
        if length > CHARACTERS:
            raise SourceError(
                f"its text is longer than {CHARACTERS // 1_000_000} million characters",
                subject=name,
                remedy="give the article's pages only",
            )
        lines += found
        heights.append(float(page.mediabox.height))
    return Pages(lines, heights, _title(reader))


def _encrypted(name: str) -> SourceError:
    return SourceError("the PDF is encrypted", subject=name, remedy="save it without a password")


def _title(reader: PdfReader) -> str | None:
    """The title that the file gives itself, unless it is a file name or a program's placeholder."""
    try:
        title = " ".join(str(reader.metadata.title or "").split()) if reader.metadata else ""
    except Exception:  # noqa: BLE001 - metadata may be damaged by itself
        return None
    junk = re.search(
        r"\.(?:docx?|indd|pdf|qxp|rtf|odt|html?)$|^microsoft|^untitled|^layout|://", title, re.IGNORECASE
    )
    return title[:300] if len(title.split()) >= 2 and not junk else None


class _Collector:
    """Takes the pieces of text that pypdf hands out; together they are the page's text."""

    def __init__(self, page: int, name: str, deadline: float) -> None:
        self.page = page
        self.name = name
        self.deadline = deadline
        self.pieces: list[tuple[str, float, float, float]] = []

    def check_time(self) -> None:
        if time.process_time() > self.deadline:
            cause = f"reading the PDF takes more than {SECONDS:.0f} s"
            raise SourceError(cause, subject=self.name, remedy=_REMEDY)

    def visit(self, text: str, cm: Any, tm: Any, font: Any, size: Any) -> None:  # noqa: ARG002 - pypdf calls it so
        self.check_time()
        if text:
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[1]) or 1.0
            self.pieces.append((text, float(x), float(y), float(size or 0) * scale))

    def lines(self) -> list[PdfLine]:
        lines: list[PdfLine] = []
        parts: list[str] = []
        place: tuple[float, float, float] | None = None

        def end() -> None:
            nonlocal place
            text = " ".join(_CONTROL.sub(" ", "".join(parts)).translate(_LIGATURES).split())
            if text and place is not None:
                lines.append(PdfLine(text, self.page, *place))
            parts.clear()
            place = None

        for text, x, y, size in self.pieces:
            for number, part in enumerate(text.split("\n")):
                if number:
                    end()
                parts.append(part)
                if place is None and part.strip():
                    place = (x, y, size)
        end()
        return lines
