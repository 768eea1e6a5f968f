"""Where a brief is written: whole or not at all, and never over what is not its own."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from summarizer.errors import ConfigError
from summarizer.files import check_output, write_text


def test_a_link_stays_a_link_and_the_file_behind_it_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    target, link = tmp_path / "there" / "brief.md", tmp_path / "brief.md"
    target.write_text("old")
    link.symlink_to(target)
    write_text(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_pipe_is_written_into_and_stays_a_pipe(tmp_path: Path) -> None:
    """Replacing it would take away what others wait on; done to a device, it would harm the whole machine."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text()), daemon=True)
    reader.start()
    write_text(pipe, "words")
    reader.join(10)
    assert got == ["words"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anything")
def test_a_file_that_may_not_be_written_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "kept.md"
    path.write_text("old")
    path.chmod(0o444)
    with pytest.raises(ConfigError, match="Permission denied"):
        write_text(path, "new")
    assert path.read_text() == "old"


@pytest.mark.parametrize("name", [".", "none/x.md", "a\0b", "x" * 300, "loop"])
def test_a_place_that_cannot_be_written_is_a_typed_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(ConfigError, match="cannot be written"):
        write_text(tmp_path / name, "words")
    assert [p.name for p in tmp_path.iterdir()] == ["loop"]


def test_the_longest_name_that_a_folder_takes_is_fine(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 255)
    write_text(path, "words")
    assert path.read_text() == "words"


def test_a_source_is_never_the_output(tmp_path: Path) -> None:
    article, link = tmp_path / "article.txt", tmp_path / "link.txt"
    article.write_text("An article.")
    link.symlink_to(article)
    for output in (article, link, tmp_path / "." / "article.txt"):
        with pytest.raises(ConfigError, match="one of the sources"):
            check_output(output, sources=["-", str(tmp_path / "missing.txt"), str(article)])
    check_output(tmp_path / "brief.md", sources=[str(article)])


def test_a_missing_folder_is_told_before_the_work_is_done(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such folder"):
        check_output(tmp_path / "none" / "brief.md", sources=[])
