"""The YAML of a case as nodes: its values, and the line that each of them stands on."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import yaml
from yaml.constructor import SafeConstructor

if TYPE_CHECKING:
    from collections.abc import Hashable
    from pathlib import Path

    from yaml.nodes import Node

Loc = tuple[str | int, ...]
"""Where a value stands: names of fields and indices from the top, as in `("positions", 0, "kind")`."""

_PLAIN: Final = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("str", "null", "bool", "int", "float", "timestamp", "seq", "map")
)


_ALIAS: Final = "alias"
SIZE_LIMIT: Final = 300_000
"""Largest file of labels that is read, in bytes: thirty times the longest case; YAML takes seconds for a megabyte."""


class Fault(NamedTuple):
    """What is wrong with a line of YAML."""

    line: int
    message: str


class _Loader(yaml.SafeLoader):
    """Composes an alias as a node of its own: what it stands for could be repeated a billion times over."""

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        if self.check_event(yaml.AliasEvent):
            event = self.get_event()  # type: ignore[no-untyped-call]
            return yaml.ScalarNode(_ALIAS, f"*{event.anchor}", event.start_mark, event.end_mark)
        return super().compose_node(parent, index)


def read(path: Path) -> bytes:
    """The bytes of a file of labels. Raises `OSError`, also where there are more than `SIZE_LIMIT`."""
    with path.open("rb") as file:
        data = file.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        raise OSError(errno.EFBIG, f"it is larger than {SIZE_LIMIT // 1_000} kB")
    return data


def compose(text: str) -> Node | None:
    """The root node of a text; null where it is empty. Raises `yaml.YAMLError`, `RecursionError`."""
    root: Node | None = yaml.compose(text, Loader=_Loader)
    return root


def find(root: Node | None, loc: Loc) -> Node | None:
    """The node of the value at `loc`, where there is one."""
    node = root
    for part in loc:
        node = _step(node, part)[1]
        if node is None:
            return None
    return node


def line(root: Node | None, loc: Loc = ()) -> int:
    r"""The line of the value at `loc`, from 1: that of its field's name. Of what holds it where it is not there.

    >>> root = compose("case: x\ndocuments:\n  - id: A\n    file: A.txt\n")
    >>> line(root, ("documents", 0, "file")), line(root, ("documents", 0, "outlet")), line(root, ("date",))
    (4, 3, 1)
    """
    if root is None:
        return 1
    found, node = root.start_mark.line + 1, root
    for part in loc:
        at, inner = _step(node, part)
        if at is None or inner is None:
            return found
        found, node = at.start_mark.line + 1, inner
    return found


def line_in(text: str, loc: Loc) -> int:
    """The line of the value at `loc` of a text, or 1 where the text is no YAML."""
    try:
        return line(compose(text), loc)
    except (yaml.YAMLError, RecursionError):
        return 1


def _step(node: Node | None, part: str | int) -> tuple[Node | None, Node | None]:
    """From a node to one of its fields or elements: the node that names it, and its value."""
    if isinstance(node, yaml.MappingNode):
        pairs = [(key, value) for key, value in node.value if key.value == part]
        return pairs[-1] if pairs else (None, None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part]
    return None, None


def values(root: Node) -> tuple[Any, list[Fault]]:
    """The values below a node, and what YAML itself cannot make sense of: doubled fields, tags, no such day."""
    reader = _Reader()
    return reader.value(root), reader.faults


class _Reader:
    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._scalars = SafeConstructor()

    def value(self, node: Node) -> Any:
        if node.tag == _ALIAS:
            self._fault(node, f"the alias {node.value} has no place here")
        elif node.tag not in _PLAIN:
            self._fault(node, f"the tag {node.tag.replace('tag:yaml.org,2002:', '!!')} has no place here")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(each) for each in node.value]
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode) -> dict[Hashable, Any]:
        made: dict[Hashable, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._fault(key, "the name of a field is one word")
            elif key.value in made:
                self._fault(key, f"the field {key.value} is there already")
            else:
                made[key.value] = self.value(value)
        return made

    def _scalar(self, node: Node) -> Any:
        try:
            return self._scalars.construct_object(node) if node.tag in _PLAIN else node.value
        except (ValueError, yaml.YAMLError) as error:
            cause = error.problem if isinstance(error, yaml.MarkedYAMLError) else error
            self._fault(node, f"{node.value}: {cause}")
            return node.value

    def _fault(self, node: Node, message: str) -> None:
        self.faults.append(Fault(node.start_mark.line + 1, message))
