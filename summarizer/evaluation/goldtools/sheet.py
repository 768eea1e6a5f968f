"""A case as far as it can be read: a fault in one field must not hide the faults in the others."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar

import yaml
from pydantic import ValidationError

from summarizer.errors import cause_of
from summarizer.evaluation.goldtools import nodes
from summarizer.evaluation.goldtools.problems import Problem
from summarizer.models import gold
from summarizer.models.base import Model

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from yaml.nodes import Node

    from summarizer.evaluation.goldtools.nodes import Loc

T_co = TypeVar("T_co", covariant=True)
M = TypeVar("M", bound=Model)

_KNOWN: Final = sorted(
    {
        field.alias or name
        for model in vars(gold).values()
        if isinstance(model, type) and issubclass(model, Model)
        for name, field in model.model_fields.items()
    }
)
_READ_AS: Final = {"bool": "true or false", "int": "a number", "float": "a number", "timestamp": "a date"}


class Placed(NamedTuple, Generic[T_co]):
    """A value, and where in the file it stands."""

    loc: Loc
    value: T_co


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Those parts of a case that are sound."""

    path: Path
    root: Node
    raw: dict[str, Any]
    """Everything that the file says, sound or not."""
    documents: tuple[Placed[gold.GoldDocument], ...]
    meeting: gold.GoldMeeting | None
    date: gold.GoldDate | None
    location: gold.GoldLocation | None
    participants: tuple[Placed[gold.GoldParticipant], ...]
    red_lines: tuple[Placed[gold.GoldRedLine], ...]
    positions: tuple[Placed[gold.GoldPosition], ...]
    outcomes: tuple[Placed[gold.GoldOutcome], ...]
    disagreements: tuple[Placed[gold.GoldDisagreement], ...]

    def line(self, *loc: str | int) -> int:
        """The line of the value at `loc`."""
        return nodes.line(self.root, loc)

    def error(self, loc: Loc, message: str) -> Problem:
        """An error at `loc`."""
        return Problem(self.path, self.line(*loc), message)

    def warning(self, loc: Loc, message: str) -> Problem:
        """A warning at `loc`."""
        return Problem(self.path, self.line(*loc), message, warning=True)

    def text(self, name: str) -> str | None:
        """The value of a field of the case, where it is a text."""
        value = self.raw.get(name)
        return value if isinstance(value, str) else None

    def texts(self, name: str) -> Iterator[Placed[str]]:
        """The texts of a list of the case."""
        value = self.raw.get(name)
        for number, each in enumerate(value if isinstance(value, list) else []):
            if isinstance(each, str):
                yield Placed((name, number), each)

    def items(self) -> Iterator[Placed[gold.GoldItem]]:
        """All items that carry evidence."""
        for placed in (self.participants, self.red_lines, self.positions, self.outcomes):
            yield from placed

    def quotes(self) -> Iterator[Placed[gold.GoldQuote]]:
        """All quotes, those of disagreements included."""
        for item in self.items():
            for number, quote in enumerate(item.value.evidence):
                yield Placed((*item.loc, "evidence", number), quote)
        for each in self.disagreements:
            for number, side in enumerate(each.value.sides):
                yield Placed((*each.loc, "sides", number), side)


def read(path: Path) -> tuple[Sheet | None, list[Problem]]:
    """What can be read of a file, and every fault of its YAML and against the schema."""
    try:
        data = nodes.read(path)
    except (OSError, ValueError) as error:
        return None, [Problem(path, 1, f"cannot be read: {cause_of(error)}")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [Problem(path, data.count(b"\n", 0, error.start) + 1, f"not UTF-8: {error.reason}")]
    try:
        root = nodes.compose(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return None, [Problem(path, mark.line + 1 if mark else 1, f"not YAML: {error.problem}")]
    except yaml.reader.ReaderError as error:
        at = text.count("\n", 0, error.position) + 1
        return None, [Problem(path, at, f"not YAML: the character #x{error.character:04x} is not allowed")]
    except RecursionError:
        return None, [Problem(path, 1, "not YAML: it is nested too deeply")]
    if not isinstance(root, yaml.MappingNode):
        return None, [Problem(path, nodes.line(root), "it is no list of fields and values")]
    raw, faults = nodes.values(root)
    problems = [Problem(path, fault.line, fault.message) for fault in faults]
    problems += _against_schema(path, root, raw)
    return _sheet(path, root, raw), problems


def _against_schema(path: Path, root: Node, raw: dict[str, Any]) -> Iterator[Problem]:
    try:
        gold.GoldCase.model_validate(raw)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            message = f"{_told(fault['loc'])}: {_message(root, fault)}"
            yield Problem(path, nodes.line(root, fault["loc"]), message)


def _message(root: Node, fault: Any) -> str:
    """A fault against the schema in words of the format rather than of Python."""
    match fault["type"]:
        case "missing":
            return "missing"
        case "extra_forbidden":
            near = get_close_matches(str(fault["loc"][-1]), _KNOWN, n=1)
            return "unknown field" + (f"; did you mean {near[0]}?" if near else "")
        case "string_type" if unquoted := _unquoted(root, fault["loc"]):
            return unquoted
        case "literal_error":
            return f"{fault['msg']}, not {fault['input']!r}"
        case _:
            return str(fault["msg"])


def _unquoted(root: Node, loc: Loc) -> str | None:
    """What to do about words that YAML takes for something else: `NO` for false."""
    node = nodes.find(root, loc)
    if not isinstance(node, yaml.ScalarNode) or node.style is not None:
        return None
    read_as = _READ_AS.get(node.tag.removeprefix("tag:yaml.org,2002:"))
    if read_as is None:
        return None
    if node.tag.endswith(":bool"):
        read_as = "true" if node.value.lower() in {"yes", "true", "on"} else "false"
    return f'{node.value} is read as {read_as}; quote it: "{node.value}"'


def _told(loc: Loc) -> str:
    """`positions[0].kind`."""
    told = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc)
    return told.removeprefix(".")


def _sheet(path: Path, root: Node, raw: dict[str, Any]) -> Sheet:
    return Sheet(
        path=path,
        root=root,
        raw=raw,
        documents=_sound(raw, "documents", gold.GoldDocument),
        meeting=_one(raw, "meeting", gold.GoldMeeting),
        date=_one(raw, "date", gold.GoldDate),
        location=_one(raw, "location", gold.GoldLocation),
        participants=_sound(raw, "participants", gold.GoldParticipant),
        red_lines=_sound(raw, "red_lines", gold.GoldRedLine),
        positions=_sound(raw, "positions", gold.GoldPosition),
        outcomes=_sound(raw, "outcomes", gold.GoldOutcome),
        disagreements=_sound(raw, "disagreements", gold.GoldDisagreement),
    )


def _sound(raw: dict[str, Any], name: str, model: type[M]) -> tuple[Placed[M], ...]:
    """The elements of a list that keep to their schema."""
    found = raw.get(name)
    made = []
    for number, each in enumerate(found if isinstance(found, list) else []):
        try:
            made.append(Placed((name, number), model.model_validate(each)))
        except ValidationError:
            continue
    return tuple(made)


def _one(raw: dict[str, Any], name: str, model: type[M]) -> M | None:
    try:
        return model.model_validate(raw.get(name))
    except ValidationError:
        return None
