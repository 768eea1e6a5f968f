"""Requests and tokens a minute: what goes out is kept below what the provider allows, so that it need not refuse."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from aiolimiter import AsyncLimiter


class Limits(Protocol):
    """Who lets requests out: the buckets of this process, or those that many processes share."""

    async def wait(self, tokens: int) -> None:
        """Wait until one more request of so many tokens may go out."""


class Buckets:
    """Leaky buckets that hold a second's worth, so that no minute sees more than a sixtieth above its limit.

    For one event loop.
    """

    def __init__(self, *, rpm: float | None = None, tpm: float | None = None) -> None:
        """Requests and tokens a minute; None means no limit."""
        self._requests = _bucket(rpm)
        self._tokens = _bucket(tpm)
        self._turn = asyncio.Lock()

    async def wait(self, tokens: int) -> None:
        """Wait for a request's turn, first come, first served; one larger than a second's worth takes several."""
        async with self._turn:
            if self._requests is not None:
                await self._requests.acquire()
            if self._tokens is not None:
                left: float = tokens
                while left > 0:
                    part = min(left, self._tokens.max_rate)
                    await self._tokens.acquire(part)
                    left -= part


def _bucket(a_minute: float | None) -> AsyncLimiter | None:
    if a_minute is None:
        return None
    from aiolimiter import AsyncLimiter

    size = max(a_minute / 60, 1.0)
    return AsyncLimiter(size, size * 60 / a_minute)


class Pace:
    """Books what requests take with `Limits`: their own tokens before they go out, those of answers when they are known."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._owed = 0

    async def before(self, characters: int) -> int:
        """Wait until a request of so many characters may go out; returns the tokens that were booked for it."""
        tokens = characters // 4  # rough, because `after` puts it right
        due, self._owed = tokens + self._owed, 0
        if due < 0:
            due, self._owed = 0, due
        await self._limits.wait(due)
        return tokens

    def after(self, booked: int, *, taken: int) -> None:
        """A request took so many tokens with its answer; the next one waits for what was not booked."""
        self._owed += taken - booked
