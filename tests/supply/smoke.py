"""What an installed wheel must do when it is run from a folder that is not the project's, and that is against it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Final, NamedTuple

from tests.shared import EXAMPLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

BAITS: Final = (
    "click", "evals", "json", "jsonschema", "lxml", "prompts", "pydantic", "re", "rich", "schemas", "sitecustomize",
    "summarizer", "typer", "typing", "usercustomize", "yaml",
)  # fmt: skip
"""Modules that lie where the command is run; none may be imported."""
BRIEF: Final = ("brief", "--engine", "rules", "A.txt", "B.txt")
PYTHON: Final = """
import summarizer
brief = summarizer.summarize("A.txt", "B.txt", engine="rules")
assert [d.id for d in brief.documents] == ["A", "B"], brief.documents
assert brief.red_lines and all(e.exact for line in brief.red_lines for e in line.evidence)
print(summarizer.__file__)
"""


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


class Installed(NamedTuple):
    """An environment's folder of commands, and the folder that they are run in."""

    commands: Path
    folder: Path

    def run(self, *arguments: str, command: str = "summarizer") -> Done:
        """Run a command of the environment, without this project's or this user's settings."""
        kept = {
            key: os.environ[key]
            for key in ("HOME", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR")
            if key in os.environ
        }
        env = kept | {"PATH": f"{self.commands}{os.pathsep}/usr/bin{os.pathsep}/bin", "NO_COLOR": "1"}
        env |= {"PYTHONDONTWRITEBYTECODE": "1", "SUMMARIZER_CACHE_DIR": str(self.folder / "cache")}
        done = subprocess.run(
            [str(self.commands / command), *arguments],
            cwd=self.folder, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        return Done(done.returncode, done.stdout, done.stderr)


def prepare(commands: Path, folder: Path) -> Installed:
    """Two articles, and baits beside them."""
    folder.mkdir(parents=True)
    for name in ("A.txt", "B.txt"):
        shutil.copyfile(EXAMPLE / name, folder / name)
    (folder / "m.gguf").touch()
    for name in BAITS:
        told = f"import pathlib\npathlib.Path({str(folder / 'bitten')!r}).open('a').write({name!r})\n"
        (folder / f"{name}.py").write_text(told, "utf-8")
    return Installed(commands, folder)


def helps(wheel: Installed) -> str | None:
    """Every command has a help text."""
    whole = wheel.run("--help")
    if whole.code or not all(name in whole.out for name in ("brief", "doctor", "eval", "gold")):
        return f"{whole}"
    return next(
        (
            f"{name}: {done}"
            for name in ("brief", "doctor", "eval")
            if (done := wheel.run(name, "--help")).code
        ),
        None,
    )


def tells_its_version(wheel: Installed) -> str | None:
    """The version is that of the metadata."""
    told = wheel.run("--version")
    code = "from importlib.metadata import version; print('summarizer', version('diplomatic-summarizer'))"
    known = wheel.run("-I", "-c", code, command="python")
    return None if not told.code and told.out == known.out else f"{told} {known}"


def writes_markdown(wheel: Installed) -> str | None:
    """A brief of two articles on standard output."""
    done = wheel.run(*BRIEF)
    return (
        None if not done.code and done.out.startswith("# ") and "**Bottom line.**" in done.out else f"{done}"
    )


def writes_json(wheel: Installed) -> str | None:
    """A brief as JSON, of two documents, in which every quotation stands in its article."""
    done = wheel.run(*BRIEF, "--format", "json")
    if done.code:
        return f"{done}"
    brief = json.loads(done.out)
    texts = [" ".join((wheel.folder / name).read_text("utf-8").split()) for name in ("A.txt", "B.txt")]
    said: dict[str, list[str]] = {document["id"]: [] for document in brief["documents"]}
    for evidence in (e for line in brief["red_lines"] for e in line["evidence"]):
        said[evidence["doc"]].append(" ".join(evidence["exact"].split()))
    stands = all(any(all(quote in text for quote in quotes) for text in texts) for quotes in said.values())
    return None if len(said) == 2 and any(said.values()) and stands else f"{said}"


def writes_a_page(wheel: Installed) -> str | None:
    """A brief as one page that asks for nothing."""
    done = wheel.run(*BRIEF, "-o", "brief.html")
    if done.code:
        return f"{done}"
    page = (wheel.folder / "brief.html").read_text("utf-8")
    whole = page.lower().startswith("<!doctype html>") and page.rstrip().endswith("</html>")
    return None if whole and "<script src" not in page and "<link" not in page else page[:300]


def prints_its_schema(wheel: Installed) -> str | None:
    """The schema that is shipped."""
    done = wheel.run("schema", "brief")
    return None if not done.code and json.loads(done.out)["title"] else f"{done}"


def examines_itself(wheel: Installed) -> str | None:
    """`doctor` finds its folders inside the environment, and every extra missing."""
    done = wheel.run("doctor", "--json")
    if done.code:
        return f"{done}"
    told = json.loads(done.out)
    inside = str(wheel.commands.parent.resolve())
    lost = [
        p for p in told["places"] if p["name"] in {"prompts", "schemas", "evals"} and inside not in p["path"]
    ]
    return f"{lost}" if lost else None


def has_its_cases(wheel: Installed) -> str | None:
    """The cases that are shipped are whole."""
    done = wheel.run("gold", "lint")
    return f"{done}" if done.code else None


def imports(wheel: Installed) -> str | None:
    """The public face works in Python, from the environment."""
    done = wheel.run("-I", "-c", PYTHON, command="python")
    inside = str(wheel.commands.parent.resolve())
    return None if not done.code and done.out.startswith(inside) else f"{done} is not in {inside}"


def _names(extra: str, *arguments: str) -> Callable[[Installed], str | None]:
    def check(wheel: Installed) -> str | None:
        done = wheel.run(*arguments)
        errors = [line for line in done.err.splitlines() if line.startswith("error: ")]
        one = done.code == 2 and len(errors) == 1 and done.err.splitlines()[-1] == errors[0]
        return None if one and f"diplomatic-summarizer[{extra}]" in errors[0] else f"{done}"

    return check


def is_not_led_astray(wheel: Installed) -> str | None:
    """Nothing that lies in the folder was imported; comes last."""
    bitten = wheel.folder / "bitten"
    return f"imported: {bitten.read_text('utf-8')}" if bitten.exists() else None


CHECKS: Final[dict[str, Callable[[Installed], str | None]]] = {
    "help": helps,
    "version": tells_its_version,
    "markdown": writes_markdown,
    "JSON": writes_json,
    "page": writes_a_page,
    "schema": prints_its_schema,
    "doctor": examines_itself,
    "cases": has_its_cases,
    "Python": imports,
    "Word without its extra": _names("docx", *BRIEF, "-o", "brief.docx"),
    "Parquet without its extra": _names("parquet", "corpus", "A.txt", "-o", "out.parquet"),
    "scores without their extra": _names("eval", "eval", "--engine", "rules", "--split", "dev"),
    "a model file without its extra": _names("local", "brief", "A.txt", "--model", "gguf:m.gguf"),
    "baits": is_not_led_astray,
}
"""By name: each is given the wheel and tells what is wrong, if anything."""


def failures(wheel: Installed) -> Iterator[str | None]:
    """For each check what is wrong, if anything."""
    for name, check in CHECKS.items():
        wrong = check(wheel)
        yield f"{name}: {wrong[-600:]}" if wrong else None
