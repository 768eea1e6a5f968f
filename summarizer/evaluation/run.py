"""A run: every case of a folder through an engine, scored; what cannot be read scores as an empty brief."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import summarizer
from summarizer import prompting
from summarizer.api import briefs, read
from summarizer.engines.choose import chosen, opened
from summarizer.errors import BudgetExceeded, SummarizerError
from summarizer.evaluation import extra, records
from summarizer.evaluation.labelled import of_brief, of_gold
from summarizer.evaluation.labels import nothing
from summarizer.evaluation.records import Record
from summarizer.evaluation.score import score
from summarizer.waiting import as_ended

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from summarizer.engines.base import Engine
    from summarizer.evaluation.cases import Case
    from summarizer.models.brief import Brief
    from summarizer.settings import Settings


@dataclass(slots=True)
class Run:
    """What a run came to."""

    records: list[Record] = field(default_factory=list)
    left: int = 0
    """Cases and repeats that were not read: the money was spent."""

    @property
    def cost(self) -> float:
        """Money spent, as far as prices are known."""
        return sum(record.cost or 0.0 for record in self.records)


def run(
    cases: Sequence[Case],
    settings: Settings,
    *,
    repeats: int = 1,
    log: Path | None = None,
    resume: bool = False,
    progress: Callable[[Record, float], None] | None = None,
) -> Run:
    """Score all cases, `repeats` times each.

    Records go to `log` one by one. With `resume` those that it has already are not read again, if they are of the same
    labels, documents, package, model, server, prompts and recordings, and nothing failed. `progress` is told each new
    record and the money spent so far. `settings.max_cost` bounds the whole run, with what an earlier part of it spent:
    what is left then is not read, and a later run with `resume` and more money can go on.
    """
    extra.check()  # before anything is read and paid for
    result = Run()
    system, reader = system_of(settings), reader_of(settings)
    stamps = {case.gold.case: stamp(case) for case in cases}
    if resume and log is not None and log.exists():
        result.records = [
            record
            for record in records.load(log)
            if (record.system, record.reader, record.gold) == (system, reader, stamps.get(record.case))
            and record.repeat < repeats
            and not record.failures
        ]
    done = {(record.case, record.repeat) for record in result.records}
    waiting = [(c, n) for n in range(repeats) for c in cases if (c.gold.case, n) not in done]
    at_once = settings.concurrency if chosen(settings) != "rules" and not settings.replay else 1

    def one(case: Case, repeat: int) -> Record | None:
        if settings.max_cost is not None and result.cost >= settings.max_cost:
            return None
        try:
            return read_case(case, settings, engine=engines[repeat], repeat=repeat)
        except BudgetExceeded:
            return None

    with ThreadPoolExecutor(max_workers=at_once) as pool, ExitStack() as closing:
        # Shared by all cases, as their budget is; and closed before the pool waits for its threads, since an
        # interrupt must not wait for a silent server.
        engines = [closing.enter_context(opened(settings, repeat=n)) for n in range(repeats)]
        tasks = [pool.submit(one, case, repeat) for case, repeat in waiting]
        try:
            for task in as_ended(tasks):
                record = task.result()
                if record is None:
                    result.left += 1
                    continue
                if log is not None:
                    records.append(log, record)
                result.records.append(record)
                if progress is not None:
                    progress(record, result.cost)
        except BaseException:
            for task in tasks:
                task.cancel()
            raise
    result.records.sort(key=lambda record: (record.case, record.repeat))
    return result


def read_case(case: Case, settings: Settings, *, engine: Engine, repeat: int = 0) -> Record:
    """Read and score one case. A fault of any kind is recorded, so that no case leaves the averages.

    Only a spent budget is raised, as `BudgetExceeded`: the case has not been read then.
    """
    began = perf_counter()
    found: Brief | None = None
    failures: tuple[tuple[str, str], ...] = ()
    usages = []
    try:
        readings, failed = read(case.documents, settings, engine=engine)
        for failure in failed:
            if isinstance(failure.error, BudgetExceeded):
                raise failure.error
        failures = tuple((f.document.id, str(f.error)) for f in failed)
        usages = [reading.usage for reading in readings]
        found = briefs(readings, failed)[0]
    except BudgetExceeded:
        raise
    except SummarizerError as error:
        failures = failures or tuple((d.id, str(error)) for d in case.documents)
    except Exception as error:  # noqa: BLE001 - a crash on one article must not leave the averages either
        failures = tuple((d.id, f"{type(error).__name__}: {error}") for d in case.documents)
    texts = {document.id: document.text for document in case.documents}
    claims = of_brief(found, texts) if found else nothing()
    costs = [usage.cost for usage in usages if usage.cost is not None]
    return Record(
        case=case.gold.case,
        split=case.gold.split,
        repeat=repeat,
        system=system_of(settings),
        gold=stamp(case),
        reader=reader_of(settings),
        articles=len(case.documents),
        failures=failures,
        brief=found,
        counts=score(of_gold(case), claims).counts,
        seconds=round(perf_counter() - began, 3),
        requests=sum(usage.requests for usage in usages),
        tokens_in=sum(usage.tokens_in for usage in usages),
        tokens_out=sum(usage.tokens_out for usage in usages),
        cost=sum(costs) if costs else None,
    )


def system_of(settings: Settings) -> str:
    """What reads: `rules`, or the model; a replay without a model named is called by its folder."""
    if chosen(settings) == "rules":
        return "rules"
    if settings.model:
        return settings.model
    return settings.replay.name if settings.replay else "llm"


def reader_of(settings: Settings) -> str:
    """SHA-256 of whatever an answer and its score depend on: the package's files, model, server, prompts, recordings."""
    told = settings.model_dump_json(
        include={
            "engine",
            "model",
            "base_url",
            "mode",
            "temperature",
            "prompt",
            "repair",
            "max_reasks",
            "replay",
        }
    )
    templates = [f"{t.name}.{t.version} {t.sha256}" for t in prompting.templates(settings.prompts)]
    return hashlib.sha256("\n".join((package_digest(), told, *templates)).encode()).hexdigest()


@cache
def package_digest() -> str:
    """SHA-256 of the package's code and data, so that a changed rule is never taken for the one that was scored."""
    digest = hashlib.sha256()
    root = Path(summarizer.__file__).parent
    for path in sorted(p for p in root.rglob("*") if p.suffix in {".py", ".toml", ".tsv"}):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def stamp(case: Case) -> str:
    """SHA-256 of a case: its labels and the texts of its documents."""
    parts = [case.gold.model_dump_json(), *(document.sha256 for document in case.documents)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
