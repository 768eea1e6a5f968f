"""A bar on standard error for work that takes long, where somebody looks at a terminal; else nothing."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from summarizer.cli.terminal import coloured, watched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def progress(total: int, what: str, *, quiet: bool) -> Iterator[Callable[[float], None] | None]:
    """Something to call after each of `total` pieces of work, with the money spent so far; None where nobody looks."""
    if quiet or total < 2 or not watched(sys.stderr):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True, no_color=not coloured(sys.stderr))
    with Progress(*columns, TextColumn("{task.fields[spent]}"), console=console, transient=True) as bar:
        task = bar.add_task(what, total=total, spent="")

        def done(cost: float) -> None:
            bar.update(task, advance=1, spent=f"cost {cost:.4f}" if cost else "")

        yield done
