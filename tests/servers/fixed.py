"""A chat endpoint that costs nearly nothing and answers after a fixed time, for measuring clients.

    python -m tests.servers.fixed ANSWERS.json --latency 0.2 [--slow-every 20 --slow-times 10]

ANSWERS.json is a list of texts; an article that ends in `dispatch number 7` gets the seventh, from the first again
behind the last. It prints its address, and ends when its standard input does.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import re
import sys
from pathlib import Path
from typing import Any, Final

_END: Final = b"\r\n\r\n"
_NUMBER: Final = re.compile(rb"dispatch number (\d+)")


def replies(answer: str) -> dict[str, bytes]:
    """Whole HTTP responses that carry `answer`: as a call of the tool named, or as text."""

    def response(message: dict[str, Any]) -> bytes:
        body = json.dumps(
            {
                "id": "chatcmpl-1",
                "object": "chat.completion",
                "created": 1,
                "model": "fixed",
                "choices": [{"index": 0, "finish_reason": "stop", "message": message, "logprobs": None}],
                "usage": {"prompt_tokens": 2000, "completion_tokens": 1600, "total_tokens": 3600},
            }
        ).encode()
        head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
        return head.encode() + body

    def call(name: str) -> dict[str, Any]:
        function = {"name": name, "arguments": answer}
        return {
            "role": "assistant",
            "content": None,
            "tool_calls": [{"id": "call_1", "type": "function", "function": function}],
        }

    text = response({"role": "assistant", "content": answer})
    return {"": text, "reading": response(call("reading")), "Reading": response(call("Reading"))}


class Connection(asyncio.Protocol):
    """One connection of a client that sends a request after the other."""

    def __init__(self, answers: list[dict[str, bytes]], seconds: itertools.cycle[float]) -> None:
        self._answers = answers
        self._seconds = seconds
        self._taken = bytearray()
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._taken += data
        head_end = self._taken.find(_END)
        if head_end < 0:
            return
        head = self._taken[:head_end].lower()
        at = head.find(b"content-length:")
        length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
        if len(self._taken) < head_end + len(_END) + length:
            return
        body = bytes(self._taken[head_end + len(_END) :])
        self._taken.clear()
        tool = "" if b'"tools"' not in body else "reading" if b'"name":"reading"' in body else "Reading"
        number = _NUMBER.search(body)
        answer = self._answers[int(number[1]) % len(self._answers) if number else 0]
        asyncio.get_running_loop().call_later(next(self._seconds), self._answer, answer[tool])

    def _answer(self, response: bytes) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(response)


async def serve(texts: list[str], seconds: list[float]) -> None:
    """Serve on a free port of the loopback until standard input ends."""
    answers, turns = [replies(text) for text in texts], itertools.cycle(seconds)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(answers, turns), "127.0.0.1", 0, backlog=4096)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1", flush=True)
    await asyncio.to_thread(sys.stdin.read)
    server.close()


def main() -> None:
    """Serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("answers", type=Path)
    parser.add_argument("--latency", type=float, default=0.2, help="seconds")
    parser.add_argument("--slow-every", type=int, default=0, help="one request of so many is slow")
    parser.add_argument("--slow-times", type=float, default=10.0)
    given = parser.parse_args()
    seconds = [given.latency] * (given.slow_every or 1)
    if given.slow_every:
        seconds[given.slow_every // 2] *= given.slow_times
    asyncio.run(serve(json.loads(given.answers.read_text("utf-8")), seconds))


if __name__ == "__main__":
    main()
