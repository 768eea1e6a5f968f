"""An article from the web, when asked for: one request after another, each to a public address, in time and in bounds."""

from __future__ import annotations

import time
import zlib
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from summarizer.errors import SourceError
from summarizer.loading.gzipped import gunzip
from summarizer.loading.kinds import foreign, is_gzip
from summarizer.loading.making import document_of
from summarizer.loading.reading import check_text, read_articles
from summarizer.loading.records import host_of
from summarizer.loading.sources import SIZE_LIMIT

if TYPE_CHECKING:
    import ipaddress
    from collections.abc import Callable, Iterator

    from httpcore2 import URL, Response

    from summarizer.models.document import Document, Format

REDIRECTS: Final = 5
SECONDS: Final = 30.0
"""Time that an address has to answer in full, redirects included."""

_TYPES: Final[dict[str, Format | None]] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "text/plain": None,
    "text/markdown": "markdown",
    "application/json": "json",
    "application/ld+json": "json",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
    "message/rfc822": "eml",
    "application/gzip": None,
    "application/x-gzip": None,
    "application/octet-stream": None,
    "binary/octet-stream": None,
    "": None,
}
"""Content types that an article can have, and the format of each; null where the content tells."""
_REMEDY: Final = "check the address, or save the page and give the file"
_AGENT: Final = b"diplomatic-summarizer (reads one page for a person who asked for it)"
_STEP: Final = 65_536


@dataclass(frozen=True, slots=True)
class _Answer:
    data: bytes
    address: str
    """Where it came from in the end."""
    type: str
    charset: str | None


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches articles. `allowed` judges network addresses; by default those of the public internet are allowed.

    No proxy, no cookie, no key of the environment is used.
    """

    allowed: Callable[[ipaddress.IPv4Address | ipaddress.IPv6Address], bool] | None = None
    seconds: float = SECONDS
    limit: int = SIZE_LIMIT
    """Bytes of the largest answer, as sent and as unpacked."""

    def load(self, url: str) -> Document:
        """The article at an address.

        Raises `SourceError` where the address is no public http(s) one, or its answer is no article in time and bounds.
        """
        answer = self._fetch(url)
        shown = _shown(answer.address)
        kind = _TYPES[answer.type]
        data = answer.data
        if is_gzip(data):
            data = gunzip(data, shown, limit=self.limit)
            kind = None
        if not data.strip():
            raise SourceError("the answer is empty", subject=shown, remedy=_REMEDY)
        if answer.type == "text/plain" and answer.charset:
            with suppress(LookupError, UnicodeDecodeError):
                data = data.decode(answer.charset).encode("utf-8", "replace")
        if foreign(data) is not None or data.lstrip().startswith(b"%PDF-") != (kind == "pdf"):
            kind = None  # the header is wrong; the content tells
        found = list(read_articles(data, shown, charset=answer.charset, kind=kind))
        if len(found) != 1:
            raise SourceError(
                f"it holds {len(found)} articles", subject=shown, remedy="save it and give the file"
            )
        article = found[0][1]
        if isinstance(article, SourceError):
            raise article
        check_text(article.text, shown)
        host = host_of(answer.address) if article.format == "html" else None
        document = document_of(article, source=shown)
        return document if document.outlet else document.model_copy(update={"outlet": host})

    def _fetch(self, url: str) -> _Answer:
        deadline = time.monotonic() + self.seconds
        for _ in range(REDIRECTS + 1):
            found = self._request(url, deadline)
            if isinstance(found, _Answer):
                return found
            url = urljoin(url, found)
        raise SourceError(f"it redirects more than {REDIRECTS} times", subject=_shown(url), remedy=_REMEDY)

    def _request(self, url: str, deadline: float) -> _Answer | str:
        """The answer of one address, or where it redirects to."""
        import httpcore2 as http

        from summarizer.loading.addresses import CheckedBackend, RefusedAddress, is_public

        target, headers = _target(url)
        backend = CheckedBackend(self.allowed or is_public, deadline)
        shown = _shown(url)
        try:
            with (
                http.ConnectionPool(network_backend=backend) as pool,
                pool.stream("GET", target, headers=headers) as response,
            ):
                return self._answer(response, url, shown)
        except RefusedAddress as error:
            raise SourceError(f"it is refused: {error}", subject=shown, remedy=_REMEDY) from None
        except http.TimeoutException:
            cause = f"it does not answer in full within {self.seconds:.0f} s"
            raise SourceError(cause, subject=shown, remedy=_REMEDY) from None
        except (http.NetworkError, http.ProtocolError, http.UnsupportedProtocol) as error:
            cause = " ".join(str(error).split())[:200] or type(error).__name__
            raise SourceError(f"it cannot be fetched: {cause}", subject=shown, remedy=_REMEDY) from None

    def _answer(self, response: Response, url: str, shown: str) -> _Answer | str:
        fields = {name.lower(): value.decode("latin-1") for name, value in response.headers}
        if response.status in {301, 302, 303, 307, 308} and b"location" in fields:
            return fields[b"location"]
        if response.status != 200:
            raise SourceError(f"it answers with status {response.status}", subject=shown, remedy=_REMEDY)
        header = Message()
        header["Content-Type"] = fields.get(b"content-type", "")
        type_ = header.get_content_type() if header["Content-Type"] else ""
        if type_ not in _TYPES:
            raise SourceError(f"it is {type_[:80]}, not an article", subject=shown, remedy=_REMEDY)
        encoding = fields.get(b"content-encoding", "identity").strip().lower()
        data = b"".join(self._unpacked(response.iter_stream(), encoding, shown))
        return _Answer(data, url, type_, header.get_content_charset())

    def _unpacked(self, chunks: Iterator[bytes], encoding: str, shown: str) -> Iterator[bytes]:
        """The body, its compression undone, refused as soon as it is larger than the limit in either form."""
        if encoding not in {"identity", "gzip", "x-gzip", "deflate", ""}:
            raise SourceError(f"it is compressed by {encoding[:40]}", subject=shown, remedy=_REMEDY)
        unpacking = zlib.decompressobj(wbits=47) if encoding not in {"identity", ""} else None
        sent = size = 0
        for chunk in chunks:
            sent += len(chunk)
            rest = chunk
            while rest:
                out = rest
                if unpacking is not None:
                    try:
                        out = unpacking.decompress(rest, _STEP)
                    except zlib.error:
                        raise SourceError(
                            "its compression is damaged", subject=shown, remedy=_REMEDY
                        ) from None
                    rest = unpacking.unconsumed_tail
                else:
                    rest = b""
                size += len(out)
                if size > self.limit or sent > self.limit:
                    raise SourceError(
                        f"it is larger than {self.limit // 1_000_000} MB", subject=shown, remedy=_REMEDY
                    )
                yield out
        if unpacking is not None and not unpacking.eof:
            raise SourceError("it is cut off before its end", subject=shown, remedy=_REMEDY)


def _target(url: str) -> tuple[URL, list[tuple[bytes, bytes]]]:
    """Where to send a request, and its headers. Raises `SourceError` for what is no plain http(s) address."""
    from httpcore2 import URL

    shown = _shown(url)
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
        if parts.scheme.lower() not in {"http", "https"} or not host:
            raise SourceError("it is no http or https address", subject=shown, remedy=_REMEDY)
        if parts.username is not None or parts.password is not None:
            raise SourceError("it holds a name or password", subject=shown, remedy="give it without them")
        if any(character <= " " or character == "\\" for character in url):
            raise ValueError
        name = host if ":" in host else host.encode("idna").decode("ascii")
    except ValueError:  # UnicodeError too
        raise SourceError("it is no valid address", subject=shown, remedy=_REMEDY) from None
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?") if parts.query else ""
    scheme = parts.scheme.lower()
    shown_host = f"[{name}]" if ":" in name else name
    headers = [
        (b"Host", (shown_host if port is None else f"{shown_host}:{port}").encode("ascii")),
        (b"User-Agent", _AGENT),
        (
            b"Accept",
            b"text/html, application/xhtml+xml, application/pdf, text/plain, application/json;q=0.9, */*;q=0.1",
        ),
        (b"Accept-Encoding", b"gzip"),
        (b"Connection", b"close"),
    ]
    return URL(scheme=scheme, host=name, port=port, target=(path + query).encode("ascii")), headers


def _shown(url: str) -> str:
    """An address for messages and for the document: without fragment, name and password."""
    try:
        parts = urlsplit(url)
        netloc = parts.netloc.rpartition("@")[2]
        url = urlunsplit((parts.scheme, netloc, parts.path, parts.query, ""))
    except ValueError:
        pass
    return "".join(c if c.isprintable() else "\ufffd" for c in url)[:500]
