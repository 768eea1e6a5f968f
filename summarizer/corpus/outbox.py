"""Requests on their way into batches: each is written into a file until that is full, and answers are looked up.

The thread of requests hands in; the run takes the full files out when no article is being read.
"""

from __future__ import annotations

import json
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

from summarizer.corpus.batchstate import Entry
from summarizer.engines.llm.batch import PATH
from summarizer.engines.llm.batchapi import MOST_BYTES
from summarizer.engines.llm.tokens import estimate

if TYPE_CHECKING:
    from pathlib import Path

    from summarizer.corpus.allowance import Allowance
    from summarizer.corpus.batchstate import BatchState
    from summarizer.engines.llm.batch import Result


class Parcel:
    """The requests of one batch: a file that is gone when it is closed, and what must be remembered of each."""

    def __init__(self, folder: Path) -> None:
        self.file: IO[bytes] = TemporaryFile(dir=folder)  # noqa: SIM115 - closed when it was sent
        self.entries: list[Entry] = []
        self.bytes = 0

    def add(self, entry: Entry, line: bytes) -> None:
        """Take one more request."""
        self.file.write(line)
        self.entries.append(entry)
        self.bytes += len(line)


class Outbox:
    """The post of one run, as the engine sees it."""

    def __init__(self, state: BatchState, allowance: Allowance, *, size: int) -> None:
        """`size` is the most requests of a parcel."""
        self._state = state
        self._allowance = allowance
        self._size = size
        self._parcels: list[Parcel] = []
        self._handed: set[str] = set()
        self.pending = len(state.pending())
        """Requests that are in batches and unanswered."""
        self.room: int | None = None
        """Most requests that may be in batches at a time; None: as many as there are."""
        self.closed: str | None = None
        """Why nothing more is handed in."""

    @property
    def full(self) -> bool:
        """Whether nothing more is taken at present."""
        crowded = self.room is not None and self.pending + len(self._handed) >= self.room
        return crowded or self.closed is not None or self._allowance.short is not None

    def result(self, id: str) -> Result | None:  # noqa: A002 - the name that the protocol gives it
        """What a batch brought for a request, or None."""
        return self._state.result(id)

    def knows(self, id: str) -> bool:  # noqa: A002
        """Whether a request was handed in, now or ever."""
        return id in self._handed or self._state.knows(id)

    def hand_in(self, id: str, body: dict[str, Any], *, owner: str) -> None:  # noqa: A002
        """Take a request, unless it is known, or nothing more is taken: then its article is read another time."""
        if self.full or self.knows(id):
            return
        tokens_in = tokens_out = 0
        if self._allowance.limited:
            tokens_in = estimate(json.dumps(body, ensure_ascii=False, separators=(",", ":")))
            tokens_out = self._allowance.answer_tokens
        if not self._allowance.reserve(tokens_in, tokens_out):
            return
        # ASCII: no reader of lines takes a letter of an article for the end of one
        line = json.dumps({"custom_id": id, "method": "POST", "url": PATH, "body": body}).encode() + b"\n"
        if not self._parcels or self._filled(self._parcels[-1], len(line)):
            self._parcels.append(Parcel(self._state.path.parent))
        self._parcels[-1].add(Entry(id, owner, tokens_in, tokens_out), line)
        self._handed.add(id)

    def _filled(self, parcel: Parcel, more: int) -> bool:
        return len(parcel.entries) >= self._size or parcel.bytes + more > MOST_BYTES

    def next(self, *, rest: bool) -> Parcel | None:
        """A parcel that is full, with `rest` one that is not; it is the caller's now. None where there is none."""
        if not self._parcels or not (rest or len(self._parcels) > 1 or self._filled(self._parcels[0], 0)):
            return None
        return self._parcels.pop(0)

    def noted(self, parcel: Parcel) -> None:
        """The state knows a parcel's requests now."""
        self._handed.difference_update(entry.id for entry in parcel.entries)
        self.pending += len(parcel.entries)

    def close(self) -> None:
        """Give up what was handed in and not taken out."""
        for parcel in self._parcels:
            parcel.file.close()
