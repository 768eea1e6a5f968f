"""What models cost, from a table that users edit. A price that it lacks is unknown, never guessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from summarizer import resources
from summarizer.configfile import parse_toml
from summarizer.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Price:
    """Prices of a million tokens, in the table's currency."""

    input: float
    output: float
    cached_input: float

    def cost(self, *, tokens_in: int, tokens_cached: int, tokens_out: int) -> float:
        """Cost of an answer; `tokens_cached` is the part of `tokens_in` that the provider had in its cache.

        >>> Price(input=2.0, output=8.0, cached_input=0.5).cost(
        ...     tokens_in=1_000_000, tokens_cached=400_000, tokens_out=100_000)
        2.2
        """
        fresh = max(tokens_in - tokens_cached, 0)
        return (fresh * self.input + tokens_cached * self.cached_input + tokens_out * self.output) / _MILLION


def price_of(model: str, *, table: Path | None = None, batched: bool = False) -> Price | None:
    """The price of `model` in the table, or None where it is not listed.

    `batched` asks for the price of requests in batches, which the table tells by a factor for each provider; a table
    without `[batch]` has the factors of the one shipped. Raises `ConfigError` for a table that cannot be read or an
    entry that is not a price.
    """
    path = table or resources.data("prices.toml")
    try:
        told = parse_toml(path.read_text(encoding="utf-8"))
        models: dict[str, Any] = told.get("models", {})
        entry = models.get(model)
        factor = _factor(model, told) if batched else 1.0
        if entry is None or factor is None:
            return None
        price = Price(
            input=factor * float(entry["input"]),
            output=factor * float(entry["output"]),
            cached_input=factor * float(entry.get("cached_input", entry["input"])),
        )
    except (OSError, UnicodeDecodeError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ConfigError(
            f"the price table cannot be used ({type(error).__name__}: {error})",
            subject=str(path),
            remedy='compare it with the one shipped: [models."provider/model"] with input and output',
        ) from None
    if min(price.input, price.output, price.cached_input) < 0:
        raise ConfigError(f"a price of {model} is below zero", subject=str(path), remedy="correct the table")
    return price


def _factor(model: str, told: dict[str, Any]) -> float | None:
    """What part of a price a request in a batch costs, or None where the provider has no such price."""
    if "batch" not in told:
        told = parse_toml(resources.data("prices.toml").read_text(encoding="utf-8"))
    factor = told["batch"].get(model.partition("/")[0])
    return None if factor is None else float(factor)
