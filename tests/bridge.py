"""A bridge to readers that only files can reach: an OpenAI-compatible endpoint whose answers are files.

    python -m tests.bridge DIR [--port 8765] [--wait 3600]

Every request becomes `DIR/KEY.request.md`, for reading, and `DIR/KEY.request.json`, whole. The answer is what
somebody, or something, lays beside it as `DIR/KEY.answer.json`. The key is the request's own, without its random
mark, so a request that was answered once is answered at once the next time. docs/bridge.md tells more.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.servers.scripted import Reply, ScriptedServer, completion, failure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.servers.scripted import Request

POLL_S: Final = 0.1
SETTLED_S: Final = 1.0
"""An answer that is no JSON is passed on once its file has been left alone for this long."""
_MARK: Final = re.compile(r"(ARTICLE|END|QUOTATIONS) [0-9a-f]{16}\b")


class Bridge:
    """The script of a server that asks the folder."""

    def __init__(self, folder: Path, *, wait_s: float) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.wait_s = wait_s

    def __call__(self, request: Request) -> Reply:
        """Lay the request down, wait for its answer, and give that back."""
        key = key_of(request)
        self._lay_down(key, request)
        answer = self.folder / f"{key}.answer.json"
        until = time.monotonic() + self.wait_s
        while not settled(answer):
            if time.monotonic() >= until:
                return failure(503, f"nobody has answered {key} yet", headers={"Retry-After": "1"})
            time.sleep(POLL_S)
        return completion(request, answer.read_text(encoding="utf-8"), tokens=None)

    def _lay_down(self, key: str, request: Request) -> None:
        whole = self.folder / f"{key}.request.json"
        if whole.exists():
            return
        body = request.body
        schema = body.get("response_format", {}).get("json_schema") or body.get("tools")
        shown = [f"# {message['role']}\n\n{message['content']}" for message in body["messages"]]
        if schema:
            shown.append(f"# schema\n\n```json\n{json.dumps(schema, ensure_ascii=False, indent=1)}\n```")
        shown.append(f"Lay the answer beside this file as {key}.answer.json.")
        (self.folder / f"{key}.request.md").write_text("\n\n".join(shown) + "\n", encoding="utf-8")
        whole.write_text(json.dumps(body, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def key_of(request: Request) -> str:
    """Twelve hexadecimal digits that tell this request from others, whatever its mark."""
    said = json.dumps([request.body.get("model"), request.body["messages"], request.mode], sort_keys=True)
    return hashlib.sha256(_MARK.sub(r"\1", said).encode()).hexdigest()[:12]


def settled(path: Path) -> bool:
    """Whether the file is there and finished."""
    try:
        json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return False
    except ValueError:
        return time.time() - path.stat().st_mtime > SETTLED_S
    return True


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.bridge", description="Answer requests from files.")
    parser.add_argument("folder", type=Path, help="where requests are laid down and answers looked for")
    parser.add_argument("--port", type=int, default=8765, help="port on the loopback (8765)")
    parser.add_argument("--wait", type=float, default=3600.0, help="seconds to wait for an answer (3600)")
    given = parser.parse_args(arguments)
    with ScriptedServer(Bridge(given.folder, wait_s=given.wait), port=given.port) as server:
        print(f"listening at {server.base_url}, asking {given.folder}", flush=True)
        try:
            server.closing.wait()
        except KeyboardInterrupt:
            print("closed")


if __name__ == "__main__":
    main()
