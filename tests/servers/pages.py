"""A web server on this machine whose answers tests write byte by byte."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Answer = bytes | Callable[[socket.socket], None]


def answer(
    body: bytes = b"", *, status: str = "200 OK", kind: str = "text/html; charset=utf-8", **fields: str
) -> bytes:
    """An answer in full; `Content_Encoding="gzip"` becomes a field of its header."""
    header = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items())
    length = f"Content-Length: {len(body)}\r\nConnection: close\r\n"
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{length}{header}\r\n".encode() + body


class Pages:
    """Answers by path; remembers the requests."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.answers: dict[str, Answer] = {}
        self.requests: list[bytes] = []

    def serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.settimeout(20)
            request = b""
            while b"\r\n\r\n" not in request and (part := connection.recv(65536)):
                request += part
            if not request:
                return
            self.requests.append(request)
            found = self.answers.get(request.split(b" ")[1].decode(), answer(status="404 Not Found"))
            if isinstance(found, bytes):
                connection.sendall(found)
            else:
                found(connection)


@contextmanager
def pages() -> Iterator[Pages]:
    """A server that is running."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = Pages(listening.getsockname()[1])

        def accept() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    threading.Thread(target=server.serve, args=(connection,), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield server
        listening.shutdown(socket.SHUT_RDWR)
