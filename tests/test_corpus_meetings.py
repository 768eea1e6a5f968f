"""The meetings of a corpus: one brief each, from what the run has written alone."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest

from summarizer import __version__, group
from summarizer.corpus import Meetings, meetings, run, write_meetings
from summarizer.errors import ConfigError
from summarizer.fusion import fuse
from summarizer.models.brief import Brief
from summarizer.models.record import Record
from summarizer.settings import Settings
from tests.shared import ROOT
from tests.test_cli import run as command

if TYPE_CHECKING:
    from pathlib import Path

GOLD = ROOT / "evals" / "gold"
ARTICLES = [
    (GOLD / case / f"{letter}.txt").read_text("utf-8")
    for case, letters in (("torshavn-2031", "AB"), ("grodno-2028", "ABC"), ("apatin-2031", "A"))
    for letter in letters
]
NOTHING = (
    "The tulips of the valley opened early, and growers said that the spring had been a kind one so far.\n"
)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Six articles on two meetings and a quarrel, one that says nothing, a line that is no JSON; and their records."""
    folder = tmp_path_factory.mktemp("wire")
    lines = [json.dumps({"text": text}) for text in (*ARTICLES, NOTHING)]
    (folder / "wire.jsonl").write_text("\n".join([*lines, "{broken"]) + "\n", encoding="utf-8")
    run([folder / "wire.jsonl"], folder / "out.jsonl", keep=True, engine="rules", processes=1)
    return folder / "wire.jsonl", (folder / "out.jsonl").read_text("utf-8")


@pytest.fixture
def wire(read: tuple[Path, str]) -> Path:
    return read[0]


@pytest.fixture
def output(read: tuple[Path, str], tmp_path: Path) -> Path:
    path = tmp_path / "out.jsonl"
    path.write_text(read[1], encoding="utf-8")
    return path


def briefs(path: Path) -> list[Brief]:
    return [Brief.model_validate_json(line) for line in path.read_text("utf-8").splitlines()]


def records(path: Path) -> list[Record]:
    return [Record.model_validate_json(line) for line in path.read_text("utf-8").splitlines()]


def test_the_command_writes_one_brief_for_each_meeting(wire: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    done = command("corpus", str(wire), "-o", str(output), "--engine", "rules", "--group")
    assert done.returncode == 3  # one line is no article
    found = briefs(tmp_path / "out.meetings.jsonl")
    assert [len(brief.documents) for brief in found] == [3, 2, 1]
    assert [document.id for document in found[0].documents] == ["A", "B", "C"]
    assert {document.path for document in found[1].documents} == {f"{wire}:1", f"{wire}:2"}
    assert "3, of several articles 2. Articles in no brief, for they tell" in done.stderr.decode()


def test_a_meeting_of_a_corpus_has_the_brief_that_its_articles_give_by_themselves(
    output: Path, tmp_path: Path
) -> None:
    merged = tmp_path / "meetings.jsonl"
    write_meetings(output, merged)
    folder = tmp_path / "grodno"
    folder.mkdir()
    for n, text in enumerate(ARTICLES[2:5]):
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    (alone,) = group(folder, settings=Settings(engine="rules")).briefs
    same = {"provenance", "documents"}
    assert briefs(merged)[0].model_dump(exclude=same) == alone.model_dump(exclude=same)


def test_the_order_of_records_changes_nothing(output: Path, tmp_path: Path) -> None:
    shuffled = tmp_path / "shuffled.jsonl"
    lines = output.read_text("utf-8").splitlines(keepends=True)
    random.Random(9).shuffle(lines)
    shuffled.write_text("".join(lines), encoding="utf-8")
    counts = [write_meetings(path, tmp_path / f"{path.stem}.meetings") for path in (output, shuffled)]
    assert counts == [Meetings(briefs=3, together=2, articles=6, silent=1, alone=0)] * 2
    assert (tmp_path / "out.meetings").read_bytes() == (tmp_path / "shuffled.meetings").read_bytes()


def test_a_run_that_was_broken_off_is_grouped_as_one(wire: Path, tmp_path: Path) -> None:
    part, output = tmp_path / "wire.jsonl", tmp_path / "out.jsonl"
    lines = wire.read_text("utf-8").splitlines(keepends=True)
    for number in (3, 7):
        part.write_text("".join(lines[:number]), encoding="utf-8")
        run([part], output, keep=True, resume=True, engine="rules", processes=1)
    assert write_meetings(output, tmp_path / "meetings.jsonl").together == 2


def test_what_was_read_without_grouping_stays_alone_and_is_counted(wire: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    run([wire], output, engine="rules", processes=1)
    assert all(record.reading is None for record in records(output))
    done = command("corpus", str(wire), "-o", str(output), "--engine", "rules", "--group", "--resume")
    assert b"were read without --group: 7;" in done.stderr
    assert [len(brief.documents) for brief in briefs(tmp_path / "out.meetings.jsonl")] == [1] * 7


def test_meetings_are_written_whole_or_not_at_all(output: Path, tmp_path: Path) -> None:
    merged = tmp_path / "meetings.jsonl"
    with pytest.raises(ConfigError, match="cannot be written"):
        write_meetings(output, tmp_path / "nowhere" / "meetings.jsonl")
    write_meetings(output, merged)
    before = merged.read_bytes()
    with output.open("a") as file:
        file.write('{"article": "half')
    with pytest.raises(ConfigError, match="is no record; give the output of a run that has ended"):
        write_meetings(output, merged)
    assert merged.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["meetings.jsonl", "out.jsonl"]
    output.unlink()
    with pytest.raises(ConfigError, match="cannot be read"):
        write_meetings(output, merged)


def test_a_record_gives_back_what_was_read(output: Path) -> None:
    read = [record for record in records(output) if record.error is None]
    assert len(read) == 7
    for record in read:
        assert record.reading is not None
        assert record.reading.document.sha256 == record.sha256
        assert fuse([record.reading], version=__version__) == record.brief


def test_what_a_model_has_read_is_grouped_as_well(wire: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    recorded = Settings(replay=ROOT / "evals" / "recordings", model="claude")
    run([wire], output, keep=True, settings=recorded)
    found = write_meetings(output, tmp_path / "meetings.jsonl")
    assert (found.briefs, found.together) == (3, 2)


def test_no_more_articles_of_a_meeting_are_held_than_its_brief_takes(
    wire: Path, output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meetings, "MOST", 2)
    write_meetings(output, tmp_path / "meetings.jsonl")
    first = briefs(tmp_path / "meetings.jsonl")[0]
    assert len(first.documents) == 2
    assert any(f"{wire}:" in warning and "1 more articles" in warning for warning in first.warnings)
