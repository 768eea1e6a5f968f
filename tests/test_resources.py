"""Resources are found beside the package in a clone and inside it in a wheel."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer import resources
from summarizer.errors import ConfigError

PACKAGE = Path(resources.__file__).parent


def test_a_clone_has_its_prompts_beside_the_package() -> None:
    assert resources.directory("prompts") == PACKAGE.parent / "prompts"


def test_a_folder_that_is_missing_is_an_error_that_names_it() -> None:
    with pytest.raises(ConfigError, match="nothing-of-the-kind"):
        resources.directory("nothing-of-the-kind")


def installed(site: Path) -> str:
    """Ask an installation in `site` where its prompts are."""
    code = "from summarizer.resources import directory; print(directory('prompts'))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=site, env={"PYTHONPATH": str(site)}, capture_output=True, text=True
    )
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


def test_a_wheel_has_them_inside_and_never_takes_a_neighbours(tmp_path: Path) -> None:
    package = tmp_path / "summarizer"
    package.mkdir()
    for name in ("__init__.py", "errors.py", "resources.py"):
        shutil.copy(PACKAGE / name, package)
    (tmp_path / "prompts").mkdir()
    assert "ConfigError" in installed(tmp_path)
    (package / "prompts").mkdir()
    assert Path(installed(tmp_path)) == package / "prompts"
