"""The Reading's JSON Schema as servers get it: strict, and without a word that the prompt says already.

OpenAI's strict mode wants a root object, every property required, no further properties, and none of `default`,
`oneOf`, `allOf`, `not`, `if` and the lengths of strings (its guide to structured outputs, February 2026).
llama.cpp, vLLM and Ollama take the same.
"""

from __future__ import annotations

import copy
from functools import cache
from typing import Any, Final

from pydantic import model_validator

from summarizer.models.reading import Reading

Schema = dict[str, Any]

_BALLAST: Final = frozenset({"title", "description", "default"})
_BOUNDS: Final = frozenset({"maxLength", "maxItems"})
LONGEST_STRING: Final = 400
LONGEST_LIST: Final = 12


@cache
def _reading_schema(bounded: bool) -> Schema:
    slim: Schema = _slim(Reading.model_json_schema(), bounded)
    return slim


def reading_schema(*, bounded: bool = False) -> Schema:
    """The schema of a reading, a copy of its own.

    `bounded` keeps the longest string and list, tightened to what an answer of a few thousand tokens can
    hold: a grammar without bounds lets a weak model run on to its output limit.
    """
    return copy.deepcopy(_reading_schema(bounded))


def _slim(node: Any, bounded: bool) -> Any:
    if isinstance(node, list):
        return [_slim(each, bounded) for each in node]
    if not isinstance(node, dict):
        return node
    out: Schema = {}
    for key, value in node.items():
        if key in {"properties", "$defs"}:
            # The keys in here are names of ours: a field may well be called `title`.
            out[key] = {name: _slim(each, bounded) for name, each in value.items()}
        elif key == "maxLength" and bounded:
            out[key] = min(value, LONGEST_STRING)
        elif key == "maxItems" and bounded:
            out[key] = min(value, LONGEST_LIST)
        elif key not in _BALLAST | _BOUNDS:
            out[key] = _slim(value, bounded)
    if bounded and out.get("type") == "string" and "enum" not in out:
        out.setdefault("maxLength", LONGEST_STRING)
    either = out.get("anyOf")
    # `string or null` says in one list of types what pydantic says in two schemas.
    if (
        either
        and len(either) == 2
        and either[1] == {"type": "null"}
        and isinstance(either[0].get("type"), str)
    ):
        del out["anyOf"]
        out = {**either[0], **out, "type": [either[0]["type"], "null"]}
    return out


def completed(data: Any) -> Any:
    """An answer with what its items plainly leave out: null where a field may be null, [] for a list.

    Servers that do not enforce the schema get such answers from small models, and asking again would cost an
    article's tokens. The seven lists themselves are not filled in: an answer without them is no reading.

    >>> completed({"outcomes": [{"quotes": ["x"], "text": "x", "status": "joint"}]})["outcomes"][0]["claimed_by"]
    []
    """
    if not isinstance(data, dict):
        return data
    schema = _reading_schema(False)
    return {
        name: _filled(value, schema["properties"][name], schema["$defs"])
        if name in schema["properties"]
        else value
        for name, value in data.items()
    }


def _filled(value: Any, form: Schema, definitions: Schema) -> Any:
    form = definitions[form["$ref"].rpartition("/")[2]] if "$ref" in form else form
    if isinstance(value, list) and "items" in form:
        return [_filled(each, form["items"], definitions) for each in value]
    if not isinstance(value, dict) or "properties" not in form:
        return value
    filled = dict(value)
    for name, field in form["properties"].items():
        if name in filled:
            filled[name] = _filled(filled[name], field, definitions)
        elif field.get("type") == "array":
            filled[name] = []
        elif isinstance(field.get("type"), list):
            filled[name] = None
    return filled


@cache
def response_model(bounded: bool) -> type[Reading]:
    """What instructor validates answers with: a Reading that shows the slim schema instead of pydantic's.

    Made once: instructor would otherwise build a class and a schema for every call.
    """
    import instructor

    schema = _reading_schema(bounded)

    class Answer(Reading):
        @model_validator(mode="before")
        @classmethod
        def _complete(cls, data: Any) -> Any:
            return completed(data)

        @classmethod
        def model_json_schema(cls, *args: Any, **kwargs: Any) -> Schema:  # noqa: ARG003
            return {"title": "reading", "description": "The reading.", **copy.deepcopy(schema)}

    return instructor.response_schema(Answer)
