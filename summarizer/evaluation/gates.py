"""Gates: what a run must reach, from a TOML file (evals/gates.toml).

[hard]
ungrounded = 0            # pieces of evidence that do not stand in their source
failure_rate = 0.0        # share of articles that could not be read

[floors.rules.dev]        # lower bounds of 95 % intervals, in points, by system and split
"positions, strict" = 28

[regression]              # against the baseline, case by case
alpha = 0.05              # after Holm's correction over the headline fields
largest_drop = 3.0        # points; a larger one fails whatever the test says
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from summarizer.errors import GoldError
from summarizer.evaluation.counts import FACTS, FIELDS, total
from summarizer.evaluation.records import by_case, failure_rate
from summarizer.evaluation.statistics import interval

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from summarizer.evaluation.records import Record
    from summarizer.evaluation.statistics import Comparison


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Hard(_Strict):
    """Gates without a margin."""

    ungrounded: int | None = Field(default=None, ge=0)
    failure_rate: float | None = Field(default=None, ge=0, le=1)


class Regression(_Strict):
    """When a run is worse than its baseline."""

    alpha: float = Field(default=0.05, gt=0, lt=1)
    largest_drop: float = Field(default=5.0, gt=0)


class Gates(_Strict):
    """All gates of a file."""

    hard: Hard = Hard()
    floors: dict[str, dict[str, dict[str, float]]] = {}
    regression: Regression | None = None


ALWAYS = Gates(hard=Hard(ungrounded=0))
"""What holds without a file: evidence stands in its source."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A gate and whether the run passed it."""

    gate: str
    passed: bool
    told: str
    """What was asked and what was reached."""


def load(path: Path) -> Gates:
    """The gates of a file. Raises `GoldError` naming what is wrong in it."""
    try:
        gates = Gates.model_validate(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        raise GoldError(
            f"cannot be read ({error.strerror or error})", subject=str(path), remedy="correct --gates"
        ) from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise GoldError(f"{where}: {first['msg']}", subject=str(path), remedy="see evals/README.md") from None
    except ValueError as error:
        raise GoldError(f"not TOML: {error}", subject=str(path), remedy="correct it") from None
    known = {*FIELDS, *FACTS}
    for system, splits in gates.floors.items():
        for split, floors in splits.items():
            for name in floors:
                if name not in known:
                    raise GoldError(
                        f"floors.{system}.{split}: there is no field {name!r}",
                        subject=str(path),
                        remedy=f"use one of {', '.join(sorted(known))}",
                    )
    return gates


def judge(
    gates: Gates, found: Sequence[Record], compared: Sequence[Comparison] | None
) -> tuple[Verdict, ...]:
    """A verdict on every gate that concerns the run; `compared` is its comparison with the baseline."""
    verdicts = [*_hard(gates.hard, found)]
    system = found[0].system if found else ""
    for split, floors in gates.floors.get(system, {}).items():
        records = [record for record in found if record.split == split]
        if not records:
            continue
        cases = list(by_case(records).values())
        for name, floor in floors.items():
            reached = interval(cases, name)
            low = 100 * reached.low if reached else 0.0
            verdicts.append(
                Verdict(
                    f"floor of {name}, {split}",
                    low >= floor,
                    f"at least {floor:g} asked of the interval's lower bound, {low:.1f} reached",
                )
            )
    if gates.regression is not None and compared is not None:
        verdicts += [_no_regression(gates.regression, each) for each in compared]
    return tuple(verdicts)


def _hard(hard: Hard, found: Sequence[Record]) -> list[Verdict]:
    verdicts = []
    if hard.ungrounded is not None:
        cited = total(record.counts for record in found).facts.get("evidence grounded")
        wrong = cited.asked - cited.right if cited else 0
        verdicts.append(
            Verdict(
                "ungrounded evidence",
                wrong <= hard.ungrounded,
                f"at most {hard.ungrounded} claims, {wrong} found",
            )
        )
    if hard.failure_rate is not None:
        rate = failure_rate(found)
        verdicts.append(
            Verdict(
                "failure rate",
                rate <= hard.failure_rate,
                f"at most {hard.failure_rate:.1%} of the articles, {rate:.1%} failed",
            )
        )
    return verdicts


def _no_regression(rule: Regression, compared: Comparison) -> Verdict:
    drop = -100 * compared.difference
    worse = drop > 0 and (compared.adjusted < rule.alpha or drop > rule.largest_drop)
    return Verdict(
        f"no regression of {compared.name}",
        not worse,
        f"{100 * compared.before:.1f} before, {100 * compared.after:.1f} now, p {compared.adjusted:.3f} after Holm",
    )
