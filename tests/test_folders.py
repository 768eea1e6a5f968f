"""Folders, patterns and files with several articles: all are read in order, or it is said which are not and why."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from summarizer import load_all, summarize
from summarizer.api import prepare
from summarizer.errors import SourceError
from summarizer.loading import gathering, load
from summarizer.loading.briefs import load_briefs
from summarizer.loading.gathering import gather
from summarizer.settings import Settings
from tests.shared import EXAMPLE
from tests.test_cli import one_line, run

RULES = Settings(engine="rules")


def articles(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Envoys met in {path.stem} for talks on the lake.\n", encoding="utf-8")


def names(source: Path | str) -> list[str]:
    return [os.path.basename(d.source or "") for d in load_all(source)]  # noqa: PTH119 - sources are strings


def test_a_folder_is_read_with_its_folders_in_order_of_names(tmp_path: Path) -> None:
    articles(tmp_path, "b.txt", "a.md", "deep/er/c.txt", "README")
    assert names(tmp_path) == ["README", "a.md", "b.txt", "c.txt"]
    assert names(f"{tmp_path}{os.sep}") == ["README", "a.md", "b.txt", "c.txt"]


def test_hidden_files_and_folders_are_passed_over_without_a_word(tmp_path: Path) -> None:
    articles(tmp_path, "a.txt", ".b.txt", ".git/c.txt", "d/.e.txt")
    found = gather(tmp_path)
    assert [d.text.split()[3] for d in found.documents] == ["a"]
    assert found.notes == ()


def test_files_of_other_kinds_are_named_in_a_note(tmp_path: Path) -> None:
    articles(tmp_path, "a.txt", "case.yaml")
    (tmp_path / "map.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "text.docx").write_bytes(b"PK\x03\x04word/document.xml")
    (tmp_path / "page.asp").write_bytes(b"<html><body><p>Envoys met in Lisbon for talks.</p></body></html>")
    found = gather(tmp_path)
    assert [d.format for d in found.documents] == ["text", "html"]
    (note,) = found.notes
    for words in (
        "case.yaml (.yaml is no kind of article)",
        "map.png (a PNG picture)",
        "text.docx (a Word document",
    ):
        assert words in note
    documents, notes = prepare([tmp_path])
    assert (len(documents), notes) == (2, found.notes)


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="a folder without files"):
        load_all(tmp_path)
    (tmp_path / "map.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(SourceError, match=r"no file of it holds an article .*map\.png"):
        load_all(tmp_path)


def test_one_broken_file_in_a_folder_is_an_error_that_names_it(tmp_path: Path) -> None:
    articles(tmp_path, "a.txt")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 and nothing")
    with pytest.raises(SourceError, match=r"b\.pdf: the PDF is cut off"):
        load_all(tmp_path)
    with pytest.raises(SourceError, match=r"b\.pdf: the PDF is cut off"):
        summarize(tmp_path, settings=RULES)


def test_all_broken_files_and_lines_are_named_at_once_and_the_others_can_be_had(tmp_path: Path) -> None:
    articles(tmp_path, "a.txt")
    (tmp_path / "b.jsonl").write_text('{"text": "Envoys met."}\n{"text": \n{}\n', encoding="utf-8")
    (tmp_path / "c.txt").write_text(" ", encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        load_all(tmp_path)
    message = str(caught.value)
    assert message.startswith("3 articles cannot be read (")
    for words in (
        "b.jsonl:2: it is not valid JSON",
        "b.jsonl:3: the article has no text",
        "c.txt: it is empty",
    ):
        assert words in message
    assert "\n" not in message
    found = gather(tmp_path)
    assert [len(found.documents), len(found.failures)] == [2, 3]


def test_a_pattern_is_expanded_unless_a_file_has_that_very_name(tmp_path: Path) -> None:
    articles(tmp_path, "a1.txt", "a2.txt", "b/a3.txt", "[x].txt", "x.txt")
    assert names(f"{tmp_path}/a?.txt") == ["a1.txt", "a2.txt"]
    assert names(f"{tmp_path}/**/a*.txt") == ["a1.txt", "a2.txt", "a3.txt"]
    assert names(f"{tmp_path}/[x].txt") == ["[x].txt"]
    with pytest.raises(SourceError, match="no file matches it"):
        load_all(f"{tmp_path}/z*.txt")


def test_a_file_named_like_standard_input_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles(tmp_path, "-")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", None)
    assert names("*") == ["-"]
    assert names(".") == ["-"]
    with pytest.raises(SourceError, match="standard input: it is closed"):
        load_all("-")


def test_links_that_lead_back_and_what_is_no_file_do_no_harm(tmp_path: Path) -> None:
    articles(tmp_path, "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "missing.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s.txt"))
        found = gather(tmp_path)
    assert [d.text.split()[3] for d in found.documents] == ["a"]
    assert found.failures == ()
    for link in ("self", "gone.txt"):
        assert f"{link} (a link that leads nowhere)" in found.notes[0]
        with pytest.raises(SourceError, match=r"cannot be read|no such file"):
            load(tmp_path / link)
    assert load_all(f"{tmp_path}/[ag]*.txt") == found.documents
    assert "pipe.txt (no regular file)" in found.notes[0]
    assert "s.txt (no regular file)" in found.notes[0]


def test_two_loops_of_links_under_a_pattern_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "FILES", 50)
    articles(tmp_path, "a.txt")
    for name in ("one", "two"):
        (tmp_path / name).symlink_to(tmp_path, target_is_directory=True)
    with pytest.raises(SourceError, match="more than 50 files"):
        load_all(f"{tmp_path}/**/*.txt")


def test_a_folder_of_too_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "FILES", 3)
    articles(tmp_path, *(f"{n}.txt" for n in range(4)))
    with pytest.raises(SourceError, match="more than 3 files"):
        load_all(tmp_path)


def test_names_that_are_no_text_do_not_break_the_document(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9\nx.txt")).write_text("Envoys met in Lisbon.", encoding="utf-8")
    (document,) = load_all(tmp_path)
    assert document.source is not None
    assert document.source.endswith("caf\ufffd x.txt")
    assert document.model_dump_json()


@pytest.mark.parametrize("source", ["", Path()])
def test_a_source_without_a_name_is_not_the_working_directory(
    source: str | Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles(tmp_path, "a.txt")
    monkeypatch.chdir(tmp_path)
    for read in (load, load_all, load_briefs):
        with pytest.raises(SourceError, match=r"^source: it is an empty \w+; give a file, or") as caught:
            read(source)
        assert "working directory" in (caught.value.remedy or "")
    assert names(".") == names(Path.cwd()) == ["a.txt"]


@pytest.mark.parametrize("command", [("brief", ""), ("show", ""), ("diff", "", "-")])
def test_an_empty_name_is_one_line_and_exit_2(command: tuple[str, ...], tmp_path: Path) -> None:
    articles(tmp_path, "a.txt")
    done = run(*command, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == b""
    assert "source: it is an empty name; give a file" in one_line(done.stderr)


def test_an_address_is_not_fetched_unasked() -> None:
    for reader in (load, load_all):
        with pytest.raises(SourceError, match="nothing is fetched unasked; give it with --url"):
            reader("https://example.org/talks")


def test_several_articles_of_one_file_become_several_documents(tmp_path: Path) -> None:
    a, b = ((EXAMPLE / name).read_text("utf-8") for name in ("A.txt", "B.txt"))
    import json

    path = tmp_path / "talks.jsonl"
    path.write_text(
        "\n".join(json.dumps({"text": text, "id": i}) for text, i in ((a, "x"), (b, "y"))), "utf-8"
    )
    brief = summarize(path, settings=RULES)
    assert [(d.id, d.path) for d in brief.documents] == [("x", f"{path}:1"), ("y", f"{path}:2")]


# -- as a user meets it --------------------------------------------------------------------------------------


def test_a_brief_of_a_folder(tmp_path: Path) -> None:
    for name in ("A.txt", "B.txt", "case.yaml"):
        (tmp_path / name).write_bytes((EXAMPLE / name).read_bytes())
    done = run("brief", str(tmp_path), "--engine", "rules", "-q")
    assert done.returncode == 0
    page = done.stdout.decode()
    assert page.startswith("# Iceland–Norway talks")
    assert "case.yaml" in page


def test_a_brief_is_not_written_over_an_article_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "A.txt").write_bytes((EXAMPLE / "A.txt").read_bytes())
    (tmp_path / "B.jsonl").write_text('{"text": "Envoys met."}\n{"text": "They parted."}\n', "utf-8")
    for name in ("A.txt", "B.jsonl"):
        before = (tmp_path / name).read_bytes()
        done = run("brief", str(tmp_path), "--engine", "rules", "-q", "-f", "md", "-o", str(tmp_path / name))
        assert done.returncode == 2
        assert "one of the sources" in one_line(done.stderr)
        assert (tmp_path / name).read_bytes() == before


def test_a_bad_line_is_one_line_and_exit_2(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"text": "Envoys met."}\nEnvoys\n', "utf-8")
    done = run("brief", str(tmp_path / "x.jsonl"), "--engine", "rules", "-q")
    assert done.returncode == 2
    assert "x.jsonl:2: it is not valid JSON" in one_line(done.stderr)


def test_an_address_as_source_is_one_line_that_names_the_option() -> None:
    done = run("brief", "https://example.org/talks", "--engine", "rules", "-q")
    assert done.returncode == 2
    assert "--url" in one_line(done.stderr)


def test_pages_of_several_meetings_are_not_written_over_the_articles_they_rest_on(tmp_path: Path) -> None:
    """`talks-1.html` and `talks-2.html`, told of two meetings, would be the names of their own briefs."""
    for n, case in enumerate(("torshavn-2031", "muscat-2029"), 1):
        source = EXAMPLE.parent / case / "A.txt"
        paragraphs = "".join(f"<p>{p}</p>" for p in source.read_text("utf-8").split("\n\n"))
        (tmp_path / f"talks-{n}.html").write_text(
            f"<html><body><article>{paragraphs}</article></body></html>", "utf-8"
        )
    before = [(tmp_path / f"talks-{n}.html").read_bytes() for n in (1, 2)]
    done = run("brief", str(tmp_path), "--engine", "rules", "-q", "-o", str(tmp_path / "talks.html"))
    assert done.returncode == 2
    assert "one of the sources" in one_line(done.stderr)
    assert [(tmp_path / f"talks-{n}.html").read_bytes() for n in (1, 2)] == before
