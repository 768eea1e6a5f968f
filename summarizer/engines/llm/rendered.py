"""What a model would be told for an article, as text for people: messages and schema, nothing is sent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from summarizer import prompting
from summarizer.engines.llm import article
from summarizer.engines.llm.prompt import messages
from summarizer.engines.llm.schema import reading_schema

if TYPE_CHECKING:
    from pathlib import Path

    from summarizer.models.document import Document


def rendered(document: Document, *, name: str = "reading", folder: Path | None = None) -> str:
    """The messages in order, each under its role, then the schema of the answer as it is sent.

    The mark around the article is drawn anew for each request. Raises `ConfigError` for a prompt that does
    not exist or cannot be rendered.
    """
    told = messages(
        prompting.load(name, folder=folder),
        article.citable(document),
        mark=article.new_mark(),
        outlet=document.outlet,
    )
    blocks = [f"=== {message['role']}\n{message['content']}" for message in told]
    schema = json.dumps(reading_schema(), ensure_ascii=False, separators=(",", ":"))
    return "\n\n".join([*blocks, f"=== schema\n{schema}"]) + "\n"
