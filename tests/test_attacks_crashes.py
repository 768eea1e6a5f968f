"""Twenty of the kills and one full disk (`make test-hostile` tries all), and what the crashes found in the package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from summarizer.errors import GoldError
from summarizer.evaluation import records
from summarizer.evaluation.counts import Counts
from summarizer.evaluation.records import Record
from tests.attacks import crashes, disks

if TYPE_CHECKING:
    from pathlib import Path


def record(case: str, **more: Any) -> Record:
    values: dict[str, Any] = {
        "case": case, "split": "dev", "repeat": 0, "system": "rules", "gold": "0", "reader": "0", "articles": 1,
        "failures": (), "brief": None, "counts": Counts(),
    }  # fmt: skip
    return Record(**values | more)


def test_nothing_told_is_lost_and_nothing_half_written_is_read_after_kills() -> None:
    assert [wrong for wrong in crashes.killed(20) if wrong] == []


def test_a_command_that_cannot_write_says_so_and_leaves_the_old_file() -> None:
    assert [wrong for wrong in disks.full_and_read_only(["brief --output"]) if wrong] == []


@pytest.mark.parametrize("follows", [False, True])
def test_a_record_cut_off_at_any_byte_is_passed_over_and_the_others_are_read(
    tmp_path: Path, follows: bool
) -> None:
    path = tmp_path / "run.jsonl"
    cut = record("cut", failures=(("A", "no “answer” {came}"),)).line().encode()
    for at in range(1, len(cut) - 1):
        path.write_bytes(record("one").line().encode() + cut[:at])
        if follows:
            records.append(path, record("two"))
        assert [found.case for found in records.load(path)] == ["one", "two"][: 1 + follows]


def test_a_damaged_record_in_the_middle_is_still_an_error(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    line = record("one").line()
    path.write_text(line.replace('"record": 1', '"record": 9') + line, "utf-8")
    with pytest.raises(GoldError, match=r"run\.jsonl:1: no record of this version"):
        records.load(path)
