"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum


class EngineName(StrEnum):
    """Who reads the articles."""

    auto = "auto"
    llm = "llm"
    rules = "rules"


class ModeName(StrEnum):
    """How a model is asked for the form of its answer."""

    tools = "tools"
    json_schema = "json_schema"
    json = "json"
    md_json = "md_json"
