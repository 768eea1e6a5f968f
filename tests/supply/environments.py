"""An environment that has the wheel, what the wheel asks for, and nothing else; made from what is installed here."""

from __future__ import annotations

import subprocess
import sys
import venv
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Iterable


def needed(requirements: Iterable[str]) -> dict[str, Distribution]:
    """The installed distributions, by name, that these requirements ask for in the end; extras are followed too.

    Raises `PackageNotFoundError` where one is missing.
    """
    found: dict[str, Distribution] = {}
    open_ = [(Requirement(text), "") for text in requirements]
    seen: set[tuple[str, str]] = set()
    while open_:
        requirement, extra = open_.pop()
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(requirement.name)
        for wanted in ("", *requirement.extras):
            if (name, wanted) not in seen:
                seen.add((name, wanted))
                found[name] = distribution(name)
                open_ += [(Requirement(text), wanted) for text in found[name].requires or ()]
    return found


def link(distributions: Iterable[Distribution], site: Path) -> None:
    """Let a folder of packages have these distributions, by links to their files."""
    for each in distributions:
        tops = {file.parts[0] for file in each.files or ()} - {"..", "__pycache__"}
        for top in tops:
            target = site / top
            if not target.exists() and not top.endswith(".pth"):
                target.symlink_to(Path(str(each.locate_file(top))))


def install(wheel: Path, python: Path) -> None:
    """Install a wheel by itself into the environment of that interpreter, without the network."""
    quiet = ["--quiet", "--disable-pip-version-check", "--no-warn-script-location"]
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", *quiet]
    done = subprocess.run(
        [*pip, "--no-index", "--no-deps", str(wheel)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr)


def minimal(wheel: Path, folder: Path) -> Path:
    """Make an environment with the wheel and the installed distributions that it asks for; its folder of commands."""
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    install(wheel, python)
    (site,) = folder.glob("lib/python*/site-packages")
    (metadata,) = site.glob("diplomatic_summarizer-*.dist-info")
    link(needed(Distribution.at(metadata).requires or ()).values(), site)
    return python.parent
