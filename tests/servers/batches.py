"""A server on the loopback with OpenAI's Batch API as its documentation has it; a script answers each request.

Files are uploaded with purpose `batch`; a batch moves on one state with each look at it; results come in any order,
what failed in a file of its own.
"""

from __future__ import annotations

import email.parser
import email.policy
import json
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.parse import parse_qs, urlsplit

from tests.servers.scripted import Reply, Request, failure, reader

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.servers.scripted import Script

    Intercept = Callable[[str, str, int], Reply | None]

MOST_REQUESTS: Final = 50_000
MOST_BYTES: Final = 200_000_000
LIFE: Final = ("validating", "in_progress", "finalizing", "completed")
_REFUSED: Final = {"files": "Invalid purpose", "batches": "Invalid completion_window or endpoint"}


@dataclass
class Batch:
    """One batch of the server."""

    id: str
    input_file_id: str
    metadata: dict[str, str]
    lines: list[dict[str, Any]]
    life: tuple[str, ...]
    """The states that it goes through; the last one stays."""
    created_at: int
    looks: int = 0
    errors: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=lambda: {"completed": 0, "failed": 0})

    @property
    def status(self) -> str:
        """The state at the last look."""
        return self.life[min(self.looks, len(self.life) - 1)]

    @property
    def ids(self) -> list[str]:
        """The `custom_id`s of its requests."""
        return [line["custom_id"] for line in self.lines]

    def told(self) -> dict[str, Any]:
        """The batch as it is told to a client."""
        return {
            "id": self.id,
            "object": "batch",
            "endpoint": "/v1/chat/completions",
            "completion_window": "24h",
            "input_file_id": self.input_file_id,
            "created_at": self.created_at,
            "status": self.status,
            "metadata": self.metadata,
            "errors": {"object": "list", "data": self.errors} if self.errors else None,
            "request_counts": {"total": len(self.lines), **self.counts},
            "output_file_id": self.files.get("output_file_id"),
            "error_file_id": self.files.get("error_file_id"),
        }


class BatchServer:
    """The server, as a context. What it was asked lies in `batches`, `looks` and `live`."""

    def __init__(self, script: Script = reader) -> None:
        self.script = script
        self.life: Callable[[int], tuple[str, ...]] = lambda number: LIFE
        """States of the batch of a number, from 0."""
        self.refusal: Callable[[int, list[dict[str, Any]]], list[dict[str, Any]]] = lambda number, lines: []
        """Errors for which the batch of a number fails its validation."""
        self.intercept: Intercept = lambda what, path, number: None
        """Looks at the n-th (from 0) call of a kind: may reply in the server's place, before ("upload", "create",
        "look", "list", "content") or after it was done ("created", "collected")."""
        self.answered: Callable[[Batch, int], bool] = lambda batch, index: True
        """Which requests of a batch that expires or is cancelled were answered in time."""
        self.lost: Callable[[Batch, int], dict[str, Any] | None] = lambda batch, index: None
        """A line to be found in the error file instead of an answer."""
        self.batches: list[Batch] = []
        self.live: list[Request] = []
        self.calls = Counter[str]()
        self._files: dict[str, bytes] = {}
        self._asked = Counter[str]()
        self._lock = threading.RLock()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.owner = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    @property
    def base_url(self) -> str:
        """The address to give to a client."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @property
    def submitted(self) -> Counter[str]:
        """How often each `custom_id` is in a batch that was accepted."""
        return Counter(id_ for batch in self.batches if not batch.errors for id_ in batch.ids)

    def answer(self, method: str, target: str, headers: Any, body: bytes) -> Reply:
        """The reply to a call."""
        path = urlsplit(target).path.removeprefix("/v1")
        what = self._kind(method, path)
        with self._lock:
            number = self.calls[what]
            self.calls[what] += 1
            if (reply := self.intercept(what, path, number)) is not None:
                return reply
            if what == "upload":
                return self._upload(headers, body)
            if what == "create":
                created = self._create(json.loads(body))
                return self.intercept("created", path, number) or created
            if what == "look":
                return self._look(path.rpartition("/")[2])
            if what == "list":
                return self._list(parse_qs(urlsplit(target).query))
            if what == "content":
                content = self._files.get(path.split("/")[2])
                return failure(404, "No such File object") if content is None else Reply(content)
            if what == "live":
                request = self._request(json.loads(body), headers)
                self.live.append(request)
                return self.script(request)
        return failure(404, f"Unknown request URL: {method} {target}")

    def _kind(self, method: str, path: str) -> str:
        if path.startswith("/files"):
            return "upload" if method == "POST" else "content"
        if path.startswith("/batches"):
            if method == "POST":
                return "create" if path == "/batches" else "cancel"
            return "list" if path == "/batches" else "look"
        return "live" if path == "/chat/completions" else "unknown"

    def _upload(self, headers: Any, body: bytes) -> Reply:
        head = f"Content-Type: {headers['Content-Type']}\r\n\r\n".encode()
        form = email.parser.BytesParser(policy=email.policy.compat32).parsebytes(head + body)
        parts: dict[Any, Any] = {
            part.get_param("name", header="content-disposition"): part.get_payload(decode=True)
            for part in form.walk()
        }
        if parts.get("purpose") != b"batch":
            return failure(400, _REFUSED["files"])
        id_ = f"file-{len(self._files)}"
        self._files[id_] = parts["file"]
        told = {"id": id_, "object": "file", "bytes": len(parts["file"]), "created_at": int(time.time())}
        return Reply(
            json.dumps(
                told | {"filename": "requests.jsonl", "purpose": "batch", "status": "processed"}
            ).encode()
        )

    def _create(self, asked: dict[str, Any]) -> Reply:
        if asked.get("completion_window") != "24h" or asked.get("endpoint") != "/v1/chat/completions":
            return failure(400, _REFUSED["batches"])
        data = self._files[asked["input_file_id"]]
        lines = [json.loads(line) for line in data.split(b"\n") if line]
        number = len(self.batches)
        errors = [*self._invalid(data, lines), *self.refusal(number, lines)]
        life = ("validating", "failed") if errors else self.life(number)
        batch = Batch(
            f"batch_{number}",
            asked["input_file_id"],
            asked.get("metadata") or {},
            lines,
            life,
            int(time.time()),
        )
        batch.errors = errors
        self.batches.append(batch)
        return Reply(json.dumps(batch.told()).encode())

    def _invalid(self, data: bytes, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
        def error(code: str, line: int | None = None) -> dict[str, Any]:
            return {"code": code, "message": f"the file has {code}", "line": line, "param": None}

        found = []
        if len(data) > MOST_BYTES or len(lines) > MOST_REQUESTS or not lines:
            found.append(error("invalid_size"))
        seen = set[str]()
        for number, line in enumerate(lines, start=1):
            if line["custom_id"] in seen:
                found.append(error("duplicate_custom_id", number))
            if (line["method"], line["url"]) != ("POST", "/v1/chat/completions"):
                found.append(error("invalid_url", number))
            if line["body"]["model"] != lines[0]["body"]["model"]:
                found.append(error("mismatched_model", number))
            seen.add(line["custom_id"])
        return found

    def _look(self, id_: str) -> Reply:
        batch = next((each for each in self.batches if each.id == id_), None)
        if batch is None:
            return failure(404, f"No batch found with id '{id_}'.")
        batch.looks += 1
        if batch.status in {"completed", "expired", "cancelled"} and not batch.files:
            self._finish(batch)
        return Reply(json.dumps(batch.told()).encode())

    def _finish(self, batch: Batch) -> None:
        out: list[dict[str, Any]] = []
        bad: list[dict[str, Any]] = []
        for index, line in enumerate(batch.lines):
            result: dict[str, Any] = {"id": f"batch_req_{index}", "custom_id": line["custom_id"]}
            if (lost := self.lost(batch, index)) is not None:
                bad.append(result | lost)
            elif batch.status != "completed" and not self.answered(batch, index):
                told = {
                    "code": f"batch_{batch.status}",
                    "message": "This request could not be executed in time.",
                }
                bad.append(result | {"response": None, "error": told})
            else:
                reply = self.script(self._request(line["body"], {}))
                response = {"status_code": reply.status, "request_id": "r", "body": json.loads(reply.body)}
                (out if reply.status == 200 else bad).append(result | {"response": response, "error": None})
        batch.counts = {"completed": len(out), "failed": len(bad)}
        for name, lines in (("output_file_id", out), ("error_file_id", bad)):
            random.Random(len(lines)).shuffle(lines)
            if lines:
                batch.files[name] = id_ = f"file-{len(self._files)}"
                # without escapes: an article may hold what other programs take for the end of a line
                self._files[id_] = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines).encode()

    def _list(self, query: dict[str, list[str]]) -> Reply:
        newest = self.batches[::-1]
        if after := query.get("after"):
            position = next(i for i, each in enumerate(newest) if each.id == after[0])
            newest = newest[position + 1 :]
        page = newest[: min(int(query.get("limit", ["20"])[0]), 2)]  # small pages, so that there are several
        told = {"object": "list", "data": [each.told() for each in page], "has_more": len(newest) > len(page)}
        return Reply(json.dumps(told | {"last_id": page[-1].id if page else None}).encode())

    def _request(self, body: dict[str, Any], headers: Any) -> Request:
        request = Request("/v1/chat/completions", headers, body, time.monotonic(), 0)
        article = request.article
        self._asked[article] += 1
        return Request(request.path, headers, body, request.at, self._asked[article] - 1)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def _serve(self) -> None:
        if self.headers.get("Transfer-Encoding") == "chunked":
            body = b""
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
        else:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        reply = self.server.owner.answer(self.command, self.path, self.headers, body)
        if reply.fault == "reset":
            self.close_connection = True
            return
        try:
            self.send_response(reply.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)
        except OSError:
            self.close_connection = True  # the client has gone

    do_GET = do_POST = _serve  # noqa: N815 - names that the base class looks for

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing: the tests look at what was asked, not at a log."""


class _Server(ThreadingHTTPServer):
    request_queue_size = 64
    daemon_threads = True
    block_on_close = False
    owner: BatchServer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that hang up."""
