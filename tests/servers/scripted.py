"""A server on the loopback that speaks OpenAI's chat protocol and answers by script, faults included.

A script is a function from a `Request` to a `Reply`. Real sockets: resets, cuts and silences happen as they
do in the world.
"""

from __future__ import annotations

import itertools
import json
import re
import socket
import struct
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Script = Callable[["Request"], "Reply"]

_NAME = re.compile(r"\b[A-Z][\w-]{3,}")
_ARTICLE = re.compile(r"ARTICLE ([0-9a-f]{16})\n(.*?)\nEND \1", re.DOTALL)

EMPTY: dict[str, Any] = {
    "meetings": [],
    "participants": [],
    "confirmations": [],
    "red_lines": [],
    "positions": [],
    "outcomes": [],
    "mentioned": [],
}


@dataclass(frozen=True)
class Request:
    """A request as it arrived. `at` is the time of a monotonic clock, in seconds."""

    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]
    at: float
    number: int
    """How many requests with this article came before it."""

    @cached_property
    def article(self) -> str:
        """The article between its marks."""
        match = _ARTICLE.search(self.body["messages"][1]["content"])
        return match[2] if match else ""

    @property
    def mode(self) -> str:
        """The form that is asked for."""
        if "tools" in self.body:
            return "tools"
        form = self.body.get("response_format", {}).get("type", "md_json")
        return "json" if form == "json_object" else str(form)


@dataclass(frozen=True)
class Reply:
    """What to send back. A `fault` is played on the socket instead of, or before, the body."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    fault: str | None = None
    """reset, cut (half the body), stall or drip (a byte now and then)."""
    seconds: float = 0.0
    """How long to stall, or to wait between the bytes of a drip."""


def completion(
    request: Request,
    content: str | None,
    *,
    finish: str = "stop",
    refusal: str | None = None,
    tokens: tuple[int, int] | None = (100, 20),
) -> Reply:
    """A completion that carries `content` in the form that was asked for."""
    message: dict[str, Any] = {"role": "assistant", "content": content, "refusal": refusal}
    if request.mode == "tools" and content is not None:
        call = {
            "id": f"call_{request.at}",
            "type": "function",
            "function": {"name": "reading", "arguments": content},
        }
        message |= {"content": None, "tool_calls": [call]}
    elif request.mode == "md_json" and content is not None:
        message["content"] = f"Here it is:\n```json\n{content}\n```"
    body: dict[str, Any] = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": request.body.get("model", ""),
        "choices": [{"index": 0, "finish_reason": finish, "message": message, "logprobs": None}],
    }
    if tokens is not None:
        body["usage"] = {
            "prompt_tokens": tokens[0],
            "completion_tokens": tokens[1],
            "total_tokens": sum(tokens),
        }
    return Reply(json.dumps(body).encode())


def answer(request: Request, reading: Mapping[str, Any]) -> Reply:
    """A completion that answers with `reading`; lists that it leaves out are empty."""
    return completion(request, json.dumps(EMPTY | dict(reading), ensure_ascii=False))


def failure(
    status: int, message: str, *, code: str | None = None, headers: Mapping[str, str] | None = None
) -> Reply:
    """An error in OpenAI's form."""
    body = {"error": {"message": message, "type": code or "error", "code": code, "param": None}}
    return Reply(json.dumps(body).encode(), status, headers or {})


def position(quote: str, **fields: Any) -> dict[str, Any]:
    """A position that cites `quote`, as a model would write it."""
    return {
        "quotes": [quote],
        "holder": "Party",
        "target": None,
        "kind": "position",
        "topic": "the matter",
        "statement": quote,
        "at_meeting": False,
        "said": {"speaker": None, "descriptor": None, "record": "unattributed", "via": [], "hedges": []},
    } | fields


def reader(request: Request) -> Reply:
    """An honest reader: a position for every sentence of the article in which somebody said something.

    Its holder is what the sentence names first, since nobody is bound whom an article does not name.
    """
    said = [each for each in re.split(r"(?<=[.!?”])\s+", request.article) if " said" in each]
    names = [_NAME.search(each) for each in said]
    return answer(
        request,
        {
            "positions": [
                position(each, holder=name[0] if name else "Party")
                for each, name in zip(said, names, strict=True)
            ]
        },
    )


def fabricator(request: Request) -> Reply:
    """The worst kind of reader: fluent, well-formed, and every quote made up."""
    made_up = "The ministers of both sides agreed to open the border crossing at dawn."
    claim = position(made_up, holder="Invented State")
    return answer(
        request,
        {
            "meetings": [
                {
                    "quotes": [made_up],
                    "kind": "talks",
                    "status": "held",
                    "level": None,
                    "purpose": None,
                    "parties": ["Invented State"],
                    "when": "on Sunday",
                    "where": "Nowhere",
                    "venue": None,
                }
            ],
            "participants": [
                {
                    "quotes": [made_up],
                    "name": "Nobody Atall",
                    "descriptor": None,
                    "side": "Invented State",
                    "role": "head",
                    "basis": "attended",
                    "titles": [],
                }
            ],
            "positions": [claim],
            "red_lines": [
                {
                    "quotes": [made_up],
                    "holder": "Invented State",
                    "target": None,
                    "trigger": "anything",
                    "consequence": None,
                    "specificity": "none",
                    "status": "active",
                    "said": claim["said"],
                }
            ],
            "outcomes": [{"quotes": [made_up], "text": made_up, "status": "joint", "claimed_by": []}],
            "confirmations": [{"quotes": [made_up], "party": "Invented State", "stance": "confirmed"}],
        },
    )


def in_turn(*scripts: Script) -> Script:
    """The scripts one after the other for each article; the last one stays."""

    def script(request: Request) -> Reply:
        return scripts[min(request.number, len(scripts) - 1)](request)

    return script


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # otherwise every call takes 40 ms more
    server: _Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        reply = self.server.owner.answer(self.path, dict(self.headers), body)
        try:
            self._play(reply)
        except OSError:
            self.close_connection = True  # the client has gone, as it should at its deadline

    def _play(self, reply: Reply) -> None:
        if reply.fault == "stall":
            self.server.owner.closing.wait(reply.seconds)
        if reply.fault == "reset":
            # No lingering and an abrupt close: the peer sees RST.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            self.close_connection = True
            return
        self.send_response(reply.status)
        headers = {"Content-Type": "application/json", "Content-Length": str(len(reply.body))} | dict(
            reply.headers
        )
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if reply.fault == "cut":
            self.wfile.write(reply.body[: len(reply.body) // 2])
            self.close_connection = True
        elif reply.fault == "drip":
            for byte in reply.body:
                self.wfile.write(bytes([byte]))
                if self.server.owner.closing.wait(reply.seconds):
                    break
            self.close_connection = True
        else:
            self.wfile.write(reply.body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing: the tests look at what was asked, not at a log."""


class _Server(ThreadingHTTPServer):
    request_queue_size = 256  # fewer show as resets that no script asked for
    daemon_threads = True
    block_on_close = False
    owner: ScriptedServer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that hang up."""


class ScriptedServer:
    """The server, as a context: it listens inside the `with` and keeps what it was asked, unless told not to."""

    def __init__(self, script: Script = reader, *, port: int = 0, keep: bool = True) -> None:
        self.script = script
        self.keep = keep
        self.requests: list[Request] = []
        self.closing = threading.Event()
        self._lock = threading.Lock()
        self._asked: Counter[str] = Counter()
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.owner = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    @property
    def base_url(self) -> str:
        """The address to give to a client."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def answer(self, path: str, headers: Mapping[str, str], body: dict[str, Any]) -> Reply:
        """What the script replies; the request is kept."""
        request = Request(path, headers, body, time.monotonic(), 0)
        article = request.article
        with self._lock:
            request = Request(path, headers, body, request.at, self._asked[article])
            self._asked[article] += 1
            if self.keep:
                self.requests.append(request)
        return self.script(request)

    def asked_about(self, words: str) -> list[Request]:
        """The requests whose article holds `words`."""
        return [each for each in self.requests if words in each.article]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def gaps(requests: Iterable[Request]) -> list[float]:
    """Seconds between one request and the next."""
    times = [each.at for each in requests]
    return [later - earlier for earlier, later in itertools.pairwise(times)]
