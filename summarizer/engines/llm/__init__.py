"""The engine that lets a language model read: `LLMEngine`, and `preview` of what a model would see."""

from summarizer.engines.llm.engine import LLMEngine
from summarizer.engines.llm.preview import preview

__all__ = ["LLMEngine", "preview"]
