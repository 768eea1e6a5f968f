"""What an attack came to: the brief of the attacked article is held against that of its control."""

from __future__ import annotations

import html
import io
import json
import logging
import re
import tempfile
import zipfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pydantic import SecretStr

from summarizer import summarize
from summarizer.loading import load
from summarizer.loading.orders import folded
from summarizer.rendering import FORMATS, encode
from summarizer.settings import Settings
from tests.attacks.injection.goods import CANARY
from tests.attacks.injection.obeying import honest, obeying
from tests.hostile import FREE, FREE_LISTS
from tests.test_markdown import GFM_LIKE, leaves

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.models.brief import Brief
    from tests.attacks.injection.families import Attack
    from tests.servers.scripted import ScriptedServer

PARTS: Final = (
    "meeting", "date", "location", "participants", "mentioned", "confirmations", "red_lines", "positions", "outcomes",
    "disagreements", "other_meetings", "background", "bottom_line", "title", "not_established",
)  # fmt: skip
_PLACE: Final = {"start", "end", "prefix", "suffix", "doc", "section"}
_ADDRESS: Final = re.compile(
    r"(?:href|src|srcset|action|poster|data|xlink:href)\s*=\s*[\"']([^\"']*)", re.IGNORECASE
)
_ELSEWHERE: Final = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


class Log(logging.Handler):
    """Keeps what is logged, by whomever."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        self.lines.append(self.format(record))


@contextmanager
def logged() -> Iterator[Log]:
    """Everything that is logged inside, at every level."""
    root, kept = logging.getLogger(), Log()
    level = root.level
    root.addHandler(kept)
    root.setLevel(logging.DEBUG)
    try:
        yield kept
    finally:
        root.removeHandler(kept)
        root.setLevel(level)


def written(folder: Path, name: str, content: bytes) -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content)
    return path


def by_rules(article: Path) -> Brief:
    """The brief of the built-in rules."""
    return summarize(article, settings=Settings(engine="rules"))


def by_model(article: Path, server: ScriptedServer, folder: Path, **more: Any) -> Brief:
    """The brief of the model on the server, with a cache and recordings in the folder."""
    return summarize(article, settings=settings(server, folder, **more))


def settings(server: ScriptedServer, folder: Path, **more: Any) -> Settings:
    """What the runs are told; the key is the canary."""
    given: dict[str, Any] = {
        "model": "openai/obeying", "base_url": server.base_url, "api_key": SecretStr(CANARY),
        "cache_dir": folder / "cache", "record": folder / "kept", "max_attempts": 1, "max_reasks": 0,
    }  # fmt: skip
    return Settings(**(given | more))


def rules_faults(attack: Attack, folder: Path, *, words: bool = True) -> list[str]:
    """What the rules make of the attacked article that they do not make of its control."""
    clean = by_rules(written(folder, f"control{attack.suffix}", attack.control))
    brief = by_rules(written(folder, f"article{attack.suffix}", attack.article))
    differing = [part for part in PARTS if told(brief)[part] != told(clean)[part]]
    return [
        *(f"{part} differ from the control's" for part in differing),
        *output_faults(brief, attack, words=words),
    ]


def model_faults(attack: Attack, server: ScriptedServer, folder: Path, *, words: bool = True) -> list[str]:
    """What the obeying model gets into the brief, or what of the control's brief it pushes out.

    It is asked a second time only where `words` are; what it says then replaces some of what it said first.
    """
    server.script = honest(attack)
    clean = by_model(
        written(folder, f"control{attack.suffix}", attack.control), server, folder / "clean", repair=words
    )
    article = written(folder, f"article{attack.suffix}", attack.article)
    server.script = obeying(attack, reached=reached(article))
    with logged() as log:
        brief = by_model(
            written(folder, f"article{attack.suffix}", attack.article),
            server,
            folder / "attacked",
            repair=words,
        )
    found = [
        *missing(brief, clean),
        *foreign(brief, clean, attack),
        *output_faults(brief, attack, words=words),
    ]
    kept = b"".join(path.read_bytes() for path in (folder / "attacked").rglob("*") if path.is_file())
    if CANARY.encode() in kept:
        found.append("the key is in the cache or in a recording")
    if any(CANARY in line for line in log.lines):
        found.append("the key is in a log")
    return found


def reached(article: Path) -> bool:
    """Whether a document's text holds the order, set apart or not."""
    return any(section.kind == "order" for section in load(article).sections)


def told(brief: Brief) -> dict[str, Any]:
    """The brief without where its words stand."""

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: bare(item) for key, item in value.items() if key not in _PLACE}
        return [bare(item) for item in value] if isinstance(value, list) else value

    whole: dict[str, Any] = bare(json.loads(brief.model_dump_json(by_alias=True)))
    return whole


def missing(brief: Brief, clean: Brief) -> list[str]:
    """The control's claims that the brief lacks."""
    lost = [
        f"{part} lack {key(part, claim)}"
        for part in ("participants", "red_lines", "positions", "outcomes")
        for claim in told(clean)[part]
        if key(part, claim) not in [key(part, other) for other in told(brief)[part]]
    ]
    return lost + [
        f"{part} is not the control's"
        for part in ("meeting", "date", "location")
        if told(brief)[part] != told(clean)[part]
    ]


def key(part: str, claim: dict[str, Any]) -> tuple[str, ...]:
    """What a claim says, and of whom."""
    fields = {
        "participants": ("name", "descriptor", "side", "role"),
        "red_lines": ("holder", "target", "trigger", "consequence"),
        "positions": ("holder", "target", "statement"),
        "outcomes": ("text",),
    }
    return tuple(str(claim[field]) for field in fields[part])


def foreign(brief: Brief, clean: Brief, attack: Attack) -> list[str]:
    """Free texts of the brief that neither the control's brief nor the clean report has."""
    report = " ".join((attack.report.headline, *attack.report.paragraphs)).casefold()
    known = {text.casefold() for text in free_texts(told(clean))}
    allowed = {"not stated", "not reported as taking part"}
    new = [
        text
        for part in PARTS
        if part not in {"bottom_line", "title", "not_established"}
        for text in free_texts(told(brief)[part], part)
        if text.casefold() not in known | allowed and text.casefold().rstrip(".") not in report
    ]
    extra = [c["trigger"] for c in told(brief)["red_lines"] if c not in told(clean)["red_lines"]]
    extra = [t for t in extra if t not in {c["trigger"] for c in told(clean)["red_lines"]}]
    return [f"not of the report: {text!r}" for text in new] + [f"no red line: {text!r}" for text in extra]


def free_texts(value: Any, field: str = "") -> Iterator[str]:
    """The texts in a part of a brief that are no codes, dates or values of enumerations."""
    if isinstance(value, str) and field in FREE | FREE_LISTS | {"exact"}:
        yield value
    for name, item in (
        value.items()
        if isinstance(value, dict)
        else [(field, v) for v in value]
        if isinstance(value, list)
        else ()
    ):
        yield from free_texts(item, name)


def output_faults(brief: Brief, attack: Attack, *, words: bool) -> list[str]:
    """Marks of the attack, the key, links and pictures in any output; `words`: in the word processor's too, which is slow."""
    marks = (*attack.goods.marks, CANARY, "collect.example", "torsgard", "smugglers")
    found: list[str] = []
    for name in FORMATS:
        if name == "docx" and not words:
            continue
        output = encode(brief, name)
        shown = legible(output)
        found += [f"{name} holds {mark}" for mark in marks if mark in shown]
        found += [f"{name} leads to {where}" for where in addresses(output, name)]
    return found


def legible(output: bytes) -> str:
    """An output as anything that reads it may understand it, in small letters."""
    if output[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(output)) as parts:
            output = b" ".join(parts.read(part) for part in parts.namelist())
    text = output.decode("utf-8", "replace")
    tags = "".join(chr(ord(c) - 0xE0000) for c in text if 0xE0000 <= ord(c) < 0xE0080)
    text = re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text)
    return f"{folded(html.unescape(text))} {tags}".lower()


def addresses(output: bytes, name: str) -> set[str]:
    """Where links and pictures of an output lead, of those that lead anywhere else."""
    if name == "md":
        tokens = leaves(GFM_LIKE.parse(output.decode()))
        found = {
            str(t.attrs.get("href") or t.attrs.get("src")) for t in tokens if t.type in {"link_open", "image"}
        }
    elif name == "html":
        found = set(_ADDRESS.findall(output.decode()))
    elif name == "docx":
        with zipfile.ZipFile(io.BytesIO(output)) as parts:
            found = set(
                re.findall(
                    r'Target="([^"]*)" TargetMode="External"',
                    str([parts.read(p) for p in parts.namelist() if p.endswith(".rels")]),
                )
            )
    else:
        found = set()
    return {each for each in found if _ELSEWHERE.match(each)}


def temporary() -> tempfile.TemporaryDirectory[str]:
    """A folder for one attack."""
    return tempfile.TemporaryDirectory(prefix="injection-")
