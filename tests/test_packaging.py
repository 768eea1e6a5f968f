"""The wheel and the source archive hold what they should, whatever lies in the tree, and the wheel works elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.shared import ROOT
from tests.supply import archives, environments, smoke

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not (ROOT / ".git").exists(), reason="only a checkout tells its own files")
QUICK = (
    "version",
    "JSON",
    "page",
    "doctor",
    "Python",
    *(name for name in smoke.CHECKS if "extra" in name),
    "baits",
)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in which editors and users have left things."""
    return archives.littered(archives.clean_tree(tmp_path_factory.mktemp("tree")))


@pytest.fixture(scope="module")
def wheel(tree: Path) -> Path:
    return archives.build(tree, "wheel")


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> smoke.Installed:
    folder = tmp_path_factory.mktemp("installed")
    return smoke.prepare(environments.minimal(wheel, folder / "env"), folder / "elsewhere")


def test_a_wheel_holds_modules_data_templates_prompts_schemas_and_cases_and_nothing_else(wheel: Path) -> None:
    assert list(archives.strays_of(wheel)) == []


def test_a_wheel_lacks_no_file_of_the_package_and_nothing_that_it_reads(wheel: Path) -> None:
    own = [name for name in archives.tracked() if name.startswith("summarizer/")]
    beside = [
        f"summarizer/{name}"
        for name in archives.tracked()
        if name.startswith(("prompts/", "schemas/", "evals/gold/", "evals/baselines/"))
    ]
    missing = set(own + beside + ["summarizer/evals/gates.toml"]) - set(archives.names_in(wheel))
    assert missing == set()


def test_answers_of_models_and_second_labels_are_not_shipped(wheel: Path) -> None:
    assert not [name for name in archives.names_in(wheel) if "/recordings/" in name or "/second/" in name]


def test_a_source_archive_holds_the_projects_files_and_nothing_else(tree: Path) -> None:
    held = archives.names_in(archives.build(tree, "sdist"))
    assert set(held) - {"PKG-INFO"} == set(archives.tracked())


@pytest.mark.parametrize(
    "name",
    [
        "tests/test_api.py",
        "summarizer/evals/recordings/claude/a.json",
        "summarizer/.env",
        "summarizer/a.so",
        "a.pth",
    ],
)
def test_a_name_that_should_not_be_there_is_seen(name: str) -> None:
    assert not any(pattern.fullmatch(name) for pattern in archives.WHEEL)


@pytest.mark.parametrize("name", QUICK)
def test_an_installed_wheel_works_from_another_folder_with_no_more_than_it_asks_for(
    installed: smoke.Installed, name: str
) -> None:
    assert smoke.CHECKS[name](installed) is None
