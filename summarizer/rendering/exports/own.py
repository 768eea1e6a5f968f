"""The brief's own JSON (schemas/brief.v1.json): the one export that loses nothing and reads back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from summarizer.rendering.escape import inert_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.models.brief import Brief
    from summarizer.models.document import Document
    from summarizer.rendering.words import Words


def own_json(briefs: Sequence[Brief], *, words: Words, documents: Sequence[Document]) -> str:  # noqa: ARG001
    """One brief as an object, several as an array."""
    dumped = [inert_json(_dumped(brief)) for brief in briefs]
    return (dumped[0] if len(dumped) == 1 else "[\n" + ",\n".join(dumped) + "\n]") + "\n"


def _dumped(brief: Brief) -> str:
    try:
        return brief.model_dump_json(indent=2)
    except ValueError:
        # Half a character, as in a file name of older bytes or in a caller's text, has no place in JSON.
        return json.dumps(brief.model_dump(mode="json"), indent=2, ensure_ascii=False)
