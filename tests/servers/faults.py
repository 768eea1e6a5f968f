"""Every fault that a server can show, as scripts, with what should come of each; for tests and bench."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from summarizer import errors
from summarizer.models.document import Document, Section, fingerprint
from tests.servers.scripted import (
    Reply,
    completion,
    fabricator,
    failure,
    in_turn,
    position,
    reader,
)

if TYPE_CHECKING:
    from tests.servers.scripted import Request, Script

STALL_S: Final = 20.0
QUOTA: Final = "insufficient_quota"


@dataclass(frozen=True)
class Fault:
    """A fault of one article, and what should come of it."""

    script: Script
    error: type[errors.EngineError] | None
    """The error that should come; None where another try should get the reading."""
    requests: int
    """The most requests that it may take."""


def document(text: str, *, name: str = "A", outlet: str | None = None) -> Document:
    """A document whose whole text is body."""
    body = Section(kind="body", start=0, end=len(text))
    return Document(id=name, text=text, sha256=fingerprint(text), sections=(body,), outlet=outlet)


def article(number: int) -> Document:
    """One of many invented articles: three sentences, two of which somebody said."""
    text = (
        f"Envoys of the two river states met in Tampere for round {number} on Tuesday. "
        f"Envoy Ilse Brandal said dam number {number} would stay open. "
        f"The other delegation said it had {number + 3} reservations."
    )
    return document(text, name=f"article-{number}")


def _truncated(request: Request) -> Reply:
    return completion(request, json.dumps({"positions": [position("x")]})[:60])


def _length(request: Request) -> Reply:
    return completion(request, '{"positions": [' + '{"quotes": ["again"],' * 2000, finish="length")


def _wrong(request: Request) -> Reply:
    return completion(request, json.dumps({"answer": "The talks went well."}))


def _empty(request: Request) -> Reply:
    return Reply(
        json.dumps(
            {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": []}
        ).encode()
    )


def _html(_: Request) -> Reply:
    return Reply(
        b"<html><body>Please sign in to the network.</body></html>", headers={"Content-Type": "text/html"}
    )


def _filtered(request: Request) -> Reply:
    return completion(request, None, finish="content_filter")


def _endless(_: Request) -> Reply:
    return Reply(b'{"choices": "' + b"again and " * 1_000_000 + b'"}')


def _played(fault: str, seconds: float = 0.0) -> Script:
    return lambda request: Reply(reader(request).body, fault=fault, seconds=seconds)


def _status(status: int, message: str, code: str | None = None, **headers: str) -> Script:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: failure(status, message, code=code, headers=named)


_LIMIT = _status(429, "slow down", Retry_After="1")
_FAILING = _status(500, "internal error")

FAULTS: Final[dict[str, Fault]] = {
    "429 once, Retry-After: 1": Fault(in_turn(_LIMIT, reader), None, 2),
    "429 always, Retry-After: 1": Fault(_LIMIT, errors.RateLimited, 3),
    "429, Retry-After: 200": Fault(_status(429, "slow down", Retry_After="200"), errors.RateLimited, 1),
    "429, quota spent": Fault(_status(429, "no money", QUOTA), errors.RateLimited, 1),
    "500 once": Fault(in_turn(_FAILING, reader), None, 2),
    "500 always": Fault(_FAILING, errors.Unreachable, 3),
    "reset once": Fault(in_turn(_played("reset"), reader), None, 2),
    "reset always": Fault(_played("reset"), errors.Unreachable, 3),
    "body cut once": Fault(in_turn(_played("cut"), reader), None, 2),
    "body cut always": Fault(_played("cut"), errors.Unreachable, 3),
    "stall of 20 s": Fault(_played("stall", STALL_S), errors.TimedOut, 3),
    "a byte every 0.3 s": Fault(_played("drip", 0.3), errors.TimedOut, 3),
    "truncated JSON once": Fault(in_turn(_truncated, reader), None, 2),
    "truncated JSON always": Fault(_truncated, errors.InvalidReply, 3),
    "finish_reason=length": Fault(_length, errors.Truncated, 1),
    "refusal": Fault(lambda request: completion(request, None, refusal="I can't."), errors.Refused, 1),
    "content filter": Fault(_filtered, errors.Refused, 1),
    "empty choices once": Fault(in_turn(_empty, reader), None, 2),
    "empty choices always": Fault(_empty, errors.InvalidReply, 3),
    "HTML with status 200 once": Fault(in_turn(_html, reader), None, 2),
    "HTML with status 200 always": Fault(_html, errors.InvalidReply, 3),
    "wrong schema once": Fault(in_turn(_wrong, reader), None, 2),
    "wrong schema always": Fault(_wrong, errors.InvalidReply, 3),
    "an answer without end": Fault(_endless, errors.InvalidReply, 1),
    "bad key": Fault(
        _status(401, "Incorrect API key provided: sk-verysecretkey"), errors.AuthenticationFailed, 1
    ),
    "unknown model": Fault(_status(404, "no such model"), errors.RequestRejected, 1),
    "too long for the model": Fault(_status(400, "exceeds the context size"), errors.RequestRejected, 1),
    "fabricated quotes": Fault(fabricator, None, 2),
}
