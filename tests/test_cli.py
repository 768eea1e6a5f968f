"""The command line as a user meets it: a process, its output, its messages, its exit code."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer.models.brief import Brief
from tests.shared import EXAMPLE, ROOT

A, B = str(EXAMPLE / "A.txt"), str(EXAMPLE / "B.txt")


def run(
    *arguments: str, stdin: bytes | None = None, cwd: Path | None = None, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("SUMMARIZER_", "OPENAI_"))}
    return subprocess.run(
        [sys.executable, "-m", "summarizer", *arguments],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env={**clean, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "", **(env or {})},
        timeout=60,
        check=False,
    )


def test_a_brief_goes_to_standard_output_and_the_engine_is_named_on_standard_error(tmp_path: Path) -> None:
    done = run("brief", A, B, cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.decode().startswith("# Iceland–Norway talks")
    assert "built-in rules" in done.stderr.decode()
    assert "--model" in done.stderr.decode()


def test_quiet_says_nothing_on_standard_error() -> None:
    assert run("brief", A, B, "--engine", "rules", "--quiet").stderr == b""


def test_the_order_of_arguments_changes_nothing() -> None:
    first = run("brief", A, B, "--engine", "rules", "--format", "json").stdout
    second = run("brief", B, A, "--engine", "rules", "--format", "json").stdout
    for text in (first, second):
        assert text
    assert without_time(first) == without_time(second)


def without_time(text: bytes) -> dict[str, object]:
    brief = json.loads(text)
    for usage in brief["provenance"]["readings"]:
        usage["seconds"] = 0
    return dict(brief)


def test_json_output_is_a_valid_brief_whose_evidence_stands_in_the_files() -> None:
    brief = Brief.model_validate_json(run("brief", A, B, "--engine", "rules", "-f", "json").stdout)
    texts = {d.id: Path(d.path or "").read_bytes().decode("utf-8") for d in brief.documents}
    evidence = [e for line in brief.red_lines for e in line.evidence]
    evidence += [e for person in brief.participants for e in person.evidence]
    assert len(evidence) >= 4
    assert all(texts[e.doc][e.start : e.end] == e.exact for e in evidence)


def test_standard_input_is_a_source() -> None:
    text = (EXAMPLE / "A.txt").read_bytes()
    done = run("brief", "-", "--engine", "rules", stdin=text)
    assert done.returncode == 0
    assert "Valdsdottir" in done.stdout.decode()


def test_output_to_a_file_replaces_it_whole(tmp_path: Path) -> None:
    target = tmp_path / "brief.md"
    target.write_text("old")
    done = run("brief", A, "--engine", "rules", "-o", str(target))
    assert (done.returncode, done.stdout) == (0, b"")
    assert target.read_text("utf-8").startswith("# ")
    assert [p.name for p in tmp_path.iterdir()] == ["brief.md"]


def test_an_output_named_by_a_dash_is_standard_output(tmp_path: Path) -> None:
    source = tmp_path / "brief.json"
    run("brief", A, B, "--engine", "rules", "-q", "-o", str(source))
    for command in (
        ("brief", A, B, "--engine", "rules", "-q"),
        ("show", str(source), "-q"),
        ("show", str(source), "-q", "-f", "html"),
        ("diff", str(source), str(source)),
    ):
        plain, dashed = run(*command, cwd=tmp_path), run(*command, "-o", "-", cwd=tmp_path)
        assert dashed.returncode == 0
        assert dashed.stdout == plain.stdout != b""
    assert [path.name for path in tmp_path.iterdir()] == ["brief.json"]


def test_an_article_is_never_overwritten_by_its_own_brief(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_bytes(Path(A).read_bytes())
    done = run("brief", "a.txt", "--engine", "rules", "-q", "-o", str(article), cwd=tmp_path)
    assert done.returncode == 2
    assert "one of the sources" in one_line(done.stderr)
    assert article.read_bytes() == Path(A).read_bytes()


def test_output_to_a_missing_folder_is_one_line_and_exit_2(tmp_path: Path) -> None:
    done = run("brief", A, "--engine", "rules", "-q", "-o", str(tmp_path / "none" / "x.md"))
    assert done.returncode == 2
    assert one_line(done.stderr).startswith("error: ")


def one_line(stderr: bytes) -> str:
    lines = stderr.decode().splitlines()
    assert len(lines) == 1, lines
    return lines[0]


@pytest.mark.parametrize(
    ("name", "content", "cause"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("binary.txt", bytes(range(256)) * 8, "binary"),
        ("missing.txt", None, "no such file"),
    ],
)
def test_a_source_that_cannot_be_read_is_one_line_with_file_cause_and_remedy(
    tmp_path: Path, name: str, content: bytes | None, cause: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    done = run("brief", str(path), "--engine", "rules", "-q")
    assert done.returncode == 2
    message = one_line(done.stderr)
    assert name in message
    assert cause in message.casefold()
    assert ";" in message
    assert done.stdout == b""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("brief", "--nope"), "error: No such option: --nope"),
        (("show",), "error: Missing argument 'BRIEF.json'; summarizer show --help tells more"),
        (("schema",), "error: Missing argument 'name"),
        (("brief", "--engine", "poetry"), "error: Invalid value for '--engine'"),
        (("brief", "--max-cost", "much"), "error: Invalid value for '--max-cost'"),
        (("breif",), "error: No such command 'breif'"),
        (("gold", "lnit"), "error: No such command 'lnit'"),
        (("--nope",), "error: No such option: --nope"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(words: tuple[str, ...], told: str) -> None:
    done = run(*words)
    assert (done.returncode, done.stdout) == (2, b"")
    assert one_line(done.stderr).startswith(told)
    assert b"--help tells more" in done.stderr


@pytest.mark.parametrize(
    ("words", "code"), [((), 2), (("--help",), 0), (("--version",), 0), (("gold", "-h"), 0)]
)
def test_help_keeps_its_form_and_exit_code(words: tuple[str, ...], code: int) -> None:
    done = run(*words)
    assert done.returncode == code
    assert len((done.stdout + done.stderr).splitlines()) > 5 or words == ("--version",)


def test_a_folder_is_one_line_with_a_remedy(tmp_path: Path) -> None:
    done = run("brief", str(tmp_path), "--engine", "rules", "-q")
    assert done.returncode == 2
    assert "director" in one_line(done.stderr) or "folder" in one_line(done.stderr)


def test_debug_shows_the_traceback(tmp_path: Path) -> None:
    done = run("--debug", "brief", str(tmp_path / "missing.txt"), "--engine", "rules")
    assert b"Traceback" in done.stderr


def test_an_article_without_a_meeting_gives_an_honest_brief(tmp_path: Path) -> None:
    path = tmp_path / "garden.txt"
    path.write_text(
        "The botanical garden in Porto reopened its fern house after two years of repairs.\n\n"
        "Visitors can see four hundred species, many of them rare.\n",
        encoding="utf-8",
    )
    done = run("brief", str(path), "--engine", "rules", "-f", "json", "-q")
    assert done.returncode == 0
    brief = Brief.model_validate_json(done.stdout)
    assert brief.meeting.kind == "none"
    assert (brief.participants, brief.red_lines, brief.positions) == ((), (), ())
    assert brief.date.value is None
    assert brief.location.country is None
    page = run("brief", str(path), "--engine", "rules", "-q").stdout.decode()
    assert "no meeting" in page.casefold()


def test_a_model_without_a_name_is_a_clear_error() -> None:
    done = run("brief", A, "--engine", "llm", "-q")
    assert done.returncode == 2
    assert "--model" in one_line(done.stderr)


def test_schemas_are_printed() -> None:
    for name in ("brief", "reading", "gold"):
        assert json.loads(run("schema", name).stdout)["type"] == "object"


@pytest.mark.parametrize("arguments", [["--help"], ["brief", A, "--engine", "rules"]])
def test_help_and_rules_import_neither_openai_nor_instructor(arguments: list[str]) -> None:
    code = (
        "import sys; from summarizer.cli import main\n"
        f"sys.argv = ['summarizer', *{arguments!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "loaded = {'openai', 'instructor', 'scipy', 'ray', 'jinja2', 'httpx2', 'httpcore2', 'lxml', 'trafilatura', 'pypdf'} & set(sys.modules)\n"
        "print(sorted(loaded), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=60,
        check=True,
    )
    assert done.stderr.decode().splitlines()[-1] == "[]"


def test_help_does_not_import_pydantic() -> None:
    code = "import sys, summarizer.cli; print('pydantic' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    assert done.stdout.strip() == b"False"


def in_shell(command: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    """`command` in a shell; `$S` runs the program, `$A` is an article."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("SUMMARIZER_", "OPENAI_"))}
    return subprocess.run(
        ["/bin/sh", "-c", command],
        capture_output=True,
        env={**clean, "PYTHONPATH": str(ROOT), "S": f"{sys.executable} -m summarizer", "A": A, **env},
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("command", ["schema brief", "prompts list", "brief --engine rules -q $A"])
def test_a_reader_that_goes_away_is_no_error(command: str) -> None:
    done = in_shell(f"{{ $S {command}; echo $? >&2; }} | (exec <&-; sleep 3)")
    assert done.stderr == b"0\n"


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="there is no full device here")
@pytest.mark.parametrize("command", ["schema brief", "prompts list", "brief --engine rules -q $A"])
def test_a_full_disk_is_one_line_and_exit_2(command: str) -> None:
    done = in_shell(f"$S {command} > /dev/full")
    assert done.returncode == 2
    assert "No space left" in one_line(done.stderr)


@pytest.mark.parametrize("command", ["schema brief", "brief --engine rules -q $A"])
def test_a_closed_output_is_one_line_and_exit_2(command: str) -> None:
    done = in_shell(f"$S {command} >&-")
    assert done.returncode == 2
    assert "standard output is closed" in one_line(done.stderr)


def test_a_closed_input_is_one_line_and_exit_2() -> None:
    done = in_shell("$S brief - --engine rules -q <&-")
    assert done.returncode == 2
    assert "standard input: it is closed" in one_line(done.stderr)


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="there is no full device here")
def test_messages_that_cannot_be_said_do_not_cost_the_brief() -> None:
    done = in_shell("$S brief --engine rules $A 2> /dev/full")
    assert done.returncode == 0
    assert done.stdout.startswith(b"# Iceland")


def test_standard_input_named_twice_is_read_once() -> None:
    done = run("brief", "-", "-", "--engine", "rules", stdin=Path(A).read_bytes())
    assert done.returncode == 0
    assert "standard input is named twice" in done.stdout.decode()


@pytest.mark.parametrize("sources", [[A], [A, B]])
def test_an_interrupt_ends_a_run_that_waits_for_a_silent_server(sources: list[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "summarizer", "brief", *sources, "-q", "--no-cache", "--model", "m"),
                *("--base-url", f"http://127.0.0.1:{server.getsockname()[1]}"),
            ],
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            # a shell that starts us in the background has interrupts ignored
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )
        server.settimeout(30)
        connections = [server.accept() for _ in sources]
        process.send_signal(signal.SIGINT)
        _, message = process.communicate(timeout=20)
        for connection, _ in connections:
            connection.close()
    assert (process.returncode, message) == (130, b"")


def test_prompts_are_listed_and_shown_as_their_files_have_them() -> None:
    listed = run("prompts", "list").stdout.decode()
    files = {path.stem: path.read_bytes() for path in (ROOT / "prompts").glob("*.v*.md")}
    assert {line.split("\t")[0] for line in listed.splitlines()} == set(files)
    for name, content in files.items():
        assert run("prompts", "show", name).stdout == content


def test_a_rendered_prompt_holds_the_article_between_its_marks_and_the_schema() -> None:
    shown = run("prompts", "render", A).stdout.decode()
    sections = shown.split("=== ")
    assert [part.splitlines()[0] for part in sections[1:]] == ["system", "user", "schema"]
    article = (EXAMPLE / "A.txt").read_text("utf-8").split("North Sea Courier/ ")[1].split("\n\n")[1]
    assert article in sections[2]
    assert json.loads(sections[3].split("\n", 1)[1])["type"] == "object"


def test_a_prompt_of_the_users_comes_before_the_one_shipped(tmp_path: Path) -> None:
    own = (ROOT / "prompts" / "reading.v1.md").read_text("utf-8").replace("You record", "You write down")
    (tmp_path / "reading.v1.md").write_text(own, encoding="utf-8")
    assert b"You write down" in run("prompts", "render", A, "--prompts", str(tmp_path)).stdout


def test_a_prompt_that_is_not_there_is_one_line_and_exit_2() -> None:
    done = run("prompts", "show", "poetry")
    assert done.returncode == 2
    assert "reading.v1" in one_line(done.stderr)


def test_an_evaluation_prints_its_scores_and_grounds_everything(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / EXAMPLE.name)
    done = run("eval", "--gold", str(tmp_path), "--engine", "rules")
    assert done.returncode == 0
    page = done.stdout.decode()
    assert page.startswith("rules: 1 case, 2 documents")
    assert "ungrounded evidence  passed" in page


def test_a_gold_quote_that_its_document_lacks_is_one_line_and_exit_2(tmp_path: Path) -> None:
    folder = tmp_path / EXAMPLE.name
    shutil.copytree(EXAMPLE, folder)
    labels = (folder / "case.yaml").read_text("utf-8").replace("it would not tolerate", "it would tolerate")
    (folder / "case.yaml").write_text(labels, encoding="utf-8")
    done = run("eval", "--gold", str(tmp_path), "--engine", "rules")
    assert done.returncode == 2
    assert "it would tolerate" in one_line(done.stderr)
