"""A model's server on the loopback that costs next to nothing: one answer for all, a fixed time after the question.

It is a process of its own, so that it shares no interpreter with what is measured, and ends when its input is closed.
The first question is answered by the script of the other server; the bytes of that answer serve for all that follow.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

from tests.servers.scripted import Request, answer, position
from tests.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

SENTENCE = "Bolivia said that it would keep the bridge at Desaguadero open."
"""What every article of a measurement says, and every answer cites."""


class _Connection(asyncio.Protocol):
    def __init__(self, server: _Server) -> None:
        self._server = server
        self._unread = b""

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._unread += data
        head, found, body = self._unread.partition(b"\r\n\r\n")
        if not found:
            return
        fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
        if len(body) < int(fields.get(b"content-length", 0)):
            return
        self._unread = b""  # nobody asks twice before the answer
        if head.startswith(b"GET"):
            self._send(str(self._server.asked).encode())
        else:
            self._server.asked += 1
            asyncio.get_running_loop().call_later(
                self._server.latency_s, self._send, self._server.answer(body)
            )

    def _send(self, body: bytes) -> None:
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        self._transport.write(head.encode() + body)


class _Server:
    def __init__(self, latency_s: float) -> None:
        self.latency_s = latency_s
        self.asked = 0
        self._answer: bytes | None = None

    def answer(self, body: bytes) -> bytes:
        if self._answer is None:
            request = Request("/", {}, json.loads(body), time.monotonic(), 0)
            said = position(SENTENCE, holder="Bolivia", topic="the bridge")
            self._answer = answer(request, {"positions": [said]}).body
        return self._answer

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        listening = await loop.create_server(lambda: _Connection(self), "127.0.0.1", 0, backlog=1024)
        print(listening.sockets[0].getsockname()[1], flush=True)
        await asyncio.to_thread(sys.stdin.read)


@contextlib.contextmanager
def steady(latency_s: float) -> Iterator[str]:
    """The address of such a server, which ends with the block; `GET` tells how many questions it was asked."""
    command = [sys.executable, "-m", "tests.servers.steady", str(latency_s)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{int(process.stdout.readline())}/v1"
        process.communicate(timeout=10)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("latency_s", type=float)
    asyncio.run(_Server(parser.parse_args().latency_s).run())
