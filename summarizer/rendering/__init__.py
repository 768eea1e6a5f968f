"""Rendering: a brief as text for people (markdown) or for programs (JSON)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, get_args

from summarizer.errors import ConfigError

if TYPE_CHECKING:
    from summarizer.models.brief import Brief

Format = Literal["md", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)


def render(brief: Brief, format: Format = "md") -> str:  # noqa: A002  (the command line's own word)
    """The brief as text that ends in a newline. Raises `ConfigError` for an unknown format."""
    if format == "json":
        return _json(brief) + "\n"
    if format == "md":
        from summarizer.rendering.markdown import markdown

        return markdown(brief)
    raise ConfigError(f"unknown format {format!r}", remedy=f"use one of {', '.join(FORMATS)}")


def _json(brief: Brief) -> str:
    try:
        return brief.model_dump_json(indent=2)
    except ValueError:
        # Half a character, as in a file name of older bytes or in a caller's text, has no place in JSON.
        text = json.dumps(brief.model_dump(mode="json"), indent=2, ensure_ascii=False)
        return text.encode("utf-8", "replace").decode("utf-8")
