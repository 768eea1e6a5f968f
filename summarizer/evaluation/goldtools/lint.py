"""All problems of gold cases, each with its file and line: what loading would refuse, and what it would not see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.errors import GoldError
from summarizer.evaluation.goldtools import documentchecks, labelchecks, quotechecks
from summarizer.evaluation.goldtools.sheet import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from summarizer.evaluation.goldtools.problems import Problem
    from summarizer.evaluation.goldtools.sheet import Sheet


def files(path: Path) -> tuple[Path, ...]:
    """The case files that a path stands for: a folder of cases, one case's folder, or its case.yaml itself.

    Raises `GoldError` where there is none.
    """
    if path.is_file():
        return (path,)
    found = tuple(sorted(path.glob("**/case.yaml")))
    if not found:
        raise GoldError("no case.yaml below this folder", subject=str(path), remedy="give a folder of cases")
    return found


def lint(paths: Sequence[Path]) -> tuple[Problem, ...]:
    """Every problem of every case, sorted by file and line. Raises `GoldError` where there is no case."""
    sheets: list[Sheet] = []
    problems: set[Problem] = set()
    for path in dict.fromkeys(file for each in paths for file in files(each)):
        sheet, found = read(path)
        problems.update(found)
        if sheet is None:
            continue
        sheets.append(sheet)
        texts, unread = documentchecks.read(sheet)
        problems.update(unread)
        problems.update(quotechecks.check(sheet, texts))
        problems.update(labelchecks.check(sheet))
    problems.update(_doubled(sheets, "case", "the case {value} is there already, in {first}"))
    problems.update(_doubled(sheets, "canary", "the canary is that of {first}; each case has its own"))
    problems.update(_controls(sheets))
    return tuple(sorted(problems))


def _doubled(sheets: Sequence[Sheet], field: str, message: str) -> Iterator[Problem]:
    """Values of a field that two cases have."""
    first: dict[str, Sheet] = {}
    for sheet in sheets:
        value = sheet.text(field)
        if value is None:
            continue
        if value in first:
            yield sheet.error((field,), message.format(value=value, first=first[value].path))
        first.setdefault(value, sheet)


def _controls(sheets: Sequence[Sheet]) -> Iterator[Problem]:
    """Controls of cases that are neither among those looked at nor in a folder beside the control's."""
    names = {sheet.text("case") for sheet in sheets}
    for sheet in sheets:
        wanted = sheet.text("control_for")
        if wanted is None or wanted in names:
            continue
        beside = {path.parent.name for path in sheet.path.resolve().parent.parent.glob("*/case.yaml")}
        if wanted not in beside:
            yield sheet.error(("control_for",), f"there is no case {wanted}")
