"""How many requests and tokens a minute may leave."""

from __future__ import annotations

from typing import Protocol

from aiolimiter import AsyncLimiter

_MINUTE_S = 60.0


class Limits(Protocol):
    """What holds requests back."""

    async def wait(self, tokens: int) -> None:
        """Wait until one more request of so many tokens may go out."""


class Buckets:
    """A bucket of requests and one of tokens, each filled evenly over the minute. None means no limit."""

    def __init__(self, rpm: float | None, tpm: float | None) -> None:
        self._requests = AsyncLimiter(rpm, _MINUTE_S) if rpm else None
        self._tokens = AsyncLimiter(tpm, _MINUTE_S) if tpm else None

    async def wait(self, tokens: int) -> None:
        """Wait until one more request of so many tokens may go out."""
        if self._requests is not None:
            await self._requests.acquire()
        if self._tokens is not None:
            await self._tokens.acquire(min(tokens, self._tokens.max_rate))
