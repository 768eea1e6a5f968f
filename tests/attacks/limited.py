"""A command in a process of limited time and memory, and the judgement of how it ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

from tests.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

MEMORY = 1_500_000_000
"""Address space of the process, in bytes."""
SECONDS = 60
"""Processor time."""
LONGEST_LINE = 2_000
"""Code points of a message: an error names what is wrong and is no copy of it."""

_LIMITED = """
import resource, sys
memory, seconds, size = map(int, sys.argv[1:4])
resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
if size:
    import signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
del sys.argv[1:4]
from summarizer.cli import main
main()
"""


class Ended(NamedTuple):
    """How a command ended. `seconds` are of processor time."""

    code: int
    out: str
    err: str
    seconds: float


def arguments_of(
    arguments: Sequence[str], *, memory: int = MEMORY, seconds: int = SECONDS, file_size: int = 0
) -> list[str]:
    """The command line that runs `summarizer` with these arguments in limits; 0 is no limit of file size."""
    return [sys.executable, "-c", _LIMITED, str(memory), str(seconds), str(file_size), *arguments]


def environment(**more: str) -> dict[str, str]:
    """The environment of a command: this checkout, no settings of the user, no colour."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("SUMMARIZER_")}
    keyless = {key: value for key, value in kept.items() if not key.endswith("_API_KEY")}
    return keyless | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1"} | more


def command(
    arguments: Sequence[str],
    cwd: Path,
    *,
    memory: int = MEMORY,
    seconds: int = SECONDS,
    file_size: int = 0,
    env: Mapping[str, str] | None = None,
) -> Ended:
    """Run `summarizer` in `cwd` and wait; what sleeps is ended after five times its processor time."""
    with (cwd / ".out").open("wb") as out, (cwd / ".err").open("wb") as err:
        process = subprocess.Popen(
            arguments_of(arguments, memory=memory, seconds=seconds, file_size=file_size),
            cwd=cwd, env=environment() if env is None else dict(env),
            stdin=subprocess.DEVNULL, stdout=out, stderr=err,
        )  # fmt: skip
        until = time.monotonic() + 5 * seconds
        while True:
            pid, status, used = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() > until:
                process.kill()
            time.sleep(0.01)
        process.returncode = os.waitstatus_to_exitcode(status)
    texts = [(cwd / name).read_text("utf-8", "replace") for name in (".out", ".err")]
    for name in (".out", ".err"):
        (cwd / name).unlink()
    return Ended(process.returncode, texts[0], texts[1], used.ru_utime + used.ru_stime)


def fault(ended: Ended, codes: Sequence[int] = (0, 1, 2, 3)) -> str | None:
    """What is wrong with the way a command ended: nothing, where it gave a result or an error of one line."""
    if ended.code < 0:
        return f"ended by {signal.Signals(-ended.code).name} after {ended.seconds:.0f} s, {_last(ended.err)}"
    if "Traceback" in ended.err or "MemoryError" in ended.err:
        return f"a traceback: {_last(ended.err)}"
    if ended.code not in codes:
        return f"exit code {ended.code}, not one of {codes}: {_last(ended.err)}"
    told = [line for line in ended.err.splitlines() if line.startswith("error: ")]
    if ended.code and not told and not ended.out:
        return f"exit code {ended.code} without an error: {_last(ended.err)}"
    if ended.code in {1, 2} and (len(told) != 1 or ended.err.splitlines()[-1] != told[0]) and not ended.out:
        return f"not one line: {_last(ended.err)}"
    longest = max(map(len, ended.err.splitlines()), default=0)
    return f"a line of {longest:,} characters" if longest > LONGEST_LINE else None


def _last(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1][:300] if lines else "in silence"
