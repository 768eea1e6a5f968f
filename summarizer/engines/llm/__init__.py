"""The engine that lets a language model read. `LLMEngine` is all that the rest of the package needs."""

from summarizer.engines.llm.engine import LLMEngine

__all__ = ["LLMEngine"]
