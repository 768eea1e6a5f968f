"""Which engine runs: the one asked for, or a model where one is configured and else the built-in rules."""

from __future__ import annotations

from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

from summarizer.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from typing import Literal

    from summarizer.engines.base import Engine
    from summarizer.settings import Settings


def chosen(settings: Settings) -> Literal["llm", "rules"]:
    """The engine that `settings` lead to. Raises `ConfigError` where a model is asked for and none is named."""
    if settings.engine == "rules":
        return "rules"
    if settings.model or settings.replay:
        return "llm"
    if settings.engine == "llm" or settings.base_url:
        raise ConfigError(
            "no model is named",
            subject="engine llm",
            remedy="give --model PROVIDER/NAME or set SUMMARIZER_MODEL, or use --engine rules",
        )
    return "rules"


def build(settings: Settings, *, repeat: int = 0) -> Engine:
    """The engine itself, which whoever calls this must close; openai and instructor are imported only for a model.

    `repeat` tells repetitions of one reading apart, in the cache and among recordings.
    """
    if chosen(settings) == "rules":
        from summarizer.engines.rules.engine import RulesEngine

        return RulesEngine()
    if settings.replay:
        from summarizer.engines.recorded import RecordedEngine

        return RecordedEngine(settings.replay, model=settings.model, repeat=repeat)
    from summarizer.engines.llm import LLMEngine

    return LLMEngine.from_settings(settings, repeat=repeat)


@contextmanager
def opened(settings: Settings, *, repeat: int = 0) -> Iterator[Engine]:
    """The engine, closed behind the block, however that ends: no request and no connection outlives it."""
    engine = build(settings, repeat=repeat)
    try:
        yield engine
    finally:
        engine.close()


@asynccontextmanager
async def aopened(settings: Settings) -> AsyncIterator[Engine]:
    """`opened` for event loops."""
    engine = build(settings)
    try:
        yield engine
    finally:
        await engine.aclose()
