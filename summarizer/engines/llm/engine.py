"""The engine that lets a language model read: conversations, usage, and typed errors at its border."""

from __future__ import annotations

import asyncio
import logging
import threading
import weakref
from typing import TYPE_CHECKING, Any, ClassVar

from summarizer.engines import recorded
from summarizer.engines.llm import article, local, loop, repair
from summarizer.engines.llm.budget import Meter, RunBudget
from summarizer.engines.llm.cache import AnswerCache
from summarizer.engines.llm.chunking import merged
from summarizer.engines.llm.limits import Buckets, Pace
from summarizer.engines.llm.prices import price_of
from summarizer.engines.llm.prompt import Prompt
from summarizer.engines.llm.providers import Endpoint, endpoint
from summarizer.engines.llm.repair import NOTHING
from summarizer.errors import ConfigError, EngineError
from summarizer.models.provenance import Usage
from summarizer.models.verified import EngineResult
from summarizer.waiting import result_of

if TYPE_CHECKING:
    from summarizer.engines.llm.limits import Limits
    from summarizer.engines.llm.prices import Price
    from summarizer.engines.llm.transport import Conversation
    from summarizer.models.document import Document
    from summarizer.models.reading import Reading
    from summarizer.settings import Settings

log = logging.getLogger(__name__)

_MARGIN_S = 0.1
"""How long before an article's deadline its second request is given up."""
_CLOSING_S = 2.0
"""How long `close` waits for connections to be closed; they are closed later then, or die with the process."""


class LLMEngine:
    """Reads documents with a language model. One engine is one run: its budgets span all it reads.

    Safe to share among threads and tasks. No client is imported and no model loaded before the first document.
    """

    batched: ClassVar[bool] = False
    """Whether its requests go out in batches, at their price."""

    def __init__(self, settings: Settings, *, repeat: int = 0, limits: Limits | None = None) -> None:
        """`repeat` tells repetitions of one reading apart, so that the cache does not answer for them.

        `limits` let requests out; by default those of the settings do, for this engine alone.

        Raises `ConfigError` for settings that cannot work: no model, no key, no such prompt, a budget of
        money without a price.
        """
        self.settings = settings
        self.endpoint: Endpoint = endpoint(settings)
        if self.endpoint.file is not None:
            local.check(self.endpoint.file)
        if settings.record is not None:
            recorded.prepare(settings.record)
        self.price: Price | None = price_of(self.endpoint.name, table=settings.prices, batched=self.batched)
        if settings.max_cost is not None and self.price is None:
            kind, factor = (
                ("batch price", ", with a factor under [batch],") if self.batched else ("price", "")
            )
            raise ConfigError(
                f"no {kind} is known for {self.endpoint.name}, so max_cost cannot be kept",
                remedy=f"enter it{factor} in a price table and name that by --prices",
            )
        self.prompt = Prompt(settings, self.endpoint)
        self.repeat = repeat
        self.run = RunBudget(
            max_requests=settings.max_run_requests,
            max_tokens=settings.max_run_tokens,
            max_cost=settings.max_cost,
        )
        if limits is None and (settings.rpm or settings.tpm):
            limits = Buckets(rpm=settings.rpm, tpm=settings.tpm)
        self._pace = None if limits is None else Pace(limits)
        self._cache = AnswerCache(settings.cache_dir) if settings.cache else None
        self._client: Any = None
        self._opening = threading.Lock()
        self._reading: set[asyncio.Task[Any]] = set()
        """Readings under way, known on the loop of requests only."""
        self._closed = False
        self._finalizer: weakref.finalize[..., LLMEngine] | None = None

    @classmethod
    def from_settings(cls, settings: Settings, *, repeat: int = 0) -> LLMEngine:
        """The engine that the settings describe."""
        return cls(settings, repeat=repeat)

    def read(self, document: Document) -> EngineResult:
        """Read the document. Works inside a running event loop too. Raises an `EngineError`."""
        reading = loop.submit(self._read(document))
        try:
            return result_of(reading)
        finally:
            reading.cancel()  # whoever interrupts the wait leaves no request under way
            del reading  # it holds the error, whose traceback holds this frame

    async def aread(self, document: Document) -> EngineResult:
        """Read the document without blocking the caller's event loop. Raises an `EngineError`."""
        return await asyncio.wrap_future(loop.submit(self._read(document)))

    def close(self) -> None:
        """Give up what is being read and close the connections. Blocks for as long as that takes, 2 s at most."""
        closing = loop.submit(self._close())
        try:
            closing.result(_CLOSING_S)
        except TimeoutError:
            log.info("connections are not closed yet")

    async def aclose(self) -> None:
        """`close` without blocking the caller's event loop."""
        await asyncio.wait([asyncio.wrap_future(loop.submit(self._close()))], timeout=_CLOSING_S)

    async def _close(self) -> None:
        self._closed = True
        under_way = set(self._reading)
        for task in under_way:
            if not task.cancelling():  # its caller has not given it up already
                self._reading.discard(task)
                task.cancel()
        if under_way:
            await asyncio.wait(under_way)
        if (client := await asyncio.to_thread(self._given_up)) is not None:
            try:
                await client.close()
            except Exception as error:  # noqa: BLE001 - what was read stands, however its connection ends
                log.info("a connection could not be closed: %s", error)

    def _given_up(self) -> Any:
        """The client, which is nobody's any more; waits until it is open where that is under way."""
        with self._opening:
            if self._finalizer is not None:
                self._finalizer.detach()
            client, self._client = self._client, None
            return client

    async def _read(self, document: Document) -> EngineResult:
        """Read the document as something that `close` can end."""
        task: Any = asyncio.current_task()
        self._reading.add(task)
        try:
            if not self._closed:
                return await self._read_whole(document)
        except asyncio.CancelledError:
            if task in self._reading:  # not ended by `close`
                raise
        finally:
            self._reading.discard(task)
        raise EngineError(
            "the engine was closed",
            subject=document.id,
            document=document.id,
            remedy="make another one for what is still to be read",
        )

    async def _read_whole(self, document: Document) -> EngineResult:
        texts = self.prompt.parts_of(document)
        meter = self._meter(len(texts))
        exchanges: list[dict[str, Any]] = []
        outcome: Reading | EngineError
        try:
            if texts and self._client is None:
                await asyncio.to_thread(self._open)
                meter = self._meter(len(texts))
            async with meter.deadline():
                readings = [
                    await self._read_part(document, text, meter, exchanges, part=number, parts=len(texts))
                    for number, text in enumerate(texts, start=1)
                ]
            outcome = merged(readings) if readings else NOTHING
        except Exception as error:  # noqa: BLE001 - the border: whatever happened leaves as one of our errors
            from summarizer.engines.llm import faults

            fault = faults.translate(error, key=self.endpoint.key, seconds=meter.seconds)
            outcome = _named(fault, document, meter)
        usage = self._usage(document, meter, cached=meter.kept > 0 and meter.requests == 0)
        if self.settings.record is not None:
            await asyncio.to_thread(
                recorded.write,
                self.settings.record,
                document,
                usage=usage,
                repeat=self.repeat,
                exchanges=exchanges,
                outcome=outcome,
                secret=self.endpoint.key,
            )
        try:
            if isinstance(outcome, EngineError):
                raise outcome
            return EngineResult(outcome, usage)
        finally:
            del outcome  # an error holds its traceback, which holds this frame and so the engine

    def _meter(self, parts: int) -> Meter:
        return Meter(
            run=self.run,
            seconds=self.settings.timeout_s * max(parts, 1),
            max_requests=self.settings.max_requests * max(parts, 1),
            price=self.price,
        )

    async def _read_part(
        self,
        document: Document,
        text: str,
        meter: Meter,
        exchanges: list[dict[str, Any]],
        *,
        part: int,
        parts: int,
    ) -> Reading:
        mark = article.new_mark()
        messages = self.prompt.messages(text, mark=mark, outlet=document.outlet, part=part, parts=parts)
        reading = await self._ask(messages, mark, meter, exchanges)
        if not self.settings.repair:
            return reading
        wants = await asyncio.to_thread(repair.wanted, document, reading, within=text)
        if not wants:
            return reading
        more = self.prompt.again(wants, mark=mark)
        messages[-1] = messages[-1] | {"content": f"{messages[-1]['content']}\n\n{more}"}
        try:
            # A little before the article's own deadline, which would take the first reading along.
            async with meter.deadline(margin_s=_MARGIN_S):
                second = await self._ask(messages, mark, meter, exchanges)
        except (EngineError, TimeoutError) as error:
            log.info("%s: the second request failed, the first reading stands: %s", document.id, error)
            return reading
        return await asyncio.to_thread(repair.mended, document, reading, second, wants)

    async def _ask(
        self, messages: list[dict[str, str]], mark: str, meter: Meter, exchanges: list[dict[str, Any]]
    ) -> Reading:
        from summarizer.engines.llm import faults

        conversation = self._conversation(meter, mark)
        try:
            reading = await conversation.ask(messages)
        except Exception as error:  # noqa: BLE001 - instructor wraps what it raises
            raise faults.translate(error, key=self.endpoint.key) from None
        finally:
            exchanges += conversation.exchanges
        if self._cache is not None:
            await asyncio.to_thread(self._cache.put, conversation.fresh)
        return reading

    def _conversation(self, meter: Meter, mark: str) -> Conversation:
        from summarizer.engines.llm.transport import Conversation

        return Conversation(
            client=self._client,
            endpoint=self.endpoint,
            settings=self.settings,
            meter=meter,
            mark=mark,
            cache=self._cache,
            pace=self._pace,
            repeat=self.repeat,
        )

    def _open(self) -> None:
        """Import the clients and load a model file: seconds, which must not count towards an article's deadline."""
        from summarizer.engines.llm.transport import client_of

        with self._opening:
            if self._client is not None or self._closed:
                return
            if self.endpoint.file is not None:
                self.endpoint = local.started(
                    self.endpoint, self.endpoint.file, threads=self.settings.threads
                )
            self._client = client_of(self.endpoint, self.settings)
            # Its connections belong to the loop in the other thread, which must close them when nobody is left
            # and nobody has closed the engine.
            self._finalizer = weakref.finalize(self, loop.submit_later, self._client.close)
            self._finalizer.atexit = False

    def _usage(self, document: Document, meter: Meter, *, cached: bool = False) -> Usage:
        return Usage(
            doc=document.id,
            engine="llm",
            model=self.endpoint.name,
            prompt=self.prompt.template.used,
            requests=meter.requests,
            cached=cached,
            tokens_in=meter.tokens_in,
            tokens_out=meter.tokens_out,
            cost=meter.cost if self.price is not None else None,
            seconds=round(meter.elapsed_s, 3),
        )


def _named(error: EngineError, document: Document, meter: Meter) -> EngineError:
    """The error with what a handler needs: which document, how many requests, what they took."""
    return type(error)(
        error.cause,
        subject=document.id,
        remedy=error.remedy,
        document=document.id,
        attempts=meter.requests,
        reply=error.reply,
        tokens_in=meter.tokens_in,
        tokens_out=meter.tokens_out,
    )
