"""A mixed lot of articles, such as a week's: read, sorted into meetings, one brief each.

sources ─▶ Documents ─▶ verified Readings ─▶ grouping ─▶ one Brief a meeting, and what belongs to none
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from summarizer import __version__
from summarizer.api import dated, prepare, read
from summarizer.fusion import fuse
from summarizer.fusion.grouping import meets
from summarizer.grouping import grouped, signature
from summarizer.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.api import Failure, Source
    from summarizer.errors import SourceError
    from summarizer.models.brief import Brief
    from summarizer.models.document import Document
    from summarizer.models.verified import VerifiedReading

MOST: Final = 100
"""Articles that one brief is made of: joining statements takes time by the square of them, 3.5 s for so many."""
_NAMED: Final = 20
"""Other articles that a brief names."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """What a lot of articles came to; every article is in one of these, once."""

    briefs: tuple[Brief, ...]
    """One for each meeting, that with most articles first; and one for each article that reports statements alone."""
    silent: tuple[Document, ...]
    """Articles in which nothing was found that a brief could hold."""
    failures: tuple[Failure, ...]
    """Articles that the engine could not read, and why."""
    unread: tuple[SourceError, ...] = ()
    """What could not be loaded, and why."""
    notes: tuple[str, ...] = ()
    """What was passed over or given twice."""


def group(*sources: Source, settings: Settings | None = None, **options: Any) -> Grouped:
    """Read articles on whatever meetings and write one brief for each meeting.

    Nobody needs to have sorted them: articles come together only where dates, parties, places, delegates or quotations
    say that they tell of one meeting (docs/grouping.md). `summarize_each` is for articles that you hold for reports of
    one meeting. `sources` and `options` are those of `summarize`. An article that cannot be read stops no other.

    >>> from summarizer import group
    >>> for brief in group("week/").briefs:  # doctest: +SKIP
    ...     print(brief.title, len(brief.documents))

    Raises `SourceError` where a source is missing or nothing of all can be loaded, `EngineError` where no article could
    be read.
    """
    settings = settings or Settings.load(**options)
    unread: list[SourceError] = []
    documents, notes = prepare(sources, unread=unread)
    return sort(*read(documents, settings), unread=unread, notes=notes)


def sort(
    readings: Sequence[VerifiedReading],
    failures: Sequence[Failure],
    *,
    unread: Sequence[SourceError] = (),
    notes: Sequence[str] = (),
) -> Grouped:
    """What was read, sorted. Raises the first failure's error where nothing was."""
    if not readings and failures:
        raise failures[0].error
    by_id = {reading.document.id: reading for reading in readings}
    keys = {f"{reading.document.sha256} {id_}": id_ for id_, reading in by_id.items()}
    groups = [
        [by_id[keys[key]] for key in members]
        for members in grouped(signature(by_id[id_], key=key) for key, id_ in keys.items())
    ]
    telling = [any(map(tells, members)) for members in groups]
    return Grouped(
        briefs=tuple(_fused(members) for members, some in zip(groups, telling, strict=True) if some),
        silent=tuple(
            reading.document
            for members, some in zip(groups, telling, strict=True)
            if not some
            for reading in members
        ),
        failures=tuple(failures),
        unread=tuple(unread),
        notes=tuple(notes),
    )


def fused(readings: Sequence[VerifiedReading], *, others: Sequence[str] = ()) -> Brief:
    """One brief of a group's readings; it warns of `others`, articles of the group that are not among them."""
    more = len(others) - _NAMED
    told = f"{', '.join(others[:_NAMED])}{f' and {more:,} more' if more > 0 else ''}"
    warning = f"{len(others):,} more articles tell of this meeting and are not in the brief, which takes {MOST}: {told}"
    return fuse(readings, version=__version__, warnings=[warning] if others else ())


def _fused(members: Sequence[VerifiedReading]) -> Brief:
    """One brief of the first articles of a group."""
    ordered = sorted(members, key=lambda reading: dated(reading.document))
    return fused(
        ordered[:MOST], others=[reading.document.source or reading.document.id for reading in ordered[MOST:]]
    )


def tells(reading: VerifiedReading) -> bool:
    """Whether an article holds anything for a brief: a meeting, or a statement."""
    return meets(reading) or bool(
        reading.red_lines or reading.positions or reading.outcomes or reading.confirmations
    )
