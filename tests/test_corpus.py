"""A corpus run: one record an article, whatever happens to the run; the articles are invented."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from summarizer import summarize
from summarizer.corpus import run
from summarizer.corpus.inputs import pieces
from summarizer.corpus.journal import Journal, Line
from summarizer.corpus.window import Window
from summarizer.errors import ConfigError, SourceError
from summarizer.models.record import Record
from summarizer.settings import Settings
from tests.attacks.newsroom import article
from tests.servers.scripted import ScriptedServer, failure, reader
from tests.shared import EXAMPLE
from tests.test_cli import run as command

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.servers.scripted import Reply, Request


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    """Sixty articles, a line that is no JSON, a blank one, and one in French."""
    path = tmp_path / "wire.jsonl"
    lines = [json.dumps({"text": article(number), "outlet": f"Wire {number}"}) for number in range(60)]
    lines[20:20] = [
        "{broken",
        "",
        json.dumps({"text": "Les ministres se sont rencontrés à Oslo lundi. " * 20}),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def records(path: Path) -> list[Record]:
    return [Record.model_validate_json(line) for line in path.read_text("utf-8").splitlines()]


def test_every_article_has_one_record_a_brief_or_a_typed_error(wire: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    summary = run([wire], output, engine="rules", processes=2)
    found = records(output)
    assert sorted(r.article for r in found) == sorted(f"{wire}:{n}" for n in range(1, 64) if n != 22)
    assert Counter(r.error.type for r in found if r.error) == {"SourceError": 1, "NotEnglish": 1}
    assert (summary.ok, summary.failed, summary.read, summary.skipped) == (60, 2, 62, 0)
    assert all(r.brief is None or r.brief.documents[0].sha256 == r.sha256 for r in found)


def test_a_record_holds_the_brief_that_the_article_alone_gives(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    run([EXAMPLE / "A.txt"], output, engine="rules", processes=1)
    (record,) = records(output)
    alone = summarize(EXAMPLE / "A.txt", engine="rules")
    assert record.brief is not None
    same = {"provenance", "documents"}
    assert record.brief.model_dump(exclude=same) == alone.model_dump(exclude=same)


def test_a_second_run_reads_nothing_and_an_unasked_one_touches_nothing(wire: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    run([wire], output, engine="rules", processes=1)
    before = output.read_bytes()
    with pytest.raises(ConfigError, match="there is output already; give --resume"):
        run([wire], output, engine="rules")
    again = run([wire], output, engine="rules", processes=1, resume=True)
    assert (again.read, again.skipped, again.ok) == (0, 62, 60)
    assert output.read_bytes() == before


def test_lines_added_since_are_what_a_resumed_run_reads(wire: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    run([wire], output, engine="rules", processes=1)
    with wire.open("a") as file:
        file.write(json.dumps({"text": article(99)}) + "\n")
    again = run([wire], output, engine="rules", processes=1, resume=True)
    assert (again.read, again.ok) == (1, 61)


def test_folders_patterns_packed_lines_and_files_of_several_articles_are_read(tmp_path: Path) -> None:
    news = tmp_path / "news"
    (news / "deep").mkdir(parents=True)
    (news / "a.txt").write_text(article(1))
    (news / "deep" / "b.txt").write_text(article(2))
    (news / ".hidden.txt").write_text(article(3))
    (news / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    packed = tmp_path / "wire.jsonl.gz"
    packed.write_bytes(
        gzip.compress(b"".join(json.dumps({"text": article(n)}).encode() + b"\n" for n in (4, 5)))
    )
    listed = tmp_path / "list.json"
    listed.write_text(json.dumps([{"text": article(n)} for n in (6, 7, 8)]))
    output = tmp_path / "out.jsonl"
    summary = run([news, packed, listed, str(tmp_path / "no*.txt")], output, engine="rules", processes=2)
    names = sorted(os.path.relpath(r.article, tmp_path) for r in records(output))
    assert names == [
        *("list.json#1", "list.json#2", "list.json#3", "news/a.txt", "news/deep/b.txt"),
        *("wire.jsonl.gz:1", "wire.jsonl.gz:2"),
    ]
    assert summary.failed == 0


def test_an_object_store_is_read_as_a_disk_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = pytest.importorskip("fsspec", reason="the extra [ray] is not installed").filesystem("memory")
    packed = gzip.compress(b"".join(json.dumps({"text": article(n)}).encode() + b"\n" for n in (1, 2)))
    store.pipe({"/news/deep/wire.jsonl.gz": packed, "/news/a.txt": article(3).encode()})
    store.pipe({"/news/.hidden.txt": b"x", "/news/empty.txt": b" ", "/other.txt": article(4).encode()})
    output = tmp_path / "out.jsonl"
    sources = ["memory://news", "memory://news/d*/*.gz", "memory://other.txt"]
    summary = run(sources, output, engine="rules", processes=1)
    found = {record.article: record for record in records(output)}
    assert sorted(found) == [
        *(
            "memory:///news/a.txt",
            "memory:///news/deep/wire.jsonl.gz:1",
            "memory:///news/deep/wire.jsonl.gz:2",
        ),
        *("memory:///news/empty.txt", "memory:///other.txt"),
    ]
    assert summary.failed == 1
    with pytest.raises(SourceError, match="memory://none: cannot be read"):
        run(["memory://none"], tmp_path / "none.jsonl", engine="rules", processes=1)
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(ConfigError, match="the store's own: s3fs"):
        run(["s3://news/a.jsonl"], tmp_path / "s3.jsonl", engine="rules", processes=1)


def test_parquet_in_an_object_store_is_read_row_by_row(tmp_path: Path) -> None:
    store = pytest.importorskip("fsspec", reason="the extra [ray] is not installed").filesystem("memory")
    pyarrow = pytest.importorskip("pyarrow", reason="the extra [parquet] is not installed")
    table = pyarrow.table({"text": [article(1), article(2)]})
    with store.open("/rows.parquet", "wb") as file:
        pytest.importorskip("pyarrow.parquet").write_table(table, file)
    run(["memory://rows.parquet"], tmp_path / "out.jsonl", engine="rules", processes=1)
    names = sorted(record.article for record in records(tmp_path / "out.jsonl"))
    assert names == ["memory:///rows.parquet:1", "memory:///rows.parquet:2"]


def test_a_corpus_is_a_stream_of_which_nothing_is_held(tmp_path: Path) -> None:
    read: list[int] = []

    def endless() -> Iterator[Path]:
        for number in range(10**9):
            read.append(number)
            yield EXAMPLE / "A.txt"

    first = next(pieces(endless()))
    assert (first.name, read) == (str(EXAMPLE / "A.txt"), [0])


def test_a_line_without_end_is_an_error_and_the_next_one_is_read(tmp_path: Path) -> None:
    long = tmp_path / "long.jsonl"
    with long.open("wb") as file:
        file.write(b'{"text": "')
        for _ in range(45):
            file.write(b"x" * 1_000_000)
        file.write(b'"}\n' + json.dumps({"text": article(1)}).encode() + b"\n")
    output = tmp_path / "out.jsonl"
    run([long], output, engine="rules", processes=1)
    first, second = sorted(records(output), key=lambda r: r.article)
    assert first.error is not None
    assert "longer than 20 MB" in first.error.message
    assert second.brief is not None


def test_a_missing_source_is_named_and_what_was_read_before_it_is_kept(tmp_path: Path) -> None:
    sources = [EXAMPLE / "A.txt", EXAMPLE / "B.txt", tmp_path / "missing.jsonl"]
    with pytest.raises(SourceError, match=r"missing\.jsonl"):
        run(sources, tmp_path / "rules.jsonl", engine="rules", processes=1)
    assert len(records(tmp_path / "rules.jsonl")) == 2
    with ScriptedServer(reader) as server, pytest.raises(SourceError, match=r"missing\.jsonl"):
        run(sources, tmp_path / "model.jsonl", settings=model(server))
    assert len(records(tmp_path / "model.jsonl")) == 2


# -- a model ---------------------------------------------------------------------------------------------------


def model(server: ScriptedServer, **more: Any) -> Settings:
    return Settings(model="any/model", base_url=server.base_url, cache=False, repair=False, **more)


def test_a_model_reads_many_at_a_time_and_no_slow_article_holds_the_others_up(
    wire: Path, tmp_path: Path
) -> None:
    began = time.monotonic()

    def script(request: Request) -> Reply:
        time.sleep(3.0 if request.article.startswith(article(0)[:40]) else 0.05)
        return reader(request)

    done: list[float] = []
    with ScriptedServer(script) as server:
        summary = run(
            [wire], tmp_path / "out.jsonl", settings=model(server, concurrency=16),
            progress=lambda _: done.append(time.monotonic() - began),
        )  # fmt: skip
    assert (summary.ok, summary.failed) == (61, 1)
    assert sum(moment < done[-1] - 1.0 for moment in done) >= 55


def test_refusals_for_the_rate_narrow_the_window_and_cost_no_article(wire: Path, tmp_path: Path) -> None:
    counted = Counter[str]()

    def script(request: Request) -> Reply:
        counted[request.article[:60]] += 1
        if counted[request.article[:60]] <= 2 and len(counted) % 5 == 0:
            return failure(429, "slow down")
        return reader(request)

    with ScriptedServer(script) as server:
        summary = run([wire], tmp_path / "out.jsonl", settings=model(server, concurrency=8, max_attempts=1))
    assert (summary.ok, summary.failed) == (61, 1)


def test_a_refused_key_stops_the_run_and_a_resumed_one_reads_the_rest(wire: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    asked = 0

    def script(request: Request) -> Reply:
        nonlocal asked
        asked += 1
        return failure(401, "no such key") if asked > 10 else reader(request)

    with ScriptedServer(script) as server:
        stopped = run([wire], output, settings=model(server, concurrency=4))
    assert stopped.stopped is not None
    assert {r.error.type for r in records(output) if r.error} <= {"SourceError"}
    with ScriptedServer(reader) as server:
        summary = run([wire], output, resume=True, settings=model(server))
    assert (summary.ok, summary.failed, summary.stopped) == (61, 1, None)
    assert Counter(r.article for r in records(output)).most_common(1)[0][1] == 1


def test_a_spent_budget_stops_the_run_and_no_article_is_called_failed(wire: Path, tmp_path: Path) -> None:
    with ScriptedServer(reader) as server:
        summary = run(
            [wire], tmp_path / "out.jsonl", settings=model(server, concurrency=2, max_run_requests=12)
        )
    assert summary.stopped is not None
    assert "the run's requests are spent" in summary.stopped
    assert {r.error.type for r in records(tmp_path / "out.jsonl") if r.error} <= {"SourceError"}
    assert 8 <= summary.ok <= 12


def test_the_window_halves_once_for_refusals_that_come_together_and_grows_back() -> None:
    async def play() -> list[int]:
        window = Window(16)
        sizes = [window.size]
        window.refused()
        window.refused()
        sizes.append(window.size)
        for _ in range(200):
            window.answered()
        return [*sizes, window.size]

    assert asyncio.run(play()) == [16, 8, 16]


# -- the journal -----------------------------------------------------------------------------------------------


def test_whatever_a_kill_leaves_of_the_output_every_piece_is_whole_once(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    line = '{"article": "%s", "of": 0, "error": null}'
    with Journal(output, resume=False) as journal:
        journal.add("a", [Line(line % "a", ok=True, cost=0.0)])
    whole = output.read_bytes()
    second = (line % "b").encode() + b"\n"
    for cut in range(len(second) + 1):
        output.write_bytes(whole + second[:cut])
        with Journal(output, resume=True) as journal:
            assert journal.has("a")
            assert journal.has("b") == (cut == len(second))
            assert journal.ok == 1 + journal.has("b")
        assert output.read_bytes() == whole + (second if cut == len(second) else b"")


def test_an_output_that_was_cut_or_lost_its_ledger_is_refused(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    with Journal(output, resume=False) as journal:
        journal.add("a", [Line('{"article": "a", "error": null}', ok=True, cost=0.0)])
    output.write_bytes(output.read_bytes()[:5])
    with pytest.raises(ConfigError, match="shorter than its ledger says"):
        Journal(output, resume=True)
    journal.ledger.unlink()
    with pytest.raises(ConfigError, match=r"ledger out\.jsonl\.ledger is missing"):
        Journal(output, resume=True)


def test_the_command_tells_what_was_done_and_lists_what_failed(wire: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    done = command("corpus", str(wire), "-o", str(output), "--engine", "rules")
    assert done.returncode == 3
    assert "60 read; 2 failed (" in done.stderr.decode()
    listed = [json.loads(line) for line in (tmp_path / "out.failed.jsonl").read_text().splitlines()]
    assert {one["error"]["type"] for one in listed} == {"SourceError", "NotEnglish"}
    again = command("corpus", str(wire), "-o", str(output), "--engine", "rules")
    assert again.returncode == 2
    assert len(again.stderr.decode().splitlines()) == 1
