"""The schemas in `schemas/` and the reference of them: `python -m tests.schemapage` writes both anew."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from summarizer.published import schema_text
from tests.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PAGE: Final = ROOT / "docs" / "reference" / "schemas.md"
FORMS: Final = ("brief", "reading", "changes", "gold")
_HEAD: Final = """# JSON forms

What programs may rely on, from the JSON Schemas in `schemas/`; `python -m tests.schemapage` writes this page.
`summarizer schema brief` prints a schema itself.
A field in **bold** is always there; null means unknown or not reported, never an empty text.
"""


def page() -> str:
    """The page of this checkout."""
    return "\n".join([_HEAD, *(part for form in FORMS for part in _form(form))])


def _form(form: str) -> Iterator[str]:
    schema = json.loads((ROOT / "schemas" / f"{form}.v1.json").read_text("utf-8"))
    yield f"## {form}/1\n\n{schema['description']}\nThe file: `schemas/{form}.v1.json`.\n"
    yield _table(form, schema)
    for name, part in sorted(schema["$defs"].items()):
        yield f"### {form}: {name}\n\n{part.get('description', '')}\n"
        yield _table(form, part)


def _table(form: str, part: Mapping[str, Any]) -> str:
    needed = part.get("required", ())
    rows = [
        f"| {f'**{name}**' if name in needed else name} | {_type(form, field)} | {field.get('description', '')} |"
        for name, field in part.get("properties", {}).items()
    ]
    return "\n".join(["| field | type | what it is |", "|-|-|-|", *rows]) + "\n"


def _type(form: str, field: Mapping[str, Any]) -> str:
    """A type in words, with a link where it is one of the form's own parts."""
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return f"[{name}](#{form}-{name.lower()})"
    if "anyOf" in field:
        return " or ".join(_type(form, each) for each in field["anyOf"])
    if "enum" in field:
        return ", ".join(f"`{value}`" for value in field["enum"])
    if "const" in field:
        return f"`{field['const']}`"
    if field.get("type") == "array":
        return f"list of {_type(form, field.get('items', {}))}"
    return str(field.get("format") or field.get("type", "any"))


if __name__ == "__main__":
    for name in FORMS:
        (ROOT / "schemas" / f"{name}.v1.json").write_text(schema_text(name), encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")
