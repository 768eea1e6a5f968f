"""Where a model is and how its server wants to be asked: one string, `provider/model`, becomes an `Endpoint`.

Every provider is reached over OpenAI's chat protocol, which all of those listed here serve themselves. That
leaves one transport to get right, and one whose faults the tests can play on a real socket.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from summarizer.configuration import PROVIDER_KEYS
from summarizer.errors import ConfigError

if TYPE_CHECKING:
    from summarizer.settings import Mode, Settings


@dataclass(frozen=True, slots=True)
class Provider:
    """What is common to the models of one provider."""

    base_url: str
    mode: Mode = "json_schema"
    context_tokens: int = 128_000
    temperature: float | None = None
    limit: str = "max_tokens"
    """Name of the parameter that bounds the answer."""
    read_timeout_s: float | None = None
    """Longest silence in a request. An answer comes in one piece, so a slow machine of the user's is silent
    for as long as it writes, and asking it again would only make it begin anew; no limit there."""
    bounded: bool = False
    """Whether the schema tells the longest string and list: a grammar without bounds lets a model run on."""
    batches: bool = False
    """Whether the server may offer OpenAI's Batch API."""


_HOSTED_S: Final = 100.0
PROVIDERS: Final = {
    "openai": Provider(
        "https://api.openai.com/v1", limit="max_completion_tokens", read_timeout_s=_HOSTED_S, batches=True
    ),
    # Its compatibility layer has long ignored response_format; a forced tool works in every version of it.
    "anthropic": Provider("https://api.anthropic.com/v1/", mode="tools", read_timeout_s=_HOSTED_S),
    "google": Provider("https://generativelanguage.googleapis.com/v1beta/openai/", read_timeout_s=_HOSTED_S),
    "mistral": Provider("https://api.mistral.ai/v1", read_timeout_s=_HOSTED_S),
    "ollama": Provider("http://localhost:11434/v1", context_tokens=8_192, temperature=0.0),
}
COMPATIBLE: Final = Provider("", context_tokens=32_768, temperature=0.0, batches=True)
LOCAL: Final = Provider("", context_tokens=8_192, temperature=0.0, bounded=True)
_ANSWER_SHARE: Final = 3
"""An answer gets at most this part of the context, one third, so that a small one has room for the article."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One model on one server."""

    name: str
    """Provider and model as provenance, cache and price table know it."""
    model: str
    """The model's name as its server knows it."""
    base_url: str
    """Address of the server; empty for a model file, which gets one when it is loaded."""
    key: str = field(repr=False)
    mode: Mode
    context_tokens: int
    temperature: float | None
    limit: str
    bounded: bool
    read_timeout_s: float | None
    answer_tokens: int
    """Longest answer to ask for."""
    file: str | None = None
    """Path of the model file that runs in this process."""
    batches: bool = False
    """Whether the server may offer OpenAI's Batch API."""


def endpoint(settings: Settings) -> Endpoint:
    """The endpoint that the settings name. Raises `ConfigError` where they name none or lack the key.

    A known provider's prefix is always taken off, also in front of a `base_url`; anything else is sent whole:
    `mistralai/Some-7B` with a `base_url` is a model of that name.
    """
    if not settings.model:
        raise ConfigError("no model is named", remedy="set --model or SUMMARIZER_MODEL, such as openai/NAME")
    prefix, slash, rest = settings.model.partition("/")
    file: str | None = None
    if settings.model.startswith("gguf:"):
        prefix, rest, file = "gguf", "local", settings.model.removeprefix("gguf:")
        provider = LOCAL
    elif slash and prefix in PROVIDERS:
        provider = PROVIDERS[prefix]
    elif settings.base_url:
        prefix, rest, provider = "compatible", settings.model, COMPATIBLE
    else:
        raise ConfigError(
            f"{settings.model!r} names no known provider",
            remedy=f"use one of {', '.join(PROVIDERS)} with /MODEL, gguf:FILE, or give --base-url",
        )
    if not rest:
        raise ConfigError(f"{settings.model!r} names no model", remedy="write provider/MODEL")
    if settings.base_url:
        _check_address(settings.base_url)
    key = settings.api_key.get_secret_value() if settings.api_key else ""
    if not key and prefix in PROVIDER_KEYS and not settings.base_url:
        raise ConfigError(
            f"there is no key for {prefix}",
            remedy=f"set {PROVIDER_KEYS[prefix][0]} in the environment or .env",
        )
    context = settings.context_tokens or provider.context_tokens
    temperature = provider.temperature if settings.temperature is None else settings.temperature
    return Endpoint(
        name=settings.model if file is None else f"gguf/{file.replace(chr(92), '/').rpartition('/')[2]}",
        model=rest,
        base_url=settings.base_url or provider.base_url,
        key=key or "none",
        mode=settings.mode or provider.mode,
        context_tokens=context,
        temperature=temperature,
        limit=provider.limit,
        bounded=provider.bounded,
        read_timeout_s=settings.read_timeout_s or provider.read_timeout_s,
        answer_tokens=min(settings.max_output_tokens, context // _ANSWER_SHARE),
        file=file,
        batches=provider.batches,
    )


def _check_address(address: str) -> None:
    try:
        parts = urlsplit(address)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, an open bracket
        usable = False
    if not usable:
        # The address itself is not repeated: somebody may have put a password into it.
        raise ConfigError(
            "this is no address of a server",
            subject="base_url",
            remedy="write it as http://HOST:PORT/v1 or https://HOST/v1",
        )
