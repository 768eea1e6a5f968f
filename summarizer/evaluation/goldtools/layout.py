"""The one layout of case.yaml, so that two annotators' files differ only where their labels do.

Fields stand in the order of the format; a quote has a line of its own where there are several, and is never
broken; words are quoted where YAML needs it, and those of documents always.
"""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import yaml
from yaml.emitter import Emitter
from yaml.resolver import Resolver

from summarizer.errors import GoldError
from summarizer.evaluation.cases import load_gold
from summarizer.evaluation.goldtools import nodes
from summarizer.files import write_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

WIDTH: Final = 120
"""Columns that a list may fill before it is broken between its elements; an element itself never is."""

_ORDER: Final = {
    name: tuple(fields.split())
    for name, fields in {
        "case": "schema case control_for canary split traps documents meeting date location participants "
        "mentioned_only red_lines positions outcomes disagreements absent",
        "documents": "id file outlet published",
        "meeting": "kind status",
        "date": "value precision",
        "location": "country locality venue",
        "participants": "name descriptor aliases side role basis titles optional evidence",
        "red_lines": "holder aliases target trigger consequence status explicit optional attribution evidence",
        "positions": "holder aliases kind topic statement optional attribution evidence",
        "outcomes": "text status optional evidence",
        "disagreements": "field kind optional sides",
        "attribution": "speaker descriptor record via",
        "evidence": "doc exact occurrence",
        "sides": "doc exact occurrence",
    }.items()
}
_ITEMS: Final = frozenset(("participants", "red_lines", "positions", "outcomes", "disagreements"))
_QUOTED: Final = frozenset(("canary", "published", "value", "exact"))
"""Fields whose words always stand between quotation marks: those of documents, and dates, which YAML would read."""

_ESCAPED: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_AS_IT_IS: Final = re.compile("[ -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_PLAIN: Final = Emitter(io.StringIO(), allow_unicode=True)
_RESOLVER: Final = Resolver()


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A case's file as it is and as it should be."""

    path: Path
    before: str
    after: str

    @property
    def changes(self) -> bool:
        """Whether the layout is another one."""
        return self.before != self.after

    def write(self) -> None:
        """Write the file. Raises `ConfigError` where that cannot be done."""
        write_text(self.path, self.after)


def format_case(path: Path) -> LaidOut:
    """A case.yaml in the one layout, saying exactly what it said; nothing is written.

    Comments above the first field are kept. Raises `GoldError` for a file that is no case, or whose comments
    elsewhere or doubled fields would be lost.
    """
    load_gold(path)
    before = path.read_bytes().decode("utf-8")
    root = nodes.compose(before)
    assert root is not None  # noqa: S101 - an empty file is no case
    _, faults = nodes.values(root)
    if faults:
        raise GoldError(faults[0].message, subject=f"{path}:{faults[0].line}", remedy="correct it first")
    data = yaml.safe_load(before)
    after = layout(data, head=_head(path, before))
    if after != before and _said(yaml.safe_load(after)) != _said(data):
        raise GoldError(
            "the layout would change what it says", subject=str(path), remedy="report it as a bug"
        )
    return LaidOut(path, before, after)


def layout(case: Mapping[str, Any], *, head: Sequence[str] = ()) -> str:
    """The text of a case.yaml with these fields; `head` are the comments above them, each with its `#`.

    >>> print(layout({"case": "x", "date": {"precision": "day", "value": "2031-03-11"}}, head=["# Invented."]), end="")
    # Invented.
    case: x
    date: {value: "2031-03-11", precision: day}
    """
    lines = list(head)
    for name, value in _ordered("case", case):
        if name in _ITEMS and value:
            lines.append(f"{name}:")
            for item in value:
                lines += _item(name, item)
        elif name == "documents" and value:
            lines += [f"{name}:", *(f"  - {_flow(each, name)}" for each in value)]
        else:
            lines += _field(name, value, indent="")
    return "\n".join(lines) + "\n"


def _item(name: str, item: Mapping[str, Any]) -> Iterator[str]:
    """An element of a list of labels, a field a line."""
    lead = "  - "
    for field, value in _ordered(name, item):
        for line in _field(field, value, indent="    "):
            yield lead + line[4:]
            lead = "    "


def _field(name: str, value: Any, *, indent: str) -> list[str]:
    line = f"{indent}{name}: {_flow(value, name, inside=False)}"
    if not isinstance(value, list) or len(value) < 2 or len(line) <= WIDTH:
        return [line]
    elements = [_flow(each, name) for each in value]
    if isinstance(value[0], dict):
        return [f"{indent}{name}:", *(f"{indent}  - {each}" for each in elements)]
    lines = [f"{indent}{name}: [{elements[0]}"]
    for each in elements[1:]:
        if len(lines[-1]) + len(each) + 3 <= WIDTH:
            lines[-1] += f", {each}"
        else:
            lines[-1] += ","
            lines.append(f"{indent}  {each}")
    lines[-1] += "]"
    return lines


def _flow(value: Any, name: str, *, inside: bool = True) -> str:
    """A value on one line; `inside`: within brackets, where a comma ends a word."""
    if isinstance(value, dict):
        fields = (f"{field}: {_flow(each, field)}" for field, each in _ordered(name, value))
        return "{" + ", ".join(fields) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(each, name) for each in value) + "]"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    return value if name not in _QUOTED and _may_be_plain(value, inside=inside) else _quoted(value)


def _ordered(name: str, fields: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    order = _ORDER.get(name, ())
    for field in (*(f for f in order if f in fields), *(f for f in fields if f not in order)):
        yield field, fields[field]


def _may_be_plain(words: str, *, inside: bool) -> bool:
    """Whether YAML reads words without quotation marks as these words: not `NO`, not `2031`, not `a: b`."""
    found = _PLAIN.analyze_scalar(words)
    fits = found.allow_flow_plain if inside else found.allow_block_plain
    read_as = _RESOLVER.resolve(yaml.ScalarNode, words, (True, False))  # type: ignore[no-untyped-call]
    return bool(fits) and not found.multiline and read_as == "tag:yaml.org,2002:str"


def _quoted(words: str) -> str:
    """Words between quotation marks; what YAML cannot hold as it is, or would take for the end of a line, escaped.

    >>> _quoted('the "line"')
    '"the \\\\"line\\\\""'
    """
    return '"' + "".join(_ESCAPED.get(c) or (c if _AS_IT_IS.match(c) else _code(c)) for c in words) + '"'


def _code(character: str) -> str:
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"


def _head(path: Path, text: str) -> list[str]:
    """The comments above the first field. Raises `GoldError` for comments anywhere else, which would be lost."""
    head: list[str] = []
    at, opened = 0, False
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        between = text[at : token.start_mark.index]
        inside = text[token.start_mark.index : token.end_mark.index]
        if isinstance(token, yaml.ScalarToken) and token.style in {"|", ">"}:
            between += inside.split("\n", 1)[0]  # `exact: |  # comment`
        if "#" in between and opened:
            number = text.count("\n", 0, at + between.index("#")) + 1
            raise GoldError(
                "a comment below the first field would be lost",
                subject=f"{path}:{number}",
                remedy="move it above the first field",
            )
        if not opened:
            lines = (line.strip("\ufeff \t\r") for line in between.split("\n"))
            head += [line for line in lines if line.startswith("#")]
        opened = opened or isinstance(token, yaml.BlockMappingStartToken | yaml.FlowMappingStartToken)
        at = token.end_mark.index
    return head


def _said(data: Any) -> str:
    """What a file says, in a form that tells 1 from true and knows no order of fields."""
    return json.dumps(data, sort_keys=True)
