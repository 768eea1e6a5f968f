"""Requests as they are sent: instructor's words for the mode, our strict schema, short complaints."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import instructor
from instructor.processing.response import handle_response_model

from summarizer.engines.llm import schema

if TYPE_CHECKING:
    from summarizer.engines.llm.providers import Endpoint

MODES: Final = {
    "tools": instructor.Mode.TOOLS,
    "json_schema": instructor.Mode.JSON_SCHEMA,
    "json": instructor.Mode.JSON,
    "md_json": instructor.Mode.MD_JSON,
}
LONGEST_COMPLAINT: Final = 2_000
"""Characters of an error list that goes back to the model; a wrong form repeats itself in every item."""

Message = dict[str, Any]

_ARTICLE: Final = "{article}"


def first(messages: list[Message], endpoint: Endpoint) -> dict[str, Any]:
    """The first request about an article: the system message, and the user's with the article."""
    rules, told = (message["content"] for message in messages)
    request = dict(_prepared(endpoint.mode, endpoint.bounded))
    system, user = request["messages"]
    asked = user["content"].replace(_ARTICLE, told)
    request["messages"] = [system | {"content": rules}, user | {"content": asked}]
    return shaped(request | parameters(endpoint), endpoint, rules=rules)


@cache
def _prepared(mode: str, bounded: bool) -> dict[str, Any]:
    """What instructor makes of a request, once for all: it costs it milliseconds each time."""
    _, request = handle_response_model(
        schema.response_model(bounded),
        mode=MODES[mode],
        messages=[{"role": "system", "content": ""}, {"role": "user", "content": _ARTICLE}],
    )
    return request


def parameters(endpoint: Endpoint) -> dict[str, Any]:
    """What a request says beside its messages and its form."""
    told: dict[str, Any] = {"model": endpoint.model, endpoint.limit: endpoint.answer_tokens}
    if endpoint.temperature is not None:
        told["temperature"] = endpoint.temperature
    return told


def shaped(request: dict[str, Any], endpoint: Endpoint, *, rules: str) -> dict[str, Any]:
    """A request of instructor's as it is sent: strict schema, compact where it stands in the prompt, short complaints."""
    request = dict(request)
    messages = [dict(message) for message in request["messages"]]
    if "tools" in request:
        request |= _form("tools", endpoint.bounded)
    elif request.get("response_format", {}).get("type") == "json_schema":
        request |= _form("json_schema", endpoint.bounded)
    else:
        # Instructor has put the schema behind the rules, indented to twice its size.
        messages[0]["content"] = f"{rules}{_told_form(endpoint.bounded)}"
    for message in messages[2:]:
        if message["role"] in {"user", "tool"} and isinstance(message["content"], str):
            message["content"] = message["content"][:LONGEST_COMPLAINT]
    request["messages"] = messages
    return request


@cache
def _form(mode: str, bounded: bool) -> dict[str, Any]:
    form = schema.reading_schema(bounded=bounded)
    if mode == "tools":
        function = {"name": "reading", "description": "The reading.", "strict": True, "parameters": form}
        return {
            "tools": [{"type": "function", "function": function}],
            "tool_choice": {"type": "function", "function": {"name": "reading"}},
        }
    named = {"name": "reading", "strict": True, "schema": form}
    return {"response_format": {"type": "json_schema", "json_schema": named}}


@cache
def _told_form(bounded: bool) -> str:
    compact = json.dumps(schema.reading_schema(bounded=bounded), separators=(",", ":"), ensure_ascii=False)
    return f"\n\nAnswer with one JSON object of this schema, nothing else:\n{compact}"
