"""`summarizer eval`: score an engine on cases labelled by hand, hold the score to gates, write reports."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarizer.cli import options
from summarizer.cli.help import Command, Group
from summarizer.cli.progress import progress
from summarizer.cli.terminal import DONE, FAILED, INCOMPLETE, say, show, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.evaluation.baseline import Baseline
    from summarizer.evaluation.cases import Case
    from summarizer.evaluation.gates import Verdict
    from summarizer.evaluation.records import Record
    from summarizer.evaluation.reports.summary import Summary

app = typer.Typer(
    cls=Group,
    invoke_without_command=True,
    rich_markup_mode=None,
)


class SplitName(StrEnum):
    """The halves of the cases."""

    dev = "dev"
    test = "test"


@app.callback()
def evaluate(
    context: typer.Context,
    gold: Annotated[
        Path | None, typer.Option(help="Folder of gold cases.", show_default="the cases shipped")
    ] = None,
    split: Annotated[
        SplitName | None, typer.Option(help="Only the cases of this half.", show_default="all cases")
    ] = None,
    engine: options.Engine = None,
    model: options.Model = None,
    base_url: options.BaseUrl = None,
    prompts: options.Prompts = None,
    repeats: Annotated[int, typer.Option(min=1, help="How often each case is read.")] = 1,
    record: options.Record = None,
    replay: options.Replay = None,
    config: options.Config = None,
    log: Annotated[
        Path | None, typer.Option(help="File for one JSON line a case and repeat, written as they are done.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the cases that --log does not have yet.")
    ] = False,
    max_cost: options.MaxCost = None,
    baseline: Annotated[
        Path | None, typer.Option(help="Baseline, or the log of another run, to compare with.")
    ] = None,
    gates: Annotated[
        Path | None, typer.Option(help="TOML file of what must be reached (evals/gates.toml).")
    ] = None,
    report: Annotated[
        list[Path] | None,
        typer.Option(
            help="File to write a report into: .md, .html, .json or .xml (JUnit). May be given again."
        ),
    ] = None,
    benchmarks: Annotated[
        Path | None, typer.Option(help="Folder of public data sets to score the built-in rules on as well.")
    ] = None,
    annotate: Annotated[
        bool, typer.Option("--annotate", help="Say failed gates as annotations of a GitHub workflow.")
    ] = False,
    verbose: options.Verbose = False,
    quiet: options.Quiet = False,
) -> None:
    """Score an engine on cases labelled by hand.

    Examples:

      summarizer eval --engine rules --gates evals/gates.toml --baseline evals/baselines/rules.json

      summarizer eval --gold my/cases --model openai/gpt-5-mini --repeats 3 --log run.jsonl --resume

      summarizer eval --replay evals/recordings/NAME --split dev --report report.html --report summary.md

    Exit codes: 0 passed; 1 a gate failed; 2 wrong usage or a broken gold case; 3 incomplete: articles could not be
    read, or the money was spent.
    """
    if context.invoked_subcommand is not None:
        return
    given = options.given(
        engine=engine,
        model=model,
        base_url=base_url,
        prompts=prompts,
        record=record,
        replay=replay,
        max_cost=max_cost,
    )
    with told(context, quiet=quiet, verbose=verbose):
        code = _evaluate(
            gold,
            split.value if split else None,
            given,
            config=config,
            repeats=repeats,
            log=log,
            resume=resume,
            baseline=baseline,
            gates=gates,
            reports=report or [],
            benchmarks=benchmarks,
            annotate=annotate,
            verbose=verbose,
            quiet=quiet,
        )
    raise typer.Exit(code)


def _evaluate(
    gold: Path | None,
    split: str | None,
    given: dict[str, Any],
    *,
    config: Path | None,
    repeats: int,
    log: Path | None,
    resume: bool,
    baseline: Path | None,
    gates: Path | None,
    reports: Sequence[Path],
    benchmarks: Path | None,
    annotate: bool,
    verbose: bool,
    quiet: bool,
) -> int:
    from dataclasses import replace

    from summarizer.errors import ConfigError
    from summarizer.evaluation import baseline as baselines
    from summarizer.evaluation import gates as gate_files
    from summarizer.evaluation.public.bench import measure
    from summarizer.evaluation.reports import forms, text
    from summarizer.evaluation.reports.summary import summarise
    from summarizer.evaluation.run import run
    from summarizer.files import write_text
    from summarizer.settings import Settings

    settings = Settings.load(config=config or "find", **given)
    _check_options(given, log=log, resume=resume)
    _check_files(log, reports, given=[path for path in (baseline, gates) if path is not None])
    rules = gate_files.load(gates) if gates else gate_files.ALWAYS
    before = baselines.load(baseline) if baseline else None
    cases = _cases(gold, split)
    if before is not None:
        before = _fitting(before, cases)
    with progress(len(cases) * repeats, "cases", quiet=quiet) as done:

        def tell(record: Record, cost: float) -> None:
            if done is not None:
                done(cost)
            if verbose:
                say(_record_line(record))

        result = run(cases, settings, repeats=repeats, log=log, resume=resume, progress=tell)
    if not result.records:
        raise ConfigError("no case was read", remedy="raise --max-cost")
    summary = summarise(cases, result.records, baseline=before, left=result.left)
    verdicts = gate_files.judge(rules, result.records, before)
    summary = replace(
        summary, verdicts=verdicts, public=tuple(measure(benchmarks)) if benchmarks is not None else ()
    )
    for path in reports:
        write_text(path, forms.report(summary, path))
    show(text.report(summary))
    if annotate:
        _annotate(verdicts)
    return _code(summary, tolerated=rules.hard.failure_rate is not None)


def _check_options(given: dict[str, Any], *, log: Path | None, resume: bool) -> None:
    """Refuse options that contradict each other."""
    from summarizer.errors import ConfigError

    if resume and log is None:
        raise ConfigError("--resume needs a file of records", remedy="give --log as well")
    if log is not None and log.exists() and log.stat().st_size and not resume:
        raise ConfigError(
            "there are records already", subject=str(log), remedy="give --resume to go on, or another --log"
        )
    if given["engine"] == "rules" and any(
        given[name] for name in ("model", "replay", "record", "base_url", "prompts")
    ):
        raise ConfigError(
            "the built-in rules ask no model", remedy="leave --engine rules out, or the options for a model"
        )


def _check_files(log: Path | None, reports: Sequence[Path], *, given: Sequence[Path]) -> None:
    """Refuse a log or report that cannot be written, or that would be written over another file of the run."""
    from summarizer.errors import ConfigError
    from summarizer.evaluation.reports import forms
    from summarizer.files import check_output

    if log is not None:
        check_output(log, sources=[str(path) for path in given if path != log])
    files = [*([log] if log else []), *given]
    for path in reports:
        forms.form_of(path)
        check_output(path, sources=[str(each) for each in files])
        if path in files:
            raise ConfigError(
                "it is another file of this run", subject=str(path), remedy="give another --report"
            )


def _cases(gold: Path | None, split: str | None) -> list[Case]:
    """The cases of a half, or all. Raises `GoldError` where there is none."""
    from summarizer.errors import GoldError
    from summarizer.evaluation.cases import load_cases
    from summarizer.resources import directory

    folder = gold or directory("evals") / "gold"
    cases = [case for case in load_cases(folder) if split is None or case.gold.split == split]
    if not cases:
        raise GoldError(f"no case of the split {split}", subject=str(folder), remedy="leave --split out")
    return cases


def _fitting(whole: Baseline, cases: Sequence[Case]) -> Baseline:
    """The part of a baseline that has the labels and documents of these cases; says what is left aside."""
    from summarizer.evaluation.run import stamp

    before = whole.fitting({case.gold.case: stamp(case) for case in cases})
    changed = {case.gold.case for case in cases} & (whole.cases.keys() - before.cases.keys())
    if changed:
        say(f"Not compared, since labels or documents have changed: {', '.join(sorted(changed))}")
    return before


def _code(summary: Summary, *, tolerated: bool) -> int:
    """The exit code; `tolerated`: a gate says how many articles may fail, and they did not exceed it."""
    if summary.left:
        return INCOMPLETE
    if not summary.passed:
        return FAILED
    return DONE if tolerated or not summary.failure_rate else INCOMPLETE


def _record_line(record: Record) -> str:
    """What reading one case took, and what of it failed."""
    cost = f", cost {record.cost:.4f}" if record.cost is not None else ""
    failed = (
        f", failed: {'; '.join(f'{doc}: {why}' for doc, why in record.failures)}" if record.failures else ""
    )
    return f"{record.case}: {record.seconds:.2f} s{cost}{failed}"


def _annotate(verdicts: Sequence[Verdict]) -> None:
    for verdict in verdicts:
        if not verdict.passed:
            say(f"::error title=summarizer eval::{verdict.gate}: {verdict.told}")


@app.command(cls=Command)
def bless(
    context: typer.Context,
    run: Annotated[Path, typer.Argument(help="The log of a run.", show_default=False)],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The baseline to write.", show_default=False)
    ],
    quiet: options.Quiet = False,
) -> None:
    """Make a run the baseline that later runs are compared with.

    Nothing else writes a baseline: a change that lowers a score has to say so with this command.

    Examples:

      summarizer eval --engine rules --log rules.jsonl

      summarizer eval bless rules.jsonl -o evals/baselines/rules.json

    Exit codes: 0 done; 2 wrong usage, or no log of a run.
    """
    from summarizer.evaluation import baseline, records
    from summarizer.files import check_output

    with told(context, quiet=quiet):
        check_output(output, sources=(str(run),))
        found = records.load(run)
        baseline.bless(found, output)
        if not quiet:
            say(f"{output}: {len({record.case for record in found})} cases of {found[0].system}")
