"""Pages that need nothing beside them: style and script stand inside, allowed by their hashes, nothing is loaded.

Whatever comes from articles, labels and models is put in as words.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from summarizer.rendering.escape import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEPT = re.compile(r"([^\S\x0b\x0c\x1c-\x1f\x85]+)")
"""Spaces of all kinds, tabs and line breaks; those that are control characters as well are none."""


def page(package: str, template: str, *, style: str, script: str, **values: object) -> str:
    """A page of the templates of `package`; `style` and `script` name the files that become part of it."""
    blocks = {"style": _block(package, style), "script": _block(package, script)}
    made = _environment(package).get_template(template)
    return made.render(**values, **blocks, policy=policy(blocks))


def policy(blocks: Mapping[str, str]) -> str:
    """What a browser may do with the page: follow this style, run this script, load nothing."""
    allowed = [
        f"{name}-src 'sha256-{b64encode(hashlib.sha256(block.encode()).digest()).decode()}'"
        for name, block in blocks.items()
    ]
    return "; ".join(("default-src 'none'", *allowed, "base-uri 'none'", "form-action 'none'"))


def visible(text: str) -> str:
    r"""Words without control, direction or invisible characters, in the lines that they have.

    >>> visible("one \u202etwo\x00\r\n\n  three ")
    'one two\n\n  three '
    """
    parts = _KEPT.split(text)
    parts[::2] = [plain(part) for part in parts[::2]]
    return "".join(parts).replace("\r\n", "\n").replace("\r", "\n")


@cache
def _environment(package: str) -> Environment:
    def shown(value: object) -> object:
        return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    environment = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        finalize=shown,  # before it is escaped, and whatever the template forgets
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["lines"] = lambda text: escape(visible(text))
    return environment


def _block(package: str, name: str) -> Markup:
    file = files(package) / "templates" / name
    return Markup(file.read_text("utf-8"))  # noqa: S704 - a file of this package
