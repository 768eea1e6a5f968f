"""One event loop in a thread of its own, on which every request of the process runs.

Sync callers, async callers and callers from inside a running loop all hand their work over, so one client
with one pool of connections serves them all, and no caller's loop owns a connection that outlives it.
"""

from __future__ import annotations

import asyncio
import logging
import os
import threading
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from concurrent.futures import Future

T = TypeVar("T")

log = logging.getLogger(__name__)

_lock = threading.Lock()
_loop: asyncio.AbstractEventLoop | None = None


def submit(work: Coroutine[Any, Any, T]) -> Future[T]:
    """Start `work` on the loop; the future gives its result, and cancelling it cancels the work."""
    return asyncio.run_coroutine_threadsafe(work, _running())


def submit_later(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Do `work` on the loop some time, without waiting for it."""
    submit(work())


def _running() -> asyncio.AbstractEventLoop:
    global _loop
    with _lock:
        if _loop is None:
            _loop = asyncio.new_event_loop()
            _loop.set_exception_handler(_unheard)
            threading.Thread(target=_loop.run_forever, name="summarizer-requests", daemon=True).start()
        return _loop


def _unheard(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log what nobody waits for, such as connections that are still open when the process ends."""
    log.debug("%s", context.get("message"), exc_info=context.get("exception"))


def _forget() -> None:
    global _loop, _lock
    _loop, _lock = None, threading.Lock()  # a forked child has neither the thread nor whoever held the lock


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
