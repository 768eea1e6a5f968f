"""Strays laid in the tree that is built, and modules laid where the installed command is run: none gets in."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.attacks.parts import Part
from tests.supply import archives, environments, smoke

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME: Final = "supply chain"


def strays(folder: Path) -> Iterator[str | None]:
    """For each stray in the tree whether an archive holds it."""
    tree = archives.littered(archives.clean_tree(folder))
    held = {
        "wheel": {
            name.removeprefix("summarizer/") for name in archives.names_in(archives.build(tree, "wheel"))
        },
        "source archive": set(archives.names_in(archives.build(tree, "sdist"))),
    }
    for name in archives.STRAYS:
        for archive, names in held.items():
            found = name.removeprefix("summarizer/") if archive == "wheel" else name
            yield f"the {archive} holds {name}" if found in names else None


def run() -> Part:
    """Build from a littered tree; install that wheel alone, and run it in a folder that is against it."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        found = list(strays(folder / "tree"))
        (wheel,) = (folder / "tree" / "made-wheel").iterdir()
        found += [f"the wheel holds {name}" for name in archives.strays_of(wheel)]
        commands = environments.minimal(wheel, folder / "env")
        found += smoke.failures(smoke.prepare(commands, folder / "elsewhere"))
    failures = tuple(each for each in found if each is not None)
    return Part(NAME, len(found), len(found) - len(failures), time.monotonic() - began, failures)
