"""What a model would see of a document, for people: the messages and the schema, without asking anybody."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from summarizer.engines.llm import article
from summarizer.engines.llm.engine import LLMEngine
from summarizer.engines.llm.schema import reading_schema
from summarizer.settings import Settings

if TYPE_CHECKING:
    from summarizer.models.document import Document


def preview(document: Document, settings: Settings) -> str:
    """The messages for `document`, each under its role, and the schema that goes with them.

    Settings without a model are previewed as for any compatible server. The mark, new for every call, is
    shown as zeros. Raises `ConfigError` for a template that cannot work.
    """
    if settings.model is None:
        settings = Settings(
            model="any", base_url="http://localhost", prompt=settings.prompt, prompts=settings.prompts
        )
    engine = LLMEngine(settings.model_copy(update={"cache": False}))
    texts = engine.parts_of(document)
    shown: list[str] = []
    for number, text in enumerate(texts, start=1):
        messages = engine.messages(
            text, mark=article.PLACEHOLDER, outlet=document.outlet, part=number, parts=len(texts)
        )
        shown += [f"── {each['role']} ──\n{each['content']}" for each in messages]
    form = json.dumps(reading_schema(bounded=engine.endpoint.bounded), separators=(",", ":"))
    return "\n\n".join([*shown, f"── schema ({engine.endpoint.mode}) ──\n{form}"])
