"""Newsletters as mail programs save them: the text of a message, its header as metadata."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from email import policy
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from itertools import islice
from typing import TYPE_CHECKING, Final

from summarizer.errors import SourceError
from summarizer.loading.blocks import Block
from summarizer.loading.dates import find_date
from summarizer.loading.decoding import decode
from summarizer.loading.parsed import Parsed, parsed
from summarizer.loading.webpage import page_blocks
from summarizer.loading.webpage.tree import decode_page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from email.message import MIMEPart

_REMEDY: Final = "save the article's text as plain text"
_SHOWN: Final = ("Subject", "From", "Date")
_BOUNDARIES: Final = 5_000  # lines that may divide parts; messages have some dozens
_LONGEST: Final = 300  # code points of a line that can be a newsletter's own matter
_MATTER: Final = re.compile(
    r"unsubscribe|view (?:this|it|the) ?(?:e-?mail|newsletter|message)? ?(?:in|on) (?:your|a|the) (?:web )?browser"
    r"|view (?:it )?online|(?:update|manage) (?:your )?(?:e-?mail )?(?:subscription|preferences)"
    r"|you(?:'re| are)? (?:received?|receiving) this|forward (?:this )?(?:e-?mail )?to a friend|add us to your address",
    re.IGNORECASE,
)
_PARAGRAPH: Final = re.compile(r"[^\n]+(?:\n(?![ \t\r]*\n)[^\n]+)*")

_FORWARDED: Final = re.compile(
    r"^[ \t>]*(?:-{2,}[ \t]*(?:forwarded|original) message\b|begin forwarded message:|-{2,}[ \t]*weitergeleitete nachricht\b"
    r"|-{2,}[ \t]*message transféré\b|-{2,}[ \t]*mensaje reenviado\b|-{2,}[ \t]*пересылаемое сообщение\b)[^\n]*\n",
    re.IGNORECASE | re.MULTILINE,
)
_INNER: Final = re.compile(r"[ \t>*]*(from|date|sent|subject)[ \t]*:[ \t*]*(\S[^\n]*)", re.IGNORECASE)
_KEY: Final = re.compile(r"[ \t>*]*[^\W\d_][\w-]{1,14}[ \t]*:")
_LINE: Final = re.compile(r"[^\n]*\S[^\n]*")
_HEADER: Final = 12  # lines that the header of a forwarded message takes
_NOTE: Final = 1_000  # code points of a note above it


def read_mail(data: bytes, name: str) -> Parsed:
    """Read a message: its HTML part, else its text part. Subject, sender and day open the text, as metadata.

    Raises `SourceError` where it has no text.
    """
    if data.count(b"\n--") > _BOUNDARIES:
        raise SourceError("the message has too many parts", subject=name, remedy=_REMEDY)
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        part = message.get_body(preferencelist=("html", "plain"))
        attached = [_file_name(a) for a in message.iter_attachments()]
    except Exception as error:  # noqa: BLE001 - the standard library's parser fails on damaged mail in many ways
        raise SourceError(
            f"the message is damaged ({type(error).__name__})", subject=name, remedy=_REMEDY
        ) from None
    body, blocks = _body(part, name) if part is not None else ("", [])
    if not any(character.isalnum() for character in body):
        raise SourceError("the message has no text", subject=name, remedy=_REMEDY)
    forwarded = _forwarded(body)
    blocks = _below(blocks, forwarded) if forwarded else blocks
    fields = {field: value for field in _SHOWN if (value := _field(message, field))}
    head = "\n".join(f"{field}: {value}" for field, value in fields.items())
    at = len(head) + 2 if head else 0
    if head:
        blocks = [Block(0, len(head), "metadata"), *(Block(b.start + at, b.end + at, b.kind) for b in blocks)]
        body = f"{head}\n\n{body}"
    # whoever hands an article on did not publish it, and not on that day
    of = forwarded.fields if forwarded else fields
    sender = " ".join(parseaddr(of.get("From", ""))[0].split()) or None
    notes = (f"attachments are not read: {', '.join(attached)}",) if attached else ()
    found = parsed(body, blocks, "eml", outlet=sender, published=_sent(of.get("Date")), notes=notes)
    title = of.get("Subject") or fields.get("Subject") or found.division.title
    return replace(found, division=replace(found.division, title=title))


@dataclass(frozen=True, slots=True)
class _Forwarded:
    """The header of the message that a message hands on, and where it stands in the body."""

    mark: int
    end: int
    fields: dict[str, str]


def _forwarded(body: str) -> _Forwarded | None:
    """The innermost message that is handed on; null where there is none, or where the sender wrote most by himself."""
    found: _Forwarded | None = None
    for mark in _FORWARDED.finditer(body):
        if mark.start() - (found.end if found else 0) > _NOTE:
            break
        fields: dict[str, str] = {}
        end = mark.end()
        for line in islice(_LINE.finditer(body, mark.end()), _HEADER):
            field = _INNER.match(line[0])
            if field is not None:
                name = {"sent": "Date"}.get(field[1].lower(), field[1].capitalize())
                fields.setdefault(name, " ".join(field[2].strip("* \t\r").split())[:500])
            elif not _KEY.match(line[0]):
                break
            end = line.end()
        found = _Forwarded(mark.start(), end, fields)
    return found


def _below(blocks: Sequence[Block], forwarded: _Forwarded) -> list[Block]:
    """The blocks, of which those above a forwarded message are the mail's, and not of the article."""
    parts: list[Block] = []
    borders = ((0, forwarded.mark, "furniture"), (forwarded.mark, forwarded.end, "metadata"))
    for b in blocks:
        parts += [
            Block(max(b.start, start), min(b.end, end), kind)  # type: ignore[arg-type]
            for start, end, kind in borders
            if max(b.start, start) < min(b.end, end)
        ]
        if b.end > forwarded.end:
            parts.append(replace(b, start=max(b.start, forwarded.end)))
    return parts


def _body(part: MIMEPart, name: str) -> tuple[str, list[Block]]:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    if part.get_content_type() != "text/html":
        text = _decoded(data, part.get_content_charset(), name)
        return text, _paragraphs(text)
    try:
        text, blocks, _ = page_blocks(
            decode_page(data, name, charset=part.get_content_charset()), name, whole=True
        )
    except SourceError as error:
        raise SourceError(f"the message: {error.cause}", subject=name, remedy=error.remedy) from None
    return text, [replace(b, kind="furniture") if _is_matter(text[b.start : b.end]) else b for b in blocks]


def _decoded(data: bytes, charset: str | None, name: str) -> str:
    if not data.strip():
        return ""
    try:
        return data.decode(charset or "utf-8").replace("\r\n", "\n")
    except (LookupError, ValueError):  # codecs for names of hosts, `undefined` and a NUL in the label fail so
        return decode(data, name).replace("\r\n", "\n")


def _paragraphs(text: str) -> list[Block]:
    """Paragraphs of a text part: those of the newsletter's own matter are furniture, those between them undecided."""
    blocks: list[Block] = []
    for match in _PARAGRAPH.finditer(text):
        kind = "furniture" if _is_matter(match[0]) else None
        if blocks and kind is None and blocks[-1].kind is None:
            blocks[-1] = replace(blocks[-1], end=match.end())
        else:
            blocks.append(Block(match.start(), match.end(), kind))  # type: ignore[arg-type]
    return blocks


def _is_matter(text: str) -> bool:
    return len(text) <= _LONGEST and _MATTER.search(text) is not None


def _field(message: object, name: str) -> str | None:
    """A header field as one line, decoded."""
    try:
        value = str(message[name] or "")  # type: ignore[index]
    except Exception:  # noqa: BLE001 - see read_mail
        return None
    return " ".join(value.encode("utf-8", "replace").decode("utf-8").split())[:500] or None


def _file_name(part: MIMEPart) -> str:
    return " ".join((part.get_filename() or f"one of {part.get_content_type()}").split())[:100]


def _sent(value: str | None) -> date | None:
    """The day of a message in its sender's time zone, as a header writes it or as a mail program shows it."""
    try:
        return parsedate_to_datetime(value or "").date()
    except (ValueError, TypeError, OverflowError, IndexError):
        found = find_date(value or "")
        return found[0] if found else None
