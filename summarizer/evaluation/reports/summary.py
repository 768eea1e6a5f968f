"""The summary of a run: every figure that a report shows, computed once; the forms only lay it out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarizer.evaluation import traps
from summarizer.evaluation.counts import FACTS, FIELDS, HEADLINE, Ratio, macro_f1, total
from summarizer.evaluation.labelled import of_brief, of_gold
from summarizer.evaluation.labels import nothing
from summarizer.evaluation.records import NO_SPLIT, by_case, failure_rate
from summarizer.evaluation.score import score
from summarizer.evaluation.statistics import compare, detectable, interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.evaluation.baseline import Baseline
    from summarizer.evaluation.cases import Case
    from summarizer.evaluation.counts import Counts
    from summarizer.evaluation.gates import Verdict
    from summarizer.evaluation.labels import Labels
    from summarizer.evaluation.records import Record
    from summarizer.evaluation.statistics import Comparison, Interval
    from summarizer.evaluation.verdicts import CaseScore


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field over the cases of a split. Shares are between 0 and 1; null where nothing was asked or found."""

    name: str
    precision: float | None
    recall: float | None
    f1: Interval | None
    macro: float | None
    detectable: float | None
    """Smallest difference of F1 to another system that this set of cases can show."""
    faults: dict[str, int]
    labels: int
    found: int


@dataclass(frozen=True, slots=True)
class FactRow:
    """Something right or wrong, over the cases of a split."""

    name: str
    share: Interval
    ratio: Ratio


@dataclass(frozen=True, slots=True)
class Part:
    """The figures of one split."""

    split: str
    cases: int
    documents: int
    fields: tuple[FieldRow, ...]
    facts: tuple[FactRow, ...]
    compared: tuple[Comparison, ...] | None
    """Against the baseline; null without one."""


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """Cases of a trap family that passed, traps and controls apart."""

    name: str
    passed: int
    cases: int
    controls_passed: int
    controls: int


@dataclass(frozen=True, slots=True)
class CaseReport:
    """One case: labels, claims, verdicts, and what changed from the baseline."""

    case: Case
    gold: Labels
    found: Labels
    score: CaseScore
    families: tuple[tuple[str, bool], ...]
    """Families of its traps, and whether it passed them."""
    failures: tuple[tuple[str, str], ...]
    changes: dict[str, tuple[float | None, float | None]]
    """Headline fields whose F1 differs from the baseline's: before and after."""

    @property
    def wrong(self) -> int:
        """How many verdicts went against the system; cases are shown in this order, worst first."""
        fine = {"right", "optional"}
        lists = sum(j.verdict not in fine for judged in self.score.judged.values() for j in judged)
        return lists + sum(ratio.asked - ratio.right for ratio in self.score.counts.facts.values())


@dataclass(frozen=True, slots=True)
class Summary:
    """All that a report shows."""

    system: str
    repeats: int
    parts: tuple[Part, ...]
    families: tuple[FamilyRow, ...]
    cases: tuple[CaseReport, ...]
    failure_rate: float
    cost: float
    seconds: float
    left: int = 0
    """Cases that were not read because the money was spent."""
    baseline: str | None = None
    """System of the baseline."""
    verdicts: tuple[Verdict, ...] = ()
    public: tuple[tuple[str, str, float, str], ...] = field(default=())
    """Public data sets where they are present: set, what, figure, how others do."""

    @property
    def passed(self) -> bool:
        """Whether every gate was passed."""
        return all(verdict.passed for verdict in self.verdicts)


def summarise(
    cases: Sequence[Case],
    records: Sequence[Record],
    *,
    baseline: Baseline | None = None,
    left: int = 0,
) -> Summary:
    """The summary of a run's records; cases that have no record are left out."""
    known = {case.gold.case: case for case in cases}
    records = [record for record in records if record.case in known]
    reports = tuple(
        sorted(
            (_case(known[name], several, baseline) for name, several in by_name(records).items()),
            key=lambda report: (-report.wrong, report.case.gold.case),
        )
    )
    return Summary(
        system=records[0].system if records else "nothing",
        repeats=1 + max((record.repeat for record in records), default=0),
        parts=_parts(known, records, baseline),
        families=_families(reports),
        cases=reports,
        failure_rate=failure_rate(records),
        cost=sum(record.cost or 0.0 for record in records),
        seconds=sum(record.seconds for record in records),
        left=left,
        baseline=baseline.system if baseline else None,
    )


def _parts(known: dict[str, Case], records: Sequence[Record], baseline: Baseline | None) -> tuple[Part, ...]:
    parts = []
    for split in sorted({record.split or "" for record in records}):
        grouped = by_case(record for record in records if (record.split or "") == split)
        counts = list(grouped.values())
        whole = total(counts)
        parts.append(
            Part(
                split=split or NO_SPLIT,
                cases=len(counts),
                documents=sum(len(known[name].documents) for name in grouped),
                fields=tuple(_field(name, counts, whole) for name in FIELDS if name in whole.fields),
                facts=tuple(
                    FactRow(name, found, whole.facts[name])
                    for name in FACTS
                    if name in whole.facts and (found := interval(counts, name)) is not None
                ),
                compared=compare(baseline.cases, grouped, HEADLINE) if baseline else None,
            )
        )
    return tuple(parts)


def _field(name: str, counts: Sequence[Counts], whole: Counts) -> FieldRow:
    tally = whole.fields[name]
    return FieldRow(
        name=name,
        precision=tally.precision,
        recall=tally.recall,
        f1=interval(counts, name),
        macro=macro_f1(counts, name),
        detectable=detectable(counts, name),
        faults=whole.faults.get(name, {}),
        labels=tally.tp + tally.fn,
        found=tally.tp + tally.fp,
    )


def by_name(records: Sequence[Record]) -> dict[str, list[Record]]:
    """Records by case, its repeats in order."""
    grouped: dict[str, list[Record]] = {}
    for record in sorted(records, key=lambda record: (record.case, record.repeat)):
        grouped.setdefault(record.case, []).append(record)
    return grouped


def _case(case: Case, several: Sequence[Record], baseline: Baseline | None) -> CaseReport:
    """The report of a case: its first repeat, with what could not be read in any."""
    record = several[0]
    texts = {document.id: document.text for document in case.documents}
    gold = of_gold(case)
    found = of_brief(record.brief, texts) if record.brief else nothing()
    result = score(gold, found)
    before = baseline.cases.get(case.gold.case) if baseline else None
    changes: dict[str, tuple[float | None, float | None]] = {}
    for name in HEADLINE if before is not None else ():
        old = before.fields[name].f1 if before and name in before.fields else None
        new = result.counts.fields[name].f1 if name in result.counts.fields else None
        if old != new:
            changes[name] = (old, new)
    return CaseReport(
        case=case,
        gold=gold,
        found=found,
        score=result,
        families=tuple(
            (family, passed and record.brief is not None)
            for family in traps.families(case.gold.traps)
            if (passed := traps.passes(family, result, gold)) is not None
        ),
        failures=tuple(dict.fromkeys(failure for each in several for failure in each.failures)),
        changes=changes,
    )


def _families(reports: Sequence[CaseReport]) -> tuple[FamilyRow, ...]:
    rows = []
    for family in traps.FAMILIES:
        seen = [
            (passed, report.case.gold.control_for is not None)
            for report in reports
            for name, passed in report.families
            if name == family
        ]
        if seen:
            rows.append(
                FamilyRow(
                    family,
                    passed=sum(passed for passed, control in seen if not control),
                    cases=sum(not control for _, control in seen),
                    controls_passed=sum(passed for passed, control in seen if control),
                    controls=sum(control for _, control in seen),
                )
            )
    return tuple(rows)
