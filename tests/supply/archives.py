"""The wheel and the source archive, built from a copy of the tree, and judged by the names of what they hold."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from typing import TYPE_CHECKING, Final

from tests.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WHEEL: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"summarizer/([a-z_]+/)*[a-z_0-9]+\.py",
        r"summarizer/py\.typed",
        r"summarizer/([a-z_]+/)*data/\w+\.(json|md|toml|tsv)",
        r"summarizer/evaluation/public/plv\.toml",
        r"summarizer/([a-z_]+/)*templates/\w+\.(css|html|js)",
        r"summarizer/prompts/(README|[a-z]+\.v\d+)\.md",
        r"summarizer/schemas/(README\.md|[a-z]+\.v\d+\.json)",
        r"summarizer/evals/(README\.md|gates\.toml|baselines/[a-z]+\.json)",
        r"summarizer/evals/gold/[a-z0-9-]+/([\w-]+\.txt|case\.yaml)",
        r"diplomatic_summarizer-[\w.]+\.dist-info/(METADATA|RECORD|WHEEL|entry_points\.txt|licenses/LICENSE)",
    )
)
"""What a wheel may hold; a name that fits none of these is a stray."""
STRAYS: Final = (
    ".env",
    ".venv/lib/evil.py",
    "build/evil.py",
    "dist/old.whl",
    "evals/.env",
    "evals/evil.py",
    "evals/gold/.DS_Store",
    "evals/gold/torshavn-2031/__pycache__/evil.pyc",
    "evals/gold/torshavn-2031/A.txt.orig",
    "evals/gold/torshavn-2031/case.yaml~",
    "id_rsa",
    "prompts/.secret.md",
    "prompts/evil.py",
    "schemas/evil.exe",
    "secrets.toml",
    "summarizer/.cache/evil.py",
    "summarizer/.env",
    "summarizer/.evil.py",
    "summarizer/__pycache__/evil.pyc",
    "summarizer/cli/brief.py.rej",
    "summarizer/data/.prices.toml.swp",
    "summarizer/data/cache.sqlite",
    "summarizer/evil.so",
    "summarizer/rendering/html/templates/.brief.html.swp",
    "tests/.env",
    "tests/data/.env",
    "usercustomize.py",
)
"""What editors, systems and users leave in a tree, and what nobody should ship."""


def tracked() -> list[str]:
    """Names of the project's own files; raises `FileNotFoundError` or `CalledProcessError` outside a checkout."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    names = done.stdout.decode().split("\0")
    return sorted(name for name in names if name and (ROOT / name).is_file())


def clean_tree(folder: Path) -> Path:
    """A copy of the project's own files, as a fresh clone has them."""
    for name in tracked():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target)
    return folder


def littered(tree: Path) -> Path:
    """The same with all strays laid in it."""
    for name in STRAYS:
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text("stray\n", "utf-8")
    return tree


def build(tree: Path, target: str) -> Path:
    """Build the archive called `target`, wheel or sdist, without the network; its path."""
    command = [
        sys.executable,
        "-m",
        "hatchling",
        "build",
        "--target",
        target,
        "--directory",
        f"made-{target}",
    ]
    subprocess.run(command, cwd=tree, check=True, capture_output=True)
    (made,) = (tree / f"made-{target}").iterdir()
    return made


def names_in(archive: Path) -> list[str]:
    """Names of the files, those of a source archive without its first folder."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return sorted(wheel.namelist())
    with tarfile.open(archive) as source:
        return sorted(member.name.partition("/")[2] for member in source.getmembers() if member.isfile())


def strays_of(wheel: Path) -> Iterator[str]:
    """Names in a wheel that fit no pattern of what it may hold."""
    return (name for name in names_in(wheel) if not any(p.fullmatch(name) for p in WHEEL))
