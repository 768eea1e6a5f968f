"""What a model is told of an article: messages from the templates, in as many parts as its context asks for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from summarizer import prompting
from summarizer.engines.llm import article, repair
from summarizer.engines.llm.chunking import parts
from summarizer.engines.llm.schema import reading_schema
from summarizer.engines.llm.tokens import estimate
from summarizer.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.engines.llm.providers import Endpoint
    from summarizer.models.document import Document
    from summarizer.prompting import Template
    from summarizer.settings import Settings

SMALLEST_PART: Final = 300
"""Tokens of an article's part below which its head would be all there is."""


class Prompt:
    """The templates of a run, and how much of an article fits beside them."""

    def __init__(self, settings: Settings, endpoint: Endpoint) -> None:
        """Raises `ConfigError` for a template that is missing or cannot work, and where no article would fit."""
        self.template = prompting.load(settings.prompt, folder=settings.prompts)
        self._repair = prompting.load("repair", folder=settings.prompts)
        # Rendered once for trial: a template that cannot work should stop the run before its first document.
        trial = self.messages("", mark=article.PLACEHOLDER)
        self.again(repair.Wanted((), ()), mark=article.PLACEHOLDER)
        if [message["role"] for message in trial] != ["system", "user"]:
            raise ConfigError(
                "the prompt lacks the block system or user",
                subject=str(self.template.path),
                remedy="compare it with the one shipped",
            )
        self.room = _room(endpoint, (message["content"] for message in trial))
        """Tokens that one part of an article may have."""

    def parts_of(self, document: Document) -> tuple[str, ...]:
        """What is sent of the document, in as many parts as the model's context asks for; maybe none."""
        text = article.citable(document)
        return parts(text, limit=self.room) if text else ()

    def messages(
        self, text: str, *, mark: str, outlet: str | None = None, part: int = 1, parts: int = 1
    ) -> list[dict[str, str]]:
        """What the model is told, the part that never changes first."""
        return messages(self.template, text, mark=mark, outlet=outlet, part=part, parts=parts)

    def again(self, wants: repair.Wanted, *, mark: str) -> str:
        """What a second request asks for beside the first."""
        return repair.request(self._repair, wants, mark=mark)


def messages(
    template: Template, text: str, *, mark: str, outlet: str | None = None, part: int = 1, parts: int = 1
) -> list[dict[str, str]]:
    """The messages of a template for a part of an article, which cannot pass for the mark around it."""
    rendered = template.render(
        article=article.neutralised(text),
        mark=mark,
        outlet=article.neutralised(outlet) if outlet else None,
        part=part,
        parts=parts,
    )
    return [{"role": role, "content": content} for role, content in rendered.items()]


def _room(endpoint: Endpoint, trial: Iterable[str]) -> int:
    """Tokens that an article may have, beside what is always sent and the answer."""
    form = json.dumps(reading_schema(bounded=endpoint.bounded), separators=(",", ":"))
    fixed = sum(estimate(text) for text in (*trial, form))
    room = endpoint.context_tokens - fixed - endpoint.answer_tokens
    if room < SMALLEST_PART:
        raise ConfigError(
            f"a context of {endpoint.context_tokens} tokens has no room for an article",
            remedy="raise context_tokens to what the model can take, or lower max_output_tokens",
        )
    return room
