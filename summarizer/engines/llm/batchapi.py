"""OpenAI's Batch API as its documentation has it: a file of requests is uploaded, worked on within a day, answered.

Only what cannot be done twice is guarded here: a batch carries a token of ours in its metadata, so that one whose
creation was not confirmed (a timeout, a killed process) is found again instead of being created a second time.
"""

from __future__ import annotations

import time
from typing import IO, TYPE_CHECKING, Any, Final, TypeVar

import httpx2
import openai
from openai.types import Batch
from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt

from summarizer.engines.llm import faults
from summarizer.engines.llm.transport import client_of, wait_s
from summarizer.errors import ConfigError, EngineError, Unreachable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from summarizer.engines.llm.providers import Endpoint
    from summarizer.settings import Settings

T = TypeVar("T")

MOST_BYTES: Final = 190_000_000
"""Largest file of requests; the limit is told as 200 MB, of whichever kind."""
ENDED: Final = frozenset({"completed", "failed", "expired", "cancelled"})
"""States that a batch does not leave."""
_LABEL: Final = "summarizer"
"""Name in a batch's metadata of the token by which it is found."""
_NO_SUCH_ADDRESS: Final = frozenset({404, 405, 501})
_NOT_SENT: Final = (httpx2.ConnectError, httpx2.ConnectTimeout)
"""Causes of a broken connection that kept a request from leaving."""
_SLACK_S: Final = 86_400
"""How much older than our note a batch may seem that is ours, as clocks differ."""


class BatchService:
    """The batches of one account, from one event loop. Everything raises an `EngineError`, typed as for a request."""

    def __init__(self, endpoint: Endpoint, settings: Settings) -> None:
        self._key = endpoint.key
        self._attempts = settings.max_attempts
        # A client for answers cuts them at a length that the answers of a whole batch pass.
        self._client = client_of(endpoint, settings).copy(
            http_client=openai.DefaultAsyncHttpxClient(timeout=settings.timeout_s)
        )

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def submit(self, requests: IO[bytes], token: str) -> Batch:
        """Upload requests and create their batch. Raises `ConfigError` where the server offers none.

        After any other error the batch may have been created all the same: ask `find`.
        """

        async def upload() -> str:
            requests.seek(0)
            file = await self._client.files.create(file=("requests.jsonl", requests), purpose="batch")
            return _told(file, "id")

        async def send() -> Batch:
            try:
                file_id = await self._tried(upload)
                return await self._tried(lambda: self._create(file_id, token))
            except openai.APIStatusError as error:
                if error.status_code not in _NO_SUCH_ADDRESS:
                    raise
                raise ConfigError(
                    f"the server does not offer OpenAI's Batch API (its answer was {error.status_code})",
                    subject="--runner batch",
                    remedy="use --runner local, or a server that offers it",
                ) from None

        return await self._translated(send)

    async def _create(self, file_id: str, token: str) -> Batch:
        try:
            created = await self._client.batches.create(
                completion_window="24h",
                endpoint="/v1/chat/completions",
                input_file_id=file_id,
                metadata={_LABEL: token},
            )
            return _batch(created)
        except Exception as error:
            if not faults.transient(error):
                raise
            try:
                found = await self.find(token, since=time.time())
            except EngineError:
                raise _unknown() from None
            if found is not None:
                return found
            if isinstance(error, openai.APIConnectionError) and not isinstance(error.__cause__, _NOT_SENT):
                raise _unknown() from None  # it may be at work on it, and show it only later
            raise

    async def find(self, token: str, *, since: float) -> Batch | None:
        """The batch that was created with the token at about `since` (seconds of the epoch) or later, or None."""

        async def look() -> Batch | None:
            async for batch in self._client.batches.list(limit=100):  # the newest first
                if (batch.metadata or {}).get(_LABEL) == token:
                    return _batch(batch)
                if batch.created_at < since - _SLACK_S:
                    break
            return None

        return await self._translated(lambda: self._tried(look))

    async def retrieve(self, id: str) -> Batch:  # noqa: A002 - the name that the protocol gives it
        """A batch as it is now; asked once."""

        async def ask() -> Batch:
            return _batch(await self._client.batches.retrieve(id))

        return await self._translated(ask)

    async def download(self, file_id: str, to: IO[bytes]) -> None:
        """Append a file of results."""
        start = to.tell()

        async def fetch() -> None:
            to.seek(start)
            to.truncate()
            async with self._client.files.with_streaming_response.content(file_id) as response:
                async for chunk in response.iter_bytes():
                    to.write(chunk)

        await self._translated(lambda: self._tried(fetch))

    async def _tried(self, work: Callable[[], Awaitable[T]]) -> T:
        retrying = AsyncRetrying(
            retry=retry_if_exception(faults.transient),
            stop=stop_after_attempt(self._attempts),
            wait=wait_s,
            reraise=True,
        )

        async def once() -> T:  # tenacity awaits what it knows as a coroutine function only
            return await work()

        return await retrying(once)

    async def _translated(self, work: Callable[[], Awaitable[T]]) -> T:
        try:
            return await work()
        except ConfigError:
            raise
        except Exception as error:  # noqa: BLE001 - the border: whatever happened leaves as one of our errors
            raise faults.translate(error, key=self._key) from None


def _unknown() -> EngineError:
    """Not tried again: that could be a second batch of the same requests."""
    return Unreachable("the server did not tell whether it created the batch", remedy="--resume looks for it")


def _told(answer: Any, name: str) -> str:
    # The SDK builds replies without validating them, and passes on a page where it expected JSON.
    value = getattr(answer, name, None)
    if not isinstance(value, str) or not value:
        raise faults.MalformedReply(f"the server's reply holds no {name}")
    return value


def _batch(answer: Batch) -> Batch:
    _told(answer, "id")
    _told(answer, "status")
    return answer
