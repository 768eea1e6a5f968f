"""How a brief came about: engine, model, prompt, requests, tokens, money and time."""

from __future__ import annotations

from summarizer.models.base import Model


class PromptUsed(Model):
    """The prompt template a model was given."""

    name: str
    """Name of the template, such as reading."""
    version: str
    """Its version, such as v1."""
    sha256: str
    """SHA-256 of the template file."""


class Usage(Model):
    """What reading one document took, failed attempts included."""

    doc: str
    """Id of the document."""
    engine: str
    """rules, llm or recorded."""
    model: str | None = None
    """Provider and model, such as openai/gpt-5; null for the rules."""
    prompt: PromptUsed | None = None
    """The prompt; null for the rules."""
    requests: int = 0
    """Requests sent, repeated ones included."""
    cached: bool = False
    """Whether the answer came from the cache or a recording."""
    tokens_in: int = 0
    """Tokens of all requests; 0 where the server does not tell."""
    tokens_out: int = 0
    """Tokens of all answers; 0 where the server does not tell."""
    cost: float | None = None
    """Money spent, in the currency of the price table; null where no price is known."""
    seconds: float = 0.0
    """Time spent on this document."""


class Provenance(Model):
    """What made a brief, so that it can be made again."""

    version: str
    """Version of this package."""
    schema_version: str
    """Version of the brief's schema."""
    readings: tuple[Usage, ...]
    """One entry a document, in the order of the documents."""
