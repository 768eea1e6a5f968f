"""Bombs and limits: small files that want to become large, and names that lead elsewhere.

Each is read by the command itself, in a process of limited time and memory. Survived is what ends in a result or in
an error of one line, without a traceback, and leaves every file alone that is not an output of the command.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from tests.attacks import material
from tests.attacks.borders import BORDERS
from tests.attacks.limited import command, fault
from tests.attacks.parts import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tests.attacks.material import Maker

NAME: Final = "bombs and limits"
BOMBS: Final[dict[str, Maker]] = {
    **material.PACKED,
    **material.MARKUP,
    **material.PDFS,
    **material.TEXTS,
    **material.JSONS,
    **material.LABELS,
    **material.TABLES,
}
OUTPUTS: Final = frozenset({"out.json", "b.json", "gold/one/case.yaml"})
"""Files that the commands are told to write."""
AT_ONCE: Final = 2


class Tried(NamedTuple):
    """What became of one attack."""

    name: str
    fault: str | None
    seconds: float


def state(folder: Path) -> dict[str, str]:
    """Every file and link below a folder, with what it holds."""
    found = {}
    for where, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(where, name)
            if path.is_symlink():
                found[path.relative_to(folder).as_posix()] = f"link to {path.readlink()}"
            elif path.is_file():
                found[path.relative_to(folder).as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    """The files that are new, gone or different."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def bomb(name: str) -> Tried:
    """Let one bomb go off in a folder of its own."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        arguments = BOMBS[name](folder)
        before = state(folder)
        ended = command(arguments, folder)
        stray = changed(before, state(folder)) - OUTPUTS
        wrong = fault(ended) or (f"files that nobody asked for: {sorted(stray)[:3]}" if stray else None)
        if "root:x:0" in ended.out + ended.err:
            wrong = "the text of a file that was not given"
    return Tried(name, wrong, ended.seconds)


def border(name: str) -> Tried:
    """Try one way out of the folder that was named."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        attack = BORDERS[name](folder)
        outside = folder / "outside"
        before = state(outside)
        ended = command(attack.arguments, folder / "inside", env=attack.env)
        wrong = fault(ended)
        if stray := changed(before, state(outside)) - attack.may:
            wrong = f"written outside: {sorted(stray)[:3]}"
        elif wrong is None and (ended.code != 0) != attack.refused:
            wrong = f"exit code {ended.code}: {ended.err.strip()[-300:]}"
        elif (
            strays := set(state(folder))
            - {f"outside/{n}" for n in state(outside)}
            - {f"inside/{n}" for n in state(folder / "inside")}
        ):
            wrong = f"written beside the folder: {sorted(strays)[:3]}"
    return Tried(name, wrong, ended.seconds)


def attempts(bombs: Iterable[str] = BOMBS, borders: Iterable[str] = BORDERS) -> list[Tried]:
    """Try these, two at once."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [*pool.map(bomb, bombs), *pool.map(border, borders)]


def run() -> Part:
    """Try all of them."""
    began = time.monotonic()
    tried = attempts()
    failures = tuple(f"{each.name}: {each.fault}" for each in tried if each.fault is not None)
    return Part(NAME, len(tried), len(tried) - len(failures), time.monotonic() - began, failures)
