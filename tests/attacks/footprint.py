"""What a process holds: memory, files and sockets, threads, tasks of event loops, and the caches of the package.

Reads `/proc`, so it works on Linux.
"""

from __future__ import annotations

import asyncio
import ctypes
import functools
import gc
import os
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from statistics import linear_regression
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from summarizer.engines.llm import loop

if TYPE_CHECKING:
    from collections.abc import Iterable

OURS: Final = ("summarizer-requests", "asyncio_", "MainThread")
"""Threads that stay: the one of requests, and the few of its executor, which are made once."""
EXECUTOR: Final = min(32, (os.cpu_count() or 1) + 4)
"""The most threads that asyncio's own executor has."""


class Footprint(NamedTuple):
    """What is open and at work. Files are named by what they are: a path, or `socket:[…]`."""

    files: int
    threads: tuple[str, ...]
    """Threads that should have ended."""
    tasks: int
    """Tasks of the loop of requests."""


def files() -> list[str]:
    """What the open file descriptors lead to."""
    found = []
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208 - one of them is closed before it is looked at
        with suppress(OSError):
            found.append(os.readlink(f"/proc/self/fd/{name}"))  # noqa: PTH115
    return [each for each in found if not each.startswith("/proc/")]


def footprint() -> Footprint:
    """What this process holds now."""
    threads = [thread.name for thread in threading.enumerate()]
    crowd = sum(name.startswith("asyncio_") for name in threads)
    stray = [name for name in threads if not name.startswith(OURS)] + ["asyncio_"] * max(crowd - EXECUTOR, 0)
    running = loop._loop  # there is no public way to look at it, nor should there be
    tasks = len(asyncio.all_tasks(running)) if running is not None else 0
    return Footprint(len(files()), tuple(sorted(stray)), tasks)


def left_over(before: Footprint, *, within_s: float = 10.0) -> str | None:
    """What is open or at work beyond `before`, once there has been time to end; None where nothing is.

    Garbage is not collected: what only the collector would close counts as open.
    """
    until = time.monotonic() + within_s
    while (now := footprint()) != before and time.monotonic() < until:
        if (
            now.files <= before.files
            and set(now.threads) <= set(before.threads)
            and now.tasks <= before.tasks
        ):
            return None
        time.sleep(0.02)
    if now.files <= before.files and now.threads == before.threads and now.tasks <= before.tasks:
        return None
    return f"left over: {now.files - before.files} files, threads {now.threads}, {now.tasks} tasks; {sorted(files())[-3:]}"


def resident_kb() -> int:
    """Resident memory of this process, in kB, without what the C library keeps for later."""
    with suppress(OSError, AttributeError):  # GNU's has this; what it keeps grows in steps, thread by thread
        ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


def slope(points: Iterable[tuple[float, float]]) -> float:
    """Least-squares slope of y over x.

    >>> slope([(0, 1), (1, 3), (2, 5)])
    2.0
    """
    return linear_regression(*zip(*points, strict=True)).slope


def unbounded() -> dict[str, int]:
    """Entries of every cache of the package that has no limit, and of every mutable collection of its modules.

    Those that limit themselves are left out: what they may hold is in their tests.
    """
    sizes: dict[str, int] = {}
    # Not isinstance: asked for their class, the clients' proxies would import what they stand for, 17 MB of it.
    caches: list[Any] = [each for each in gc.get_objects() if type(each) is functools._lru_cache_wrapper]
    for cache in caches:
        name = f"{cache.__module__}.{getattr(cache, '__qualname__', '')}"  # others wrap what has no name
        if name.startswith("summarizer") and cache.cache_parameters()["maxsize"] is None:
            sizes[name] = cache.cache_info().currsize
    for name, module in list(sys.modules.items()):
        if name.startswith("summarizer"):
            for key, value in vars(module).items():
                if type(value) in {dict, list, set} and not key.startswith("__"):
                    sizes[f"{name}.{key}"] = len(value)
    return sizes
