"""What a part of the hostile tests came to."""

from __future__ import annotations

from typing import NamedTuple


class Part(NamedTuple):
    """How many attacks were tried, how many were survived, and what went wrong."""

    name: str
    tried: int
    survived: int
    seconds: float
    failures: tuple[str, ...]
