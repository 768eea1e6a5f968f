"""Providers, the schema as sent, and the faults' fine print."""

from __future__ import annotations

import inspect
import json
import re
from typing import Any, get_args

import httpx2
import openai
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from summarizer import errors
from summarizer.configuration import PROVIDER_KEYS
from summarizer.engines.llm import faults
from summarizer.engines.llm.providers import PROVIDERS, endpoint
from summarizer.engines.llm.schema import reading_schema
from summarizer.models.reading import Reading
from summarizer.settings import Mode, Settings
from tests.shared import ROOT


def settings(**given: Any) -> Settings:
    return Settings.model_validate({"api_key": SecretStr("k")} | given)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_one_string_names_a_provider_and_its_model(provider: str) -> None:
    found = endpoint(settings(model=f"{provider}/some/model-1"))
    assert (found.name, found.model, found.key) == (f"{provider}/some/model-1", "some/model-1", "k")
    assert found.base_url == PROVIDERS[provider].base_url
    assert found.mode in get_args(Mode)


def test_every_hosted_provider_has_a_key_of_its_own() -> None:
    hosted = {name for name, each in PROVIDERS.items() if each.base_url.startswith("https:")}
    assert hosted == set(PROVIDER_KEYS)
    variables = [variable for names in PROVIDER_KEYS.values() for variable in names]
    assert len(set(variables)) == len(variables)


def test_the_guide_has_the_table_of_providers() -> None:
    guide = (ROOT / "docs" / "models.md").read_text("utf-8")
    rows = re.findall(
        r"^\| `(\w+)/NAME` \| [^|]+ \| (?:`(\w+)`|none) \| `(\w+)` \| ([^|]+) \| ([\d,]+) \|$",
        guide,
        re.MULTILINE,
    )
    assert rows == [
        (
            name,
            PROVIDER_KEYS.get(name, ("",))[0],
            each.mode,
            "the provider's" if each.temperature is None else f"{each.temperature:g}",
            f"{each.context_tokens:,}",
        )
        for name, each in PROVIDERS.items()
    ]


def test_any_compatible_server_is_reached_by_its_address() -> None:
    found = endpoint(Settings(model="mistralai/Some-7B", base_url="http://box:8000/v1"))
    assert (found.model, found.base_url, found.key) == ("mistralai/Some-7B", "http://box:8000/v1", "none")
    known = endpoint(settings(model="ollama/qwen3", base_url="http://box:11434/v1"))
    assert (known.model, known.base_url) == ("qwen3", "http://box:11434/v1")


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ({}, "SUMMARIZER_MODEL"),
        ({"model": "gpt-5"}, "openai"),
        ({"model": "nobody/gpt-5"}, "base-url"),
        ({"model": "openai/"}, "provider/MODEL"),
        ({"model": "openai/m", "api_key": None}, "OPENAI_API_KEY"),
        ({"model": "mistral/m", "api_key": None}, "MISTRAL_API_KEY"),
    ],
)
def test_a_model_that_cannot_be_reached_is_refused_with_what_to_set(given: dict[str, Any], hint: str) -> None:
    with pytest.raises(errors.ConfigError, match=hint):
        endpoint(settings(**given))


@pytest.mark.parametrize(
    "address", ["hello", "localhost:8080/v1", "file:///etc/hosts", "http://", "http://[::1", "http://h:x/v1"]
)
def test_what_is_no_address_is_refused_before_anything_is_sent(address: str) -> None:
    with pytest.raises(errors.ConfigError, match="no address of a server"):
        endpoint(Settings(model="m", base_url=address))


def test_the_mode_can_be_chosen() -> None:
    assert endpoint(settings(model="openai/m", mode="tools")).mode == "tools"


ALLOWED = {
    "type",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "enum",
    "anyOf",
    "$ref",
    "$defs",
}
FORBIDDEN = {
    "oneOf",
    "allOf",
    "not",
    "if",
    "then",
    "else",
    "default",
    "discriminator",
    "prefixItems",
    "title",
}


def nodes(node: Any, depth: int = 0) -> list[tuple[dict[str, Any], int]]:
    """Every schema within a schema, with its depth."""
    if isinstance(node, list):
        return [found for each in node for found in nodes(each, depth)]
    if not isinstance(node, dict):
        return []
    found = [(node, depth)]
    for key, value in node.items():
        inner = value.values() if key in {"properties", "$defs"} else [value]
        found += [each for one in inner for each in nodes(one, depth + 1)]
    return found


def test_the_schema_keeps_to_the_limits_of_openais_strict_mode() -> None:
    """developers.openai.com, structured outputs: supported schemas, as documented in February 2026."""
    schema = reading_schema()
    assert schema["type"] == "object"
    properties = 0
    names = 0
    for node, depth in nodes(schema):
        assert node.keys() <= ALLOWED
        assert not node.keys() & FORBIDDEN
        assert depth <= 10
        if node.get("type") == "object":
            assert node["additionalProperties"] is False
            assert node["required"] == list(node["properties"])
            properties += len(node["properties"])
            names += sum(map(len, node["properties"]))
        if "enum" in node:
            assert len(node["enum"]) <= 250
            names += sum(map(len, node["enum"]))
    assert properties <= 5_000
    assert names <= 120_000


def test_a_local_grammar_gets_bounds_for_every_string_and_list() -> None:
    for node, _ in nodes(reading_schema(bounded=True)):
        types = node.get("type")
        if "string" in ([types] if isinstance(types, str) else types or []) and "enum" not in node:
            assert node["maxLength"] <= 400
        if types == "array":
            assert node["maxItems"] <= 12


def test_every_field_of_a_reading_has_a_description() -> None:
    schema = Reading.model_json_schema()
    for model in [schema, *schema["$defs"].values()]:
        for name, field in model["properties"].items():
            assert field.get("description"), name


def status_error(
    status: int, *, headers: dict[str, str] | None = None, code: str | None = None
) -> openai.APIStatusError:
    response = httpx2.Response(status, headers=headers, request=httpx2.Request("POST", "http://x/v1"))
    return openai.APIStatusError("message", response=response, body={"code": code, "message": "message"})


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "1"}, 1.0),
        ({"retry-after": "2.5"}, 2.5),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after": "Thu, 01 Jan 1970 00:01:40 GMT"}, 90.0),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "soon"}, None),
        ({}, None),
    ],
)
def test_retry_after_is_understood_in_every_form(headers: dict[str, str], seconds: float | None) -> None:
    assert faults.retry_after_s(status_error(429, headers=headers), now=10.0) == seconds


@pytest.mark.parametrize("status", [400, 401, 403, 404, 408, 409, 413, 422, 429, 500, 502, 503, 529])
def test_every_status_becomes_an_error_of_ours(status: int) -> None:
    error = faults.translate(status_error(status))
    assert type(error) is not errors.EngineError
    assert error.remedy


def test_every_exception_of_the_sdk_becomes_an_error_of_ours() -> None:
    request = httpx2.Request("POST", "http://x/v1")
    response = httpx2.Response(500, request=request)
    made: list[BaseException] = []
    for kind in list(vars(openai).values()):  # the package adds to itself while it is used
        if not (inspect.isclass(kind) and issubclass(kind, openai.OpenAIError)):
            continue
        for arguments in (
            {"message": "m", "response": response, "body": None},
            {"response": response, "body": None},
            {"message": "m", "request": request, "body": None},
            {"message": "m", "request": request},
            {"request": request},
        ):
            try:
                made.append(kind(**arguments))
                break
            except TypeError:
                continue
    assert len(made) >= 10
    made += [
        TimeoutError(),
        ValueError("x"),
        RuntimeError("x"),
        RecursionError(),
        json.JSONDecodeError("x", "", 0),
    ]
    for error in made:
        assert isinstance(faults.translate(error), errors.EngineError)


@given(st.text(max_size=300))
def test_no_answer_breaks_the_translation(text: str) -> None:
    assert isinstance(faults.translate(ValueError(text)), errors.InvalidReply)
