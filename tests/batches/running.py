"""A run at batch prices against a server that behaves as the documentation of OpenAI's Batch API says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from summarizer.corpus import run
from summarizer.models.record import Record
from summarizer.settings import Settings
from tests.attacks.newsroom import article
from tests.servers.batches import BatchServer

if TYPE_CHECKING:
    from pathlib import Path

    from summarizer.corpus import Summary

COUNT = 12


def lines(path: Path, numbers: range) -> Path:
    path.write_text("".join(json.dumps({"text": article(n), "outlet": f"Wire {n}"}) + "\n" for n in numbers))
    return path


def settings(server: BatchServer, **more: Any) -> Settings:
    given = {"cache": False, "repair": False, "batch_poll_s": 0.02, "batch_size": 5} | more
    return Settings(model="openai/test", base_url=server.base_url, **given)


def records(output: Path) -> dict[str, Record]:
    """The records of an output by article; there is one of each."""
    found = [Record.model_validate_json(line) for line in output.read_text("utf-8").splitlines()]
    assert len({each.article for each in found}) == len(found)
    return {each.article: each for each in found}


def batched(
    wire: Path, server: BatchServer, *, resume: bool = False, output: str = "out.jsonl", **more: Any
) -> Summary:
    return run(
        [wire], wire.with_name(output), runner="batch", resume=resume, settings=settings(server, **more)
    )
