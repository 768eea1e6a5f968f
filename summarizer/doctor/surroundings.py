"""What a run finds around it: the optional parts that are installed, and the folders and files that it uses."""

from __future__ import annotations

import os
import re
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Final

from summarizer import resources
from summarizer.doctor.findings import Extra, Place
from summarizer.errors import ConfigError

if TYPE_CHECKING:
    from summarizer.settings import Settings

DISTRIBUTION: Final = "diplomatic-summarizer"


def extras() -> tuple[Extra, ...]:
    """The extras that the package declares, and whether what they need is installed."""
    try:
        needs = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:  # a bare clone
        needs = []
    wanted: dict[str, list[str]] = {}
    for need in needs:
        extra = re.search(r"""extra\s*==\s*['"]([^'"]+)['"]""", need)
        name = re.match(r"[A-Za-z0-9._-]+", need)
        if extra and name:
            wanted.setdefault(extra[1], []).append(name[0])
    found = []
    for extra_name, names in sorted(wanted.items()):
        missing = tuple(name for name in names if not _installed(name))
        found.append(Extra(extra_name, not missing, missing))
    return tuple(found)


def _installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def places(settings: Settings) -> tuple[Place, ...]:
    """The folders and files that a run with these settings would use."""
    named: list[tuple[str, Path]] = []
    for name in ("prompts", "schemas", "evals"):
        try:
            named.append((name, resources.directory(name)))
        except ConfigError:
            named.append((name, Path(name)))
    if settings.prompts is not None:
        named.append(("your prompts", settings.prompts))
    named.append(("price table", settings.prices or resources.data("prices.toml")))
    named.append(("cache", _expanded(settings.cache_dir)))
    if settings.record is not None:
        named.append(("record", settings.record))
    if settings.replay is not None:
        named.append(("replay", settings.replay))
    return tuple(
        Place(name, str(path), exists=path.exists(), writable=writable(path)) for name, path in named
    )


def _expanded(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError:  # there is no such home
        return path


def writable(path: Path) -> bool:
    """Whether it can be written, or made where it is missing."""
    try:
        nearest = next(each for each in (path.absolute(), *path.absolute().parents) if each.exists())
    except (StopIteration, OSError, ValueError):
        return False
    return os.access(nearest, os.W_OK) and (nearest == path.absolute() or nearest.is_dir())
