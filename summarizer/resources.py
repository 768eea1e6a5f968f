"""Where the text and data that people edit are: prompts/, schemas/ and evals/.

In a wheel they lie inside the package; in an editable install and in a bare clone beside it.
"""

from __future__ import annotations

from pathlib import Path

from summarizer.errors import ConfigError

_PACKAGE = Path(__file__).resolve().parent


def directory(name: str) -> Path:
    """The folder called `name`: prompts, schemas or evals. Raises `ConfigError` where it is missing."""
    inside = _PACKAGE / name
    if inside.is_dir():
        return inside
    beside = _PACKAGE.parent / name
    # Without the project file the parent is somebody's site-packages, whose `schemas` would be another's.
    if beside.is_dir() and (_PACKAGE.parent / "pyproject.toml").is_file():
        return beside
    raise ConfigError(
        f"the folder {name} is missing from this installation",
        subject=str(_PACKAGE),
        remedy="install the package again",
    )


def data(name: str) -> Path:
    """A file that is shipped as data of the package, such as the price table."""
    return _PACKAGE / "data" / name
