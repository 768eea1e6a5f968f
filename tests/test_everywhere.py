"""Which Pythons and dependencies a run everywhere takes, and how it counts; the runs themselves are `make test-everywhere`."""

from __future__ import annotations

import os
import shlex
import sys
from typing import TYPE_CHECKING

import pytest

from tests import everywhere
from tests.everywhere import Outcome, Row

if TYPE_CHECKING:
    from pathlib import Path

HERE = f"{sys.version_info.major}.{sys.version_info.minor}"
REPORT = """<testsuites><testsuite tests="9" failures="1" errors="2" skipped="3"/></testsuites>"""


def test_interpreters_are_found_by_name_or_path_and_counted_once(tmp_path: Path) -> None:
    broken = tmp_path / "python3.99"
    broken.write_text("#!/bin/sh\necho 'command not found' >&2; exit 127\n")
    broken.chmod(0o755)
    again = tmp_path / "again"
    again.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n')
    again.chmod(0o755)
    found = everywhere.interpreters([sys.executable, str(again), str(broken), "no-such-python"])
    assert {version: os.path.normpath(path) for version, path in found.items()} == {
        HERE: os.path.normpath(sys.executable)
    }


def test_every_python_is_pinned_the_oldest_lowest_and_the_newest_highest() -> None:
    assert everywhere.rows(["3.11", "3.12", "3.13"]) == [
        Row("3.11", "pinned"), Row("3.12", "pinned"), Row("3.13", "pinned"), Row("3.11", "lowest"), Row("3.13", "highest"),
    ]  # fmt: skip


def test_a_report_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "report.xml"
    path.write_text(REPORT, "utf-8")
    assert everywhere.counted(path) == Outcome(passed=3, failed=3, skipped=3, seconds=0.0)


@pytest.mark.parametrize(
    ("outcome", "code"),
    [(Outcome(5, 0, 1, 1.0), 0), (Outcome(5, 1, 0, 1.0, "FAILED x"), 1), (Outcome(0, 0, 5, 1.0), 1)],
)
def test_a_failure_and_a_run_of_nothing_fail(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], outcome: Outcome, code: int
) -> None:
    monkeypatch.setattr(everywhere, "wheel", lambda *_: outcome)
    assert list(everywhere.run({HERE: sys.executable}, [Row(HERE, "pinned")], ["wheel"])) == [code]
    assert capsys.readouterr().out.split()[:3] == [HERE, "pinned", "wheel"]


def test_a_python_that_is_not_here_is_told_and_no_success(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(everywhere.run({}, [Row("3.99", "pinned")], ["suite"])) == [2]
    assert "not run: no Python 3.99 is here" in capsys.readouterr().out


def test_the_lowest_dependencies_are_the_bounds_that_are_declared() -> None:
    declared = everywhere.lowest()
    assert "pydantic==2.14" in declared
    assert "scipy==1.15" in declared
