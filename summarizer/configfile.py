"""`summarizer.toml`: settings that a project keeps beside its articles; how it is found, read and held in check."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from summarizer.errors import ConfigError, cause_of

if TYPE_CHECKING:
    from collections.abc import Collection

NAME: Final = "summarizer.toml"
FIND: Final = "find"
SIZE_LIMIT: Final = 100_000
"""Largest file of settings that is read, in bytes."""
LINE_LIMIT: Final = 4_000
"""Longest line of TOML that is read, in code points: names with thousands of dots cost the square of their number."""

HARMLESS: Final = frozenset(
    "engine mode temperature context_tokens threads max_output_tokens prompt repair timeout_s read_timeout_s "
    "max_attempts max_reasks max_requests max_run_requests max_run_tokens max_cost rpm tpm concurrency "
    "batch_size batch_poll_s cache format lang".split()
)
"""What a file that nobody named may set. The others decide where texts are sent, what is told to a model, and which
folders are read and written; a folder on another machine's share would do as well as an address."""


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """A file of settings."""

    path: Path
    values: dict[str, Any]
    """Settings by name; relative paths are counted from the file's folder."""
    named: bool
    """Whether the user named it, by option or variable; else it was found."""

    def refuse_unless_harmless(self, name: str) -> None:
        """Raise `ConfigError` where the setting may not come from a file that was only found."""
        if not self.named and name not in HARMLESS:
            raise ConfigError(
                f"{name} may stand only in a file that you name, since it decides where texts go or what a model is told",
                subject=str(self.path),
                remedy=f"look at it, then give --config {self.path}, or set SUMMARIZER_{name.upper()}",
            )


def open_config(
    config: Path | Literal["find"] | None, *, names: Collection[str], paths: Collection[str]
) -> ConfigFile | None:
    """The file `config`, or with "find" the nearest one, if there is one.

    `names` are the settings that it may hold, `paths` those of them that are paths. Raises `ConfigError` for a file
    that is missing though named, cannot be read, is no TOML, holds a key, or a name that is no setting.
    """
    path = found() if config == FIND else config
    if path is None:
        return None
    values = _read(path)
    for name in values:
        _check_name(path, name, names)
    return ConfigFile(
        path=path,
        values={name: _from(path.parent, name, value, paths) for name, value in values.items()},
        named=config != FIND,
    )


def found(start: Path | None = None, home: Path | None = None) -> Path | None:
    """The nearest `summarizer.toml`: in `start` (the working directory) or above it.

    The search ends at the root of the repository that holds `start`, or else at the user's home. Outside of both it
    does not climb at all: in `/tmp/x` nobody else's `/tmp/summarizer.toml` counts.
    """
    try:
        start = (start or Path.cwd()).resolve()
        home = (home or Path.home()).resolve()
    except (OSError, RuntimeError):  # the folder is gone; there is no home
        return None
    folders = [start, *start.parents]
    root = next((folder for folder in folders if (folder / ".git").exists()), None)
    top = root or (home if home in folders else start)
    for folder in folders[: folders.index(top) + 1]:
        if (path := folder / NAME).is_file():
            return path
    return None


def parse_toml(text: str) -> dict[str, Any]:
    """What a text says as TOML. Raises `ValueError` where it is none, or one whose depth is meant to do harm."""
    if max(map(len, text.split("\n"))) > LINE_LIMIT:
        raise ValueError(f"a line is longer than {LINE_LIMIT:,} characters")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
        if len(data) > SIZE_LIMIT:
            raise ConfigError(
                f"it is larger than {SIZE_LIMIT // 1_000} kB",
                subject=str(path),
                remedy="give a file of settings",
            )
        return parse_toml(data.decode("utf-8-sig"))  # some editors put a mark in front
    except FileNotFoundError:
        raise ConfigError("no such file of settings", subject=str(path), remedy="correct --config") from None
    except UnicodeDecodeError:
        raise ConfigError("it is no text", subject=str(path), remedy="save it as UTF-8") from None
    except (OSError, ValueError) as error:
        cause = cause_of(error)
        raise ConfigError(
            f"it cannot be read as TOML: {cause}",
            subject=str(path),
            remedy='write lines such as mode = "json"',
        ) from None


def _check_name(path: Path, name: str, names: Collection[str]) -> None:
    if name in names:
        return
    plain = name.strip().lower().replace("-", "_")
    if plain.endswith(("key", "token", "secret", "password")):
        raise ConfigError(
            f"{name} is a key, and files of settings are shared",
            subject=str(path),
            remedy="take it out; write SUMMARIZER_API_KEY=... into .env, which stays with you",
        )
    near = get_close_matches(plain.removeprefix("summarizer_"), sorted(names), n=2, cutoff=0.6)
    raise ConfigError(
        f"there is no setting {name!r}",
        subject=str(path),
        remedy=f"did you mean {' or '.join(near)}?" if near else "summarizer doctor lists the settings",
    )


def _expanded(path: str) -> Path:
    try:
        return Path(path).expanduser()
    except RuntimeError:  # there is no such user
        return Path(path)


def _from(folder: Path, name: str, value: Any, paths: Collection[str]) -> Any:
    """A value whose path, if it is one, is counted from `folder`."""
    if name in paths and isinstance(value, str):
        return folder / _expanded(value)
    if name == "model" and isinstance(value, str) and value.startswith("gguf:"):
        return f"gguf:{folder / _expanded(value.removeprefix('gguf:'))}"
    return value
