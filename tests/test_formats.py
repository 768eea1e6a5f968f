"""One table of formats, for the library, the command line and the guide; Word and Jupyter among them."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest

from summarizer import render
from summarizer.errors import ConfigError
from summarizer.fusion import fuse
from summarizer.rendering import FORMATS, encode, encode_all, formats, implied
from summarizer.rendering.blocks import Heading
from summarizer.rendering.page import page
from summarizer.rendering.words import load_words
from tests.example import example_brief, example_readings
from tests.shared import ROOT
from tests.test_cli import A, B, one_line, run

if TYPE_CHECKING:
    from pathlib import Path

REFERENCE = re.compile(r"\[([A-Z]\d+(?:, [A-Z]\d+)*)\]")
GUIDE = (ROOT / "docs" / "exports.md").read_text("utf-8")


def test_every_format_is_written_and_read_as_what_it_says_it_is() -> None:
    for name, each in FORMATS.items():
        content = encode(example_brief(), name)
        if "json" in each.media_type:
            json.loads(content)
        elif each.binary:
            assert zipfile.is_zipfile(io.BytesIO(content))
        else:
            assert content.decode("utf-8-sig") == render(example_brief(), name)


def test_the_guide_has_the_table_of_formats() -> None:
    told = re.findall(r"^\| `(\w+)` \| `([^`]+)` \| `([^`]+)` \| ([^|]+) \|", GUIDE, re.MULTILINE)
    assert [(n, m, s, j.strip()) for n, m, s, j in told] == [
        (each.name, each.media_type, " ".join(each.suffixes), each.joined) for each in FORMATS.values()
    ]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("x.md", "md"), ("x.json", "json"), ("dir.csv/x.ninjs.json", "ninjs"), ("x.annotations.jsonld", "annotations"),
        ("x.jsonld", "jsonld"), ("X.DOCX", "docx"), ("x.txt", None), ("json", None),
    ],
)  # fmt: skip
def test_a_files_name_implies_its_format(name: str, found: str | None) -> None:
    assert implied(name) == found


def test_no_ending_implies_two_formats() -> None:
    endings = [suffix for each in FORMATS.values() for suffix in each.suffixes]
    assert len(set(endings)) == len(endings)


# Word -----------------------------------------------------------------------------------------------------


def test_a_word_document_has_the_headings_the_table_and_every_reference_of_the_page() -> None:
    word = docx.Document(io.BytesIO(encode(example_brief(), "docx")))
    heads = [
        p.text
        for p in word.paragraphs
        if p.style is not None and p.style.name in {"Title", "Heading 1", "Heading 2"}
    ]
    blocks = list(page(example_brief(), load_words()))
    assert heads == [
        "".join(run.words for run in block.line) for block in blocks if isinstance(block, Heading)
    ]
    (table,) = word.tables
    assert table.cell(1, 0).text == "When"
    assert "11 March 2031" in table.cell(1, 1).text
    text = "\n".join([*(p.text for p in word.paragraphs), *(c.text for row in table.rows for c in row.cells)])
    assert sorted(REFERENCE.findall(text)) == sorted(REFERENCE.findall(render(example_brief())))
    assert word.core_properties.title == example_brief().title


def test_several_briefs_are_one_word_document_each_on_a_page_of_its_own() -> None:
    a, b = example_readings()
    briefs = (fuse([a], version="test"), fuse([b], version="test"))
    word = docx.Document(io.BytesIO(encode_all(briefs, "docx")))
    titles = [p.text for p in word.paragraphs if p.style is not None and p.style.name == "Title"]
    assert titles == [brief.title for brief in briefs]
    assert sum('w:br w:type="page"' in p._p.xml for p in word.paragraphs) == 1


def test_word_without_its_extra_is_refused_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "find_spec", lambda name: None)
    with pytest.raises(
        ConfigError, match=r"docx needs an extra.*pip install 'diplomatic-summarizer\[docx\]'"
    ):
        encode(example_brief(), "docx")


def test_a_word_document_is_no_text() -> None:
    with pytest.raises(ConfigError, match=r"docx is no text; give a file, such as --output brief\.docx"):
        render(example_brief(), "docx")


# Jupyter --------------------------------------------------------------------------------------------------


def test_a_notebook_shows_the_page_of_a_brief() -> None:
    assert example_brief()._repr_markdown_() == render(example_brief())


def test_the_models_import_no_renderer_until_a_notebook_asks() -> None:
    code = "import sys, summarizer.models.brief; print(any(m.startswith('summarizer.rendering') for m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


# the command line -----------------------------------------------------------------------------------------


def test_the_output_files_name_chooses_the_format(tmp_path: Path) -> None:
    for name in ("brief.docx", "brief.csv", "brief.annotations.json"):
        done = run("brief", A, B, "--engine", "rules", "-q", "-o", str(tmp_path / name))
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (tmp_path / "brief.docx").read_bytes().startswith(b"PK")
    table = (tmp_path / "brief.csv").read_text("utf-8-sig")
    assert next(csv.DictReader(io.StringIO(table)))["holder"] == "Iceland"
    assert (
        json.loads((tmp_path / "brief.annotations.json").read_text("utf-8"))["type"] == "AnnotationCollection"
    )


def test_a_format_that_is_given_beats_the_files_name(tmp_path: Path) -> None:
    target = tmp_path / "brief.json"
    assert run("brief", A, "--engine", "rules", "-q", "-f", "md", "-o", str(target)).returncode == 0
    assert target.read_text("utf-8").startswith("# ")


def test_a_word_document_goes_through_a_pipe_byte_for_byte() -> None:
    done = run("brief", A, "--engine", "rules", "-q", "--format", "docx")
    assert done.returncode == 0
    assert docx.Document(io.BytesIO(done.stdout)).paragraphs[0].text


def test_a_word_document_is_not_written_to_a_terminal() -> None:
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "summarizer", "brief", A, "--engine", "rules", "-q", "-f", "docx"],
        stdout=theirs,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        check=False,
    )
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 2
    assert one_line(done.stderr) == (
        "error: docx is no text that a terminal could show; give a file, such as --output brief.docx"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "pdf"), "error: unknown format 'pdf'; use one of md, html, json"),
        (("--lang", "de"), "error: there are no words for the language 'de'; --lang takes one of: en"),
    ],
)
def test_what_cannot_be_written_is_refused_before_anything_is_read(
    arguments: tuple[str, ...], said: str
) -> None:
    done = run("brief", "no-such-file.txt", "--engine", "rules", *arguments)
    assert done.returncode == 2
    assert one_line(done.stderr).startswith(said)


def test_help_names_every_format() -> None:
    shown = re.sub(r"\s+", "", run("brief", "--help").stdout.decode())
    assert f"<{'|'.join(FORMATS)}>" in shown
