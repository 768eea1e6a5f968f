"""Full disks and folders that may not be written, as mounts of a namespace of their own that ends with the command."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from summarizer.errors import SummarizerError
from summarizer.evaluation import records
from tests.attacks.limited import Ended, arguments_of, command, environment, fault
from tests.attacks.material import MET
from tests.servers.scripted import ScriptedServer
from tests.shared import EXAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_FULL: Final = """
mount -t tmpfs -o size=256k none disk && cp -a old/. disk/ || exit 99
dd if=/dev/zero of=disk/filling bs=1k 2>/dev/null
"""
_READ_ONLY: Final = """
cp -a old/. disk/ && mount --bind disk disk && mount -o remount,ro,bind disk || exit 99
"""
_THEN: Final = """
"$@"; code=$?
rm -rf seen; mkdir seen; cp -a disk/. seen/; rm -f seen/filling
exit $code
"""
_UNSHARE: Final = ("unshare", "--mount") if os.geteuid() == 0 else ("unshare", "--map-root-user", "--mount")
RULES: Final = ("--engine", "rules")
BRIEF: Final = ("brief", *RULES, "a.txt")

WRITING: Final[dict[str, tuple[str, ...]]] = {
    "brief --output": (*BRIEF, "-o", "disk/out.json"),
    "brief --output of a new file": (*BRIEF, "-o", "disk/new.html"),
    "brief --save-documents": (*BRIEF, "-o", "out.json", "--save-documents", "disk/texts"),
    "brief --record": ("brief", "a.txt", "--no-cache", "--record", "disk/kept"),
    "eval --log --resume": ("eval", *RULES, "--gold", "gold", "--log", "disk/run.jsonl", "--resume"),
    "eval --report": ("eval", *RULES, "--gold", "gold", "--report", "disk/report.html"),
    "eval bless": ("eval", "bless", "disk/run.jsonl", "-o", "disk/baseline.json"),
    "gold fmt": ("gold", "fmt", "disk/gold"),
    "gold new": ("gold", "new", *RULES, "a.txt", "--case", "new-2031", "--output", "disk"),
}
"""Commands by what they write."""
SMALL: Final = 400
"""Bytes of the largest file that may be written where a limit stands in for a full disk."""
UNLIMITED: Final = ("brief --save-documents",)
"""Commands that write elsewhere too, so that such a limit would not meet the file that is meant."""


def can_mount() -> bool:
    """Whether this system lets us mount in a namespace of our own."""
    try:
        done = subprocess.run(
            [*_UNSHARE, "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False
        )
    except OSError:
        return False
    return done.returncode == 0


def prepare(folder: Path) -> None:
    """Sources, and older files of every kind that the commands replace."""
    (folder / "a.txt").write_text(MET * 20, "utf-8")
    (folder / "disk").mkdir()
    old = folder / "old"
    old.mkdir()
    for name in ("out.json", "report.html", "baseline.json"):
        (old / name).write_text("old\n", "utf-8")
    shutil.copytree(EXAMPLE, folder / "gold" / "one")
    shutil.copytree(EXAMPLE, old / "gold" / "one")
    with (old / "gold" / "one" / "case.yaml").open("a", encoding="utf-8") as file:
        file.write("\n\n")
    made = command(["eval", *RULES, "--gold", "gold", "--log", "old/run.jsonl"], folder)
    assert made.code == 0, made.err
    # Another case, so that a run that goes on has something to add.
    shutil.copytree(EXAMPLE, folder / "gold" / "two")
    labels = folder / "gold" / "two" / "case.yaml"
    labels.write_text(labels.read_text("utf-8").replace("case: ", "case: x", 1), "utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def judged(folder: Path, code: int, err: str, seen: Path, *, full: bool) -> str | None:
    """What is wrong after a command that could not write: nothing, where it said so and left the old files."""
    if code == 99:
        return f"could not mount: {err[-200:]}"
    if (wrong := fault(Ended(code, "", err, 0.0), codes=(2,))) is not None:
        return wrong
    old, now = contents(folder / "old"), contents(seen)
    log, log_now = old.pop("run.jsonl"), now.pop("run.jsonl", b"")
    if not log_now.startswith(log):
        return "the log lost records"
    try:
        if len(records.load(seen / "run.jsonl")) != 1:
            return "the log has other records"
    except SummarizerError as error:
        return f"the log cannot be read: {error}"
    lost = [name for name in old if now.get(name) != old[name]]
    stray = [name for name in now.keys() - old.keys() if ".summarizer-" in name]
    if lost or stray:
        return f"changed: {lost}, left over: {stray}"
    words = ("No space left", "cannot be") if full else ("Read-only file system",)
    return None if any(word in err for word in words) else f"the cause is not told: {err[-200:]}"


def environment_of(folder: Path, name: str, base_url: str) -> dict[str, str]:
    """Where the cache lies; and for what needs a model, which."""
    env = environment(SUMMARIZER_CACHE_DIR=str(folder / "cache"), SUMMARIZER_API_KEY="sk-x")
    if "--record" in WRITING[name]:
        env |= {"SUMMARIZER_BASE_URL": base_url, "SUMMARIZER_MODEL": "openai/m"}
    return env


def mounted(how: str, arguments: Sequence[str], folder: Path, env: Mapping[str, str]) -> tuple[int, str]:
    """Run a command on a disk that is mounted for it alone; its exit code and what it said."""
    done = subprocess.run(
        [*_UNSHARE, "sh", "-c", how + _THEN, "sh", *arguments_of(arguments)],
        cwd=folder, env=dict(env), capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stderr


def attempt(prepared: Path, name: str, *, full: bool, base_url: str) -> str | None:
    """Let one command write where it cannot."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(shutil.copytree(prepared, made, dirs_exist_ok=True))
        env = environment_of(folder, name, base_url)
        code, err = mounted(_FULL if full else _READ_ONLY, WRITING[name], folder, env)
        wrong = judged(folder, code, err, folder / "seen", full=full)
    return f"{name} on a {'full' if full else 'read-only'} disk: {wrong}" if wrong else None


def limited(prepared: Path, name: str, base_url: str) -> str | None:
    """The same where the system lets no file grow past some bytes: works without mounts."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(shutil.copytree(prepared, made, dirs_exist_ok=True))
        shutil.copytree(folder / "old", folder / "disk", dirs_exist_ok=True)
        env = environment_of(folder, name, base_url)
        ended = command(WRITING[name], folder, file_size=SMALL, env=env)
        wrong = judged(folder, ended.code, ended.err, folder / "disk", full=True)
    return f"{name} with files of at most {SMALL} bytes: {wrong}" if wrong else None


def cached(prepared: Path, base_url: str) -> str | None:
    """A cache that cannot be written is left out with a warning, and the brief is written."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(shutil.copytree(prepared, made, dirs_exist_ok=True))
        env = environment(SUMMARIZER_CACHE_DIR="disk/cache", SUMMARIZER_API_KEY="sk-x")
        arguments = ("brief", "a.txt", "--base-url", base_url, "--model", "openai/m", "-o", "out.json")
        code, err = mounted(_FULL, arguments, folder, env)
        if code or not (folder / "out.json").exists() or "not cached" not in err:
            return f"a cache on a full disk: exit code {code}: {err[-300:]}"
    return None


def full_and_read_only(names: Sequence[str] = tuple(WRITING)) -> Iterator[str | None]:
    """These commands where they cannot write: for each what was wrong, if anything."""
    with ScriptedServer() as server, tempfile.TemporaryDirectory() as made:
        prepared = Path(made)
        prepare(prepared)
        for name in names:
            if name not in UNLIMITED:
                yield limited(prepared, name, server.base_url)
        if not can_mount():
            print("full and read-only disks are not tried: this system allows no mounts", file=sys.stderr)
            return
        for full in (True, False):
            for name in names:
                yield attempt(prepared, name, full=full, base_url=server.base_url)
        yield cached(prepared, server.base_url)
