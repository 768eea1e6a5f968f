"""The scripts of `examples/`, run: what each prints, with a scripted server where it asks a model."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from tests.servers.scripted import ScriptedServer, answer
from tests.shared import ROOT

if TYPE_CHECKING:
    from tests.servers.scripted import Reply, Request

SCRIPTS: Final = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "examples").glob("*.py"))
_SAME: Final = 150
"""So many characters tell one recorded article from another: what was cut from its end since plays no part."""


@lru_cache(maxsize=1)
def recorded() -> dict[str, dict[str, Any]]:
    """What a real model said of each development article, by the article's beginning."""
    found = {}
    for path in (ROOT / "evals" / "recordings").rglob("*.json"):
        kept = json.loads(path.read_text("utf-8"))
        asked = "\n".join(kept["exchanges"][0]["asked"][1]["content"])
        article = re.search(r"ARTICLE (\S+)\n(.*?)\nEND \1", asked, re.DOTALL)
        assert article is not None, path
        found[article[2][:_SAME]] = kept["reading"]
    return found


def two_readers(request: Request) -> Reply:
    """The recorded answers; to the wording with a sentence more, without every other position."""
    reading = recorded()[request.article[:_SAME]]
    if "passed over" in request.body["messages"][0]["content"]:
        reading = reading | {"positions": reading["positions"][::2]}
    return answer(request, reading)


def printed(script: str) -> str:
    """What a script prints, run from the root by this Python, with the server as its model. Fails where it fails."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("SUMMARIZER_", "OPENAI_"))}
    with ScriptedServer(two_readers) as server:
        model = (
            {"SUMMARIZER_MODEL": "scripted", "SUMMARIZER_BASE_URL": server.base_url} if asks(script) else {}
        )
        done = subprocess.run(
            [sys.executable, script],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=ROOT,
            env={
                **clean,
                "PYTHONPATH": str(ROOT),
                "PYTHONIOENCODING": "utf-8",
                "OPENAI_API_KEY": "no-key",
                **model,
            },
            timeout=120,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    return done.stdout


def asks(script: str) -> bool:
    """Whether a script asks a model: those that do say how to name one."""
    return "SUMMARIZER_MODEL=" in (ROOT / script).read_text("utf-8")
