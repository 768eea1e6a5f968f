"""Parquet as a corpus's source and output, and what else a run tells and leaves; the articles are invented."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
import tracemalloc
from contextlib import closing
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from summarizer.archive import Archive, fill
from summarizer.corpus import run
from summarizer.corpus.inputs import pieces, size_of
from summarizer.corpus.runner import Summary
from summarizer.errors import ConfigError, SourceError
from summarizer.files import rewritten
from summarizer.models.brief import Brief
from summarizer.models.record import Record
from summarizer.settings import Settings
from tests.attacks.newsroom import article, dispatch
from tests.servers.scripted import ScriptedServer, reader
from tests.shared import ROOT
from tests.test_cli import run as command
from tests.test_terminal import at_terminal

if TYPE_CHECKING:
    from pathlib import Path

FRENCH = "Les ministres se sont rencontrés à Oslo lundi. " * 20


def table_of(path: Path, *rows: dict[str, Any], **options: Any) -> Path:
    pq.write_table(pa.Table.from_pylist(list(rows)), path, **options)
    return path


def records(path: Path) -> list[Record]:
    return [Record.model_validate_json(line) for line in path.read_text("utf-8").splitlines()]


# -- sources -----------------------------------------------------------------------------------------------------


def test_a_row_is_read_as_an_object_of_json_with_the_same_fields_would_be(tmp_path: Path) -> None:
    rows = [{"text": article(n), "Outlet": f"Wire {n}", "published_at": f"2031-03-1{n}"} for n in range(3)]
    wire = tmp_path / "wire.jsonl"
    wire.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    table = table_of(
        tmp_path / "wire.parquet",
        *(row | {"published_at": date.fromisoformat(row["published_at"])} for row in rows),
    )
    run([wire], tmp_path / "a.jsonl", engine="rules", processes=1)
    run([table], tmp_path / "b.jsonl", engine="rules", processes=1)
    one, other = records(tmp_path / "a.jsonl"), records(tmp_path / "b.jsonl")
    assert [r.article for r in other] == [f"{table}:{n}" for n in (1, 2, 3)]
    assert [(r.sha256, r.outlet, r.published) for r in one] == [
        (r.sha256, r.outlet, r.published) for r in other
    ]
    assert other[2].published == date(2031, 3, 12)


def test_columns_of_every_type_become_json(tmp_path: Path) -> None:
    moment = datetime(2031, 3, 11, 9, 30, tzinfo=UTC)
    schema = pa.schema([
        ("text", pa.large_string()), ("source", pa.dictionary(pa.int32(), pa.string())),
        ("published", pa.timestamp("ns", "UTC")), ("updated", pa.timestamp("s")), ("tags", pa.list_(pa.string())),
        ("vector", pa.list_(pa.float32(), 2)), ("by", pa.struct([("name", pa.binary())])),
        ("price", pa.decimal128(5, 2)), ("nothing", pa.null()),
    ])  # fmt: skip
    row = {
        "text": "Envoys met.", "source": "Wire", "published": moment, "updated": moment.replace(tzinfo=None),
        "tags": ["a"], "vector": [0.5, 1.0], "by": {"name": "Zoë".encode()}, "price": "1.50", "nothing": None,
    }  # fmt: skip
    path = tmp_path / "a.parquet"
    exact = (
        pa.array([moment.timestamp() * 1e9 + 7], pa.float64())
        .cast(pa.int64())
        .cast(pa.timestamp("ns", "UTC"))
    )
    table = pa.Table.from_pylist([row | {"price": None}], schema)
    pq.write_table(table.set_column(2, schema.field(2), exact), path)
    (piece,) = pieces([path])
    assert json.loads(piece.line or b"") == row | {
        "published": "2031-03-11T09:30:00+00:00", "updated": "2031-03-11T09:30:00", "by": {"name": "Zoë"}, "price": None
    }  # fmt: skip


def test_folders_and_patterns_hold_tables_too(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.txt").write_text(article(1))
    table_of(news / "b.PARQUET", {"text": article(2)})
    assert [piece.name for piece in pieces([news])] == [str(news / "a.txt"), f"{news / 'b.PARQUET'}:1"]
    assert [piece.name for piece in pieces([f"{news}/*.PARQUET"])] == [f"{news / 'b.PARQUET'}:1"]


def test_no_more_of_a_table_is_held_than_a_few_rows(tmp_path: Path) -> None:
    path = table_of(
        tmp_path / "large.parquet",
        *({"text": f"{n} " + article(n) * 20} for n in range(3_000)),
        compression="none", use_dictionary=False, write_batch_size=64,
    )  # fmt: skip
    assert pq.ParquetFile(path).num_row_groups == 1
    before = pa.total_allocated_bytes()
    tracemalloc.start()
    most = 0
    for _ in pieces([path]):
        most = max(most, pa.total_allocated_bytes() - before)
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert path.stat().st_size > 40_000_000
    assert most + held < 16_000_000


def test_a_file_that_is_no_table_or_holds_no_texts_is_named_with_the_remedy(tmp_path: Path) -> None:
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"PAR1 and nothing else")
    with pytest.raises(
        SourceError, match=r"broken\.parquet: it cannot be read as Parquet .*; check the file"
    ):
        run([broken], tmp_path / "a.jsonl", engine="rules")
    named = table_of(tmp_path / "named.parquet", {"id": 1, "inhalt": "Envoys met."})
    with pytest.raises(
        SourceError, match=r"named\.parquet: none of its columns .*\(id, inhalt\); call the column `text`"
    ):
        run([named], tmp_path / "b.jsonl", engine="rules")
    done = command("brief", str(named), "--engine", "rules")
    assert done.returncode == 2
    assert b"it is a Parquet file, not text; read it with summarizer corpus" in done.stderr


def test_without_the_extra_the_remedy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(article(1))
    table_of(tmp_path / "b.parquet", {"text": article(2)})
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(SourceError, match=r"b\.parquet: .* pip install 'diplomatic-summarizer\[parquet\]'"):
        run([tmp_path], tmp_path / "out.jsonl", engine="rules", processes=1)
    assert len(records(tmp_path / "out.jsonl")) == 1
    monkeypatch.setattr("summarizer.corpus.parquet.find_spec", lambda _: None)
    with pytest.raises(ConfigError, match=r"out\.parquet: .* pip install 'diplomatic-summarizer\[parquet\]'"):
        run([tmp_path / "a.txt"], tmp_path / "out.parquet", engine="rules")
    assert not (tmp_path / "out.parquet.jsonl").exists()


def test_pyarrow_is_not_imported_where_no_table_is(tmp_path: Path) -> None:
    code = "import sys, summarizer.corpus, summarizer.cli.corpus; sys.exit('pyarrow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0


# -- outputs -----------------------------------------------------------------------------------------------------


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    path = tmp_path / "wire.jsonl"
    lines = [json.dumps({"text": article(n), "published": "2031-03-11"}) for n in range(12)]
    path.write_text("\n".join([*lines, json.dumps({"text": FRENCH}), "{broken"]) + "\n", "utf-8")
    return path


def test_a_table_holds_every_record_with_its_types(wire: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.parquet"
    summary = run([wire], output, engine="rules", processes=1)
    assert (summary.ok, summary.failed) == (12, 2)
    lines = [json.loads(line) for line in (tmp_path / "out.parquet.jsonl").read_text("utf-8").splitlines()]
    rows = pq.read_table(output).to_pylist()
    for row, record in zip(rows, lines, strict=True):
        error = record["error"] or {"type": None, "message": None}
        assert (row.pop("error_type"), row.pop("error_message")) == (error["type"], error["message"])
        assert (json.loads(row["brief"]) if row["brief"] else None) == record["brief"]
        assert (row["published"].isoformat() if row["published"] else None) == record["published"]
        assert {n: v for n, v in row.items() if n not in {"brief", "published"}} == {
            name: record[name] for name in row if name not in {"brief", "published"}
        }
    asked = duckdb.read_parquet(str(output)).filter("error_type IS NULL")
    asked = asked.project("brief->>'$.title' AS title, published, cost, seconds")
    assert [str(kind) for kind in asked.types] == ["VARCHAR", "DATE", "DOUBLE", "DOUBLE"]
    assert sorted(row[0] for row in asked.fetchall()) == sorted(
        record["brief"]["title"] for record in lines if record["brief"]
    )


def test_a_run_that_was_stopped_leaves_a_whole_table_and_a_resumed_one_completes_it(
    wire: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out.parquet"
    with ScriptedServer(reader) as server:
        settings = Settings(
            model="any/model", base_url=server.base_url, cache=False, repair=False, concurrency=1
        )
        stopped = run([wire], output, settings=settings.model_copy(update={"max_run_requests": 5}))
        assert stopped.stopped is not None
        assert pq.read_metadata(output).num_rows == stopped.read
        again = run([wire], output, resume=True, settings=settings)
    assert again.stopped is None
    assert sorted(pq.read_table(output)["article"].to_pylist()) == sorted(f"{wire}:{n}" for n in range(1, 15))
    assert not list(tmp_path.glob("*.new"))


def test_an_interrupted_run_leaves_a_whole_table(wire: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.parquet"

    def interrupt(summary: Summary) -> None:
        if summary.read == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run([wire], output, engine="rules", processes=1, progress=interrupt)
    assert pq.read_metadata(output).num_rows == 3


def test_a_table_without_the_records_it_was_made_of_is_not_overwritten(wire: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.parquet"
    run([wire], output, engine="rules", processes=1)
    before = output.read_bytes()
    with pytest.raises(ConfigError, match="there is output already; give --resume"):
        run([wire], output, engine="rules")
    (tmp_path / "out.parquet.jsonl").unlink()
    with pytest.raises(ConfigError, match=r"out\.parquet\.jsonl, from which it is resumed, is missing"):
        run([wire], output, resume=True, engine="rules")
    assert output.read_bytes() == before


def test_a_file_takes_the_place_of_another_when_it_is_whole(tmp_path: Path) -> None:
    path, link = tmp_path / "a", tmp_path / "link"
    path.write_text("old")
    path.chmod(0o640)
    link.symlink_to(path)
    with pytest.raises(TypeError), rewritten(link) as file:
        file.writelines([b"half", None])  # type: ignore[list-item]
    assert path.read_text() == "old"
    (tmp_path / "a.new").write_text("left by a kill")
    with rewritten(link) as file:
        file.write(b"new")
    assert (path.read_text(), path.stat().st_mode & 0o777, link.is_symlink()) == ("new", 0o640, True)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a", "link"]
    with pytest.raises(ConfigError, match="cannot be written"), rewritten(tmp_path / "no" / "a"):
        pass


def test_a_folder_that_holds_the_output_is_read_without_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(article(1))
    (tmp_path / "b.txt").write_text(FRENCH)
    for output in (tmp_path / "out.jsonl", tmp_path / "out.parquet"):
        first = run([tmp_path / "a.txt", tmp_path, f"{tmp_path}/*"], output, engine="rules", processes=1)
        again = run([tmp_path], output, engine="rules", processes=1, resume=True)
        assert (first.ok, first.failed, again.read) == (1, 1, 0)
        for path in tmp_path.glob("out*"):
            path.unlink()


# -- progress and archive ----------------------------------------------------------------------------------------


def test_the_share_done_is_counted_in_bytes_of_the_files(wire: Path, tmp_path: Path) -> None:
    table = table_of(tmp_path / "t.parquet", *({"text": dispatch(n)} for n in range(5)))
    letter = tmp_path / "a.txt"
    letter.write_text(dispatch(9))
    sources = [wire, table, letter]
    total = size_of(sources)
    assert total == sum(path.stat().st_size for path in sources)
    shares: list[int] = []
    output = tmp_path / "out.jsonl"
    run(sources, output, engine="rules", processes=1, progress=lambda s: shares.append(s.bytes_done))
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] == total
    assert run(sources, output, resume=True, engine="rules").bytes_done == total
    assert size_of([wire, "-"]) is None


def test_a_terminal_shows_rate_share_and_time_left(tmp_path: Path) -> None:
    wire = tmp_path / "wire.jsonl"
    wire.write_text("".join(json.dumps({"text": article(n)}) + "\n" for n in range(150)))
    code, _, told = at_terminal(
        "corpus", str(wire), "-o", str(tmp_path / "o.jsonl"), "--engine", "rules", COLUMNS="120"
    )
    assert code == 0
    assert re.search(rb"\d+ articles, 0 failed, \d+\.\d a second", told)
    assert re.search(rb"[1-9]\d?%", told)
    assert re.search(rb"\d:\d\d:\d\d", told)


def test_the_briefs_of_an_output_go_into_an_archive_once(wire: Path, tmp_path: Path) -> None:
    output, archive = tmp_path / "out.jsonl", tmp_path / "briefs.db"
    arguments = ["corpus", str(wire), "-o", str(output), "--engine", "rules", "--to", f"sqlite:{archive}"]
    held: dict[str, str] = {}
    for more, added in (([], 12), (["--resume"], 0), (["--resume"], 1)):
        done = command(*arguments, *more)
        assert done.returncode == 3
        assert re.search(rf"Added {added} briefs? to ".encode(), done.stderr)
        with closing(sqlite3.connect(archive)) as database, database:
            before, held = held, dict(database.execute("SELECT id, json FROM briefs"))
            if not added:
                database.execute("PRAGMA foreign_keys = ON")
                database.execute("DELETE FROM briefs WHERE id = ?", (min(held),))
        assert before in ({}, held)
    assert set(held.values()) == {r.brief.model_dump_json() for r in records(output) if r.brief}


def test_of_several_articles_of_one_text_an_archive_keeps_the_last(tmp_path: Path) -> None:
    wire, output = tmp_path / "wire.jsonl", tmp_path / "out.jsonl"
    wire.write_text("".join(json.dumps({"text": dispatch(1), "outlet": f"Wire {n}"}) + "\n" for n in (1, 2)))
    run([wire], output, engine="rules", processes=1)
    archive = Archive.create(tmp_path / "briefs.db")
    for _ in range(2):
        with output.open("rb") as lines:
            fill(archive, lines)
        with closing(sqlite3.connect(archive.path)) as database:
            ((held,),) = database.execute("SELECT json FROM briefs").fetchall()
        assert Brief.model_validate_json(held).documents[0].outlet == "Wire 2"
