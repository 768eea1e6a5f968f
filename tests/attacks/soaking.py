"""The process of a soak that reads: `python -m tests.attacks.soaking ENGINE COUNT FILE BASE_URL`.

It reads batch by batch as a user's program would and keeps nothing: FILE gets a line of JSON for each batch, with what
became of its articles, and a last one with what the process held.
"""

from __future__ import annotations

import argparse
import gc
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from summarizer import Settings, from_text, render
from summarizer.api import Failure, briefs, read
from tests.attacks import newsroom
from tests.attacks.footprint import files, resident_kb, unbounded
from tests.attacks.soak import WARM_UP, Held

if TYPE_CHECKING:
    from summarizer.models.verified import VerifiedReading

LOOKS: Final = 40
"""How often memory is looked at."""
BATCH: Final = 250
"""Articles that one engine reads: it is closed behind them, and the next one has connections of its own."""
SILENCE_S: Final = 3.0
"""Longest silence of the server before it is asked again."""
AT_ONCE: Final = 16


def fate_of(result: VerifiedReading | Failure) -> tuple[str, str]:
    """What became of an article: ok, repaired (asked more than once) or failed; and the error, or what is missing."""
    if isinstance(result, Failure):
        return "failed", type(result.error).__name__
    (brief,) = briefs([result], [])
    render(brief)
    stands = bool(result.positions or result.red_lines or result.participants or result.meetings)
    empty = "" if stands or result.usage.engine == "rules" else "nothing stands"
    return ("repaired" if result.usage.requests > 1 else "ok"), empty


def write(path: Path, content: object) -> None:
    """Add a line of JSON to a file."""
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(content) + "\n")


def main() -> None:
    """Read, and write what there is to tell."""
    parser = argparse.ArgumentParser()
    parser.add_argument("engine", choices=["rules", "model"])
    parser.add_argument("count", type=int)
    parser.add_argument("file", type=Path)
    parser.add_argument("base_url")
    parser.add_argument("--leak-kb", type=int, default=0, help="memory to lose with each article")
    parser.add_argument("--leak-files", action="store_true", help="a file to lose with each batch")
    given = parser.parse_args()
    lost: list[object] = []
    memory: list[tuple[int, int]] = []
    with tempfile.TemporaryDirectory() as cache:
        settings = Settings(engine="rules")
        if given.engine == "model":
            settings = Settings(
                model="openai/m", base_url=given.base_url, cache_dir=Path(cache), concurrency=AT_ONCE,
                timeout_s=60.0, read_timeout_s=SILENCE_S,
            )  # fmt: skip
        made = newsroom.article if given.engine == "rules" else newsroom.dispatch
        batch = min(BATCH, max(given.count // LOOKS, AT_ONCE))
        warm: tuple[int, dict[str, int]] | None = None
        for start in range(0, given.count, batch):
            documents = [from_text(made(n), id=str(n)) for n in range(start, min(start + batch, given.count))]
            readings, failures = read(documents, settings)
            fates = {reading.document.id: fate_of(reading) for reading in readings}
            fates |= {failure.document.id: fate_of(failure) for failure in failures}
            write(given.file, fates)
            lost.append(bytearray(1024 * given.leak_kb * len(documents)))
            if given.leak_files:
                lost.append(Path(__file__).open("rb"))  # noqa: SIM115 - that is the fault
            done = start + len(documents)
            del documents, readings, failures, fates
            gc.collect()
            memory.append((done, resident_kb()))
            if warm is None and done >= WARM_UP * given.count:
                warm = len(files()), unbounded()
    then, before = warm or (0, {})
    grown = {
        name: (before[name], size)
        for name, size in unbounded().items()
        if name in before and size > before[name]
    }
    write(given.file, Held(memory, (then, len(files())), grown)._asdict())


if __name__ == "__main__":
    main()
