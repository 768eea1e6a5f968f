"""What the project is made of is pinned, hashed, licensed, looked up and linted; its workflows may only read."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from email.message import Message
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from packaging.requirements import Requirement

from tests.shared import ROOT
from tests.supply import audit, licences
from tests.supply.pins import FILES, _parsed, installed, pins

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.metadata import PackageMetadata

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
ACTION = ROOT / "action.yml"
needs_pins = pytest.mark.skipif(
    not installed("dev"), reason="other versions than the pinned ones are installed"
)


@pytest.mark.parametrize("name", [path.stem for path in FILES])
def test_every_requirement_is_one_version_with_hashes(name: str) -> None:
    assert all(pin.hashes for pin in pins(name))


@pytest.mark.parametrize(
    "line",
    [
        "rich",
        "rich>=14 --hash=sha256:" + "0" * 64,
        "rich==14.3.4",
        "rich==14.3.4 --hash=md5:" + "0" * 32,
        "--index-url https://example.org/simple",
        "-e .",
        "rich @ https://example.org/rich.whl --hash=sha256:" + "0" * 64,
    ],
)
def test_a_requirement_that_is_not_pinned_and_hashed_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="no pin with hashes"):
        list(_parsed(line + "\n"))


def test_no_file_of_requirements_names_a_host() -> None:
    assert not [path.name for path in FILES if "://" in path.read_text("utf-8")]


def test_all_files_of_pins_agree_and_those_not_asked_about_are_parts_of_one_that_is() -> None:
    dev = set(pins("dev"))
    for name in ("run", "eval", "build"):
        assert {pin[:3] for pin in pins(name)} <= {pin[:3] for pin in dev}
    assert {path.stem for path in FILES} == {"run", "eval", "build", *audit.ASKED}


def test_every_dependency_has_a_bound_on_either_side_and_the_pins_lie_within() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    chosen = {pin.name: pin.version for pin in pins("dev")}
    extras = (each for extra in project["optional-dependencies"].values() for each in extra)
    for text in [*project["dependencies"], *extras]:
        requirement = Requirement(text)
        operators = {bound.operator for bound in requirement.specifier}
        assert operators == ({">="} if requirement.name == "xllamacpp" else {">=", "<"}), (
            text
        )  # its versions are dates
        assert chosen[requirement.name] in requirement.specifier, text


def test_everything_is_installed_by_hash_and_nothing_is_built_with_what_is_not_pinned() -> None:
    script = (ROOT / "Makefile").read_text("utf-8") + ACTION.read_text("utf-8")
    commands = [
        line
        for line in script.splitlines()
        if re.search(r"\$\(PIP\)|pip install .*-r |\"\$\{pip\[@\]\}\"", line)
    ]
    assert len(commands) == 9
    for command in commands:
        assert "--require-hashes" in command or ("--no-deps" in command and "--no-build-isolation" in command)


@needs_pins
def test_every_dependency_has_a_licence_that_may_be_used() -> None:
    refused = [d for d in licences.dependencies("run") if not d.allowed(licences.RUN)]
    refused += [d for d in licences.dependencies("dev") if not d.allowed(licences.DEV)]
    assert refused == []


@needs_pins
def test_the_page_of_licences_is_what_the_metadata_say() -> None:
    assert licences.page() == (ROOT / "docs" / "licences.md").read_text("utf-8")


def metadata(**fields: str) -> PackageMetadata:
    found: Any = Message()
    for name, value in fields.items():
        for each in value.split("; "):
            found[name.replace("_", "-")] = each
    return found  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"License_Expression": "MIT"}, "MIT"),
        ({"License_Expression": "mit or apache-2.0"}, "MIT OR Apache-2.0"),
        ({"License": "Apache License, Version 2.0"}, "Apache-2.0"),
        ({"Classifier": "License :: OSI Approved :: MIT License"}, "MIT"),
        (
            {"License": "Copyright (c) everybody …", "Classifier": "License :: OSI Approved :: BSD License"},
            "LicenseRef-BSD",
        ),
        (
            {"Classifier": "License :: OSI Approved :: MIT License; License :: OSI Approved :: BSD License"},
            None,
        ),
        ({"License": "as you like it"}, None),
        ({}, None),
    ],
)
def test_a_licence_is_read_from_whatever_field_says_it_surely(
    fields: dict[str, str], expected: str | None
) -> None:
    assert licences.licence_of(metadata(**fields)) == expected


@pytest.mark.parametrize(
    ("licence", "run", "dev"),
    [
        ("MIT", True, True),
        ("MPL-1.1 OR GPL-2.0-only", True, True),
        ("Apache-2.0 AND MIT", True, True),
        ("LGPL-3.0-only", False, True),
        ("GPL-3.0-only", False, False),
        ("MIT AND GPL-3.0-only", False, False),
        ("AGPL-3.0-or-later", False, False),
        ("MIT OR (Apache-2.0 AND GPL-3.0-only)", True, True),
        ("(GPL-3.0-only)", False, False),
        ("LicenseRef-Proprietary", False, False),
        (None, False, False),
    ],
)
def test_a_licence_outside_the_list_or_unknown_is_refused(licence: str | None, run: bool, dev: bool) -> None:
    dependency = licences.Dependency("example", licence)
    assert (dependency.allowed(licences.RUN), dependency.allowed(licences.DEV)) == (run, dev)


def answer(*dependencies: Mapping[str, object]) -> str:
    return json.dumps({"dependencies": dependencies, "fixes": []})


FINE = {"name": "rich", "version": "14.3.4", "vulns": []}
FAULTY = {"name": "lxml", "version": "6.1.3", "vulns": [{"id": "PYSEC-0", "fix_versions": ["7.0"]}]}
LEFT = {"name": "jiter", "skip_reason": "Dependency not found and could not be audited"}
UNREACHED = "Traceback …\nrequests.exceptions.ConnectionError: Max retries exceeded"


@pytest.mark.parametrize(
    ("code", "out", "err", "word"),
    [
        (0, answer(FINE, FINE | {"name": "lxml"}), "", audit.CLEAN),
        (1, answer(FINE, FAULTY), "", audit.VULNERABLE),
        (0, answer(LEFT, LEFT), "No known vulnerabilities found", audit.SKIPPED),
        (0, answer(FINE, LEFT), "No known vulnerabilities found", audit.INCOMPLETE),
        (0, answer(FINE), "", audit.INCOMPLETE),
        (0, answer(), "", audit.INCOMPLETE),
        (1, answer(FINE, FINE), "", audit.INCOMPLETE),
        (1, "", UNREACHED, audit.SKIPPED),
        (1, "", "usage: pip-audit", audit.INCOMPLETE),
        (0, "", "", audit.INCOMPLETE),
        (0, "{}", "", audit.INCOMPLETE),
    ],
)
def test_only_an_answer_on_every_pin_without_an_advisory_is_clean(
    code: int, out: str, err: str, word: str
) -> None:
    found = audit.verdict(code, out, err, pinned=2)
    assert found.word == word
    assert (audit.CLEAN in found.line("dev")) == (word == audit.CLEAN)


def test_a_vulnerable_dependency_is_named_with_the_version_that_mends_it() -> None:
    told = audit.verdict(1, answer(FINE, FAULTY), "", pinned=2).line("dev")
    assert told.splitlines() == [
        "requirements/dev.txt: VULNERABLE, 2 distributions asked about",
        "  lxml 6.1.3: PYSEC-0, mended in 7.0",
    ]


def test_an_audit_that_cannot_be_run_is_not_clean() -> None:
    assert audit.audit("no-such-command", "run").word == audit.INCOMPLETE


def test_every_exemption_from_the_security_rules_says_why() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "S", "--ignore-noqa", "--output-format", "json",
         "summarizer"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = json.loads(done.stdout)
    assert found  # so that the rules are known to run
    for each in found:
        line = (ROOT / each["filename"]).read_text("utf-8").splitlines()[each["noqa_row"] - 1]
        assert re.search(rf"# noqa: (\w+, )*{each['code']}\b.* - \w", line), f"{each['filename']}: {line}"


@pytest.mark.parametrize("path", [*WORKFLOWS, ACTION], ids=lambda path: path.name)
def test_actions_of_others_are_pinned_by_hash_with_their_version_beside(path: Any) -> None:
    used = re.findall(r"uses: (.+)", path.read_text("utf-8"))
    assert used
    for each in used:
        assert each == "./" or re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_may_only_read_and_leave_no_credentials_and_no_input_in_a_command(path: Any) -> None:
    workflow = yaml.safe_load(path.read_text("utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in workflow[True]  # YAML reads the key `on` as true
    for job in workflow["jobs"].values():
        assert "permissions" not in job
        assert job["timeout-minutes"] <= 60
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False
            assert "${{" not in step.get("run", "")
