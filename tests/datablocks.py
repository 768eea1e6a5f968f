"""Blocks of data in the pages: they parse, and name nothing that the program would not take."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any, Final

import yaml

from summarizer.evaluation import gates
from summarizer.models.gold import GoldCase
from summarizer.settings import Settings
from tests.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PARSERS: Final[dict[str, Callable[[str], Any]]] = {
    "json": json.loads,
    "toml": tomllib.loads,
    "yaml": yaml.safe_load,
}


def hold(language: str, code: str, folder: Path) -> None:
    """Parse a block and hold it to what it is: a gold case, gates, settings, a step of a workflow. Raises on a fault."""
    found = PARSERS[language](code)
    if isinstance(found, dict) and found.get("schema") == "gold/1":
        GoldCase.model_validate(found)
    elif language == "toml" and found.keys() & {"hard", "floors", "regression"}:
        (folder / "gates-of-the-page.toml").write_text(code, "utf-8")
        gates.load(folder / "gates-of-the-page.toml")
    elif language == "toml":
        unknown = found.keys() - Settings.model_fields.keys() - {"format", "lang"}
        if unknown:
            raise ValueError(f"no settings: {', '.join(sorted(unknown))}")
    elif isinstance(found, list):
        _hold_steps(found)


def _hold_steps(steps: list[dict[str, Any]]) -> None:
    """Steps that use this project's action give it inputs that it has."""
    inputs = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["inputs"].keys()
    for step in steps:
        if "summarizer@" in step.get("uses", "") and (unknown := step.get("with", {}).keys() - inputs):
            raise ValueError(f"no inputs of the action: {', '.join(sorted(unknown))}")
