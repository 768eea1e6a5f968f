"""`make bench-rules`: what each rule of the built-in reader earns on the development cases.

Every expression of the rules is switched off in turn (it then matches nowhere), all development cases are read
again, and the change of F1 is printed. A rule whose absence changes nothing there is named apart: it has to earn its
place elsewhere, or go.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
from typing import TYPE_CHECKING, Any

from summarizer.engines import rules
from summarizer.engines.rules.wordings import Wording
from summarizer.evaluation.cases import load_cases
from summarizer.evaluation.counts import total
from summarizer.evaluation.run import run
from summarizer.settings import Settings
from tests.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.evaluation.cases import Case
    from summarizer.evaluation.counts import Counts

FIELDS = ("participants", "red lines", "positions", "positions, strict", "outcomes")
FACTS = ("date", "location", "meeting kind")
NEVER = r"(?!)"


def switches() -> Iterator[tuple[Any, str, str, Any]]:
    """Every expression that a module of the rules keeps: the module, the name, what to call it, and it switched off."""
    for found in pkgutil.iter_modules(rules.__path__):
        module = importlib.import_module(f"{rules.__name__}.{found.name}")
        for name, value in sorted(vars(module).items()):
            if name.lstrip("_").isupper():
                for inside, without in _without(value):
                    yield module, name, f"{found.name}.{name.lstrip('_').lower()}{inside}", without


def _without(value: Any) -> Iterator[tuple[str, Any]]:
    """A value with one of its expressions switched off, and where that stands in it."""
    if isinstance(value, Wording):
        yield "", Wording(NEVER)
    elif isinstance(value, re.Pattern):
        yield "", re.compile(NEVER)
    elif type(value) is dict:
        for key, each in value.items():
            for inside, without in _without(each):
                yield f"[{key}]{inside}", {**value, key: without}
    elif type(value) is tuple:
        for at, each in enumerate(value):
            for inside, without in _without(each):
                yield f"[{at}]{inside}", (*value[:at], without, *value[at + 1 :])


def scored(cases: Sequence[Case]) -> Counts:
    """The counts of all cases."""
    return total(record.counts for record in run(cases, Settings(engine="rules")).records)


def figures(counts: Counts) -> list[float]:
    """F1 and shares in points, in the order of the table."""
    f1 = [100 * (counts.fields[name].f1 or 0) for name in FIELDS]
    return f1 + [100 * (counts.facts[name].share or 0) for name in FACTS]


def main() -> None:
    """Print the table, the rule that earns most first."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.meaning", description=__doc__)
    parser.add_argument("--module", help="only the expressions of this module")
    given = parser.parse_args()
    cases = [case for case in load_cases(ROOT / "evals" / "gold") if case.gold.split == "dev"]
    whole = figures(scored(cases))
    rows: list[tuple[float, str, list[float]]] = []
    for module, name, label, without_it in switches():
        if given.module and not label.startswith(f"{given.module}."):
            continue
        kept = getattr(module, name)
        setattr(module, name, without_it)
        try:
            without = figures(scored(cases))
        except Exception as error:  # noqa: BLE001 - a rule that others lean on cannot be taken out alone
            print(f"{label}: cannot be switched off ({type(error).__name__})", flush=True)
            continue
        finally:
            setattr(module, name, kept)
        earned = [a - b for a, b in zip(whole, without, strict=True)]
        rows.append((sum(earned[: len(FIELDS)]), label, earned))
    print(f"| rule | {' | '.join((*FIELDS, *FACTS))} |\n|-|{'-:|' * len(whole)}")
    print(f"| all rules | {' | '.join(f'{figure:.1f}' for figure in whole)} |")
    for _, label, earned in sorted(rows, reverse=True):
        if any(abs(each) > 1e-9 for each in earned):
            print(f"| {label} | {' | '.join(f'{each:+.1f}' if each else '' for each in earned)} |")
    idle = [label for _, label, earned in sorted(rows) if not any(abs(each) > 1e-9 for each in earned)]
    print(f"\nNo change on these cases without: {', '.join(idle) or 'none'}.")


if __name__ == "__main__":
    main()
