"""The one place where requests leave: shaping, cache, retries, and the checks that an answer must pass.

Three layers, each with one duty, none stacked on another's:

    deadline of the article                     Conversation.ask
      re-asks after an answer that is no reading      instructor, `max_reasks`
        tries of one request at faults of server or network    here, `max_attempts`
          the SDK, whose own retries are off

Every request passes the article's `Meter`, which is what bounds them all together.
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import httpx2
import instructor
import openai
from pydantic_core import to_json
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt

from summarizer.engines.llm import article, faults, schema
from summarizer.engines.llm.answers import answer_of, completion_of, reading_of, reply_of, tokens_of
from summarizer.engines.llm.cache import Answer, request_key
from summarizer.engines.llm.shaping import MODES, first, parameters, shaped
from summarizer.models.reading import Reading

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from openai.types.chat import ChatCompletion

    from summarizer.engines.llm.budget import Meter
    from summarizer.engines.llm.cache import AnswerCache
    from summarizer.engines.llm.limits import Pace
    from summarizer.engines.llm.providers import Endpoint
    from summarizer.engines.llm.shaping import Message
    from summarizer.settings import Settings

# Instructor logs whole answers as errors; without a handler Python would print them on the user's terminal.
logging.getLogger("instructor").addHandler(logging.NullHandler())

FIRST_WAIT_S: Final = 0.5
LONGEST_WAIT_S: Final = 8.0
LONGEST_CONNECT_S: Final = 10.0
MOST_CONNECTIONS: Final = 10_000
"""More than are ever in flight: what bounds those is the run's concurrency."""


class _Capped(httpx2.AsyncByteStream):
    """A response's stream that ends in an error where the answer will not end."""

    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        taken = 0
        async for chunk in self._stream:
            taken += len(chunk)
            if taken > faults.LONGEST_ANSWER:
                raise faults.OverlongReply
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()


async def _cap(response: httpx2.Response) -> None:
    if isinstance(response.stream, httpx2.AsyncByteStream):
        response.stream = _Capped(response.stream)


def client_of(endpoint: Endpoint, settings: Settings) -> openai.AsyncOpenAI:
    """A client for the endpoint. It must be used on one event loop only.

    Over aiohttp, which takes half the processor time of the SDK's default.
    """
    foreign = not endpoint.base_url.startswith("https://api.openai.com/")
    # The SDK would send the user's OpenAI organisation and project to any address.
    headers: Any = (
        {"OpenAI-Organization": openai.Omit(), "OpenAI-Project": openai.Omit()} if foreign else None
    )
    return openai.AsyncOpenAI(
        base_url=endpoint.base_url,
        api_key=endpoint.key,
        max_retries=0,
        default_headers=headers,
        http_client=openai.DefaultAioHttpClient(
            timeout=settings.timeout_s,
            limits=httpx2.Limits(max_connections=MOST_CONNECTIONS, keepalive_expiry=5.0),
            event_hooks={"response": [_cap]},
        ),
    )


@dataclass(slots=True)
class Conversation:
    """The requests of one part of one article, until a reading comes of them or an error."""

    client: openai.AsyncOpenAI
    endpoint: Endpoint
    settings: Settings
    meter: Meter
    mark: str
    cache: AnswerCache | None = None
    pace: Pace | None = None
    repeat: int = 0
    exchanges: list[dict[str, Any]] = field(default_factory=list)
    """What was asked and answered, where it is recorded."""
    fresh: dict[str, Answer] = field(default_factory=dict)
    """Answers that came from the server, by key: worth keeping once a reading came of them."""

    async def ask(self, messages: list[Message]) -> Reading:
        """The reading that the model answers `messages` with. Raises whatever ended the conversation."""
        answer = await self._answer(first(messages, self.endpoint))
        reading = reading_of(answer, bounded=self.endpoint.bounded)
        return reading if reading is not None else await self._ask_again(messages, answer)

    async def _ask_again(self, messages: list[Message], answer: Answer) -> Reading:
        """Let instructor complain of an answer that is no reading, until one comes or the re-asks are spent."""
        given: list[Answer] = [answer]

        async def create(**request: Any) -> ChatCompletion:
            if given:
                return completion_of(given.pop())
            rules = messages[0]["content"]
            return completion_of(await self._answer(shaped(request, self.endpoint, rules=rules)))

        asking: Any = instructor.patch(create=create, mode=MODES[self.endpoint.mode])
        told = await asking(
            response_model=schema.response_model(self.endpoint.bounded),
            messages=messages,
            max_retries=self.settings.max_reasks,
            strict=False,
            **parameters(self.endpoint),
        )
        # The answer is of a class of instructor's making that holds on to the raw response.
        return Reading.model_validate(told.model_dump())

    async def _answer(self, request: dict[str, Any]) -> Answer:
        """One answer, from the cache or whatever it takes to get it."""
        key = ""
        if self.cache is not None:
            key = request_key(self.endpoint, request, mark=self.mark, repeat=self.repeat)
            if kept := await asyncio.to_thread(self.cache.get, key):
                self.meter.kept += 1
                self._log(request, kept)
                return kept
        try:
            answer = await self._sent(request)
        except Exception as error:  # noqa: BLE001 - the SDK's and ours alike
            # Translated here, because instructor logs what passes through it.
            raise faults.translate(error, key=self.endpoint.key) from None
        if self.cache is not None:
            self.fresh[key] = _kept(answer, self.mark)
        self._log(request, answer)
        return answer

    async def _sent(self, request: dict[str, Any]) -> Answer:
        """Send a request, and again where that may help."""
        try:
            return await self._send(request)
        except Exception as error:  # noqa: BLE001 - what to do about it the next lines tell
            failed = [error]

        async def send() -> Answer:
            if failed:
                raise failed.pop()  # the first try, which tenacity, slow to set up, only hears of
            return await self._send(request)

        retrying = AsyncRetrying(
            retry=retry_if_exception(faults.transient),
            stop=lambda state: stop_after_attempt(self.settings.max_attempts)(state) or self._too_late(state),
            wait=wait_s,
            reraise=True,
        )
        answer: Answer = await retrying(send)
        return answer

    def _log(self, request: dict[str, Any], answer: Answer) -> None:
        if self.settings.record is None:
            return
        # A later request repeats the messages of the ones before it.
        known = sum(len(each["asked"]) for each in self.exchanges)
        new = json.loads(json.dumps(request["messages"][known:]).replace(self.mark, article.PLACEHOLDER))
        answer = _kept(answer, self.mark)
        answered = answer.content if answer.arguments is None else answer.arguments
        self.exchanges.append({"asked": new, "answered": answered})

    def _too_late(self, state: RetryCallState) -> bool:
        return state.upcoming_sleep >= self.meter.left_s

    async def _send(self, request: dict[str, Any]) -> Answer:
        """Send a request once."""
        booked = 0
        if self.pace is not None:
            async with self.meter.paused():
                booked = await self.pace.before(
                    sum(len(str(each["content"])) for each in request["messages"])
                )
        self.meter.spend()
        silence = self.endpoint.read_timeout_s or self.meter.left_s
        read = max(min(silence, self.meter.left_s), 0.001)
        timeout = httpx2.Timeout(read, connect=min(read, LONGEST_CONNECT_S))
        # The SDK's `create` would copy the request and build a model of the reply, which takes longer than all else.
        response = await self.client.post(
            "/chat/completions",
            cast_to=httpx2.Response,
            content=to_json(request),
            options={"timeout": timeout},
        )
        reply = reply_of(response.content)
        tokens = tokens_of(reply)
        self.meter.add(**tokens)
        if self.pace is not None:
            self.pace.after(booked, taken=tokens["tokens_in"] + tokens["tokens_out"])
        return answer_of(reply, key=self.endpoint.key)


def _kept(answer: Answer, mark: str) -> Answer:
    """What is kept of an answer: all but the mark of this call."""
    if mark not in answer.content and mark not in (answer.arguments or ""):
        return answer
    arguments = answer.arguments
    return Answer(
        answer.content.replace(mark, article.PLACEHOLDER),
        None if arguments is None else arguments.replace(mark, article.PLACEHOLDER),
    )


def wait_s(state: RetryCallState) -> float:
    """Seconds before the next try: what the server asks for, else half a second, doubled and jittered."""
    asked = faults.retry_after_s(state.outcome.exception() if state.outcome else None)
    if asked is not None:
        return asked
    backoff = min(FIRST_WAIT_S * 2.0 ** (state.attempt_number - 1), LONGEST_WAIT_S)
    return backoff * random.uniform(0.75, 1.25)  # noqa: S311 - spreads tries, guards nothing
