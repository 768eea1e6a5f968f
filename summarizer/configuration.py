"""Where settings come from: options, the environment, `.env`, `summarizer.toml`, each value with its origin.

Keys are kept apart from all other values, so that whatever shows the values cannot show a key.
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from summarizer.configfile import FIND, ConfigFile, open_config
from summarizer.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

log = logging.getLogger(__name__)

PROVIDER_KEYS: Final = {
    "openai": ("OPENAI_API_KEY",),
    "anthropic": ("ANTHROPIC_API_KEY",),
    "google": ("GEMINI_API_KEY", "GOOGLE_API_KEY"),
    "mistral": ("MISTRAL_API_KEY",),
}
"""Where each provider's users keep its key. A key is only ever sent to its own provider."""

OUTPUT: Final = ("format", "lang")
"""What besides settings can be preset: how results are written."""

PREFIX: Final = "SUMMARIZER_"
OTHERS: Final = ("config", "complete")
"""What else variables name: the file of settings, and what shells ask for completions with."""

Kind = Literal["option", "environment", ".env", "summarizer.toml", "default"]


@dataclass(frozen=True, slots=True)
class Origin:
    """What gave a value."""

    kind: Kind
    name: str | None = None
    """The variable, or the path of the file."""

    def __str__(self) -> str:
        if self.kind == "environment":
            return f"environment, {self.name}"
        if self.kind == ".env":
            return f".env, {self.name}"
        return self.name or self.kind

    def remedy(self, setting: str) -> str:
        """How to correct a value that came from here."""
        if self.kind == "summarizer.toml":
            return f"correct {setting} in {self.name}"
        if self.kind in {"environment", ".env"}:
            return f"correct {self.name} in {'the environment' if self.kind == 'environment' else '.env'}"
        return f"correct the argument or SUMMARIZER_{setting.upper()}"


DEFAULT: Final = Origin("default")


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is given, as it was written: nothing is checked yet."""

    values: dict[str, Any]
    """Values by setting; what nobody gives is not there. Never a key."""
    origins: dict[str, Origin]
    """What gave each of them."""
    output: dict[str, str]
    """The same for the names in `OUTPUT`."""
    config: ConfigFile | None
    """The file of settings that was read."""
    key: str | None = field(default=None, repr=False)
    """The key that belongs to the server which will be asked."""
    key_origin: Origin | None = None
    unused_keys: tuple[str, ...] = ()
    """Variables that hold a key which is not sent to the address that a file gives."""
    ignored: tuple[str, ...] = ()
    """Variables that are named like settings and are none, each with its place and the nearest name."""

    def origin(self, setting: str) -> Origin:
        """What gave a setting its value."""
        return self.origins.get(setting, DEFAULT)

    def refuse_lures(self) -> None:
        """Raise `ConfigError` where a file that was only found would decide what is sent or where.

        Nothing is sent where the built-in rules are asked for, so nothing is refused there.
        """
        if self.values.get("engine") == "rules":
            return
        for name in self.values:
            origin = self.origin(name)
            if self.config and not self.config.named and origin.kind == "summarizer.toml":
                self.config.refuse_unless_harmless(name)


def gather(
    names: Collection[str],
    *,
    paths: Collection[str],
    environ: Mapping[str, str] | None,
    dotenv: Path | None,
    config: Path | Literal["find"] | None,
    arguments: Mapping[str, Any],
) -> Gathered:
    """Everything that is given for the settings `names`, of which `paths` are paths, and for `OUTPUT`.

    `config` is a file of settings; "find" is the one that `SUMMARIZER_CONFIG` names, or else one found in the working
    directory or above. Raises `ConfigError` for a file that cannot be read or names what it may not.
    """
    environ = os.environ if environ is None else environ
    written = _dotenv(dotenv)
    if "api_key" in arguments:
        raise ConfigError(
            "a key is not an argument", remedy="set SUMMARIZER_API_KEY in the environment or .env"
        )
    settable = [name for name in names if name != "api_key"]
    if config == FIND and (named := environ.get("SUMMARIZER_CONFIG")):
        config = Path(named).expanduser()
    file = open_config(config, names=(*settable, *OUTPUT), paths=paths)
    values: dict[str, Any] = {}
    origins: dict[str, Origin] = {}

    def put(name: str, value: Any, kind: Kind, source: str | None = None) -> None:
        values[name], origins[name] = value, Origin(kind, source)

    if cache_home := environ.get("XDG_CACHE_HOME"):
        put("cache_dir", Path(cache_home) / "diplomatic-summarizer", "environment", "XDG_CACHE_HOME")
    if file is not None:
        for name, value in file.values.items():
            put(name, value, "summarizer.toml", str(file.path))
    sources: tuple[tuple[Kind, Mapping[str, str]], ...] = ((".env", written), ("environment", environ))
    for name in (*settable, *OUTPUT):
        for kind, source in sources:
            if value := source.get(variable := f"SUMMARIZER_{name.upper()}"):
                put(name, value, kind, variable)
    for name, value in arguments.items():
        if value is not None:
            put(name, value, "option")
    provider = str(values.get("model") or "").partition("/")[0]
    if provider == "openai" and "base_url" not in values:
        for kind, source in sources:
            if value := source.get("OPENAI_BASE_URL"):
                put("base_url", value, kind, "OPENAI_BASE_URL")
    ignored = _ignored(names, sources)
    for told in ignored:
        log.warning(told)
    key, key_origin, unused = _key(provider, origins.get("base_url"), environ, written)
    return Gathered(
        values={name: value for name, value in values.items() if name not in OUTPUT},
        origins=origins,
        output={name: str(values[name]) for name in OUTPUT if name in values},
        config=file,
        key=key,
        key_origin=key_origin,
        unused_keys=unused,
        ignored=ignored,
    )


def _ignored(names: Collection[str], sources: Iterable[tuple[Kind, Mapping[str, str]]]) -> tuple[str, ...]:
    """A line for each variable that begins as this program's own and names nothing that there is."""
    known = [name.upper() for name in (*names, *OUTPUT, *OTHERS)]
    found = []
    for kind, source in sources:
        for name in sorted(source):
            if not name.upper().startswith(PREFIX) or name.removeprefix(PREFIX) in known:
                continue
            near = get_close_matches(name.upper().removeprefix(PREFIX), known, n=2, cutoff=0.6)
            meant = " or ".join(f"{PREFIX}{each}" for each in near)
            remedy = f"did you mean {meant}?" if near else "summarizer doctor lists the settings"
            found.append(f"{name} ({kind}) is ignored: there is no such setting; {remedy}")
    return tuple(found)


def keys(environ: Mapping[str, str] | None, dotenv: Path | None) -> tuple[str, ...]:
    """The values of all keys that the environment and `.env` hold, whoever they belong to: so that none is shown."""
    try:
        written = _dotenv(dotenv)
    except ConfigError:
        written = {}
    sources = (os.environ if environ is None else environ, written)
    return tuple(v for source in sources for name, v in source.items() if name.upper().endswith("API_KEY"))


def _dotenv(path: Path | None) -> dict[str, str]:
    if path is None or not path.is_file():
        return {}
    from dotenv import dotenv_values

    try:
        written = dotenv_values(path, interpolate=False, encoding="utf-8-sig")
    except (OSError, ValueError) as error:  # the cause may repeat what the file says: only its kind is told
        raise ConfigError(
            f"cannot be read ({type(error).__name__})", subject=str(path), remedy="save it as UTF-8 text"
        ) from None
    return {name: value for name, value in written.items() if value}


def _key(
    provider: str, address: Origin | None, environ: Mapping[str, str], written: Mapping[str, str]
) -> tuple[str | None, Origin | None, tuple[str, ...]]:
    """The key that belongs to the server which will be asked, what gave it, and the variables that were passed over.

    A named provider's own key goes to that provider's address only. `OPENAI_API_KEY` also goes to an address
    that the user gives, as every client of OpenAI's protocol does. But an address that a file gives draws no such key
    out of the environment: a `.env` gets keys from itself only, and a `summarizer.toml` only `SUMMARIZER_API_KEY`,
    which is this program's own.
    """
    names = ["SUMMARIZER_API_KEY"]
    if address is None:
        names += PROVIDER_KEYS.get(provider, ())
    elif provider == "openai" or provider not in PROVIDER_KEYS:
        names += PROVIDER_KEYS["openai"]
    kind = address.kind if address else None
    allowed = names[:1] if kind == "summarizer.toml" else names
    sources: tuple[tuple[Kind, Mapping[str, str]], ...] = (("environment", environ), (".env", written))
    if kind == ".env":
        sources = sources[1:]
    for name in allowed:
        for where, source in sources:
            if value := source.get(name):
                return value, Origin(where, name), ()
    passed_over = [name for name in names if environ.get(name) or written.get(name)]
    return None, None, tuple(passed_over)
