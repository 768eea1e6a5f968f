"""Remembering what short words came to: those of an article come again and again, and long texts are not kept."""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., Any]")

LONGEST: Final = 1_000
"""Code points of texts that are remembered."""


def remembered(most: int) -> Callable[[F], F]:
    """Remember the last `most` results of a pure function of texts, so that they take a few megabytes at most."""

    def wrapping(function: F) -> F:
        known = lru_cache(most)(function)

        @wraps(function)
        def of(text: str, *more: str) -> Any:
            return known(text, *more) if len(text) <= LONGEST else function(text, *more)

        return cast("F", of)

    return wrapping
