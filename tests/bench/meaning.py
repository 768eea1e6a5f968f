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


def expressions() -> Iterator[tuple[Any, str]]:
    """Every expression that a module of the rules keeps, as module and name."""
    for found in pkgutil.iter_modules(rules.__path__):
        module = importlib.import_module(f"{rules.__name__}.{found.name}")
        for name, value in sorted(vars(module).items()):
            if isinstance(value, (re.Pattern, Wording)) and name.lstrip("_").isupper():
                yield module, name


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
    for module, name in expressions():
        label = f"{module.__name__.rpartition('.')[2]}.{name.lstrip('_').lower()}"
        if given.module and not label.startswith(f"{given.module}."):
            continue
        kept = getattr(module, name)
        never = Wording(NEVER) if isinstance(kept, Wording) else re.compile(NEVER)
        setattr(module, name, never)
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
