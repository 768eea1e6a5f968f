"""The suite and the wheel on every Python that is here, with the pinned, lowest and highest dependencies: one table.

    python -m tests.everywhere [--pythons "python3.11 python3.12 …"] [--only suite|wheel] [ROW …]

A row is PYTHON:DEPENDENCIES, such as 3.12:pinned. By default every Python found runs with the pinned dependencies, the
oldest with the lowest that pyproject.toml allows, and the newest with the highest (these two need uv). Interpreters are
commands on the path, or paths. Packages are fetched. Exit code 1 where anything failed, 2 where a row cannot be made.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.etree import ElementTree

from packaging.requirements import Requirement

from tests.shared import ROOT
from tests.supply import archives, smoke

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PYTHONS: Final = "python3.11 python3.12 python3.13"
DEPENDENCIES: Final = ("pinned", "lowest", "highest")
WHATS: Final = ("wheel", "suite")
_RESOLUTION: Final = {"lowest": "lowest-direct", "highest": "highest"}
_WITH: Final[Mapping[str, tuple[str, ...]]] = {
    "wheel": (),
    "suite": ("--group", "dev", "--group", "test-llm", "--all-extras"),
}
"""What is resolved beside the package's own dependencies."""
_PINS: Final = {"wheel": ("run",), "suite": ("run", "dev")}
_QUIET: Final = ("--quiet", "--disable-pip-version-check")


class Row(NamedTuple):
    """One environment: `3.12`, and which dependencies."""

    python: str
    dependencies: str


class Outcome(NamedTuple):
    """What one run came to; `note` is what went wrong."""

    passed: int
    failed: int
    skipped: int
    seconds: float
    note: str = ""


class NotMade(Exception):
    """An environment that cannot be made."""


def interpreters(commands: Sequence[str]) -> dict[str, str]:
    """Paths of the interpreters that run, by version such as 3.12; two of one version count once."""
    found: dict[str, str] = {}
    code = "import sys; print('%d.%d' % sys.version_info[:2], sys.executable, sep='\\n')"
    for command in commands:
        path = shutil.which(command)
        if path is None:
            continue
        done = subprocess.run([path, "-c", code], capture_output=True, text=True, check=False)
        if not done.returncode:
            version, executable = done.stdout.split("\n")[:2]
            found.setdefault(version, executable)
    return dict(sorted(found.items(), key=lambda each: tuple(map(int, each[0].split(".")))))


def rows(versions: Sequence[str]) -> list[Row]:
    """Every version with the pinned dependencies, the oldest with the lowest, the newest with the highest."""
    if not versions:
        return []
    return [*(Row(v, "pinned") for v in versions), Row(versions[0], "lowest"), Row(versions[-1], "highest")]


def lowest() -> list[str]:
    """The lower bounds that the package declares, as pins. A resolver by itself may stay above: another dependency
    can ask for a part of one, such as pydantic-core, of which it takes the highest."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = [
        *project["dependencies"],
        *(each for extra in project["optional-dependencies"].values() for each in extra),
    ]
    requirements = [Requirement(each) for each in declared]
    return [f"{r.name}=={s.version}" for r in requirements for s in r.specifier if s.operator == ">="]


def _do(command: Sequence[object]) -> None:
    done = subprocess.run(
        [str(word) for word in command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NotMade(f"{Path(str(command[0])).name}: {done.stderr.strip()[-400:]}")


def environment(row: Row, interpreter: str, what: str, folder: Path) -> Path:
    """A new environment with the dependencies of that row; its interpreter. Raises `NotMade`."""
    _do([interpreter, "-m", "venv", folder])
    python = folder / "bin" / "python"
    if row.dependencies == "pinned":
        files = [part for name in _PINS[what] for part in ("-r", f"requirements/{name}.txt")]
        _do([python, "-m", "pip", "install", *_QUIET, "--require-hashes", *files])
        return python
    if (uv := shutil.which("uv")) is None:
        raise NotMade("uv is not installed")
    resolved, bounds = folder / "resolved.txt", folder / "bounds.txt"
    bounds.write_text("\n".join(lowest() if row.dependencies == "lowest" else ()), "utf-8")
    wanted = [*_WITH[what], "--resolution", _RESOLUTION[row.dependencies], "--constraint", bounds]
    _do([uv, "pip", "compile", "--quiet", *wanted, "--python", python, "-o", resolved, "pyproject.toml"])
    _do([uv, "pip", "install", "--quiet", "--python", python, "-r", resolved])
    return python


def suite(row: Row, interpreter: str, folder: Path) -> Outcome:
    """Run all tests but those of a browser."""
    python = environment(row, interpreter, "suite", folder / "env")
    # The project itself, by its place: tests look for its command and its metadata too.
    _do([python, "-m", "pip", "install", *_QUIET, "--no-deps", "--no-build-isolation", "--editable", "."])
    report = folder / "report.xml"
    began = time.monotonic()
    done = subprocess.run(
        [str(python), "-m", "pytest", "-p", "no:cacheprovider", "--tb=line", "-r", "fE", f"--junitxml={report}"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if not report.exists():
        return Outcome(0, 1, 0, time.monotonic() - began, (done.stdout + done.stderr)[-2000:])
    note = "\n".join(line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR")))
    return counted(report)._replace(seconds=time.monotonic() - began, note=note)


def counted(report: Path) -> Outcome:
    """The counts of a report in JUnit's format."""
    suites = ElementTree.parse(report).getroot().iter("testsuite")  # noqa: S314 - pytest wrote it
    tests, failed, skipped = 0, 0, 0
    for each in suites:
        tests += int(each.attrib["tests"])
        failed += int(each.attrib["failures"]) + int(each.attrib["errors"])
        skipped += int(each.attrib["skipped"])
    return Outcome(tests - failed - skipped, failed, skipped, 0.0)


def wheel(row: Row, interpreter: str, folder: Path) -> Outcome:
    """Install the wheel into an empty environment, and try it from another folder."""
    began = time.monotonic()
    python = environment(row, interpreter, "wheel", folder / "env")
    built = archives.build(archives.clean_tree(folder / "tree"), "wheel")
    _do([python, "-m", "pip", "install", *_QUIET, "--no-index", "--no-deps", built])
    found = list(smoke.failures(smoke.prepare(python.parent, folder / "elsewhere")))
    wrong = [each for each in found if each]
    return Outcome(len(found) - len(wrong), len(wrong), 0, time.monotonic() - began, "\n".join(wrong))


def line(*cells: object) -> str:
    """A line of the table."""
    return "{!s:<8}{!s:<14}{!s:<8}{!s:>8}{!s:>8}{!s:>9}{!s:>9}".format(*cells)


def run(found: Mapping[str, str], wanted: Sequence[Row], whats: Sequence[str]) -> Iterator[int]:
    """Run all rows, one after another, and print each; yields exit codes."""
    made = {"suite": suite, "wheel": wheel}
    for what in whats:
        for row in wanted:
            try:
                if row.python not in found:
                    raise NotMade(f"no Python {row.python} is here; name it with PYTHONS=…")
                with tempfile.TemporaryDirectory() as folder:
                    outcome = made[what](row, found[row.python], Path(folder))
            except NotMade as error:
                print(line(*row, what, "-", "-", "-", "-"), f"\n    not run: {error}", flush=True)
                yield 2
                continue
            counts = (outcome.passed, outcome.failed, outcome.skipped, f"{outcome.seconds:.0f}")
            print(line(*row, what, *counts), flush=True)
            for told in outcome.note.splitlines():
                print(f"    {told}", flush=True)
            yield 1 if outcome.failed or not outcome.passed else 0


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rows", nargs="*", metavar="ROW")
    parser.add_argument("--pythons", default=PYTHONS, help="commands or paths, parted by spaces")
    parser.add_argument("--only", choices=WHATS)
    given = parser.parse_args()
    found = interpreters(given.pythons.split())
    wanted = [Row(*each.partition(":")[::2]) for each in given.rows] or rows(list(found))
    if not wanted or any(row.dependencies not in DEPENDENCIES for row in wanted):
        parser.error("no Python was found" if not wanted else f"a row is PYTHON:{'|'.join(DEPENDENCIES)}")
    print(line("python", "dependencies", "what", "passed", "failed", "skipped", "seconds"), flush=True)
    return max(run(found, wanted, [given.only] if given.only else WHATS))


if __name__ == "__main__":
    sys.exit(main())
