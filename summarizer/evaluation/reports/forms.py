"""The forms of a report by the ending of its file."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from summarizer.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

    from summarizer.evaluation.reports.summary import Summary

_FORMS: Final = {".md": "markdown", ".html": "page", ".json": "machine", ".xml": "junit", ".txt": "text"}


def form_of(path: Path) -> str:
    """The module that writes a form. Raises `ConfigError` for an ending that is not known."""
    form = _FORMS.get(path.suffix.lower())
    if form is None:
        raise ConfigError(
            f"no report ends in {path.suffix or 'nothing'!r}",
            subject=str(path),
            remedy=f"end it in one of {', '.join(_FORMS)}",
        )
    return form


def report(summary: Summary, path: Path) -> str:
    """The report in the form that the file's name asks for."""
    module = import_module(f"summarizer.evaluation.reports.{form_of(path)}")
    return str(module.report(summary))
