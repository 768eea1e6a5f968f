"""What may be shown: addresses without their secrets, and any text without the keys that strayed into it."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")

MASK: Final = "***"
LEAST: Final = 8
"""Characters of the shortest key that is masked: servers of one's own are given words such as `ollama` and `EMPTY`,
which are no secrets and stand in names of models."""

_PREFIXED: Final = re.compile(
    r"(?<![A-Za-z0-9])(?:(?:sk|gsk|xai|nvapi|pplx)[-_][A-Za-z0-9_-]{8,}|hf_[A-Za-z0-9]{8,}|AIza[A-Za-z0-9_-]{16,})"
)
_RUN: Final = re.compile(r"[A-Za-z0-9_-]{20,}")
_UNBROKEN: Final = re.compile(r"[A-Za-z0-9]{20,}")
_CHANGES: Final = 0.33
"""Changes between lower case, upper case and digits, a character, from which a long name is no words: random letters and
digits have 0.4 to 0.6, names such as Meta-Llama-3-70B-Instruct-GPTQ-Int4 up to 0.25."""


def masked(address: str) -> str:
    """The address without user, password, query and fragment.

    >>> masked("https://me:pw@host.example:8443/v1?key=abc#x")
    'https://***@host.example:8443/v1?***'
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:  # a port that is no number, an open bracket
        return f"{MASK} (no address)"
    if not parts.scheme or not host:
        return f"{MASK} (no address)"
    at = f"{MASK}@" if "@" in parts.netloc else ""
    shown = f"[{host}]" if ":" in host else host
    query = f"?{MASK}" if parts.query else ""
    return f"{parts.scheme}://{at}{shown}{f':{port}' if port else ''}{parts.path}{query}"


def prefixed_keys(text: str) -> tuple[str, ...]:
    """What in a text begins as the keys of providers do.

    >>> prefixed_keys("http://localhost/sk-proj-5f3a9c/v1")
    ('sk-proj-5f3a9c',)
    """
    return tuple(_PREFIXED.findall(text))


def likely_keys(model: str) -> tuple[str, ...]:
    """What in the name of a model is rather a key: it begins as one, or is long and no words.

    >>> likely_keys("openai/Zk3vQ9tLm2Xw8RbY5cJd7HfN"), likely_keys("groq/llama-3.3-70b-versatile-instruct")
    (('Zk3vQ9tLm2Xw8RbY5cJd7HfN',), ())
    """
    runs = [] if model.startswith("gguf:") else _RUN.findall(model)
    return (*prefixed_keys(model), *(run for run in runs if _random(run)))


def _random(run: str) -> bool:
    unbroken = _UNBROKEN.search(run)
    if unbroken and re.search(r"\d", unbroken[0]) and re.search(r"[A-Za-z]", unbroken[0]):
        return True
    kinds = ["-" if c in "-_" else "0" if c.isdigit() else "A" if c.isupper() else "a" for c in run]
    changes = sum(a != b and "-" not in {a, b} for a, b in pairwise(kinds))
    return changes >= _CHANGES * len(run)


def without(found: T, secrets: Iterable[str]) -> T:
    """The same dataclass, tuple or text with every secret masked, however deep: also in another case, as in the name of
    a host, percent-encoded, and in parts where it was cut at slashes.
    """
    parts = {part for secret in secrets for part in (secret, *re.split(r"[/\\\s]", secret))}
    forms = {form for part in parts if len(part) >= LEAST for form in (part, quote(part, safe=""))}
    if not forms:
        return found
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    pattern = re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)

    def clean(value: Any) -> Any:
        if isinstance(value, str):
            return pattern.sub(MASK, value)
        if isinstance(value, tuple):
            return tuple(map(clean, value))
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{f.name: clean(getattr(value, f.name)) for f in fields(value)})
        return value

    cleaned: T = clean(found)
    return cleaned
