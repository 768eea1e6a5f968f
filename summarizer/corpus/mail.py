"""The way of batches to the provider and back: submitted once, looked at politely, collected whole."""

from __future__ import annotations

import asyncio
import json
import logging
import uuid
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any, Final

from summarizer.engines.llm.batch import not_run
from summarizer.engines.llm.batchapi import ENDED
from summarizer.engines.scrubbing import one_line
from summarizer.errors import (
    AuthenticationFailed,
    ConfigError,
    EngineError,
    InvalidReply,
    RateLimited,
    TimedOut,
    Unreachable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openai.types import Batch

    from summarizer.corpus.allowance import Allowance
    from summarizer.corpus.batchstate import BatchState, Sent
    from summarizer.corpus.outbox import Outbox, Parcel
    from summarizer.engines.llm.batchapi import BatchService
    from summarizer.settings import Settings

log = logging.getLogger(__name__)

_FIRST_PAUSE_S: Final = 2.0
_LONGER: Final = 1.5
"""Times that each wait between two looks is longer than the one before."""
_PASSING: Final = (Unreachable, TimedOut, RateLimited, InvalidReply)
"""What a look at a batch may end in without meaning anything for the batch."""
_CROWDED: Final = "token_limit_exceeded"
"""Why a batch fails where the account has too many tokens waiting."""


class Over(Exception):
    """The run ends at once, and why."""


class Mail:
    """The batches of one run."""

    def __init__(
        self,
        state: BatchState,
        settings: Settings,
        allowance: Allowance,
        outbox: Outbox,
        service: BatchService,
    ) -> None:
        self._state = state
        self._poll_s = settings.batch_poll_s
        self._allowance = allowance
        self._outbox = outbox
        self._service = service
        self._told: dict[str, str] = {}

    @property
    def under_way(self) -> bool:
        """Whether there is a batch to wait for."""
        return any(sent.id for sent in self._state.sent())

    # -- out ---------------------------------------------------------------------------------------------------

    async def submit(self, *, rest: bool) -> None:
        """Submit the parcels that are full, with `rest` the last one too."""
        while parcel := self._outbox.next(rest=rest):
            with parcel.file:
                if self._outbox.closed is None:
                    await self._submit_one(parcel)

    async def _submit_one(self, parcel: Parcel) -> None:
        token = uuid.uuid4().hex
        number = self._state.begin(token, parcel.entries)
        self._outbox.noted(parcel)
        try:
            batch = await self._service.submit(parcel.file, token)
        except (AuthenticationFailed, ConfigError) as error:  # refused: there is no such batch
            self._outbox.pending -= self._state.forget(number)
            if not isinstance(error, EngineError):
                raise
            self._close(str(error))
        except EngineError as error:  # there may be one: the next run looks for it
            self._close(f"a batch could not be submitted: {error}")
        else:
            self._state.confirm(number, batch.id)
            log.info("batch %s: %d requests submitted", batch.id, len(parcel.entries))

    async def find_unconfirmed(self) -> None:
        """Take over the batches that were created just before a process ended; forget those that were not.

        Raises `Over` where that cannot be told.
        """
        for sent in self._state.sent():
            if sent.id is None:
                try:
                    batch = await self._service.find(sent.token, since=sent.began)
                except EngineError as error:
                    raise Over(
                        f"it cannot be told whether a batch was created: {error.cause}; try again later, or remove"
                        f" {self._state.path.name} if the account has none"
                    ) from None
                if batch is None:
                    self._outbox.pending -= self._state.forget(sent.number)
                else:
                    self._state.confirm(sent.number, batch.id)

    def _close(self, reason: str) -> None:
        """Hand nothing in any more; what is under way is waited for."""
        if self._outbox.closed is None:
            self._outbox.closed = reason
            log.info("nothing more is submitted: %s", reason)

    # -- and back ----------------------------------------------------------------------------------------------

    async def wait(self) -> None:
        """Until at least one batch has ended and is collected. Raises `Over` where none can be."""
        pause = min(_FIRST_PAUSE_S, self._poll_s)
        while not await self._look():
            await asyncio.sleep(pause)
            pause = min(pause * _LONGER, self._poll_s)

    async def _look(self) -> bool:
        ended = False
        for sent in self._state.sent():
            if sent.id is None:
                continue
            try:
                batch = await self._service.retrieve(sent.id)
                self._tell(batch)
                if batch.status in ENDED:
                    await self._collect(sent, batch)
                    ended = True
            except _PASSING as error:  # the batch goes on without being looked at
                log.info("batch %s cannot be looked at now: %s", sent.id, error)
            except EngineError as error:
                raise Over(
                    f"batch {sent.id} cannot be collected: {error.cause}; give the key of the account that submitted it,"
                    f" or remove {self._state.path.name} to submit its requests anew"
                ) from None
        return ended

    def _tell(self, batch: Batch) -> None:
        if self._told.get(batch.id) != batch.status:
            self._told[batch.id] = batch.status
            log.info("batch %s: %s", batch.id, batch.status)

    async def _collect(self, sent: Sent, batch: Batch) -> None:
        excuses: list[str] = []
        with TemporaryFile(dir=self._state.path.parent) as file:
            for file_id in (batch.output_file_id, batch.error_file_id):
                if file_id:
                    await self._service.download(file_id, file)
                    file.write(b"\n")
            settled = self._state.settle(sent.number, _results(file, excuses))
        for each in settled:
            self._allowance.settle(each)
        self._outbox.pending -= len(settled)
        answered = sum(each.answered for each in settled)
        if batch.status == "failed":
            self._refused(batch, len(settled))
        elif batch.status == "cancelled":
            self._close(f"batch {batch.id} was cancelled")
        elif not answered:  # else it might be submitted for ever
            why = f" ({one_line(excuses[0])})" if excuses else ""
            self._close(f"batch {batch.id} ended as {batch.status} without any answer{why}")

    def _refused(self, batch: Batch, count: int) -> None:
        """A batch that failed has run no request: with too much waiting in the account fewer are tried, else none."""
        errors = (batch.errors.data if batch.errors else None) or []
        room = max(self._outbox.pending, count // 2)
        if room and any(error.code == _CROWDED for error in errors):
            self._outbox.room = room
            log.info("the account has no room for %d requests: at most %d from now on", count, room)
            return
        reasons = "; ".join(
            f"{f'line {error.line}: ' if error.line else ''}{error.message} ({error.code})"
            for error in errors[:3]
        )
        self._close(f"batch {batch.id} was refused: {one_line(reasons) or 'no reason was given'}")


def _results(file: IO[bytes], excuses: list[str]) -> Iterator[dict[str, Any]]:
    """The lines that tell what came of a request; why one was not run goes to `excuses`, and it counts as missing."""
    file.seek(0)
    for text in file:
        try:
            line = json.loads(text)
        except ValueError:
            continue
        if isinstance(line, dict):
            if (excuse := not_run(line)) is None:
                yield line
            else:
                excuses.append(excuse)
