"""What a run at batch prices may still hand in: each request reserves what it may take, until its answer tells.

A batch cannot be stopped half way, so a limit is looked at before a request goes into one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.corpus.batchstate import Settled
    from summarizer.engines.llm.prices import Price
    from summarizer.settings import Settings

_ENOUGH: Final = 30
"""Answers after which their own length tells how long others will be."""
_MARGIN: Final = 2.0
"""Times the mean length that is reserved then: a whole batch of answers hardly passes it."""


class Allowance:
    """The limits of a run. What was handed in before it counts where it is still unanswered."""

    def __init__(
        self, settings: Settings, price: Price | None, longest: int, pending: Iterable[tuple[int, int]]
    ) -> None:
        """`longest` is the longest answer in tokens, `pending` the tokens reserved for each unanswered request."""
        self._settings = settings
        self._price = price
        self._longest = longest
        self._requests = self._tokens = 0
        self._cost = 0.0
        self._answers = self._answered_tokens = 0
        self.short: str | None = None
        """The limit that kept the last request back, if one did."""
        for reserved in pending:
            self._add(*reserved)

    @property
    def limited(self) -> bool:
        """Whether there is a limit that asks for an estimate of tokens."""
        return self._settings.max_cost is not None or self._settings.max_run_tokens is not None

    @property
    def answer_tokens(self) -> int:
        """Tokens to reserve for an answer: the longest there may be, or after some answers twice their mean."""
        if self._answers < _ENOUGH:
            return self._longest
        return min(self._longest, round(_MARGIN * self._answered_tokens / self._answers))

    def reserve(self, tokens_in: int, tokens_out: int) -> bool:
        """Reserve a request, unless a limit forbids it."""
        settings = self._settings
        cost = self._cost + self._priced(tokens_in, 0, tokens_out)
        for what, amount, limit in (
            ("requests", self._requests + 1, settings.max_run_requests),
            ("tokens", self._tokens + tokens_in + tokens_out, settings.max_run_tokens),
            ("money", cost, settings.max_cost),
        ):
            if limit is not None and amount > limit:
                self.short = (
                    f"the next request might pass the limit of the run's {what} ({limit:g}); raise it"
                )
                return False
        self._add(tokens_in, tokens_out)
        return True

    def settle(self, each: Settled) -> None:
        """Put what a request took in the place of what was reserved; one without an answer took nothing."""
        if each.used is None and each.answered:
            return  # nobody tells: the reserve stands
        self._requests -= not each.answered
        self._tokens -= each.tokens_in + each.tokens_out
        self._cost -= self._priced(each.tokens_in, 0, each.tokens_out)
        if each.used is not None:
            self._tokens += each.used.input + each.used.output
            self._cost += self._priced(*each.used)
            self._answers += 1
            self._answered_tokens += each.used.output

    def _add(self, tokens_in: int, tokens_out: int) -> None:
        self._requests += 1
        self._tokens += tokens_in + tokens_out
        self._cost += self._priced(tokens_in, 0, tokens_out)

    def _priced(self, tokens_in: int, cached: int, tokens_out: int) -> float:
        if self._price is None:
            return 0.0
        return self._price.cost(tokens_in=tokens_in, tokens_cached=cached, tokens_out=tokens_out)
