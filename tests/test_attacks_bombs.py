"""The quick ones of the bombs (`make test-hostile` tries all), and what the attacks found in the package."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from summarizer.engines.llm.cache import AnswerCache
from summarizer.errors import SourceError
from summarizer.evaluation.goldtools import nodes, sheet
from summarizer.files import write_bytes
from summarizer.loading.briefs import load_briefs
from tests.attacks import bombs
from tests.attacks.limited import Ended, fault
from tests.growth import LINEAR, growth

if TYPE_CHECKING:
    from pathlib import Path

QUICK = [
    "gzip in gzip in gzip",
    "billion laughs in XHTML",
    "an entity of a file",
    "PDF: a million objects in a stream",
    "a long name of many",
    "billion laughs in labels, gold lint",
    "a tag that calls, eval --engine",
    "deep tables",
]
LINKS = ["a recording through a link", "labels outside by a link"]


@pytest.mark.parametrize("name", QUICK)
def test_a_bomb_ends_in_a_result_or_in_an_error_of_one_line(name: str) -> None:
    assert bombs.bomb(name).fault is None


@pytest.mark.parametrize("name", LINKS)
def test_no_link_in_a_folder_leads_an_output_out_of_it(name: str) -> None:
    assert bombs.border(name).fault is None


@pytest.mark.parametrize(
    "ended",
    [
        Ended(-9, "", "", 60.0),
        Ended(1, "", "Traceback (most recent call last):\nMemoryError\n", 1.0),
        Ended(1, "", "", 1.0),
        Ended(2, "", "error: a\nerror: b\n", 1.0),
        Ended(2, "", f"error: {'a' * 9_999}\n", 1.0),
        Ended(4, "", "error: a\n", 1.0),
    ],
)
def test_what_ends_in_another_way_counts_as_not_survived(ended: Ended) -> None:
    assert fault(ended) is not None


def test_a_changed_file_and_a_new_link_are_seen(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old", "utf-8")
    before = bombs.state(tmp_path)
    (tmp_path / "a").write_text("new", "utf-8")
    (tmp_path / "b").symlink_to("a")
    assert bombs.changed(before, bombs.state(tmp_path)) == {"a", "b"}


def test_a_link_under_a_name_that_nobody_gave_is_replaced_and_what_it_led_to_stays(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old", "utf-8")
    link.symlink_to(target)
    write_bytes(link, b"new", follow=False)
    assert target.read_bytes() == b"old"
    assert not link.is_symlink()
    assert link.read_bytes() == b"new"


def test_a_cache_that_is_a_link_is_left_out(tmp_path: Path) -> None:
    target = tmp_path / "target"
    folder = tmp_path / "cache"
    folder.mkdir()
    (folder / "answers.sqlite3").symlink_to(target)
    AnswerCache(folder)
    assert not target.exists()


def test_aliases_are_named_and_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("a: &a [1]\nb: [*a, *a]\n", "utf-8")
    _, problems = sheet.read(path)
    assert [p.line for p in problems if "the alias *a has no place here" in p.message] == [2, 2]


def test_labels_of_any_size_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(b"a" * (nodes.SIZE_LIMIT + 1))
    _, (problem,) = sheet.read(path)
    assert "it is larger than 300 kB" in problem.message


def test_a_brief_of_more_values_than_fit_is_refused_before_it_is_built(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("[" + "{}," * 2_100_000 + "{}]", "utf-8")
    with pytest.raises(SourceError, match="more than 2,000,000 values"):
        load_briefs(path)


def test_a_name_that_stands_twice_among_many_is_found_in_linear_time(tmp_path: Path) -> None:
    def many(size: int) -> Path:
        path = tmp_path / "a.json"
        path.write_text("{" + ",".join(f'"{n}":0' for n in range(size)) + ',"y":0,"y":0}', "utf-8")
        return path

    def refused(path: Path) -> None:
        with pytest.raises(SourceError, match="'y' stands twice"):
            load_briefs(path)

    assert growth(refused, many, 5_000, 50_000) < LINEAR
