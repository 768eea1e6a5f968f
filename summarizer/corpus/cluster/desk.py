"""What the actors of a run share: its limits a minute and its budgets, kept by one small actor that all of them ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from summarizer.engines.choose import build
from summarizer.engines.llm.budget import RunBudget
from summarizer.errors import RunBudgetExceeded

if TYPE_CHECKING:
    from summarizer.engines.base import Engine
    from summarizer.settings import Settings


def needed(settings: Settings) -> bool:
    """Whether the settings hold anything to share."""
    limits = (settings.rpm, settings.tpm)
    return any((*limits, settings.max_run_requests, settings.max_run_tokens, settings.max_cost))


class Desk:
    """Lets requests out, as the limiter and the budget of a run on one machine do."""

    def __init__(self, settings: Settings) -> None:
        from summarizer.engines.llm.limits import Buckets

        self._limits = Buckets(rpm=settings.rpm, tpm=settings.tpm)
        self._budget = _budget(settings)

    async def admit(self, tokens: int) -> RunBudgetExceeded | None:
        """Wait until one more request may go out; or why none may."""
        try:
            self._budget.spend()  # before the wait: who is refused anyway does not stand in the queue
        except RunBudgetExceeded as spent:
            return spent
        await self._limits.wait(tokens)
        return None

    async def add(self, *, tokens: int, cost: float | None) -> None:
        """Count what an answer took."""
        self._budget.add(tokens=tokens, cost=cost)


class SharedLimits:
    """`Limits` that ask the desk."""

    def __init__(self, desk: Any) -> None:
        self._desk = desk

    async def wait(self, tokens: int) -> None:
        """Wait until the desk lets a request out. Raises `RunBudgetExceeded` where it lets out no more."""
        from ray.exceptions import RayError

        try:
            spent = await self._desk.admit.remote(tokens)
        except RayError:
            spent = RunBudgetExceeded("the process that keeps limits and budgets was lost")
        if spent is not None:
            raise spent


@dataclass(slots=True)
class SharedBudget(RunBudget):
    """A `RunBudget` of which the desk keeps the counts; requests are counted as it lets them out."""

    desk: Any = None

    def spend(self) -> None:
        """Do nothing: the desk has counted it."""

    def add(self, *, tokens: int, cost: float | None) -> None:
        """Tell the desk what an answer took."""
        self.desk.add.remote(tokens=tokens, cost=cost)


def engine_of(settings: Settings, desk: Any) -> Engine:
    """The engine of one actor, under the limits of all."""
    if desk is None or settings.replay:
        return build(settings)
    from summarizer.engines.llm import LLMEngine

    engine = LLMEngine(settings, limits=SharedLimits(desk))
    engine.run = _budget(settings, SharedBudget, desk=desk)
    return engine


def _budget(settings: Settings, kind: type[RunBudget] = RunBudget, **more: Any) -> RunBudget:
    return kind(
        max_requests=settings.max_run_requests,
        max_tokens=settings.max_run_tokens,
        max_cost=settings.max_cost,
        **more,
    )
