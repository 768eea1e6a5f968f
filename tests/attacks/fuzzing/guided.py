"""The driver that is guided: atheris breeds inputs of a target's sound ones and keeps those that reach new branches.

    python -m tests.attacks.fuzzing.guided TARGET,TARGET FOLDER SECONDS SEED

Each target has a process of its own, which libFuzzer ends; finds and its log are written into FOLDER/TARGET.
Nothing of the package may be imported before the imports are instrumented, which is why some of this imports late.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.attacks.fuzzing.target import Target

INSTRUMENTED: Final = ("summarizer", "pypdf")
LONGEST: Final = 100_000
"""Bytes of an input."""
_STRUCTURED: Final = 0.6
"""Share of inputs that are bred by the target's own breeder and not by libFuzzer's."""
_FINDS: Final = "finds"


class Guided(NamedTuple):
    """What became of a run."""

    tried: int
    reached: int
    """Branches of the package, as libFuzzer counts them."""
    found: tuple[Path, ...]
    """Files with inputs that broke the promise; what was told stands beside them, in `.txt`."""
    fault: str | None
    """Why the process itself came to an end, where it did not come to its own."""


def is_available() -> bool:
    """Whether atheris is installed; it has no wheels for some systems and versions of Python."""
    from importlib.util import find_spec

    return find_spec("atheris") is not None


def guide(targets: Sequence[str], folder: Path, *, seconds: int, seed: int = 1) -> dict[str, Guided]:
    """Fuzz some targets, each for so many seconds, in a process that ends with the last.

    What an earlier run kept in `folder` is bred from as well.
    """
    folder.mkdir(parents=True, exist_ok=True)
    command = [
        sys.executable,
        "-m",
        "tests.attacks.fuzzing.guided",
        ",".join(targets),
        str(folder),
        str(seconds),
        str(seed),
    ]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return {target: _told(folder / target) for target in targets}


def _told(folder: Path) -> Guided:
    log = folder / "log"
    said = log.read_text("utf-8", "replace") if log.exists() else "it did not begin"
    tried = re.search(r"stat::number_of_executed_units: (\d+)", said)
    reached = re.findall(r"cov: (\d+)", said)
    found = tuple(sorted(p for p in (folder / _FINDS).glob("*") if p.suffix != ".txt"))
    return Guided(
        int(tried[1]) if tried else 0,
        int(reached[-1]) if reached else 0,
        found,
        None if tried else said[-500:],
    )


def main() -> None:
    """Fuzz the targets one after the other, each in a fork: instrumenting the package takes longer than starting."""
    import atheris

    names, folder, seconds, seed = (
        sys.argv[1].split(","),
        Path(sys.argv[2]),
        int(sys.argv[3]),
        int(sys.argv[4]),
    )
    logging.disable(logging.CRITICAL)
    with atheris.instrument_imports(include=list(INSTRUMENTED)):
        from tests.attacks.fuzzing.targets import TARGETS

        for name in names:  # what is imported late is instrumented too
            for data in TARGETS[name].seeds()[:3]:
                with suppress(Exception):
                    TARGETS[name].check(data)
    for name in names:
        child = os.fork()
        if not child:
            _fuzz(TARGETS[name], folder / name, seconds, seed)
        os.waitpid(child, 0)


def _fuzz(target: Target, folder: Path, seconds: int, seed: int) -> None:
    """Fuzz one target; does not return."""
    import atheris

    from tests.attacks.fuzzing import seeds
    from tests.attacks.fuzzing.drawn import place_of, signature
    from tests.attacks.fuzzing.target import examine

    corpus, finds = folder / "corpus", folder / _FINDS
    shutil.rmtree(finds, ignore_errors=True)
    for each in (corpus, finds):
        each.mkdir(parents=True, exist_ok=True)
    for data in (*target.seeds(), *(path.read_bytes() for path in seeds.crashes(target.name))):
        if len(data) <= LONGEST:
            (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    known: set[str] = set()

    def one(data: bytes) -> None:
        try:
            examine(target, data)
        except Exception as error:  # noqa: BLE001 - any exception is a find
            told = signature(error)
            if place_of(told) not in known:
                known.add(place_of(told))
                path = finds / hashlib.sha256(data).hexdigest()[:16]
                path.write_bytes(data)
                path.with_suffix(".txt").write_text(told, "utf-8", "replace")

    def breed(data: bytes, longest: int, seed: int) -> bytes:
        chance = Random(seed)
        bred = target.breed(data, chance) if target.breed and chance.random() < _STRUCTURED else None
        made: bytes = atheris.Mutate(data, longest) if bred is None or len(bred) > longest else bred
        return made

    os.dup2(os.open(folder / "log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
    options = [
        f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-print_final_stats=1", f"-seed={seed}", "-timeout=120",
        "-rss_limit_mb=2500", f"-artifact_prefix={folder}/",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options, str(corpus)], one, custom_mutator=breed)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
