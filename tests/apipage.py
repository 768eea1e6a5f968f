"""The reference of the Python API, from signatures and docstrings: `python -m tests.apipage` writes it anew."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import griffe

from tests.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE: Final = ROOT / "docs" / "reference" / "api.md"
MODULES: Final = (
    "summarizer",
    "summarizer.archive",
    "summarizer.corpus",
    "summarizer.rendering",
    "summarizer.loading",
    "summarizer.grounding",
    "summarizer.fusion",
    "summarizer.doctor",
)
"""The package and those parts of it that list public names."""
SCHEMAS: Final = {"Brief": "brief1", "Reading": "reading1", "Changes": "changes1"}
"""Models whose fields the page of schemas tells, with their headings there."""
_HEAD: Final = """# Python API

Everything that other programs may rely on, by the names that the modules list as public; `python -m tests.apipage` writes this page.
Names that begin with `_`, and modules that are not here, may change without notice.
"""


@lru_cache(maxsize=1)
def package() -> griffe.Module:
    """The package as its sources tell it; nothing of it is imported."""
    found = griffe.load("summarizer", search_paths=[str(ROOT)])
    assert isinstance(found, griffe.Module)
    return found


def public(module: str) -> Iterator[tuple[str, griffe.Object]]:
    """The public names of a module and what they stand for. A name told under an earlier module is left out."""
    earlier = set() if module == "summarizer" else {name for name, _ in public("summarizer")}
    found = _at(module)
    for name in map(str, found.exports or ()):
        if name in earlier:
            continue
        one = found[name]
        one = one.final_target if isinstance(one, griffe.Alias) else one
        yield name, one[name] if one.is_module else one  # a function that its own module is named after


def page() -> str:
    """The page of this checkout."""
    parts = [_HEAD]
    for module in MODULES:
        parts.append(f"## {module}\n\n{_told(_at(module)).split(chr(10))[0]}\n")
        parts += [_entry(name, one) for name, one in public(module)]
    parts.append(_errors())
    return "\n".join(parts)


def _at(module: str) -> griffe.Object:
    return package()[module.removeprefix("summarizer.")] if module != "summarizer" else package()


def _entry(name: str, one: griffe.Object) -> str:
    if isinstance(one, griffe.Function):
        return f"### {name}\n\n```text\n{_signature(one)}\n```\n\n{_told(one)}\n"
    if isinstance(one, griffe.Class):
        return f"### {name}\n\n{_told(one)}\n" + "".join(_members(name, one))
    return f"### {name}\n\n{_told(one) or 'A table of constants.'}\n"


def _members(name: str, one: griffe.Class) -> Iterator[str]:
    """Fields and methods of a class, each with its own words."""
    if name in SCHEMAS:
        yield f"\nIts fields: [{name} in the schemas](schemas.md#{SCHEMAS[name]}).\n"
        return
    told = [each for key, each in one.members.items() if not key.startswith("_")]
    fields = [each for each in told if isinstance(each, griffe.Attribute) and each.annotation]
    if fields:
        rows = (f"| `{each.name}` | `{_type(each)}` | {' '.join(_told(each).split())} |" for each in fields)
        yield "\n| field | type | what it is |\n|-|-|-|\n" + "\n".join(rows) + "\n"
    for each in told:
        if isinstance(each, griffe.Function) and each.docstring:
            yield f"\n```text\n{name}.{_signature(each)}\n```\n\n{_told(each)}\n"


def _type(each: griffe.Attribute) -> str:
    return str(each.annotation).replace("|", "\\|")  # a bar would end the cell


def _signature(one: griffe.Function) -> str:
    """Name, parameters and result, a parameter a line where one line would be too long."""
    given = [str(each) for each in _parameters(one)]
    result = f" -> {one.returns}" if one.returns else ""
    line = f"{one.name}({', '.join(given)}){result}"
    return line if len(line) <= 88 else f"{one.name}(\n    " + ",\n    ".join(given) + f",\n){result}"


def _parameters(one: griffe.Function) -> Iterator[str]:
    star = False
    for each in one.parameters:
        if each.name in {"self", "cls"}:
            continue
        kind = each.kind
        prefix = {
            griffe.ParameterKind.var_positional: "*",
            griffe.ParameterKind.var_keyword: "**",
        }.get(kind or griffe.ParameterKind.positional_or_keyword, "")
        if kind is griffe.ParameterKind.keyword_only and not star:
            yield "*"
        star = star or prefix == "*" or kind is griffe.ParameterKind.keyword_only
        default = f" = {each.default}" if each.default is not None and not prefix else ""
        yield f"{prefix}{each.name}: {each.annotation}{default}"


def _told(one: griffe.Object) -> str:
    """A docstring as markdown; examples become blocks."""
    text = one.docstring.value if one.docstring else ""
    return re.sub(r"(?m)^>>>.*(?:\n(?!\n).*)*", lambda found: f"```pycon\n{found[0]}\n```", text)


def _errors() -> str:
    """The tree of errors, flat: what each is, and what it is a kind of."""
    rows = [
        f"| `{each.name}` | {', '.join(f'`{base}`' for base in each.bases)} | {_told(each).split(chr(10))[0]} |"
        for each in package()["errors"].classes.values()
    ]
    head = "## summarizer.errors\n\n| error | a kind of | when |\n|-|-|-|\n"
    return head + "\n".join(rows) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
