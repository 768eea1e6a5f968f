"""Articles of a corpus that failed: kept whole, and read again into one output; the articles are invented."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import sys
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

import pytest

from summarizer.corpus import journal as journals
from summarizer.corpus import retries, run
from summarizer.corpus.journal import Journal, Line
from summarizer.errors import ConfigError, SourceError
from summarizer.models.record import Record
from summarizer.settings import Settings
from tests.attacks import limited
from tests.attacks.newsroom import article, dispatch
from tests.servers.scripted import ScriptedServer, failure, reader
from tests.test_cli import run as command

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import FrameType

    from tests.servers.scripted import Reply, Request

FRENCH = "Les ministres se sont rencontrés à Oslo lundi. " * 20


def records(path: Path) -> list[Record]:
    return [Record.model_validate_json(line) for line in path.read_text("utf-8").splitlines()]


def letters(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def wire_of(path: Path, *articles: dict[str, Any] | str) -> Path:
    lines = (each if isinstance(each, str) else json.dumps(each) for each in articles)
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return path


# -- dead letters ------------------------------------------------------------------------------------------------


def test_a_failed_article_is_kept_with_all_that_its_line_said(tmp_path: Path) -> None:
    given = {
        "id": "x7",
        "html": f"<p>{FRENCH}</p>",
        "headline": "Réunion",
        "desk": {"no": 3},
        "date": "2031-03-11",
    }
    wire = wire_of(tmp_path / "wire.jsonl", {"text": article(1)}, given, "{broken")
    run([wire], tmp_path / "out.jsonl", engine="rules", processes=1)
    kept, unread = letters(tmp_path / "out.failed.jsonl")
    assert {name: value for name, value in kept.items() if name != "error"} == given
    assert kept["error"]["type"] == "NotEnglish"
    assert kept["error"]["article"] == f"{wire}:2"
    assert set(unread) == {"error"}
    assert unread["error"]["article"] == f"{wire}:3"
    assert unread["error"]["message"].startswith(f"{wire}:3: it is not valid JSON")


def test_a_failed_file_is_kept_with_its_text_and_what_is_known_of_it(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        f'<html lang="fr"><head><title>Réunion</title><meta property="og:site_name" content="Le Fjord"></head>'
        f'<body><article><h1>Réunion à Oslo</h1><p>{FRENCH}</p><p>{FRENCH}</p></article></body></html>', "utf-8"
    )  # fmt: skip
    several = tmp_path / "list.json"
    several.write_text(json.dumps([{"text": article(1)}, {"text": FRENCH, "published": "2031-03-11"}]))
    run([page, several], tmp_path / "out.jsonl", engine="rules", processes=1)
    first, second = letters(tmp_path / "out.failed.jsonl")
    assert FRENCH.strip() in first["text"]
    assert (first["title"], first["outlet"]) == ("Réunion à Oslo", "Le Fjord")
    assert (second["text"], second["published"]) == (FRENCH, "2031-03-11")
    assert second["error"]["article"] == f"{several}#2"


def test_what_failed_can_be_read_as_a_corpus_and_gives_the_same_brief(tmp_path: Path) -> None:
    first, second = ({"text": article(n), "outlet": f"Wire {n}", "published": "2031-03-11"} for n in (1, 2))
    wire = wire_of(tmp_path / "wire.jsonl", first, "{broken", second)
    with ScriptedServer(lambda _: failure(400, "no")) as server:
        summary = run([wire], tmp_path / "out.jsonl", settings=model(server))
    assert (summary.ok, summary.failed) == (0, 3)
    run([tmp_path / "out.failed.jsonl"], tmp_path / "again.jsonl", engine="rules", processes=1)
    run([wire], tmp_path / "whole.jsonl", engine="rules", processes=1)
    same = [
        {r.sha256: r.brief.model_dump(exclude={"provenance", "documents"}) for r in records(path) if r.brief}
        for path in (tmp_path / "again.jsonl", tmp_path / "whole.jsonl")
    ]
    assert same[0] == same[1]
    assert len(same[0]) == 2
    (unread,) = (r.error for r in records(tmp_path / "again.jsonl") if r.error)
    assert "the article has no text" in unread.message


def test_half_a_character_anywhere_is_no_reason_to_stop(tmp_path: Path) -> None:
    half = '"title": "half \\ud800", "outlet": "\\udfff", "desk": "\\ud800"'
    wire = wire_of(
        tmp_path / "wire.jsonl",
        f'{{"text": {json.dumps(FRENCH)}, {half}}}',
        f'{{"text": {json.dumps(article(1))}, {half}}}',
    )
    summary = run([wire], tmp_path / "out.jsonl", engine="rules", processes=1)
    assert (summary.ok, summary.failed) == (1, 1)
    assert letters(tmp_path / "out.failed.jsonl")[0]["desk"] == "\ud800"


# -- read again --------------------------------------------------------------------------------------------------


def model(server: ScriptedServer, **more: Any) -> Settings:
    return Settings(
        model="any/model", base_url=server.base_url, cache=False, repair=False, max_attempts=1, **more
    )


def round_of(request: Request) -> int:
    return int(request.article.partition(" for round ")[2].partition(".")[0])


def refusing(*rounds: int) -> Callable[[Request], Reply]:
    """A model's server that will not read the dispatches of these numbers."""

    def script(request: Request) -> Reply:
        return failure(400, "no") if round_of(request) in rounds else reader(request)

    return script


def test_failures_are_read_again_and_one_output_ends_up_whole(tmp_path: Path) -> None:
    wire = wire_of(tmp_path / "wire.jsonl", *({"text": dispatch(n)} for n in range(12)), "{broken")
    output = tmp_path / "out.jsonl"
    with ScriptedServer(refusing(3, 7)) as server:
        first = run([wire], output, settings=model(server))
    assert (first.ok, first.failed) == (10, 3)
    before = {r.article: r for r in records(output)}
    with ScriptedServer(refusing(7)) as server:
        again = run([wire], output, resume=True, retry_failed=True, settings=model(server))
        assert sorted(round_of(request) for request in server.requests) == [3, 7]
    assert (again.ok, again.failed, again.read, again.skipped) == (11, 2, 3, 10)
    found = {r.article: r for r in records(output)}
    assert len(found) == len(output.read_bytes().splitlines()) == 13
    assert found[f"{wire}:4"].brief is not None
    assert all(found[name] == record for name, record in before.items() if record.brief)
    failed = {each["error"]["article"] for each in letters(tmp_path / "out.failed.jsonl")}
    assert failed == {f"{wire}:8", f"{wire}:13"}


def test_a_file_of_several_articles_is_read_again_as_a_whole(tmp_path: Path) -> None:
    several = tmp_path / "list.json"
    several.write_text(json.dumps([{"text": dispatch(n)} for n in (1, 2, 3)]))
    output = tmp_path / "out.jsonl"
    with ScriptedServer(refusing(2)) as server:
        run([several, wire_of(tmp_path / "w.jsonl", {"text": dispatch(4)})], output, settings=model(server))
    with ScriptedServer(reader) as server:
        again = run([several], output, resume=True, retry_failed=True, settings=model(server))
        assert len(server.requests) == 3
    assert (again.ok, again.failed) == (4, 0)
    assert len(records(output)) == 4
    assert letters(tmp_path / "out.failed.jsonl") == []


def test_failures_that_no_source_holds_any_more_stay_in_the_output(tmp_path: Path) -> None:
    wires = [
        wire_of(tmp_path / f"{name}.jsonl", {"text": FRENCH + name}, {"text": article(1)})
        for name in ("a", "b")
    ]
    output = tmp_path / "out.jsonl"
    run(wires, output, engine="rules", processes=1)
    before = sorted(r.article for r in records(output))
    kept = letters(tmp_path / "out.failed.jsonl")
    again = run([wires[0]], output, resume=True, retry_failed=True, engine="rules", processes=1)
    assert (again.ok, again.failed, again.read) == (2, 2, 1)
    assert sorted(r.article for r in records(output)) == before
    assert sorted(map(str, letters(tmp_path / "out.failed.jsonl"))) == sorted(map(str, kept))
    with pytest.raises(SourceError):
        run([tmp_path / "gone.jsonl"], output, resume=True, retry_failed=True, engine="rules", processes=1)
    assert sorted(r.article for r in records(output)) == before


def test_retrying_without_resuming_is_refused(tmp_path: Path) -> None:
    wire = wire_of(tmp_path / "wire.jsonl", {"text": FRENCH})
    done = command(
        "corpus", str(wire), "-o", str(tmp_path / "o.jsonl"), "--retry-failed", "--engine", "rules"
    )
    assert done.returncode == 2
    assert b"--retry-failed with --resume" in done.stderr


# -- killed ------------------------------------------------------------------------------------------------------


def line(name: str, *, ok: bool, more: str = "") -> Line:
    error = None if ok else {"type": "RateLimited", "message": f"slow {more}"}
    return Line(json.dumps({"article": name, "of": 0, "error": error, "brief": more}), ok, 0.0)


def first_run(output: Path) -> None:
    """Six pieces, two of which failed, the last line being one."""
    with Journal(output, resume=False) as journal:
        for number in range(6):
            journal.add(f"{number}", [line(f"{number}", ok=number not in (2, 5))])


def retry(output: Path) -> None:
    """What a run does: the failures are taken out, one is read and has a brief, one is not met again."""
    with Journal(output, resume=True, retry_failed=True) as journal:
        if not journal.has("2"):
            journal.add("2", [line("2", ok=True, more="again")])
            journal.flush()
        journal.put_back()


def dies_at(step: int, work: Callable[[], None]) -> bool:
    """Do work in a process that kills itself at a step of it: before a file is synced or takes another's place, or a
    statement of the ledger begins. Whether it came so far.
    """
    child = os.fork()
    if child:
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    left = step

    def count(*_: object) -> None:
        nonlocal left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            count()
            return function(*arguments, **named)

        return call

    connect = sqlite3.connect

    def traced(*arguments: Any, **named: Any) -> sqlite3.Connection:
        database: sqlite3.Connection = connect(*arguments, **named)
        database.set_trace_callback(count)
        return database

    try:
        os.fsync = counted(os.fsync)
        os.replace = os.rename = counted(os.replace)
        journals.sqlite3.connect = traced  # type: ignore[attr-defined]
        work()
    except BaseException:  # noqa: BLE001 - a fork must not go on with the tests
        os._exit(2)
    os._exit(0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
def test_killed_at_every_step_of_taking_failures_out_nothing_is_lost_or_twice_in_the_output(
    tmp_path: Path,
) -> None:
    moments = set()
    for step in range(1, 200):
        output = tmp_path / f"{step}" / "out.jsonl"
        output.parent.mkdir()
        first_run(output)
        if not dies_at(step, lambda output=output: retry(output)):  # type: ignore[misc]
            break
        with closing(sqlite3.connect(output.with_name("out.jsonl.ledger"))) as ledger:
            swapping = ledger.execute("SELECT count(*) FROM swap").fetchone()[0]
            moments.add((len(output.read_bytes().splitlines()), swapping))
        with Journal(output, resume=True) as journal:  # without being asked to retry again
            held = [json.loads(each)["article"] for each in output.read_bytes().splitlines()]
            assert len(held) == len(set(held))
            missing = {"0", "1", "2", "3", "4", "5"} - set(held)
            assert all(not journal.has(name) for name in missing)
            assert not output.with_name("out.jsonl.new").exists()
        retry(output)
        found = [json.loads(each) for each in output.read_bytes().splitlines()]
        assert sorted(each["article"] for each in found) == ["0", "1", "2", "3", "4", "5"]
        assert {each["article"] for each in found if each["error"]} == {"5"}
        with Journal(output, resume=True) as journal:
            assert (journal.ok, journal.failed) == (5, 1)
            assert [json.loads(each)["error"]["article"] for each in journal.failures()] == ["5"]
    else:
        pytest.fail("the work never came to its end")
    assert step > 30
    assert {(6, 0), (6, 1), (4, 1), (4, 0), (5, 0)} <= moments


def test_an_output_all_of_which_was_taken_out_is_not_begun_anew(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    with Journal(output, resume=False) as journal:
        journal.add("a", [line("a", ok=False)])
    with Journal(output, resume=True, retry_failed=True):
        assert output.read_bytes() == b""
    with pytest.raises(ConfigError, match="there is output already"):
        Journal(output, resume=False)
    with Journal(output, resume=True) as journal:
        journal.put_back()
    assert json.loads(output.read_bytes())["article"] == "a"


def test_a_file_with_one_numbered_article_that_a_kill_left_unentered_is_not_doubled(tmp_path: Path) -> None:
    single = tmp_path / "list.json"
    single.write_text(json.dumps([{"text": article(1)}]))
    output = tmp_path / "out.jsonl"
    run([single], output, engine="rules", processes=1)
    with closing(sqlite3.connect(tmp_path / "out.jsonl.ledger")) as ledger, ledger:
        ledger.execute("DELETE FROM pieces")
        ledger.execute("DELETE FROM output")
    run([single], output, engine="rules", processes=1, resume=True)
    assert [r.article for r in records(output)] == [f"{single}#1"]


def test_interrupted_at_every_line_of_writing_nothing_is_lost_or_twice_in_the_output(tmp_path: Path) -> None:
    """An interrupt (Ctrl-C) raises where the program happens to be, and what was read is still written after it."""

    def write(journal: Journal) -> None:
        for number in range(6):
            if not journal.has(f"{number}"):
                journal.add(f"{number}", [line(f"{number}", ok=number not in (2, 5))])
            if number == 3:
                journal.flush()

    files = (journals.__file__, retries.__file__)
    for step in range(1, 1_000):
        left = step

        def tracer(frame: FrameType, event: str, _: object) -> Any:
            nonlocal left
            if frame.f_code.co_filename not in files:
                return None
            left -= event == "line"
            if left == 0:
                left = -1
                raise KeyboardInterrupt
            return tracer

        output = tmp_path / f"{step}.jsonl"
        with Journal(output, resume=False) as journal:
            before = sys.gettrace()
            sys.settrace(tracer)
            with suppress(KeyboardInterrupt):
                write(journal)
            sys.settrace(before)
            journal.put_back()
            held = [json.loads(each)["article"] for each in output.read_bytes().splitlines()]
            assert held == [f"{number}" for number in range(6) if journal.has(f"{number}")]
        with Journal(output, resume=True) as journal:
            write(journal)
        assert sorted(json.loads(each)["article"] for each in output.read_bytes().splitlines()) == list(
            "012345"
        )
        with Journal(output, resume=True) as journal:
            assert (journal.ok, journal.failed) == (4, 2)
        if left > 0:
            break
    assert 50 < step < 900


def test_a_disk_that_is_full_is_told_in_one_line_and_costs_no_article(tmp_path: Path) -> None:
    wire_of(tmp_path / "wire.jsonl", *({"text": dispatch(n)} for n in range(60)))
    for output in ("out.jsonl", "out.parquet"):
        arguments = [
            "corpus",
            "wire.jsonl",
            "-o",
            output,
            "--engine",
            "rules",
            "--processes",
            "1",
            "--resume",
        ]
        full = limited.command(arguments, tmp_path, file_size=150_000)
        assert (full.code, "Traceback" in full.err) == (2, False), full.err
        assert re.search(r"^error: out\S+: cannot be written \(", full.err.splitlines()[-1])
        assert limited.command(arguments, tmp_path).code == 0
        lines = (
            tmp_path / "out.jsonl" if output == "out.jsonl" else tmp_path / "out.parquet.jsonl"
        ).read_bytes()
        found = sorted(int(json.loads(each)["article"].rpartition(":")[2]) for each in lines.splitlines())
        assert found == list(range(1, 61))
