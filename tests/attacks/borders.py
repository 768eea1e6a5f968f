"""Ways out of the folder that a command was told to write into: links that lie there, and names that climb."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from summarizer.models.document import fingerprint
from tests.attacks.limited import environment
from tests.attacks.material import MET, recording

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

MODEL: Final = ("--base-url", "http://127.0.0.1:9/v1", "--model", "openai/m", "--timeout", "5")
"""A server that is not there: what fails is recorded all the same."""
RULES: Final = ("brief", "--engine", "rules")
SHA: Final = fingerprint(MET)[:12]


class Attack(NamedTuple):
    """A command that runs in `inside`; nothing of `outside` may change but what `may`."""

    arguments: list[str]
    refused: bool = False
    """Whether the command should end in an error."""
    may: frozenset[str] = frozenset()
    env: Mapping[str, str] | None = None


def prepared(folder: Path) -> tuple[Path, Path]:
    """The two folders: one where the command runs, with an article; one with a file that is nobody's business."""
    inside, outside = folder / "inside", folder / "outside"
    for path in (inside, outside):
        path.mkdir()
    (outside / "victim").write_text("old\n", "utf-8")
    (inside / "a.txt").write_text(MET, "utf-8")
    return inside, outside


def planted(arguments: list[str], *links: str, to: str = "victim", refused: bool = False) -> Callable[[Path], Attack]:  # fmt: skip
    """Links in the folder, each of which leads to a file outside."""

    def make(folder: Path) -> Attack:
        inside, outside = prepared(folder)
        for link in links:
            (inside / link).parent.mkdir(parents=True, exist_ok=True)
            (inside / link).symlink_to(outside / to)
        env = environment(SUMMARIZER_CACHE_DIR=str(inside / "cache"), SUMMARIZER_API_KEY="sk-x")
        return Attack(arguments, refused=refused, env=env)

    return make


def asked(name: str, *arguments: str, refused: bool = False, may: str | None = None) -> Callable[[Path], Attack]:  # fmt: skip
    """An output that leads outside, named by the user."""

    def make(folder: Path) -> Attack:
        inside, outside = prepared(folder)
        (inside / "link").symlink_to(outside / "victim")
        (inside / "loop").symlink_to("loop")
        return Attack([*RULES, "a.txt", *arguments, name], refused, frozenset({may} if may else ()))

    return make


def called(id_: str) -> Callable[[Path], Attack]:
    """An article whose id is a name that no file may have."""

    def make(folder: Path) -> Attack:
        inside, _ = prepared(folder)
        (inside / "a.jsonl").write_text(json.dumps({"id": id_, "text": MET}) + "\n", "utf-8")
        return Attack([*RULES, "a.jsonl", "--save-documents", "texts", "-o", "out.json"])

    return make


def labelled(change: Callable[[str], str], link: str | None = None) -> Callable[[Path], Attack]:
    """A gold case that asks for a file outside."""

    def make(folder: Path) -> Attack:
        from tests.shared import EXAMPLE

        inside, outside = prepared(folder)
        (outside / "secret.txt").write_text((EXAMPLE / "A.txt").read_text("utf-8"), "utf-8")
        case = inside / "gold" / "one"
        case.mkdir(parents=True)
        for name in ("B.txt", "case.yaml"):
            (case / name).write_text(change((EXAMPLE / name).read_text("utf-8")), "utf-8")
        if link is not None:
            (case / link).symlink_to(outside / "secret.txt")
        return Attack(["eval", "--engine", "rules", "--gold", "gold"], refused=True)

    return make


def answered(folder: Path) -> Attack:
    """A recording whose document's name climbs; only its text counts."""
    inside, _ = prepared(folder)
    kept = inside / "kept"
    kept.mkdir()
    (kept / "a.json").write_text(
        recording(document={"sha256": fingerprint(MET), "id": "../x"}, error={"type": "Refused", "cause": "no", "remedy": "-"}),
        "utf-8",
    )  # fmt: skip
    return Attack([*("brief", "--replay", "kept"), "a.txt", "-o", "out.json"], refused=True)


SAVE: Final = [*RULES, "a.txt", "-o", "out.json", "--save-documents", "texts"]
RECORD: Final = ["brief", "--engine", "llm", *MODEL, "a.txt", "--record", "kept", "--no-cache"]
NAMES: Final = ("../x", "../../outside/victim", "/etc/x", "..", ".", "a/b", "a\\b", "CON", "nul.txt", "aux", "com1.a",
                "-o", "~", "a\0b", "C:x", "x" * 300, "a\nb", "LPT1")  # fmt: skip

BORDERS: Final[dict[str, Callable[[Path], Attack]]] = {
    "a text saved through a link": planted(SAVE, f"texts/A-{SHA}.txt"),
    "a document saved through a link": planted(SAVE, f"texts/A-{SHA}.json"),
    "a text saved through a link to nothing": planted(SAVE, f"texts/A-{SHA}.txt", to="new"),
    "a recording through a link": planted(RECORD, f"kept/A-openai-m-{SHA}.json", refused=True),
    "a recording through a link to nothing": planted(RECORD, f"kept/A-openai-m-{SHA}.json", to="new", refused=True),
    "a cache through a link": planted(["brief", "--engine", "llm", *MODEL, "a.txt"], "cache/answers.sqlite3", refused=True),
    "a cache through a link to nothing": planted(["brief", "--engine", "llm", *MODEL, "a.txt"], "cache/answers.sqlite3", to="new", refused=True),
    "a file of the cache through a link": planted(["brief", "--engine", "llm", *MODEL, "a.txt"], "cache/answers.sqlite3-wal", to="new", refused=True),
    "the output through a link that was named": asked("link", "-f", "json", "-o", may="victim"),
    "the output in a loop of links": asked("loop", "-f", "json", "-o", refused=True),
    "the output in a folder that is a file": asked("a.txt/x.json", "-o", refused=True),
    "the output with a NUL": asked("no/such/out.json", "-o", refused=True),
    "texts in a loop of links": asked("loop", "--save-documents", refused=True),
    "texts in a file": asked("a.txt", "--save-documents", refused=True),
    "labels outside by a path": labelled(lambda text: text.replace("A.txt", "../../../outside/secret.txt")),
    "labels outside by a link": labelled(lambda text: text, "A.txt"),
    "a recording whose document climbs": answered,
    **{f"an article called {name[:20]!r}": called(name) for name in NAMES},
}  # fmt: skip
