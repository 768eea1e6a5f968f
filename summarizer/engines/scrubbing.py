"""Keys taken out of whatever is shown or kept: errors, logs, recordings."""

from __future__ import annotations

import re
from typing import Final

_KEYS: Final = re.compile(
    r"\b(?:sk|pk|gsk|xai)[-_][\w*-]{12,300}|\bAIza[\w-]{20,80}|\bBearer +[\w.~+/=-]{16,400}"
)
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_SHORTEST: Final = 4
"""A shorter `secret` is a placeholder such as "none", which stands in ordinary words too."""


def scrubbed(text: str, secret: str = "") -> str:
    """`text` with `secret`, and whatever looks like somebody's key, replaced by `***`."""
    if len(secret) > _SHORTEST:
        text = text.replace(secret, "***")
    return _KEYS.sub("***", text)


def one_line(text: str, *, secret: str = "", limit: int = 300) -> str:
    """The start of a foreign text, fit for an error message: scrubbed, on one line, no control characters."""
    return _CONTROL.sub(" ", scrubbed(text[: limit * 4], secret)).strip()[:limit]
