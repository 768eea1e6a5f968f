"""The action that runs the evaluation in a user's workflow does what the command does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.shared import EXAMPLE, ROOT

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEP: dict[str, Any] = ACTION["runs"]["steps"][-1]


def evaluate(folder: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """Run the step's own script as a runner does: inputs as variables, defaults where none is given."""
    names = {name: value.get("default", "") for name, value in ACTION["inputs"].items()}
    names |= {name.replace("_", "-"): value for name, value in given.items()}
    variables = {
        variable: names[expression.removeprefix("${{ inputs.").removesuffix(" }}")]
        for variable, expression in STEP["env"].items()
    }
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", STEP["run"]],
        cwd=folder,
        env={**os.environ, **variables, "PATH": path, "GITHUB_STEP_SUMMARY": str(folder / "summary.md")},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLE, tmp_path / "gold" / EXAMPLE.name)
    return tmp_path


def test_a_passing_run_leaves_a_summary_and_every_report(folder: Path) -> None:
    done = evaluate(folder, gold="gold")
    assert done.returncode == 0, done.stderr
    assert (folder / "summary.md").read_text("utf-8").startswith("# Evaluation")
    names = {path.name for path in (folder / "summarizer-report").iterdir()}
    assert names == {"records.jsonl", "report.md", "report.html", "report.json", "report.xml"}


def test_a_failed_gate_fails_the_step_with_an_annotation_and_the_summary(folder: Path) -> None:
    (folder / "gates.toml").write_text("[floors.rules.dev]\npositions = 99.9\n", "utf-8")
    done = evaluate(folder, gold="gold", gates="gates.toml")
    assert done.returncode == 1
    assert "::error title=summarizer eval::" in done.stderr
    assert "**Gates failed: floor of positions, dev.**" in (folder / "summary.md").read_text("utf-8")


def test_an_input_is_never_a_command(folder: Path) -> None:
    done = evaluate(folder, gold="gold; touch owned $(touch owned) `touch owned`")
    assert done.returncode == 2
    assert not (folder / "owned").exists()


def test_every_input_reaches_the_command() -> None:
    used = {value.removeprefix("${{ inputs.").removesuffix(" }}") for value in STEP["env"].values()}
    assert used | {"python-version"} == set(ACTION["inputs"])
