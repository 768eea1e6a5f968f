"""A folder of mixed articles: one brief a meeting, and every article accounted for."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from summarizer import group, mixed, summarize
from summarizer.api import read
from summarizer.errors import SourceError
from summarizer.grouping import grouped, signature
from summarizer.loading import from_text
from summarizer.mixed import sort
from summarizer.settings import Settings
from tests.shared import ROOT
from tests.test_cli import run

if TYPE_CHECKING:
    from pathlib import Path

GOLD = ROOT / "evals" / "gold"
RULES = Settings(engine="rules")
NOTHING = (
    "The tulips of the valley opened early, and growers said that the spring had been a kind one so far.\n"
)


@pytest.fixture
def week(tmp_path: Path) -> Path:
    """Articles on two meetings and one that reports statements, all of development cases; and one that says nothing."""
    folder = tmp_path / "week"
    folder.mkdir()
    for case, letters in (("torshavn-2031", "AB"), ("grodno-2028", "ABC"), ("apatin-2031", "A")):
        for letter in letters:
            shutil.copy(GOLD / case / f"{letter}.txt", folder / f"{letter}-{case}.txt")
    (folder / "tulips.txt").write_text(NOTHING)
    return folder


def test_a_mixed_folder_gives_one_brief_for_each_meeting_and_names_what_says_nothing(week: Path) -> None:
    done = run("brief", str(week), "--group", "--engine", "rules", "-f", "json")
    assert done.returncode == 0
    briefs = json.loads(done.stdout)
    assert [b["title"].partition(" talks")[0] for b in briefs[:2]] == ["Belarus–Poland", "Iceland–Norway"]
    assert [len(b["documents"]) for b in briefs] == [3, 2, 1]
    told = done.stderr.decode()
    assert "Briefs: 3, of several articles 2." in told
    assert f"state nothing: {week / 'tulips.txt'}." in told


def test_an_article_that_cannot_be_read_stops_no_other_and_is_told(week: Path) -> None:
    (week / "broken.json").write_text("{broken")
    french = (
        "Les ministres des affaires étrangères se sont rencontrés à Oslo lundi pour parler de la pêche. " * 9
    )
    (week / "french.txt").write_text(french)
    done = run("brief", str(week), "--group", "--engine", "rules", "-f", "json")
    assert done.returncode == 3
    assert len(json.loads(done.stdout)) == 3
    assert "broken.json" in done.stderr.decode()
    assert "not in English" in done.stderr.decode()
    alone = run("brief", str(week), "--engine", "rules")
    assert alone.returncode == 2  # who gives articles on one meeting must not lose one


def test_where_nothing_is_found_no_page_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NOTHING)
    done = run("brief", "a.txt", "--group", "--engine", "rules", "-o", "out.html", cwd=tmp_path)
    assert done.returncode == 0
    assert not (tmp_path / "out.html").exists()
    assert b"state nothing: a.txt" in done.stderr


def test_from_python_every_article_is_in_one_place(week: Path) -> None:
    (week / "broken.json").write_text("{broken")
    found = group(week, settings=RULES)
    assert [len(brief.documents) for brief in found.briefs] == [3, 2, 1]
    assert [document.source for document in found.silent] == [str(week / "tulips.txt")]
    assert [str(week / "broken.json") in str(error) for error in found.unread] == [True]
    assert found.failures == ()


def test_the_brief_of_a_group_is_that_of_its_articles_given_together(week: Path) -> None:
    first = group(week, settings=RULES).briefs[0]
    together = summarize(*(f"{week}/{letter}-grodno-2028.txt" for letter in "ABC"), settings=RULES)
    assert first.title == together.title
    assert [line.trigger for line in first.red_lines] == [line.trigger for line in together.red_lines]
    assert len(first.positions) == len(together.positions)


def test_a_lot_of_which_nothing_can_be_loaded_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("{broken")
    with pytest.raises(SourceError, match=r"broken\.json"):
        group(tmp_path, settings=RULES)


def test_a_brief_takes_so_many_articles_and_names_the_others(
    week: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mixed, "MOST", 2)
    first = group(week, settings=RULES).briefs[0]
    assert len(first.documents) == 2
    assert any("1 more articles" in w and "-grodno-2028.txt" in w for w in first.warnings)


def test_whatever_engine_read_the_groups_follow_from_the_readings() -> None:
    """The recorded answers of a model on the example, its articles under other ids."""
    recorded = Settings(replay=ROOT / "evals" / "recordings", model="claude")
    texts = [
        (GOLD / case / f"{letter}.txt").read_text("utf-8")
        for case, letters in (("torshavn-2031", "AB"), ("grodno-2028", "ABC"))
        for letter in letters
    ]
    documents = [from_text(text, id=f"d{n}") for n, text in enumerate(texts)]
    readings, failures = read(documents, recorded)
    assert not failures
    by_model = grouped(signature(r, key=r.document.id) for r in readings)
    by_rules = grouped(signature(r, key=r.document.id) for r in read(documents, RULES)[0])
    assert by_model == by_rules == [["d2", "d3", "d4"], ["d0", "d1"]]
    assert [len(brief.documents) for brief in sort(readings, failures).briefs] == [3, 2]
