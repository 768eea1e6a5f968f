"""The process in which many calls run at once: `python -m tests.attacks.parallel CALLS`.

Prints a line of JSON for each scenario: its name, how many calls were made, and what is wrong. After each nothing may
be left open or at work. The collector is off meanwhile, so that it cannot close what the package forgot.
"""

from __future__ import annotations

import asyncio
import faulthandler
import gc
import json
import sys
import tempfile
import threading
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from summarizer import Settings, asummarize, from_text, summarize
from summarizer.errors import AuthenticationFailed, ConfigError, EngineError
from tests.attacks import newsroom
from tests.attacks.footprint import footprint, left_over
from tests.servers.scripted import Reply, ScriptedServer, failure, reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from summarizer.models.brief import Brief
    from summarizer.models.document import Document
    from tests.servers.scripted import Request

    Calls = Callable[[Sequence[Document], Settings], list[bytes]]

RULES: Final = Settings(engine="rules")
STUCK_S: Final = 240.0
"""When a process that does not end tells where it is stuck, and dies."""
SILENT_S: Final = 2.0
"""How long the server is silent on articles that are to be given up."""
EVERY: Final = 8
"""One call of so many is given up, or fails."""


def told(brief: Brief) -> bytes:
    """A brief as bytes, but for how long it took."""
    readings = tuple(usage.model_copy(update={"seconds": 0.0}) for usage in brief.provenance.readings)
    provenance = brief.provenance.model_copy(update={"readings": readings})
    return brief.model_copy(update={"provenance": provenance}).model_dump_json().encode()


def serially(documents: Sequence[Document], settings: Settings) -> list[bytes]:
    """One call after the other."""
    return [told(summarize(document, settings=settings)) for document in documents]


def in_threads(documents: Sequence[Document], settings: Settings) -> list[bytes]:
    """All calls at the same moment, each in a thread."""
    done: list[bytes] = [b""] * len(documents)
    start = threading.Barrier(len(documents))

    def call(number: int, document: Document) -> None:
        start.wait()
        try:
            done[number] = told(summarize(document, settings=settings))
        except Exception as error:  # noqa: BLE001 - compared with what should have come
            done[number] = type(error).__name__.encode()

    threads = [threading.Thread(target=call, args=each) for each in enumerate(documents)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done


def in_a_loop(documents: Sequence[Document], settings: Settings) -> list[bytes]:
    """All calls in one event loop; no task may be left in it."""

    async def call(document: Document) -> bytes:
        try:
            return told(await asummarize(document, settings=settings))
        except EngineError as error:
            return type(error).__name__.encode()

    async def all_of_them() -> list[bytes]:
        done = await asyncio.gather(*(call(document) for document in documents))
        if len(asyncio.all_tasks()) > 1:
            raise AssertionError(f"tasks left: {asyncio.all_tasks()}")
        return done

    return asyncio.run(all_of_them())


def different(found: Sequence[bytes], serial: Sequence[bytes]) -> list[str]:
    """What came out otherwise than it does one by one."""
    return [f"call {n}: {a[:80]!r}" for n, (a, b) in enumerate(zip(found, serial, strict=True)) if a != b]


def compared(calls: Calls, documents: Sequence[Document], settings: Settings, serial: Sequence[bytes]) -> list[str]:  # fmt: skip
    """The same calls at once, compared with one by one."""
    return different(calls(documents, settings), serial)


def given_up(
    server: ScriptedServer, documents: Sequence[Document], settings: Settings, serial: Sequence[bytes]
) -> list[str]:
    """Calls in one loop, some of which are cancelled while the server is silent on them."""
    silent = set(range(0, len(documents), EVERY))
    server.script = _special(
        documents, silent, lambda r: Reply(reader(r).body, fault="stall", seconds=SILENT_S)
    )
    server.requests.clear()

    async def all_of_them() -> list[bytes | BaseException]:
        tasks = [asyncio.create_task(asummarize(document, settings=settings)) for document in documents]
        waited = {documents[n].text for n in silent}
        while not waited <= {request.article for request in server.requests}:  # noqa: ASYNC110
            await asyncio.sleep(0.01)  # the server is in other threads
        for n in silent:
            tasks[n].cancel()
        done = await asyncio.gather(*tasks, return_exceptions=True)
        return [each if isinstance(each, BaseException) else told(each) for each in done]

    done = asyncio.run(all_of_them())
    wrong = [f"call {n} was not cancelled" for n in silent if not isinstance(done[n], asyncio.CancelledError)]
    rest = [n for n in range(len(documents)) if n not in silent]
    found = [each if isinstance(each, bytes) else repr(each).encode() for n in rest for each in [done[n]]]
    return wrong + different(found, [serial[n] for n in rest])


def failing(
    calls: Calls, server: ScriptedServer, documents: Sequence[Document], settings: Settings, serial: Sequence[bytes]
) -> list[str]:  # fmt: skip
    """Calls some of which end in an error."""
    refused = set(range(0, len(documents), EVERY))
    server.script = _special(documents, refused, lambda _: failure(401, "no"))
    name = AuthenticationFailed.__name__.encode()
    expected = [name if n in refused else each for n, each in enumerate(serial)]
    return different(calls(documents, settings), expected)


def broken_off(server: ScriptedServer, documents: Sequence[Document], settings: Settings, *, in_loop: bool) -> list[str]:  # fmt: skip
    """One call of many articles that ends in an error which is no article's: the others are given up at once."""
    named = [d.model_copy(update={"id": f"n{n}"}) for n, d in enumerate(documents)]
    silent = set(range(1, len(named)))
    server.script = _special(named, silent, lambda r: Reply(reader(r).body, fault="stall", seconds=SILENT_S))
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        # A folder lies where the recording of the first article should go.
        (folder / f"n0-openai-m-{named[0].sha256[:12]}.json").mkdir()
        recording = settings.model_copy(update={"record": folder})
        began = time.monotonic()
        try:
            if in_loop:
                asyncio.run(asummarize(*named, settings=recording))
            else:
                summarize(*named, settings=recording)
        except ConfigError:
            seconds = time.monotonic() - began
            return [f"given up after {seconds:.1f} s"] if seconds > SILENT_S else []
    return ["no error"]


def _special(documents: Sequence[Document], numbers: set[int], script: Any) -> Callable[[Request], Reply]:
    special = {documents[n].text for n in numbers}
    return lambda request: (script if request.article in special else reader)(request)


def scenarios(calls: int) -> Iterator[tuple[str, int, Callable[[], list[str]]]]:
    """Name, number of calls, and what to do."""
    texts = [from_text(newsroom.article(n), id=f"r{n}") for n in range(calls)]
    serial = serially(texts, RULES)
    yield "rules in threads", calls, partial(compared, in_threads, texts, RULES, serial)
    yield "rules in a loop", calls, partial(compared, in_a_loop, texts, RULES, serial)
    with ScriptedServer() as server:
        asked = [from_text(newsroom.dispatch(n), id=f"m{n}") for n in range(calls)]
        settings = Settings(model="openai/m", base_url=server.base_url, cache=False, concurrency=calls)
        serial = serially(asked, settings)
        yield "model in threads", calls, partial(compared, in_threads, asked, settings, serial)
        yield "model in a loop", calls, partial(compared, in_a_loop, asked, settings, serial)
        yield "cancelled", calls, partial(given_up, server, asked, settings, serial)
        yield "failing in a loop", calls, partial(failing, in_a_loop, server, asked, settings, serial)
        yield "failing in threads", calls, partial(failing, in_threads, server, asked, settings, serial)
        for in_loop in (True, False):
            where = "a loop" if in_loop else "threads"
            yield f"broken off in {where}", 1, partial(broken_off, server, asked, settings, in_loop=in_loop)


def main() -> None:
    """Play every scenario."""
    faulthandler.dump_traceback_later(STUCK_S, exit=True)
    for name, calls, play in scenarios(int(sys.argv[1])):
        gc.collect()
        gc.disable()
        before = footprint()
        began = time.monotonic()
        wrong = play()
        if left := left_over(before):
            wrong.append(left)
        gc.enable()
        print(json.dumps([name, calls, wrong, round(time.monotonic() - began, 1)]), flush=True)


if __name__ == "__main__":
    main()
