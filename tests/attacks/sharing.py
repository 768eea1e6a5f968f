"""Processes that read the same articles with one cache: `python -m tests.attacks.sharing PROCESSES ARTICLES BASE_URL CACHE FOLDER`.

Everything is imported once and forked. Each process writes what it read to a file of its number in FOLDER.
"""

from __future__ import annotations

import os
import random
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import summarizer.engines.llm.faults
import summarizer.engines.llm.transport  # noqa: F401 - imported once for all
from summarizer import Settings, from_text
from summarizer.api import briefs, read
from tests.attacks import newsroom

if TYPE_CHECKING:
    from summarizer.models.verified import VerifiedReading


def content(reading: VerifiedReading) -> str:
    """The brief of one article, but for what it took."""
    (brief,) = briefs([reading], [])
    return brief.model_dump_json(exclude={"provenance"})


def read_all(articles: int, base_url: str, cache: Path | None, *, order: int = 0) -> str:
    """The briefs of so many articles, read at once in an order of the process's own, told in that of their numbers."""
    documents = [from_text(newsroom.dispatch(n), id=f"m{n}") for n in range(articles)]
    random.Random(order).shuffle(documents)
    settings = Settings(model="openai/m", base_url=base_url, cache=cache is not None, concurrency=16)
    if cache is not None:
        settings = settings.model_copy(update={"cache_dir": cache})
    readings, failures = read(documents, settings)
    if failures:
        raise failures[0].error
    return "\n".join(content(each) for each in sorted(readings, key=lambda each: each.document.id))


def main() -> None:
    """Fork, read, wait for all; exit code 1 where a process did not end well."""
    processes, articles, base_url, cache, folder = sys.argv[1:]
    for number in range(int(processes)):
        if not os.fork():
            try:
                found = read_all(int(articles), base_url, Path(cache), order=number)
                Path(folder, str(number)).write_text(found, "utf-8")
            except BaseException:  # noqa: BLE001 - a fork must not go on with the parent's work
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
    codes = [os.waitstatus_to_exitcode(os.wait()[1]) for _ in range(int(processes))]
    sys.exit(any(codes))


if __name__ == "__main__":
    main()
