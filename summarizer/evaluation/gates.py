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

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from summarizer.configfile import parse_toml
from summarizer.errors import GoldError, cause_of
from summarizer.evaluation.counts import FACTS, FIELDS, HEADLINE, total
from summarizer.evaluation.records import NO_SPLIT, by_case, failure_rate
from summarizer.evaluation.statistics import compare, interval

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from summarizer.evaluation.baseline import Baseline
    from summarizer.evaluation.records import Record
    from summarizer.evaluation.statistics import Comparison


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Hard(_Strict):
    """Gates without a margin."""

    ungrounded: int | None = Field(default=0, ge=0)
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
        gates = Gates.model_validate(parse_toml(path.read_text("utf-8")))
    except OSError as error:
        raise GoldError(
            f"cannot be read ({cause_of(error)})", subject=str(path), remedy="correct --gates"
        ) from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise GoldError(f"{where}: {first['msg']}", subject=str(path), remedy="see evals/README.md") from None
    except ValueError as error:
        raise GoldError(f"not TOML: {error}", subject=str(path), remedy="correct it") from None
    for system, splits in gates.floors.items():
        for split, floors in splits.items():
            _check(path, f"floors.{system}", "split", split, _SPLITS)
            for name, floor in floors.items():
                _check(path, f"floors.{system}.{split}", "field", name, {*FIELDS, *FACTS})
                if not 1 <= floor <= 100:
                    raise GoldError(
                        f"floors.{system}.{split}: {name} is to reach {floor:g}",
                        subject=str(path),
                        remedy="give floors in points, 1 to 100",
                    )
    return gates


_SPLITS: Final = frozenset({"dev", "test", NO_SPLIT})


def _check(path: Path, where: str, what: str, name: str, known: AbstractSet[str]) -> None:
    if name not in known:
        raise GoldError(
            f"{where}: there is no {what} {name!r}",
            subject=str(path),
            remedy=f"use one of {', '.join(sorted(known))}",
        )


def judge(gates: Gates, found: Sequence[Record], baseline: Baseline | None = None) -> tuple[Verdict, ...]:
    """A verdict on every gate that concerns the run. One that cannot be judged is not passed."""
    verdicts = [*_hard(gates.hard, found)]
    system = found[0].system if found else ""
    if gates.floors and system not in gates.floors:
        verdicts.append(
            Verdict(f"floors of {system}", False, f"the file has floors of {', '.join(gates.floors)} only")
        )
    for split, floors in gates.floors.get(system, {}).items():
        records = [record for record in found if (record.split or NO_SPLIT) == split]
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
    if gates.regression is not None:
        verdicts += _no_regression(gates.regression, found, baseline)
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


def _no_regression(rule: Regression, found: Sequence[Record], baseline: Baseline | None) -> Iterator[Verdict]:
    """A verdict for each split and headline field; the splits apart, so that one's gain hides no loss of the other's."""
    if baseline is None:
        yield Verdict("no regression", False, "no baseline was given to compare with")
        return
    for split in sorted({record.split or NO_SPLIT for record in found}):
        cases = by_case(record for record in found if (record.split or NO_SPLIT) == split)
        compared = compare(baseline.cases, cases, HEADLINE)
        if not compared:
            yield Verdict(f"no regression, {split}", False, "the baseline has none of these cases and labels")
        for each in compared:
            yield _judged(rule, each, split)


def _judged(rule: Regression, each: Comparison, split: str) -> Verdict:
    drop = -100 * each.difference
    told = (
        f"{100 * each.before:.1f} before, {100 * each.after:.1f} now on {each.cases} cases, "
        f"p {each.adjusted:.3f} after Holm"
    )
    if drop > rule.largest_drop:
        told += f"; a drop of more than {rule.largest_drop:g} points fails even by chance"
    passed = drop <= 0 or (each.adjusted >= rule.alpha and drop <= rule.largest_drop)
    return Verdict(f"no regression of {each.name}, {split}", passed, told)
