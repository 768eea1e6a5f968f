"""What a run is told: arguments, the environment, `.env`, `summarizer.toml`, defaults, the first that tells.

Only the command line and the public face read the environment, and they do it here. A key is never an
argument, because arguments stand in process lists and shell histories.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from summarizer.configuration import gather
from summarizer.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from summarizer.configuration import Gathered

Mode = Literal["tools", "json_schema", "json", "md_json"]

PATHS: Final = frozenset({"prompts", "prices", "cache_dir", "record", "replay"})
"""The settings that are paths; in a `summarizer.toml` they are counted from the file."""


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
    rpm: float | None = Field(default=None, gt=0)
    """Requests that go out in a minute at most; waiting for them does not count towards an article's deadline."""
    tpm: float | None = Field(default=None, gt=0)
    """Tokens in and out in a minute at most."""
    concurrency: int = Field(default=8, ge=1)
    """Articles read at the same time."""
    batch_size: int = Field(default=5_000, ge=1, le=50_000)
    """Most requests of one batch, where a corpus is read at batch prices."""
    batch_poll_s: float = Field(default=60.0, gt=0)
    """Longest wait between two looks at a batch; the first ones are shorter."""
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
        config: Path | Literal["find"] | None = "find",
        **arguments: Any,
    ) -> Settings:
        """Settings from arguments (None: not given), environment, `.env`, `summarizer.toml` and defaults, in that order.

        Every field has a variable of its name: `SUMMARIZER_MODEL`, `SUMMARIZER_MAX_COST`. `config` is a file of
        settings; "find" takes the one that `SUMMARIZER_CONFIG` names or the nearest one, None takes none. Raises
        `ConfigError` for a value that cannot work.

        >>> Settings.load(mode="json", environ={"SUMMARIZER_MODE": "tools"}, dotenv=None).mode
        'json'
        """
        return cls.of(cls.gather(environ=environ, dotenv=dotenv, config=config, **arguments))

    @classmethod
    def gather(
        cls,
        *,
        environ: Mapping[str, str] | None = None,
        dotenv: Path | None = Path(".env"),
        config: Path | Literal["find"] | None = "find",
        **arguments: Any,
    ) -> Gathered:
        """What `load` would make settings of, each value with its origin. Raises `ConfigError` for a bad file."""
        return gather(
            cls.model_fields, paths=PATHS, environ=environ, dotenv=dotenv, config=config, arguments=arguments
        )

    @classmethod
    def of(cls, gathered: Gathered) -> Settings:
        """The settings that were gathered. Raises `ConfigError` for a value that cannot work or may not come from there."""
        gathered.refuse_lures()
        values = dict(gathered.values)
        if gathered.key:
            values["api_key"] = SecretStr(gathered.key)
        try:
            settings = cls.model_validate(values)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            name = ".".join(str(part) for part in first["loc"])
            raise ConfigError(
                first["msg"], subject=f"setting {name}", remedy=gathered.origin(name).remedy(name)
            ) from None
        if settings.record and settings.replay:
            raise ConfigError("record and replay exclude each other", remedy="give one of them")
        return settings
