"""What greets who comes to work on the project: forms, hooks and citation say what is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

import summarizer
from tests.shared import ROOT

FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))


def test_the_citation_names_the_version_that_is_installed() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert citation["version"] == summarizer.__version__
    assert citation["license"] == "MIT"


def test_the_changelog_has_the_version_that_is_installed_or_tells_that_it_is_to_come() -> None:
    heads = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert any(head.startswith((summarizer.__version__, f"[{summarizer.__version__}]")) for head in heads)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_a_form_asks_under_names_of_its_own(form: Path) -> None:
    told = yaml.safe_load(form.read_text("utf-8"))
    if form.stem == "config":
        assert told == {"blank_issues_enabled": False}
        return
    asked = [part["id"] for part in told["body"]]
    assert told["name"]
    assert told["description"]
    assert len(set(asked)) == len(asked) > 1
    assert any(part.get("validations", {}).get("required") for part in told["body"])


def test_hooks_run_the_tools_that_make_test_runs() -> None:
    told = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for hook in told["repos"][0]["hooks"]:
        tool = hook["entry"].split()[0].rpartition("/")[2]
        assert f"$(BIN)/{tool}" in makefile


def test_where_to_change_what_names_files_names_and_targets_that_there_are() -> None:
    told = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    paths = re.findall(r"`([\w.-]+(?:/[\w.-]*)+|[\w-]+\.(?:md|yml|toml))`", told)
    assert len(paths) > 30
    assert [path for path in paths if not (ROOT / path).exists()] == []
    named = re.findall(r"`(\w+)`[^`;|]* in `([\w./-]+\.py)`", told)
    assert {name for name, _ in named} >= {"PositionKind", "Format", "PROVIDERS", "PROVIDER_KEYS"}
    for name, path in named:
        assert re.search(rf"^(def )?{name}\b", (ROOT / path).read_text("utf-8"), re.MULTILINE), (name, path)
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {
        a or b for a, b in re.findall(r"^ {4}make +([a-z-]+)|`make ([a-z-]+)`", told, re.MULTILINE)
    } <= targets
