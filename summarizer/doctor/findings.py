"""What an examination finds: settings with their origins, extras, places, and checks of the run that would happen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Literal


@dataclass(frozen=True, slots=True)
class Shown:
    """A setting as it may be shown."""

    name: str
    value: str | None
    origin: str


@dataclass(frozen=True, slots=True)
class Extra:
    """An optional part of the package."""

    name: str
    installed: bool
    missing: tuple[str, ...]
    """Distributions that it needs and that are not installed."""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder or file that a run uses."""

    name: str
    path: str
    exists: bool
    writable: bool


@dataclass(frozen=True, slots=True)
class Check:
    """One question about the run that would happen."""

    name: str
    ok: bool | None
    """Null: not asked."""
    told: str
    remedy: str | None = None


@dataclass(frozen=True, slots=True)
class Examination:
    """Everything that was found."""

    version: str
    python: str
    system: str
    config: str | None
    """The file of settings that was read."""
    engine: Literal["llm", "rules"] | None
    """What would read; null where the settings allow nothing."""
    why: str
    key: str
    """Whether there is a key and where from; never the key."""
    settings: tuple[Shown, ...]
    ignored: tuple[str, ...]
    """Variables that are named like settings and are none, each with the nearest name."""
    extras: tuple[Extra, ...]
    places: tuple[Place, ...]
    checks: tuple[Check, ...]

    @property
    def ok(self) -> bool:
        """Whether the run that would happen can run."""
        return all(check.ok is not False for check in self.checks)
