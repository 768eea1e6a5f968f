"""What a run is told: arguments before the environment, the environment before `.env`, then defaults.

Only the command line and the public face read the environment, and they do it here. A key is never an
argument, because arguments stand in process lists and shell histories.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from summarizer.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

Mode = Literal["tools", "json_schema", "json", "md_json"]

PROVIDER_KEYS: Final = {
    "openai": ("OPENAI_API_KEY",),
    "anthropic": ("ANTHROPIC_API_KEY",),
    "google": ("GEMINI_API_KEY", "GOOGLE_API_KEY"),
    "mistral": ("MISTRAL_API_KEY",),
}
"""Where each provider's users keep its key. A key is only ever sent to its own provider."""


class Settings(BaseModel):
    """Everything that a run can be told, with the defaults.

    >>> Settings(model="ollama/qwen3").timeout_s
    300.0
    """

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    engine: Literal["auto", "llm", "rules"] = "auto"
    """Who reads: a language model, the built-in rules, or the model where one is named and else the rules."""
    model: str | None = None
    """Provider and model: `openai/gpt-5-mini`, `ollama/qwen3`; or `gguf:FILE`, run in this process."""
    base_url: str | None = None
    """Address of any server that speaks OpenAI's protocol."""
    api_key: SecretStr | None = Field(default=None, repr=False)
    """Key of the provider; read from the environment or `.env`, never given as an argument."""
    mode: Mode | None = None
    """How the answer's form is asked for; by default what suits the provider."""
    temperature: float | None = Field(default=None, ge=0, le=2)
    """Sampling temperature; by default 0 for local models and the provider's own elsewhere."""
    context_tokens: int | None = Field(default=None, ge=2048)
    """Tokens that the model can take in and give out together; by default by provider."""
    threads: int | None = Field(default=None, ge=1)
    """Threads of a model file; by default all cores, which crawls where the machine has other work."""
    max_output_tokens: int = Field(default=16_000, ge=16)
    """Longest answer, reasoning included; a reply that runs past it is `Truncated`."""
    prompt: str = "reading"
    """The prompt template: a name for its newest version, or name and version (`reading.v1`)."""
    prompts: Path | None = None
    """Folder of templates that come before the ones shipped."""
    repair: bool = True
    """Whether quotes that failed and quotations that were passed over go back once, in a small request."""
    timeout_s: float = Field(default=300.0, gt=0)
    """Deadline of an article, all requests and waits together; an article in parts has it once for each."""
    read_timeout_s: float | None = Field(default=None, gt=0)
    """Longest silence of the server in a request; by default 100 for hosted models, no limit for others."""
    max_attempts: int = Field(default=3, ge=1)
    """Times that one request is sent where the fault is the server's or the network's."""
    max_reasks: int = Field(default=2, ge=0)
    """Times that the model is asked again after an answer that is not a reading."""
    max_requests: int = Field(default=6, ge=1)
    """Requests of an article, whatever their reason; an article in parts has them once for each."""
    max_run_requests: int | None = Field(default=None, ge=1)
    """Requests of a whole run."""
    max_run_tokens: int | None = Field(default=None, ge=1)
    """Tokens in and out of a whole run."""
    max_cost: float | None = Field(default=None, gt=0)
    """Money of a whole run, in the currency of the price table; needs a price for the model."""
    prices: Path | None = None
    """Price table to use instead of the one shipped, which names no prices."""
    concurrency: int = Field(default=8, ge=1)
    """Articles read at the same time."""
    cache: bool = True
    """Whether answers are kept on disk, so that a second run costs nothing."""
    cache_dir: Path = Path("~/.cache/diplomatic-summarizer")
    """Where they are kept."""
    record: Path | None = None
    """Folder to write every answer into, for people to read and tests to replay."""
    replay: Path | None = None
    """Folder of recorded answers to read instead of asking; an answer that is not there is an error."""

    @classmethod
    def load(
        cls,
        *,
        environ: Mapping[str, str] | None = None,
        dotenv: Path | None = Path(".env"),
        **arguments: Any,
    ) -> Settings:
        """Settings from arguments (None: not given), environment, `.env` and defaults, in that order.

        Every field has a variable of its name: `SUMMARIZER_MODEL`, `SUMMARIZER_MAX_COST`. Raises
        `ConfigError` for a value that cannot work.

        >>> Settings.load(mode="json", environ={"SUMMARIZER_MODE": "tools"}, dotenv=None).mode
        'json'
        """
        environ = os.environ if environ is None else environ
        written = _dotenv(dotenv)
        if "api_key" in arguments:
            raise ConfigError(
                "a key is not an argument", remedy="set SUMMARIZER_API_KEY in the environment or .env"
            )
        given = {name: value for name, value in arguments.items() if value is not None}
        values: dict[str, Any] = {}
        if cache_home := environ.get("XDG_CACHE_HOME"):
            values["cache_dir"] = Path(cache_home) / "diplomatic-summarizer"
        for name in cls.model_fields:
            for source in (written, environ):
                if value := source.get(f"SUMMARIZER_{name.upper()}"):
                    values[name] = value
        values |= given
        provider = str(values.get("model") or "").partition("/")[0]
        if provider == "openai" and "base_url" not in values:
            for source in (written, environ):
                if value := source.get("OPENAI_BASE_URL"):
                    values["base_url"] = value
        values.pop("api_key", None)
        if key := _key(provider, values.get("base_url"), "base_url" in given, environ, written):
            values["api_key"] = SecretStr(key)
        try:
            settings = cls.model_validate(values)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            name = ".".join(str(part) for part in first["loc"])
            raise ConfigError(
                first["msg"],
                subject=f"setting {name}",
                remedy=f"correct the argument or SUMMARIZER_{name.upper()}",
            ) from None
        if settings.record and settings.replay:
            raise ConfigError("record and replay exclude each other", remedy="give one of them")
        return settings


def _dotenv(path: Path | None) -> dict[str, str]:
    if path is None or not path.is_file():
        return {}
    from dotenv import dotenv_values

    try:
        written = dotenv_values(path, interpolate=False)
    except (OSError, ValueError) as error:  # the cause may repeat what the file says: only its kind is told
        raise ConfigError(
            f"cannot be read ({type(error).__name__})", subject=str(path), remedy="save it as UTF-8 text"
        ) from None
    return {name: value for name, value in written.items() if value}


def _key(
    provider: str,
    base_url: str | None,
    base_url_given: bool,
    environ: Mapping[str, str],
    written: Mapping[str, str],
) -> str | None:
    """The key that belongs to the server which will be asked, or None.

    A named provider's own key goes to that provider's address only. `OPENAI_API_KEY` also goes to an address
    that the user gives, as every client of OpenAI's protocol does. But an address that a `.env` file gives gets
    keys from that file only: a folder somebody else prepared must not draw a key out of the environment.
    """
    names = ["SUMMARIZER_API_KEY"]
    if base_url is None:
        names += PROVIDER_KEYS.get(provider, ())
    elif provider == "openai" or provider not in PROVIDER_KEYS:
        names += PROVIDER_KEYS["openai"]
    from_file = (
        base_url is not None
        and not base_url_given
        and base_url not in (environ.get("SUMMARIZER_BASE_URL"), environ.get("OPENAI_BASE_URL"))
    )
    for name in names:
        for source in (written,) if from_file else (environ, written):
            if value := source.get(name):
                return value
    return None
