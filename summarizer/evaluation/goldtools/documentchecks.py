"""Checks of a case's documents: their files, their ids, their dates."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from summarizer.errors import SourceError, cause_of
from summarizer.evaluation.goldtools.problems import Problem
from summarizer.loading import from_text
from summarizer.resolve.dateforms import Day
from summarizer.resolve.dates import find_dates, resolve_mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from summarizer.evaluation.goldtools.sheet import Sheet
    from summarizer.models.gold import GoldDocument

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


def read(sheet: Sheet) -> tuple[Mapping[str, str], list[Problem]]:
    """The texts by document id, and what is wrong with them."""
    texts: dict[str, str] = {}
    files: dict[str, Path] = {}
    problems: list[Problem] = []
    for loc, document in sheet.documents:
        path = sheet.path.parent / document.file
        if document.id in texts:
            problems.append(sheet.error((*loc, "id"), f"two documents have the id {document.id}"))
            continue
        found = _text(sheet.path.parent, document)
        texts[document.id] = "" if isinstance(found, Problem) else found
        if isinstance(found, Problem):
            problems.append(sheet.error((*loc, "file"), found.message))
        elif path in files.values():
            problems.append(sheet.error((*loc, "file"), f"{document.file} is another document's file"))
        else:
            problems += _weekdays(path, found)
        files[document.id] = path
        if document.published is not None and not real_day(document.published):
            told = f"published: {document.published!r} is no day of the calendar (YYYY-MM-DD)"
            problems.append(sheet.error((*loc, "published"), told))
    return {name: text for name, text in texts.items() if text}, problems


def real_day(value: str) -> bool:
    """Whether a text is a day of the calendar, written YYYY-MM-DD.

    >>> real_day("2031-02-28"), real_day("2031-02-29"), real_day("20310228")
    (True, False, False)
    """
    try:
        return bool(_DAY.fullmatch(value) and date.fromisoformat(value))
    except ValueError:
        return False


def _text(folder: Path, document: GoldDocument) -> str | Problem:
    """The text of a document, or a problem whose message says why it cannot be read."""
    path = folder / document.file
    named = f"document {document.id} ({document.file!r})"
    if path.parent != folder:
        return Problem(path, 1, f"{named} does not lie beside the case")
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        return Problem(path, 1, f"{named}: {cause_of(error)}")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Problem(path, 1, f"{named} is not UTF-8: {error.reason} at byte {error.start}")
    try:
        from_text(text, id=document.id)
    except SourceError as error:
        return Problem(path, 1, f"{named}: {error.cause}")
    except ValidationError as error:
        return Problem(path, 1, f"{named}: {error.errors(include_url=False)[0]['msg']}")
    return text


def _weekdays(path: Path, text: str) -> Iterator[Problem]:
    """Dates printed in full whose weekday is another day's. A real article may err so, hence only a warning."""
    for mention in find_dates(text):
        form = mention.form
        if isinstance(form, Day) and form.year is not None and form.weekday is not None:
            why = resolve_mention(text, mention, anchor=None).why
            if why is not None:
                yield Problem(
                    path, text.count("\n", 0, mention.start) + 1, f"{mention.surface}: {why}", warning=True
                )
