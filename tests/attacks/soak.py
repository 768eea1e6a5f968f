"""Soak: tens of thousands of articles in one process; memory flat, nothing left open, every article accounted for.

    python -m tests.attacks.soak                       both engines, as `make test-hostile` does it
    python -m tests.attacks.soak --rules 2000 --model 500

Each engine reads in a process of its own, which tells what became of every article, and now and then what it holds.
The server that plays the model, and its faults, runs in the process that judges.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from tests.attacks import newsroom
from tests.attacks.footprint import slope
from tests.attacks.limited import environment
from tests.attacks.parts import Part
from tests.servers.faults import FAULTS
from tests.servers.scripted import ScriptedServer, reader
from tests.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.servers.scripted import Reply, Request

NAME: Final = "soak"
RULES, MODEL = 20_000, 5_000
"""Articles of the whole soak."""
FAULTY: Final = 20
"""One article of so many meets a fault: 5 %."""
PLAYED: Final = tuple(
    name
    for name in FAULTS
    if name not in {"an answer without end", "a byte every 0.3 s"}  # bombs have them
)
"""Each faulty article's fault, in turn: 429, 500, resets, silence, broken JSON, empty, wrong schema, made-up quotes …"""
WARM_UP: Final = 0.5
"""Share of the articles behind which memory is looked at: by then the bounded caches are as good as full."""
STEEPEST: Final = {"rules": 700.0, "model": 700.0}
"""The most that memory may grow, in kB per 1,000 articles, that is 0.7 kB an article.

It does grow a little for long: what is remembered of words (up to 50,000 of them) fills slowly.
"""
TABLES: Final = 20
"""Entries by which a collection without a limit may grow: lists of ours that are read when they are first needed."""
LONGEST_S: Final = 1_800.0
"""A reader that takes longer is ended."""


class Held(NamedTuple):
    """What a reading process held."""

    memory: Sequence[tuple[int, int]]
    """Articles done, and resident memory in kB."""
    files: tuple[int, int]
    """Open files after the warm-up, and at the end."""
    grown: Mapping[str, tuple[int, int]]
    """Collections without a limit that grew after the warm-up: entries then, entries at the end."""

    @property
    def slope(self) -> float:
        """Growth of memory after the warm-up, in kB per 1,000 articles: least squares."""
        last, _ = self.memory[-1]
        return 1_000 * slope((x, y) for x, y in self.memory if x >= WARM_UP * last)


class Told(NamedTuple):
    """What a reading process told."""

    fates: Mapping[str, tuple[str, str]]
    """By the number of the article: ok, repaired or failed, and why."""
    held: Held


def fault_of(number: int) -> str | None:
    """The fault that an article meets, if any."""
    at, rest = divmod(number, FAULTY)
    return PLAYED[at % len(PLAYED)] if rest == FAULTY // 2 else None


def expected(number: int, engine: str) -> tuple[str, str]:
    """What should become of an article: its fate, and where it fails the error's name."""
    name = fault_of(number) if engine == "model" else None
    if name is None:
        return "ok", ""
    error = FAULTS[name].error
    if error is not None:
        return "failed", error.__name__
    return "repaired", "nothing stands" if name == "fabricated quotes" else ""


def server_of(count: int) -> ScriptedServer:
    """The model: honest, but for the articles that meet a fault."""
    faults = {
        newsroom.dispatch(n).strip(): FAULTS[name].script
        for n in range(count)
        if (name := fault_of(n)) is not None
    }

    def script(request: Request) -> Reply:
        return faults.get(request.article.strip(), reader)(request)

    return ScriptedServer(script, keep=False)


def judged(told: Told, engine: str, count: int, *, steepest: float) -> tuple[int, list[str]]:
    """How many articles came to what they should, and what is wrong otherwise."""
    wrong: list[str] = []
    right = 0
    for number in range(count):
        found = tuple(told.fates.get(str(number), ("lost", "")))
        if found == expected(number, engine):
            right += 1
        else:
            wrong.append(f"{engine}: article {number} ({fault_of(number)}): {' '.join(found)}")
    if len(told.fates) != count:
        wrong.append(f"{engine}: {len(told.fates)} articles are accounted for, not {count}")
    if told.held.slope > steepest:
        wrong.append(
            f"{engine}: memory grows by {told.held.slope:,.0f} kB per 1,000 articles, more than {steepest:,.0f}"
        )
    if told.held.files[-1] > told.held.files[0]:
        wrong.append(f"{engine}: {told.held.files[0]} open files became {told.held.files[-1]}")
    if grown := {name: (a, b) for name, (a, b) in told.held.grown.items() if b - a > TABLES}:
        wrong.append(f"{engine}: grown without a limit: {grown}")
    return right, wrong


def summary(told: Told, engine: str, count: int, seconds: float) -> str:
    """What is worth knowing of a run that went well, in one line."""
    fates = Counter(fate for fate, _ in told.fates.values())
    why = Counter(reason for fate, reason in told.fates.values() if fate == "failed")
    reasons = f" ({', '.join(f'{n} {name}' for name, n in why.most_common())})" if why else ""
    return (
        f"{NAME}, {engine}: {count:,} articles = {fates['ok']:,} ok + {fates['repaired']:,} repaired"
        f" + {fates['failed']:,} failed{reasons}; memory {told.held.memory[-1][1] / 1024:.0f} MB,"
        f" {told.held.slope:+,.0f} kB per 1,000 articles; open files {told.held.files[0]} → {told.held.files[-1]}; {seconds:.0f} s"
    )


def begun(engine: str, count: int, base_url: str, folder: Path, *extra: str) -> subprocess.Popen[bytes]:
    """A process that reads so many articles by an engine and writes what it tells to a file of that name."""
    command = [
        sys.executable,
        "-m",
        "tests.attacks.soaking",
        engine,
        str(count),
        str(folder / engine),
        base_url,
    ]
    return subprocess.Popen([*command, *extra], cwd=ROOT, env=environment())


def ended(process: subprocess.Popen[bytes], engine: str, folder: Path, until: float) -> Told | str:
    """What the process told, or why it told nothing."""
    try:
        code = process.wait(max(until - time.monotonic(), 0.1))
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return f"{engine}: not done after {LONGEST_S:.0f} s"
    if code:
        return f"{engine}: exit code {code}"
    *batches, held = map(json.loads, (folder / engine).read_text("utf-8").splitlines())
    fates = {number: (fate, why) for batch in batches for number, (fate, why) in batch.items()}
    return Told(fates, Held(**held))


def soaked(counts: Mapping[str, int], *, steepest: Mapping[str, float] = STEEPEST, extra: Sequence[str] = ()) -> tuple[Part, list[str]]:  # fmt: skip
    """Let each engine read so many articles, both at once; what came of it, and a line on each."""
    began = time.monotonic()
    right, wrong, lines = 0, list[str](), list[str]()
    with tempfile.TemporaryDirectory() as made, server_of(counts.get("model", 0)) as server:
        folder = Path(made)
        readers = {engine: begun(engine, n, server.base_url, folder, *extra) for engine, n in counts.items()}
        for engine, process in readers.items():
            told = ended(process, engine, folder, began + LONGEST_S)
            if isinstance(told, str):
                wrong.append(told)
                continue
            fine, faults = judged(told, engine, counts[engine], steepest=steepest[engine])
            right += fine
            wrong += faults
            lines.append(summary(told, engine, counts[engine], time.monotonic() - began))
    return Part(NAME, sum(counts.values()), right, time.monotonic() - began, tuple(wrong)), lines


def run() -> Part:
    """The whole soak; prints what it measured."""
    part, lines = soaked({"rules": RULES, "model": MODEL})
    print("\n".join(lines), flush=True)
    return part


def main() -> int:
    """Soak with the sizes that are asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.attacks.soak", description=__doc__)
    parser.add_argument("--rules", type=int, default=RULES, help="articles for the built-in rules")
    parser.add_argument("--model", type=int, default=MODEL, help="articles for the scripted model")
    given = parser.parse_args()
    part, lines = soaked({e: n for e, n in (("rules", given.rules), ("model", given.model)) if n})
    print(
        "\n".join(
            [*lines, f"{part.survived:,} of {part.tried:,} as foretold, {part.seconds:.0f} s", *part.failures]
        )
    )
    return 1 if part.failures else 0


if __name__ == "__main__":
    sys.exit(main())
