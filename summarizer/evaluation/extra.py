"""What scoring needs beyond the package itself: the extra called eval."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec

from summarizer.errors import ConfigError


@cache
def check() -> None:
    """Raise `ConfigError` where scipy, which brings numpy, is not installed."""
    if find_spec("scipy") is None:
        raise ConfigError(
            "scoring needs an extra that is not installed", remedy="pip install 'diplomatic-summarizer[eval]'"
        )
