"""The fault table: every fault hits one of sixteen articles; who comes back, after how many requests and seconds.

    python -m tests.bench.faults

Exits with 1 where an article is lost that should not be, or a fault takes more requests or time than promised.
"""

from __future__ import annotations

import asyncio
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from summarizer import errors
from summarizer.engines.llm import LLMEngine
from summarizer.grounding import ground
from summarizer.settings import Settings
from tests.servers.faults import FAULTS, Fault, article
from tests.servers.scripted import ScriptedServer, reader

if TYPE_CHECKING:
    from summarizer.models.verified import EngineResult
    from tests.servers.scripted import Reply, Request

ARTICLES: Final = 16
HIT: Final = 7
TIMEOUT_S: Final = 2.0
LONGEST_S: Final = 5.0
ITEMS: Final = 2
"""Positions in every healthy article."""


@dataclass(frozen=True)
class Row:
    """What one fault did to a run of sixteen articles."""

    name: str
    readings: int
    items: int
    """Claims that stand, of all articles that came back."""
    error: str
    requests: int
    """Requests of the article that was hit."""
    seconds: float
    kept: bool
    """Whether everything promised was kept."""


async def run(name: str, fault: Fault) -> Row:
    """Read sixteen articles, one of which is hit by the fault."""
    documents = [article(number) for number in range(ARTICLES)]

    def script(request: Request) -> Reply:
        return fault.script(request) if request.article == documents[HIT].text else reader(request)

    with ScriptedServer(script) as server:
        settings = Settings(model="scripted", base_url=server.base_url, cache=False, timeout_s=TIMEOUT_S)
        engine = LLMEngine(settings)
        started = time.monotonic()
        results: list[EngineResult | BaseException] = await asyncio.gather(
            *(engine.aread(document) for document in documents), return_exceptions=True
        )
        seconds = time.monotonic() - started
        requests = len(server.asked_about(documents[HIT].text))
    read = {n: result for n, result in enumerate(results) if not isinstance(result, BaseException)}
    items = {n: len(ground(documents[n], result).positions) for n, result in read.items()}
    failed = [result for result in results if isinstance(result, BaseException)]
    healthy = all(items.get(n) == ITEMS for n in range(ARTICLES) if n != HIT)
    if fault.error is None:
        expected = 0 if name == "fabricated quotes" else ITEMS
        as_told = not failed and items.get(HIT) == expected
    else:
        as_told = (
            [type(error) for error in failed] == [fault.error]
            and isinstance(failed[0], errors.EngineError)
            and failed[0].document == documents[HIT].id
        )
    kept = healthy and as_told and requests <= fault.requests and seconds < LONGEST_S
    error = type(failed[0]).__name__ if failed else "-"
    return Row(name, len(read), sum(items.values()), error, requests, seconds, kept)


async def table() -> list[Row]:
    """A row for every fault, one after the other."""
    with ScriptedServer() as server:  # imports are not part of any row
        await LLMEngine(Settings(model="scripted", base_url=server.base_url, cache=False)).aread(article(0))
    return [await run(name, fault) for name, fault in FAULTS.items()]


def main() -> int:
    """Print the table; 1 where a promise was not kept."""
    rows = asyncio.run(table())
    print(
        f"One of {ARTICLES} articles is hit; timeout {TIMEOUT_S:g} s an article; {ITEMS} claims in each article.\n"
    )
    print(f"{'fault':<28} {'back':>5} {'claims':>6}  {'error':<20} {'requests':>8} {'seconds':>8}")
    for row in rows:
        verdict = "" if row.kept else "  NOT AS PROMISED"
        print(
            f"{row.name:<28} {row.readings:>2}/{ARTICLES} {row.items:>6}  {row.error:<20} {row.requests:>8} "
            f"{row.seconds:>8.2f}{verdict}"
        )
    lost = [row.name for row in rows if not row.kept]
    print(f"\n{len(rows) - len(lost)} of {len(rows)} faults as promised.")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
