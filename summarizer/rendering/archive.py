"""What an archive of briefs answers, as text for a terminal or as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, Literal, get_args

from summarizer.errors import ConfigError
from summarizer.fusion.wording import spoken_date
from summarizer.models.brief import AgreedOutcome, StatedPosition, StatedRedLine
from summarizer.rendering.changes import step_line, sure
from summarizer.rendering.escape import plain
from summarizer.rendering.phrases import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from summarizer.models.archive import Found, Matter, Stage, Timeline

    Paint = Callable[[str, str], str]

ArchiveFormat = Literal["text", "json"]
ARCHIVE_FORMATS: tuple[ArchiveFormat, ...] = get_args(ArchiveFormat)

_SHOWN: Final = 2
"""Quotations shown of each statement; the others are counted."""
_INDENT: Final = " " * 12


def render_found(found: Sequence[Found], format: ArchiveFormat = "text") -> str:  # noqa: A002
    """Statements as text that ends in a newline. Raises `ConfigError` for an unknown format."""
    if _is_json(format):
        return json.dumps([one.model_dump(mode="json") for one in found], indent=2, ensure_ascii=False) + "\n"
    blocks = ["\n".join(_statement(one)) for one in found]
    count = f"{len(found)} statement{'' if len(found) == 1 else 's'}."
    return "\n\n".join((*blocks, count)) + "\n"


def render_timeline(
    timeline: Timeline,
    format: ArchiveFormat = "text",  # noqa: A002
    *,
    paint: Paint | None = None,
) -> str:
    """A timeline as text that ends in a newline; `paint` colours the word that says how a line moved.

    Raises `ConfigError` for an unknown format.
    """
    if _is_json(format):
        return timeline.model_dump_json(indent=2) + "\n"
    blocks = ["\n".join(_matter(matter, paint or (lambda _, words: words))) for matter in timeline.matters]
    return "\n\n".join((_heading(timeline), *blocks)) + "\n"


def _is_json(format_: str) -> bool:
    if format_ not in ARCHIVE_FORMATS:
        raise ConfigError(f"unknown format {format_!r}", remedy=f"use one of {', '.join(ARCHIVE_FORMATS)}")
    return format_ == "json"


def _statement(found: Found) -> Iterator[str]:
    yield f"{_day(found)}  {plain(_who(found))}{_grades(found)}"
    yield from (f"{_INDENT}{line}" for line in _told(found))
    yield f"{_INDENT}in: {plain(found.title)}"


def _who(found: Found) -> str:
    """`Israel → Türkiye: red line: any foreign base at Palmyra`."""
    item = found.item
    if isinstance(item, AgreedOutcome):
        claimed = f" {' and '.join(item.claimed_by)}:" if item.claimed_by else ""
        return f"outcome ({item.status.replace('_', ' ')}):{claimed} {item.text}"
    return f"{item.holder}{f' → {item.target}' if item.target else ''}: {_words(found)}"


def _words(found: Found) -> str:
    item = found.item
    if isinstance(item, StatedRedLine):
        kind = "red line" if item.status == "active" else f"{item.status} red line"
        behind = f", else: {item.consequence}" if item.consequence else ""
        return f"{kind}: {'; '.join((item.trigger, *item.variants))}{behind}"
    return f"{item.kind}: {item.statement}" if isinstance(item, StatedPosition) else item.text


def _grades(found: Found) -> str:
    item = found.item
    if isinstance(item, AgreedOutcome):
        return ""
    graded = (item.firmness, f"credibility {sure(str(item.credibility))}")
    return f" [{', '.join(filter(None, graded))}]"


def _told(found: Found) -> Iterator[str]:
    """The words that prove it, each with outlet and date."""
    documents = {document.id: document for document in found.sources}
    for evidence in found.item.evidence[:_SHOWN]:
        document = documents[evidence.doc]
        day = f", {spoken_date(document.published.isoformat())}" if document.published else ""
        yield plain(f"{quoted(evidence)} ({document.outlet or document.path or document.id}{day})")
    more = len(found.item.evidence) - _SHOWN
    if more > 0:
        yield f"and {more} more quotation{'' if more == 1 else 's'}"


def _day(found: Found) -> str:
    return found.date.isoformat() if found.date else "undated   "


def _heading(timeline: Timeline) -> str:
    stages = [stage for matter in timeline.matters for stage in matter.stages]
    about = f" on “{timeline.topic}”" if timeline.topic else ""
    if not stages:
        return plain(f"{timeline.holder}{about}: nothing in the archive.")
    days = sorted(stage.found.date for stage in stages if stage.found.date)
    span = f", {days[0].isoformat()} to {days[-1].isoformat()}" if days else ""
    matters = f"{len(timeline.matters)} matter{'' if len(timeline.matters) == 1 else 's'}"
    moved = [stage.change for stage in stages if stage.change in {"hardened", "softened"}]
    told = "".join(f", {moved.count(kind)} {kind}" for kind in dict.fromkeys(moved))
    return plain(
        f"{timeline.holder}{about}: {len(stages)} statement{'' if len(stages) == 1 else 's'} on {matters}{span}{told}."
    )


def _matter(matter: Matter, paint: Paint) -> Iterator[str]:
    target = f" → {matter.target}" if matter.target else ""
    yield plain(f"{matter.holder}{target}")
    for stage in matter.stages:
        yield from _stage(stage, paint)


def _stage(stage: Stage, paint: Paint) -> Iterator[str]:
    pad = " " * (10 - len(stage.change))
    words = plain(_words(stage.found))
    yield f"  {_day(stage.found)}  {paint(stage.change, stage.change)}{pad}{words}{_grades(stage.found)}"
    yield from (f"{_INDENT}  {plain(step_line(step))}" for step in stage.steps)
    yield from (f"{_INDENT}  {line}" for line in _told(stage.found))
