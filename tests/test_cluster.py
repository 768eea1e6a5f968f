"""A corpus run by Ray on this machine: the same records as the local run, whatever is killed; the articles are invented."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from summarizer.corpus import run
from summarizer.corpus.cluster.connecting import connected
from summarizer.corpus.cluster.driver import layout
from summarizer.corpus.cluster.feeding import Feed
from summarizer.corpus.journal import Journal
from summarizer.errors import ConfigError, SourceError
from summarizer.models.record import Record
from summarizer.settings import Settings
from tests.attacks.clusters import workers
from tests.attacks.newsroom import article
from tests.servers.scripted import ScriptedServer, failure, reader
from tests.shared import EXAMPLE, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.servers.scripted import Reply, Request

MISSING = "the extra [ray] is not installed"
pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning:ray", "ignore::ResourceWarning"
)  # Ray's own


@pytest.fixture(scope="module")
def ray() -> Iterator[Any]:
    """Ray on this machine, once for all tests that do not kill it."""
    if find_spec("ray") is None:
        pytest.skip(MISSING)
    with connected(None) as started:
        yield started


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    """Forty articles, and a line that is no JSON."""
    path = tmp_path / "wire.jsonl"
    lines = [json.dumps({"text": article(number), "outlet": f"Wire {number}"}) for number in range(40)]
    path.write_text("\n".join(["{broken", *lines]) + "\n", encoding="utf-8")
    return path


def model(server: ScriptedServer, **more: Any) -> Settings:
    return Settings(model="any/model", base_url=server.base_url, cache=False, repair=False, **more)


def records(path: Path) -> list[dict[str, Any]]:
    """The records by article, each without what a clock says."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        record = Record.model_validate_json(line).model_dump(mode="json")
        record["seconds"] = 0
        if record["brief"]:
            record["brief"]["provenance"] = None
        found.append(record)
    return sorted(found, key=lambda record: record["article"])


def slow(request: Request) -> Reply:
    time.sleep(0.2)
    return reader(request)


def wait_for(condition: Any, *, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.05)


@pytest.mark.usefixtures("ray")
def test_records_of_a_cluster_are_those_of_the_local_run_and_a_second_run_reads_nothing(
    wire: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    sources: list[str | Path] = ["wire.jsonl", EXAMPLE / "A.txt", tmp_path / "missing.txt"]
    with ScriptedServer(reader) as server:
        local = run(sources, tmp_path / "local.jsonl", settings=model(server))
        settings = model(server, concurrency=16)
        summary = run(sources, tmp_path / "ray.jsonl", settings=settings, runner="ray", processes=2)
        assert records(tmp_path / "ray.jsonl") == records(tmp_path / "local.jsonl")
        assert (summary.ok, summary.failed, summary.skipped, summary.stopped) == (41, 2, 0, None)
        assert summary.bytes_done == local.bytes_done
        asked = len(server.requests)
        with wire.open("a") as file:
            file.write(json.dumps({"text": article(99)}) + "\n")
        again = run(sources, tmp_path / "ray.jsonl", settings=settings, runner="ray", resume=True)
        assert (again.read, again.skipped, again.ok) == (1, 43, 42)
        assert len(server.requests) == asked + 1


def test_ray_of_this_machine_alone_is_not_to_be_reached_from_elsewhere(ray: Any) -> None:
    assert [node["NodeManagerAddress"] for node in ray.nodes()] == ["127.0.0.1"]
    assert os.environ["RAY_AUTH_MODE"] == "token"


@pytest.mark.usefixtures("ray")
def test_the_rules_read_on_a_cluster_too_and_a_missing_source_is_named_after_what_came_before(
    wire: Path, tmp_path: Path
) -> None:
    run([wire], tmp_path / "local.jsonl", engine="rules", processes=1)
    with pytest.raises(SourceError, match=r"missing\.jsonl"):
        run([wire, wire, tmp_path / "missing.jsonl"], tmp_path / "ray.jsonl", engine="rules", runner="ray")
    assert records(tmp_path / "ray.jsonl") == records(tmp_path / "local.jsonl")


@pytest.mark.usefixtures("ray")
def test_a_refused_key_stops_the_cluster_and_what_was_not_read_is_no_failure(
    wire: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out.jsonl"
    asked = 0

    def script(request: Request) -> Reply:
        nonlocal asked
        asked += 1
        return failure(401, "no such key") if asked > 10 else reader(request)

    with ScriptedServer(script) as server:
        stopped = run([wire], output, settings=model(server, concurrency=4), runner="ray", processes=2)
    assert stopped.stopped is not None
    assert 0 < stopped.ok <= 10
    assert {record["error"]["type"] for record in records(output) if record["error"]} <= {"SourceError"}


@pytest.mark.usefixtures("ray")
def test_actors_share_one_budget_and_one_limit_a_minute(wire: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    with ScriptedServer(reader) as server:
        settings = model(server, concurrency=8, max_run_requests=12)
        summary = run([wire], output, settings=settings, runner="ray", processes=2)
        assert summary.stopped is not None
        assert "the run's requests are spent" in summary.stopped
        assert (len(server.requests), summary.ok) == (12, 12)
        assert {record["error"]["type"] for record in records(output) if record["error"]} <= {"SourceError"}
        # two a second for all: fourteen take six seconds, and half of that where each actor had a limit of its own
        settings = model(server, concurrency=8, rpm=120, max_run_requests=14)
        summary = run([wire], output, settings=settings, runner="ray", processes=2, resume=True)
        assert summary.ok == 26
        times = [request.at for request in server.requests[12:]]
        assert len(times) == 14
        assert times[-1] - times[0] > 4


@pytest.mark.usefixtures("ray")
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="processes are found in /proc")
def test_a_killed_worker_loses_and_doubles_no_article_and_repays_what_it_had_in_flight(
    wire: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out.jsonl"
    with ScriptedServer(slow) as server:
        killed = []

        def kill() -> None:
            wait_for(lambda: len(server.requests) >= 12)
            killed.append(workers(os.getpid())[0])
            os.kill(killed[0], signal.SIGKILL)

        thread = threading.Thread(target=kill)
        thread.start()
        summary = run([wire], output, settings=model(server, concurrency=8), runner="ray", processes=2)
        thread.join()
        assert killed
        assert (summary.ok, summary.failed, summary.stopped) == (40, 1, None)
        assert Counter(record["article"] for record in records(output)).most_common(1)[0][1] == 1
        assert 40 < len(server.requests) <= 40 + 16


@pytest.mark.skipif(find_spec("ray") is None, reason=MISSING)
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="processes are found in /proc")
def test_a_killed_run_leaves_no_process_and_goes_on_with_what_is_not_done(wire: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    with ScriptedServer(slow) as server:
        arguments = ["corpus", str(wire), "-o", str(output), "--runner", "ray", "--model", "any/model"]
        arguments += ["--base-url", server.base_url, "--no-cache", "--concurrency", "4", "--resume"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "SUMMARIZER_REPAIR": "0"}
        began = [sys.executable, "-m", "summarizer", *arguments]
        with subprocess.Popen(began, env=environment) as process:
            wait_for(lambda: output.exists() and output.stat().st_size > 0)
            left = workers(process.pid)
            process.kill()
        assert left
        wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in left))
        written = len(output.read_bytes().splitlines())
        done = subprocess.run(began, env=environment, capture_output=True, timeout=180, check=False)
    assert 0 < written < 41
    assert done.returncode == 3, done.stderr
    assert done.stderr.decode().count("\n") == 2, done.stderr  # Ray itself says nothing
    assert sorted(record["article"] for record in records(output)) == sorted(
        f"{wire}:{n}" for n in range(1, 42)
    )


# -- without Ray -----------------------------------------------------------------------------------------------


def test_a_cluster_that_cannot_work_is_refused_with_what_to_do(
    wire: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "out.jsonl"
    with pytest.raises(ConfigError, match="standard input: cannot be read twice"):
        run(["-"], output, engine="rules", runner="ray")
    with pytest.raises(
        ConfigError, match=r"cluster ray://10\.0\.0\.1:10001: a run must be on a machine of the cluster"
    ):
        run([wire], output, engine="rules", runner="ray", address="ray://10.0.0.1:10001")
    with socket.socket() as nobody:  # bound, and not listening
        nobody.bind(("127.0.0.1", 0))
        for address in (f"127.0.0.1:{nobody.getsockname()[1]}", "nonsense"):
            with pytest.raises(
                ConfigError, match=f"cluster {address}: it cannot be reached .*; give HOST:PORT"
            ):
                run([wire], output, engine="rules", runner="ray", address=address)
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(ConfigError, match=r"pip install 'diplomatic-summarizer\[ray\]'"):
        run([wire], output, engine="rules", runner="ray")


def test_what_a_feed_gives_does_not_change_while_the_run_writes(wire: Path, tmp_path: Path) -> None:
    with Journal(tmp_path / "out.jsonl", resume=False) as journal:
        journal.copy_pieces(tmp_path / "done")
        feed = Feed((wire,), frozenset(), tmp_path, tmp_path / "done", tmp_path / "stop")
        first = list(feed.chunks(8))
        journal.add(f"{wire}:1", [])
        journal.flush()
        assert list(feed.chunks(8)) == first
        journal.copy_pieces(tmp_path / "later")
        later = list(Feed((wire,), frozenset(), tmp_path, tmp_path / "later", tmp_path / "stop").chunks(8))
    assert [sum(chunk.skipped for chunk in chunks) for chunks in (first, later)] == [0, 1]
    assert [sum(len(chunk.pieces) for chunk in chunks) for chunks in (first, later)] == [41, 40]


def test_articles_in_flight_are_spread_over_actors_and_no_chunk_is_longer_than_what_a_crash_may_repay() -> (
    None
):
    for concurrency in (1, 8, 64, 1_000, 4_096):
        spread = layout(Settings(model="any/model", concurrency=concurrency), cores=16, actors=None)
        assert concurrency <= spread.actors * spread.places < concurrency + spread.actors
        assert spread.chunk <= 64
        assert spread.chunk * spread.ahead >= 2 * min(spread.places, 512)
    assert layout(Settings(engine="rules"), cores=4, actors=None).actors == 4
