"""An archive of briefs: everything in it is found again by words, party, kind and day, and a line's moves are told."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import summarize_each
from summarizer.archive import KINDS, Archive, timeline
from summarizer.archive.queries import match_of
from summarizer.errors import ConfigError, SourceError
from summarizer.evaluation.cases import load_cases
from summarizer.rendering.archive import render_found, render_timeline
from tests.handmade import Article, brief, position, red_line
from tests.payloads import PAYLOADS
from tests.shared import EXAMPLE, ROOT
from tests.test_changes import friday, monday
from tests.test_cli import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from summarizer.models.brief import Brief

JUNE = Article(
    "A",
    "Lusaka Evening Wire",
    date(2034, 6, 2),
    "Zambia said the Mwami crossing was no matter any more and its closure might be discussed.",
    "Malawi will never accept Zambian patrols on the Bua river.",
)


def june() -> Brief:
    return brief(
        [JUNE],
        red_lines=(
            red_line(
                JUNE.cite("Malawi will never accept Zambian patrols on the Bua river"),
                *("Malawi", "Zambia", "Zambian patrols on the Bua river"),
                firmness="absolute",
            ),
        ),
    )


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = Archive.create(tmp_path / "briefs.db")
    made.add([friday(), monday(), june()])
    return made


def test_a_statement_is_found_by_its_words_with_brief_date_and_source(archive: Archive) -> None:
    (found,) = archive.search("tea auctions")
    assert found.item.evidence[0].exact == "Zambia announced joint tea auctions with Mozambique"
    assert (found.date, found.part) == (date(2034, 5, 8), "positions")
    assert [source.outlet for source in found.sources] == ["Lilongwe Mirror"]


def test_all_words_must_stand_in_a_statement_and_quoted_ones_side_by_side(archive: Archive) -> None:
    assert archive.search("tea patrols") == ()
    assert archive.search('"auctions tea"') == ()
    assert len(archive.search('"tea auctions"')) == len(archive.search("auction*")) == 1


def test_the_latest_statements_come_first_and_a_limit_keeps_them(archive: Archive) -> None:
    days = [found.date for found in archive.search()]
    assert days == sorted(filter(None, days), reverse=True)
    assert [f.date for f in archive.search(limit=2)] == days[:2]


def test_a_party_is_found_by_any_of_its_names(archive: Archive) -> None:
    by_name = archive.search(holder="Malawi", kinds=["red_line"])
    assert len(by_name) == 3
    assert archive.search(holder="Lilongwe", kinds=["red_line"]) == by_name
    assert archive.search(holder="Malawian officials", kinds=["red_line"]) == by_name
    assert archive.search(holder="Iceland") == ()
    assert {f.item.target for f in archive.search(target="Zambia")} == {"Zambia"}  # type: ignore[union-attr]


def test_kinds_and_days_narrow_the_search(archive: Archive) -> None:
    assert {f.part for f in archive.search(kinds=["outcome"])} == {"outcomes"}
    assert {f.item.kind for f in archive.search(kinds=["offer", "demand"])} == {"offer", "demand"}  # type: ignore[union-attr]
    later = archive.search(since=date(2034, 5, 8), until=date(2034, 5, 8))
    assert {f.date for f in later} == {date(2034, 5, 8)}
    assert len(archive.search(since=date(2034, 6, 3))) == 0


def test_every_statement_of_the_development_cases_is_found_by_each_of_its_words(tmp_path: Path) -> None:
    cases = [c for c in load_cases(ROOT / "evals" / "gold") if c.gold.split == "dev"][::6]
    briefs = [b for c in cases for b in summarize_each(*c.documents, engine="rules")]
    archive = Archive.create(tmp_path / "briefs.db")
    assert archive.add(briefs) == len(briefs)
    everything = archive.search()
    assert len(everything) == sum(len(b.red_lines) + len(b.positions) + len(b.outcomes) for b in briefs) > 50
    for found in everything:
        words = found.item.evidence[0].exact
        assert found in archive.search(" ".join(words.split()[:6]))


def test_a_brief_of_the_same_texts_takes_the_place_of_the_old_one(archive: Archive) -> None:
    before = archive.search()
    archive.add([monday(positions=())])
    after = archive.search()
    assert len(after) == len(before) - len(monday().positions)
    assert archive.search("Mchinji") == ()


def test_briefs_are_added_all_or_none(archive: Archive, tmp_path: Path) -> None:
    before = archive.search()

    def broken() -> Iterator[Brief]:
        yield monday(positions=())
        raise RuntimeError("the reader broke off")

    with pytest.raises(RuntimeError):
        archive.add(broken())
    assert archive.search() == before
    assert not list(tmp_path.glob("*-journal"))


def test_a_line_that_softens_and_hardens_again_is_told_step_by_step(archive: Archive) -> None:
    told = timeline(archive, holder="Lilongwe", topic="patrols")
    assert told.holder == "Malawi"
    (matter,) = told.matters
    assert [(stage.found.date, stage.change) for stage in matter.stages] == [
        (date(2034, 5, 3), "new"),
        (date(2034, 5, 8), "softened"),
        (date(2034, 6, 2), "hardened"),
    ]
    assert [(step.old, step.new) for step in matter.stages[1].steps] == [("absolute", "hedged")]


def test_what_is_said_again_is_repeated_and_other_matters_stay_apart(archive: Archive) -> None:
    again = Article(
        "A", "Chipata Courier", date(2034, 7, 1), "Malawi offered to reopen the market at Mchinji."
    )
    offer = again.cite("Malawi offered to reopen the market at Mchinji")
    archive.add(
        [
            brief(
                [again],
                positions=(
                    position(offer, "Malawi", "offer", "Malawi offers to reopen the market at Mchinji."),
                ),
            )
        ]
    )
    told = timeline(archive, holder="Malawi")
    changes = [[stage.change for stage in matter.stages] for matter in told.matters]
    assert changes[0] == ["new", "softened", "hardened"]  # what moved comes first
    assert ["new", "repeated"] in changes


def test_no_statement_is_lost_or_doubled_in_a_timeline(archive: Archive) -> None:
    for holder in ("Zambia", "Malawi"):
        told = timeline(archive, holder=holder)
        stages = [(s.found.brief, s.found.part, s.found.number) for m in told.matters for s in m.stages]
        listed = [(f.brief, f.part, f.number) for f in archive.search(holder=holder) if f.part != "outcomes"]
        assert sorted(stages) == sorted(listed)


@given(st.text(max_size=80))
def test_whatever_is_searched_for_is_words_and_never_an_operator(words: str) -> None:
    try:
        query = match_of(words)
    except ConfigError:
        return
    with closing(sqlite3.connect(":memory:")) as database, database:
        database.execute("CREATE VIRTUAL TABLE t USING fts5 (a)")
        database.execute("SELECT * FROM t WHERE t MATCH ?", (query,)).fetchall()


@pytest.mark.parametrize("payload", [p for p in PAYLOADS if not re.search("[\ud800-\udfff]", p)])
def test_what_articles_print_reaches_a_terminal_as_words(tmp_path: Path, payload: str) -> None:
    article = Article(
        "A", f"Wire {payload}", date(2034, 5, 3), f"Malawi will not accept {payload} at all, ever."
    )
    line = red_line(
        article.cite(article.document.text.strip()),
        "Malawi",
        "Zambia",
        f"accepting {payload}",
        firmness="absolute",
    )
    archive = Archive.create(tmp_path / "briefs.db")
    archive.add([brief([article], red_lines=(line,))])
    shown = render_found(archive.search()) + render_timeline(timeline(archive, holder="Malawi"))
    assert "\x1b" not in shown
    assert all(character.isprintable() or character == "\n" for character in shown)


def test_an_unknown_kind_and_a_search_without_words_are_named(archive: Archive) -> None:
    with pytest.raises(ConfigError, match="unknown kind 'redline'; use one of red_line, "):
        archive.search(kinds=["redline"])
    with pytest.raises(ConfigError, match="no word in '!!'"):
        archive.search("!!")
    assert "red_line" in KINDS


def test_the_help_of_search_names_every_kind() -> None:
    told = run("search", "--help").stdout.decode()
    assert set(KINDS) <= set(re.findall(r"\w+", told.partition("--kind")[2]))


def test_a_missing_archive_a_text_and_another_database_are_refused_and_left_alone(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file; write briefs into it"):
        Archive.open(tmp_path / "missing.db")
    assert not (tmp_path / "missing.db").exists()
    text = tmp_path / "notes.txt"
    text.write_text("not a database\n" * 100)
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as database, database:
        database.execute("CREATE TABLE mine (a)")
    for path in (text, other):
        before = path.read_bytes()
        for opened in (Archive.open, Archive.create):
            with pytest.raises(SourceError, match=path.name):
                opened(path)
        assert path.read_bytes() == before


def test_an_archive_of_a_later_version_and_a_damaged_one_are_named(archive: Archive) -> None:
    with closing(sqlite3.connect(archive.path)) as database, database:
        database.execute("UPDATE briefs SET json = '{}'")
    with pytest.raises(SourceError, match="holds no brief"):
        archive.search("patrols")
    with closing(sqlite3.connect(archive.path)) as database, database:
        database.execute("PRAGMA user_version = 99")
    with pytest.raises(SourceError, match="version 99, not 1"):
        Archive.open(archive.path)


def test_another_reader_of_sqlite_finds_tables_with_keys_and_full_text(archive: Archive) -> None:
    with closing(sqlite3.connect(archive.path)) as database, database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        database.execute("INSERT INTO statements_fts (statements_fts) VALUES ('integrity-check')")
        rows = database.execute(
            "SELECT outlet, exact FROM evidence JOIN documents ON document = sha256"
            " WHERE statement IN (SELECT rowid FROM statements_fts WHERE statements_fts MATCH 'tea')"
        ).fetchall()
    assert rows == [("Lilongwe Mirror", "Zambia announced joint tea auctions with Mozambique")]


def test_briefs_are_archived_searched_and_followed_on_the_command_line(tmp_path: Path) -> None:
    database = tmp_path / "briefs.db"
    done = run(
        "brief",
        *(str(EXAMPLE / name) for name in ("A.txt", "B.txt")),
        "--engine",
        "rules",
        "--to",
        f"sqlite:{database}",
    )
    assert done.returncode == 0
    assert "Added 1 brief to" in done.stderr.decode()
    found = run("search", str(database), "--holder", "Reykjavik", "--kind", "red_line", "-f", "json")
    assert [one["item"]["holder"] for one in json.loads(found.stdout)] == ["Iceland"]
    followed = run("timeline", str(database), "--holder", "Iceland").stdout.decode()
    assert followed.startswith("Iceland: ")
    assert "red line: " in followed


def test_a_brief_written_as_json_is_archived_by_show(tmp_path: Path) -> None:
    saved, database = tmp_path / "brief.json", tmp_path / "briefs.db"
    saved.write_text(monday().model_dump_json())
    assert run("show", str(saved), "--to", f"sqlite:{database}").returncode == 0
    assert len(Archive.open(database).search()) == 5


@pytest.mark.parametrize("destination", ["briefs.db", "sqlite:", "postgres:x", "sqlite:no-such-folder/x.db"])
def test_a_destination_that_cannot_be_is_refused_before_anything_is_read(
    destination: str, tmp_path: Path
) -> None:
    done = run("brief", str(EXAMPLE / "A.txt"), "--to", destination, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == b""
    assert len(done.stderr.decode().splitlines()) == 1
