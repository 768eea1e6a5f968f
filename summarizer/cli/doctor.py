"""`summarizer doctor`: what is configured, what would run, and whether it can."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli import options
from summarizer.cli.terminal import DONE, FAILED, show, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.doctor import Check, Examination

_MARKS = {True: "ok", False: "FAILS", None: "-"}


def doctor(
    context: typer.Context,
    engine: options.Engine = None,
    model: options.Model = None,
    base_url: options.BaseUrl = None,
    mode: options.Mode = None,
    prompts: options.Prompts = None,
    record: options.Record = None,
    replay: options.Replay = None,
    config: options.Config = None,
    max_cost: options.MaxCost = None,
    offline: Annotated[bool, typer.Option("--offline", help="Connect to nothing.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Write what was found as JSON.", rich_help_panel=options.OUTPUT)
    ] = False,
    verbose: options.Verbose = False,
    quiet: options.Quiet = False,
) -> None:
    """Tell what is configured and what would run.

    Takes the options of brief and reads nothing. Told are the engine that would run, why, and whether it can; each
    setting with its value and origin; extras; folders; and whether the server of the model answers, which is asked for
    its models, four seconds at most, without key or text. No character of a key is ever shown.

    Examples:

      summarizer doctor

      summarizer doctor --model ollama/qwen3

      summarizer doctor --offline --json

    Exit codes: 0 the run that would happen can run; 1 it cannot, and what would help is told; 2 wrong usage.
    """
    from summarizer.doctor import examine

    with told(context, quiet=quiet, verbose=verbose):
        given = options.given(
            engine=engine,
            model=model,
            base_url=base_url,
            mode=mode,
            prompts=prompts,
            record=record,
            replay=replay,
            max_cost=max_cost,
        )
        found = examine(config=config or "find", offline=offline, **given)
        show(_json(found) if as_json else "\n".join(_page(found)) + "\n")
    raise typer.Exit(DONE if found.ok else FAILED)


def _json(found: Examination) -> str:
    import json

    return json.dumps({"ok": found.ok, **asdict(found)}, ensure_ascii=False, indent=1) + "\n"


def _page(found: Examination) -> Iterator[str]:
    from summarizer.rendering.escape import plain

    reads = {"llm": "a language model", "rules": "the built-in rules", None: "nothing"}[found.engine]
    yield f"summarizer {found.version}, Python {found.python}, {found.system}"
    yield f"would read with {reads}: {plain(found.why)}"
    yield f"file of settings: {plain(found.config or 'none')}"
    yield f"key: {plain(found.key)}"
    yield from ("", "Checks", *_laid_out([_check(check) for check in found.checks]))
    settings = [(s.name, "none" if s.value is None else s.value, s.origin) for s in found.settings]
    yield from ("", "Settings", *_laid_out(settings))
    if found.ignored:
        yield from ("", "Ignored", *(f"  {plain(told)}" for told in found.ignored))
    yield from ("", "Places")
    yield from _laid_out(
        [
            (
                place.name,
                place.path,
                ("" if place.exists else "not there, ") + ("writable" if place.writable else "not writable"),
            )
            for place in found.places
        ]
    )
    yield from ("", "Extras")
    yield from _laid_out(
        [
            (extra.name, "installed" if extra.installed else f"needs {', '.join(extra.missing)}")
            for extra in found.extras
        ]
        or [("none", "the package is not installed, so its extras are not known")]
    )


def _check(check: Check) -> tuple[str, str, str]:
    return check.name, _MARKS[check.ok], f"{check.told}; {check.remedy}" if check.remedy else check.told


def _laid_out(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Rows in columns as wide as what they hold; a column that is very wide in one row does not widen the others."""
    from summarizer.rendering.escape import plain

    shown = [tuple(plain(cell) for cell in row) for row in rows]
    widths = [min(max(len(row[i]) for row in shown), 48) for i in range(len(shown[0]) - 1)]
    for row in shown:
        yield "  " + "  ".join([*(cell.ljust(w) for cell, w in zip(row, widths, strict=False)), row[-1]])
