"""Gold cases on disk: whatever is wrong with one is told in a line that names its file."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from summarizer.errors import GoldError
from summarizer.evaluation.cases import load_case, load_cases
from tests.shared import EXAMPLE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example case."""
    return shutil.copytree(EXAMPLE, tmp_path / "case")


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"{[", "not YAML"),
        (b"", "no list of fields"),
        (b"- a\n- b\n", "no list of fields"),
        (b"a: \xff", "can't decode"),
        (b"a: \x00", "not allowed"),
        (b"date: 2031-99-99\n", "month must be"),
        (b"[" * 3000, "nested too deeply"),
        (b"a: !!python/object/apply:os.getcwd []\n", r"yaml:1: the tag .* has no place"),
        (b"a: &x [*x]\n", "yaml:1: the alias .x has no place here"),
        (b"case: x\ncase: y\n", "yaml:2: the field case is there already"),
    ],
)
def test_a_broken_case_is_one_line_that_names_its_file(folder: Path, content: bytes, cause: str) -> None:
    (folder / "case.yaml").write_bytes(content)
    with pytest.raises(GoldError, match=cause) as caught:
        load_case(folder)
    assert str(folder / "case.yaml") in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("before", "after", "cause"),
    [
        ("file: B.txt", "file: none.txt", "No such file"),
        ("file: B.txt", 'file: "a\\0b"', "null byte"),
        ("file: B.txt", "file: ../../secret.txt", "elsewhere"),
        ("id: B", 'id: "B C"', "should match pattern"),
        ("id: B", "id: A", "the same id"),
        ("doc: B", "doc: Z", "no document Z"),
        ('exact: "The', 'exact: "Never the', "does not contain"),
    ],
)
def test_a_wrong_field_is_one_line_that_names_its_file(
    folder: Path, before: str, after: str, cause: str
) -> None:
    path = folder / "case.yaml"
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(GoldError, match=cause) as caught:
        load_case(folder)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(("content", "cause"), [(b"", "empty"), (b"\xff\xff", "can't decode")])
def test_a_document_that_cannot_be_read_is_named(folder: Path, content: bytes, cause: str) -> None:
    (folder / "B.txt").write_bytes(content)
    with pytest.raises(GoldError, match=cause) as caught:
        load_case(folder)
    assert "document B ('B.txt')" in str(caught.value)


def test_two_cases_of_one_name_are_refused(folder: Path) -> None:
    shutil.copytree(folder, folder.parent / "other")
    with pytest.raises(GoldError, match="is there already"):
        load_cases(folder.parent)
