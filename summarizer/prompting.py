"""Prompt templates: files of text with a header, found, checked and rendered.

    ---
    name: reading
    version: v1
    purpose: One line.
    variables: article, mark
    ---
    {% block system %}…{% endblock %}{% block user %}…{% endblock %}

The file name is `name.version.md`. A folder of the user's comes before the ones shipped.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer import resources
from summarizer.errors import ConfigError
from summarizer.models.provenance import PromptUsed

if TYPE_CHECKING:
    from pathlib import Path

    import jinja2

_FILE = re.compile(r"([a-z][a-z_]{0,40})\.v(\d{1,6})\.md")
_HEADER = re.compile(r"---\n((?:[a-z]{1,20}: [^\n]{0,500}\n){1,10})---\n")
_FIELDS = ("name", "version", "purpose", "variables")


@dataclass(frozen=True, slots=True)
class Template:
    """A prompt template as its file has it."""

    name: str
    version: str
    purpose: str
    variables: tuple[str, ...]
    body: str
    path: Path
    sha256: str
    """SHA-256 of the whole file, in hexadecimal."""

    @property
    def used(self) -> PromptUsed:
        """What provenance says of it."""
        return PromptUsed(name=self.name, version=self.version, sha256=self.sha256)

    def render(self, **values: object) -> dict[str, str]:
        """The text of each message by its role, `system` before `user`.

        Values are put in as they are: template syntax inside an article stays text. Raises `ConfigError`
        where the template asks for a variable it does not declare or cannot be read at all.
        """
        if missing := [name for name in self.variables if name not in values]:
            raise ConfigError(
                f"there is no value for the variable {missing[0]}",
                subject=str(self.path),
                remedy=f"use only: {', '.join(sorted(values))}",
            )
        try:
            template = _compiled(self.body)
            context = template.new_context({name: values[name] for name in self.variables})
            return {
                role: "".join(template.blocks[role](context))
                for role in ("system", "user")
                if role in template.blocks
            }
        except Exception as error:  # noqa: BLE001 - a template is a program of the user's, which may do anything
            said = " ".join(str(error).split()) or type(error).__name__
            raise ConfigError(
                f"the template cannot be rendered: {said}",
                subject=str(self.path),
                remedy="compare it with the one shipped",
            ) from None


@lru_cache(maxsize=16)
def _compiled(body: str) -> jinja2.Template:
    # Jinja2 takes a tenth of a second to import, and most runs of the rules never need it.
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    # A template may come from a stranger's folder, hence the sandbox; a prompt is no HTML: no escaping.
    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=False).from_string(body)


def templates(folder: Path | None = None) -> tuple[Template, ...]:
    """Every template that is in force, by name and version; one in `folder` hides a shipped one of its name.

    Raises `ConfigError` for a folder that is missing and for a file without a proper header.
    """
    found: dict[tuple[str, int], Template] = {}
    for place in (resources.directory("prompts"), folder):
        if place is None:
            continue
        if not place.is_dir():
            raise ConfigError("no such folder of prompts", subject=str(place), remedy="correct --prompts")
        for path in sorted(place.iterdir()):
            if match := _FILE.fullmatch(path.name):
                found[match[1], int(match[2])] = _read(path)
    return tuple(found[key] for key in sorted(found))


def load(name: str, *, folder: Path | None = None) -> Template:
    """The template `name.version`, or the newest version of `name`; any version in `folder` comes first.

    >>> load("reading.v1").version
    'v1'
    """
    known = templates(folder)
    exact = [each for each in known if f"{each.name}.{each.version}" == name]
    named = [each for each in known if each.name == name]
    own = [each for each in named if folder is not None and each.path.parent == folder]
    if not (chosen := exact or own or named):
        raise ConfigError(
            f"there is no prompt called {name}",
            remedy="choose from " + ", ".join(f"{each.name}.{each.version}" for each in known),
        )
    return chosen[-1]


def _read(path: Path) -> Template:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"cannot be read ({type(error).__name__})", subject=str(path), remedy="save it as UTF-8 text"
        ) from None
    match = _HEADER.match(text)
    header = dict(line.split(": ", 1) for line in match[1].splitlines()) if match else {}
    if match is None or tuple(header) != _FIELDS:
        raise ConfigError(
            f"the file does not open with a header of {', '.join(_FIELDS)}",
            subject=str(path),
            remedy="compare it with the prompts shipped",
        )
    if path.name != f"{header['name']}.{header['version']}.md":
        raise ConfigError(
            f"the header says {header['name']}.{header['version']}",
            subject=str(path),
            remedy="make file name and header agree",
        )
    return Template(
        name=header["name"],
        version=header["version"],
        purpose=header["purpose"],
        variables=tuple(each.strip() for each in header["variables"].split(",")),
        body=text[match.end() :],
        path=path,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
