"""How a party's red lines and positions moved from brief to brief."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.changes.statements import moves, statements_of
from summarizer.models.archive import Matter, Stage, Timeline
from summarizer.resolve.actors import party

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.archive.store import Archive
    from summarizer.changes.matching import Statement
    from summarizer.models.archive import Found


def timeline(archive: Archive, *, holder: str, topic: str | None = None) -> Timeline:
    """What a party said on each matter, in order of date, with how every statement differs from the one before.

    `holder` is a party by any of its names; `topic` are words as `Archive.search` takes them, and without any all
    matters are told. Two statements are on one matter by the rules of `summarizer diff` (docs/changes.md). Raises what
    `Archive.search` raises.
    """
    found = [f for f in archive.search(topic, holder=holder) if f.part != "outcomes"]
    found.sort(key=lambda f: (f.date is None, f.date, f.brief))
    last: dict[
        int, tuple[Statement, list[Stage]]
    ] = {}  # the latest statement on each matter, by its identity
    for statements in _by_brief(archive, found):
        for move in moves([statement for statement, _ in last.values()], [one for one, _ in statements]):
            told = next(found for one, found in statements if one is move.new)
            stages = last.pop(id(move.old))[1] if move.old is not None else []
            stages.append(Stage(found=told, change=move.kind or "repeated", steps=move.steps))
            last[id(move.new)] = move.new, stages
    known = party(holder)
    return Timeline(
        holder=known.name if known else holder,
        topic=topic,
        matters=tuple(sorted((_matter(stages) for _, stages in last.values()), key=_order)),
    )


def _by_brief(archive: Archive, found: Sequence[Found]) -> Iterator[list[tuple[Statement, Found]]]:
    """The statements brief by brief, the earliest first."""
    by_brief: dict[str, list[Found]] = {}
    for one in found:
        by_brief.setdefault(one.brief, []).append(one)
    for id_, several in by_brief.items():
        brief = archive.brief(id_)
        statements = statements_of(brief)  # red lines, then positions
        at = {"red_lines": 0, "positions": len(brief.red_lines)}
        yield [(statements[at[one.part] + one.number], one) for one in several]


def _matter(stages: list[Stage]) -> Matter:
    last = stages[-1].found.item
    return Matter(
        holder=getattr(last, "holder", ""), target=getattr(last, "target", None), stages=tuple(stages)
    )


def _order(matter: Matter) -> tuple[bool, int, int, str]:
    """Matters that moved first, then those told most often, then the latest."""
    moved = any(stage.change in {"hardened", "softened"} for stage in matter.stages)
    last = matter.stages[-1].found.date
    return not moved, -len(matter.stages), -(last.toordinal() if last else 0), matter.stages[0].found.brief
