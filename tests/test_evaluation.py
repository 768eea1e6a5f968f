"""Runs: records, resume, failures, money, baselines, gates, comparisons and exit codes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from summarizer.engines.rules import engine as rules_engine
from summarizer.errors import BudgetExceeded, GoldError, TimedOut
from summarizer.evaluation import baseline, gates, records
from summarizer.evaluation.cases import load_case, load_cases
from summarizer.evaluation.counts import HEADLINE, total
from summarizer.evaluation.reports.summary import summarise
from summarizer.evaluation.run import run
from summarizer.evaluation.statistics import compare
from summarizer.settings import Settings
from tests.shared import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from summarizer.evaluation.cases import Case
    from summarizer.models.document import Document
    from summarizer.models.verified import EngineResult

GOLD = ROOT / "evals" / "gold"
NAMES = ("torshavn-2031", "lodwar-2027", "kuwait-2029", "derby-2027", "muscat-2029")
RULES = Settings(engine="rules")


@pytest.fixture(scope="module")
def some() -> tuple[Case, ...]:
    return tuple(load_case(GOLD / name) for name in NAMES)


@pytest.fixture(scope="module")
def every() -> tuple[Case, ...]:
    return load_cases(GOLD)


def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "summarizer", *arguments], capture_output=True, text=True, timeout=120
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("gold")
    for name in NAMES:
        shutil.copytree(GOLD / name, made / name)
    return made


# Records


def test_every_case_becomes_one_line_that_reads_back_as_it_was(
    some: tuple[Case, ...], tmp_path: Path
) -> None:
    log = tmp_path / "run.jsonl"
    result = run(some, RULES, repeats=2, log=log)
    assert len(log.read_text("utf-8").splitlines()) == 2 * len(some)
    back = sorted(records.load(log), key=lambda record: (record.case, record.repeat))
    assert back == result.records


def test_a_run_that_was_cut_off_goes_on_where_it_stopped(some: tuple[Case, ...], tmp_path: Path) -> None:
    log = tmp_path / "run.jsonl"
    whole = run(some, RULES, log=log)
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join(lines[:2]) + lines[2][:200])  # killed while it wrote the third
    read: list[str] = []
    again = run(some, RULES, log=log, resume=True, progress=lambda record, cost: read.append(record.case))
    assert len(read) == len(some) - 2
    assert [record.counts for record in again.records] == [record.counts for record in whole.records]
    assert len(records.load(log)) == len(some)


def test_a_case_whose_labels_changed_is_read_again(folder: Path, tmp_path: Path) -> None:
    log = tmp_path / "run.jsonl"
    copy = tmp_path / "gold"
    shutil.copytree(folder, copy)
    run(load_cases(copy), RULES, log=log)
    case = copy / "lodwar-2027" / "case.yaml"
    case.write_text(case.read_text("utf-8").replace("kind: talks", "kind: visit"), "utf-8")
    read: list[str] = []
    run(load_cases(copy), RULES, log=log, resume=True, progress=lambda record, cost: read.append(record.case))
    assert read == ["lodwar-2027"]


def test_a_line_that_is_no_record_is_named(tmp_path: Path) -> None:
    log = tmp_path / "run.jsonl"
    log.write_text('{"record": 1}\n{"case": "a"}\n', "utf-8")
    with pytest.raises(GoldError, match=r"run\.jsonl:1"):
        records.load(log)


# Failures


def test_a_case_that_fails_scores_as_an_empty_brief_and_counts(
    some: tuple[Case, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = run(some, RULES)
    read = rules_engine.RulesEngine.read

    def fail(self: rules_engine.RulesEngine, document: Document) -> EngineResult:
        if document.id == "A" and "Lodwar" in document.text:
            raise TimedOut("no answer", subject="A", document="A", remedy="wait longer")
        if "Kasarani" in document.text:
            raise ZeroDivisionError("a bug")
        return read(self, document)

    monkeypatch.setattr(rules_engine.RulesEngine, "read", fail)
    result = run(some, RULES)
    assert [record.case for record in result.records] == sorted(NAMES)
    failed = {record.case: record.failures for record in result.records if record.failures}
    assert failed.keys() == {"lodwar-2027", "derby-2027"}
    assert "ZeroDivisionError" in failed["derby-2027"][0][1]
    assert records.failure_rate(result.records) == 2 / 8
    before = total(r.counts for r in whole.records).fields["positions"]
    after = total(r.counts for r in result.records).fields["positions"]
    assert after.tp + after.fn == before.tp + before.fn
    assert after.tp < before.tp


def test_money_that_is_spent_leaves_cases_for_a_later_run(
    some: tuple[Case, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    read = rules_engine.RulesEngine.read
    left = [3]

    def spend(self: rules_engine.RulesEngine, document: Document) -> EngineResult:
        left[0] -= 1
        if left[0] < 0:
            raise BudgetExceeded(
                "the money is spent", subject=document.id, document=document.id, remedy="spend more"
            )
        return read(self, document)

    log = tmp_path / "run.jsonl"
    with monkeypatch.context() as patched:
        patched.setattr(rules_engine.RulesEngine, "read", spend)
        first = run(some, RULES, log=log)
    assert first.left == len(some) - len(first.records) > 0
    assert not any(record.failures for record in first.records)
    second = run(some, RULES, log=log, resume=True)
    assert second.left == 0
    assert len(second.records) == len(some)


# Baselines, gates


def test_a_baseline_reads_back_as_the_run_it_was_made_of(some: tuple[Case, ...], tmp_path: Path) -> None:
    result = run(some, RULES)
    baseline.bless(result.records, tmp_path / "rules.json")
    back = baseline.load(tmp_path / "rules.json")
    assert back == baseline.of_records(result.records)
    assert all(
        not c.difference and c.p == 1 for c in compare(back.cases, records.by_case(result.records), HEADLINE)
    )


def test_a_planted_drop_of_five_points_in_strict_positions_fails_the_gate(
    every: tuple[Case, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [case for case in every if case.gold.split == "dev"]
    before = run(cases, RULES)
    rule = gates.load(ROOT / "evals" / "gates.toml")
    base = baseline.of_records(before.records)
    assert [v for v in gates.judge(rule, before.records, base) if not v.passed] == []

    from summarizer.engines.rules import kinds

    kind_of = kinds.kind_of
    monkeypatch.setattr(
        "summarizer.engines.rules.claims.kind_of",  # a rule broken on purpose: no demand is recognised any more
        lambda *a, **k: "position" if kind_of(*a, **k) == "demand" else kind_of(*a, **k),
    )
    after = run(cases, RULES)
    found = {c.name: c for c in compare(base.cases, records.by_case(after.records), HEADLINE)}
    assert found["positions, strict"].difference < -0.05
    verdicts = gates.judge(rule, after.records, base)
    assert "no regression of positions, strict, dev" in {v.gate for v in verdicts if not v.passed}


def test_floors_are_held_to_the_lower_bound_of_the_interval(some: tuple[Case, ...], tmp_path: Path) -> None:
    result = run(some, RULES)
    file = tmp_path / "gates.toml"
    reached = summarise(some, result.records).parts[0].fields[0].f1
    assert reached is not None
    for floor, passed in ((100 * reached.low - 1, True), (100 * reached.value, reached.low == reached.value)):
        file.write_text(f"[floors.rules.dev]\nparticipants = {floor}\n", "utf-8")
        verdict = gates.judge(gates.load(file), result.records)[-1]
        assert verdict.passed == passed, verdict


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[floors.rules.dev]\nposition = 3\n", "no field 'position'"),
        ("[hard]\nungrounded = -1\n", "hard.ungrounded"),
        ("[hards]\n", "hards"),
        ("[floors.rules.tset]\npositions = 3\n", "no split 'tset'"),
        ("[floors.rules.dev]\npositions = 0.38\n", "in points"),
        ("[hard\n", "not TOML"),
    ],
)
def test_gates_that_say_nothing_useful_are_refused(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "gates.toml").write_text(text, "utf-8")
    with pytest.raises(GoldError, match=told):
        gates.load(tmp_path / "gates.toml")


# The command


def test_the_command_passes_fails_and_says_what_is_incomplete(folder: Path, tmp_path: Path) -> None:
    common = ("eval", "--gold", str(folder), "--engine", "rules", "--quiet")
    assert command(*common).returncode == 0
    (tmp_path / "gates.toml").write_text("[floors.rules.dev]\npositions = 99.9\n", "utf-8")
    failed = command(*common, "--gates", str(tmp_path / "gates.toml"), "--annotate")
    assert failed.returncode == 1
    assert "FAILED" in failed.stdout
    assert "::error title=summarizer eval::floor of positions, dev" in failed.stderr
    assert command(*common, "--split", "test").returncode == 2  # these cases have no test half
    assert (
        command("eval", "--gold", str(folder), "--replay", str(tmp_path)).returncode == 3
    )  # no recording there


def test_a_broken_case_is_reported_with_its_file(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "lodwar-2027", tmp_path / "lodwar-2027")
    case = tmp_path / "lodwar-2027" / "case.yaml"
    case.write_text(case.read_text("utf-8").replace("kind: talks", "kind: chat", 1), "utf-8")
    done = command("eval", "--gold", str(tmp_path), "--engine", "rules")
    assert done.returncode == 2
    assert "case.yaml" in done.stderr
    assert "Traceback" not in done.stderr


def test_cases_without_canary_split_or_lists_score(tmp_path: Path) -> None:
    case = tmp_path / "plain"
    case.mkdir()
    (case / "A.txt").write_text(
        "Oslo, 3 March 2031\n\nNorway and Sweden held talks in Oslo on Monday.", "utf-8"
    )
    (case / "case.yaml").write_text(
        "schema: gold/1\ncase: plain\ndocuments:\n  - {id: A, file: A.txt}\n"
        'meeting: {kind: talks, status: held}\ndate: {value: null, precision: unknown}\nlocation: {country: "NO"}\n',
        "utf-8",
    )
    done = command("eval", "--gold", str(tmp_path), "--engine", "rules", "--report", str(tmp_path / "r.json"))
    assert done.returncode == 0, done.stderr
    told = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert told["splits"][0]["split"] == "no split"
    assert told["cases"][0]["verdicts"] == {}


def test_a_log_is_never_overwritten_by_mistake(folder: Path, tmp_path: Path) -> None:
    log = tmp_path / "run.jsonl"
    common = ("eval", "--gold", str(folder), "--engine", "rules", "--quiet", "--log", str(log))
    assert command(*common).returncode == 0
    size = log.stat().st_size
    again = command(*common)
    assert again.returncode == 2
    assert "--resume" in again.stderr
    assert command(*common, "--resume").returncode == 0
    assert log.stat().st_size == size


def test_bless_writes_a_baseline_and_a_run_without_a_change_passes_it(folder: Path, tmp_path: Path) -> None:
    log, base = tmp_path / "run.jsonl", tmp_path / "base.json"
    common = ("eval", "--gold", str(folder), "--engine", "rules", "--quiet")
    assert command(*common, "--log", str(log)).returncode == 0
    assert command("eval", "bless", str(log), "-o", str(base)).returncode == 0
    done = command(*common, "--baseline", str(base), "--gates", str(ROOT / "evals" / "gates.toml"))
    assert "against the baseline" in done.stdout
    assert "no regression of positions, strict, dev  passed" in done.stdout


def test_two_runs_are_compared_on_the_cases_in_common(some: tuple[Case, ...], tmp_path: Path) -> None:
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    run(some, RULES, log=one)
    run(some[1:], RULES, log=two)
    done = command("compare", str(one), str(two))
    assert done.returncode == 0
    assert "4 cases in common" in done.stdout
    assert "1 cases that only one has, or with other labels, are left out" in done.stdout
    assert command("compare", str(one), str(tmp_path / "nothing")).returncode == 2


def test_reports_come_in_every_form(folder: Path, tmp_path: Path) -> None:
    files = [tmp_path / f"r{ending}" for ending in (".md", ".json", ".xml", ".txt")]
    given = [word for file in files for word in ("--report", str(file))]
    done = command("eval", "--gold", str(folder), "--engine", "rules", *given)
    assert done.returncode == 0
    markdown, machine, junit, text = (file.read_text("utf-8") for file in files)
    assert markdown.startswith("# Evaluation")
    assert all(
        name in json.loads(machine)["splits"][0]["fields"][n]["name"]
        for n, name in enumerate(("participants", "red lines"))
    )
    assert text == done.stdout
    suites = ElementTree.fromstring(junit).findall("testsuite")  # noqa: S314 - our own report
    assert [suite.get("name") for suite in suites] == ["gates", "cases (rules)"]
    assert {test.get("name") for test in suites[1]} == set(NAMES)
    wrong = command("eval", "--gold", str(folder), "--engine", "rules", "--report", str(tmp_path / "r.doc"))
    assert wrong.returncode == 2
    assert ".html" in wrong.stderr


def test_headline_fields_come_from_the_same_counts_as_the_table(some: tuple[Case, ...]) -> None:
    result = run(some, RULES)
    part = summarise(some, result.records).parts[0]
    whole = total(record.counts for record in result.records)
    for row in part.fields:
        assert row.f1 is None or row.f1.value == pytest.approx(whole.fields[row.name].f1)
    assert {row.name for row in part.fields} >= set(HEADLINE)


def test_a_families_table_counts_traps_and_controls_apart(every: tuple[Case, ...]) -> None:
    pair = [c for c in every if c.gold.control_for or any(o.gold.control_for == c.gold.case for o in every)]
    assert len(pair) == 24
    result = run(pair[:6], RULES)
    rows = summarise(pair[:6], result.records).families
    assert sum(row.controls for row in rows) >= 3
    assert all(row.passed <= row.cases and row.controls_passed <= row.controls for row in rows)


def test_a_repeat_is_counted_in_its_case(some: tuple[Case, ...]) -> None:
    once, twice = run(some, RULES), run(some, RULES, repeats=2)
    assert (
        summarise(some, twice.records).parts[0].fields[0].f1
        == summarise(some, once.records).parts[0].fields[0].f1
    )
    assert summarise(some, twice.records).repeats == 2
    assert twice.records[0].counts == twice.records[1].counts
