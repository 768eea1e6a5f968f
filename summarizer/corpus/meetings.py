"""Meetings of a corpus: what a run has read, sorted, and one brief written for each meeting.

    OUT.jsonl ─1st pass─▶ signatures, a kilobyte each ─▶ groups ─2nd pass─▶ OUT.meetings.jsonl, one brief a line

The second file follows from the first alone: no source is opened and nothing is read by an engine again. It is written
whole or not at all, so whatever breaks off, grouping again is all that there is to do.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from summarizer.api import dated, letters_without_end
from summarizer.errors import ConfigError, cause_of
from summarizer.files import rewritten
from summarizer.grouping import grouped, signature
from summarizer.mixed import MOST, fused, tells
from summarizer.models.record import Fault
from summarizer.models.verified import VerifiedReading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import IO

    from summarizer.grouping import Signature


@dataclass(frozen=True, slots=True)
class Meetings:
    """What the articles of a run came to. Counts."""

    briefs: int
    """Briefs written: of meetings, and of articles that report statements alone."""
    together: int
    """Of these, briefs of several articles."""
    articles: int
    """Articles in all briefs."""
    silent: int
    """Articles in which nothing was found that a brief could hold."""
    alone: int
    """Articles that stay alone because their records do not hold what was read."""


class _Kept(BaseModel):
    """What grouping needs of a record."""

    model_config = ConfigDict(extra="ignore")

    article: str
    error: Fault | None
    reading: VerifiedReading | None = None


class _Place(NamedTuple):
    """Where a record stands in the output, and whether its article tells anything; all that is held of it."""

    offset: int
    tells: bool
    published: date
    article: str


def write_meetings(output: Path, meetings: Path) -> Meetings:
    """Group the records of a run that keeps readings; `meetings` gets one brief a line, that of most articles first.

    Raises `ConfigError` where the output is no ended run's, or the meetings cannot be written.
    """
    places: dict[str, _Place] = {}
    with _opened(output) as records:
        groups = grouped(_signatures(records, output, places))
        alone = [place for key, place in sorted(places.items()) if key.startswith(_UNKEPT)]
        with rewritten(meetings) as file:
            return _write(records, groups, alone, places, file)


def _opened(output: Path) -> IO[bytes]:
    try:
        return output.open("rb")
    except OSError as error:
        raise ConfigError(
            f"cannot be read ({cause_of(error)})",
            subject=str(output),
            remedy="give the output of summarizer corpus",
        ) from error


_UNKEPT = "unkept "
"""Begins the keys of records that do not hold what was read."""


def _signatures(records: IO[bytes], output: Path, places: dict[str, _Place]) -> Iterator[Signature]:
    """The signature of each record that holds a reading; where the records stand is added to `places`."""
    offset = 0
    for line in records:
        try:
            kept = _Kept.model_validate_json(line)
        except ValidationError:
            raise ConfigError(
                f"the line at byte {offset} is no record",
                subject=str(output),
                remedy="give the output of a run that has ended; --resume ends one",
            ) from None
        if kept.reading is not None:
            # by the text and only then by its place, so that the order of sources decides nothing
            key = f"{kept.reading.document.sha256} {kept.article}"
            published = kept.reading.document.published or date.max
            places[key] = _Place(offset, tells(kept.reading), published, kept.article)
            yield signature(kept.reading, key=key)
        elif kept.error is None:
            places[f"{_UNKEPT}{kept.article}"] = _Place(offset, True, date.max, kept.article)
        offset += len(line)


def _write(
    records: IO[bytes],
    groups: Sequence[Sequence[str]],
    alone: Sequence[_Place],
    places: dict[str, _Place],
    file: IO[bytes],
) -> Meetings:
    placed = ([places[key] for key in keys] for keys in groups)
    telling = [members for members in placed if any(place.tells for place in members)]
    for members in telling:
        file.write(_one(records, members) if len(members) == 1 else _several(records, members))
    for place in alone:
        file.write(_one(records, [place]))
    articles = sum(map(len, telling))
    return Meetings(
        briefs=len(telling) + len(alone),
        together=sum(len(members) > 1 for members in telling),
        articles=articles + len(alone),
        silent=sum(map(len, groups)) - articles,
        alone=len(alone),
    )


def _one(records: IO[bytes], members: Sequence[_Place]) -> bytes:
    """The brief that the record holds already."""
    brief = json.loads(_line(records, members[0]))["brief"]
    return json.dumps(brief, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"


def _several(records: IO[bytes], members: Sequence[_Place]) -> bytes:
    """The brief of a group, of which no more is held than goes into it."""
    members = sorted(members, key=lambda place: place.published)  # else as they come: by text and place
    read = (_Kept.model_validate_json(_line(records, place)).reading for place in members[:MOST])
    ordered = sorted((reading for reading in read if reading), key=lambda reading: dated(reading.document))
    named = [reading.renamed(letter) for reading, letter in zip(ordered, letters_without_end(), strict=False)]
    brief = fused(named, others=[place.article for place in members[MOST:]])
    return brief.model_dump_json().encode("utf-8", "replace") + b"\n"


def _line(records: IO[bytes], place: _Place) -> bytes:
    records.seek(place.offset)
    return records.readline()
