"""A folder in which the commands of the pages run: what they name is made when it is named.

Articles are those of the bundled example case and of other development cases (invented events, real geography).
Models are played by the scripted server on the loopback.
"""

from __future__ import annotations

import gzip
import json
import shutil
from typing import TYPE_CHECKING, Final

from summarizer import summarize
from summarizer.archive import Archive
from summarizer.evaluation import records
from summarizer.evaluation.cases import load_case
from summarizer.evaluation.run import run
from summarizer.settings import Settings
from tests.papers import press
from tests.shared import EXAMPLE, ROOT
from tests.test_changes import friday, monday

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from summarizer.models.brief import Brief

ARTICLES: Final = (EXAMPLE / "A.txt", EXAMPLE / "B.txt")
RULES: Final = Settings(engine="rules")


def _article(number: int) -> Callable[[Path], object]:
    return lambda path: shutil.copyfile(ARTICLES[number], path)


def _page(path: Path) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in ARTICLES[0].read_text("utf-8").split("\n") if line)
    head = "<head><title>Talks</title></head>"
    path.write_text(
        f"<!doctype html><html>{head}<body><article>{paragraphs}</article></body></html>", "utf-8"
    )


def _letter(path: Path) -> None:
    head = (
        "From: Reykjavik Ledger <desk@example.org>\nSubject: Talks\nDate: Wed, 12 Mar 2031 09:00:00 +0000\n"
    )
    path.write_text(
        f"{head}Content-Type: text/plain; charset=utf-8\n\n{ARTICLES[0].read_text('utf-8')}", "utf-8"
    )


def _wire(path: Path) -> None:
    """A folder of articles as lines of JSON and as Parquet."""
    import pyarrow as pa
    from pyarrow import parquet

    path.mkdir()
    (path / "one.jsonl").write_bytes(_lines())
    rows = [json.loads(line) for line in _lines().splitlines()]
    parquet.write_table(pa.Table.from_pylist(rows), path / "two.parquet")


def _lines() -> bytes:
    texts = [path.read_text("utf-8") for path in ARTICLES]
    return "".join(json.dumps({"text": text, "outlet": "Wire"}) + "\n" for text in texts).encode()


def _of(make: Callable[..., object], *names: str) -> Callable[[Path], None]:
    """A folder whose files are made by `make`, or by one maker a name where it is a tuple of them."""

    def folder(path: Path) -> None:
        path.mkdir(parents=True)
        for name in names:
            make(path / name)

    return folder


def _pair(path: Path) -> None:
    path.mkdir()
    for name, source in zip(("a.txt", "b.txt"), ARTICLES, strict=True):
        shutil.copyfile(source, path / name)


def _week(path: Path) -> None:
    """The articles of three cases, unsorted."""
    path.mkdir()
    for case in ("torshavn-2031", "arica-2035", "bering-call-2034"):
        for article in (ROOT / "evals" / "gold" / case).glob("*.txt"):
            shutil.copyfile(article, path / f"{case}-{article.name}")


def _cases(path: Path) -> None:
    shutil.copytree(EXAMPLE, path / EXAMPLE.name)


def _brief(make: Callable[[], Brief]) -> Callable[[Path], object]:
    return lambda path: path.write_text(make().model_dump_json(), "utf-8")


def _log(path: Path) -> None:
    for record in run([load_case(EXAMPLE)], RULES).records:
        records.append(path, record)


def _archive(path: Path) -> None:
    Archive.create(path).add([monday(), friday()])


def _gates(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text("[hard]\nungrounded = 0\nfailure_rate = 0.0\n", "utf-8")


def _prompts(path: Path) -> None:
    path.mkdir()
    text = (ROOT / "prompts" / "reading.v1.md").read_text("utf-8").replace("version: v1", "version: v2")
    (path / "reading.v2.md").write_text(text, "utf-8")


def _prices(path: Path) -> None:
    path.write_text('currency = "USD"\n[models."openai/gpt-5-mini"]\ninput = 1\noutput = 2\n', "utf-8")


MAKERS: Final[dict[str, Callable[[Path], object]]] = {
    "a.txt": _article(0),
    "b.txt": _article(1),
    "article.txt": _article(0),
    "page.html": _page,
    "a.html": _page,
    "paper.pdf": lambda path: path.write_bytes(press()),
    "letter.eml": _letter,
    "letters": _of(_letter, "one.eml"),
    "folder": _pair,
    "news": _of(_page, "a.html"),
    "monday": _pair,
    "friday": _pair,
    "week": _week,
    "wire.jsonl": lambda path: path.write_bytes(_lines()),
    "wire.jsonl.gz": lambda path: path.write_bytes(gzip.compress(_lines())),
    "wire": _wire,
    "briefs.failed.jsonl": lambda path: path.write_bytes(_lines()),
    "brief.json": _brief(lambda: summarize(*ARTICLES, settings=RULES)),
    "monday.json": _brief(monday),
    "friday.json": _brief(friday),
    "briefs.db": _archive,
    "my/cases": _cases,
    "mine": _cases,
    "theirs": _cases,
    "my/gates.toml": _gates,
    "my-prompts": _prompts,
    "run.jsonl": _log,
    "run-a.jsonl": _log,
    "run-b.jsonl": _log,
    "a.jsonl": _log,
    "b.jsonl": _log,
    "prices.toml": _prices,
    "evals": lambda path: path.symlink_to(ROOT / "evals", target_is_directory=True),
}
"""What a command may name, and how it is made."""


def provide(folder: Path, *words: str) -> None:
    """Make what the words of a command name and is not there yet."""
    for word in words:
        name = word.removeprefix("sqlite:")
        for known, make in MAKERS.items():
            path = folder / known
            if (name == known or name.startswith(f"{known}/")) and not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                make(path)
