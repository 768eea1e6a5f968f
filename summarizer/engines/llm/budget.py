"""What a run and an article may take: seconds, requests, tokens and money, counted in one place.

Every request of an article passes `Meter.spend`, whatever layer asks for it, so layers cannot multiply.
"""

from __future__ import annotations

import asyncio
import threading
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarizer.errors import BudgetExceeded, RunBudgetExceeded

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from summarizer.engines.llm.prices import Price


@dataclass(slots=True)
class RunBudget:
    """Counts of a whole run, shared by its articles. None means no limit.

    Limits are looked at before each request, so a run can pass one by the requests then in flight.
    """

    max_requests: int | None = None
    max_tokens: int | None = None
    max_cost: float | None = None
    requests: int = 0
    tokens: int = 0
    cost: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def spend(self) -> None:
        """Count a request that is about to be sent. Raises `RunBudgetExceeded` where a limit is reached."""
        with self._lock:
            for what, spent, limit in (
                ("requests", self.requests, self.max_requests),
                ("tokens", self.tokens, self.max_tokens),
                ("money", self.cost, self.max_cost),
            ):
                if limit is not None and spent >= limit:
                    raise RunBudgetExceeded(
                        f"the run's {what} are spent ({spent:g} of {limit:g})",
                        remedy="raise the limit or read fewer articles",
                    )
            self.requests += 1

    def add(self, *, tokens: int, cost: float | None) -> None:
        """Count what an answer took."""
        with self._lock:
            self.tokens += tokens
            self.cost += cost or 0.0


@dataclass(slots=True)
class Meter:
    """What one article has taken and may still take."""

    run: RunBudget
    seconds: float
    """Deadline, counted from the meter's making."""
    max_requests: int
    price: Price | None = None
    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0
    kept: int = 0
    """Answers that the cache gave."""
    untold: int = 0
    """Answers that came without a count of tokens."""
    started: float = field(default_factory=time.monotonic)
    _timeouts: list[asyncio.Timeout] = field(default_factory=list, repr=False)

    @property
    def elapsed_s(self) -> float:
        """Seconds since the article was begun, without those that it had to wait for its turn."""
        return time.monotonic() - self.started

    @property
    def left_s(self) -> float:
        """Seconds to the deadline, negative behind it."""
        return self.seconds - self.elapsed_s

    @asynccontextmanager
    async def deadline(self, *, margin_s: float = 0.0) -> AsyncIterator[None]:
        """End what is done in here so long before the article's deadline. Raises `TimeoutError`."""
        async with asyncio.timeout(self.left_s - margin_s) as timeout:
            self._timeouts.append(timeout)
            try:
                yield
            finally:
                self._timeouts.remove(timeout)

    @asynccontextmanager
    async def paused(self) -> AsyncIterator[None]:
        """Stop the clock: what is waited for in here is nothing that the article takes."""
        now = asyncio.get_running_loop().time
        began = now()
        running = [(each, each.when()) for each in self._timeouts if not each.expired()]
        for timeout, _ in running:
            timeout.reschedule(None)
        try:
            yield
        finally:
            waited = now() - began
            self.started += waited
            for timeout, when in running:
                timeout.reschedule(None if when is None else when + waited)

    def spend(self) -> None:
        """Count a request that is about to be sent. Raises `BudgetExceeded` where none is left."""
        if self.requests >= self.max_requests:
            raise BudgetExceeded(
                f"all {self.max_requests} requests of the article are spent",
                remedy="see whether the server is failing, or raise max_requests",
            )
        if self.untold and (self.run.max_cost is not None or self.run.max_tokens is not None):
            raise BudgetExceeded(
                "the server does not tell what an answer took, so the budget cannot be kept",
                remedy="drop --max-cost and the token limit for this server",
            )
        self.run.spend()
        self.requests += 1

    def add(self, *, tokens_in: int, tokens_cached: int, tokens_out: int, told: bool) -> None:
        """Count the tokens of an answer; `told` is whether the server counted them."""
        self.untold += not told
        self.tokens_in += tokens_in
        self.tokens_out += tokens_out
        spent = None
        if self.price is not None:
            spent = self.price.cost(tokens_in=tokens_in, tokens_cached=tokens_cached, tokens_out=tokens_out)
            self.cost += spent
        self.run.add(tokens=tokens_in + tokens_out, cost=spent)
