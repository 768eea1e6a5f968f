"""The schemas that this package publishes, as text: exported from the models into schemas/."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from summarizer.models.base import Model

Name = Literal["brief", "reading", "gold", "changes"]


def schema_text(name: Name) -> str:
    """JSON Schema (draft 2020-12) of a model, indented, ending in a newline."""
    return json.dumps(_schema(name), indent=2, ensure_ascii=False) + "\n"


def _schema(name: Name) -> dict[str, object]:
    schema = _model(name).model_json_schema(by_alias=True, mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _model(name: Name) -> type[Model]:
    if name == "brief":
        from summarizer.models.brief import Brief

        return Brief
    if name == "reading":
        from summarizer.models.reading import Reading

        return Reading
    if name == "changes":
        from summarizer.models.changes import Changes

        return Changes
    from summarizer.models.gold import GoldCase

    return GoldCase
