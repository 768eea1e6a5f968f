"""An archive filled with the records of a corpus run, as a stream and as often as one likes."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Final

from summarizer.archive.rows import id_of_texts
from summarizer.models.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.archive.store import Archive
    from summarizer.models.brief import Brief

_AT_A_TIME: Final = 500
"""Records of a transaction: others who write wait for one."""


def fill(archive: Archive, lines: Iterable[bytes]) -> int:
    """Add the briefs of records, given as lines of JSON (`record/1`). Returns how many were added.

    Those that the archive has word for word are left alone: to add one anew takes much longer than to look. Of several
    articles of one text the last one stays, as if all had been added.
    """
    rest = iter(lines)
    count = 0
    while some := list(islice(rest, _AT_A_TIME)):
        named = [(id_of_texts([sha256]), line) for line in some if (sha256 := json.loads(line)["sha256"])]
        held = archive.texts(id_ for id_, _ in named)
        anew: set[str] = set()
        briefs: list[Brief] = []
        for id_, line in named:
            same = id_ in held and held[id_].encode() in line
            if same and id_ not in anew:
                continue
            if (brief := Record.model_validate_json(line).brief) is not None:
                anew.add(id_)
                briefs.append(brief)
        count += archive.add(briefs)
    return count
