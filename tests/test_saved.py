"""Texts saved beside a brief, and briefs read back: exact, verified, and refused where damaged."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import from_text, load, load_all, summarize
from summarizer.errors import ConfigError, SourceError, SummarizerError
from summarizer.loading.briefs import load_briefs, unsupported
from summarizer.loading.saved import local_documents, save_documents, saved_documents
from summarizer.models.brief import Brief
from summarizer.models.document import Document
from summarizer.rendering import render
from summarizer.rendering.references import misplaced
from tests.handmade import Article, brief
from tests.shared import EXAMPLE
from tests.test_cli import A, B, one_line, run

if TYPE_CHECKING:
    from collections.abc import Callable


def source(document: Document, **more: Any) -> Any:
    """What a brief lists of a document."""
    article = Article("A", "x", date(2034, 5, 3), "x")
    article.document = document
    return article.source.model_copy(update=more)


TEXTS = ["\ufeffMarke\r\nund\rmehr\n", "a\x0bb\x85c\u2028d\n\n", "Türkiye 🇹🇷 e\u0301", "x" * 100_000]


@pytest.mark.parametrize("text", TEXTS)
def test_the_saved_bytes_are_exactly_the_text(tmp_path: Path, text: str) -> None:
    document = from_text(text, id="A")
    (path,) = save_documents([document], tmp_path / "new" / "texts")
    assert path.name == f"A-{document.sha256[:12]}.txt"
    assert path.read_bytes() == text.encode()
    assert hashlib.sha256(path.read_bytes()).hexdigest() == document.sha256
    assert Document.model_validate_json(path.with_suffix(".json").read_bytes()) == document


@settings(deadline=None)  # a busy disk
@given(st.from_regex(r"[A-Za-z0-9._-]{1,64}", fullmatch=True))
def test_every_id_makes_a_name_that_is_a_files_on_every_system(id_: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        (path,) = save_documents([from_text("x", id=id_)], Path(folder))
        assert path.parent == Path(folder)
        assert id_ in path.name
        assert path.name[0] not in ".-"
        assert len(path.name) <= 100


@pytest.mark.parametrize("id_", ["con", "NUL.x", "aux", "com1.a", "..", "-rf", ".hidden"])
def test_reserved_names_are_marked(tmp_path: Path, id_: str) -> None:
    (path,) = save_documents([from_text("x", id=id_)], tmp_path)
    reserved = path.name.split(".")[0].casefold() in {"con", "nul", "aux", "com1"}
    assert not reserved
    assert path.name[0] == "_" or "-" in path.name.split(".")[0]


def test_what_was_saved_is_found_again_under_the_ids_of_the_brief(tmp_path: Path) -> None:
    documents = [from_text("One text.", id="A", outlet="Courier"), from_text("Another text.", id="B")]
    save_documents(documents, tmp_path)
    sources = [source(documents[1], id="X"), source(documents[0])]
    found = saved_documents(sources, tmp_path)
    assert [(d.id, d.text) for d in found] == [("X", "Another text."), ("A", "One text.")]
    assert found[1] == documents[0]


def test_missing_and_altered_texts_are_told_and_left_out(tmp_path: Path) -> None:
    documents = [from_text(f"Text {i}.", id=f"D{i}") for i in range(3)]
    paths = save_documents(documents, tmp_path)
    paths[0].write_text("Text 0!", encoding="utf-8")
    paths[1].unlink()
    told: list[str] = []
    found = saved_documents(map(source, documents), tmp_path, tell=told.append)
    assert [d.id for d in found] == ["D2"]
    assert len(told) == 2
    assert "altered" in told[0]
    assert "is not there" in told[1]


def test_a_text_without_its_document_is_cut_anew(tmp_path: Path) -> None:
    document = from_text("CHIPATA — One text.\n", id="A", outlet="Courier")
    (path,) = save_documents([document], tmp_path)
    for damage in (b"{", b"", b"\xff", document.model_dump_json().replace("One", "Two").encode()):
        path.with_suffix(".json").write_bytes(damage)
        (found,) = saved_documents([source(document)], tmp_path)
        assert (found.text, found.sections, found.outlet) == (document.text, document.sections, "Courier")


def test_a_folder_that_is_none_is_a_typed_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no folder"):
        saved_documents([], tmp_path / "none")
    (tmp_path / "file").write_text("x")
    with pytest.raises(ConfigError):
        save_documents([], tmp_path / "file" / "texts")


def test_files_that_lie_where_they_were_read_count_if_they_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(Path(A).read_bytes())
    document = load(path)
    assert [d.id for d in local_documents([source(document, id="Q", path=str(path))])] == ["Q"]
    opened: list[str] = []
    plain_open = Path.open

    def spy(self: Path, *arguments: Any, **named: Any) -> Any:
        opened.append(str(self))
        return plain_open(self, *arguments, **named)

    monkeypatch.setattr(Path, "open", spy)
    never = [
        "http://127.0.0.1/a.txt",
        "//server/share/a.txt",
        "\\\\server\\share\\a.txt",
        "file:///etc/passwd",
    ]
    never += ["/dev/zero", str(tmp_path), str(tmp_path / "none"), "a\x00b"]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        never.append(str(tmp_path / "pipe"))
    told: list[str] = []
    noted: list[str] = []
    gone = [source(document, path=p) for p in (*never, None)]
    assert local_documents(gone, tell=told.append, note=noted.append) == ()
    assert opened == []
    assert noted == [f"{document.id}: its text is not at hand; quotations not checked"] * len(gone)
    assert told == []
    for altered in (b"Another text altogether.\n", b"", b"\x00\xff"):
        path.write_bytes(altered)
        told.clear()
        assert local_documents([source(document, path=str(path))], tell=told.append) == ()
        assert [line.partition(",")[0] for line in told] == [f"{path}: the article was altered"]


def test_an_article_of_a_file_with_several_is_found_again(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_text('{"text": "Envoys met in Chipata."}\n{"text": "They parted."}\n', encoding="utf-8")
    documents = load_all(path)
    sources = [source(d, id=f"W{i}", path=d.source) for i, d in enumerate(documents)]
    told: list[str] = []
    assert [d.text for d in local_documents(sources)] == [d.text for d in documents]
    path.write_text('{"text": "Envoys met in Chipata."}\n{"text": "They met."}\n', encoding="utf-8")
    assert [d.id for d in local_documents(sources, tell=told.append)] == ["W0"]
    assert "wire.jsonl:2: the article was altered" in told[0]


RULES_BRIEF = summarize(EXAMPLE / "A.txt", EXAMPLE / "B.txt", engine="rules")
JSON = render(RULES_BRIEF, "json")


def test_a_brief_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "brief.json"
    path.write_text(JSON, encoding="utf-8")
    assert load_briefs(path) == (RULES_BRIEF,)
    path.write_text(f"[{JSON},{JSON}]", encoding="utf-8")
    assert load_briefs(path) == (RULES_BRIEF, RULES_BRIEF)


def edited(change: Callable[[Any], None]) -> str:
    tree = json.loads(JSON)
    change(tree)
    return json.dumps(tree)


def put(*path: str | int, value: Any) -> Callable[[Any], None]:
    def change(tree: Any) -> None:
        for step in path[:-1]:
            tree = tree[step]
        tree[path[-1]] = value

    return change


def drop(name: str) -> Callable[[Any], None]:
    def change(tree: Any) -> None:
        del tree[name]

    return change


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ["it is empty"]),
        ("# A brief\n", ["no JSON at line 1, column 1"]),
        (JSON[:-30], ["no JSON at line"]),
        ("[]", ["holds no brief"]),
        ("[1]", ["[0]: this is no brief"]),
        ("null", ["no brief but a JSON null"]),
        ("{}", ["no schema version, not brief/1"]),
        (edited(put("schema", value="brief/2")), ["schema 'brief/2', not brief/1", "version"]),
        (edited(put("red_lines", 0, "trigger", value=3)), ["red_lines[0].trigger", "string"]),
        (edited(put("documents", 0, "chars", value="12")), ["documents[0].chars", "integer"]),
        (edited(put("documents", 0, "chars", value=True)), ["documents[0].chars"]),
        (edited(put("red_lines", 0, "status", value="maybe")), ["red_lines[0].status"]),
        (edited(put("poems", value=[])), ["poems", "Extra"]),
        (edited(drop("positions")), ["positions", "required"]),
        (edited(put("red_lines", 0, "evidence", 0, "start", value=99999)), ["red_lines[0].evidence[0]"]),
        (
            edited(put("red_lines", 0, "evidence", 0, "doc", value="Z")),
            ["red_lines[0].evidence[0].doc", "'Z'"],
        ),
        (edited(put("documents", 1, "id", value="A")), ["documents[1].id", "twice"]),
        (edited(put("documents", 1, "sha256", value="../../x")), ["documents[1]"]),
        (edited(put("date", "value", value="2031-02-30")), ["date.value", "no date"]),
        (JSON.replace('"title":', '"title": "x", "title":', 1), ["'title' stands twice in the brief"]),
        (
            JSON.replace('"start":', '"start": 1, "start":', 1),
            ["'start' stands twice in bottom_line[0].evidence[0]"],
        ),
        (f"[{JSON},{edited(put('title', value=1))}]", ["[1].title"]),
        (
            edited(put("provenance", "readings", 0, "seconds", value=float("nan"))),
            ["readings[0].seconds is no number"],
        ),
        (edited(put("title", value="@")).replace('"@"', "1e999"), ["title is no number"]),
        (edited(put("title", value="@")).replace('"@"', "1" * 5000), ["no JSON that can be read"]),
        ("[" * 100_000, ["no JSON"]),
        (edited(put("title", value="\ud800")), ["title"]),
    ],
)
def test_a_damaged_brief_is_refused_in_a_line_with_file_place_and_remedy(
    tmp_path: Path, text: str, words: list[str]
) -> None:
    path = tmp_path / "brief.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        load_briefs(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert len(message.splitlines()) == 1
    assert caught.value.remedy
    for word in words:
        assert word in message


def test_bytes_that_are_no_utf8_are_refused_with_their_place(tmp_path: Path) -> None:
    path = tmp_path / "brief.json"
    path.write_bytes(b'{"title": "\xff"}')
    with pytest.raises(SourceError, match="no UTF-8 at byte 11"):
        load_briefs(path)


@settings(deadline=None)
@given(st.data())
def test_no_damage_escapes_as_another_error(data: st.DataObject) -> None:
    import tempfile

    text = JSON
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text) - 1))
        text = (
            text[:at]
            + data.draw(st.sampled_from(['"', "{", "]", ",", "0", "-", "\\", "", "null"]))
            + text[at + 1 :]
        )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "brief.json"
        path.write_text(text, encoding="utf-8")
        try:
            for found in load_briefs(path):
                assert render(found)
                assert render(found, "json")
        except SummarizerError:
            pass


def test_words_that_do_not_stand_at_their_place_are_found() -> None:
    article = Article("A", "Courier", date(2034, 5, 3), "Delegations met in Chipata.")
    good = brief([article])
    evidence = article.cite("met in Chipata")
    bad = evidence.model_copy(update={"exact": "met in Lusaka!"})
    with_both = good.model_copy(
        update={"meeting": good.meeting.model_copy(update={"evidence": (evidence, bad)})}
    )
    assert misplaced(with_both, [article.document]) == (bad,)
    assert misplaced(with_both, []) == ()


def written(folder: Path, *more: str) -> Path:
    path = folder / "brief.json"
    done = run("brief", A, B, "--engine", "rules", "-q", "-f", "json", "-o", str(path), *more)
    assert (done.returncode, done.stderr) == (0, b"")
    return path


def test_show_renders_a_brief_as_it_was_rendered_first(tmp_path: Path) -> None:
    path = written(tmp_path)
    shown = run("show", str(path))
    assert (shown.returncode, shown.stderr) == (0, b"")
    assert shown.stdout == run("brief", A, B, "--engine", "rules", "-q").stdout
    assert run("show", str(path), "-f", "json").stdout == path.read_bytes()
    assert run("show", "-", stdin=path.read_bytes()).stdout == shown.stdout
    target = tmp_path / "brief.md"
    assert run("show", str(path), "-o", str(target)).stdout == b""
    assert target.read_bytes() == shown.stdout


def test_show_reads_an_array_of_briefs_as_it_was_written(tmp_path: Path) -> None:
    other = "evals/gold/dushanbe-2027/A.txt"
    root = EXAMPLE.parents[2]
    article = next(p for p in sorted((root / "evals/gold/dushanbe-2027").glob("*.txt")))
    done = run("brief", A, str(article), "--engine", "rules", "-q", "-f", "json")
    assert isinstance(json.loads(done.stdout), list), other
    path = tmp_path / "briefs.json"
    path.write_bytes(done.stdout)
    assert run("show", str(path), "-f", "json").stdout == done.stdout
    page = run("show", str(path)).stdout.decode()
    assert page.count("\n---\n\n# ") == 1
    refused = run("diff", str(path), str(path))
    assert refused.returncode == 2
    assert "holds 2 briefs" in one_line(refused.stderr)


def test_saved_texts_prove_a_brief_and_altered_ones_do_not(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    path = written(tmp_path, "--save-documents", str(texts))
    found = Brief.model_validate_json(path.read_bytes())
    for d in found.documents:
        data = (texts / f"{d.id}-{d.sha256[:12]}.txt").read_bytes()
        assert hashlib.sha256(data).hexdigest() == d.sha256
    good = run("show", str(path), "--documents", str(texts), "-v")
    assert (good.returncode, good.stderr) == (0, b"")
    next(texts.glob("A-*.txt")).write_text("Something else.", encoding="utf-8")
    bad = run("show", str(path), "--documents", str(texts))
    assert bad.returncode == 3
    assert "was altered" in one_line(bad.stderr)
    assert bad.stdout == good.stdout


def test_an_article_that_lies_where_it_was_read_is_missed_or_found_altered(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_bytes(Path(A).read_bytes())
    path = tmp_path / "brief.json"
    run("brief", str(article), B, "--engine", "rules", "-q", "-f", "json", "-o", str(path))
    documents = Brief.model_validate_json(path.read_bytes()).documents
    id_ = next(d.id for d in documents if d.path == str(article))
    good = run("show", str(path))
    assert (good.returncode, good.stderr) == (0, b"")
    article.write_bytes(Path(A).read_bytes().replace(b"not", b"now"))
    altered = run("show", str(path))
    assert altered.returncode == 3
    assert "warning: " in one_line(altered.stderr)
    assert "a.txt: the article was altered" in one_line(altered.stderr)
    assert altered.stdout == good.stdout
    article.unlink()
    missing = run("show", str(path))
    assert missing.returncode == 0
    assert missing.stderr.decode() == f"{id_}: its text is not at hand; quotations not checked\n"
    assert missing.stdout == good.stdout
    assert run("show", str(path), "-q").stderr == b""


def test_a_quotation_that_was_tampered_with_is_told(tmp_path: Path) -> None:
    path = written(tmp_path)
    text = path.read_text("utf-8").replace("would not tolerate trawling", "would now tolerate trawling")
    path.write_text(text, encoding="utf-8")
    done = run("show", str(path))
    assert done.returncode == 3
    lines = done.stderr.decode().splitlines()
    assert lines
    assert all("document A does not have" in line and "would now tolerate" in line for line in lines)


def test_a_grade_that_contradicts_its_sources_is_told(tmp_path: Path) -> None:
    path = written(tmp_path)
    tree = json.loads(path.read_bytes())
    claims = [*tree["red_lines"], *tree["positions"]]
    assert unsupported(Brief.model_validate_json(path.read_bytes())) == ()
    for claim in claims:
        claim["credibility"] = 3
        for said in claim["attribution"]:
            said.update(record="anonymous", speaker=None)
    for credibility, troubles in ((1, 1), (2, 1), (3, 0), (6, 0)):
        claims[0]["credibility"] = credibility
        path.write_text(json.dumps(tree), encoding="utf-8")
        done = run("show", str(path))
        lines = done.stderr.decode().splitlines()
        assert (done.returncode, len(lines)) == ((3, 1) if troubles else (0, 0))
        for line in lines:
            assert line.startswith(f"warning: credibility {credibility} without a named source (red line of ")
    claims[0].update(credibility=2)
    claims[0]["attribution"][0]["record"] = "named"
    assert unsupported(Brief.model_validate_json(json.dumps(tree))) == ()


def test_show_overwrites_no_brief_that_it_reads(tmp_path: Path) -> None:
    path = written(tmp_path)
    before = path.read_bytes()
    done = run("show", str(path), "-o", str(path))
    assert done.returncode == 2
    assert path.read_bytes() == before


def test_diff_tells_by_its_exit_code_what_it_is_asked_to(tmp_path: Path) -> None:
    both = written(tmp_path)
    one = tmp_path / "one.json"
    run("brief", A, "--engine", "rules", "-q", "-f", "json", "-o", str(one))
    same = run("diff", str(both), str(both), "--exit-code")
    assert (same.returncode, same.stdout.decode().splitlines()[-1]) == (0, "Nothing changed.")
    assert run("diff", str(one), str(both)).returncode == 0
    assert run("diff", str(one), str(both), "--exit-code").returncode == 1
    piped = run("diff", "-", str(both), "-f", "json", stdin=one.read_bytes())
    assert json.loads(piped.stdout)["schema"] == "changes/1"
    twice = run("diff", "-", "-", stdin=one.read_bytes())
    assert twice.returncode == 2
    assert "one brief, not two" in one_line(twice.stderr)
