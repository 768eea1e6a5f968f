"""How many articles may be with a model at a time: fewer where the server says it is too many, then more again."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_CALM_S: Final = 1.0
"""Seconds within which several refusals are one: those in flight together are refused together."""


class Window:
    """A number of places that halves at a refusal and grows by one for every windowful of answers (AIMD)."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = float(most)
        self._taken = 0
        self._narrowed = -_CALM_S
        self._free = asyncio.Condition()

    @property
    def size(self) -> int:
        """Places, taken ones included: from 1 to the most there may be."""
        return int(self._size)

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Wait for a place and hold it."""
        async with self._free:
            await self._free.wait_for(lambda: self._taken < self.size)
            self._taken += 1
        try:
            yield
        finally:
            async with self._free:
                self._taken -= 1
                self._free.notify_all()

    def refused(self) -> None:
        """The server said that it is too many."""
        now = asyncio.get_running_loop().time()
        if now - self._narrowed >= _CALM_S:
            self._narrowed = now
            self._size = max(1.0, self._size / 2)

    def answered(self) -> None:
        """The server answered."""
        self._size = min(float(self._most), self._size + 1 / self._size)
